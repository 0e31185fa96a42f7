"""PubMed XML: one record, a set, or a whole baseline file, as a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.documents.headings import label_role
from cargraph.documents.identifiers import Imprint, clean_doi, clean_pmcid, clean_pmid, clean_year
from cargraph.documents.markup import Element, elements, every, find, local, words
from cargraph.documents.parts import Part, assemble
from cargraph.documents.source import Skipped, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.model import Paper

_CATEGORIES = {
    "BACKGROUND": "background", "OBJECTIVE": "background", "METHODS": "methods", "RESULTS": "results",
    "CONCLUSIONS": "conclusion",
}  # fmt: skip
_LANGUAGES = {
    "eng": "en", "ger": "de", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "chi": "zh", "jpn": "ja",
    "kor": "ko", "rus": "ru",
    "pol": "pl", "dut": "nl", "tur": "tr", "ara": "ar", "cze": "cs", "dan": "da", "nor": "no", "swe": "sv",
    "hun": "hu", "heb": "he",
}  # fmt: skip


def read(source: Source) -> Iterator[Paper | Skipped]:
    """Read every record of a PubMed file; a record with neither title nor abstract is skipped."""
    count = 0
    for element in elements(source, ("PubmedArticle", "MedlineCitation")):
        parent = element.getparent()
        if local(element) == "MedlineCitation" and parent is not None and local(parent) == "PubmedArticle":
            continue
        count += 1
        yield _paper(element, source)
    if not count:
        yield Skipped(source.name, f"{source.place}: no PubmedArticle in it; ask PubMed for the records again")


def _paper(element: Element, source: Source) -> Paper | Skipped:
    citation = find(element, "MedlineCitation") if local(element) == "PubmedArticle" else element
    article = find(citation, "Article") if citation is not None else None
    pmid = words(find(citation, "PMID")) if citation is not None else ""
    if citation is None or article is None:
        return Skipped(source.name, f"{source.place}: record {pmid or 'without PMID'} has no Article; fetch it again")
    imprint = _imprint(element, article, pmid)
    abstract, spoken = _abstract(citation, article)
    parts = [Part("title", _title(article)), *abstract]
    if not any(part.text for part in parts):
        return Skipped(
            source.name, f"{source.place}: record {pmid or 'without PMID'} has no title and no abstract; leave it out"
        )
    return assemble(parts, imprint, source.name, spoken)


def _title(article: Element) -> str:
    """Return the title, of a translated one without its brackets."""
    title = words(find(article, "ArticleTitle"))
    bare = title.rstrip(".")
    return (
        f"{bare[1:-1]}"
        if bare.startswith("[") and bare.endswith("]")
        else title or words(find(article, "VernacularTitle"))
    )


def _abstract(citation: Element, article: Element) -> tuple[list[Part], str]:
    """Return the abstract's parts and their language: the record's own abstract, which is English, else another one."""
    own = find(article, "Abstract")
    if own is not None and every(own, "AbstractText"):
        return _parts(own), "en"
    others = sorted(every(citation, "OtherAbstract"), key=lambda other: other.get("Language", "eng") != "eng")
    if others:
        return _parts(others[0]), _LANGUAGES.get(others[0].get("Language", "eng"), "en")
    translated = words(find(article, "ArticleTitle")).startswith("[")
    spoken = words(find(article, "Language"))
    return [], "en" if translated else _LANGUAGES.get(spoken, "en")


def _parts(abstract: Element) -> list[Part]:
    return [part for text in every(abstract, "AbstractText") if (part := _part(text)).text]


def _part(text: Element) -> Part:
    label, body = (text.get("Label") or "").strip(), words(text)
    category = _CATEGORIES.get((text.get("NlmCategory") or "").upper())
    if not label or label.upper() == "UNLABELLED" or not body:
        return Part(category or "abstract", body)
    return Part(label_role(label) or category or "abstract", f"{label}: {body}", label)


def _imprint(element: Element, article: Element, pmid: str) -> Imprint:
    ids = {one.get("IdType"): words(one) for one in every(element, "PubmedData", "ArticleIdList", "ArticleId")}
    located = [words(one) for one in every(article, "ELocationID") if one.get("EIdType") == "doi"]
    date = find(article, "Journal", "JournalIssue", "PubDate")
    published = [*every(article, "ArticleDate")] if date is None else [date, *every(article, "ArticleDate")]
    return Imprint(
        doi=clean_doi(ids.get("doi") or (located[0] if located else None)),
        pmid=clean_pmid(pmid),
        pmcid=clean_pmcid(ids.get("pmc")),
        journal=words(find(article, "Journal", "Title")) or words(find(article, "Journal", "ISOAbbreviation")) or None,
        year=next((year for one in published if (year := clean_year(words(one)))), None),
    )
