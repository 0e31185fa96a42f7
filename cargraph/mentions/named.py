"""Places of a text that name something, with what they name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cargraph.mentions.trials import is_number, trials
from cargraph.mentions.vocabulary import load
from cargraph.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cargraph.mentions.group import Group
    from cargraph.mentions.phrases import Phrase, Stretch
    from cargraph.mentions.vocabulary import Hit
    from cargraph.model import Term


@dataclass(frozen=True, slots=True)
class Named:
    """One place: `key` is what all places of one thing share; `cuts` are shorter forms within it that name it too."""

    span: Span
    kind: Kind
    key: str
    sentence: int
    label: str
    term: Term | None = None
    cuts: tuple[Span, ...] = ()
    generic: bool = False


def term_place(stretch: Stretch, hit: Hit) -> Named:
    """Return the place where a term of the vocabulary (or of an open pattern) is named."""
    span = Span(hit.start, hit.end)
    return Named(
        span, hit.term.kind, hit.term.label, stretch.index, hit.term.label, hit.term, _shorter(stretch.text, hit)
    )


def _shorter(text: str, hit: Hit) -> tuple[Span, ...]:
    """Return the word of a longer name that is a name of the same term: "expansion" in "CAR T-cell expansion".

    What a measured thing is measured of ("CD25" in "CD25 expression") is one too.
    """
    words = text[hit.start : hit.end].split()
    at = text.find(hit.name, hit.start, hit.end)
    if len(words) < 2:
        return ()
    if at >= 0 and len(hit.name.split()) < len(words):
        return (Span(at, at + len(hit.name)),)
    spans = (Span(hit.start, hit.start + len(words[0])), Span(hit.end - len(words[-1]), hit.end))
    return tuple(span for span in spans if hit.term in _meanings(span.of(text)))


@lru_cache(maxsize=4096)
def _meanings(word: str) -> frozenset[Term]:
    return frozenset(name.term for name in load().lookup(word))


def construct_places(text: str, groups: Sequence[Group], main: Group | None) -> Iterator[Named]:
    """Yield the places where constructs are named; a shorter form that would name two constructs names neither."""
    owners = Counter(name for group in groups for name in _shorter_forms(text, group))
    for number, group in enumerate(groups):
        named = [p for p in group.phrases if not p.generic]
        label, term = (
            _label(text, named if group is main else _plainest(named)),
            next((p.term for p in named if p.term), None),
        )
        for phrase in group.phrases:
            generic = phrase.generic and group is main
            cuts = tuple(cut for cut in phrase.cuts if owners[cut.of(text).lower()] == 1)
            yield Named(phrase.span, Kind.CONSTRUCT, f"{number}", phrase.sentence, label, term, cuts, generic)
            yield from _antigens(phrase) or _spelled(text, phrase)


def _plainest(phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """Return the bare phrases alone where they are most of a class's names: its label must say no more than they do."""
    bare = [phrase for phrase in phrases if phrase.bare]
    return bare if 2 * len(bare) >= len(phrases) else phrases


def _own_trial(found: Sequence[tuple[int, Span, str, str]], same: Mapping[str, str]) -> dict[str, str]:
    """Return the one trial that a title or two sentences name under the one number that the paper registers."""
    keys = {same.get(name, name) for _, _, name, _ in found}
    told = {key: {s for s, _, name, _ in found if same.get(name, name) == key} for key in keys}
    names = {key for key, said in told.items() if not is_number(key) and (0 in said or len(said) > 1)}
    numbers = {key for key in keys if is_number(key)}
    if len(names) == len(numbers) == 1 and keys == names | numbers:
        name, number = names.pop(), numbers.pop()
        return {key: number for key, other in same.items() if other == name} | {name: number}
    return {}


def _shorter_forms(text: str, group: Group) -> frozenset[str]:
    return frozenset(span.of(text).lower() for phrase in group.phrases for span in (*phrase.cuts, phrase.span))


def _antigens(phrase: Phrase) -> list[Named]:
    return [
        Named(Span(part.start, part.end), Kind.ANTIGEN, part.key, phrase.sentence, part.key)
        for part in phrase.parts
        if part.slot == "target" and part.term is None
    ]


_OPENING = re.compile(r"(?:anti-)?([A-Za-z0-9]{2,8})(?=[-.](?:BB|28|CD28|CD8|OX40|41BB|4-1BB|ICOS|27)[zζ.\-]?)")
"""An antigen at the head of a coined name, before the signalling parts: "CD19-28z", "GD2.BBz"."""


def _spelled(text: str, phrase: Phrase) -> list[Named]:
    """Return the place of the antigen that opens a coined name."""
    found = _OPENING.match(text, phrase.span.start, phrase.span.end) if phrase.name else None
    if found is None or any(part.slot == "target" for part in phrase.parts):
        return []
    terms = [term for term in _meanings(found.group(1)) if term.kind is Kind.ANTIGEN]
    span = Span(*found.span(1))
    return [Named(span, Kind.ANTIGEN, term.label, phrase.sentence, term.label, term) for term in terms[:1]]


def _label(text: str, phrases: Sequence[Phrase]) -> str:
    """Return the best name: a coined name, else the product's, else the commonest phrase that says most."""
    terms = sorted({p.term.label for p in phrases if p.term})
    if terms:
        return terms[0]
    coined = [(p.cuts[-1] if p.cuts and not p.variant else p.span).of(text) for p in phrases if p.name]
    if coined:
        return _commonest(coined)
    said = [p.span.of(text) for p in phrases if p.parts] or [p.span.of(text) for p in phrases if p.traits or p.cells]
    return _commonest(said or [p.span.of(text) for p in phrases])


def _commonest(names: Iterable[str]) -> str:
    counted = Counter(" ".join(name.split()) for name in names)
    counted = Counter({name: n for name, n in counted.items() if not name.endswith("-")}) or counted
    return min(counted, key=lambda name: (-counted[name], len(name), name))


def trial_places(stretches: Sequence[Stretch]) -> list[Named]:
    """Return the places where trials are named; a number and a name of one trial share a key."""
    found = [(stretch.index, *trial) for stretch in stretches for trial in trials(stretch)]
    same: dict[str, str] = {}
    for _, _, name, other in found:
        if name != other:
            same[name] = same.get(other, other)
    same |= _own_trial(found, same)
    labels: dict[str, Span] = {}
    for _, place, name, _ in found:
        labels.setdefault(same.get(name, name), place)
    text = stretches[0].text if stretches else ""
    return [
        Named(place, Kind.TRIAL, same.get(name, name), index, labels[same.get(name, name)].of(text))
        for index, place, name, _ in found
    ]
