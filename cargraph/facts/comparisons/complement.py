"""The plain opposite of a factor: the group it is held against where a text names none."""

from __future__ import annotations

import re

from cargraph.mentions.numerals import WORD
from cargraph.mentions.people import SEVERAL_PATIENTS


def complement(label: str) -> str:
    """Return the plain opposite of a factor, the group it is compared with where the text names none.

    An amount ("age", "serum levels of ferritin") has none, and an empty string is returned.

    >>> complement("prior transplant"), complement("lack of neutrophil recovery"), complement("≥3 lines of therapy")
    ('no prior transplant', 'neutrophil recovery', 'fewer lines of therapy')
    >>> complement("ferritin >500 ng/mL"), complement("Cmax above the median")
    ('ferritin ≤500 ng/mL', 'Cmax below the median')
    """
    lower = label.strip()
    amount = _AMOUNT.search(lower) and not (" who " in lower and _IN_TAIL.search(lower))
    if (bound := _BOUND.fullmatch(lower)) and not _WHO.search(lower) and "grade" not in bound["what"].lower():
        return f"{bound['what']}{_TURNED[bound['sign']]}{bound['rest']}"
    if _UNSIDED.search(lower) or (amount and not _GRADED.match(_OF_PEOPLE.sub("", lower))):
        return ""
    if (found := _PEOPLE.match(lower)) and not (" who " in lower and _IN_TAIL.search(lower)):
        return _other_people(lower, found.end())
    if found := _IN_TAIL.search(lower) if _WHO.search(lower) else None:
        return f"{_OPPOSITE[found.group(1).lower()]} {found.group(2)}"
    if " who " in lower or (_WHO.search(lower) and not _SIDED.match(lower)):
        return "other patients"
    if found := _SIDED.match(lower):
        return f"{_OPPOSITE[found.group(1).lower()]} {found.group(2)}"
    for pattern, opposite in _FORMS:
        if found := pattern.match(lower):
            return opposite.format(*found.groups())
    if _GERUND.match(lower):
        return f"not {lower[0].lower()}{lower[1:]}"
    plain = _QUALIFIED.sub("", lower)
    return "no " + (plain[0].lower() + plain[1:] if re.match(r"[A-Z][a-z]+(?:\s|$)", plain) else plain)


def _other_people(label: str, end: int) -> str:
    """Return the rest of the patients: "patients with high LDH" are held against those "with low LDH"."""
    if found := _WITH.match(label, end):
        return f"{label[:end]}{found.group(1)}{_OPPOSITE[found.group(2).lower()]}{label[found.end() :]}"
    if label[end : end + len(" with ")] == " with ":
        return f"{label[:end]} without {label[end + len(' with ') :]}"
    return "other patients"


def is_graded(label: str) -> bool:
    """Tell whether a label says who is compared: "high LDH", "prior transplant", "age over 65 years", not "LDH"."""
    return bool(_GRADED.search(label) or _TELLING.search(label))


_BOUND = re.compile(r"(?P<what>[^\W\d][^≥≤<>]*?\s)(?P<sign>[≥≤<>]|above|below)(?P<rest>\s?(?:\d[^≥≤<>]*|the\smedian))")
_TURNED = {"≥": "<", ">": "≤", "<": "≥", "≤": ">", "above": "below", "below": "above"}
_UNSIDED = re.compile(r"^(?:each|every|per)\s|^(?!.*\bwho\b).*\s(?:was|were|is|are|had)\s", re.IGNORECASE)
_FORMS = (
    (re.compile(r"no\s(.*)", re.IGNORECASE), "{0}"),
    (
        re.compile(
            rf"(?:\d+|{WORD})\s(?:or\smore\s)?(lines|regimens|courses|cycles|sites|.*regimens)(.*)",
            re.IGNORECASE,
        ),
        "fewer {0}{1}",
    ),
    (re.compile(r"(?:lack|absence)\s+of\s+(.*)", re.IGNORECASE), "{0}"),
    (re.compile(r"non-?\s?(.*)", re.IGNORECASE), "{0}"),
    (re.compile(r"(?:\w+\s)?(responders?)$", re.IGNORECASE), "non-{0}"),
    (re.compile(r"(?:≥|>=|>|at least)\s?\d+\s(.*)"), "fewer {0}"),
    (re.compile(rf".*\b({SEVERAL_PATIENTS})$", re.IGNORECASE), "other {0}"),
)
_IN_TAIL = re.compile(r"\bwith\s(?:an?\s)?(high|higher|low|lower|elevated|poor|good)\s(.+)$", re.IGNORECASE)
_OF_PEOPLE = re.compile(rf"(?:{SEVERAL_PATIENTS}|those)\s(?:with|having)\s(?:an?\s)?", re.IGNORECASE)
_SIDED = re.compile(
    r"(high|higher|elevated|raised|increased|low|lower|older|younger|increasing|rising|short|shorter|brief|long|longer|less|greater"
    r"|larger|smaller|heavy|poor|good)\s(.*)",
    re.IGNORECASE,
)
_GERUND = re.compile(r"(?!bridging|conditioning|debulking)[A-Za-z]+ing\s", re.IGNORECASE)
_WITH = re.compile(r"(\s(?:with|having)\s(?:an?\s)?)(high|higher|low|lower|elevated|poor|good)(?=\s)", re.IGNORECASE)
_QUALIFIED = re.compile(r"^(?:any[- ]grade|any|the presence of|presence of)\s", re.IGNORECASE)
_OPPOSITE = {
    "high": "low", "higher": "lower", "elevated": "normal", "raised": "normal", "rising": "stable", "greater": "lesser",
    "brief": "long", "larger": "smaller", "smaller": "larger", "heavy": "light",
    "increased": "normal", "low": "high", "lower": "higher",
    "older": "younger", "younger": "older", "increasing": "younger",
    "short": "long", "shorter": "longer", "long": "short", "longer": "shorter", "less": "more", "poor": "good",
    "good": "poor",
}  # fmt: skip
_AMOUNT = re.compile(
    r"\b(?:levels?|scores?|concentrations?|counts?|doses?|numbers?|age|time|volume|ratio|expression|burden|proportion|race|ethnicity|gender|sex|index|status|type)\b",
    re.IGNORECASE,
)
_GRADED = re.compile(
    r"high|low|poor|good|elevat|rais|rising|heavy|heavi|brief|above|below|exceed|multiple|extensive|increas|decreas|old|young"
    r"|prolong|short|long|great|reduc|no|absence|lack|≥|>|<|at least",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"\b(?:each|every|additional|hyper\w+|hypo\w+|female|male|prior|previous|history|presence|any|bulky|severe\w*|grade|poor|good|worse|receipt|use)\b|\b\d+\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\b(?:patients|recipients|subjects|those)\b|\swho\s", re.IGNORECASE)
_PEOPLE = re.compile(rf"(?:{SEVERAL_PATIENTS}|those)\b", re.IGNORECASE)
