"""Names that someone made up for one construct: tokens built around CAR, and names that a sentence gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cargraph.mentions.following import extended
from cargraph.mentions.phrases import Part, Phrase
from cargraph.mentions.rules import slot
from cargraph.mentions.trials import is_bracketed_name, only_a_study, trial_name
from cargraph.model import Kind, Span
from cargraph.text.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cargraph.mentions.phrases import Stretch
    from cargraph.mentions.vocabulary import Vocabulary

_LONG = Sieve(
    r"(?i:chimeric)[ -](?i:(?:antigen|immune|autoantibody|HLA)[ -]receptors?|immunoreceptors?)(?![A-Za-z])"
    r"|(?<![\w-])TRUCKs?(?![\w-])|(?<!\w)(?i:zetakines?)(?!\w)"
)
_CROSSED = Sieve(r"(?<![\w.])\d{1,2} ?[×x] ?\d{1,2}(?=[ -]CARs?(?![a-z]))")
"""Two numbers that name what arms a receptor: "7 × 19 CAR"."""
_ARMED = Sieve(r"(?<![\w.])CAR\((?!\+|T\b|NK\b)[A-Z][A-Za-z0-9-]{1,8}\)(?=[- ](?:T|NK)(?![a-z])|[- ][Cc]ells)")
"""A receptor with what arms it in a bracket: "CAR(ABC) T cells"."""
_MUTATED = r"(?:\([A-Z]\d{1,4}[A-Z]\))?"
_TOKEN = re.compile(
    rf"(?<![A-Za-z0-9Α-ωØø])[A-Za-z0-9Α-ω][A-Za-z0-9.+/Α-ωØøß-ö]*{_MUTATED}(?:-[A-Za-z0-9.+/Α-ωØøß-ö]+{_MUTATED}){{0,6}}"
)
_UNSPACED = re.compile(r"\S+")
"""What stands between two spaces; no token holds a space."""
_CORE = re.compile(r"CAA?R(?:Tx?(?![a-z])|s(?![a-z]))?s?")
_PLAIN_RIGHT = re.compile(
    r"(?:[-/+]?(?:Ts?|NKT?s?|iNKTs?|Tregs?|M|Ms|DCs?|VSTs?|B|TILs?|CIK)?(?:[-/](?:cells?|Cells?|NK|T|therapy|lymphocytes?))*"
    r"|[-/+](?:(?:T|NK)-)?[A-Za-z][a-zß-ö]{3,}(?:-[a-z]+)*|[-+/]+"
    r"|\+[-/]?(?:CD\d{1,3}(?:RA|RO|L|[a-z])?[+-]?)+(?:[-/]?T)?)"
)
_TIME = re.compile(r"(?i:post|pre|peri|per)-(?=[A-Za-z])")
_REFERENCE = re.compile(r"\.\d{1,3}$")
"""The number of a cited work that lost its superscript behind a full stop: "CARTITUDE-1.6 We ..."."""
_PLAIN_LEFT = re.compile(r"(?i)(?:generation|post|pre|non|no|per|peri|prior|anti|the|of|multi|first|second|cell)-?")
_NUMBERED = re.compile(r"[-.]?T?[-.]?(\d{1,3})(?:[-/][A-Z].*)?")
_WORD = re.compile(r"[A-Z]+|[A-Z][a-z]+")
_AFTER = re.compile(
    r"\)?(?:\(\+\)|\+)? ?-?(?:T|NK|NKT|CAR|γδ)?[- ](?:T[- ])?"
    r"(?:cells?|lymphocytes?|therapy|immunotherapy|infusion|product|treat|group|CARs?)(?![a-z-]{6})|[- ]CAR[- ]?T?"
)
_ENDING = re.compile(r"(?<=[A-Z0-9])-(?:(?!(?:long|short|high|only|null)$)[a-z]{4,}|T|NK)(?:-[a-z]+)*$")
_AIM_AFTER = re.compile(r"CAR-")
"""What stands before the antigen in "CAR-CD7", which says no more than "CD7 CAR"."""
_CELL_KINDS = frozenset({Kind.CONSTRUCT, Kind.COMPONENT, Kind.ANTIGEN, Kind.CYTOKINE})
_KEY = re.compile(r"[^a-z0-9α-ωø]")
_ZETA = re.compile(r"(?:cd3)?(?:zeta|ζ)")
"""The signalling chain at the end of a name, however it is spelled: "X28ζ", "X-28-CD3zeta", "X28z"."""
_PER = re.compile(r"/(?:m2|kg|g|mL|ml|L|μL|µL|mouse|mice|animal|rat|patient|pt|dose|infusion|recipient|well)$")
"""The unit behind a name that is counted: "2 × 10^8 X.CARTs/m2"."""
_LETTERED = re.compile(r"^[Α-ω][.-]?CAR")


def name_key(name: str) -> str:
    """Return what two spellings of a coined name have in common: lower case, no separators, CAR-T as CART.

    >>> name_key("qvCAR-T-19") == name_key("qvCART-19"), name_key("κ.CARTs") == name_key("κ.CAR")
    (True, True)
    >>> name_key("K5-28-CD3zeta") == name_key("K5.28z")
    True
    """
    folded = _ZETA.sub("z", _KEY.sub("", name.lower()))
    folded = folded.removesuffix("s") if folded.endswith(("cars", "carts")) else folded
    return folded.removesuffix("t") if folded.endswith("cart") else folded


@dataclass(frozen=True, slots=True)
class Found:
    """What the tokens of a stretch are: names of the receptor itself, and coined names with their key."""

    anchors: tuple[Span, ...]
    coined: tuple[tuple[Span, tuple[Part, ...]], ...]


def receptors(stretch: Stretch, vocabulary: Vocabulary) -> Found:
    """Return where the stretch names the receptor and where it uses a name built around CAR."""
    anchors = [Span(m.start(), m.end()) for m in _LONG.finditer(stretch.text, stretch.start, stretch.end)]
    coined: list[tuple[Span, tuple[Part, ...]]] = []
    if "CAR" in stretch.words or "CAAR" in stretch.words:
        for named in (_CROSSED, _ARMED):
            coined += [(Span(*m.span()), ()) for m in named.finditer(stretch.text, stretch.start, stretch.end)]
        for chunk in _UNSPACED.finditer(stretch.text, stretch.start, stretch.end):
            for token in _TOKEN.finditer(stretch.text, *chunk.span()) if _holds_car(chunk) else ():
                if _holds_car(token):
                    _sort(stretch, token, vocabulary, anchors, coined)
    return Found(tuple(sorted(anchors)), tuple(coined))


def _holds_car(found: re.Match[str]) -> bool:
    said = found.group()
    return "CAR" in said or "CAAR" in said


def _sort(
    stretch: Stretch,
    token: re.Match[str],
    vocabulary: Vocabulary,
    anchors: list[Span],
    coined: list[tuple[Span, tuple[Part, ...]]],
) -> None:
    word = _PER.sub("", token.group().rstrip(".+/-"))
    if not word.startswith("CAR"):
        word = _ENDING.sub("", word)
    if _is_term(stretch, token.start(), token.start() + len(word)):
        return
    core = _CORE.search(word)
    if not core or is_bracketed_name(stretch, token.start(), token.end()):
        return
    time = _TIME.match(word)
    first = token.start() + (time.end() if time else 0)
    left, right = word[: core.start()], word[core.end() :]
    if (_PLAIN_RIGHT.fullmatch(right) or _is_payload(right, vocabulary)) and _is_plain_left(left, vocabulary):
        if not left.lower().startswith(("non-", "anti-CAR")) and left.lower() != "anti-":
            anchors.append(Span(token.start() + core.start(), token.start() + core.end()))
        return
    if _is_coined(stretch, token.start(), word) and not slot("no_product").match(
        stretch.text, token.start() + len(word)
    ):
        span = Span(first, token.start() + len(word))
        if not (only_a_study(stretch.text, word) or _counts_infusions(stretch.text, word)):
            coined.append((span, _target_inside(span, left, right, vocabulary)))


_COUNTED = re.compile(r"CAR-?T-?\d")


def _counts_infusions(text: str, word: str) -> bool:
    """Tell whether a text tells that a name is of the first, second, ... infusion."""
    if not _COUNTED.fullmatch(word):
        return False
    first, second = (f"{word[:-1]}{number}" for number in (1, 2))
    told = {found["name"] for found in slot("course", "links").finditer(text)}
    return word in told or (word == first and second in told)


def _is_term(stretch: Stretch, start: int, end: int) -> bool:
    """Tell whether the token as a whole is a trial's name or a term of the vocabulary that is no construct (a gene)."""
    if trial_name(_REFERENCE.sub("", stretch.text[start:end])):
        return True
    return any(
        (h.end == end or stretch.text[h.end] == "-") and h.term.kind not in _CELL_KINDS
        for h in stretch.starting.get(start, ())
        if start < h.end <= end
    )


@lru_cache(maxsize=4096)
def _is_left_modifier(left: str) -> bool:
    return bool(_PLAIN_LEFT.fullmatch(left) or slot("before").fullmatch(left.rstrip("-")))


def _is_plain_left(left: str, vocabulary: Vocabulary) -> bool:
    """Tell whether what stands before CAR in a token is nothing, a word of description or a known antigen.

    So is what is given together with it: "ASCT+CAR-T".
    """
    if not left or _is_left_modifier(left):
        return True
    if left[-1] not in "-./+":
        return False
    if left.endswith("+"):
        return True
    pieces = [piece for piece in re.split(r"[-/.+]", left) if piece]
    whole = left.rstrip("-./+").removeprefix("anti-")
    return _is_antigen(whole, vocabulary) or all(_is_antigen(p, vocabulary) or p == "anti" for p in pieces)


def _is_payload(right: str, vocabulary: Vocabulary) -> bool:
    """Tell whether what stands after CAR in a token is a slash and what the cells are armed with: "CAR/CD40L"."""
    return right.startswith("/") and any(
        found.term.kind is Kind.CYTOKINE or found.term.role == "payload" for found in vocabulary.lookup(right[1:])
    )


def _is_antigen(name: str, vocabulary: Vocabulary) -> bool:
    return any(found.term.kind in (Kind.ANTIGEN, Kind.CYTOKINE, Kind.COMPONENT) for found in vocabulary.lookup(name))


def _is_coined(stretch: Stretch, start: int, word: str) -> bool:
    end = start + len(word)
    used = bool(_AFTER.match(stretch.text, end, min(stretch.end, end + 24)))
    if slot("gene").fullmatch(word):
        return used and not slot("line").fullmatch(word)
    if any(c.isdigit() for c in word) or "CART-" in word or "CAR-" in word:
        return True
    if word.isupper() or word.islower():
        return used
    return used or bool(_LETTERED.match(word) or re.search(r"[a-z]CAR|CAR[A-Z]?[a-z]{1,4}$|CAR-?T|UCAR", word))


def _target_inside(span: Span, left: str, right: str, vocabulary: Vocabulary) -> tuple[Part, ...]:
    """Return the antigen that a coined token spells out: CART-BCMA, CAR19, CD19CAR."""
    for side, offset in ((right, span.end - len(right)), (left, span.start)):
        for piece in re.finditer(r"[A-Za-z0-9.]+(?:-[A-Za-z0-9]+)?", side):
            if side[: piece.start()].endswith(("Δ", "δ")):  # what the cells lack
                continue
            for found in vocabulary.lookup(piece.group()):
                if found.term.kind is Kind.ANTIGEN:
                    return (Part("target", found.term.label, offset + piece.start(), offset + piece.end(), found.term),)
    numbered = _NUMBERED.fullmatch(right)
    if numbered:
        for found in vocabulary.lookup(f"CD{numbered.group(1)}"):
            if found.term.kind is Kind.ANTIGEN:
                at = span.end - len(right) + numbered.start(1)
                return (Part("target", found.term.label, at, span.end, found.term),)
    return ()


def coined_phrase(stretch: Stretch, span: Span, parts: tuple[Part, ...], name: str) -> Phrase:
    """Return the phrase of a coined name, with the cells or therapy named after it."""
    walk = extended(stretch, span)
    whole = walk.span
    if parts and _AIM_AFTER.fullmatch(stretch.text, span.start, parts[0].start) and parts[0].end == span.end:
        name = ""
    cuts = () if whole == span else (span,)
    return Phrase(
        whole, stretch.index, name=name, parts=(*parts, *walk.parts), traits=frozenset(walk.traits), cells=walk.cells,
        cuts=cuts,
    )  # fmt: skip


def occurrences(stretch: Stretch, names: Mapping[str, str]) -> Iterator[Phrase]:
    """Yield the phrases of names that a sentence gave to a construct (surface form -> key)."""
    for surface, name in sorted(names.items()):
        if surface in stretch.words:
            for found in _surface(surface).finditer(stretch.text, stretch.start, stretch.end):
                yield coined_phrase(stretch, Span(found.start(), found.end()), (), name)


@lru_cache(maxsize=1024)
def _surface(surface: str) -> re.Pattern[str]:
    return re.compile(r"(?<![A-Za-z0-9])" + re.escape(surface) + r"(?:s(?![a-z]))?(?![A-Za-z0-9])")
