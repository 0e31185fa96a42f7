"""The head lines of a flattened table, divided into columns."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.text.shares import is_share_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_STUB = re.compile(
    r"^(?:(?:baseline |patient |disease |clinical |treatment.emergent |treatment.related )?"
    r"(?:characteristics?|variables?|parameters?|"
    r"adverse (?:events?|reactions?)(?: of special interest)?|AEs?|TEAEs?|toxicit(?:y|ies)|"
    r"events?(?: type)?|outcomes?|end ?points?|responses?|categor(?:y|ies)|"
    r"factors?|covariates?|measures?|features?|analytes?|markers?|biomarkers?|assays?|preferred terms?|"
    r"system organ class|subgroups?|symptoms?|cytokines?|groups?|"
    r"best (?:overall )?response|efficacy))(?:,? (?:No\.|n) ?\(%\)|, years)?(?=\s|$)[:*†]?",
    re.IGNORECASE,
)
_N = re.compile(
    r"(?:[(\[]\s?[nN]\s?=\s?(?P<n>\d[\d,]*)[^()\[\]]{0,20}[)\]]|,?\s[nN]\s?=\s?(?P<bare>\d[\d,]*))"
    r"(?:,? (?:No\.|n) ?\(%\)|, ?%| \(%\))?"
)
_P = re.compile(r"(?:^|\s)(?P<p>p[*†‡§ᵃ-ᶻ]?[- ]?(?:values?)?[*†‡§ᵃ-ᶻ]?)$", re.IGNORECASE)
_COUNTED = re.compile(r"(?P<n>\d+)\s?\((?P<percent>\d+(?:\.\d+)?)\s?%?\)")
_GRADES = r"[1-5](?:\s?(?:-|/|to|or|and)\s?[1-5])?(?:\s(?:or|and)\s(?:higher|worse|more|above|greater|over))?"
_CODE = re.compile(r"(?=\S*[A-Z])\S*(?:[a-z][A-Z]|\d|-)\S*|[A-Z]{3,}|[A-Za-z]+-cel")
"""A word that is a product's or a group's name: "QV-19", "axi-cel", "UTD"."""
_STATISTIC = r"(?:median|mean)(?: \((?:range|IQR|SD)\))?"
_LEADING = re.compile(
    rf"(?<!\S)(?:baseline|peak|nadir|overall|total|all(?: patients)?)(?:,? {_STATISTIC})?(?=\s)(?!\s[(\[][nN]\s?=)",
    re.IGNORECASE,
)
"""Columns of all patients that stand before those of groups with their sizes."""
_SPAN = r"(?: (?:within|by|up to|at|before|after|from) [\w ]{1,20}?(?:days?|weeks?|months?))?"
_OVER = re.compile(rf"^(?i:(?:peak|nadir|value|level)s?{_SPAN})\s(?=[A-Z])")
"""What stands over the labels: "Peak within 28 days"."""
_AFTER = re.compile(rf"^[\s,;]*(?:{_STATISTIC}(?: peak| value)?s? )?", re.IGNORECASE)
"""What a head says of a column behind its group's size: "A (n = 5), median peak B (n = 4)"."""
_RATIO = r"(?:adjusted )?(?:a?HR|a?OR|RR|SHR|hazard ratio|odds ratio|risk ratio)"
_SUB = re.compile(
    rf"(?<!\S)(?:(?:any|all)[- ]?(?:grades?|CRS|AEs?)?|grades?\s?(?:≥|>=|>|≤)?\s?{_GRADES}\+?|(?:≥|>=)\s?grade\s?[1-5]|"
    r"grade (?:[IV]+(?:-[IV]+)?)|"
    r"(?:No\.|n)\s?\(%\)|total|overall|severe|serious|mild|moderate|% ?\(95% ?CI\)|95% ?CI|"
    rf"{_RATIO}(?: or {_RATIO})?(?:,? [(\[]95% ?CI[)\]]|, 95% ?CI)?|"
    r"(?:uni|multi)varia(?:ble|te)(?: (?:analysis|model))?|"
    r"(?:day|week|month|year)s?\s?\+?\d+(?:\s?-\s?\d+)?|\d+[- ](?:days?|weeks?|months?|years?)|"
    r"(?:cohort|arm|group|(?:dose )?level|part|phase)\s(?:\d+|[A-Z]|I{1,3}V?)|"
    r"(?:PFS|OS|EFS|DFS|ORR|(?:progression|event|disease)-free survival|overall survival)|"
    r"median(?: \((?:range|IQR)\))?|"
    r"p(?:[- ]?values?)?|"
    r"mean(?: ± SD)?|events?|patients?|n/N|No\.|n|%|CR|PR|SD|PD)(?:,? (?:No\.|n) ?\(%\)|, ?%)?(?!\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """One head line: the words over the labels, the columns, and the p-value column at its end."""

    stub: str
    labels: tuple[str, ...]
    p: str
    rest: str


def is_head(words: str) -> bool:
    """Tell whether a line can only be a table's head: it names arms, grades or a p-value."""
    head = divide(words)
    return bool(_N.search(words) or len(head.labels) > 1 or head.p)


def divide(words: str) -> Head:
    """Return the parts of one head line; `rest` holds words that could not be divided.

    >>> divide("Adverse events Any grade Grade ≥3 p Value")
    Head(stub='Adverse events', labels=('Any grade', 'Grade ≥3'), p='p Value', rest='')
    """
    words = words.strip()
    end = _P.search(words)
    p = end["p"] if end else ""
    words = words[: end.start()].strip() if end else words
    stub = _STUB.match(words)
    inner = words[stub.end() :].strip() if stub else words
    over = stub[0].strip() if stub else ""
    labels, rest = _armed(inner)
    if not labels:
        labels, rest = _graded(inner)
        over, rest = (f"{over} {rest}".strip(), "") if labels else (over, rest)
    if any(map(_P.search, labels)):  # each group of columns has its own
        return Head(over, (*labels, p), "", rest) if p else Head(over, labels, p, rest)
    return Head(over, labels, p, rest)


def _armed(words: str) -> tuple[tuple[str, ...], str]:
    """Return the arms of a line: each is what stands up to its "(n = 12)"."""
    words = _OVER.sub("", words)
    found = list(_N.finditer(words))
    leading = [match for match in _LEADING.finditer(words) if found and match.end() < found[0].start()]
    leading = leading if leading and not words[: leading[0].start()].strip() else []
    starts = [leading[-1].end() if leading else 0, *(match.end() for match in found)]
    labels = tuple(_AFTER.sub("", words[start : match.end()]) for start, match in zip(starts, found, strict=False))
    return (*(match[0] for match in leading), *labels), words[starts[-1] :].strip()


def _graded(words: str) -> tuple[tuple[str, ...], str]:
    found = list(_SUB.finditer(words))
    gaps = [words[a.end() : b.start()].strip() for a, b in itertools.pairwise(found)]
    if not found or any(gaps) or words[found[-1].end() :].strip():
        return (), words
    lead = words[: found[0].start()].strip()
    if len(found) == 1 and not re.search("grade|%", found[0][0], re.IGNORECASE):
        return (), words
    return tuple(match[0] for match in found), lead


def columns(lines: Sequence[str], width: int, rows: Sequence[Sequence[str]] = ()) -> tuple[str, ...]:
    """Return the heads of a table's columns, the labels' one first, for rows of `width` cells.

    Outer heads are spread evenly over the inner ones, or in turn where the percentages of the rows fit their numbers
    of patients better so. A column that no head names has an empty one.
    """
    spread, turned = _columns(lines, width, turned=False), _columns(lines, width, turned=True)
    return turned if _fitting(turned, rows) > _fitting(spread, rows) else spread


def _fitting(names: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return how many cells "n (%)" are that share of the patients that their column's head names."""
    sizes = [arm_size(name) for name in names[1:]]
    return sum(
        _share(cell, size) for row in rows if len(row) == len(sizes) for cell, size in zip(row, sizes, strict=True)
    )


def _share(cell: str, size: int | None) -> bool:
    found = _COUNTED.match(cell)
    return bool(found and size and is_share_of(int(found["n"]), float(found["percent"]), size))


def _columns(lines: Sequence[str], width: int, *, turned: bool) -> tuple[str, ...]:
    heads = [divide(line) for line in lines]
    p = next((head.p for head in reversed(heads) if head.p), "")
    size = width - 1 if p else width
    stub = next((head.stub for head in heads if head.stub), "")
    layers = [layer for head in heads if (layer := _layer(head, size, _groups(heads, size)))]
    inner = next((head.labels for head in reversed(heads) if head.labels), ())
    if len(layers) > 1 and (turned or (len(inner) == size > 2 and inner[0] == inner[1])):
        layers = [_turned(layer) for layer in layers]
    joined = (
        [" | ".join(_distinct([layer[place] for layer in layers])) for place in range(size)] if layers else [""] * size
    )
    if not stub and heads and not layers:
        stub = heads[0].rest
    return (stub, *joined, *([p] if p else []))


def arm_size(head: str) -> int | None:
    """Return the number of patients that a column's head names.

    >>> arm_size("Arm A (n = 47) | Any grade")
    47
    """
    found = _N.search(head)
    return int((found["n"] or found["bare"]).replace(",", "")) if found else None


def _groups(heads: Sequence[Head], size: int) -> int:
    sizes = [len(head.labels) for head in heads if head.labels and size and size % len(head.labels) == 0]
    return max(sizes, default=1)


def _layer(head: Head, size: int, groups: int) -> list[str]:
    """Return a line's labels spread over the columns, empty where they do not fit."""
    labels = list(head.labels)
    extra = head.rest if labels and _N.search(labels[-1]) else ""
    if extra and len(labels) + 1 == size:
        labels.append(extra)
    if not labels:
        labels = _repeated(head.rest, size, groups)
    if not labels or size % len(labels):
        return []
    return [label for label in labels for _ in range(size // len(labels))]


def _repeated(words: str, size: int, groups: int) -> list[str]:
    """Return the labels of a line of unknown words: one name a column, or one block said again for each group."""
    tokens = words.split()
    if len(tokens) == size:
        return tokens
    if len(tokens) > size > 1 and all(map(_CODE.fullmatch, tokens[-size:])) and not _CODE.fullmatch(tokens[-size - 1]):
        return tokens[-size:]
    for length in range(len(tokens) // groups, 0, -1) if groups > 1 else ():
        block = tokens[-length:]
        if length * groups <= len(tokens) and tokens[-length * groups :] == block * groups:
            return _parts(block, size // groups) * groups
    return []


def _parts(block: list[str], count: int) -> list[str]:
    step = len(block) // count if count and len(block) % count == 0 else 0
    return [" ".join(block[i : i + step]) for i in range(0, len(block), step)] if step else [" ".join(block)] * count


def _turned(layer: list[str]) -> list[str]:
    """Return a layer in which each name stands in one run of columns with the names in turn; others stay."""
    names = list(dict.fromkeys(layer))
    size = len(layer) // len(names)
    spread = [name for name in names for _ in range(size)]
    return names * size if layer == spread and any(map(_N.search, names)) else layer


def _distinct(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))
