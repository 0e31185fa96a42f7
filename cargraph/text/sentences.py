"""Paper -> sentences: a rule for how papers are punctuated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.model import Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.model import Paper

_CANDIDATE = re.compile(r"(?<=\S)[.!?][\"')\]]{0,3}(?=\s)|\n")
_CITATION_MARK = re.compile(
    r"[ \t]{0,2}(?:\d{1,3}(?:[ \t]?[,-][ \t]?\d{1,3}){0,12}|\[\d[\d, -]{0,40}\])(?=[ \t]{1,2}[A-Z])"
)
_LAST_WORD = re.compile(r"([^\s(\[]{1,24})$")
_ABBREVIATIONS = frozenset(
    """e.g i.e vs et al fig figs no nos approx dr prof mr mrs cf ref refs i.v s.c i.p ca resp sp spp st eq eqs ed eds
    vol     dept univ tab suppl viz incl est max min tel inc ltd co corp""".split()
)  # fmt: skip
_MAY_END = frozenset({"al", "inc", "ltd", "co", "corp", "i.v", "s.c", "i.p", "no", "ca", "max", "min", "st", "ed"})
_STARTS = re.compile(r"[\"'(\[]{0,2}(?:[A-Z0-9≥≤<>~Α-Ω]|[a-z]{1,4}[A-Z0-9-][\w-]*|p [<=>])")
_LONGEST_BRACKET = 600
_LINE_IS_WRAPPED = 50
_LONGEST, _LAST_PART = 1_500, 300
_PAUSES = ("; ", ", ", " ")


def sentences(paper: Paper) -> tuple[Sentence, ...]:
    """Return the sentences of the sections that are read (tables and what is never read left out), in text order."""
    found: list[Sentence] = []
    for section in paper.sections:
        if section.read and section.name != "table":
            for span in _split(paper.text, section.span):
                found.append(Sentence(len(found), section.name, span))
    return tuple(found)


def _split(text: str, within: Span) -> Iterator[Span]:
    start = within.start
    for end in (*_ends(text, within), within.end):
        for stop in (*_cuts(text, start, end), end):
            if span := _trim(text, start, stop):
                yield span
            start = max(start, stop)


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a sentence too long to be one (a list, a dump of numbers) is cut, at a pause near the limit."""
    while end - start > _LONGEST:
        limit = start + _LONGEST
        pauses = (text.rfind(pause, limit - _LAST_PART, limit) for pause in _PAUSES)
        start = next((place + 1 for place in pauses if place >= 0), limit)
        yield start


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    lead = len(piece) - len(piece.lstrip())
    return Span(start + lead, start + lead + len(stripped))


def _ends(text: str, within: Span) -> Iterator[int]:
    start = line = within.start
    depth, counted = 0, start
    for match in _CANDIDATE.finditer(text, within.start, within.end):
        newline = match.group() == "\n"
        if newline:
            wrapped = _is_wrapped(text, line, match.start(), within.end)
            line = match.end()
            if wrapped:
                continue
            end = match.end()
        else:
            piece = text[counted : match.end()]
            depth = max(0, depth + piece.count("(") + piece.count("[") - piece.count(")") - piece.count("]"))
            counted = match.end()
            ended = _sentence_end(text, match, within.end)
            if ended is None or (depth and match.end() - start < _LONGEST_BRACKET):
                continue
            end = ended
        yield end
        start, counted, depth = end, max(counted, end), 0


def _sentence_end(text: str, match: re.Match[str], limit: int) -> int | None:
    """Return where the sentence ends (after a citation mark that belongs to it), or None where it goes on."""
    end = match.end()
    mark = _CITATION_MARK.match(text, end, limit)
    after = mark.end() if mark else end
    following = text[after : after + 24].lstrip()
    if following and not _STARTS.match(following):
        return None
    if match.group().startswith(".") and _is_abbreviation(text, match.start(), following):
        return None
    return after


def _is_abbreviation(text: str, dot: int, following: str) -> bool:
    word = _LAST_WORD.search(text[max(0, dot - 25) : dot])
    if not word:
        return False
    key = word.group(1).lower()
    if len(key) == 1 and key.isalpha() and word.group(1).isupper():
        return bool(re.match(r"[A-Z][a-z]", following)) and text[max(0, dot - 3) : dot - 1].strip()[-1:] in {"", "."}
    if key not in _ABBREVIATIONS:
        return False
    return not (key in _MAY_END and re.match(r"[A-Z][a-z]", following)) or key in {"al", "no"}


def _is_wrapped(text: str, line: int, newline: int, limit: int) -> bool:
    """Tell whether a line break is only the width of a page: a long line without an end, followed by more text."""
    before = text[line:newline].rstrip()
    after = text[newline + 1 : min(limit, newline + 40)]
    if not before or not after.strip() or after[:1] == "\n":
        return False
    return (
        len(before) >= _LINE_IS_WRAPPED
        and before[-1] not in ".:;!?)"
        and not after.lstrip().startswith(("#", "|", "-", "•"))
    )
