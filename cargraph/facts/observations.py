"""Sentences -> observations: every number-bearing result with its outcome, arm, grade and time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cargraph.facts import attach
from cargraph.facts.absence import absences, universals
from cargraph.facts.arms import Group, Inventory
from cargraph.facts.context import assess
from cargraph.facts.evidence import evidence
from cargraph.facts.lists import Lists, aligned, outcome_runs, with_units
from cargraph.facts.qualifiers import grade_of, measure_of, says_measure, time_of
from cargraph.facts.tokens import Tag, Token, Tokens
from cargraph.mentions.quantities import Quantity
from cargraph.model import Kind, Observation, Sentence, Stat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.model import Annotation, Mention

_RESULTS = frozenset(
    {
        "title",
        "abstract",
        "background",
        "results",
        "conclusion",
        "discussion",
        "caption",
        "body",
        "introduction",
        "methods",
    }
)
_RATE_ROLES = frozenset({"survival", "mortality", "relapse"})
_LENGTH_ROLES = frozenset(
    {"survival", "duration", "kinetics", "persistence", "time", "relapse", "remission", "response"}
)
_ANAPHORS = frozenset({"value", "values"})
_PEAKS = re.compile(r"\b(?:peak|maximum|maximal|expansion|cmax)\b", re.IGNORECASE)
_TIME_TO_PEAK = re.compile(r"time to (?:peak|max)|tmax", re.IGNORECASE)
_MEASURED_ROLES = frozenset({"kinetics", "persistence", "function", "dose", ""})
_TIME_UNITS = ("day", "week", "month", "year", "hour", "mo", "yr", "wk", "hr")
_CLASSES = frozenset(
    {
        "adverse event",
        "adverse events",
        "toxicity",
        "toxicities",
        "aes",
        "toxic effects",
        "serious adverse events",
        "side effects",
    }
)
_UNCOUNTED = frozenset(
    """phase stage version type table figure fig grade level line lines cycle score class part age aged least
    most minimum ecog years over under than × x every per approximately day week month supplementary"""
    .split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity with everything that was attached to it, before it becomes an observation."""

    at: int
    quantity: Quantity
    outcome: int
    cost: float
    group: Group | None
    arm_rule: str


class Reader:
    """Reads the observations of one paper."""

    def __init__(self, annotation: Annotation, tokens: Tokens, inventory: Inventory) -> None:
        self.annotation = annotation
        self.tokens = tokens
        self.inventory = inventory
        self.paper = annotation.paper
        self._carried: Group | None = None
        self._outcome_before: Mention | None = None

    def read(self) -> Iterator[Observation]:
        """Yield the observations of every sentence in order."""
        for sentence in self.annotation.sentences:
            if sentence.section in _RESULTS:
                yield from self.sentence(sentence)

    def sentence(self, sentence: Sentence) -> Iterator[Observation]:
        """Yield the observations of one sentence."""
        tokens = self._resolved(sentence, self.tokens.of(sentence))
        outcomes = [t.mention for t in tokens if t.tag is Tag.OUTCOME]
        self._outcome_before = next(
            (t.mention for t in tokens if t.text in _ANAPHORS and t.mention), outcomes[0] if outcomes else None
        )
        if not outcomes:
            return
        if any(t.tag is Tag.QUANTITY for t in tokens):
            tokens = with_units(_with_intervals(tokens))
            lists = Lists(tokens)
            found = _merged(tokens, list(self._attached(tokens, lists)))
            for item in _spread(tokens, found):
                yield self._observation(sentence, tokens, item, lists)
        yield from self._absent(sentence, tokens)

    def _attached(self, tokens: Sequence[Token], lists: Lists) -> Iterator[Found]:
        places = {at: (outcome, rule) for at, outcome, rule in aligned(tokens, lists)}
        for at, token in enumerate(tokens):
            quantity = token.quantity
            if token.tag is not Tag.QUANTITY or quantity is None or not _is_result(tokens, at, quantity):
                continue
            partners = lists.partners(at)
            if at in places:
                outcome, cost = places[at][0], 0.3
            else:
                choice = attach.outcome_of(
                    tokens, at, partners, fits=lambda t, q=quantity: self._fits(tokens, q, t), generic=self._is_class
                )
                if (
                    choice is None
                    or (_weak(quantity) and not _strong(tokens, at, choice, quantity))
                    or _cause_of_death(tokens, at, choice.at)
                ):
                    continue
                outcome, cost = choice.at, choice.cost
            group, rule = self._group(tokens, at, lists)
            yield Found(at, quantity, outcome, cost, group, rule)

    def _meant(self, outcome: Token, quantity: Quantity) -> str:
        """Return the entity a number is of: the time at which expansion peaked is the paper's time to peak."""
        if (quantity.unit or "").lower().startswith(_TIME_UNITS) and _PEAKS.search(outcome.text):
            peak = (e.id for e in self.annotation.entities if e.kind is Kind.ENDPOINT and _TIME_TO_PEAK.search(e.label))
            return next(peak, outcome.entity)
        return outcome.entity

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

    def _entity_role(self, token: Token) -> str:
        entity = self.inventory.entities.get(token.entity)
        return entity.role if entity else ""

    def _is_class(self, token: Token) -> bool:
        entity = self.inventory.entities.get(token.entity)
        return bool(entity) and (entity.label.lower() in _CLASSES or token.text in _CLASSES)  # type: ignore[union-attr]

    def _fits(self, tokens: Sequence[Token], quantity: Quantity, outcome: Token) -> bool:
        kind = outcome.mention.kind if outcome.mention else None
        unit = (quantity.unit or "").lower()
        length = unit.startswith(_TIME_UNITS) or quantity.value == "NR"
        if length:
            if kind is Kind.TOXICITY:
                return quantity.value != "NR" and says_measure(tokens)
            role = self._entity_role(outcome)
            if (
                kind is Kind.ENDPOINT
                and role in {"response", "remission"}
                and not outcome.text.startswith(("time", "median time", "duration"))
            ):
                return says_measure(tokens) or "time" in {t.text for t in tokens}
            return kind is Kind.ENDPOINT and role not in {"mrd", "dose", "function", "feasibility"}
        if quantity.value is not None and unit and unit != "%":
            return kind in {Kind.CYTOKINE, Kind.BIOMARKER} or (
                kind is Kind.ENDPOINT and self._entity_role(outcome) in _MEASURED_ROLES
            )
        if quantity.proportion:
            return not outcome.text.startswith(("time to", "duration of", "median time", "median duration"))
        return True

    # -- whom it is of

    def _group(self, tokens: Sequence[Token], at: int, lists: Lists) -> tuple[Group | None, str]:
        is_arm = self.inventory.is_arm
        named = [i for i, t in enumerate(tokens) if is_arm(t)]
        groups = list(dict.fromkeys(self.inventory.group(tokens[i]) for i in named))
        pair = lists.pair(at)
        if (own := attach.behind(tokens, at, is_arm, paired=pair is not None)) is not None:
            return self._settled(self.inventory.group(tokens[own]), "arm.behind")
        if pair is not None and (chosen := self._of_pair(tokens, pair, at, groups)) is not None:
            return chosen, "arm.pair"
        choice = attach.arm_of(tokens, at, is_arm)
        if choice is not None:
            return self._settled(self.inventory.group(tokens[choice.at]), "arm.nearest")
        both, (step, steps) = self.inventory.pair, lists.step(at)
        if both and steps == 2 and any(t.text == "respectively" for t in tokens):
            return both[step], "arm.pair"
        return self._unnamed(tokens)

    def _settled(self, group: Group, rule: str) -> tuple[Group | None, str]:
        self._carried = group
        return group, rule

    def _of_pair(self, tokens: Sequence[Token], pair: tuple[int, int], at: int, groups: list[Group]) -> Group | None:
        is_arm = self.inventory.is_arm
        if any(attach.behind(tokens, i, is_arm, paired=True) is not None for i in pair):
            other = attach.behind(tokens, pair[0] if at == pair[1] else pair[1], is_arm, paired=True)
            both = self.inventory.pair
            if other is not None and both and (taken := self.inventory.group(tokens[other])) in both:
                return both[1] if taken == both[0] else both[0]
            return None
        if len(groups) >= 2:
            first, second = groups[0], groups[1]
            if _inverted(tokens):
                first, second = second, first
            return first if at == pair[0] else second
        both = self.inventory.pair
        if both is None:
            return None
        if len(groups) == 1 and groups[0] == both[1]:
            both = (both[1], both[0])
        return both[0] if at == pair[0] else both[1]

    def _unnamed(self, tokens: Sequence[Token]) -> tuple[Group | None, str]:
        products = self.inventory.products
        if len(products) == 1 or (self.inventory.pair is None and self.inventory.main):
            return Group(self.inventory.main), "arm.only"
        if (
            tokens
            and tokens[0].text in {"additionally", "of", "among", "they", "these", "furthermore", "moreover", "in"}
            and self._carried
        ):
            return self._carried, "arm.carried"
        return None, "arm.open"

    # -- the record

    def _observation(self, sentence: Sentence, tokens: Sequence[Token], item: Found, lists: Lists) -> Observation:
        quantity, outcome = item.quantity, tokens[item.outcome]
        grade = grade_of(tokens, item.at, item.outcome)
        when = time_of(tokens, item.at, item.outcome, lists.step(item.at))
        measure = (
            measure_of(tokens, item.at, item.outcome)
            if outcome.mention
            and outcome.mention.kind is Kind.TOXICITY
            and quantity.unit != "%"
            and not quantity.proportion
            else None
        )
        total, carried = self._total(quantity, item.group)
        said = assess(self.paper.text, sentence, tokens[item.at].span)
        group = item.group or (self._class_named(tokens) if said.cited else None)
        value = quantity.value
        return Observation(
            subject=group.subject if group else None, arm=group.label if group else None,
            outcome=self._meant(outcome, quantity), stat=self._stat(tokens, item, when), grade=grade, measure=measure,
            count=quantity.count, total=total, percent=quantity.percent, value=value, unit=quantity.unit,
            low=quantity.low, high=quantity.high, interval=quantity.interval, time=when, bound=quantity.bound,
            carried=carried, printed=quantity.span.of(self.paper.text), cited=said.cited, hedged=said.hedged,
            confidence=_confidence(item), evidence=(evidence(self.paper, sentence, rule=f"observation.{item.arm_rule}"),),
        )  # fmt: skip

    def _class_named(self, tokens: Sequence[Token]) -> Group | None:
        """Return the class of all CAR products where a sentence that cites others speaks of it."""
        named = next(
            (t for t in tokens if t.mention and t.mention.kind is Kind.CONSTRUCT and self.inventory.is_class(t.entity)),
            None,
        )
        return Group(named.entity) if named else None

    def _stat(self, tokens: Sequence[Token], item: Found, when: str | None) -> Stat:
        quantity, outcome = item.quantity, tokens[item.outcome]
        near = {t.text for t in tokens[max(0, item.outcome - 6) : item.at]}
        if quantity.unit and quantity.unit.startswith("per "):
            return Stat.RATE
        if quantity.proportion or (quantity.low is not None and quantity.unit == "%"):
            role = self._entity_role(outcome)
            counted = quantity.count is not None
            rate = (role in _RATE_ROLES and when) or "cumulative" in near or "estimated" in near
            return Stat.RATE if rate and not counted else Stat.PROPORTION
        return Stat.MEAN if near & {"mean", "average"} else Stat.MEDIAN

    def _total(self, quantity: Quantity, group: Group | None) -> tuple[int | None, bool]:
        """Return the denominator: the printed one, or the analysed set's where the arithmetic does not speak against it."""
        if quantity.total is not None:
            return quantity.total, False
        if not (quantity.count is not None or quantity.percent is not None) or quantity.unit or group is None:
            return None, False
        n = self.inventory.size(group) or (
            self.inventory.size(Group(group.subject)) if group.subject and group.label and _whole(group.label) else None
        )
        return (n, True) if n is not None and _agrees(quantity, n) else (None, False)

    def _absent(self, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Observation]:
        for outcome, grade in absences(tokens):
            if assess(self.paper.text, sentence, tokens[outcome].span).cited:
                continue
            group = self._whole_group(tokens, outcome)
            n = self.inventory.size(group) if group else None
            yield self._counted(sentence, tokens[outcome], group, 0, n, grade, "observation.none")
        for outcome, count, grade in universals(tokens):
            group = self._whole_group(tokens, outcome)
            n = self.inventory.size(group) if group and count is None else count
            if n is not None or count is not None:
                yield self._counted(
                    sentence, tokens[outcome], group, n if count is None else count, n, grade, "observation.all"
                )

    def _whole_group(self, tokens: Sequence[Token], outcome: int) -> Group | None:
        choice = attach.arm_of(tokens, outcome, self.inventory.is_arm)
        return self.inventory.group(tokens[choice.at]) if choice else self._unnamed(tokens)[0]

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
            carried=n is not None, printed=outcome.span.of(self.paper.text), confidence=0.85,
            evidence=(evidence(self.paper, sentence, rule=rule),),
        )  # fmt: skip


def _whole(label: str) -> bool:
    return any(w in label.lower() for w in ("infused", "treated", "all ", "overall"))


def _agrees(quantity: Quantity, n: int) -> bool:
    if quantity.count is not None:
        if quantity.count > n:
            return False
        return quantity.percent is None or abs(100 * quantity.count / n - quantity.percent) <= 0.6
    return True


def _confidence(item: Found) -> float:
    base = 0.95 - 0.06 * min(item.cost, 4.0)
    return round(
        base - {"arm.behind": 0.0, "arm.only": 0.0, "arm.pair": 0.02, "arm.nearest": 0.05}.get(item.arm_rule, 0.15), 2
    )


def _inverted(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and (tokens[0].text in {"compared", "relative", "versus", "unlike"})


def _weak(quantity: Quantity) -> bool:
    return quantity.count is not None and quantity.total is None and quantity.percent is None and quantity.value is None


def _strong(tokens: Sequence[Token], at: int, choice: attach.Choice, quantity: Quantity) -> bool:
    """Tell whether a count without a share is bound tightly enough to be a result."""
    names = {name for name, _ in choice.reasons}
    if [t.text for t in tokens[at + 1 : at + 2]] == ["who"]:
        return False
    if names & {"right_modified", "right_achieved", "apposed"}:
        return choice.cost < 1.5
    linked = names <= {"left_link", "anaphor"} and not any(t.tag in {Tag.ARM, Tag.NAME} for t in tokens[choice.at : at])
    return not quantity.bare and choice.cost < 1.2 and choice.at < at and linked


def _cause_of_death(tokens: Sequence[Token], at: int, outcome: int) -> bool:
    low, high = sorted((at, outcome))
    between = [t.text for t in tokens[low + 1 : high]]
    return any(w in between for w in ("died", "death", "deaths", "succumbed")) and bool(
        {"of", "from", "due", "to"} & set(between)
    )


def _is_result(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Refuse numbers that are no results: windows, ages, labels, enumerations, sizes of regimens."""
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if quantity.text == "interval" or (quantity.count is not None and quantity.bare and before in _UNCOUNTED):
        return False
    if (
        quantity.count is not None
        and quantity.bare
        and (after in {"to", "-", "/", ".", ":"} or before in {"-", "/", "to"} or (after == ")" and before != "("))
    ):
        return False
    if quantity.value is None and quantity.count is None and quantity.percent is None and quantity.low is None:
        return False
    if isinstance(quantity.value, float) and quantity.unit is None and quantity.interval is None:
        return False
    if (
        "age" in {t.text for t in tokens[max(0, at - 3) : at]}
        or "age" in {t.text for t in tokens[at + 1 : at + 3]}
        or after == "old"
    ):
        return False
    if quantity.bare and quantity.count is not None and before in {"≥", ">", "<", "≤", "="}:
        return False
    return not _is_window(tokens, at, quantity)


_BEFORE_WINDOW = frozenset(
    "at within by after until through every over for last past first next before beyond to up during".split()
)


def _is_window(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    if quantity.value is None or quantity.interval or not (quantity.unit or "").lower().startswith(_TIME_UNITS):
        return False
    before = [t.text for t in tokens[max(0, at - 3) : at] if t.text not in {"the", "a", "approximately", "about"}]
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if after in {"after", "post", "following", "postinfusion", "prior", "before", "from"} or [
        t.text for t in tokens[at + 1 : at + 3]
    ] == ["of", "median"]:
        return True
    return (
        bool(before)
        and (before[-1] in _BEFORE_WINDOW)
        and not (
            "for" in before[-1:] and any(t.text.startswith(("last", "persist")) for t in tokens[max(0, at - 4) : at])
        )
    )


def _with_intervals(tokens: Sequence[Token]) -> list[Token]:
    """Give an interval that stands apart ("85% CR (95% CI, 79 to 89)") to the quantity before it."""
    out = list(tokens)
    for at, token in enumerate(out):
        quantity = token.quantity
        if quantity is None or quantity.text != "interval":
            continue
        for place in range(at - 1, max(-1, at - 9), -1):
            main = out[place].quantity
            if out[place].tag is Tag.QUANTITY and main is not None:
                if main.interval is None and main.text != "interval" and _lies_in(main, quantity):
                    name = quantity.interval or ("ci95" if main.percent is not None else "range")
                    out[place] = replace(
                        out[place], quantity=replace(main, low=quantity.low, high=quantity.high, interval=name)
                    )
                break
    return out


def _lies_in(main: Quantity, interval: Quantity) -> bool:
    value = main.percent if main.percent is not None else main.value
    if not isinstance(value, float) or not isinstance(interval.low, float):
        return value == "NR"
    return interval.low <= value and (not isinstance(interval.high, float) or value <= interval.high)


def _merged(tokens: Sequence[Token], found: list[Found]) -> list[Found]:
    """Join a count and the percentage printed behind its outcome: "14 patients achieved CR (70%)"."""
    out: list[Found] = []
    for item in found:
        last = out[-1] if out else None
        if last and _completes(tokens, last, item):
            out[-1] = replace(last, quantity=_completed(last.quantity, item.quantity))
        else:
            out.append(item)
    return out


def _spread(tokens: Sequence[Token], found: list[Found]) -> Iterator[Found]:
    """Give one number to every outcome of the list it is said of: "DOR, EFS and PFS were not reached"."""
    taken = {item.outcome for item in found}
    for item in found:
        yield item
        run = next((r for r in outcome_runs(tokens) if item.outcome in r), [])
        others = [o for o in run if o not in taken]
        unreached = item.quantity.value == "NR" and run[-1:] == [item.outcome]
        shared = (
            item.at < item.outcome
            and run[:1] == [item.outcome]
            and _weak(item.quantity)
            and "or" not in {t.text for t in tokens[run[0] : run[-1]]}
        )
        if (unreached and others == run[:-1]) or (shared and others == run[1:]):
            yield from (replace(item, outcome=o) for o in others)


def _completes(tokens: Sequence[Token], last: Found, item: Found) -> bool:
    a, b = last.quantity, item.quantity
    same = (
        tokens[last.outcome].entity == tokens[item.outcome].entity
        and last.at < last.outcome < item.at
        and item.at - last.outcome <= 3
    )
    if not same or tokens[item.at].depth == 0 or any(t.tag is Tag.GRADE for t in tokens[last.outcome : item.at]):
        return False
    one = (
        a.count is not None
        and a.percent is None
        and a.interval is None
        and b.percent is not None
        and (b.count is None or b.count == a.count)
    )
    return one or (a.percent is not None and a.count is None and b.count is not None and b.percent is None)


def _completed(a: Quantity, b: Quantity) -> Quantity:
    return replace(
        a, count=a.count if a.count is not None else b.count, total=a.total or b.total,
        percent=a.percent if a.percent is not None else b.percent, low=b.low if b.low is not None else a.low,
        high=b.high if b.high is not None else a.high, interval=b.interval or a.interval,
    )  # fmt: skip
