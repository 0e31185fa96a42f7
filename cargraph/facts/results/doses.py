"""Sentences -> doses of the constructs, in cells or cells per kilogram, in every notation papers use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.facts.evidence import evidence
from cargraph.facts.groups.arm_names import names_the_class
from cargraph.facts.tokens import Tag
from cargraph.mentions.numerals import POWER, WORD, number
from cargraph.mentions.people import ANY_PATIENTS
from cargraph.model import Dose, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tokens import Tokens
    from cargraph.model import Annotation, Sentence

_N = r"\d+(?:[.,]\d+)?"
_SCALE = rf"(?:{POWER}|e\d{{1,2}}\b|\s?(?:million|billion)\b|M\b)"
_ONE = rf"{_N}{_SCALE}"
_BODY = r"(?:\s?/\s?kg\b|\s?(?:cells?)?\s?per\s(?:kg|kilogram)\b|\s?/\s?m[2²]|\s?kg-1)"
_ITEM = re.compile(
    rf"(?<![\w.])(?P<leads>(?:(?>{_N}),\s?)*{_N}\s?(?:,|or|and|,\s?or|,\s?and)\s)?(?:(?P<from>{_N})\s?(?:-|to)\s?)?(?:(?P<mean>{_N})\s?(?:±|\+/-)\s?)?(?P<amount>{_ONE})(?P<body>{_BODY})?"
)
_RANGE_GAP = re.compile(r"\s?(?:cells?)?\s?(?:-|to|or|up to)\s?$")
_BRACKET = re.compile(r"\s?\([^()]{0,40}\)")
_LIST_GAP = re.compile(
    r"\s?(?:cells?(?:\s?/\s?kg|\sper\skg)?)?(?:,?\s[nN]\s?=\s?\d+)?\s?(?:,|;|, and|, or|and|/|,? ?or)\s?(?:(?:DL|[Dd]ose [Ll]evel|[Cc]ohort|[Ll]evel)\s?\w{1,2}\s?[:=,]\s?)?$"
)
_SIZE = re.compile(r"\s?\([Nn]\s?=\s?\d+\)")
_NEXT_GOT = re.compile(
    rf",?\s(?:and\s)?(?:\d+|{WORD})\s(?:{ANY_PATIENTS}\s)?"
    r"(?:received|got|were given|had|at)\s$"
)
_RUN = r"[\w+()-]++(?:[./][\w+()-]+)*+"
_TAIL = re.compile(
    rf"(?:\s?{_RUN}){{0,7}}?(?:\s?[\w.+()-]+?)??(?P<tail>{_BODY}|\s?cells?\b(?:\s?{_BODY})?|\s?(?:\w+-)?CAR-?Ts?\b(?!\s?cells)(?:{_BODY})?)"
)
_CELLS_BEFORE = re.compile(
    r"\b(?:dose|injection|infusion)s?\sof\s(?:[\w.+/-]+\s){0,4}cells\s?[(\[]$"
    r"|\b(?:cells|CAR-?Ts?)\s(?:were|was)\s(?:infused|given|administered|dosed)\sat\s(?:doses\sof\s|(?:a\s)?doses?\s|between\s|from\s)?$"
)
_NUMBERED = re.compile(r"\b(?:[Ll]evel|[Cc]ohort|[Gg]roup|[Aa]rm|[Pp]hase|[Dd]ay|[Pp]atient|DL)\s?$")
_CELLS = re.compile(r"\s?cells?\b(?:\s?/\s?kg|\sper\skg)?")
_BOUND = re.compile(r"[<>≥≤]\s?$")
_HAS_SCALE = re.compile(_SCALE)
_SPLIT = re.compile(r"consecutive days|split|fraction|divided|escalated doses of|on days", re.IGNORECASE)
_NOT_A_DOSE = re.compile(
    r"copies|vg\b|tumou?r cells|leuk(?:a)?emia cells|seeded|per well|/well|CFU|TU\b|/\s?[μu]?[Ll]|per (?:mL|ml|μL|uL|liter|litre)|/m[lL]|CD34|platelet|neutrophil|lymphocyte|engraft|injected with|inoculated",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:dose|doses|dosed|infus\w*|receiv\w*|administ\w*|treated|levels?|cohorts?|inject\w*|given|targets?|CAR|[\w-]*CAR-?Ts?|range|transfus\w*)\b|\+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Printed:
    low: float
    high: float | None
    unit: str
    span: Span


def doses(annotation: Annotation, tokens: Tokens, inventory: Inventory) -> tuple[Dose, ...]:
    """Return the doses of the paper's constructs, each once, with the sentences that give them."""
    found: dict[tuple[str, float, float | None, str], Dose] = {}
    for sentence in annotation.sentences:
        if sentence.section in {"discussion", "background"} and len(annotation.sentences) > 60:
            continue
        for printed in _printed(annotation.paper.text, sentence):
            for subject in _subjects(tokens, inventory, sentence, printed.span):
                key = (subject, printed.low, printed.high, printed.unit)
                if key not in found and not _held(found, key):
                    found[key] = Dose(
                        subject=subject,
                        low=printed.low,
                        high=printed.high,
                        unit=printed.unit,
                        evidence=(evidence(annotation.paper, sentence, rule="dose"),),
                    )
    return tuple(found.values())


def _held(found: dict[tuple[str, float, float | None, str], Dose], key: tuple[str, float, float | None, str]) -> bool:
    """Tell whether a single dose is only an end of a range that the paper gives."""
    subject, low, high, unit = key
    return high is None and any(s == subject and u == unit and low in {a, b} for s, a, b, u in found)


def dose_places(text: str, sentence: Sentence) -> list[Span]:
    """Return where a sentence prints single doses of cells, in order; a range is one."""
    if not _HAS_SCALE.search(text, sentence.span.start, sentence.span.end):
        return []
    found = {printed.span for printed in _printed(text, sentence)}
    return sorted(found)


def _printed(text: str, sentence: Sentence) -> Iterator[_Printed]:
    piece, places = _without_sizes(sentence.span.of(text))
    if not _HAS_SCALE.search(piece) or not (_WANTED.search(piece) or re.search(r"cells?\s?(?:/|per)\s?kg", piece)):
        return
    split = _SPLIT.search(piece)
    between = re.search(r"\bbetween\s", piece)
    items = [m for m in _ITEM.finditer(piece) if not _BOUND.search(piece, 0, m.start())]
    if split and items and split.start() > items[0].end():
        items = [m for m in items if m.start() < split.start()]
    for group in _lists(piece, items):
        unit = _unit(piece, group)
        for span, low, high in _ranges(piece, group, between=bool(between)) if unit else ():
            if low >= 1e3 and (high is None or high >= low):
                start, end = sentence.span.start + places[span.start], sentence.span.start + places[span.end - 1] + 1
                yield _Printed(low, high, unit or "", Span(start, end))


def _without_sizes(words: str) -> tuple[str, Sequence[int]]:
    """Return a sentence's words without "(n = 6)", and for each character left its place in the sentence."""
    if not _SIZE.search(words):
        return words, range(len(words))
    sized = {i for found in _SIZE.finditer(words) for i in range(*found.span())}
    places = [i for i in range(len(words)) if i not in sized]
    return "".join(words[i] for i in places), places


def _lists(piece: str, items: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Group the amounts that share the unit behind the last of them."""
    groups: list[list[re.Match[str]]] = []
    for item in items:
        gap = _BRACKET.sub("", piece[groups[-1][-1].end() : item.start()]) if groups else ""
        if groups and (_RANGE_GAP.match(gap) or _LIST_GAP.match(gap) or _NEXT_GOT.match(gap)):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _unit(piece: str, group: list[re.Match[str]]) -> str | None:
    """Return the unit of a list of amounts, None where they are no doses of cells."""
    start, end = group[0].start(), group[-1].end()
    after = _BRACKET.sub("", piece[end : end + 130])[:90]
    tail = _TAIL.match(after)
    first = _CELLS.match(piece, group[0].end())
    said = next((m.group("body") for m in group if m.group("body")), "") or (tail.group("tail") if tail else "")
    said = said or (first.group() if first else "") or ("cells" if _CELLS_BEFORE.search(piece, 0, start) else "")
    if not said or _NOT_A_DOSE.search(piece[max(0, start - 30) : end + (tail.end() if tail else 0) + 12]):
        return None
    rest = after[tail.end() : tail.end() + 14] if tail else after[:14]
    if re.search(r"/\s?m[2²]", said):
        return "cells/m2"
    return (
        "cells/kg"
        if "kg" in said or "kilogram" in said or re.match(r"\s?(?:/|per\s)\s?(?:kg|kilogram)", rest)
        else "cells"
    )


def _ranges(piece: str, group: list[re.Match[str]], *, between: bool) -> Iterator[tuple[Span, float, float | None]]:
    """Yield low and high of each range, low alone of each single amount; a pair joined by "or" or "to" is a range."""
    at = 0
    while at < len(group):
        item, at = group[at], at + 1
        low, high = (
            _amount(item.group("from") or item.group("mean") or item.group("amount"), item.group("amount")),
            _amount(item.group("amount"), None),
        )
        leads = "" if _NUMBERED.search(piece, 0, item.start()) else item.group("leads")
        for lead in re.findall(_N, leads or ""):
            if (amount := _amount(lead, item.group("amount"))) is not None:
                yield Span(item.start(), item.end()), amount, None
        single = not item.group("from")
        end = item.end()
        gap = piece[item.end() : group[at].start()] if at < len(group) else ""
        if single and len(group) == 2 and (_RANGE_GAP.match(gap) or (between and gap.strip() == "and")):
            high, end, single, at = _amount(group[at].group("amount"), None), group[at].end(), False, at + 1
        if low is not None:
            yield Span(item.start(), end), low, None if single else high


def _amount(text: str, scale_from: str | None) -> float | None:
    """Return the cells a piece prints; "1" in "1-5 × 10^8" takes its power from the second number."""
    clean = re.sub(_BODY, "", text).strip()
    if not _HAS_SCALE.search(clean) and scale_from:
        power = _HAS_SCALE.search(scale_from)
        clean += power.group() if power else ""
    word = re.search(r"\s?(million|billion|M$)", clean)
    if word:
        base = number(clean[: word.start()])
        return None if base is None else base * (1e9 if word.group(1) == "billion" else 1e6)
    return float(clean.replace(",", "")) if re.fullmatch(r"[\d.]+e\d+", clean) else number(clean)


def _subjects(tokens: Tokens, inventory: Inventory, sentence: Sentence, span: Span) -> tuple[str, ...]:
    """Return whose dose it is: the product named nearest in the sentence, else all products of the paper.

    A dose "each" is of all that the sentence names; animals get what the paper compares, unless it is named.
    """
    text, rivals = inventory.annotation.paper.text, inventory.named.rivals
    of_each = _EACH.match(text, span.end, sentence.span.end) is not None
    own = [
        t
        for t in tokens.of(sentence)
        if t.tag is Tag.ARM and t.mention and t.entity in inventory.products and not t.mention.generic
    ]
    special = [t for t in own if not names_the_class(t.text)]
    own = special or ([] if len(rivals) > 1 else own)
    named = tuple(dict.fromkeys(t.entity for t in own))
    if of_each and (len(named) > 1 or len(rivals) == _TWO):
        return named if len(named) > 1 else rivals
    if _ANIMALS.search(text, sentence.span.start, sentence.span.end):
        near = any(max(t.span.start - span.end, span.start - t.span.end) < _NEAR for t in own)
        if not near and len(named or rivals) > 1 and (named or len(rivals) == _TWO):
            return named or rivals
    if own:
        return (
            min(own, key=lambda t: (min(abs(t.span.start - span.end), abs(span.start - t.span.end)), t.span)).entity,
        )
    if inventory.whole is not None and inventory.whole.subject:
        return (inventory.whole.subject,)
    return inventory.products if len(inventory.products) <= 2 else ()


_EACH = re.compile(r"[^;,.]{0,40}?\b(?:each|either|both)\b", re.IGNORECASE)
_ANIMALS = re.compile(r"\b(?:mice|mouse|rats?|animals)\b", re.IGNORECASE)
_TWO, _NEAR = 2, 25
