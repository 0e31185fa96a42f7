"""Lengths of time that are no results: windows of an observation, and how long patients were followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.results.limits import CHANGED
from cargraph.facts.results.measures import is_middle
from cargraph.facts.tokens import TIME_UNITS, Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.mentions.quantities import Quantity


_FOLLOWED = (["median", "follow"], ["of", "follow"], ["follow", "-"])
_FOR_GROUP = frozenset({"for", "in", "with", "and", ",", "the", "patients", "group", "receiving", "cohort"})
_BEFORE_WINDOW = frozenset(
    "at within by after until through every over for last past first next before beyond to up during".split()
)
_BEFORE_RANGE = frozenset({"at", "within", "during", "over"})
_AMOUNTED = frozenset({"amounted", "came", "amounting"})
_CLAUSE = 10
_MIDDLES = frozenset({"median", "mean"})
_WAS = frozenset({"was", "were", "is", "being", "reached", ":", "="})
_AFTER = frozenset({"after", "following", "post", "infusion", "treatment", "therapy", "of", "(", ")"})


def is_follow_up(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a length of time is how long patients were followed: "at 22 months (7-36) median follow-up"."""
    if quantity.value is None or quantity.proportion:
        return False
    beside = [t for t in tokens[at + 1 : at + 8] if t.depth <= tokens[at].depth]
    following = [t.text for t in beside if t.text not in {")", "]", "'"}]
    before = [t.text for t in tokens[max(0, at - 4) : at]]
    if _goes_on_following(tokens, at) or _were_followed(tokens, at):
        return True
    elapsed = before in (["after", "a", "median", "of"], ["after", "a", "mean", "of"]) and following[:1] == [","]
    return elapsed or following[:2] in _FOLLOWED


def _were_followed(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a length is how long patients were followed: "they were followed for a median of 17.4 months"."""
    said = [t.text for t in tokens[max(0, at - 7) : at] if t.text not in {"up", "a", "median", "mean", "of", "the"}]
    return said[-2:] in (["followed", "for"], ["observed", "for"], ["monitored", "for"], ["median", "observation"])


def _goes_on_following(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a length is how long the next group was followed: "follow-up of 24 months for A and 60 for B"."""
    last = next((i for i in range(at - 1, -1, -1) if tokens[i].tag is Tag.TIME), None)
    if last is None or "follow" not in tokens[last].text or tokens[at - 1].text not in {"and", ","}:
        return False
    return all(t.tag is Tag.ARM or t.text in _FOR_GROUP for t in tokens[last + 1 : at])


def is_window(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a time is only the window of an observation ("within 28 days")."""
    length = (quantity.unit or "").lower().startswith(TIME_UNITS)
    if quantity.interval == "range" and quantity.value is None and length:
        return tokens[at - 1].text in _BEFORE_RANGE and not tokens[at - 2].text.startswith("occur")
    if quantity.value is None or quantity.interval or not length:
        return False
    if is_middle(tokens, at) or _is_end_of_change(tokens, at) or _is_amount(tokens, at) or _is_told(tokens, at):
        return False
    if quantity.bound and _has_its_share(tokens, at):
        return True
    before = [t.text for t in tokens[max(0, at - 3) : at] if t.text not in {"the", "a", "approximately", "about"}]
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if after in {"after", "post", "following", "postinfusion", "prior", "before", "from"} or [
        t.text for t in tokens[at + 1 : at + 3]
    ] == ["of", "median"]:
        return True
    shared = tokens[at + 1 : at + 3]
    if len(shared) > 1 and shared[0].text == "in" and shared[1].quantity and shared[1].quantity.proportion:
        return True
    if before[-1:] == ["of"] and before[-2:-1] in (["course"], ["period"], ["span"]):
        return True
    return (
        bool(before)
        and (before[-1] in _BEFORE_WINDOW)
        and not (
            "for" in before[-1:] and any(t.text.startswith(("last", "persist")) for t in tokens[max(0, at - 4) : at])
        )
    )


def _is_end_of_change(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a length is what a value changed to: "extended median survival from 45 days to 92 days"."""
    if tokens[at - 1].text != "to":
        return False
    before = [t.text for t in tokens[max(0, at - _CLAUSE) : at]]
    began = tokens[at + 1 : at + 3]
    if len(began) > 1 and began[0].text == "from" and began[1].quantity is not None:
        return any(word in CHANGED for word in before)
    return "from" in before and any(word in CHANGED for word in before[: before.index("from")])


def _is_amount(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a length is what an outcome came to: "PFS amounted to 5.6 months, and OS to 12.9 months"."""
    if tokens[at - 1].text != "to" or at < 2:
        return False
    again = tokens[at - 2].tag is Tag.OUTCOME and any(t.text in _AMOUNTED for t in tokens[: at - 2])
    return tokens[at - 2].text in _AMOUNTED or again


def _is_told(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a length is the median that something was: "median PFS was 4 months after A and 9 after B"."""
    if tokens[at - 1].text in _WAS:
        return any(t.text.partition(" ")[0] in _MIDDLES for t in tokens[max(0, at - _CLAUSE) : at - 1])
    if tokens[at - 1].text not in {",", "and"} or tokens[at].depth:
        return False
    before = next((i for i in range(at - 2, 0, -1) if tokens[i].quantity is not None and not tokens[i].depth), 0)
    between = tokens[before + 1 : at - 1]
    grouped = any(t.tag in {Tag.ARM, Tag.NAME} for t in between)
    plain = all(t.depth or t.tag in {Tag.ARM, Tag.NAME} or t.text in _FOR_GROUP | _AFTER for t in between)
    return grouped and plain and _is_told(tokens, before)


def _has_its_share(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a time stands right behind an outcome told of a share: "5 of 7 remained in remission >12 months"."""
    told = any(t.quantity is not None and t.quantity.proportion for t in tokens[:at])
    return told and at > 0 and tokens[at - 1].tag is Tag.OUTCOME
