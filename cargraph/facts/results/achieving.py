"""What a number's verb says of the outcome behind it: "39 of 57 achieved a response", "5 were due to infection"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence


def befell(before: Sequence[Token], gap: list[Token], outcome: Token) -> bool:
    """Tell whether the words between a number and an outcome say in another way that the counted had it."""
    part = [t.text for t in gap if t.text not in {"a", "an"}]
    of_part = part in (["of", "them"], ["of", "whom"], ["of", "these"]) or _is_of_whole(gap)
    did = outcome.text in _DID and all(_of_them(t) or t.tag is Tag.ARM for t in gap)
    did = did or (outcome.text.startswith("alive") and all(t.text in _STILL or _of_them(t) for t in gap))
    return of_part or did or _causes(before, gap) or _is_gapped(gap)


_DID = frozenset({"died", "relapsed", "progressed", "responded", "recovered"})
_WHOLE = frozenset("the these those all them whom which responses remissions events cases episodes infections".split())


def _is_of_whole(gap: list[Token]) -> bool:
    """Tell whether words say of what a number is a part: "three of the responses were complete"."""
    said = [t.text for t in gap]
    return said[:1] == ["of"] and said[-1] in {"was", "were"} and bool(said[1:-1]) and {*said[1:-1]} <= _WHOLE


_STILL = frozenset("was were are is estimated projected expected to be still remained".split())
_LATER = frozenset("had have has later subsequently eventually since ultimately both also whom".split())


def _of_them(token: Token) -> bool:
    return token.text in words.PEOPLE or token.text in _LATER


def _is_gapped(gap: list[Token]) -> bool:
    """Tell whether a comma stands for the verb of the clause before: "15 had a CR and 2 (10%), a partial response"."""
    return [t.text for t in gap] in ([",", "a"], [",", "an"])


def _causes(before: Sequence[Token], gap: list[Token]) -> bool:
    """Tell whether deaths are told by what they were due to: "5 were due to infection and 2 to ICANS"."""
    said = [t.text for t in gap]
    goes_on = said == ["to"] and any(t.text in {"due", "attributed", "attributable"} for t in before)
    due = said[-2:] in (["due", "to"], ["attributed", "to"], ["attributable", "to"], ["caused", "by"])
    return (due and len(said) <= len(("were", "due", "to"))) or goes_on


_LOOSE = frozenset({"in", "with"})


def achieves(gap: list[Token]) -> bool:
    """Tell whether the tokens between a number and an outcome say that the counted had it: "patients developed"."""
    verb = next(
        (i for i, t in enumerate(gap) if t.tag is Tag.WORD and t.text in words.ACHIEVED and t.text not in _LOOSE), None
    )
    if verb is None:
        verb = next((i for i, t in enumerate(gap) if t.text in words.ACHIEVED), None)
    if verb is None or len(gap) > 16:
        return False
    before, after = _without_aside(gap[:verb]), gap[verb + 1 :]
    return (
        all(_before_verb(t) for t in before)
        and len(after) <= 8
        and sum(_other_word(t) for t in after) <= 1
        and all(_after_verb(t) for t in after)
    )


_AROUND_VERB = frozenset(
    """( [ group arm cohort who received also to by at a single infusion infusions dose of the treated with cells
    infused and young older with each given whom additional more other further only""".split()
)  # fmt: skip


def _without_aside(before: list[Token]) -> list[Token]:
    """Return the words before a verb without the commas about a group: "one patient, in cohort B, had"."""
    aside = len(before) > 1 and before[0].text == before[-1].text == "," and any(t.tag is Tag.ARM for t in before)
    return before[1:-1] if aside else before


def _before_verb(token: Token) -> bool:
    return (
        token.tag in {Tag.ARM, Tag.NAME, Tag.TIME, Tag.SIZE}
        or token.text in words.PEOPLE
        or (token.depth > 0 and token.tag in {Tag.WORD, Tag.QUANTITY})
        or token.text in _AROUND_VERB
    )


def _after_verb(token: Token) -> bool:
    if token.tag is not Tag.WORD:
        return token.tag in {Tag.GRADE, Tag.TIME, Tag.ARM}
    plain = token.text.isalpha() or token.text == "-" or token.text in words.DETERMINERS
    return plain and token.text not in words.CONTRAST and token.text not in words.NOT_HAVING and token.text != "who"


def _other_word(token: Token) -> bool:
    return token.tag is Tag.WORD and token.text != "-" and token.text not in words.DETERMINERS | words.LINKS
