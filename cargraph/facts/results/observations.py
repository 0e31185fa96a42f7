"""Sentences -> observations: every number-bearing result with its outcome, arm, grade and time."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cargraph.facts.besides import of_the_field
from cargraph.facts.confidence import with_distance
from cargraph.facts.context import assess
from cargraph.facts.evidence import evidence
from cargraph.facts.groups.arms import Group, Inventory
from cargraph.facts.groups.fronted import fronted, opens_with_part
from cargraph.facts.groups.labels import counts_groups
from cargraph.facts.groups.ownership import Owners
from cargraph.facts.groups.scopes import scoped
from cargraph.facts.results import attach
from cargraph.facts.results.absence import absences, universals
from cargraph.facts.results.admission import is_result, strong, weak
from cargraph.facts.results.amid import set_behind
from cargraph.facts.results.events import cause_of_death, is_change, is_of_those_who_recovered
from cargraph.facts.results.fitting import Fitting
from cargraph.facts.results.host import is_of_the_host, tells_baseline, was_before
from cargraph.facts.results.joining import Found, is_bracketed_share, merged, spread, with_intervals
from cargraph.facts.results.lists import Lists, aligned, with_units
from cargraph.facts.results.qualifiers import grade_of, measure_of, modifier
from cargraph.facts.results.times import time_of
from cargraph.facts.tokens import Tag, Token, Tokens
from cargraph.facts.wordlists import CONTRAST
from cargraph.model import Kind, Observation, Sentence, Stat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.mentions.quantities import Quantity
    from cargraph.model import Annotation, Mention

_RESULTS = frozenset("title abstract background results conclusion discussion caption body methods".split())
_RATE_ROLES = frozenset({"survival", "mortality", "relapse"})
_UNGRADED = frozenset({"death", "mortality", "dose"})
_RESPONSE_ROLES = frozenset({"response", "mrd"})
_LASTING = 3
_MOST = 0.6
_ANAPHORS = frozenset({"value", "values"})


class Reader:
    """Reads the observations of one paper."""

    def __init__(self, annotation: Annotation, tokens: Tokens, inventory: Inventory) -> None:
        self.annotation = annotation
        self.tokens = tokens
        self.inventory = inventory
        self.paper = annotation.paper
        self.owners = Owners(inventory)
        self._foreign = of_the_field(annotation)
        self.fitting = Fitting(inventory.entities)
        self._outcome_before: Mention | None = None
        self._totals: dict[Group, tuple[int, int]] = {}

    def read(self) -> Iterator[Observation]:
        """Yield the observations of every sentence in order, those too of which it is unsure whose they are."""
        for sentence in self.annotation.sentences:
            if sentence.section in _RESULTS:
                yield from _once(list(self.sentence(sentence)))

    def sentence(self, sentence: Sentence) -> Iterator[Observation]:
        """Yield the observations of one sentence."""
        told, self.owners.scope = scoped(self.inventory, self.tokens.of(sentence))
        tokens = self._resolved(sentence, told)
        outcomes = [t.mention for t in tokens if t.tag is Tag.OUTCOME]
        self._outcome_before = next(
            (t.mention for t in tokens if t.text in _ANAPHORS and t.mention), outcomes[0] if outcomes else None
        )
        if not outcomes:
            return
        if any(t.tag is Tag.QUANTITY for t in tokens) and not tells_baseline(tokens):
            tokens = with_units(with_intervals(tokens))
            lists = Lists(tokens)
            found = merged(tokens, list(self._attached(tokens, lists)))
            for item in spread(tokens, found):
                yield self._observation(sentence, tokens, item, lists)
        yield from self._absent(sentence, tokens)

    def _attached(self, tokens: Sequence[Token], lists: Lists) -> Iterator[Found]:
        opening, scored = fronted(tokens, self.paper.text), self.fitting.tells_score(tokens)
        places = {at: (outcome, rule) for at, outcome, rule in aligned(tokens, lists)}
        for at, token in enumerate(tokens):
            quantity = token.quantity
            if token.tag is not Tag.QUANTITY or quantity is None or (opening is not None and at == opening.at):
                continue
            if not is_result(tokens, at, quantity, scored=scored) or (
                at not in places and is_bracketed_share(tokens, at)
            ):
                continue
            partners = lists.partners(at)
            if at in places:
                outcome, cost = places[at][0], 0.3
            else:
                choice = attach.outcome_of(
                    tokens,
                    at,
                    partners,
                    fits=partial(self.fitting.fits, tokens, quantity),
                    generic=self.fitting.is_class,
                )
                if choice is not None:
                    quantity = self.fitting.scored(tokens, at, tokens[choice.at]).quantity or quantity
                if (
                    choice is None
                    or (weak(quantity) and not strong(tokens, at, choice, quantity, min({at, *partners})))
                    or (cause_of_death(tokens, at, choice.at) and not (opening and "deaths" in (opening.label or "")))
                    or was_before(tokens, at, choice.at)
                    or self._changed(tokens, at, choice.at)
                    or is_of_the_host(tokens, self.fitting.role(tokens[choice.at]))
                ):
                    continue
                outcome, cost = choice.at, choice.cost
            group, rule = self.owners.of(tokens, at, lists)
            if lists.pair(at) is None and (both := self.owners.both(tokens, at, outcome)) is not None:
                yield from (Found(at, quantity, outcome, cost, each, "arm.both") for each in both)
                continue
            yield Found(at, quantity, outcome, cost, group, rule)

    def _changed(self, tokens: Sequence[Token], at: int, outcome: int) -> bool:
        named, quantity = tokens[outcome].mention, tokens[at].quantity
        harm = named is not None and named.kind is Kind.TOXICITY
        if harm and quantity is not None and quantity.proportion and is_of_those_who_recovered(tokens, at, outcome):
            return True
        return is_change(tokens, at, role=self.fitting.role(tokens[outcome]), harm=harm)

    def _resolved(self, sentence: Sentence, tokens: Sequence[Token]) -> Sequence[Token]:
        """Let "the values were" name the outcome of the sentence before."""
        at = next(
            (i for i, t in enumerate(tokens) if i and t.text in _ANAPHORS and tokens[i - 1].text in {"the", "these"}),
            None,
        )
        last = self._outcome_before
        if at is None or last is None or (tokens[at + 1 : at + 2] and tokens[at + 1].text == "of"):
            return tokens
        return [
            *tokens[:at],
            replace(tokens[at], tag=Tag.OUTCOME, mention=replace(last, sentence=sentence.index)),
            *tokens[at + 1 :],
        ]

    # -- the record

    def _observation(self, sentence: Sentence, tokens: Sequence[Token], item: Found, lists: Lists) -> Observation:
        quantity, outcome = item.quantity, tokens[item.outcome]
        grade = grade_of(tokens, item.at, item.outcome, lists.step(item.at))
        if measure_of(tokens, item.at, item.outcome) and not quantity.proportion:
            grade = modifier(tokens, item.outcome)
        when = time_of(tokens, item.at, item.outcome, lists.step(item.at))
        measure = None if quantity.proportion or quantity.unit == "%" else measure_of(tokens, item.at, item.outcome)
        total, carried = self._total(sentence, tokens, item)
        said = assess(self.paper.text, sentence, tokens[item.at].span)
        total, carried = (None, False) if said.cited and carried else (total, carried)
        group = self._whose(item.group, tokens, cited=said.cited)
        cited = said.cited or (group is not None and group.subject in self._foreign)
        value = quantity.value
        return Observation(
            subject=group.subject if group else None, arm=group.label if group else None,
            outcome=self.fitting.meant(outcome, quantity), stat=self._stat(tokens, item, when), grade=grade,
            measure=measure,
            count=quantity.count, total=total, percent=quantity.percent, value=value, unit=quantity.unit,
            low=quantity.low, high=quantity.high, interval=quantity.interval, time=when, bound=quantity.bound,
            carried=carried, printed=quantity.span.of(self.paper.text), cited=cited, hedged=said.hedged,
            evidence=(evidence(self.paper, sentence, rule=with_distance(f"observation.{item.arm_rule}", item.cost)),),
        )  # fmt: skip

    def _whose(self, group: Group | None, tokens: Sequence[Token], *, cited: bool) -> Group | None:
        """Return whose a result is: what others found is not the paper's own product's, where it is not named."""
        if cited and group and not group.label and not any(t.entity == group.subject for t in tokens):
            group = None
        return group or (self.owners.class_named(tokens) if cited else None)

    def _stat(self, tokens: Sequence[Token], item: Found, when: str | None) -> Stat:
        quantity, outcome = item.quantity, tokens[item.outcome]
        near = {t.text for t in tokens[max(0, item.outcome - 6) : item.at]}
        if quantity.unit and quantity.unit.startswith("per "):
            return Stat.RATE
        if quantity.proportion or (quantity.low is not None and quantity.unit == "%"):
            role = self.fitting.role(outcome)
            counted = quantity.count is not None
            rate = (role in _RATE_ROLES and when) or "cumulative" in near or "estimated" in near
            return Stat.RATE if rate and not counted else Stat.PROPORTION
        return Stat.MEAN if near & {"mean", "average"} else Stat.MEDIAN

    def _total(self, sentence: Sentence, tokens: Sequence[Token], item: Found) -> tuple[int | None, bool]:
        """Return the denominator: the printed one, or the analysed set's where the arithmetic agrees."""
        quantity, group = item.quantity, item.group
        if quantity.total is not None:
            open_set = _is_open(tokens, item.at)
            analysed = open_set and self.fitting.role(tokens[item.outcome]) != "feasibility"
            if group is not None and analysed and quantity.total >= _MOST * (self.inventory.size(group) or 0):
                self._totals[group] = (quantity.total, sentence.index)
            return quantity.total, False
        if not (quantity.count is not None or quantity.percent is not None) or quantity.unit:
            return None, False
        if quantity.count is None and self.fitting.role(tokens[item.outcome]) == "function":
            return None, False  # a share of cells lysed or killed, not of patients
        if (among := self._among(tokens, item)) is not None:
            return among, False
        if _of_part(tokens, item.at) or opens_with_part(tokens, item.at):
            return None, False
        if group is None or (item.arm_rule == "arm.only" and self.inventory.is_pooled):
            return None, False
        if not group.label and self.inventory.pair is None and counts_groups(sentence.span.of(self.paper.text)):
            return None, False  # a share of one of "3 risk groups" is none of all patients
        if self.fitting.role(tokens[item.outcome]) in _RESPONSE_ROLES and (fit := self.inventory.assessed(group)):
            return (fit, True) if _agrees(quantity, fit) else (None, False)
        n = self._carried(sentence, quantity, group)
        return n, n is not None

    def _among(self, tokens: Sequence[Token], item: Found) -> int | None:
        """Return how many patients the sentence itself sets a number among, where the arithmetic agrees."""
        behind = set_behind(tokens, item.at)
        if behind is not None and (whole := tokens[behind].quantity) and _agrees(item.quantity, whole.count or 0):
            return whole.count
        opening = fronted(tokens, self.paper.text)
        goes_on = opening is not None and not any(t.text in CONTRAST for t in tokens[opening.end : item.at])
        if opening is not None and goes_on and item.at > opening.end and not tokens[item.at].depth:
            n: int | None = opening.n
            if n is not None and _agrees(item.quantity, n):
                return n
        n = _among(tokens, item.at)
        return n if n is not None and _agrees(item.quantity, n) else None

    def _carried(self, sentence: Sentence, quantity: Quantity, group: Group) -> int | None:
        """Return the size of the set a number is of, as an earlier sentence tells it."""
        last, told = self._totals.get(group, (None, -9))
        if last is not None and sentence.index - told <= _LASTING and _agrees(quantity, last):
            return last
        n = self.inventory.size(group) or (
            self.inventory.size(Group(group.subject)) if group.subject and group.label and _whole(group.label) else None
        )
        if n is not None and not _agrees(quantity, n):
            n = self._set_that_agrees(quantity)
        return n if n is not None and _agrees(quantity, n) else None

    def _set_that_agrees(self, quantity: Quantity) -> int | None:
        """Return the one size told in the paper of which a count is the printed share."""
        if quantity.count is None or quantity.percent is None:
            return None
        sizes = {s.n for s in self.inventory.sizes if quantity.count and _agrees(quantity, s.n)}
        return sizes.pop() if len(sizes) == 1 else None

    def _absent(self, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Observation]:
        for outcome, grade in absences(tokens):
            if assess(self.paper.text, sentence, tokens[outcome].span).cited:
                continue
            group = self.owners.whole(tokens, outcome)
            n = _set_of_denial(tokens, outcome) or (self.inventory.size(group) if group else None)
            graded = self.fitting.role(tokens[outcome]) not in _UNGRADED
            yield self._counted(sentence, tokens[outcome], group, 0, n, grade if graded else None, "observation.none")
        for outcome, count, grade in universals(tokens):
            group = self.owners.whole(tokens, outcome)
            n = self.inventory.size(group) if group and count is None else count
            if n is not None or count is not None:
                yield self._counted(
                    sentence, tokens[outcome], group, n if count is None else count, n, grade, "observation.all"
                )

    def _counted(
        self,
        sentence: Sentence,
        outcome: Token,
        group: Group | None,
        count: int | None,
        n: int | None,
        grade: str | None,
        rule: str,
    ) -> Observation:
        return Observation(
            subject=group.subject if group else None, arm=group.label if group else None, outcome=outcome.entity,
            stat=Stat.PROPORTION, grade=grade, count=count, total=n, percent=100.0 if count and count == n else None,
            carried=n is not None, printed=outcome.span.of(self.paper.text),
            evidence=(evidence(self.paper, sentence, rule=rule),),
        )  # fmt: skip


def _once(told: list[Observation]) -> Iterator[Observation]:
    """Yield the results of a sentence, a count without a share left out where it stands with one too ("all 20")."""
    for one in told:
        bare = one.count is not None and one.percent is None
        if not (bare and any(other.percent is not None and _same(one, other) for other in told)):
            yield one


def _same(one: Observation, other: Observation) -> bool:
    return all(
        getattr(one, field) == getattr(other, field) for field in ("subject", "arm", "outcome", "grade", "count")
    ) and one.total in {None, other.total}


def _is_open(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a total counts all of a group, not only "9 of 12 patients with baseline seizures"."""
    rest = [t for t in tokens[at + 1 :] if t.text not in {")", "]", "the"}][:2]
    if not rest or rest[0].text not in {"with", "who", "whom", "without", "whose"}:
        return True
    return len(rest) == 2 and rest[0].text == "with" and rest[1].tag is Tag.ARM


def _among(tokens: Sequence[Token], at: int) -> int | None:
    """Return the number that opens a count's clause: 10 in "Of 10 evaluable patients, 8 had a complete response"."""
    if tokens[at].depth:
        return None
    start = next((i + 1 for i in range(at - 1, -1, -1) if tokens[i].text == ";"), 0)
    opener = tokens[start : start + 4]
    if not opener or opener[0].text not in {"of", "among"}:
        return None
    counted = next((t.quantity for t in opener[1:] if t.tag is Tag.QUANTITY and t.quantity), None)
    if counted is None or counted.count is None or counted.percent is not None or counted is tokens[at].quantity:
        return None
    between = tokens[start + 1 : at]
    if any(t.text in {"had", "were", "was"} for t in between[: _first_comma(between)]):
        return None
    return counted.total or counted.count


def _set_of_denial(tokens: Sequence[Token], outcome: int) -> int | None:
    """Return the number of patients of whom none had an outcome: "no deaths occurred among 20 patients"."""
    said = next((i for i in range(outcome, max(-1, outcome - 6), -1) if tokens[i].text == "no"), None)
    behind = None if said is None else set_behind(tokens, said)
    quantity = None if behind is None else tokens[behind].quantity
    return quantity.count if quantity else None


def _of_part(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of those just counted: "Eleven had a transplant, and 8 of them were in remission"."""
    behind = [t.text for t in tokens[at + 1 : at + 3]]
    return behind in (["of", "them"], ["of", "whom"], ["of", "these"], ["of", "which"])


def _first_comma(tokens: Sequence[Token]) -> int:
    return next((i for i, t in enumerate(tokens) if t.text == "," and not t.depth), len(tokens))


def _whole(label: str) -> bool:
    return any(w in label.lower() for w in ("infused", "treated", "all ", "overall"))


def _agrees(quantity: Quantity, n: int) -> bool:
    if quantity.count is not None:
        if quantity.count > n:
            return False
        return quantity.percent is None or abs(100 * quantity.count / n - quantity.percent) <= 0.6
    return True
