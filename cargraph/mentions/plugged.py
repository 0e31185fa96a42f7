"""Entities that a user's own spaCy pipeline finds, where ours names nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import spacy

from cargraph.errors import ModelError
from cargraph.mentions.named import Named
from cargraph.model import Kind, Span
from cargraph.resources import ontologies, read_yaml
from cargraph.text.nlp import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language

    from cargraph.model import Sentence


@cache
def load_pipeline(name: str) -> Language:
    """Return a spaCy pipeline by the name of its package or the path of its folder, loaded once a process.

    Raises ModelError where there is none, or where it finds no entities.
    """
    try:
        found = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        told = str(error).splitlines()[0]
        raise ModelError(
            f"{name}: no spaCy pipeline ({told}); give the folder of one, or install its package"
        ) from error
    if not found.pipe_names:
        raise ModelError(f"{name}: this pipeline has no parts that could find entities; give one with a ner or a ruler")
    return found


@cache
def kinds() -> dict[str, Kind]:
    """Return what each label of a pipeline means here; a label that is no key is left aside."""
    table = read_yaml(ontologies() / "rules" / "labels.yaml")
    return {str(label).upper(): Kind(kind) for kind, labels in table.items() for label in (kind, *labels)}


def plugged_places(name: str, text: str, sentences: Sequence[Sentence], taken: Iterable[Span]) -> Iterator[Named]:
    """Yield what a user's pipeline names in a text, sentence by sentence, where nothing is named yet.

    name: of the pipeline. taken: the places that are named. Places of one folded name are one entity.
    """
    meanings = kinds()
    known = sorted(taken)
    texts = [sentence.span.of(text) for sentence in sentences]
    for sentence, doc in zip(sentences, load_pipeline(name).pipe(texts), strict=True):
        for found in doc.ents:
            span = Span(sentence.span.start + found.start_char, sentence.span.start + found.end_char)
            kind = meanings.get(found.label_.upper())
            if kind is not None and not any(span.overlaps(other) for other in known):
                key = " ".join(fold(word) for word in found.text.split())
                yield Named(span, kind, f"plugged {key}", sentence.index, " ".join(found.text.split()))
