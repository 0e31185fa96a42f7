"""What speaks for and against an outcome that stands behind its number: "39 of 57 achieved a complete response"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.groups.clauses import took_other_course
from cargraph.facts.results.achieving import achieves, befell
from cargraph.facts.tokens import Tag, Token
from cargraph.mentions.people import PATIENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEVER = 3


def right_features(tokens: Sequence[Token], at: int, place: int, partners: frozenset[int]) -> list[str]:
    """Return the names of the features of an outcome at a place behind the number at another.

    partners: places of the numbers of the same pair or list, which do not part the two.
    """
    shared = max((p for p in partners if at < p < place), default=at)
    start = at + 2 if _shares_its_verb(tokens, at) else shared
    gap = [tokens[i] for i in range(start + 1, place) if i not in partners]
    plain = [t for t in gap if t.text not in {")", "]"}]
    if tokens[place].depth != tokens[at].depth:
        return _right_of_bracket(tokens, at, place, plain)
    if befell(tokens[:at], plain, tokens[place]) or _closes_gap(tokens, at, place):
        return ["right_achieved"]
    if achieves(plain):
        return ["right_achieved"] + ["right_word"] * (len(plain) // 3)
    if not plain and _is_bare(tokens[at]):
        return ["right_direct"]
    if modifies(plain):
        return ["right_modified"] + ["right_word"] * len(plain)
    if took_other_course(tokens, at) or _is_predicate(tokens, at) or any(t.text in _DENYING for t in plain):
        return ["right_far"] * _NEVER
    names = ["right_far"]
    for token in plain:
        names += _right_feature(token, tokens[place])
    return names


def _right_of_bracket(tokens: Sequence[Token], at: int, place: int, gap: list[Token]) -> list[str]:
    """Return the features of an outcome behind a number in another bracket than its own."""
    alone = [t.text for t in tokens[at + 1 : at + 2]] in ([")"], ["]"])
    whose = tokens[at - 2].text
    if alone and ((whose in PATIENTS and achieves(gap)) or (whose in _MINORITY and not gap)):
        return ["right_achieved"]
    if tokens[at].depth > tokens[place].depth and not alone and not _leads_bracket(tokens, at):
        return ["right_far"] * _NEVER
    parted = ["semicolon"] * any(t.text == ";" for t in gap)
    return ["right_far"] * (_NEVER if alone and not _completes_count(tokens, at) else 2) + parted


def _closes_gap(tokens: Sequence[Token], at: int, place: int) -> bool:
    """Tell whether a comma stands for the verb of the clause before: "15 (75%) achieved a CR and 2 (10%), PR."."""
    gap = [t.text for t in tokens[at + 1 : place] if t.text not in {")", "]"}]
    behind = [t.text for t in tokens[place + 1 : place + 2]]
    before = next((i for i in range(at - 1, -1, -1) if tokens[i].tag is Tag.OUTCOME), None)
    if (
        gap != [","]
        or before is None
        or behind not in ([], ["."], [";"], [","])
        or tokens[at - 1].text not in {"and", ","}
    ):
        return False
    verb = next((i for i in range(before - 1, -1, -1) if tokens[i].tag is Tag.QUANTITY), before)
    return any(t.text in words.ACHIEVED for t in tokens[verb:before])


_MINORITY = frozenset({"minority", "majority", "few", "others"})
_BE = frozenset({"was", "were", "is", "are"})
_OWNING = frozenset({"for", "of", "in", "with", "among"})


def _is_predicate(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a value is what its subject was said to be: "platelets were 45 × 10^9/L at day 30 and IL-6 ..."."""
    following = next((t.text for t in tokens[at + 1 :] if t.text not in {")", "]"}), "")
    return not is_share(tokens[at]) and tokens[at - 1].text in _BE and following not in _OWNING


def _leads_bracket(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether but numbers held against each other stand before a number in its bracket: "(70% vs 44%)"."""
    place = at - 1
    while place > 0 and (tokens[place].tag is Tag.QUANTITY or tokens[place].text in words.VERSUS | {"."}):
        place -= 1
    return tokens[place].text in {"(", "["}


def _completes_count(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a bracketed share is of the count before it: "61 of 75 adults (81%) entered remission"."""
    before = next((t for t in reversed(tokens[: at - 1]) if t.tag in {Tag.QUANTITY, Tag.OUTCOME}), None)
    counted = before.quantity if before is not None else None
    return counted is not None and counted.count is not None and counted.percent is None


def _is_bare(token: Token) -> bool:
    return token.quantity is not None and token.quantity.bare and token.quantity.count is not None


def _shares_its_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a bare count is told with the next: "4 and 11 patients had grade 1 and 2 CRS"."""
    own, following = tokens[at].quantity, tokens[at + 1 : at + 3]
    joined = len(following) > 1 and following[0].text in {"and", "or"} and following[1].tag is Tag.QUANTITY
    return joined and own is not None and own.bare and own.percent is None


_DENYING = frozenset({"likely", "no", "without", "not"})
MODIFIERS = 4
"""The most words that may stand between a number and the noun it counts."""
_COUNTED_AS = frozenset(
    {"patients", "-", "episodes", "episode", "instances", "cases", "case", "events", "event", "of", "each"}
)


def modifies(gap: list[Token]) -> bool:
    """Tell whether but adjectives, grades and "cases of" stand between a number and the outcome it counts."""
    return (
        len(gap) <= MODIFIERS
        and not (gap and gap[0].text in {"and", "or"})
        and all(
            t.tag is Tag.GRADE or t.text in words.DETERMINERS or t.text in _COUNTED_AS or _says_what_kind(t)
            for t in gap
        )
    )


_KIND = re.compile(r"[a-z]+(?:al|ic|ive|ous|ar|ary|ible|able|ized|ised)")
_NO_KIND = frozenset({"arrive", "receive", "trial", "several", "clinic", "additional"})


def _says_what_kind(token: Token) -> bool:
    """Tell whether a word is by its ending an adjective that may stand between a count and its noun: "3 focal"."""
    return token.tag is Tag.WORD and bool(_KIND.fullmatch(token.text)) and token.text not in _NO_KIND


def _right_feature(token: Token, outcome: Token) -> list[str]:
    if token.tag is Tag.OUTCOME:
        return ["right_outcome"] if token.entity != outcome.entity else []
    if token.tag is Tag.QUANTITY:
        return ["right_quantity"]
    if token.tag is not Tag.WORD:
        return []
    return either(token) or (["right_comma"] if token.text == "," else ["right_word"] if token.text.isalnum() else [])


def is_share(token: Token) -> bool:
    """Tell whether a token is a number that says how many or what share."""
    return token.quantity is not None and token.quantity.proportion


def either(token: Token) -> list[str]:
    """Return the features of a word that parts two clauses, whichever side a number stands on."""
    if token.text == ";":
        return ["semicolon"]
    return ["contrast"] if token.text in words.CONTRAST else []
