"""JSON, JSON Lines, and JSON with the same text again below it."""

from __future__ import annotations

import io
import itertools
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cargraph.documents import fields, plain
from cargraph.documents.identifiers import Imprint, identify
from cargraph.documents.language import language
from cargraph.documents.layout import lines, sections
from cargraph.documents.source import LIMIT, Skipped, Source, decode
from cargraph.errors import DocumentError
from cargraph.model import Paper, Section, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_REGISTRY = ("protocolsection", "fullstudiesresponse", "study", "studies")
_TRIAL = "a ClinicalTrials.gov record; cargraph does not read registry records yet; give the paper of the trial"
_UNTITLED = "no record with a title and an abstract; name the fields so"
_DEPTH = 12
_FULLER = 1.5
"""How many times as long a text is that tells more of one paper than another."""


def read(source: Source) -> Iterator[Paper | Skipped | None]:
    """Read JSON of any shape; a paper that comes twice in one file is read once (None stands for the second)."""
    seen: set[str] = set()
    for item in _lines(source) if _is_lines(source) else _whole(source):
        if not isinstance(item, Paper):
            yield item
            continue
        keys = _keys(item)
        yield None if keys & seen else item
        seen |= keys


def read_whole(text: str, source: Source) -> Iterator[Paper | Skipped | None]:
    """Read the characters of a JSON text."""
    decoder, position = json.JSONDecoder(), 0
    values: list[Any] = []
    while (rest := text[position:].lstrip()) and (not values or rest[0] in "[{"):
        position = len(text) - len(rest)
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            if values:
                break
            raise DocumentError(f"{source.place}: {_fault(error)}; mend the JSON or fetch it again") from error
        values.append(value)
    yield from _joined(values, text[position:], source)


def _whole(source: Source) -> Iterator[Paper | Skipped | None]:
    text, _ = source.text()
    yield from read_whole(text, source)


def _joined(values: list[Any], below: str, source: Source) -> Iterator[Paper | Skipped]:
    """Yield the papers of JSON values; plain text below them is one more, or the same again."""
    found = [item for value in values for item in _papers(value, source)]
    if any(map(str.isalpha, below)):
        again = plain.paper(below, source.name, source.place)
        known = [paper for paper in found if isinstance(paper, Paper) and _same(paper, again)]
        found = [_better(paper, again) if known and paper is known[0] else paper for paper in found]
        found += [] if known else [again]
    yield from found or [Skipped(source.name, f"{source.place}: {_UNTITLED}")]


def _is_lines(source: Source) -> bool:
    """Tell whether each line is a JSON value by itself."""
    starts = [line for line in source.head.split(b"\n", 2) if line.strip()][:2]
    if len(starts) < 2 or not all(line.lstrip(b"\xef\xbb\xbf \t")[:1] in (b"{", b"[") for line in starts):
        return False
    try:
        json.loads(decode(starts[0], source.place)[0])
    except (ValueError, RecursionError, DocumentError):
        return False
    return True


def _lines(source: Source) -> Iterator[Paper | Skipped | None]:
    stream = io.BufferedReader(source.stream)  # type: ignore[type-var]
    for number in itertools.count(1):
        line = stream.readline(LIMIT + 1)
        if not line:
            return
        if len(line) > LIMIT:
            raise DocumentError(f"{source.place}, line {number}: one record may have {LIMIT // 1_000_000} MB; split it")
        if line.strip():
            yield _line(line, replace(source, place=f"{source.place}, line {number}"))


def _line(line: bytes, source: Source) -> Paper | Skipped:
    try:
        text, _ = decode(line, source.place)
        found = list(_papers(json.loads(text), source))
    except DocumentError as error:
        return Skipped(source.name, str(error))
    except (ValueError, RecursionError) as error:
        return Skipped(source.name, f"{source.place}: {_fault(error)}; mend the JSON")
    return found[0] if found else Skipped(source.name, f"{source.place}: {_UNTITLED}")


def _fault(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON from line {error.lineno}, column {error.colno} on ({error.msg.lower()})"
    return "nested too deeply"


def _papers(value: object, source: Source, depth: int = 0) -> Iterator[Paper | Skipped]:
    """Yield the papers of a JSON value: the records in it, each joined with what is nested in it."""
    value = _opened(value)
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _papers(item, source, depth + 1) if isinstance(item, dict | list | str) else ()
    elif isinstance(value, dict):
        if registered(value):
            yield Skipped(source.name, f"{source.place}: {_TRIAL}")
        elif fields.is_record(value):
            yield _record(value, source)
        else:
            inner = [item for part in fields.followed(value) for item in _papers(part, source, depth + 1)]
            yield from inner or [_refused(value, source)] if depth < 2 else inner


def _refused(value: dict[str, Any], source: Source) -> Skipped:
    named = ", ".join(list(map(str, value))[:4]) or "nothing"
    return Skipped(source.name, f"{source.place}: {_UNTITLED} (it has {named})")


def registered(value: dict[str, Any]) -> bool:
    """Tell whether an object is a record of a trial registry."""
    record = fields.lowered(value)
    return any(name in record for name in _REGISTRY[:2]) or any(
        isinstance(record.get(name), dict) for name in _REGISTRY[2:]
    )


def _opened(value: object) -> object:
    """Return a value that was encoded twice as what it is."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def _record(value: dict[str, Any], source: Source) -> Paper:
    outer = build(value, source)
    inner = [paper for part in fields.followed(value) for paper in _nested(part, source)]
    for paper in inner:
        outer = _better(outer, paper) if _same(outer, paper) else outer
    return outer


def _nested(value: object, source: Source) -> Iterator[Paper]:
    value = _opened(value)
    if isinstance(value, dict | list):
        yield from (item for item in _papers(value, source, 2) if isinstance(item, Paper))


def build(value: dict[str, Any], source: Source) -> Paper:
    """Return the paper of one record: the title, a blank line, and the abstract or the full text below it."""
    record = fields.lowered(value)
    title, abstract, body = fields.title(record), fields.abstract(record), fields.body(record)
    if body and abstract and _folded(abstract)[:400] in _folded(body):
        abstract = ""
    parts = [("abstract", abstract), ("body" if len(body) > 4000 else "abstract", body)]
    return assemble(title, parts, fields.imprint(record), source.name)


def assemble(title: str, parts: Iterable[tuple[str, str]], imprint: Imprint, name: str) -> Paper:
    """Return a paper of a title and texts, each with the section name of what stands before its first heading."""
    text, found = title, [Section("title", Span(0, len(title)))] if title else []
    for default, words in parts:
        if words.strip():
            start = len(text) + 2 if text else 0
            text = f"{text}\n\n{words}" if text else words
            found += sections(text, lines(text, start), default)
    return Paper(
        id=identify(text, imprint), source=name, title=title, text=text, sections=tuple(found), doi=imprint.doi,
        pmid=imprint.pmid, pmcid=imprint.pmcid, journal=imprint.journal, year=imprint.year,
        language=language(text),
    )  # fmt: skip


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _abstract(paper: Paper) -> str:
    title = next((section.span.end for section in paper.sections if section.name == "title"), 0)
    return _folded(paper.text[title:])


def _same(one: Paper, other: Paper) -> bool:
    if one.doi and one.doi == other.doi:
        return True
    mine, theirs = _abstract(one), _abstract(other)
    short, long = sorted((mine, theirs), key=len)
    return bool(short) and (short == long or (len(short) > 200 and short in long))


def _better(one: Paper, other: Paper) -> Paper:
    """Return two papers that are one: the fuller text, an English title where either has one, and what one alone knows.

    Of two texts that tell about the same, that under an English title is taken.
    """
    best, rest = (one, other) if _is_better(one, other) else (other, one)
    if not _in_english(best) and _in_english(rest):
        best = _retitled(best, rest.title)
    imprint = Imprint(
        doi=best.doi or rest.doi,
        pmid=best.pmid or rest.pmid,
        pmcid=best.pmcid or rest.pmcid,
        journal=best.journal or rest.journal,
        year=best.year or rest.year,
    )
    return replace(
        best, id=identify(best.text, imprint), doi=imprint.doi, pmid=imprint.pmid, pmcid=imprint.pmcid,
        journal=imprint.journal, year=imprint.year,
    )  # fmt: skip


def _is_better(one: Paper, other: Paper) -> bool:
    mine, theirs = len(_abstract(one)), len(_abstract(other))
    if max(mine, theirs) > _FULLER * min(mine, theirs):
        return mine > theirs
    return _in_english(one) or not _in_english(other)


def _in_english(paper: Paper) -> bool:
    return bool(paper.title) and language(paper.title) == "en"


def _retitled(paper: Paper, title: str) -> Paper:
    """Return a paper under another title, which takes the place of its own."""
    old = next((section.span for section in paper.sections if section.name == "title"), None)
    head = title if old else f"{title}\n\n"
    end = old.end if old else 0
    below = [
        replace(section, span=Span(section.span.start - end + len(head), section.span.end - end + len(head)))
        for section in paper.sections
        if section.span.start >= end and section.name != "title"
    ]
    text = head + paper.text[end:]
    return replace(paper, title=title, text=text, sections=(Section("title", Span(0, len(title))), *below))


def _keys(paper: Paper) -> set[str]:
    """Return what makes two records the same paper; nothing for a title alone."""
    abstract = _abstract(paper)
    return ({paper.doi} if paper.doi else set()) | {abstract[:2000]} if abstract else set()
