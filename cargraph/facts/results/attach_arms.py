"""Which arm of its sentence a number belongs to, costed as the outcomes are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.results.attach import Choice, cheapest, opens, weights
from cargraph.facts.results.rightward import either, modifies
from cargraph.facts.tokens import Tag, Token
from cargraph.mentions.people import PATIENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


def arm_of(tokens: Sequence[Token], at: int, is_arm: Callable[[Token], bool]) -> Choice | None:
    """Choose the arm a quantity belongs to among the arms that its sentence names."""

    def candidates() -> Iterator[tuple[int, list[str]]]:
        for place, token in enumerate(tokens):
            if is_arm(token) and not any(apart(tokens, at, place) for apart in _APART):
                yield place, _arm_left(tokens, place, at) if place < at else _arm_right(tokens, at, place)

    return cheapest(weights("arm"), candidates())


def _counted_apart(tokens: Sequence[Token], at: int, place: int) -> bool:
    """Tell whether an arm in a bracket behind a number has a size of its own: "6 (6%) (A, n = 4; B, n = 2) had X"."""
    sized = any(t.tag is Tag.SIZE for t in tokens[place + 1 : place + 3])
    return place > at and tokens[place].depth > tokens[at].depth and sized


def beyond_contrast(tokens: Sequence[Token], at: int, place: int) -> bool:
    """Tell whether an arm belongs to a number that one is held against: "29%, as against 55% with A"."""
    against = next((i for i in range(at + 1, place) if tokens[i].text in _HELD), None)
    if against is None:
        return False
    own = next((i for i in range(place + 1, min(len(tokens), place + _NEAR)) if tokens[i].tag in _MARKS), place)
    return any(t.tag is Tag.QUANTITY for t in (*tokens[against:place], tokens[own]))


def held_against_another(tokens: Sequence[Token], at: int, place: int) -> bool:
    """Tell whether an arm in a later clause is what another is held against: "71%; Y did not differ from A's"."""
    before = {t.text for t in tokens[max(0, place - 4) : place]}
    return bool(before & {"than", "that", "those"}) and any(t.text == ";" and not t.depth for t in tokens[at:place])


_APART = (_counted_apart, beyond_contrast, held_against_another)
_HELD = frozenset({"against", "versus", "vs", "than", "opposed"})
_MARKS = frozenset({Tag.QUANTITY, Tag.ARM})
_NEAR = 9


def behind(tokens: Sequence[Token], at: int, is_arm: Callable[[Token], bool], *, paired: bool = False) -> int | None:
    """Return the place of the arm that follows a quantity directly ("14% of the A group"), or None.

    paired: the quantity stands in "a versus b"; then an arm behind the pair's bracket is of both and not of this one.
    """
    for place in range(at + 1, min(len(tokens), at + 14)):
        if is_arm(tokens[place]):
            if tokens[place].depth < tokens[at].depth and paired:
                return None
            return place if "behind" in _arm_right(tokens, at, place) else None
    return None


def behind_outcome(
    tokens: Sequence[Token], at: int, partners: frozenset[int], is_arm: Callable[[Token], bool]
) -> int | None:
    """Return the arm behind the outcome that a number counts: "1 case of ICANS in group A", "23% had CRS after B".

    partners: the numbers of the same list. No arm may stand in the clause before the number.
    """
    start = next((i for i in range(at - 1, -1, -1) if tokens[i].text in _CLAUSE_ENDS), -1)
    ahead = range(at + 1, min(len(tokens), at + _LONG))
    named = next((i for i in ahead if tokens[i].tag is Tag.OUTCOME and not tokens[i].depth), None)
    if named is None or any(is_arm(t) for t in tokens[start + 1 : at]) or not _counts(tokens, at, named, partners):
        return None
    led = False
    for place in range(named + 1, min(len(tokens), at + _LONG)):
        token = tokens[place]
        if is_arm(token):
            return place if led else None
        led = token.text in _TELLING or (led and token.tag is not Tag.OUTCOME)
        passed = token.tag in _PASSED or (token.tag is Tag.OUTCOME and not token.depth)
        if not (led or passed or token.text in _BETWEEN_COUNTED) or token.tag is Tag.QUANTITY:
            return None
    return None


def _counts(tokens: Sequence[Token], at: int, named: int, partners: frozenset[int]) -> bool:
    """Tell whether but what is said of the counted stands between a number, its list and the outcome behind them."""
    gap = [i for i in range(at + 1, named) if i not in partners]
    if not partners and modifies([tokens[i] for i in gap if tokens[i].text not in {")", "]"}]):
        return True
    joints = [i for i in gap if tokens[i].text in {"and", ","}]
    said = all(tokens[i].text in _UP_TO_OUTCOME or tokens[i].tag in _PASSED for i in gap)
    return said and all(i + 1 in partners for i in joints)


_LONG = 24
_CLAUSE_ENDS = frozenset({",", ";", "and", "while", "whereas", "but"})
_PASSED = frozenset({Tag.GRADE, Tag.P, Tag.SIZE})
_BETWEEN_COUNTED = frozenset("and or / ( ) [ ] the those patients who were group events event cases each given".split())
_UP_TO_OUTCOME = (
    words.ACHIEVED | words.DETERMINERS | words.PEOPLE | frozenset("( ) [ ] and of cases case".split())
) - {"in"}
_BEHIND = PATIENTS | frozenset(
    """of in for with among from the a mice animals those group arm who had been received
    receiving assigned allocated randomized randomised to treated given after remission ) ] ( [ cells infused
    were on at cases points""".split()
)  # fmt: skip


_TELLING = frozenset("of in for with among receiving given from on after following at".split())
_TRANSPARENT = frozenset({")", "]", "evaluable", "treated", "infused", "the"})


def _arm_right(tokens: Sequence[Token], at: int, place: int) -> list[str]:
    gap = [t for t in tokens[at + 1 : place] if t.depth <= max(tokens[at].depth, 0) or t.tag is Tag.WORD]
    if not [t for t in gap if t.text not in _TRANSPARENT]:
        return ["behind"]
    closed = [t.text for t in tokens[place + 1 : place + 2]] in ([")"], ["]"])
    if closed and [t.text for t in gap] in (["("], ["["]):
        return ["behind"]
    direct = all(t.text in _BEHIND or t.tag in {Tag.P, Tag.SIZE} for t in gap) and any(t.text in _TELLING for t in gap)
    if direct:
        return ["behind"] + ["word"] * len(gap)
    nearer = ["arm_between"] * sum(t.tag is Tag.QUANTITY for t in gap)
    joined = next((i for i, t in enumerate(gap) if t.text in {"and", ","}), len(gap))
    if _opens_clause(tokens, place, joined=joined < len(gap)):
        nearer = [*nearer, "contrast"]
    crossed = ["outcome_between"] * any(t.tag is Tag.OUTCOME for t in gap[joined:])
    return ["right_far", *crossed, *_crossed(gap), *nearer]


def _opens_clause(tokens: Sequence[Token], place: int, *, joined: bool) -> bool:
    """Tell whether an arm is the subject of a clause of its own: "5 relapsed, and the A group had shorter PFS"."""
    before = [t.text for t in tokens[max(0, place - 3) : place] if t.text not in {"the", "patients", "in"}]
    verb = next((t.text for t in tokens[place + 1 :] if t.text not in {"group", "patients", "arm"}), "")
    return joined and before[-1:] == ["and"] and verb in words.ACHIEVED - {"in", "with"}


def _arm_left(tokens: Sequence[Token], place: int, at: int) -> list[str]:
    gap = [t for t in tokens[place + 1 : at] if t.depth <= tokens[at].depth]
    if (
        tokens[at].depth > tokens[place].depth
        and opens(tokens, place, tokens[place], tokens[at])
        and not any(t.tag is Tag.ARM for t in gap)
    ):
        return ["apposed"]
    if _fronted(tokens, place) and not any(_other_arm(tokens[place], t) or t.text in words.CONTRAST for t in gap):
        return ["before"]
    if len(gap) <= 1 and all(t.text in {"(", "[", ":", ","} for t in gap):
        return ["apposed"]
    return ["before", *(["second_side"] if _is_second(tokens, place) else []), *_crossed(gap)]


def _is_second(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an arm is what another is held against before the numbers: "A did better than B, with 72% ..."."""
    before = [t.text for t in tokens[max(0, place - 2) : place]]
    against = before[-1:] == ["than"] or (before[:1] == ["compared"] and before[-1] in {"with", "to"})
    goes_on = [t.text for t in tokens[place + 1 : place + 3]] == [",", "with"]
    return against and goes_on and any(t.tag is Tag.ARM for t in tokens[:place])


def _other_arm(arm: Token, token: Token) -> bool:
    """Tell whether a token names another group than an arm before it; a product inside its own subgroup does not."""
    if token.tag is not Tag.ARM or (token.mention and token.mention.generic):
        return False
    subgroup = arm.label and not arm.mention and not words.COMPARATORS & set(arm.text.replace("-", " ").split())
    return bool(token.label) or (not subgroup and token.entity != arm.entity)


def _fronted(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an arm stands in a phrase that opens the sentence: "Among the 176 patients who received A, ..."."""
    start = next((i for i, t in enumerate(tokens[:2]) if t.text in {"in", "among", "of", "for", "with"}), None)
    return start is not None and place > start and not any(t.text in {",", ";"} for t in tokens[start:place])


def _crossed(gap: list[Token]) -> list[str]:
    names: list[str] = []
    for token in gap:
        if token.tag is Tag.ARM:
            names.append("arm_between")
        elif token.tag is Tag.QUANTITY:
            names.append("quantity_between")
        elif token.tag is Tag.WORD:
            names += either(token) or (["comma"] if token.text == "," else ["word"] if token.text.isalnum() else [])
    return names
