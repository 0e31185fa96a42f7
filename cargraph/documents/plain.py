"""Plain text, Markdown and the text of a saved web page."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from cargraph.documents.identifiers import identify, imprinted, printed
from cargraph.documents.language import language
from cargraph.documents.layout import Line, announces, blocks, furniture, lines, sections
from cargraph.errors import DocumentError
from cargraph.model import Paper, Section, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.documents.source import Skipped, Source

_SHORT = 4_000
_HEAD = 3
_TITLE = 5
_NAME = re.compile(r"(?<!\w)[A-Z][\w'’.‐-]+(?: [A-Z][\w'’.‐-]*)+")
_PLACE = re.compile(r"Universit|Hospital|Institut|Department|School of|Cent(?:er|re)|College|Laborator|\bInc\b|\bLtd\b")
_IDENTIFIED = re.compile(r"\b(?:doi|PMID|PMCID)\b\s*:", re.IGNORECASE)
_CITED = re.compile(r"^\W*(?:[A-Z][\w .&]{1,60}\.)?\s*(?:19|20)\d\d[\w ]*;\s?\d+")
_MARK = re.compile(r"^#+\s+|(?<!\s)\s+#+$")
_SENTENCE_END = re.compile(r"[.!?]\s+[A-Z]")


def read(source: Source) -> Iterator[Paper | Skipped]:
    """Read a text file as one paper."""
    text, note = source.text()
    yield from read_plain(text, source, note)


def read_plain(text: str, source: Source, note: str = "") -> Iterator[Paper | Skipped]:
    """Read characters as one paper; `note` says how its encoding was guessed."""
    yield paper(text, source.name, source.place, (note,) if note else ())


def paper(text: str, name: str, place: str, notes: tuple[str, ...] = ()) -> Paper:
    """Return the paper that a plain text is; raise DocumentError where nothing is written.

    Its text is the text as it came. The first line that is not furniture is the title.
    """
    all_lines = lines(text)
    if not any(any(map(str.isalpha, line.text)) for line in all_lines):
        raise DocumentError(f"{place}: no words in it; give a text with a title and an abstract")
    found = layout(text)
    title = next((section for section in found if section.name == "title"), None)
    imprint = printed(_own_lines(text, found))
    return Paper(
        id=identify(text, imprint), source=name, title=_MARK.sub("", title.span.of(text)) if title else "", text=text,
        sections=found, doi=imprint.doi, pmid=imprint.pmid, pmcid=imprint.pmcid, journal=imprint.journal,
        year=imprint.year, language=language(_prose(text, found)), notes=notes,
    )  # fmt: skip


def layout(text: str) -> tuple[Section, ...]:
    """Return the sections of a whole plain text: furniture and title above, then what its headings say."""
    all_lines = lines(text)
    front: list[Section] = _page_head(all_lines)
    index = sum(len(lines(text, section.span.start, section.span.end)) for section in front)
    titled = bool(front)
    for whole in blocks(all_lines[index:]):
        block = _above_headings(whole)
        if not block:
            break
        name = _front_role(block, titled=titled)
        if name is None or (name == "title" and index + len(block) == len(all_lines) and _untitled(block)):
            break
        used = _title_lines(block) if name == "title" else len(block)
        front.append(Section(name, Span(block[0].span.start, block[used - 1].span.end)))
        titled = titled or name == "title"
        index += used
        if used < len(whole):
            break
    rest = all_lines[index:]
    return (*_joined(front), *sections(text, rest, _default(rest)))


def _above_headings(block: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of a block down to the first heading of a section, which may follow without a blank line."""
    return tuple(takewhile(lambda line: not announces(line), block))


def _page_head(all_lines: list[Line]) -> list[Section]:
    """Return the sections of a saved page's head, printed without blank lines down to the abstract's heading.

    The title is its longest line that is no furniture, list of names or imprint; nothing where no line can be one.
    """
    block = next(blocks(all_lines), ())
    end = next((i for i, line in enumerate(block) if announces(line) == "abstract"), 0)
    head = block[:end]
    able = [i for i, line in enumerate(head) if _may_be_title(line.text)]
    if end < _HEAD or not able:
        return []
    at = max(able, key=lambda i: len(head[i].text))
    below = ["authors" if _authors(line.text) else "furniture" for line in head[at + 1 :]]
    roles = ["furniture"] * at + ["title"] + below
    return list(_joined([Section(name, line.span) for name, line in zip(roles, head, strict=True)]))


def _may_be_title(words: str) -> bool:
    return len(words.split()) >= _TITLE and not (_is_aside(words) or "|" in words or _authors(words))


def _is_aside(words: str) -> bool:
    """Tell whether a line belongs to the page, or tells where the paper was published."""
    return furniture(words) or bool(_CITED.match(words)) or imprinted(words)


def _front_role(block: tuple[Line, ...], *, titled: bool) -> str | None:
    words = " ".join(line.text for line in block)
    if block[0].text == "---" or all(_is_aside(line.text) for line in block):
        return "furniture"
    if not titled:
        return None if _is_prose(block) and len(words) > 300 else "title"
    return "authors" if _authors(words) else None


def _is_prose(block: tuple[Line, ...]) -> bool:
    words = " ".join(line.text for line in block)
    return not block[0].text.startswith("#") and (bool(_SENTENCE_END.search(words)) or words.endswith("."))


def _untitled(block: tuple[Line, ...]) -> bool:
    """Tell whether a block that is the whole text begins with prose, not with a title line."""
    return _is_prose(block) and (len(block) == _title_lines(block) or block[0].text.endswith("."))


def _title_lines(block: tuple[Line, ...]) -> int:
    """Return how many lines of the first block are the title: the first, and those that carry it on."""
    whole = sum(len(line.text) + 1 for line in block)
    if block[0].text.startswith("#") or block[0].text.endswith("."):
        return 1
    runs_on = whole < 300 and not block[-1].text.endswith(".")
    for count, line in enumerate(block[1:], 1):
        if announces(line) or furniture(line.text) or not (runs_on or line.text[0].islower()):
            return count
    return len(block)


def _authors(words: str) -> bool:
    """Tell whether a block lists people, places or identifiers and says nothing."""
    if _IDENTIFIED.search(words[:200]) or _CITED.match(words):
        return True
    tokens = words.split()
    lower = sum(token[0].islower() and len(token) > 3 for token in tokens) / len(tokens)
    names = len(_NAME.findall(words))
    return lower < 0.15 and (names >= 2 or bool(_PLACE.search(words))) and ("," in words or len(tokens) < 8)


def _default(rest: list[Line]) -> str:
    size = sum(len(line.text) for line in rest)
    return "abstract" if size < _SHORT or any(announces(line) for line in rest[1:]) else "body"


def _joined(front: list[Section]) -> Iterator[Section]:
    """Yield the sections with neighbours of one name made one, but for the title."""
    held: Section | None = None
    for section in front:
        if held and held.name == section.name != "title":
            held = Section(held.name, Span(held.span.start, section.span.end))
            continue
        if held:
            yield held
        held = section
    if held:
        yield held


def _own_lines(text: str, found: tuple[Section, ...]) -> list[str]:
    """Return the lines that may print the paper's own imprint: those of no prose and no reference."""
    spans = [section.span for section in found if section.name in ("title", "furniture", "authors")]
    return [line.text for span in spans for line in lines(text, span.start, span.end)] + [
        line.text for line in lines(text)[-3:] if furniture(line.text)
    ]


def _prose(text: str, found: tuple[Section, ...]) -> str:
    return " ".join(section.span.of(text)[:2000] for section in found if section.read)[:4000]
