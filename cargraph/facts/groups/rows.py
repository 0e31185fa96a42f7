"""Groups named in a row with one head: "at the low, middle and high dose", "in the early, middle and late groups"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.model import Span
from cargraph.text.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_ITEM = r"(?:the|both|two|three|four|all|these|other|treatment|study|age|between|of|in|for|to|with|was|were)\b"
_ITEM = rf"(?!{_NO_ITEM})[A-Za-z][\w+-]{{1,14}}"
_ROW = Sieve(
    rf"\b(?P<row>{_ITEM}(?:,\s{_ITEM}){{0,3}}),?\s(?:and|or|versus|vs\.?)\s(?P<last>{_ITEM}?)[\s-]"
    r"(?P<head>(?:dose|risk)(?:[\s-](?:levels?|groups?|cohorts?))?s?|(?:[\w-]{2,12}\s)?(?:ter|quar|quin)tiles?|groups|arms|cohorts)\b"
)


def rows(text: str, within: Span) -> Iterator[tuple[Span, str]]:
    """Yield each group of a row with its place and its label, the head of the row given to each: "low dose"."""
    for match in _ROW.finditer(text, within.start, within.end):
        head = match["head"].removesuffix("s")
        for name in ("row", "last"):
            for item in re.finditer(r"[\w+-]+", match[name]):
                start = match.start(name) + item.start()
                end = start + len(item.group()) if name == "row" else match.end("head")
                yield Span(start, end), f"{item.group().rstrip('-')} {head}"
