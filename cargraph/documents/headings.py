"""What a heading's words say about the part of a paper below it."""

from __future__ import annotations

import re

_ROLES = {
    "abstract": ("abstract", "summary", "synopsis", "structured abstract", "abstract and introduction"),
    "background": (
        "background", "introduction", "background and purpose", "background and aims", "background and aim",
        "background and objective", "background and objectives", "objective", "objectives", "aim", "aims", "purpose",
        "importance", "context", "rationale", "hypothesis", "question", "introduction and objectives", "purposes",
        "study objective", "study objectives", "aims and background", "purpose of review", "aim of the study",
    ),
    "methods": (
        "method", "methods", "methodology", "materials and methods", "material and methods", "methods and materials",
        "patients and methods", "methods and patients", "subjects and methods", "patients, materials, and methods",
        "materials", "design", "study design", "design and methods", "methods and analysis", "experimental design",
        "research design and methods", "trial design", "setting", "settings", "participants", "interventions",
        "intervention", "exposure", "exposures", "main outcome measures", "main outcome measure", "procedures",
        "main outcomes and measures", "design, setting, and participants", "design, setting and participants",
        "setting and participants", "measurements", "data sources", "study selection", "data extraction",
        "data extraction and synthesis", "data collection and analysis", "trial registration", "registration",
        "clinical trial registration", "trial registration number", "statistical analysis", "statistical analyses",
        "statistics", "online methods", "star methods", "experimental procedures", "study population", "animals",
        "eligibility criteria", "search strategy", "methods and findings", "study registration",
        "clinicaltrials.gov registration", "statistical methods", "experimental section",
    ),
    "results": (
        "result", "results", "finding", "findings", "results and discussion", "main findings", "main results",
        "key results", "key findings", "case presentation", "case report", "case description", "case",
        "findings and interpretation", "recent findings",
    ),
    "discussion": ("discussion", "limitations", "strengths and limitations", "comment", "study limitations"),
    "conclusion": (
        "conclusion", "conclusions", "interpretation", "conclusions and relevance", "conclusion and relevance",
        "significance", "implications", "clinical implications", "clinical relevance", "meaning", "perspectives",
        "concluding remarks", "conclusions and clinical relevance", "translational relevance",
        "discussion and conclusions",
        "summary and conclusions", "future directions", "conclusions and perspectives", "statement of significance",
        "conclusions and future directions", "conclusions/significance", "highlights", "clinical significance",
    ),
    "notes": ("abbreviations", "list of abbreviations", "abbreviations used", "glossary", "table notes"),
    "caption": ("figure legends", "legends", "figure captions", "figures"),
    "authors": (
        "author", "authors", "author contributions", "author contribution", "authors' contributions", "authorship",
        "contributor information", "author information", "affiliations", "author affiliations", "contributors",
        "authors contributions", "credit authorship contribution statement", "authorship contributions",
        "corresponding author", "correspondence", "author details", "contributions", "author notes",
    ),
    "funding": (
        "funding", "funding statement", "funding information", "financial support", "acknowledgments",
        "acknowledgment",
        "acknowledgements", "acknowledgement", "conflict of interest", "conflicts of interest", "disclosures",
        "conflict of interest statement", "competing interests", "competing interest", "disclosure",
        "sources of funding",
        "conflict-of-interest disclosure", "declaration of competing interest", "declaration of interests",
        "declaration of interest", "declarations", "role of the funding source", "funding sources", "funding source",
        "grant support", "conflict of interest disclosure", "disclosure statement", "financial disclosure",
        "funding and acknowledgments", "conflict of interest disclosures", "potential conflicts of interest",
        "funding/support", "support", "disclosures of potential conflicts of interest",
        "declaration of conflicting interests",
        "ethics approval and consent to participate", "consent for publication", "ethics approval",
    ),
    "references": (
        "reference", "references", "bibliography", "literature cited", "works cited", "reference list", "literature",
        "references and notes", "cited literature",
    ),
    "furniture": (
        "supporting information", "supplementary material", "supplementary materials", "supplementary information",
        "supplementary data", "supplemental material", "supplemental information", "data availability", "resources",
        "data availability statement", "associated data", "similar articles", "cited by", "cited by other articles",
        "links to ncbi databases", "publisher's note", "copyright", "rights and permissions",
        "additional information",
        "actions", "share", "permalink", "publication types", "mesh terms", "keywords", "key words", "footnotes",
        "availability of data and materials", "data sharing", "data sharing statement", "additional files",
        "article information", "related articles", "open access", "full text links", "substances", "peer review",
        "supplementary appendix", "appendix a. supplementary data", "copyright and license information",
        "graphical abstract", "visual overview", "visual abstract", "conflict of interest and funding",
        "linkout - more resources",
        "add to collections", "on this page", "in this article", "related information", "code availability",
        "data statement",
    ),
    "translation": ("translation", "resumen", "résumé", "zusammenfassung", "摘要", "resumo", "riassunto"),
}  # fmt: skip
_BY_WORDS = {words: name for name, all_words in _ROLES.items() for words in all_words}
_WEAK = {
    "patients": "methods", "participant": "methods", "outcomes": "results", "measures": "methods",
    "subjects": "methods",
    "sample": "methods", "treatment": "methods", "safety": "results", "efficacy": "results",
    "observations": "results",
}  # fmt: skip
_STARTS = (
    ("supplementary", "furniture"), ("supporting information", "furniture"), ("conclusion", "conclusion"),
    ("materials and method", "methods"), ("patients and method", "methods"), ("conflict of interest", "funding"),
    ("conflicts of interest", "funding"), ("data availability", "furniture"), ("acknowledg", "funding"),
)  # fmt: skip
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[A-H]\.)\s+(?=\S)")
_DRESS = re.compile(r"^[\s#*_>]+|(?<![\s#*_:.])[\s#*_:.]+$")
UNREAD_WORDS = ("authors", "funding", "references", "furniture", "translation")


def bare(heading: str) -> str:
    """Return a heading without marks, number and end stop.

    >>> bare("## 2.1 Patients and Methods:")
    'Patients and Methods'
    """
    return _NUMBER.sub("", _DRESS.sub("", heading)).strip()


def role(heading: str) -> str | None:
    """Return the section name that a heading announces, or None for a heading that says nothing of its role.

    >>> role("PATIENTS AND METHODS"), role("Findings"), role("Lymphodepletion")
    ('methods', 'results', None)
    """
    words = _fold(heading)
    found = _BY_WORDS.get(words)
    if found is None and len(words) < 60:
        found = next((name for start, name in _STARTS if words.startswith(start)), None)
    return found


def label_role(label: str) -> str | None:
    """Return the section name of a label inside an abstract, where more words are labels than among headings.

    >>> label_role("PATIENTS"), role("PATIENTS")
    ('methods', None)
    """
    return role(label) or _WEAK.get(_fold(label))


def _fold(heading: str) -> str:
    words = bare(heading).lower().replace("’", "'").replace("&", "and").replace("‐", "-")
    return " ".join(words.split())
