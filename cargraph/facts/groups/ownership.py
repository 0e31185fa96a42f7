"""Whom a result is of: the arm behind the number, the pair it stands in, the nearest arm, or the paper's only one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.groups.asides import without_asides
from cargraph.facts.groups.elsewhere import of_others
from cargraph.facts.groups.fronted import fronted
from cargraph.facts.groups.group import Group
from cargraph.facts.groups.held_against import is_unsure, paired, since_last_pair, tells_factor
from cargraph.facts.groups.in_rows import last_of_row, listed, stepped
from cargraph.facts.groups.in_turn import in_turn
from cargraph.facts.groups.kinds import of_disease, of_response
from cargraph.facts.groups.left_open import is_end_of_change, is_of_several_unnamed, is_out_of_step
from cargraph.facts.groups.places import Place, is_drug, two_of_one
from cargraph.facts.groups.recalled import Recalled
from cargraph.facts.results import attach_arms
from cargraph.facts.results.grids import is_several_way
from cargraph.facts.results.outcome_runs import outcome_runs
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.results.lists import Lists
    from cargraph.facts.tokens import Token

UNSURE = "arm.unsure"
_EVERYONE = (["all", "patients"], ["entire", "cohort"])
_PAIR = 2
_HELD_AGAINST = words.VERSUS | {"double", "twice", "half", "exceeding", "opposed", "contrast", "over", "above", "below"}
_WITH = frozenset({"with", "after", "for", "on", "given", "receiving"})
_OF_ALL = frozenset({"total", "all", "sum", "aggregate"})
_CARRYING = frozenset({"additionally", "of", "among", "they", "these", "furthermore", "moreover", "in"})


class Owners:
    """Finds the groups of one paper's results, sentence by sentence: a group may be carried into the next."""

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self._carried: Group | None = None
        self.scope: Group | None = None
        self.by_factor = False
        self._recalled = Recalled()
        self._by_total: tuple[Sequence[Token], Group] | None = None

    def of(self, tokens: Sequence[Token], at: int, lists: Lists) -> tuple[Group | None, str]:
        """Return the group of a quantity and the rule that found it; None where the text leaves it open.

        `scope` is the group that narrows the arms of the sentence being read; `by_factor` says that it is of a legend
        that draws its patients apart by something of theirs.
        """
        self._recalled.enter(tokens)
        group, rule = self._found(tokens, at, lists)
        if group is not None and self._exceeds(tokens[at], group):
            group, rule = self._unnamed(tokens)
        if group is None and self._by_total is not None and self._by_total[0] is tokens and not self._names_any(tokens):
            group, rule = self._by_total[1], "arm.total"
        if group is not None and rule == "arm.total":
            self._by_total = tokens, group
        self._recalled.tell(group, rule)
        narrowed = self.scope is not None and group is not None and group.label is None
        return (Group(group.subject, self.scope.label) if narrowed and group and self.scope else group), rule

    def _names_any(self, tokens: Sequence[Token]) -> bool:
        return any(self.inventory.is_arm(t) for t in tokens)

    def _exceeds(self, number: Token, group: Group) -> bool:
        """Tell whether more are counted than a subgroup has, so that the number is not of it."""
        size, counted = self.inventory.size(group) if group.label else None, number.quantity
        return size is not None and counted is not None and max(counted.count or 0, counted.total or 0) > size

    def _found(self, tokens: Sequence[Token], at: int, lists: Lists) -> tuple[Group | None, str]:
        tokens = without_asides(tokens, at)
        place = Place(tokens, at, lists, self.inventory.groups(tokens))
        for rule, find, settles in self._rules:
            if (group := find(place)) is not None:
                if settles:
                    self._carried = group
                return group, rule
            if rule == "arm.pair" and (again := self._again(place)) is not None:
                return again, "arm.recalled"
            if self._is_open(rule, place):
                return None, UNSURE
        return self._unnamed(tokens)

    @property
    def _rules(self) -> tuple[tuple[str, Callable[[Place], Group | None], bool], ...]:
        """The ways in which a text says whose a number is, the surest first, and whether the next sentence goes on."""
        return (
            ("arm.all", self._of_all, False),
            ("arm.disease", self._of_disease, False),
            ("arm.response", self._of_response, False),
            ("arm.drug", self._drug, False),
            ("arm.respectively", self._listed, False),
            ("arm.behind", self._behind, True),
            ("arm.pair", self._paired, False),
            ("arm.list", self._stepped, False),
            ("arm.fronted", self._fronted, False),
            ("arm.in_turn", self._as_before, False),
            ("arm.behind", self._behind_outcome, False),
            ("arm.nearest", self._nearest, True),
            ("arm.pair", self._two, False),
            ("arm.total", self._of_total, False),
            ("arm.only", self._only_named, True),
        )

    def _is_open(self, rule: str, place: Place) -> bool:
        """Tell whether the text leaves it open whose a number is, where a rule found no group for it."""
        if rule == "arm.in_turn":
            return is_out_of_step(place)
        if rule == "arm.pair":
            if self._is_elsewhere(place):
                return True
            anew = since_last_pair(place, self.inventory)
            return is_unsure(place, self.inventory) or (anew is not None and len(anew) < _PAIR)
        if rule == "arm.only":
            alone = self.inventory.whole is None and len(place.groups) == 1 and self._is_of_another(place)
            compared = self.inventory.pair is not None or self.inventory.halves is not None
            return alone or is_of_several_unnamed(place) or (compared and is_end_of_change(place))
        fronted_pair = place.pair is not None and place.at == place.pair[1] and self._fronted(place) is not None
        return rule == "arm.list" and (is_several_way(place.tokens, place.run) or fronted_pair)

    def _again(self, place: Place) -> Group | None:
        """Return the group in step with one of two numbers told of the two groups of the sentence before."""
        tested = _is_tested(place)
        said = (tested or any(t.text == "respectively" for t in place.tokens)) and len(place.run) == _PAIR
        if any(len(r) == _PAIR for r in outcome_runs(place.tokens)) and place.pair is None and not tested:
            return None
        if (place.pair is None and not said) or (place.pair and tells_factor(place.tokens[: place.pair[0]])):
            return None
        two = place.pair or tuple(place.run)
        again = self._recalled.recall(place.groups, two.index(place.at))
        return None if again and again.label is None and self._is_elsewhere(place) else again

    def _of_all(self, place: Place) -> Group | None:
        """Read "69% in all patients"."""
        behind = place.tokens[place.at + 1 : place.at + 5]
        following = ["" if t.mention else t.text for t in behind if t.text not in {")", "]", "the"}][:3]
        said = following[:1] in (["in"], ["of"], ["for"]) and following[1:] in _EVERYONE
        return self.inventory.whole if said else None

    def _behind(self, place: Place) -> Group | None:
        own = attach_arms.behind(
            place.tokens, last_of_row(self.inventory, place), self.inventory.is_arm, paired=place.pair is not None
        )
        return self.inventory.group(place.tokens[own]) if own is not None else None

    def _behind_outcome(self, place: Place) -> Group | None:
        """Return the group told behind what a number counts, where no subgroup opens the sentence."""
        partners = frozenset(place.run) - {place.at}
        own = attach_arms.behind_outcome(place.tokens, place.at, partners, self.inventory.is_arm)
        if own is None or place.pair is not None:
            return None
        group = self.inventory.group(place.tokens[own])
        part = any(t.label and self.inventory.is_arm(t) for t in place.tokens[: place.at])
        return group if group.label or not part else None

    def _nearest(self, place: Place) -> Group | None:
        choice = attach_arms.arm_of(place.tokens, place.at, self.inventory.is_arm)
        return self.inventory.group(place.tokens[choice.at]) if choice is not None else None

    def _fronted(self, place: Place) -> Group | None:
        """Return the subgroup that opens a sentence with its size: "In the five patients with myositis, ..."."""
        return self._opening(place.tokens, place.at)

    def _opening(self, tokens: Sequence[Token], at: int) -> Group | None:
        opening = fronted(tokens, self.inventory.annotation.paper.text)
        if opening is None or opening.label is None or at <= opening.end or opening.screened:
            return None
        if any(t.text in words.CONTRAST for t in tokens[opening.end : at]):
            return None
        return self.inventory.subgroup(opening.label)

    def _two(self, place: Place) -> Group | None:
        """Read the first of two numbers as the first product's, where nothing else is told of them."""
        both, (step, steps) = self.inventory.pair or self.inventory.halves, place.lists.step(place.at)
        if is_end_of_change(place) or any(len(r) == steps for r in outcome_runs(place.tokens)):
            return None
        alone = not place.groups and two_of_one(place.lists, place.at)
        said = alone or any(t.text == "respectively" for t in place.tokens)
        return both[step] if both and steps == len(both) and said else None

    def _of_total(self, place: Place) -> Group | None:
        quantity = place.tokens[place.at].quantity
        if quantity is None or not quantity.total or self.inventory.pair is None:
            return None
        return self.inventory.denominators.of_total(quantity.total)

    def _only_named(self, place: Place) -> Group | None:
        """Return the one group a sentence names, where the paper as a whole is of no single product."""
        whole = self.inventory.whole
        vague = whole is None or (whole.subject is not None and self.inventory.is_class(whole.subject))
        if not vague or len(place.groups) != 1:
            return None
        return place.groups[0] if not self._is_of_another(place) else self._rival(place)

    def _is_of_another(self, place: Place) -> bool:
        """Tell whether the only group of a sentence is told of another number: "11 months, twice the 6 months of B"."""
        arm = next((i for i, t in enumerate(place.tokens) if self.inventory.is_arm(t)), 0)
        if arm < place.at:
            return False
        if attach_arms.held_against_another(place.tokens, place.at, arm):
            return True
        depth = place.tokens[place.at].depth
        beside = (n for n in place.lists.quantities if place.at < n < arm and place.tokens[n].depth == depth)
        others = (n for n in beside if n not in place.run)
        taken = any(self._named_for(place, n) == arm for n in others)
        return taken or attach_arms.beyond_contrast(place.tokens, place.at, arm)

    def _named_for(self, place: Place, number: int) -> int | None:
        """Return the group named behind a number, or behind the outcome that it counts."""
        tokens, is_arm = place.tokens, self.inventory.is_arm
        own = attach_arms.behind(tokens, number, is_arm)
        return own if own is not None else attach_arms.behind_outcome(tokens, number, frozenset(), is_arm)

    def _rival(self, place: Place) -> Group | None:
        """Return the other of the paper's two groups where a number is held against that of the one named."""
        held = any(t.text in _HELD_AGAINST for t in place.tokens[place.at :])
        both = self.inventory.pair
        return both[both[0] == place.groups[0]] if held and both and place.groups[0] in both else None

    def _of_disease(self, place: Place) -> Group | None:
        return of_disease(place, self.inventory)

    def _of_response(self, place: Place) -> Group | None:
        return of_response(place, self.inventory)

    def _drug(self, place: Place) -> Group | None:
        """Return the drug a result is of: "A (17 patients; ORR, 36%)", or the one right behind: "36% with A"."""
        tokens, depth = place.tokens, place.tokens[place.at].depth
        following = tokens[place.at + 1 : place.at + 3]
        with_drug = len(following) > 1 and following[0].text in _WITH and is_drug(following[1])
        if with_drug and (control := self._control(following[1])) is not None:
            return control
        if with_drug and following[0].text == "with" and len(place.groups) == 1:
            return self.inventory.drug_group(following[1].text)
        opening = next((i for i in range(place.at - 1, 0, -1) if tokens[i].depth < depth), 0)
        if not opening or tokens[opening].text not in {"(", "["}:
            return None
        named, counted = tokens[opening - 1].mention, tokens[opening + 1].quantity
        if named is None or named.kind is not Kind.DRUG or counted is None or not counted.count:
            return None
        return self.inventory.drug_group(tokens[opening - 1].text) if counted is not tokens[place.at].quantity else None

    def _control(self, drug: Token) -> Group | None:
        """Return the group that a paper holds its product against, where a drug has its name."""
        both = self.inventory.pair or ()
        return next((g for g in both if g.subject is None and (g.label or "").lower() == drug.text), None)

    def _listed(self, place: Place) -> Group | None:
        return listed(self.inventory, place)

    def _stepped(self, place: Place) -> Group | None:
        return stepped(self.inventory, place)

    def _paired(self, place: Place) -> Group | None:
        """Return whose a number of a pair is; parts of the patients told just before go before the paper's products."""
        if self._is_elsewhere(place):
            return None
        told = self._recalled.recall(place.groups, place.pair.index(place.at)) if place.pair else None
        return told if told is not None and told.label else paired(place, self.inventory)

    def _is_elsewhere(self, place: Place) -> bool:
        """Tell whether two numbers are of other groups than those known, which the sentence does not name."""
        two = place.pair is not None or len(place.run) == _PAIR
        known = self.inventory.pair is not None or self.inventory.halves is not None
        return two and not place.groups and (self.by_factor or (known and of_others(place)))

    def _as_before(self, place: Place) -> Group | None:
        """Return the arm in step with a number, as the sentence told them before."""
        row = in_turn(place.tokens, place.run, place.lists.quantities, self.inventory)
        return row[place.run.index(place.at)] if row else None

    def _unnamed(self, tokens: Sequence[Token]) -> tuple[Group | None, str]:
        if (whole := self.inventory.whole) is not None:
            return whole, "arm.only"
        if tokens and tokens[0].text in _CARRYING and self._carried and tokens[1].text not in _OF_ALL:
            return self._carried, "arm.carried"
        return self.inventory.pooled, "arm.open"

    def whole(self, tokens: Sequence[Token], outcome: int) -> Group | None:
        """Return the group a finding without a number of its own is of."""
        between = tokens[:outcome]
        goes_on = not any(t.text == ";" or (t.label and self.inventory.is_arm(t)) for t in between)
        if goes_on and (own := self._opening(tokens, outcome)) is not None:
            return own
        choice = attach_arms.arm_of(tokens, outcome, self.inventory.is_arm)
        parted = choice is not None and any(t.text == ";" and not t.depth for t in tokens[choice.at : outcome])
        if parted and self.inventory.whole is not None:
            return self.inventory.whole
        return self.inventory.group(tokens[choice.at]) if choice else self._unnamed(tokens)[0]

    def class_named(self, tokens: Sequence[Token]) -> Group | None:
        """Return the class of all CAR products where a sentence that cites others speaks of it."""
        named = next(
            (t for t in tokens if t.mention and t.mention.kind is Kind.CONSTRUCT and self.inventory.is_class(t.entity)),
            None,
        )
        return Group(named.entity) if named else None


def _is_tested(place: Place) -> bool:
    """Tell whether a p-value stands in the bracket behind a list of numbers: "46.8% and 43.9% (p = 0.57)"."""
    behind = place.tokens[place.run[-1] + 1 : place.run[-1] + 4]
    return bool(behind) and behind[0].text in {"(", ";", ","} and any(t.tag is Tag.P and t.depth for t in behind)
