"""The identifiers, the journal and the year that a text prints about itself."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

_DOI = re.compile(r"(?:doi\.org/|\bdoi\b[:\s]*|DOIUrl\W+)?\b(10\.\d{4,9}/[^\s\"<>|]+)", re.IGNORECASE)
_PREFIXED_DOI = re.compile(
    r"(?:doi\.org/|\bdoi\b[:\s]*)(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s\"<>|]+)", re.IGNORECASE
)
_PMID = re.compile(r"\bPMID\s*[:=]?\s*(\d{1,9})\b", re.IGNORECASE)
_PMCID = re.compile(r"\bPMC(?:ID)?\s*[:=]?\s*(?:PMC)?(\d{4,9})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_CITATION = re.compile(
    r"^(?P<journal>[A-Z][^.;\n]{2,80})?\.?\s*(?P<year>(?:19|20)\d\d)(?:\s[A-Z][a-z]{2}\S*)?(?:\s\d{1,2})?;\s?\d"
)
_DATED = re.compile(
    r"^(?:(?:first |epub |e)?published(?: online)?:?|accepted:?|(?P<journal>[A-Z][^.;,\d\n]{2,80})[,.]?)\s"
    r"(?:\d{1,2}\s)?(?:[A-Z][a-z]{2,8}\.?\s)?(?:\d{1,2},?\s)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MOST = 250
_LOGO = re.compile(r"^(?P<journal>.+?) logoLink to (?P=journal)$")
_COURTESY = re.compile(r"^Articles from (?P<journal>.+?) are provided here courtesy of ")


@dataclass(frozen=True, slots=True)
class Imprint:
    """Where a paper was published, as far as it is known."""

    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    journal: str | None = None
    year: int | None = None


def clean_doi(text: str | None) -> str | None:
    """Return the DOI in a text in lower case, without resolver and end punctuation, or None.

    >>> clean_doi("https://doi.org/10.1000/ABC(1)2.")
    '10.1000/abc(1)2'
    """
    found = _DOI.search(text or "")
    return _trim(found[1]) if found else None


def clean_pmid(text: str | None) -> str | None:
    """Return the digits of a PubMed identifier, or None."""
    found = re.search(r"(?<!\d)\d{1,9}(?!\d)", text or "")
    return found[0] if found else None


def clean_pmcid(text: str | None) -> str | None:
    """Return a PubMed Central identifier as PMC and digits, or None."""
    found = re.search(r"(?<!\d)\d{3,9}(?!\d)", text or "")
    return f"PMC{found[0]}" if found else None


def clean_year(text: str | None) -> int | None:
    """Return the first year in a text, or None."""
    found = _YEAR.search(text or "")
    return int(found[1]) if found else None


def imprinted(line: str) -> bool:
    """Tell whether a line prints where and when a paper was published: a short one with its DOI and a year.

    >>> imprinted("Journal of Examples, 2024. https://doi.org/10.1000/182"), imprinted("We used the method of 2024.")
    (True, False)
    """
    return len(line) <= _MOST and bool(_PREFIXED_DOI.search(line)) and bool(_DATED.match(line))


def identify(text: str, imprint: Imprint) -> str:
    """Return the best identifier of a paper: its DOI, PMID or PMCID, else the hash of its text.

    >>> identify("A title", Imprint(pmid="123"))
    'pmid:123'
    """
    if imprint.doi:
        return f"doi:{imprint.doi}"
    if imprint.pmid:
        return f"pmid:{imprint.pmid}"
    if imprint.pmcid:
        return f"pmcid:{imprint.pmcid}"
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def printed(lines: list[str]) -> Imprint:
    """Return the imprint that lines of a title page or a page's foot print."""
    whole = "\n".join(lines)
    doi, pmid, pmcid = _PREFIXED_DOI.search(whole), _PMID.search(whole), _PMCID.search(whole)
    forms = (_CITATION, _DATED)
    citation = next((found for form in forms for line in lines if (found := form.match(line.lstrip(". ")))), None)
    named = [found for line in lines for form in (_LOGO, _COURTESY) if (found := form.match(line))]
    journal = named[0]["journal"] if named else citation and citation["journal"]
    return Imprint(
        doi=_trim(doi[1]) if doi else None,
        pmid=pmid[1] if pmid else None,
        pmcid=f"PMC{pmcid[1]}" if pmcid else None,
        journal=journal or None,
        year=int(citation["year"]) if citation else None,
    )


def _trim(doi: str) -> str:
    doi = doi.lower().rstrip(".,;:'’”&")
    while (doi.endswith((")", "]")) and doi.count("(") < doi.count(")")) or doi.endswith("]"):
        doi = doi[:-1].rstrip(".,;:")
    return doi
