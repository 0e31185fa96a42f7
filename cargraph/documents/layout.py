"""Lines of plain text: which are headings, captions and furniture, and the sections they make."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cargraph.documents.headings import UNREAD_WORDS, bare, role
from cargraph.model import Section, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n]+")
_MARK = re.compile(r"(#{1,6})\s+\S")
_FIGURE = re.compile(
    r"(?:supplementa(?:ry|l) |extended data )?(?:figure|fig|scheme)\.?\s*[A-Z]?\d+[A-Z]?\s*(?:[.:|]|$)", re.IGNORECASE
)
_FIGURE_ALONE = re.compile(r"\W*(?:[\w ]{0,20})?(?:figure|fig|scheme)\.?\s*[A-Z]?\d+[A-Z]?\W*", re.IGNORECASE)
_TABLE = re.compile(r"(?:supplementa(?:ry|l) |extended data )?table\s+[A-Z]?\w{1,4}\b", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:skip to|key ?words?\b|index terms|mesh terms|doi\s*:|pmid\s*:|pmcid\s*:|https?://\S+$|e-?mail\s*:|received\s*:|"
    r"correspond\w+( to)?\s*:|.{2,60} logoLink to |articles from .* are provided here|this article is protected by|"
    r"an official website|here's how you know|the \.gov means|copyright\b|©|\(c\)\s?(?:19|20)\d\d|log in$|search$|"
    r"advanced search|full text links|free pmc article|affiliations? expand|pubmed disclaimer|published online|"
    r"(?:original|research|review|brief) (?:article|report)$|review$|article$|letter$|editorial$|open access$)",
    re.IGNORECASE,
)
_PROSE = 150
_STUDY = ("methods", "results")
_STOPS = (".", ",", ";", "?", "!")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text without its outer spaces, and whether the lines beside it are blank."""

    span: Span
    text: str
    first: bool
    last: bool

    @property
    def alone(self) -> bool:
        """Tell whether the line is a block by itself."""
        return self.first and self.last


@dataclass(frozen=True, slots=True)
class _Turn:
    """A line at which another section begins."""

    line: Line
    name: str
    heading: str
    passing: bool = False


def lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Return the lines with something on them between two offsets of a text."""
    found = []
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        words = match[0].strip()
        if words:
            left = match.start() + match[0].index(words)
            found.append((Span(left, left + len(words)), words))
    gaps = [text.count("\n", a[0].end, b[0].start) > 1 for a, b in itertools.pairwise(found)]
    before, after = [True, *gaps], [*gaps, True]
    return [Line(span, words, before[i], after[i]) for i, (span, words) in enumerate(found)]


def blocks(all_lines: list[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield the runs of lines between blank lines."""
    block: list[Line] = []
    for line in all_lines:
        block.append(line)
        if line.last:
            yield tuple(block)
            block = []


def furniture(words: str) -> bool:
    """Tell whether a line belongs to the page and not to the paper."""
    return bool(_FURNITURE.match(words))


def announces(line: Line) -> str | None:
    """Return the role that a line announces as a heading, None where it is no heading with a known role."""
    words = bare(line.text)
    if len(words) > 80 or not (words[:1].isupper() or _MARK.match(line.text)):
        return None
    if line.text.endswith(_STOPS) and not words.isupper() and not line.alone:
        return None
    return role(words)


def sections(text: str, all_lines: list[Line], default: str) -> tuple[Section, ...]:
    """Return the sections that the lines make, from the first line to the end of the last one.

    `default` is the name of what stands before the first heading.
    """
    if not all_lines:
        return ()
    turns = _turns(all_lines, default)
    ends = [_trimmed(text, turn.line.span.start) for turn in turns[1:]] + [all_lines[-1].span.end]
    return tuple(
        Section(turn.name, Span(turn.line.span.start, end), turn.heading) for turn, end in zip(turns, ends, strict=True)
    )


def _turns(all_lines: list[Line], default: str) -> list[_Turn]:
    turns: list[_Turn] = []
    name, level, passing, shouting = default, 9, 0, False
    free = not any(announces(line) in _STUDY for line in all_lines)
    for index, line in enumerate(all_lines):
        if index and _is_bare_title(all_lines[index - 1]):
            continue  # the caption of a table
        found = announces(line)
        mark = _level(line.text)
        if found and not _below(found, name, mark, level):
            name, level, passing, shouting = found, mark, 0, bare(line.text).isupper()
            turns.append(_Turn(line, name, bare(line.text)))
        elif passing > 0 and not mark:
            passing -= line.last
        elif line.first and (length := _passing(all_lines, index)):
            passing = length - line.last
            turns.append(_Turn(line, "caption" if _FIGURE.match(line.text) else "furniture", "", passing=True))
        elif (
            free
            and name in ("background", "body")
            and (_subheading(line, name) or _stands_over_prose(all_lines, index))
        ):
            name, level = "body", mark or level
            turns.append(_Turn(line, name, bare(line.text)))
        elif _subheading(line, name):
            name, level = _after(line, name, mark, level, shouting=shouting)
            turns.append(_Turn(line, name, bare(line.text)))
        elif not turns or (turns[-1].passing and line.first):
            turns.append(_Turn(line, name, ""))
    return turns


def _is_bare_title(line: Line) -> bool:
    """Tell whether a line is the number of a table, whose caption stands below it."""
    return line.alone and (title := _TABLE.match(line.text)) is not None and not line.text[title.end() :].strip(" .:|")


def _level(words: str) -> int:
    mark = _MARK.match(words)
    return len(mark[1]) if mark else 0


def _below(found: str, name: str, mark: int, level: int) -> bool:
    """Tell whether a heading with a role of its own stands under another role in Markdown."""
    return mark > level > 0 and name not in ("abstract", "body") and found not in UNREAD_WORDS


def _after(line: Line, name: str, mark: int, level: int, *, shouting: bool) -> tuple[str, int]:
    """Return the name and level that hold below a heading that announces no role."""
    if mark:
        return ("body", mark) if mark <= level else (name, level)
    return ("body" if shouting and line.text.isupper() else name), level


def _passing(all_lines: list[Line], index: int) -> int:
    """Return how many blocks from here are a caption or a piece of furniture, 0 for none."""
    line = all_lines[index]
    if _FIGURE.match(line.text):
        return _caption(all_lines, index)
    return int(furniture(line.text) and len(line.text) < 400)


def _caption(all_lines: list[Line], index: int) -> int:
    """Return how many blocks a caption takes: its label may stand alone, twice, above its words."""
    count = 0
    for line in all_lines[index : index + 3]:
        if not line.first:
            continue
        if count and (announces(line) or _TABLE.match(line.text)):
            return count
        count += 1
        if not (line.alone and _FIGURE_ALONE.fullmatch(line.text)):
            return count
    return count


def _subheading(line: Line, name: str) -> bool:
    """Tell whether a line is a heading whose words announce no role."""
    if _MARK.match(line.text):
        return True
    if name in UNREAD_WORDS or not line.alone or _TABLE.match(line.text):
        return False
    words = line.text
    return (
        len(words) <= 100
        and len(words.split()) <= 12
        and words[0].isalnum()
        and not words[0].islower()
        and not words.endswith((*_STOPS, ":"))
        and "|" not in words
        and "\t" not in words
    )


def _stands_over_prose(all_lines: list[Line], index: int) -> bool:
    """Tell whether a line is a heading with its paragraph right below, as reviews in plain text have them."""
    line, below = all_lines[index], all_lines[index + 1 : index + 2]
    return line.first and bool(below) and len(below[0].text) > _PROSE and _subheading(replace(line, last=True), "body")


def _trimmed(text: str, end: int) -> int:
    return len(text[:end].rstrip()) if text[max(0, end - 1) : end].isspace() else end
