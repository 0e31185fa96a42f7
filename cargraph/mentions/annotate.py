"""Paper -> Annotation: the entities a paper speaks of and every place where it names them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cargraph.mentions.choosing import chosen
from cargraph.mentions.constructs import constructs
from cargraph.mentions.fuller import fuller
from cargraph.mentions.named import Named, construct_places, term_place, trial_places
from cargraph.mentions.open import open_hits
from cargraph.mentions.overlaps import settled
from cargraph.mentions.plugged import plugged_places
from cargraph.mentions.setting import setting
from cargraph.mentions.shortforms import occurrences, short_forms
from cargraph.mentions.stretches import stretches, vocabulary
from cargraph.model import Annotation, Entity, Mention
from cargraph.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Collection

    from cargraph.mentions.phrases import Stretch
    from cargraph.model import Paper, Sentence, Span


_MEDIAN = "median "
"""The statistic that stands in some names, which are as good without it: "median time to peak"."""


def annotate(paper: Paper, model: str | None = None) -> Annotation:
    """Return the paper's sentences, entities and mentions.

    `paper` has been prepared (normalised, divided into sections and tables). Entities are numbered by first mention;
    a mention in a table has the sentence number -1. `model` names a spaCy pipeline whose entities are added where
    nothing is named yet. Raises VocabularyError or RuleError where a shipped file is broken, ModelError where the
    pipeline is.
    """
    found = sentences(paper)
    parts = stretches(paper, found)
    places = _places(paper, found, parts)
    if model is not None:
        places += plugged_places(model, paper.text, found, [place.span for place in places])
    return _annotation(paper, found, places)


def _places(paper: Paper, found: tuple[Sentence, ...], parts: tuple[Stretch, ...]) -> list[Named]:
    sections = {sentence.index: sentence.section for sentence in found}
    groups, main = constructs(paper.text, parts, vocabulary(), sections)
    opened = open_hits(paper.text, parts)
    forms = short_forms(parts, opened)
    hits = [(part, (*part.hits, *opened[part.index], *occurrences(part, forms))) for part in parts]
    whole = setting(paper.text, sections, parts, groups)
    named = [term_place(part, hit) for part, hit in chosen(hits, forms, whole)]
    return settled([*construct_places(paper.text, groups, main), *named, *trial_places(parts)])


def _annotation(paper: Paper, found: tuple[Sentence, ...], places: list[Named]) -> Annotation:
    by_key: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for place in places:
        by_key[place.kind, place.key].append(place)
    ordered = sorted(by_key.items(), key=lambda item: (min(p.span for p in item[1]), item[0]))
    ids = {key: f"e{number}" for number, (key, _) in enumerate(ordered, start=1)}
    said = {_printed(paper.text, place.span).lower() for place in places}
    entities = tuple(_entity(paper.text, ids[key], named, said) for key, named in ordered)
    mentions = sorted({Mention(p.span, p.kind, ids[p.kind, p.key], p.sentence, p.generic) for p in places})
    return Annotation(paper, found, entities, tuple(mentions))


def _entity(text: str, name: str, named: list[Named], said: Collection[str]) -> Entity:
    """Return the entity of some places; `said` holds what the paper's names are, of which no other is a fuller form."""
    proper = [place for place in named if not place.generic] or named
    surfaces = [_printed(text, span) for place in proper for span in (place.span, *place.cuts)]
    surfaces = [surface for surface in surfaces if not surface.endswith("-")] or surfaces
    longer = (_printed(text, span) for place in proper for span in fuller(text, place.span, place.kind))
    surfaces += [form for form in longer if form.lower() not in said]
    surfaces += [surface[len(_MEDIAN) :] for surface in surfaces if surface.lower().startswith(_MEDIAN)]
    term = proper[0].term
    return Entity(
        name, named[0].kind, proper[0].label, tuple(dict.fromkeys(surfaces)), tuple(sorted({p.span for p in named})),
        curie=term.curie if term else None, role=term.role if term else "", broader=term.broader if term else "",
    )  # fmt: skip


def _printed(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())
