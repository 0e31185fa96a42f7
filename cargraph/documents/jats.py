"""JATS XML, as PubMed Central and publishers give full text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.documents.headings import role
from cargraph.documents.identifiers import Imprint, clean_doi, clean_pmcid, clean_pmid, clean_year
from cargraph.documents.jatstables import table_parts
from cargraph.documents.language import language
from cargraph.documents.markup import Element, elements, every, find, local, words
from cargraph.documents.parts import Part, assemble
from cargraph.documents.source import Skipped, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.model import Paper

_TYPES = {"intro": "background", "subjects": "methods", "cases": "results", "concl": "conclusion"}
_OTHER_ABSTRACTS = frozenset(
    {"graphical", "teaser", "toc", "key-points", "short", "web-summary", "video", "highlights", "precis"}
)
_FLOATS = frozenset({"fig", "table-wrap"})
_GROUPS = frozenset({"fig-group", "table-wrap-group", "floats-group", "alternatives"})
_TEXTS = frozenset({"p", "list", "disp-quote", "def-list", "statement", "boxed-text", "verse-group", "speech"})


def read(source: Source) -> Iterator[Paper | Skipped]:
    """Read every article of a JATS file; an article with neither title nor text is skipped."""
    count = 0
    for element in elements(source, ("article",)):
        count += 1
        yield _paper(element, source)
    if not count:
        yield Skipped(source.name, f"{source.place}: no article in it; fetch it again")


def _paper(article: Element, source: Source) -> Paper | Skipped:
    front = find(article, "front")
    meta = find(front if front is not None else article, "article-meta")
    if meta is None:
        return Skipped(source.name, f"{source.place}: the article has no article-meta; fetch its JATS XML again")
    title = words(find(meta, "title-group", "article-title"))
    parts = [Part("title", title), *_abstracts(meta), *_body(article)]
    if not any(part.text for part in parts):
        return Skipped(source.name, f"{source.place}: the article has no title and no text; fetch it again")
    start = " ".join(part.text for part in parts[:4])
    spoken = article.get("{http://www.w3.org/XML/1998/namespace}lang") or language(start)
    return assemble(parts, _imprint(front, meta), source.name, spoken[:2].lower())


def _imprint(front: Element, meta: Element) -> Imprint:
    ids = {one.get("pub-id-type"): words(one) for one in every(meta, "article-id")}
    journal = find(front, "journal-meta") if front is not None else None
    titles = (
        []
        if journal is None
        else [find(journal, "journal-title-group", "journal-title"), find(journal, "journal-title")]
    )
    years = [words(year) for date in every(meta, "pub-date") for year in every(date, "year")]
    return Imprint(
        doi=clean_doi(ids.get("doi")),
        pmid=clean_pmid(ids.get("pmid")),
        pmcid=clean_pmcid(ids.get("pmc") or ids.get("pmcid")),
        journal=next((name for title in titles if (name := words(title))), None),
        year=min((year for one in years if (year := clean_year(one))), default=None),
    )


def _abstracts(meta: Element) -> Iterator[Part]:
    for abstract in every(meta, "abstract"):
        if abstract.get("abstract-type") not in _OTHER_ABSTRACTS:
            yield from _section(abstract, "abstract")


def _body(article: Element) -> Iterator[Part]:
    body = find(article, "body")
    if body is not None:
        yield from _section(body, "body")
    for floats in every(article, "floats-group"):
        yield from _floating(floats)
    back = find(article, "back")
    for sec in every(back, "sec") if back is not None else ():
        yield from (
            part for part in _section(sec, "furniture") if part.name in ("table", "notes", "caption", "results")
        )


def _section(element: Element, inherited: str) -> Iterator[Part]:
    """Yield the parts of a section: its own text with its heading, its figures and tables, and the sections in it."""
    heading = words(find(element, "title"))
    name = _name(element, heading, inherited)
    if (
        local(element) == "sec"
        and element.get("sec-type") in ("supplementary-material", "display-objects")
        and name == "body"
    ):
        name = "furniture"
    run = [heading] if heading else []
    for child in element:
        if local(child) in _TEXTS:
            run += _paragraphs(child)
        if local(child) == "sec" and run:
            yield Part(name, "\n\n".join(run), heading)
            run = []
        if local(child) == "sec":
            yield from _section(child, name)
    if run:
        yield Part(name, "\n\n".join(run), heading)
    for child in element:
        if local(child) != "sec":
            yield from _floating(child)


def _name(element: Element, heading: str, inherited: str) -> str:
    if inherited not in ("abstract", "body"):
        return inherited
    if inherited == "abstract" and local(element) == "abstract":
        return "abstract"
    kinds = (element.get("sec-type") or "").lower().split("|")
    named = next((name for kind in kinds if (name := _TYPES.get(kind) or role(kind))), None)
    return named or role(heading) or inherited


def _paragraphs(child: Element) -> list[str]:
    if local(child) in ("list", "def-list"):
        items = [words(item) for item in child if local(item) in ("list-item", "def-item")]
        return ["\n".join(filter(None, items))] if any(items) else []
    if local(child) == "boxed-text":
        return [text for one in child.iter() if local(one) == "p" and (text := words(one))]
    text = words(child)
    return [text] if text else []


def _floating(element: Element) -> Iterator[Part]:
    """Yield the captions and tables in an element, wherever they hang, but not those in sections of their own."""
    if local(element) == "table-wrap":
        yield from table_parts(element)
    elif local(element) == "fig":
        yield _caption(element)
    elif local(element) != "sec":
        for child in element:
            yield from _floating(child) if local(child) else ()


def _caption(fig: Element) -> Part:
    label, caption = words(find(fig, "label")), words(find(fig, "caption"))
    return Part("caption", re.sub(r"([^.:])$", r"\1.", label) + (" " if label and caption else "") + caption)
