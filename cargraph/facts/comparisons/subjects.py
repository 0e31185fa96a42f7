"""Of whom a verb speaks: the noun phrase before it, behind what opens the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

Span = tuple[int, int]
_LEADING = words.INTO | words.PREPOSITIONS | words.HAVING | {"no", "of", "any", "given", "receiving"}
_LEADING -= {"that", "those", "when"}
_CHANGED = words.forms_of("reduce decrease inhibit suppress increase enhance improve prolong extend")
_NEAR = 4
_FINDING = frozenset({"found", "indicated", "suggested"})
_RELATIVE = frozenset({"which", "that", "who"})


def is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token is the verb of a main clause, not of "patients who received ..."."""
    if tokens[at].tag is Tag.OUTCOME and _is_verbal(tokens[at].text):
        return not tokens[at].depth and not describes(tokens, at)
    told = tokens[at].tag is Tag.WORD and tokens[at].text in words.VERBS and not tokens[at].depth
    if told and tokens[at].text.endswith("ed") and (describes(tokens, at) or tokens[at - 1].text == "-"):
        return False
    return told and not {t.text for t in tokens[max(0, at - 2) : at]} & {"who", "whom"}


def _is_verbal(name: str) -> bool:
    """Tell whether an outcome is named by a verb: "lysed", "inhibited tumor growth"."""
    first, _, rest = name.partition(" ")
    return first in _CHANGED or (not rest and first.endswith("ed"))


def describes(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a participle describes what follows it: "with increased", "an improved"."""
    before = at - 1
    while before > 0 and tokens[before].text.endswith("ly"):
        before -= 1
    return before >= 0 and tokens[before].text in _LEADING


def subject_of(tokens: Sequence[Token], low: int, verb: int) -> Span:
    """Return the span of a verb's subject: what stands before it in its clause, opening phrases left out.

    Empty where the verb shares the subject of the one before it ("A grew faster and released less").
    """
    end = verb
    while end > low and _is_between(tokens, end - 1):
        end -= 1
    if end > low and tokens[end - 1].text in _RELATIVE and not tokens[end - 1].depth:
        return _antecedent(tokens, low, end - 1)
    start = min(_opening(tokens, low, verb), end)
    parts = _parts(tokens, start, end)
    aside = bool(parts) and parts[-1][0] >= parts[-1][1]
    parts = [p for p in parts if p[0] < p[1]]
    while len(parts) > (0 if aside and start > low else 1) and _is_fronted(tokens, parts[0]):
        parts = parts[1:]
    if not parts:
        return end, end
    if aside:
        return _trimmed(tokens, *parts[0])
    first, last = parts[0][0], parts[-1]
    if len(parts) > 1 and tokens[last[0]].text in {"and", "or"}:
        return _trimmed(tokens, first, last[1])
    return _trimmed(tokens, *last)


def opening_phrase(tokens: Sequence[Token], low: int, high: int) -> Span | None:
    """Return the phrase that opens a clause before its comma, its preposition left out: "Upon loss of X, we saw"."""
    comma = next((i for i in range(low, high) if tokens[i].text == "," and not tokens[i].depth), None)
    if comma is None or tokens[low].text not in {"upon", "after", "following", "during", "with", "among", "in", "for"}:
        return None
    return low + 1, comma


def _opening(tokens: Sequence[Token], low: int, verb: int) -> int:
    """Return where a verb's own clause begins: behind "we found that", a colon, or the verb of the clause before."""
    for at in range(verb - 1, low - 1, -1):
        if tokens[at].depth:
            continue
        if tokens[at].text in _FINDING and verb - at > 1 and tokens[at + 1].text not in words.INTO | words.SAYING_THAT:
            return at + 1
        if (
            tokens[at].text == ":"
            or _ends_sentence(tokens, at)
            or (tokens[at].text == "that" and _says(tokens, low, at))
        ):
            return at + 1
        if is_verb(tokens, at) and not all(_is_between(tokens, i) for i in range(at, verb)):
            return _behind_clause(tokens, at, verb)
    return low


def _ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a dot ends a sentence that was not parted from the next: a space follows it."""
    return tokens[at].text == "." and tokens[at + 1].span.start > tokens[at].span.end


def _behind_clause(tokens: Sequence[Token], at: int, verb: int) -> int:
    """Return where the clause behind an earlier verb begins: behind "and", else behind a comma, else at the verb."""
    last = next((i for i in range(verb - 1, at, -1) if tokens[i].text == "and" and not tokens[i].depth), None)
    if last is not None and all(_is_between(tokens, i) for i in range(last + 1, verb)):
        return verb
    joints = [i for i in range(at + 1, verb) if tokens[i].text in {"and", "which"} and not tokens[i].depth]
    new = [i + 1 for i in joints if tokens[i - 1].text == ","]
    joint = new[-1] if new else (joints[0] + 1 if joints else None)
    commas = [i + 1 for i in range(at + 1, verb) if tokens[i].text == "," and not tokens[i].depth]
    return joint or (commas[-1] if commas else verb)


def _says(tokens: Sequence[Token], low: int, that: int) -> bool:
    return any(t.text in words.SAYING_THAT for t in tokens[max(low, that - 3) : that])


def _is_between(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token can stand between a subject and its verb: an adverb, an auxiliary, a bracket."""
    token = tokens[at]
    if token.depth or token.text in {"(", ")", "[", "]"}:
        return True
    if token.tag is not Tag.WORD:
        return False
    if [t.text for t in tokens[at : at + 2]] == ["more", "than"] or [t.text for t in tokens[at - 1 : at + 1]] == [
        "more",
        "than",
    ]:
        return True  # "A more than doubled X"
    if token.text in {"found", "seen", "shown", "observed", "to"} and tokens[at - 1].text not in {"of", "the"}:
        return any(t.text in words.AUXILIARY for t in tokens[max(0, at - 3) : at])
    return token.text in words.AUXILIARY | {
        "almost",
        "also",
        "both",
        "further",
        "not",
        "still",
        "then",
    } or token.text.endswith("ly")


def _antecedent(tokens: Sequence[Token], start: int, at: int) -> Span:
    """Return the group that a "which" or "that" stands for: the nearest one named before it."""
    if at > start and tokens[at - 1].mention and tokens[at].text == "which":
        return at - 1, at
    near = range(at - 1, max(start, at - _NEAR) - 1, -1)
    arm = next((i for i in near if tokens[i].tag is Tag.ARM), None)
    return (at, at) if arm is None else (arm, arm + 1)


def _parts(tokens: Sequence[Token], start: int, end: int) -> list[Span]:
    """Return the pieces between the commas of a stretch, the last one empty where it ends with a comma."""
    commas = [i for i in range(start, end) if tokens[i].text == "," and not tokens[i].depth]
    return list(zip([start, *(c + 1 for c in commas)], [*commas, end], strict=True))


def _is_fronted(tokens: Sequence[Token], part: Span) -> bool:
    first = tokens[part[0]]
    adverb = first.tag is Tag.WORD and first.text.endswith("ly") and part[1] - part[0] == 1
    return adverb or (first.tag is Tag.WORD and first.text in words.FRONTING)


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> Span:
    while start < end and tokens[start].text in {
        "and",
        "the",
        "that",
        "however",
        "also",
        "these",
        "thus",
        "following",
        "after",
        "our",
        "both",
    }:
        start += 1
    while end > start and tokens[end - 1].text in words.BREAKS:
        end -= 1
    return start, end
