"""Sentences on one patient picked out of many to show what happened: a number in them is no result of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.besides import FIELDWIDE
from cargraph.mentions.rules import sieve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cargraph.facts.groups.sizes import Size
    from cargraph.model import Annotation, Sentence

_COHORT = 5
_PARAGRAPH = "\n\n"


def of_one_patient(annotation: Annotation, sizes: Iterable[Size]) -> frozenset[int]:
    """Return the numbers of the sentences on one patient, from where he or she is introduced to the paragraph's end.

    They end too where several patients are told of, or "we". In a paper that counts no cohort before, there are none:
    it reports that patient.
    """
    counted = (s.sentence.index for s in sizes if s.n >= _COHORT and s.sentence.section not in FIELDWIDE)
    first = min(counted, default=len(annotation.sentences))
    return frozenset(_told(annotation.paper.text, annotation.sentences[first + 1 :]))


def _told(text: str, sentences: Iterable[Sentence]) -> Iterator[int]:
    before: Sentence | None = None
    for sentence in sentences:
        introduced = sieve("one_patient", "cues").stands(text, *sentence.span)
        if introduced or (before is not None and _goes_on(text, before, sentence)):
            before = sentence
            yield sentence.index
        else:
            before = None


def _goes_on(text: str, before: Sentence, sentence: Sentence) -> bool:
    """Tell whether a sentence stays with the patient of the sentence before it."""
    if sentence.section != before.section or _PARAGRAPH in text[before.span.end : sentence.span.start]:
        return False
    return not any(sieve(cue, "cues").stands(text, *sentence.span) for cue in ("several", "own"))
