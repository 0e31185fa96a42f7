"""Sentences -> observations: every number-bearing result with its outcome, arm, grade and time."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cargraph.facts.besides import of_the_field
from cargraph.facts.confidence import with_distance
from cargraph.facts.context import assess
from cargraph.facts.evidence import evidence
from cargraph.facts.groups.alike import of_both, of_neither
from cargraph.facts.groups.elsewhere import of_a_factor
from cargraph.facts.groups.fronted import fronted
from cargraph.facts.groups.group import Group
from cargraph.facts.groups.ownership import Owners
from cargraph.facts.groups.scopes import scoped
from cargraph.facts.results import attach
from cargraph.facts.results.absence import absences
from cargraph.facts.results.admission import is_result
from cargraph.facts.results.again import of_one_group, told_again
from cargraph.facts.results.ahead import numbers_ahead
from cargraph.facts.results.apart import with_rates, with_shares, with_slashed
from cargraph.facts.results.counts import strong, weak
from cargraph.facts.results.describing import is_share_of_factor
from cargraph.facts.results.elided import restored
from cargraph.facts.results.events import cause_of_death, is_change, is_of_those_who_recovered
from cargraph.facts.results.everybody import of_one, universals
from cargraph.facts.results.fitting import Fitting
from cargraph.facts.results.further import further
from cargraph.facts.results.host import is_of_the_host, tells_baseline, was_before
from cargraph.facts.results.in_step import aligned
from cargraph.facts.results.itemised import is_unknown
from cargraph.facts.results.joining import Found, is_bracketed_share, merged, spread, with_intervals
from cargraph.facts.results.lists import Lists, with_units
from cargraph.facts.results.measures import measure_of
from cargraph.facts.results.never_given import is_before_treatment, kept_from_treatment
from cargraph.facts.results.one_patient import of_one_patient
from cargraph.facts.results.pronouns import without_pronouns
from cargraph.facts.results.qualifiers import grade_of, modifier
from cargraph.facts.results.spared_groups import groups_spared, told_with
from cargraph.facts.results.times import time_of
from cargraph.facts.results.told_twice import dealt_out
from cargraph.facts.results.totals import Totals, set_of_denial
from cargraph.facts.tokens import Tag, Token, Tokens
from cargraph.mentions.people import ANY_PATIENTS
from cargraph.mentions.rules import sieve
from cargraph.mentions.setting import FULL_TEXT
from cargraph.mentions.weighing import is_sought
from cargraph.model import Kind, Observation, Sentence, Stat
from cargraph.text.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.mentions.quantities import Quantity
    from cargraph.model import Annotation

_RESULTS = frozenset("title abstract background results conclusion discussion caption body methods".split())
_OF_PATIENTS = Sieve(
    rf"\b(?:no|none|any|neither)(?:\s[\w-]+){{0,4}}?\s{ANY_PATIENTS}\b",
    re.IGNORECASE,
)
_OF_MATERIAL = Sieve(r"\b(?:lots?|batch(?:es)?|supernatants?|vectors?|cultures?|products)\b", re.IGNORECASE)
"""What is tested before it is given to patients."""
_RATE_ROLES = frozenset({"survival", "mortality", "relapse"})
_UNGRADED = frozenset({"death", "mortality", "dose"})


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
        self._before: Sequence[Token] = ()
        self.totals = Totals(inventory, self.fitting)

    def read(self) -> Iterator[Observation]:
        """Yield the observations of every sentence in order, those too of which it is unsure whose they are."""
        full = len(self.annotation.sentences) > FULL_TEXT
        alone = of_one_patient(self.annotation, self.inventory.sizes)
        by_factor = of_a_factor(self.annotation)
        for sentence in self.annotation.sentences:
            if sentence.index in alone:
                continue
            self.owners.by_factor = sentence.index in by_factor
            if sentence.section in _RESULTS and not (full and sentence.section == "methods"):
                for told in _once(list(self.sentence(sentence))):
                    yield replace(told, cited=True) if told.subject in self._foreign else told

    def sentence(self, sentence: Sentence) -> Iterator[Observation]:
        """Yield the observations of one sentence."""
        told, self.owners.scope = scoped(self.inventory, self.tokens.of(sentence))
        tokens = restored(without_pronouns(told, self._before, sentence.index), self._before, sentence.index)
        if not any(t.tag is Tag.OUTCOME for t in tokens):
            return
        self._before = tokens
        found: list[Found] = []
        if any(t.tag is Tag.QUANTITY for t in tokens) and not tells_baseline(tokens):
            tokens = with_shares(with_units(with_intervals(with_rates(with_slashed(tokens)))))
            lists = Lists(tokens)
            both = self.inventory.pair or self.inventory.halves
            found = dealt_out(tokens, merged(tokens, list(self._attached(tokens, lists))), lists, both)
            for item in spread(tokens, found if sentence.section != "title" else list(filter(_is_told, found))):
                yield self._observation(sentence, tokens, item, lists)
            yield from self._spared(sentence, tokens, found, lists)
        yield from self._absent(sentence, tokens)

    def _attached(self, tokens: Sequence[Token], lists: Lists) -> Iterator[Found]:
        opening, scored = fronted(tokens, self.paper.text), self.fitting.tells_score(tokens)
        told = (*aligned(tokens, lists), *numbers_ahead(tokens, lists), *told_again(tokens))
        places = {at: (outcome, rule) for at, outcome, rule in told}
        whole = of_one_group(tokens, lists, {at: outcome for at, (outcome, _) in places.items()})
        found: list[Found] = []
        for at, token in enumerate(tokens):
            quantity = token.quantity
            if token.tag is not Tag.QUANTITY or quantity is None or (opening is not None and at == opening.at):
                continue
            if not is_result(tokens, at, quantity, scored=scored) or (
                at not in places and is_bracketed_share(tokens, at)
            ):
                continue
            outcome, cost = places[at][0] if at in places else further(tokens, at, found, self.inventory.is_arm), 0.3
            if outcome is None:
                of_deaths = opening is not None and "deaths" in (opening.label or "")
                choice = self._nearest(tokens, at, quantity, lists, of_deaths=of_deaths)
                if choice is None:
                    continue
                outcome, cost = choice.at, choice.cost
                quantity = self.fitting.scored(tokens, at, tokens[outcome]).quantity or quantity
            group, rule = self.owners.of(tokens, whole.get(at, at), lists)
            if lists.pair(at) is None and (both := of_both(self.inventory, tokens, at, outcome)) is not None:
                yield from (Found(at, quantity, outcome, cost, each, "arm.both") for each in both)
                continue
            found.append(Found(at, quantity, outcome, cost, group, rule))
            yield found[-1]

    def _nearest(
        self, tokens: Sequence[Token], at: int, quantity: Quantity, lists: Lists, *, of_deaths: bool
    ) -> attach.Choice | None:
        """Return the outcome that a number stands nearest to, None where it is not told of it.

        of_deaths: whether the sentence opens with a count of deaths, of which it then tells the causes.
        """
        partners = lists.partners(at)
        fits = partial(self.fitting.fits, tokens, at, quantity)
        choice = attach.outcome_of(tokens, at, partners, fits=fits, generic=self.fitting.is_class)
        if choice is None:
            return None
        own = self.fitting.scored(tokens, at, tokens[choice.at]).quantity or quantity
        refused = (
            (weak(own) and not strong(tokens, at, choice, own, min({at, *partners})))
            or (cause_of_death(tokens, at, choice.at) and not of_deaths)
            or was_before(tokens, at, choice.at)
            or is_before_treatment(tokens, at, choice.at)
            or (self.fitting.role(tokens[choice.at]) != "feasibility" and kept_from_treatment(tokens, at))
            or is_unknown(tokens, lists.run(at), at)
            or is_share_of_factor(tokens, at, choice.at)
            or self._changed(tokens, at, choice.at)
            or is_of_the_host(tokens, self.fitting.role(tokens[choice.at]), tokens[choice.at].text)
        )
        return None if refused else choice

    def _changed(self, tokens: Sequence[Token], at: int, outcome: int) -> bool:
        named, quantity = tokens[outcome].mention, tokens[at].quantity
        harm = named is not None and named.kind is Kind.TOXICITY
        if harm and quantity is not None and quantity.proportion and is_of_those_who_recovered(tokens, at, outcome):
            return True
        return is_change(tokens, at, role=self.fitting.role(tokens[outcome]), harm=harm)

    # -- the record

    def _observation(self, sentence: Sentence, tokens: Sequence[Token], item: Found, lists: Lists) -> Observation:
        quantity, outcome = item.quantity, tokens[item.outcome]
        grade = grade_of(tokens, item.at, item.outcome, lists.step(item.at))
        measure = self._measure(tokens, item, lists)
        if measure:
            grade = modifier(tokens, item.outcome)
        elif self.fitting.role(outcome) in _UNGRADED:
            grade = None
        when = time_of(tokens, item.at, item.outcome, lists.step(item.at), end=lists.run(item.at)[-1])
        total, carried = self.totals.of(sentence, tokens, item)
        said = assess(self.paper.text, sentence, tokens[item.at].span)
        total, carried = (None, False) if said.cited and carried else (total, carried)
        group = self._whose(item.group, tokens, cited=said.cited)
        value = quantity.value
        return Observation(
            subject=group.subject if group else None, arm=group.label if group else None,
            outcome=self.fitting.meant(outcome, quantity), stat=self._stat(tokens, item, when), grade=grade,
            measure=measure,
            count=quantity.count, total=total, percent=quantity.percent, value=value, unit=quantity.unit,
            low=quantity.low, high=quantity.high, interval=quantity.interval, time=when, bound=quantity.bound,
            carried=carried, printed=quantity.span.of(self.paper.text), cited=said.cited, hedged=said.hedged,
            evidence=(evidence(self.paper, sentence, rule=with_distance(f"observation.{item.arm_rule}", item.cost)),),
        )  # fmt: skip

    def _measure(self, tokens: Sequence[Token], item: Found, lists: Lists) -> str | None:
        shared = item.quantity.proportion or item.quantity.unit == "%"
        return None if shared else measure_of(tokens, item.at, item.outcome, lists.step(item.at))

    def _whose(self, group: Group | None, tokens: Sequence[Token], *, cited: bool) -> Group | None:
        """Return whose a result is: what others found is not the paper's own product's, where it is not named."""
        if cited and group and group.subject and not any(t.entity == group.subject for t in tokens):
            named = next((t for t in tokens if t.mention and t.mention.kind is Kind.CONSTRUCT), None)
            own = None if named is None else Group(named.entity, group.label)
            group = own if group.label else None
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
        spread = "±" in tokens[item.at].text or "+/-" in tokens[item.at].text
        return Stat.MEAN if spread or near & {"mean", "average"} else Stat.MEDIAN

    def _absent(self, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Observation]:
        for outcome, grade in absences(tokens):
            if assess(self.paper.text, sentence, tokens[outcome].span).cited:
                continue
            graded = self.fitting.role(tokens[outcome]) not in _UNGRADED
            for group in of_neither(self.inventory, tokens) or (self.owners.whole(tokens, outcome),):
                n = set_of_denial(tokens, outcome) or (self.inventory.size(group) if group else None)
                if self._counts_patients(sentence, tokens[outcome], n):
                    told = grade if graded else None
                    yield self._counted(sentence, tokens[outcome], group, 0, n, told, "observation.none")
        for outcome, count, grade in of_one(tokens):
            group = self.owners.whole(tokens, outcome)
            n = self.inventory.size(group) if group else None
            yield self._counted(sentence, tokens[outcome], group, count, n, grade, "observation.none")
        for outcome, count, grade in universals(tokens):
            group = self.owners.whole(tokens, outcome)
            n = self.inventory.size(group) if group and count is None else count
            if n is not None or count is not None:
                yield self._counted(
                    sentence, tokens[outcome], group, n if count is None else count, n, grade, "observation.all"
                )

    def _spared(
        self, sentence: Sentence, tokens: Sequence[Token], found: Sequence[Found], lists: Lists
    ) -> Iterator[Observation]:
        """Yield the zeros of groups that had none of what the number before them counts."""
        counted = {item.at: item for item in found if item.quantity.proportion}
        for at, arm in groups_spared(tokens, self.inventory.is_arm):
            group = self.inventory.group(tokens[arm])
            run = [place for number in told_with(tokens, at, arm, [*counted]) for place in lists.run(number)]
            shared = [counted[place] for place in run if place in counted]
            if any(item.group == group for item in shared):
                continue
            for item in shared:
                grade, n = grade_of(tokens, item.at, item.outcome, lists.step(item.at)), self.inventory.size(group)
                yield self._counted(sentence, tokens[item.outcome], group, 0, n, grade, "observation.none")

    def _counts_patients(self, sentence: Sentence, outcome: Token, n: int | None) -> bool:
        """Tell whether what is denied is a count of patients: no level of a molecule, nor of a laboratory alone."""
        said = self.paper.text[sentence.span.start : sentence.span.end]
        molecule = outcome.mention is not None and outcome.mention.kind in {Kind.CYTOKINE, Kind.BIOMARKER}
        sought = is_sought(Kind.BIOMARKER, self.inventory.entities[outcome.entity].label)
        if molecule and (not sought or _OF_MATERIAL.somewhere(said)):
            return _OF_PATIENTS.somewhere(said)
        counted = n is not None or bool(self.inventory.sizes) or sieve("patients", "cues").somewhere(self.paper.text)
        return counted or not sieve("laboratory", "cues").somewhere(self.paper.text)

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


def _is_told(item: Found) -> bool:
    """Tell whether a title's number is a result: "in 187 patients" only says whom the paper is about."""
    return item.quantity.bare or not weak(item.quantity)


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
