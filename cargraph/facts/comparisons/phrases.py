"""Noun phrases of a sentence: where they end, and which group they name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.arms import Group
from cargraph.facts.comparisons import words
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.arms import Inventory

_ENDS = (
    words.VERBS
    | words.CONTRASTS
    | frozenset({"on", "at", "by", "despite", "because", "suggesting", "indicating", "respectively"})
)
LONGEST = 14
_SHORTEST = 3
_TWO = 2


def phrase(tokens: Sequence[Token], start: int, stop: int) -> tuple[int, int]:
    """Return the span of tokens of a noun phrase that opens at a place, words that lead into it left out."""
    while start < stop and (tokens[start].text in words.INTO | words.AUXILIARY or tokens[start].text == ","):
        if (
            tokens[start].text in {"those", "that"}
            and tokens[start + 1 : start + 2]
            and tokens[start + 1].text in {"with", "without", "who"}
        ):
            break
        start += 1
    end = start
    while end < min(stop, start + LONGEST) and not _closes(tokens, end, start):
        end += 1
    return start, end


def _closes(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Tell whether a phrase ends before a token: a verb ends it, but not the first one behind "who"."""
    token = tokens[at]
    if token.tag in {Tag.P, Tag.RATIO, Tag.SIZE} or token.text in words.BREAKS:
        return True
    said = [t.text for t in tokens[start:at]]
    relative = "who" in said
    if token.tag is Tag.QUANTITY:
        return not (relative or set(said[-2:]) & words.MEASURED)
    if token.text in words.MARKERS:
        return not (said[-1:] and said[-1] in {"more", "less", "fewer"})
    if token.tag is not Tag.WORD or token.text not in _ENDS or at == start:
        return False
    verbs = [w for w in said[said.index("who") :] if w in words.VERBS] if relative else []
    return not relative or token.text not in words.VERBS or bool(verbs and said[-1] not in words.VERBS)


def subject_of(tokens: Sequence[Token], low: int, verb: int) -> tuple[int, int]:
    """Return the subject of a clause: what stands before its verb, behind an opening phrase and its comma."""
    comma = next(
        (i for i in range(verb - 1, low - 1, -1) if tokens[i].text in {",", ":"} and not tokens[i].depth), None
    )
    start = low if comma is None else comma + 1
    while start < verb and tokens[start].text in {"and", "the", "that", "however", "also"}:
        start += 1
    end = verb
    while end > start and (
        _is_adverb(tokens[end - 1])
        or tokens[end - 1].text in {"both", ")"}
        or tokens[end - 1].depth
        or tokens[end - 1].text == "("
    ):
        end -= 1
    return start, end


def is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token is the verb of a main clause, not of "patients who received ..."."""
    told = tokens[at].tag is Tag.WORD and tokens[at].text in words.VERBS and not tokens[at].depth
    return told and not {t.text for t in tokens[max(0, at - 2) : at]} & {"who", "which"}


def _is_adverb(token: Token) -> bool:
    return token.tag is Tag.WORD and (token.text in {"also", "further", "then", "still"} or token.text.endswith("ly"))


def is_people(tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    """Tell whether a phrase speaks of patients or animals."""
    return any(t.text in words.PEOPLE for t in tokens[span[0] : span[1]])


def is_label(inventory: Inventory, tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    """Tell whether a phrase holds the label of an arm."""
    return any(inventory.is_arm(t) and t.label for t in tokens[span[0] : span[1]])


def group_of(inventory: Inventory, tokens: Sequence[Token], start: int, end: int) -> Group | None:
    """Return the group a phrase names: a product or an arm of the paper, or the phrase itself as a label."""
    piece = tokens[start:end]
    arms = list(dict.fromkeys(inventory.group(t) for t in piece if inventory.is_arm(t)))
    rest = [t for t in piece if t.tag is not Tag.ARM]
    if len(arms) == 1 and (all(t.text in words.PLAIN for t in rest) or _is_headed(inventory, piece)):
        return arms[0]
    said = [t.text for t in piece if t.tag is Tag.WORD and t.text.isalpha()]
    named = [t for t in piece if t.mention or t.label]
    text = inventory.annotation.paper.text
    known = named or any(len(w) >= _SHORTEST for w in said) or any(_is_acronym(t.span.of(text)) for t in piece)
    if not piece or len(arms) > 1 or not known:
        return None
    if any(t.tag is Tag.OUTCOME for t in piece) and not arms and not is_people(tokens, (start, end)):
        return None
    first = piece[0].text
    if (first in words.OF_NONE and (first != "other" or len(piece) < 3)) or (
        not named and set(said) <= words.OF_NONE | words.PLAIN - {"single"}
    ):
        return None
    label = text[piece[0].span.start : piece[-1].span.end]
    return Group(None, label) if is_name(label) else None


_RELATIVE = re.compile(r"\bwho\s(?:had\s|have\s|were\s|\w+ly\s)*\w+")
_OPENS = re.compile(r"[^\W_]|[≥≤<>]\s?\d")
_SENTENCE = re.compile(
    r"%|\b(?:was|were|is|are|will|would|found|predicted|associated|reported|rates?|goal|share|their|its|we)\b",
    re.IGNORECASE,
)


def is_name(label: str) -> bool:
    """Tell whether a label can name a group or a factor: short, beginning with a word, and no clause of its own.

    >>> is_name("high LDH"), is_name("still found in 24% of patients"), is_name("goal of finding who will need it")
    (True, False, False)
    """
    told = _RELATIVE.sub("who", label.lower()).split()
    clause = _SENTENCE.search(label) or words.FINITE & set(told) or told[:1] == ["as"]
    return bool(_OPENS.match(label)) and len(told) <= LONGEST and not clause


def _is_headed(inventory: Inventory, piece: Sequence[Token]) -> bool:
    """Tell whether a phrase is an arm and where it was seen: "standard care in myeloma", "in mice, such A cells"."""
    at = next(i for i, t in enumerate(piece) if inventory.is_arm(t))
    before, behind = piece[:at], piece[at + 1 :]
    seen = not behind or (behind[0].text in words.PREPOSITIONS and all(t.text in words.PLAIN for t in before))
    return seen and (not before or before[0].text in words.PREPOSITIONS or bool(behind))


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word[:2].isupper()
