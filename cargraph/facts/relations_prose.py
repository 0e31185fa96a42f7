"""Relations that sentences state: the rules run over each masked sentence and over the names of constructs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts import context, relations_focus, rules
from cargraph.facts.relations_found import BY_DESIGN, Found
from cargraph.facts.relations_mask import Masks
from cargraph.model import Evidence, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.context import Context
    from cargraph.facts.relations_mask import Masked, Named
    from cargraph.facts.rules import Rule
    from cargraph.model import Annotation, Predicate, Sentence

_PART_OF_ALL = re.compile(
    r"(?i)\b(?:grade|grades|severe|major|unexpected|new|additional|other|delayed|serious|fatal|lethal|life-threatening|high-grade|persistent|late)\b"
)
_OWN_PARTS = frozenset({"methods", "results", "caption"})
_FIELDWIDE = frozenset({"background", "introduction"})


class Prose:
    """One paper's sentences under the rules. `own` are the constructs that the paper is about."""

    def __init__(self, annotation: Annotation, own: tuple[str, ...], chosen: Sequence[Rule]) -> None:
        self._annotation = annotation
        self._text = annotation.paper.text
        self._own = own
        bare = relations_focus.bare(annotation)
        specific = {e.id for e in annotation.entities if e.kind == Kind.CONSTRUCT} - bare
        self._bare = bare - set(own)
        self._clear = not specific or not bare.intersection(own)
        self._masks = Masks(annotation)
        self._rules = tuple(rule for rule in chosen if not rule.blocks)
        self._blocks = tuple(rule for rule in chosen if rule.blocks)

    def found(self) -> Iterator[Found]:
        """Give what the sentences state, in text order, and in each in the order of the rules."""
        for sentence in self._annotation.sentences:
            masked = self._masks.sentence(sentence)
            if masked.named:
                yield from self._stated(sentence, masked)
                yield from self._named(sentence)

    def _stated(self, sentence: Sentence, masked: Masked) -> Iterator[Found]:
        blocked = self._blocked(masked, sentence)
        for rule in _fitting(self._rules, masked, sentence):
            for subjects, objects in _hits(rule, masked):
                free = tuple(index for index in subjects if (rule.fact, index) not in blocked)
                for index in objects if free or not subjects else ():
                    if (rule.fact, index) not in blocked and rule.allows(masked.named[index].role):
                        yield from self._pairs(rule, free, masked, index, sentence)

    def _blocked(self, masked: Masked, sentence: Sentence, within: str = "sentence") -> set[tuple[Predicate, int]]:
        return {
            (rule.fact, index)
            for rule in _fitting(self._blocks, masked, sentence, within)
            for _, objects in _hits(rule, masked)
            for index in objects
            if rule.allows(masked.named[index].role)
        }

    def _pairs(
        self, rule: Rule, subjects: tuple[int, ...], masked: Masked, index: int, sentence: Sentence
    ) -> Iterator[Found]:
        thing = masked.named[index]
        said = context.assess(self._text, sentence, thing.span)
        named = tuple(dict.fromkeys(masked.named[subject].entity for subject in subjects))
        spoken = [] if named else self._spoken(masked, sentence)
        understood = not named and not spoken
        if understood and (said.cited or sentence.section in _FIELDWIDE):
            return
        if not named:
            named = self._understood(rule, spoken, thing)
        for subject in named:
            if subject != thing.entity and (one := self._judged(rule, subject, thing, said, sentence)):
                yield replace(one, understood=understood)

    def _spoken(self, masked: Masked, sentence: Sentence) -> list[Named]:
        """Return the constructs named in a sentence; in a study's own parts bare "CAR T cells" are those studied."""
        spoken = [one for one in masked.named if one.kind == Kind.CONSTRUCT]
        specific = [one for one in spoken if one.entity not in self._bare]
        return specific if specific or sentence.section in _OWN_PARTS else spoken

    def _understood(self, rule: Rule, spoken: list[Named], thing: Named) -> tuple[str, ...]:
        if not spoken:
            plain = self._clear or rule.fact not in BY_DESIGN
            return relations_focus.spread(self._own) if plain else ()
        if rule.who == "nearest":
            return relations_focus.nearest(spoken, thing.span)
        return relations_focus.of_clause(spoken, thing.span, self._text)

    def _judged(self, rule: Rule, subject: str, thing: Named, said: Context, sentence: Sentence) -> Found | None:
        """Give the statement as the rule takes its context, or None where it is none."""
        negated = said.negated and rule.negated != "ignore"
        hedged = said.hedged and rule.hedged != "ignore"
        if (negated and rule.negated == "drop") or (hedged and rule.hedged == "drop"):
            return None
        if negated and thing.role != "death" and self._part(thing, sentence):
            return None
        quote = sentence.span.of(self._text)
        return Found(
            subject=thing.entity if rule.turned else subject,
            predicate=rule.fact,
            object=subject if rule.turned else thing.entity,
            evidence=(Evidence(sentence.span, quote, sentence.section, rule.id),),
            confidence=rule.confidence,
            negated=negated,
            hedged=hedged,
            cited=said.cited,
        )

    def _part(self, thing: Named, sentence: Sentence) -> bool:
        """Tell whether what is denied is only a part of the thing: "no grade 3 CRS" leaves grade 1."""
        before = self._text[max(sentence.span.start, thing.span.start - 60) : thing.span.start]
        return _PART_OF_ALL.search(before) is not None

    def _named(self, sentence: Sentence) -> Iterator[Found]:
        for mention in self._masks.constructs(sentence):
            inner = self._masks.inside(mention.span)
            if not inner.named:
                continue
            blocked = self._blocked(inner, sentence, "name")
            for rule in _fitting(self._rules, inner, sentence, "name"):
                for index in (index for _, objects in _hits(rule, inner) for index in objects):
                    if (rule.fact, index) not in blocked and rule.allows(inner.named[index].role):
                        yield self._plain(rule, mention.entity, inner.named[index], sentence)

    def _plain(self, rule: Rule, subject: str, thing: Named, sentence: Sentence) -> Found:
        evidence = Evidence(sentence.span, sentence.span.of(self._text), sentence.section, rule.id)
        return Found(
            subject=subject, predicate=rule.fact, object=thing.entity, evidence=(evidence,), confidence=rule.confidence
        )


def _fitting(chosen: Sequence[Rule], masked: Masked, sentence: Sentence, within: str = "sentence") -> Iterator[Rule]:
    for rule in chosen:
        if rule.within != within or not rule.object & masked.kinds:
            continue
        if rule.sections and sentence.section not in rule.sections:
            continue
        yield rule


def _hits(rule: Rule, masked: Masked) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    patterns = rules.possible(rule, masked.kinds, masked.stems)
    if not patterns:
        return
    folded = masked.folded(rule.subject, rule.object)
    for subject, place in rules.hits(patterns, folded.text):
        subjects = () if subject is None else folded.groups[subject]
        yield (
            tuple(index for index in subjects if masked.named[index].kind in rule.subject),
            tuple(index for index in folded.groups[place] if masked.named[index].kind in rule.object),
        )
