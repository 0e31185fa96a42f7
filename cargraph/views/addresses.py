"""Web addresses of papers and identifiers: https, encoded, from identifiers alone and never from a paper's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from cargraph.graph.records import DocumentRecord

_CURIE = re.compile(r"[A-Za-z][A-Za-z0-9_.]*:[A-Za-z0-9_.\-]+")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_PMID = re.compile(r"\d{1,9}")
_PMCID = re.compile(r"PMC\d{1,9}")
_TRIAL = re.compile(r"NCT\d{8}")


def of_document(record: DocumentRecord) -> str:
    """Return where the paper can be read, or an empty text where no identifier says so."""
    if record.doi and _DOI.fullmatch(record.doi):
        return f"https://doi.org/{quote(record.doi, safe='/')}"
    if record.pmid and _PMID.fullmatch(record.pmid):
        return f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/"
    if record.pmcid and _PMCID.fullmatch(record.pmcid):
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{record.pmcid}/"
    trial = record.id.removeprefix("nct:").upper()
    return f"https://clinicaltrials.gov/study/{trial}" if _TRIAL.fullmatch(trial) else ""


def of_curie(curie: str | None, label: str = "") -> str:
    """Return where an identifier, or a registry number given as a label, is explained.

    >>> of_curie("HGNC:1633")
    'https://bioregistry.io/HGNC:1633'
    >>> of_curie("javascript:alert(1)")
    ''
    """
    if _TRIAL.fullmatch(label.upper()):
        return f"https://clinicaltrials.gov/study/{label.upper()}"
    return f"https://bioregistry.io/{curie}" if curie and _CURIE.fullmatch(curie) else ""
