"""Relations that sentences state: the rules run over each masked sentence and over the names of constructs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts import context, rules
from cargraph.facts.relations import denial, focus, opening, told
from cargraph.facts.relations.found import BY_DESIGN, Found
from cargraph.facts.relations.mask import Masks
from cargraph.facts.relations.ties import ordered
from cargraph.model import Evidence, Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from cargraph.facts.context import Context
    from cargraph.facts.relations.index import Book
    from cargraph.facts.relations.mask import Folded, Masked, Named
    from cargraph.facts.relations.told import Hit
    from cargraph.facts.rules import Pattern, Rule
    from cargraph.model import Annotation, Sentence, Span

_OWN_PARTS = frozenset({"methods", "results", "caption"})
_FOUND = frozenset({Predicate.HAS_ENDPOINT, Predicate.CAUSES})
_AMONG_THEM = re.compile(
    r"(?i)\bdifferences? (?!.{0,200}\b(?:between|among|with)\b)"
    r"|\b(?:between|among|across) (?:the |all |these )?(?:two |three |both )?(?:\w+ )?"
    r"(?:products|constructs|therapies|groups|CARs|CAR-?Ts|receptors|designs)\b"
)
_NOT_TIED = re.compile(r"(?i)\b(?:not|no|neither|nor) (?:\w+ ){0,2}(?:associat|correlat|predict|link|relat)")
_OF_THE_LAST = re.compile(r"\s(?:requiring|needing|necessitating)\b")
_EDITS = frozenset({Predicate.EXPRESSES, Predicate.SILENCES})
_IN_WHICH = re.compile(r",? in which (?:the )?")
_CLOSED = re.compile(r"\b(?:and|or|both|versus|vs)\b|[&/+]")
"""What stands before the last member of a list that is complete."""
_OF_THE_STUDY = re.compile(
    r"(?i)\b(?:here,? (?:we|is|are)|we (?:here |now |herein )?(?:report|present|describe|conducted|performed|evaluated"
    r"|assessed|analy[sz]ed|studied|treated|investigated|examined|compared|sought|aimed)"
    r"|this (?:phase|study|trial|analysis|report|work|article))\b"
)
_FIELDWIDE = frozenset({"background", "introduction"})


class Prose:
    """One paper's sentences under the rules.

    `own` are the constructs that the paper is about, `beside` the places of those that patients had before or after,
    `rivals` the products with results that it compares.
    """

    def __init__(
        self,
        annotation: Annotation,
        own: tuple[str, ...],
        book: Book,
        beside: Collection[Span],
        rivals: tuple[str, ...] = (),
    ) -> None:
        self._annotation = annotation
        self._text = annotation.paper.text
        self._own = own
        self._rivals = rivals
        self._entities = {entity.id: entity for entity in annotation.entities}
        bare = focus.bare(annotation)
        specific = {e.id for e in annotation.entities if e.kind == Kind.CONSTRUCT} - bare
        self._bare = bare - set(own)
        self._beside = beside
        self._clear = not specific or not bare.intersection(own)
        self._masks = Masks(annotation)
        self._names: dict[tuple[str, ...], tuple[tuple[Rule, str], ...]] = {}
        self._book = book
        self._carried = opening.carried(annotation)

    def found(self) -> Iterator[Found]:
        """Give what the sentences state, in text order, and in each in the order of the rules."""
        for sentence in self._annotation.sentences:
            if self._masks.names(sentence):
                yield from self._stated(sentence, self._masks.sentence(sentence))
                yield from self._named(sentence)

    def _stated(self, sentence: Sentence, masked: Masked) -> Iterator[Found]:
        found = list(self._read(masked, sentence))
        if not found:
            return
        blocked = self._blocked(masked, sentence)
        done: set[tuple[object, ...]] = set()
        hits = told.bracketed(told.uncrossed(self._free(found, masked, blocked)), masked, self._text)
        own = told.by_name(hits, masked)
        for rule, free, objects in hits:
            for step, index in enumerate(objects):
                key = (*rule.reading, free, index)
                if key not in done and (rule.fact, index) not in blocked and rule.allows(masked.named[index].role):
                    done.add(key)
                    pairs = self._pairs(rule, free, masked, index, (step, len(objects)), sentence)
                    yield from pairs if free else (one for one in pairs if not told.otherwise(one, own, index))

    def _read(self, masked: Masked, sentence: Sentence) -> Iterator[Hit]:
        """Give what the rules find in a sentence: the rule, the subjects named, the objects."""
        for rule, patterns in self._book.finding("sentence").possible(masked.kinds, masked.stems, sentence.section):
            for subjects, objects in _hits(rule, patterns, masked):
                yield rule, subjects, objects

    def _free(self, hits: Iterable[Hit], masked: Masked, blocked: Collection[tuple[Predicate, int]]) -> Iterator[Hit]:
        """Give the hits with the subjects that are left of those named, where any are."""
        for rule, subjects, objects in hits:
            free = tuple(
                i
                for i in self._told_of(rule, subjects, masked)
                if (rule.fact, i) not in blocked and self._meant(rule, masked.named[i])
            )
            if free or not subjects:
                yield rule, free, objects

    def _told_of(self, rule: Rule, subjects: tuple[int, ...], masked: Masked) -> tuple[int, ...]:
        """Return the subjects; of a list that goes on ("A-1, B-2 targeting X, and C-3") the last alone.

        How "A, in which B has X" is built is told of A.
        """
        if rule.fact not in BY_DESIGN or not subjects:
            return subjects
        if len(subjects) == 1:
            return (self._whole(subjects[0], masked),)
        before, last = (masked.named[i].span for i in subjects[-2:])
        return subjects if _CLOSED.search(self._text[before.end : last.start]) else subjects[-1:]

    def _whole(self, subject: int, masked: Masked) -> int:
        """Return the construct before "in which" where one behind it is what it was made of."""
        before = subject - 1
        if before < 0 or masked.named[before].kind != Kind.CONSTRUCT:
            return subject
        between = self._text[masked.named[before].span.end : masked.named[subject].span.start]
        return before if _IN_WHICH.fullmatch(between) else subject

    def _blocked(self, masked: Masked, sentence: Sentence, within: str = "sentence") -> set[tuple[Predicate, int]]:
        return {
            (rule.fact, index)
            for rule, patterns in self._book.blocking(within).possible(masked.kinds, masked.stems, sentence.section)
            for _, objects in _hits(rule, patterns, masked)
            for index in objects
            if rule.allows(masked.named[index].role)
        }

    def _pairs(
        self,
        rule: Rule,
        subjects: tuple[int, ...],
        masked: Masked,
        index: int,
        step: tuple[int, int],
        sentence: Sentence,
    ) -> Iterator[Found]:
        thing = masked.named[index]
        said = context.assess(self._text, sentence, thing.span)
        if subjects:
            for subject in (masked.named[one] for one in subjects):
                if rule.fact != Predicate.CAUSES or not denial.set_against(self._text, subject.span, sentence):
                    yield from self._judged(
                        rule, subject.entity, thing, self._denied(rule, subject, thing, said, sentence), sentence
                    )
            return
        spoken = self._spoken(masked, sentence)
        if not spoken and (said.cited or self._of_the_field(sentence)):
            return
        left_out = self._left_out(rule, spoken, sentence)
        for construct in self._understood(rule, spoken, thing, step, sentence):
            guessed = not spoken or rule.fact in _EDITS
            here = replace(said, negated=True) if construct in left_out else said
            yield from self._judged(rule, construct, thing, here, sentence, understood=guessed)

    def _left_out(self, rule: Rule, spoken: Sequence[Named], sentence: Sentence) -> frozenset[str]:
        """Return the constructs of which a harm is denied while it is told of another: "A, but not B, caused fever"."""
        if rule.fact != Predicate.CAUSES:
            return frozenset()
        return frozenset(one.entity for one in spoken if denial.excepted(self._text, one.span, sentence))

    def _meant(self, rule: Rule, subject: Named) -> bool:
        """Tell whether a fact may be of a thing here: what patients had besides the treatment has no results."""
        if subject.role in rule.not_subject_roles:
            return False
        return rule.fact in BY_DESIGN or subject.span not in self._beside

    def _denied(self, rule: Rule, subject: Named, thing: Named, said: Context, sentence: Sentence) -> Context:
        """Return what is said of a thing, denied where one end of a tie is left out of a list or said to be alike.

        What is tied to the lack of a thing is tied to it.
        """
        if rule.no_difference == "negate" and (
            denial.excepted(self._text, subject.span, sentence)
            or denial.excepted(self._text, thing.span, sentence)
            or denial.alike(self._text, thing.span, sentence)
            or denial.untied(self._text, thing.span, sentence)
        ):
            return replace(said, negated=True)
        if rule.fact == Predicate.CAUSES and denial.excepted(self._text, subject.span, sentence):
            return replace(said, negated=True)
        if rule.no_difference == "negate" and denial.of_the_lack(self._text, thing.span, sentence):
            return replace(said, negated=_NOT_TIED.search(sentence.span.of(self._text)) is not None)
        return said

    def _spoken(self, masked: Masked, sentence: Sentence) -> list[Named]:
        """Return the constructs named in a sentence; in a study's own parts bare "CAR T cells" are those studied."""
        spoken = [one for one in masked.named if one.kind == Kind.CONSTRUCT and one.span not in self._beside]
        specific = [one for one in spoken if one.entity not in self._bare]
        return specific if specific or sentence.section in _OWN_PARTS else spoken

    def _of_the_field(self, sentence: Sentence) -> bool:
        """Tell whether a sentence speaks of what was known before; "here we report" is of the study itself."""
        return sentence.section in _FIELDWIDE and _OF_THE_STUDY.search(sentence.span.of(self._text)) is None

    def _compares(self, sentence: Sentence) -> bool:
        """Tell whether a sentence that names no product compares the paper's: "no differences in CRS were seen"."""
        return len(self._rivals) > 1 and _AMONG_THEM.search(sentence.span.of(self._text)) is not None

    def _understood(
        self, rule: Rule, spoken: list[Named], thing: Named, step: tuple[int, int], sentence: Sentence
    ) -> tuple[str, ...]:
        if not spoken:
            plain = self._clear or rule.fact not in BY_DESIGN
            before = self._carried.get(sentence.index)
            if before and rule.fact in _FOUND:
                return focus.spread(before)
            of_all = rule.fact in _FOUND and self._compares(sentence)
            own = self._rivals if of_all else focus.built_anew(self._own, self._entities)
            return focus.spread(own) if plain else ()
        if rule.who == "nearest":
            ahead = rule.fact in _EDITS and all(one.span.start > thing.span.start for one in spoken)
            return focus.nearest(spoken[:1] if ahead else spoken, thing.span, self._text, step)
        return focus.of_clause(spoken, thing.span, self._text, crowded=rule.fact == Predicate.HAS_ENDPOINT)

    def _judged(
        self, rule: Rule, subject: str, thing: Named, said: Context, sentence: Sentence, *, understood: bool = False
    ) -> Iterator[Found]:
        """Give the statement as the rule takes its context, or nothing where it is none."""
        alike = said.no_difference and rule.no_difference == "negate"
        negated = rule.negated == "always" or ((said.negated or alike) and rule.negated != "ignore")
        hedged = said.hedged and rule.hedged != "ignore" and not self._claims(rule, sentence)
        if (negated and rule.negated == "drop") or (hedged and rule.hedged == "drop"):
            return
        kept = negated and thing.role != "death" and rule.negated == "keep" and rule.fact != Predicate.ASSOCIATED_WITH
        if kept and denial.part_of_all(self._text, thing.span, sentence):
            return
        if pair := self._ends(rule, subject, thing.entity):
            yield Found(
                subject=pair[0],
                predicate=rule.fact,
                object=pair[1],
                evidence=(self._evidence(rule, sentence),),
                confidence=rule.confidence,
                negated=negated,
                hedged=hedged,
                cited=said.cited,
                understood=understood,
            )

    def _claims(self, rule: Rule, sentence: Sentence) -> bool:
        """Tell whether a title says with care what the paper found: "A may predict B"; a question does not."""
        title = sentence.section == "title" and rule.fact == Predicate.ASSOCIATED_WITH
        return title and not sentence.span.of(self._text).rstrip().endswith("?")

    def _ends(self, rule: Rule, subject: str, thing: str) -> tuple[str, str] | None:
        """Return the relation's ends in its own direction."""
        if subject == thing:
            return None
        if rule.fact == Predicate.ASSOCIATED_WITH:
            pair = ordered(self._entities[subject], self._entities[thing])
            return (pair[0].id, pair[1].id) if pair else None
        return (thing, subject) if rule.turned else (subject, thing)

    def _evidence(self, rule: Rule, sentence: Sentence) -> Evidence:
        return Evidence(sentence.span, sentence.span.of(self._text), sentence.section, rule.id)

    def _named(self, sentence: Sentence) -> Iterator[Found]:
        for mention in self._masks.constructs(sentence):
            if inner := self._masks.inner(mention.span):
                key = (mention.span.of(self._text), sentence.section, *(one.entity for one in inner))
                if key not in self._names:
                    self._names[key] = tuple(self._spelled(self._masks.inside(mention.span), sentence))
                for rule, entity in self._names[key]:
                    yield self._plain(rule, mention.entity, entity, sentence)

    def _spelled(self, inner: Masked, sentence: Sentence) -> Iterator[tuple[Rule, str]]:
        """Give what a construct's name states of the things in it: by which rule, of which thing."""
        blocked = self._blocked(inner, sentence, "name")
        for rule, patterns in self._book.finding("name").possible(inner.kinds, inner.stems, sentence.section):
            for index in (index for _, objects in _hits(rule, patterns, inner) for index in objects):
                if (rule.fact, index) not in blocked and rule.allows(inner.named[index].role):
                    yield rule, inner.named[index].entity

    def _plain(self, rule: Rule, subject: str, thing: str, sentence: Sentence) -> Found:
        return Found(
            subject=subject,
            predicate=rule.fact,
            object=thing,
            evidence=(self._evidence(rule, sentence),),
            confidence=rule.confidence,
        )


def _hits(rule: Rule, patterns: Sequence[Pattern], masked: Masked) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    folded = masked.folded(rule.ends)
    for subject, place in rules.hits(patterns, folded.text):
        subjects = () if subject is None else folded.groups[subject]
        yield (
            tuple(index for index in subjects if masked.named[index].kind in rule.subject),
            tuple(index for index in _meant_of(folded, place) if masked.named[index].kind in rule.object),
        )


def _meant_of(folded: Folded, place: int) -> tuple[int, ...]:
    """Return what a sign stands for; of a list before "requiring" the last alone needed it."""
    things = folded.groups[place]
    return things[-1:] if _OF_THE_LAST.match(folded.text, place + 1) else things
