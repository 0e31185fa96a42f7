"""Whom a result is of: the arm behind the number, the pair it stands in, the nearest arm, or the paper's only one."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.groups.asides import without_asides
from cargraph.facts.groups.fronted import fronted
from cargraph.facts.groups.group import Group
from cargraph.facts.groups.held_against import is_unsure, paired, since_last_pair, tells_factor
from cargraph.facts.groups.in_turn import in_turn
from cargraph.facts.groups.kinds import of_disease, of_response
from cargraph.facts.groups.places import Place, is_drug, two_of_one
from cargraph.facts.groups.recalled import Recalled
from cargraph.facts.results import attach_arms
from cargraph.facts.results.grids import is_several_way
from cargraph.facts.results.outcome_runs import outcome_runs
from cargraph.facts.results.times import are_timed
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.results.lists import Lists
    from cargraph.facts.tokens import Token

UNSURE = "arm.unsure"
_EVERYONE = (["all", "patients"], ["entire", "cohort"])
_SEVERAL = 3
_PAIR = 2
_ALIKE = {
    "both": frozenset("groups arms products cohorts cars constructs agents therapies treatments".split()),
    "either": frozenset("group arm product cohort car construct agent therapy treatment".split()),
    "each": frozenset({"group", "arm", "cohort"}),
    "whichever": frozenset({"treatment", "group", "arm", "product", "therapy"}),
}
_LEAD = frozenset(
    "for in with among after the of those patients given treated receiving who received recipients ( )".split()
)
_HELD_AGAINST = words.VERSUS | {"double", "twice", "half", "exceeding", "opposed", "contrast", "over", "above", "below"}
_ROW = frozenset({",", "and", "the", "or", "&"})
_CARRYING = frozenset({"additionally", "of", "among", "they", "these", "furthermore", "moreover", "in"})


class Owners:
    """Finds the groups of one paper's results, sentence by sentence: a group may be carried into the next."""

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self._carried: Group | None = None
        self.scope: Group | None = None
        self._recalled = Recalled()

    def of(self, tokens: Sequence[Token], at: int, lists: Lists) -> tuple[Group | None, str]:
        """Return the group of a quantity and the rule that found it; None where the text leaves it open.

        `scope` is the group that narrows the arms of the sentence being read.
        """
        self._recalled.enter(tokens)
        group, rule = self._found(tokens, at, lists)
        if group is not None and self._exceeds(tokens[at], group):
            group, rule = self._unnamed(tokens)
        self._recalled.tell(group, rule)
        narrowed = self.scope is not None and group is not None and group.label is None
        return (Group(group.subject, self.scope.label) if narrowed and group and self.scope else group), rule

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
            return _is_out_of_step(place)
        if rule == "arm.pair":
            anew = since_last_pair(place, self.inventory)
            return is_unsure(place, self.inventory) or (anew is not None and len(anew) < _PAIR)
        if rule == "arm.only":
            alone = self.inventory.whole is None and len(place.groups) == 1 and self._is_of_another(place)
            return alone or _is_of_two_unnamed(place)
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
        return self._recalled.recall(place.groups, two.index(place.at))

    def _of_all(self, place: Place) -> Group | None:
        """Read "69% in all patients"."""
        behind = place.tokens[place.at + 1 : place.at + 5]
        following = ["" if t.mention else t.text for t in behind if t.text not in {")", "]", "the"}][:3]
        said = following[:1] in (["in"], ["of"], ["for"]) and following[1:] in _EVERYONE
        return self.inventory.whole if said else None

    def _behind(self, place: Place) -> Group | None:
        own = attach_arms.behind(
            place.tokens, self._last_of_row(place), self.inventory.is_arm, paired=place.pair is not None
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

    def _last_of_row(self, place: Place) -> int:
        """Return the last number of a run that gives one arm's outcomes or times: "PFS and OS were 46%/63% with A"."""
        run = place.run
        in_turn = len(run) > 1 and (
            any(len(r) == len(run) and r[-1] < run[0] for r in outcome_runs(place.tokens))
            or are_timed(place.tokens, run)
        )
        in_turn = in_turn or self._are_rows(place)
        one_arm = in_turn and len(self._arms_behind(place.tokens, place.lists, place.at)) == 1
        return run[-1] if one_arm else place.at

    def _are_rows(self, place: Place) -> bool:
        """Tell whether each of several rows has an arm behind it: "74% and 55% with A, 88% and 68% with B"."""
        rows = [run for run in place.lists.runs if len(run) == len(place.run)]
        owners = [tuple(self._arms_behind(place.tokens, place.lists, run[-1])) for run in rows]
        return len(place.run) > 1 and len(set(owners)) == len(rows) > 1 and all(len(own) == 1 for own in owners)

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
        if any(len(r) == steps for r in outcome_runs(place.tokens)):
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
        with_drug = len(following) > 1 and following[0].text == "with" and is_drug(following[1])
        if with_drug and len(place.groups) == 1:
            return self.inventory.drug_group(following[1].text)
        opening = next((i for i in range(place.at - 1, 0, -1) if tokens[i].depth < depth), 0)
        if not opening or tokens[opening].text not in {"(", "["}:
            return None
        named, counted = tokens[opening - 1].mention, tokens[opening + 1].quantity
        if named is None or named.kind is not Kind.DRUG or counted is None or not counted.count:
            return None
        return self.inventory.drug_group(tokens[opening - 1].text) if counted is not tokens[place.at].quantity else None

    def both(self, tokens: Sequence[Token], at: int, outcome: int) -> tuple[Group, Group] | None:
        """Return the two groups a number is of alike: "in both groups was 3.0 months"."""
        alone = sum(t.tag is Tag.QUANTITY for t in tokens) == 1
        said = [t.text for t in tokens[0 if alone else min(at, outcome) : max(at, outcome) + 5]]
        alike = any(a in _ALIKE and b in _ALIKE[a] for a, b in itertools.pairwise(said))
        return self.inventory.pair if alike else None

    def neither(self, tokens: Sequence[Token]) -> tuple[Group, ...]:
        """Return the two groups of which a denial is alike: "CRS occurred in neither group", "no CRS in either arm"."""
        said = ((a.text, b.text) for a, b in itertools.pairwise(tokens))
        alike = any(a in {"neither", "either"} and b in _ALIKE["either"] for a, b in said)
        return (self.inventory.pair or ()) if alike else ()

    def _listed(self, place: Place) -> Group | None:
        """Return the arm in step with a number: "84% and 80% in the A and B groups, respectively"."""
        tokens, at, lists = place.tokens, place.at, place.lists
        if place.pair and len(row := self._arms_behind(tokens, lists, place.pair[1])) == len(place.pair):
            return row[place.pair.index(at)]
        step, steps = place.step
        if steps < 2:
            return None
        apart = [self.inventory.group(t) for t in tokens if t.scope and self.inventory.is_arm(t)]
        if steps == len(set(apart)) == _PAIR and any(t.text == "respectively" for t in tokens):
            return apart[step]
        if (behind := self._arms_behind(tokens, lists, at)) and len(behind) == steps:
            return behind[step]
        if not any(t.text == "respectively" for t in tokens) and not self._in_a_row(place):
            return None
        in_grid = place.row is not None or lists.cell(at) is not None
        runs = [r for r in outcome_runs(tokens) if len(r) == steps and not in_grid]
        named = list(dict.fromkeys(self.inventory.group(t) for t in tokens if self.inventory.is_arm(t)))
        return named[step] if len(named) == steps and not runs and lists.pair(at) is None else None

    def _in_a_row(self, place: Place) -> bool:
        """Tell whether a sentence names its arms in one row and gives one run of numbers: "In A and B, CRS was ..."."""
        arms = [i for i, t in enumerate(place.tokens) if self.inventory.is_arm(t)]
        between = place.tokens[arms[0] : arms[-1]] if arms else ()
        row = all(self.inventory.is_arm(t) or t.text in _ROW for t in between)
        return row and len(arms) == len(place.run) and place.run == list(place.lists.quantities)

    def _arms_behind(self, tokens: Sequence[Token], lists: Lists, at: int) -> list[Group]:
        """Return the arms that stand in a row behind a list of numbers: "7.4 and 5.6 months for ICT and ICV"."""
        run = next((r for r in lists.runs if at in r), [at])
        found: list[Group] = []
        for token in tokens[run[-1] + 1 : run[-1] + 12]:
            if self.inventory.is_arm(token):
                found.append(self.inventory.group(token))
            elif token.text not in (_ROW if found else _LEAD):
                break
        return found

    def _stepped(self, place: Place) -> Group | None:
        """Return the arm in step with one of three numbers or more: those the sentence names, or all of the paper's."""
        step, steps = place.step
        if steps < (_SEVERAL if place.row is None else 2) or (
            place.row is None and any(len(r) == steps for r in outcome_runs(place.tokens))
        ):
            return None
        rows = (place.groups, *self.inventory.part_rows, self.inventory.labelled, self.inventory.in_turn)
        return next((row[step] for row in rows if len(row) == steps), None)

    def _paired(self, place: Place) -> Group | None:
        return paired(place, self.inventory)

    def _as_before(self, place: Place) -> Group | None:
        """Return the arm in step with a number, as the sentence told them before."""
        row = in_turn(place.tokens, place.run, place.lists.quantities, self.inventory)
        return row[place.run.index(place.at)] if row else None

    def _unnamed(self, tokens: Sequence[Token]) -> tuple[Group | None, str]:
        if (whole := self.inventory.whole) is not None:
            return whole, "arm.only"
        if tokens and tokens[0].text in _CARRYING and self._carried:
            return self._carried, "arm.carried"
        return self.inventory.pooled, "arm.open"

    def whole(self, tokens: Sequence[Token], outcome: int) -> Group | None:
        """Return the group a finding without a number of its own is of."""
        between = tokens[:outcome]
        goes_on = not any(t.text == ";" or (t.label and self.inventory.is_arm(t)) for t in between)
        if goes_on and (own := self._opening(tokens, outcome)) is not None:
            return own
        choice = attach_arms.arm_of(tokens, outcome, self.inventory.is_arm)
        return self.inventory.group(tokens[choice.at]) if choice else self._unnamed(tokens)[0]

    def class_named(self, tokens: Sequence[Token]) -> Group | None:
        """Return the class of all CAR products where a sentence that cites others speaks of it."""
        named = next(
            (t for t in tokens if t.mention and t.mention.kind is Kind.CONSTRUCT and self.inventory.is_class(t.entity)),
            None,
        )
        return Group(named.entity) if named else None


def _is_of_two_unnamed(place: Place) -> bool:
    """Tell whether two numbers are dealt out to two things that are no outcomes, times, grades or known groups."""
    dealt = any(t.text == "respectively" for t in place.tokens[place.run[-1] : place.run[-1] + _NEAR])
    if len(place.run) != _PAIR or not dealt or place.groups or are_timed(place.tokens, place.run):
        return False
    if any(t.tag is Tag.GRADE for t in place.tokens):
        return False
    number = place.tokens[place.at].quantity
    named = {t.entity for t in place.tokens if t.tag is Tag.OUTCOME}
    return number is not None and number.proportion and len(named) == 1


_NEAR = 12


def _is_tested(place: Place) -> bool:
    """Tell whether a p-value stands in the bracket behind a list of numbers: "46.8% and 43.9% (p = 0.57)"."""
    behind = place.tokens[place.run[-1] + 1 : place.run[-1] + 4]
    return bool(behind) and behind[0].text in {"(", ";", ","} and any(t.tag is Tag.P and t.depth for t in behind)


def _is_out_of_step(place: Place) -> bool:
    """Tell whether a list of numbers is dealt out to more or fewer groups than are known: one has no name here."""
    steps = len(place.run)
    if steps < _SEVERAL or place.row or not 1 < len(place.groups) != steps:
        return False
    dealt = any(t.text == "respectively" for t in place.tokens[place.run[-1] :])
    return (
        dealt
        and not any(len(r) == steps for r in outcome_runs(place.tokens))
        and not are_timed(place.tokens, place.run)
    )
