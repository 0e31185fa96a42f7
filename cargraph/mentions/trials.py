"""Trials: registry numbers and names, one entity where a sentence equates them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cargraph.mentions.rules import sieve, slot
from cargraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.mentions.phrases import Stretch

_STUDIED = re.compile(r"trial|stud(?:y|ies)|NCT|phase|ZUMA|cohort|population")
_EUDRACT = re.compile(r"20\d{8,10}")
_AND = re.compile(r"\band\b")
_FIGURES = re.compile(r"[\d-].*")
_STUDY = (
    r"(?:[Ss]tud(?:y|ies)|[Tt]rials?|[Rr]egistr(?:y|ies)|[Cc]onsorti(?:um|a))(?:, (?:called |named |termed )?| \(|: )"
    r"(?:the )?(?:[\w-]+,? (?:and |or )?)?{name}"
    r"|{name}(?:(?:,| and) [\w-]+)?,? "
    r"(?:(?:clinical|phase [\w/]+|randomi[sz]ed|pivotal|observational|multicent(?:er|re)) ){{0,2}}"
    r"(?:[Ss]tud(?:y|ies)|[Tt]rials?|[Rr]egistry|[Cc]onsortium)(?! (?:drug|product|treatment|cells))"
    r"|(?:^|[.;] )In (?:the )?{name}, (?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|a total of)\b)"
)
"""What tells that a name (put in for the one word in braces) is a study's."""
_GIVEN = (
    r"{name}[- ](?:CAR[- ]?)?(?:T[- ]?)?(?:[Cc]ells?|[Ii]nfusions?|[Tt]herapy|[Pp]roducts?|[Tt]reat)"
    r"|(?:received|receiving|given|infused with|infusion of|treated with|treatment with|administered|doses? of) {name}"
)
"""What tells that a name is of something given to patients."""
_CAPITALS = re.compile(r"[A-Z]{3}")
_AROUND = 40
_BETWEEN = 120


def trials(stretch: Stretch) -> Iterator[tuple[Span, str, str]]:
    """Yield each trial named in a stretch: its place, its key, and the key it is equated with (or its own)."""
    last: tuple[Span, str] | None = None
    for place in _places(stretch):
        name = _key(place.of(stretch.text))
        same = last[1] if last and _equated(stretch, last, place, name) else name
        yield place, name, same
        last = place, name


def trial_name(word: str) -> bool:
    """Tell whether a word is the name of a known trial."""
    return bool(slot("known", "trials").fullmatch(word))


_WORD_OF_CAPITALS = re.compile(r"[A-Z]{5,}")
_STUDY_OF = r"\b(?:trials?|study|studies) (?:of|with|for) (?:[\w-]+ ){{1,4}}\({name}\)"


@lru_cache(maxsize=1024)
def told_as_study(text: str, name: str) -> bool:
    """Tell whether a text says of a name that it is a study's: "2 studies, ABC1 and ABC2", "in ABC1, 8 patients".

    >>> told_as_study("Of two trials, ABC1 and ABC2, one ended.", "ABC2"), told_as_study("ABC2 was given.", "ABC2")
    (True, False)
    >>> told_as_study("In the pivotal trial of axicabtagene ciloleucel (ABCDE), 8 responded.", "ABCDE")
    True
    """
    said = re.escape(name)
    if _WORD_OF_CAPITALS.fullmatch(name) and re.search(_STUDY_OF.format(name=said), text):
        return True
    return re.search(_STUDY.format(name=rf"(?<![\w-]){said}(?![\w-])"), text) is not None


def only_a_study(text: str, name: str) -> bool:
    """Tell whether a name in capitals is told as a study's and never given to patients nor put before cells."""
    if not _CAPITALS.search(name) or not told_as_study(text, name):
        return False
    return re.search(_GIVEN.format(name=rf"(?<![\w-]){re.escape(name)}"), text) is None


def is_bracketed_name(stretch: Stretch, start: int, end: int) -> bool:
    """Tell whether a word is the name in brackets of the study or the centres named before it."""
    low, high = max(stretch.start, start - _AROUND), min(stretch.end, end + _BETWEEN)
    near = slot("bracketed", "trials").finditer(stretch.text, low, high)
    return any(span == Span(start, end) and _may_be_name(span.of(stretch.text)) for span in map(_named, near))


def _key(name: str) -> str:
    return re.sub(r"[\s-]", "", name).upper()


def _places(stretch: Stretch) -> list[Span]:
    text, start, end = stretch.text, stretch.start, stretch.end
    found = {Span(*m.span()) for m in sieve("number", "trials").finditer(text, start, end)}
    found |= {Span(*m.span()) for m in sieve("known", "trials").finditer(text, start, end) if _is_name(stretch, m)}
    for shape in ("shape", "bracketed"):
        shaped = (_named(m) for m in sieve(shape, "trials").finditer(text, start, end))
        found |= {span for span in shaped if _may_be_name(span.of(text))}
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _named(found: re.Match[str]) -> Span:
    return Span(*found.span(found.lastindex or 0))


def _may_be_name(word: str) -> bool:
    return not slot("no_name", "trials").fullmatch(word)


def _is_name(stretch: Stretch, found: re.Match[str]) -> bool:
    if not slot("unsure", "trials").fullmatch(found.group()):
        return True
    near = stretch.text[max(stretch.start, found.start() - _AROUND) : min(stretch.end, found.end() + _AROUND)]
    return bool(_STUDIED.search(near))


def _equated(stretch: Stretch, last: tuple[Span, str], place: Span, name: str) -> bool:
    """Tell whether a number and a name, and nothing but brackets and words of registration, stand side by side."""
    between = stretch.text[last[0].end : place.start]
    if last[1] == name or len(between) > _BETWEEN or not slot("between", "trials").fullmatch(between):
        return False
    numbers = [is_number(span.of(stretch.text)) for span in (last[0], place)]
    if all(numbers):
        return _registry(last[1]) != _registry(name) and not _AND.search(between)
    return any(numbers)


def _registry(key: str) -> str:
    return _FIGURES.sub("", key)


def is_number(name: str) -> bool:
    """Tell whether a trial's name (or its key) is a registry number."""
    return bool(slot("number", "trials").fullmatch(name) or _EUDRACT.fullmatch(name))
