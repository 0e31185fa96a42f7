"""Treatments without a CAR that a paper holds its product against: transplantation, chemotherapy, other antibodies."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cargraph.mentions.people import SEVERAL_PATIENTS
from cargraph.model import Span
from cargraph.text.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TRANSPLANT = (
    r"(?:(?:auto|allo|haplo)(?:logous|geneic|identical)?[\s-]?)?(?:ha?ematopoietic[\s-])?(?:stem[\s-]?)?(?:cell[\s-])?"
    r"(?:transplant(?:ation)?s?|HS?CT|SCT|ASCT|AHCT|ASCR|BMT)(?:\s(?:treatment|therapy))?"
)
_ALLO = frozenset({"allo", "hapl"})
_CHEMO = (
    r"(?:(?:standard|salvage|conventional|intensive|intensified|cytotoxic|platinum-based)\s)?"
    r"(?:immuno)?chemo(?:immuno)?(?:-?therapy|-?immunotherapy)(?:\salone|\s(?:as\sa\s)?bridge[\s-]to[\s-][\w-]+)?"
)
_USUAL = (
    r"(?:the\s)?(?:conventional|non[\s-]CAR[\s-]?T?|standard|usual|routine|established|salvage|best[\s-]available)[\s-](?:salvage\s|second-line\s"
    r"|systemic\s)?(?:therap(?:y|ies)|treatments?|regimens?|care)"
)
_CHOICE = (
    r"(?:(?:treatment|therapy|regimens?)\sof\s)?(?:the\s)?(?:investigator|physician|clinician)['’]?s?['’]?[\s-]choice"
    r"(?:\sof\s(?:treatment|therapy|regimens?))?"
)
_KINDS = (
    _TRANSPLANT,
    _CHEMO,
    r"(?:bispecific|bi-specific)(?:\s(?:T[\s-]cell\s)?(?:antibod(?:y|ies)|engagers?))?|(?-i:BsAbs?|TCEs?|BiTEs?)",
    _USUAL,
    _CHOICE,
)
_GROUPS = r"(?:groups?|arms?|cohorts?)"
_HELD_BEHIND = re.compile(
    r"\b(?:versus|vs\.?|than|over|compared\s(?:with|to)|relative\sto|as\sopposed\sto)\s(?:(?!and\b|or\b|prior\b|previous|lines?\b|cycles?\b|after\b|before\b|post|without\b|no\b)[\w.%-]+\s){0,6}$",
    re.IGNORECASE,
)
_GOT_BEHIND = re.compile(r"\b(?:received|receiving|underwent|undergoing|given)\s$")
_ALLOTTED_BEHIND = re.compile(
    r"\b(?:randomi[sz]ed|randomly|assigned|allocated)\b[^.;]{1,80}\b(?:or|and)\s(?:\d+\s)?(?:to\s)?(?:receive\s)?$"
    r"|\b(?:matched|control|comparator|historical)\s(?:cohorts?|groups?|controls?|patients)\b[^.;]{0,40}\b(?:received|given|treated\swith)\s$",
    re.IGNORECASE,
)
_HELD_BEFORE = re.compile(
    r"(?:\s[(\[][\w-]+[)\]])?[\s-](?:groups?|arms?)\b"
    r"|(?:\s[(\[][^()\[\]]{0,30}[)\]])?(?:\s[\w-]+){0,2}\s(?:versus|vs\.?)\s"
    r"|(?:\s[(\[]\w+[)\]])?\s?[(\[;,]\s?n\s?="
)
_SIZED = re.compile(r"\s?[(\[][^()\[\]]{0,20}\bn\s?=")
_PARTED = r"\b(?:non|no|without)[\s-]KIND\b|\bwith\sor\swithout\sKIND\b"
_NOT_BEHIND = re.compile(
    r"""(?:\b(?:prior|previous|earlier|before|after|following|post|pre|subsequent(?:ly\ received)?|consolidat\w+
      |bridg\w+(?:\ (?:to|with))?|proceed\w*\ to|failed|failing|relaps\w+|refractory\ to|history\ of|without|non|no
      |candidates?\ for|(?:in)?eligib\w+\ for|lymphodeplet\w+(?:\ with)?|(?:pre)?conditioning|plus
      |combin(?:ed|ation)\ with)
      [\s-](?:an?\s|the\s)?|[+\w]-|\+\s?)$""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_BEFORE = re.compile(
    r"""[\s-]?(?:(?:in)?eligib\w*|na[iï]ve|conditioning|regimens?\s(?:before|prior)|\+|plus\b|combined|followed|refractory
      |resistant|before|prior\ to|as\ a\ bridge|bridg\w+|-CAR|research|registr\w+|cent(?:er|re)s?|physicians?)|[+/]""",
    re.IGNORECASE | re.VERBOSE,
)
_TAIL = re.compile(rf"[\s-](?:{_GROUPS}|patients|recipients)\b")
_TAIL_ONLY = re.compile(rf"(?:[\s-](?:{_GROUPS}|patients|recipients))?")
_WHO = re.compile(
    rf"(?:the\s)?(?:(?:{SEVERAL_PATIENTS}|those)\s)?(?:who\s)?(?:were\s)?(?:(?:received|receiving|underwent|undergoing|treated\swith|given|with)\s)?"
)
_REACH = 40
_FAR = 120


class Controls:
    """The treatments without a CAR that one text sets a product against, and where they name a group of patients."""

    def __init__(self, text: str) -> None:
        held = tuple(kind for kind in _KINDS if _is_held(text, kind))
        self._pattern = _named(held) if held else None
        self._chief = _chiefs(m.group() for m in self._pattern.everywhere(text)) if self._pattern else {}

    def __bool__(self) -> bool:
        """Tell whether the text sets its product against any such treatment."""
        return self._pattern is not None

    def spans(self, text: str, within: Span) -> Iterator[tuple[Span, str]]:
        """Yield the places of a sentence where such a treatment stands for those who got it, with their words."""
        for match in self._pattern.finditer(text, within.start, within.end) if self._pattern else ():
            tail = _TAIL.match(text, match.end(), within.end)
            end = tail.end() if tail else match.end()
            before = text[max(within.start, match.start() - _REACH) : match.start()]
            if not _NOT_BEHIND.search(before) and not _NOT_BEFORE.match(text, match.end(), within.end):
                said = match.group()
                start = match.end() - len(said.removeprefix("the ").removeprefix("The "))
                yield Span(start, end), text[start : match.end()]

    def named(self, label: str) -> str | None:
        """Return the treatment that a label names its patients by ("patients who underwent ASCT"), None where none."""
        match = self._pattern.pattern.search(label) if self._pattern else None
        if (
            match is None
            or not _WHO.fullmatch(label[: match.start()])
            or not _TAIL_ONLY.fullmatch(label[match.end() :])
        ):
            return None
        return self._one_name(match.group())

    def _one_name(self, name: str) -> str:
        """Return the shortest name that a text has for a kind of transplantation, another treatment's name as it is."""
        kind = _graft(name)
        if kind is None:
            return name
        return self._chief.get(kind) or (next(iter(self._chief.values())) if len(self._chief) == 1 else name)


def _graft(name: str) -> str | None:
    """Return whose cells a transplantation gives ("auto", "allo", "" where unsaid), None for another treatment."""
    if re.fullmatch(_TRANSPLANT, name, re.IGNORECASE) is None:
        return None
    return "auto" if re.match(r"auto|ASC|AHCT", name, re.IGNORECASE) else "allo" if name[:4].lower() in _ALLO else ""


def _chiefs(told: Iterable[str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for name in told:
        if kind := _graft(name):
            found.setdefault(kind, []).append(name)
    return {kind: min(names, key=len) for kind, names in found.items()}


def _is_held(text: str, kind: str) -> bool:
    """Tell whether a text sets a kind of treatment against another; parts of one group ("no-HSCT") are no rivals."""
    if any(True for _ in _parted(kind).everywhere(text)):
        return False
    return any(_is_rival(text, m.start(), m.end()) for m in _named((kind,)).everywhere(text))


@cache
def _parted(kind: str) -> Sieve:
    return Sieve(_PARTED.replace("KIND", f"(?:{kind})"), re.IGNORECASE)


@cache
def _named(kinds: tuple[str, ...]) -> Sieve:
    return Sieve(rf"(?<![\w/+-])(?:{'|'.join(kinds)})(?!\w)", re.IGNORECASE)


def _is_rival(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _FAR) : start]
    if _NOT_BEHIND.search(before) or _NOT_BEFORE.match(text, end):
        return False
    sized = _GOT_BEHIND.search(before) and _SIZED.match(text, end)
    behind = _HELD_BEHIND.search(before) or _ALLOTTED_BEHIND.search(before)
    return bool(sized or behind or _HELD_BEFORE.match(text, end))
