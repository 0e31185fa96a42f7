"""Two numbers that are of other groups than the two a paper compares: told so behind them, or by a figure's title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag
from cargraph.mentions.people import PATIENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.places import Place
    from cargraph.facts.tokens import Token
    from cargraph.model import Annotation

_LEADING = frozenset({"in", "after", "with", "for", "among", "without", "following"})
_OF_BOTH = frozenset("two both each all total average favor favour respectively comparison mice cells time".split())
_NUMBERED = frozenset("week month day year weeks months days years".split())
_BY = re.compile(
    r"(?i)\b(?:by|according to|stratified by|in relation to)\s(?:the\s)?"
    r"(?!(?:infused |study |cell(?:ular)? |CAR[\w-]* )*"
    r"(?:products?|treatments?|arms?|groups?|cohorts?|constructs?|trials?|time|visits?)\b)"
    r"(?!(?:day|week|month|year)\b|\d|investigator|independent|central)[A-Za-z]"
)

_FIGURE = re.compile(r"(?i)(?:extended data )?fig(?:ure|\.)?\s?S?\d")


def of_others(place: Place) -> bool:
    """Tell whether one of two numbers in a sentence without known groups has words of its own: "43% in later lines"."""
    two = place.pair or tuple(place.run)
    return not place.groups and any(_has_its_own(place.tokens, number) for number in two)


def _has_its_own(tokens: Sequence[Token], number: int) -> bool:
    depth, end = tokens[number].depth, number + 1
    while end < len(tokens) and (tokens[end].depth > depth or tokens[end].text in {"(", ")", "[", "]"}):
        end += 1
    if end + 1 >= len(tokens) or tokens[end].text not in _LEADING:
        return False
    told = next((t for t in tokens[end + 1 :] if t.text not in {"the", "a", "an", "those", *PATIENTS}), None)
    return told is not None and _names(told)


def _names(told: Token) -> bool:
    if told.tag is Tag.NAME:
        return True
    return told.tag is Tag.WORD and told.text.isalpha() and told.text not in _OF_BOTH | _NUMBERED | _LEADING


def of_a_factor(annotation: Annotation) -> frozenset[int]:
    """Return the numbers of the sentences of legends whose title tells what is drawn by what: "OS by ferritin"."""
    return frozenset(_by_factor(annotation))


def _by_factor(annotation: Annotation) -> Iterator[int]:
    text, titled, before = annotation.paper.text, False, ""
    for sentence in annotation.sentences:
        if sentence.section != "caption":
            before = ""
            continue
        said = sentence.span.of(text)
        if not before or _FIGURE.match(said) or (_FIGURE.match(before) and not said.startswith("(")):
            titled = _BY.search(said) is not None
        before = said
        if titled:
            yield sentence.index
