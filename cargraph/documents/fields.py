"""The usual names of a record's fields, and their values as plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from cargraph.documents.identifiers import Imprint, clean_doi, clean_pmcid, clean_pmid, clean_year

_TITLE = ("title", "articletitle", "article_title", "papertitle", "display_name", "brieftitle", "dc:title", "ti")
_ABSTRACT = ("abstract", "abstracttext", "abstract_text", "dc:description", "description", "summary", "ab")
_INVERTED = "abstract_inverted_index"
_BODY = ("body", "fulltext", "full_text", "bodytext", "body_text", "paragraphs", "sections", "text", "content")
_DOI = ("doi", "articledoi", "doiurl", "prism:doi", "dc:identifier")
_PMID = ("pmid", "pubmed", "pubmedid", "pubmed_id", "medline_pmid")
_PMCID = ("pmcid", "pmc", "pmc_id", "pubmedcentral")
_JOURNAL = ("journal", "journaltitle", "journal_title", "journalinfo", "container-title", "source_title", "venue",
            "publicationname", "periodicalname", "journalname", "primary_location", "host_venue")  # fmt: skip
_YEAR = ("year", "pubyear", "publication_year", "publicationyear", "publicationdate", "publication_date", "pubdate",
         "published", "date", "issued", "firstpublicationdate", "epubdate")  # fmt: skip
_NESTED = ("name", "title", "display_name", "source", "value", "text", "content", "#text", "$t", "journal")
_LISTS = ("references", "citations", "reference", "citedby", "related", "similar", "authors", "affiliations", "journal")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_BLOCK_TAG = re.compile(r"</(?:jats:)?(?:p|title|sec|h\d|div|li)>|<br ?/?>", re.IGNORECASE)

Record = Mapping[str, Any]


def lowered(record: Record) -> dict[str, Any]:
    """Return a record with its keys in lower case, the first of equal ones kept."""
    result: dict[str, Any] = {}
    for key, value in record.items():
        result.setdefault(str(key).lower(), value)
    return result


def is_record(value: object) -> bool:
    """Tell whether a JSON value is a record of a paper: it has a title, or an abstract that is text."""
    if not isinstance(value, dict):
        return False
    record = lowered(value)
    return (
        bool(title(record)) and any(key in record for key in (*_ABSTRACT, _INVERTED, *_BODY, *_DOI, *_PMID, *_PMCID))
    ) or bool(isinstance(record.get("abstract"), str) and record["abstract"].strip())


def title(record: Record) -> str:
    """Return the title on one line, empty where there is none."""
    return " ".join(_first(record, _TITLE).split())


def abstract(record: Record) -> str:
    """Return the abstract's own lines, empty where there is none."""
    words = _first(record, _ABSTRACT)
    return words or _uninverted(record.get(_INVERTED))


def body(record: Record) -> str:
    """Return the full text as headed paragraphs, empty where there is none."""
    return next((words for name in _BODY if (words := _headed(record.get(name))).strip()), "")


def imprint(record: Record) -> Imprint:
    """Return the identifiers, journal and year of a record."""
    ids = {**_ids(record.get("externalids")), **_ids(record.get("ids"))}
    every = {**ids, **record}
    return Imprint(
        doi=next((doi for name in _DOI if (doi := clean_doi(_words(every.get(name)) or _words(ids.get(name))))), None),
        pmid=clean_pmid(_first(every, _PMID)),
        pmcid=clean_pmcid(_first(every, _PMCID)),
        journal=_first(record, _JOURNAL) or None,
        year=next((year for name in _YEAR if (year := clean_year(str(record.get(name) or "")))), None),
    )


def followed(record: Record) -> Iterable[Any]:
    """Return the values of a record in which other records may stand, not its lists of other papers."""
    return [value for key, value in record.items() if str(key).lower() not in _LISTS]


def _ids(value: object) -> dict[str, Any]:
    return lowered(value) if isinstance(value, dict) else {}


def _first(record: Record, names: Iterable[str]) -> str:
    return next((words for name in names if (words := _words(record.get(name)))), "")


def _words(value: object) -> str:
    """Return a value as text: a text or number itself, the first of a list, the naming field of an object."""
    if isinstance(value, str):
        return _untagged(value).strip()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        texts = [words for item in value if (words := _words(item))]
        return texts[0] if len(texts) == 1 else "\n\n".join(texts)
    if isinstance(value, dict):
        return _first(lowered(value), _NESTED)
    return ""


def _untagged(words: str) -> str:
    """Return text with one newline a line end, and with the markup of an abstract taken off."""
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    if _TAG.search(words):
        words = _TAG.sub("", _BLOCK_TAG.sub("\n", words))
    return html.unescape(words) if "&" in words else words


def _headed(value: object) -> str:
    if isinstance(value, list):
        return "\n\n".join(words for item in value if (words := _headed(item)))
    if isinstance(value, dict):
        record = lowered(value)
        heading = _first(record, ("heading", "title", "section", "name"))
        words = _headed(
            next((record[name] for name in ("text", "content", "paragraphs", "body", "sections") if name in record), "")
        )
        return f"# {heading}\n\n{words}" if heading and words else words
    return _words(value)


def _uninverted(index: object) -> str:
    """Return the text of an index from word to places."""
    if not isinstance(index, dict):
        return ""
    placed = [(place, str(word)) for word, where in index.items() if isinstance(where, list) for place in where]
    return " ".join(word for _, word in sorted(pair for pair in placed if isinstance(pair[0], int)))
