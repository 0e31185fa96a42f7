"""Patients whom a sentence sets apart by what they had: "patients with bulky disease had ...", "with and without X"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.mentions.numerals import WORD
from cargraph.mentions.people import PATIENTS, SEVERAL_PATIENTS
from cargraph.model import Span
from cargraph.text.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WHO = rf"(?:{SEVERAL_PATIENTS}|those)"
_HAD = r"(?:had|have|has|experienced|showed|achieved|exhibited|demonstrated|developed|displayed|reached|attained|fared)"
_MARK = (
    r"(?:with(?:out)?|in\s(?:CR|PR|(?:complete|partial)\sre)|aged|receiving|treated\swith|given|who\s(?:(?:did|had)\snot\s\w+|(?!did\snot|had\snot)(?:were\s|had\s)?\w+)"
    r"|(?!includ|being|having|follow|dur)\w{3,}ing)\b|[≥≤<>]\s?\d"
)
_WITH_AND_WITHOUT = Sieve(
    r"\b(?P<a>with|without)(?:\s[(\[][^()\[\]]{1,40}[)\]])?\s(?:and|vs\.?|versus|than|or|compared\s(?:with|to))\s(?:in\s)?(?:[\d.]{1,5}\s?(?:%|months|years|days)\s)?"
    rf"(?:{_WHO}\s)?(?P<b>without|with)\s(?P<sized>[(\[]n\s?=\s?\d+[^()\[\]]{{0,12}}[)\]]\s)?(?P<what>[\w≥≤<>/+%-]+(?:\s[\w≥≤<>/+%-]+){{0,5}}?)"
    r"(?=\s?[,;:.()\[]|\s(?:had|was|were|did|in|at|after|experienced|showed|respectively|and)\b|$)",
    re.IGNORECASE,
)
_BEFORE_AND_AFTER = Sieve(
    r"\d\)?\s?%?\s(?P<a>before|after)\s(?:and|vs\.?|versus|compared\s(?:with|to))\s[\d.]{1,5}\s?(?:%|months)\s(?P<b>before|after)"
    r"\s(?P<what>[\w-]+(?:\s[\w-]+){0,3}?)(?=\s?[,;:.()]|$)",
    re.IGNORECASE,
)
_SUBJECT = Sieve(
    rf"\b(?P<label>{_WHO}\s(?:{_MARK})[^,;:.()]{{0,70}}?)(?=\s(?:(?:also|again|likewise|even|still)\s)?(?:{_HAD}|w(?:ere|as)\s(?:more|less|significantly|not))\b)",
    re.IGNORECASE,
)
_OBJECT = Sieve(
    rf"\b(?:in|for|of|among|than|versus|vs\.?)\s(?P<label>{_WHO}\s(?:{_MARK})[^,;:.()]{{0,60}}?)"
    r"(?=\s(?:was|were|is|than|versus|vs|compared|had|did|fared|relapsed|responded|died)\b|\sand\s\d|\s?[,;:()]|\.?$)",
    re.IGNORECASE,
)
_MORE_WITH = Sieve(
    r"\b(?:(?:more|less)\s(?:common|frequent|often|likely|prevalent|commonly|frequently)|higher|lower|longer|shorter|rarer)"
    r"\s(?:seen\s|observed\s)?(?P<label>with\s(?P<what>[\w≥≤<>/+%-]+(?:\s[\w≥≤<>/+%-]+){0,6}))"
    r"(?=\s?\((?:median,?\s|mean,?\s)?\d[\d.,]*\s?%?\s(?:vs\.?|versus|v)\s\d)",
    re.IGNORECASE,
)
"""What makes an outcome more common: "X was more frequent with severe Y (27% vs 10%)"."""
_AGES = Sieve(r"\baged\s(\d+\s?(?:to|-|–)\s?\d+)(?:\syears)?\s(?:and|or)\s(\d+\s?(?:to|-|–)\s?\d+)(?=\syears)")
_ELLIPTIC = Sieve(rf"\b{_WHO}\swithout(?=\s(?:had|was|were)\b|\s?[,;:.()])", re.IGNORECASE)
_WITH_IT = re.compile(
    rf"\b{_WHO}\swith\s(?P<what>(?:(?!than\b|and\b|versus\b|vs\b|compared\b|had\b|was\b|were\b)[\w≥≤<>/+%-]+\s?){{1,6}}?)(?=\s?[,;:(]|\s(?:{_HAD}|was|were|than|and|versus|vs|compared)\b)",
    re.IGNORECASE,
)
_DID_NOT = Sieve(rf"\b{_WHO}\swho\sdid\snot(?=\s(?:had|was|were)\b|\s?[,;:.()\[])", re.IGNORECASE)
_DID = re.compile(
    rf"\b{_WHO}\swho\s(?P<verb>(?!did\b)\w+)\s(?P<what>[^,;:.()]{{2,50}}?)(?=\s{_HAD}\b|\s(?:was|were|than)\b|\s?[,;:(])",
    re.IGNORECASE,
)
_PRODUCT = re.compile(r"(?<![\w-])CAR|\w-cel\b")
_ITEM = r"(?!the\b|both\b|two\b|three\b|all\b|these\b|control\b|treatment\b)[A-Za-z][\w+-]{0,14}"
_ROW = re.compile(
    rf"\b(?P<row>{_ITEM}(?:,\s{_ITEM}){{0,3}},?)\s(?:and|or|versus|vs\.?)\s(?P<last>{_ITEM}?)[\s-]"
    r"(?P<head>(?:dose|risk)(?:[\s-](?:levels?|groups?|cohorts?))?s?|(?:age\s)?(?:groups|arms|cohorts))\b"
)
_COUNT = re.compile(rf"(?:\d[)%\]]?|\b{WORD})\s$", re.IGNORECASE)
_SHARED = re.compile(r"\d\s?%\)?\sof\s(?:the\s|all\s)?$")
_HAVING = re.compile(rf"{_WHO}\s(?:achiev|experienc|develop|reach|attain|show|remain|hav|exhibit)ing\b", re.IGNORECASE)
"""A share of patients having something tells what they had and sets none apart: "74% of patients achieving CR"."""
_CUT = re.compile(r"\s(?:that|which|who|found\sto|shown\sto|seen\sto)$")
"""A phrase whose verb is that of a clause about something in it: "adults with lymphoma that had relapsed"."""
_GROUP = re.compile(r"\b(?:groups?|arms?|cohorts?)$|^[^a-z]*$")
_STATES = PATIENTS | frozenset(
    """those with who and or had a an the
    of relapsed refractory r rr advanced metastatic recurrent previously treated were was disease to eligible enrolled
    active evaluable infused received""".split()
)
_OPPOSITES = (
    (re.compile(r"\bwithout\b"), "with"),
    (re.compile(r"\bwith\s(an?\s)?high\s(?!risk\b)"), r"with \1low "),
    (re.compile(r"\bwith\s(an?\s)?low\s(?!risk\b)"), r"with \1high "),
    (re.compile(r"\bwith\b(?!\s(?:an?\s)?(?:high|low|elevated|normal|poor|good))"), "without"),
    (re.compile(r"≥\s?(?=\d)"), "<"),
    (re.compile(r"<\s?(?=\d)"), "≥"),
    (re.compile(r">\s?(?=\d)"), "≤"),
    (re.compile(r"≤\s?(?=\d)"), ">"),
    (re.compile(r"\bwho\sdid\snot\s(?=\w)"), "who did "),
    (re.compile(r"\bwho\s(?:were|had)\snot\b"), "who were"),
)


def parted(text: str, within: Span) -> Iterator[tuple[Span, str]]:
    """Yield the places in a sentence where patients are set apart, each with the label of those meant."""
    for match in _WITH_AND_WITHOUT.finditer(text, within.start, within.end):
        if match["a"].lower() != match["b"].lower():
            yield Span(*match.span("a")), f"patients {match['a'].lower()} {match['what']}"
            end = match.end("b") if match["sized"] else match.end("what")
            yield Span(match.start("b"), end), f"patients {match['b'].lower()} {match['what']}"
    yield from _in_two(text, within)
    for match in _MORE_WITH.finditer(text, within.start, within.end):
        yield Span(*match.span("label")), f"patients with {match['what']}"
    for match in _DID_NOT.finditer(text, within.start, within.end):
        if (first := _last(_DID.finditer(text, within.start, match.start()))) is not None:
            given = _PRODUCT.search(first["what"])
            said = f"patients who did not {plain_verb(first['verb'])} {first['what']}"
            yield Span(*match.span()), said if given else match.group()
    for match in _ELLIPTIC.finditer(text, within.start, within.end):
        with_it = _last(_WITH_IT.finditer(text, within.start, match.start()))
        yield Span(*match.span()), f"patients without {with_it['what'].rstrip()}" if with_it else match.group()
    for pattern in (_SUBJECT, _OBJECT):
        for match in pattern.finditer(text, within.start, within.end):
            start = match.start("label")
            counted = _COUNT.search(text, max(within.start, start - 12), start) or (
                _HAVING.match(match["label"]) and _SHARED.search(text, max(within.start, start - 12), start)
            )
            if not counted and not _CUT.search(match["label"]) and not tells_share(text, Span(*match.span("label"))):
                yield Span(*match.span("label")), match["label"]


def _in_two(text: str, within: Span) -> Iterator[tuple[Span, str]]:
    for match in _BEFORE_AND_AFTER.finditer(text, within.start, within.end):
        yield from ((Span(*match.span(side)), f"{match[side].lower()} {match['what']}") for side in ("a", "b"))
    for match in _AGES.finditer(text, within.start, within.end):
        yield from ((Span(*match.span(i)), f"patients aged {match[i]}") for i in (1, 2))


_OF_SHARE = re.compile(
    r"\b(?:percentages?|proportions?|rates?|numbers?|shares?|fractions?|percent|majority)\sof\s(?:the\s)?$",
    re.IGNORECASE,
)
_WHO_DID = re.compile(r"\s?\(?(?:who|achieving|having|that)\b")


def tells_share(text: str, span: Span) -> bool:
    """Tell whether a phrase says what is counted and sets none apart: "a higher percentage of [patients with a CR]"."""
    before = _OF_SHARE.search(text, max(0, span.start - _NEAR), span.start)
    return before is not None and not _WHO_DID.match(text, span.end)


_NEAR = 24


def is_group(label: str) -> bool:
    """Tell whether a label is the name that the paper gives to a group: "early group", "EMD"."""
    return bool(_GROUP.search(label))


def tells_apart(label: str, diseases: Iterable[str]) -> bool:
    """Tell whether a label says more of patients than that they had one of the diseases of the paper."""
    for name in diseases:
        label = label.replace(name, "")
    return bool({w.lower() for w in re.findall(r"[^\W_]+", label)} - _STATES)


def _last(matches: Iterator[re.Match[str]]) -> re.Match[str] | None:
    return next(reversed(list(matches)), None)


def plain_verb(verb: str) -> str:
    """Return the plain form of a past tense: "received" -> "receive", "had" -> "have"."""
    plain = _IRREGULAR.get(verb)
    return plain or (
        verb[:-1] if verb.endswith(("eived", "ieved", "nced", "osed", "ured")) else verb.removesuffix("ed")
    )


_IRREGULAR = {
    "had": "have",
    "underwent": "undergo",
    "got": "get",
    "died": "die",
    "relapsed": "relapse",
    "were": "be",
    "went": "go",
    "became": "become",
    "came": "come",
}


def opposite(label: str) -> str | None:
    """Return the label of those whom a label leaves out, None where it has no plain opposite.

    >>> opposite("patients with bulky disease"), opposite("Patients ≥65 years"), opposite("high-risk group")
    ('patients without bulky disease', 'Patients <65 years', None)
    >>> opposite("patients with a high score")
    'patients with a low score'
    """
    for pattern, other in _OPPOSITES:
        if pattern.search(label):
            return pattern.sub(other, label, count=1)
    return None
