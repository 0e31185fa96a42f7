"""What the words beside a thing deny of it: only a part, by exception, by a likeness, by a contrast."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cargraph.model import Sentence, Span

_PART_OF_ALL = re.compile(
    r"(?i)\b(?:grade|grades|severe|major|unexpected|new|additional|other|delayed|serious|fatal|lethal|life-threatening|high-grade|persistent|late|excess|excessive|undue)\b"
)
_DENIES = re.compile(r"(?i)\b(?:no|nor|without|free (?:of|from)|neither)\b")
_BEYOND = re.compile(
    r"(?i)\s(?:of )?grades?\b|(?:(?!\b(?:and no|nor|but)\b)[^,;.])*\b(?:beyond|above|over|exceeding"
    r"|(?:greater|higher|worse|more) than) grade\b"
)
_AT_ALL = re.compile(r"(?i)\s(?:of|at) any grade\b")
_EXCEPT = re.compile(
    r"(?i)(?:\b(?:but|and|although|though) not|\bnor|\bneither)\s"
    r"(?:(?:with|to|for|by|in|after|that of|the|peak|serum|baseline)\s){0,3}\Z"
)
_ALIKE = re.compile(r"(?i)\b(?:comparable|similar|equivalent|identical)\s(?:[\w%\u2265>-]+\s){0,3}\Z")
_UNLIKE = re.compile(r"(?i)\b(?:unlike|in contrast (?:to|with)|contrary to|as opposed to)\s(?:[\w-]+\s){0,2}\Z")
_LACK = re.compile(
    r"(?i)\b(?:with|predict\w*|of|to|for) (?:the |an? )?(?:(?:lack|absence|loss|failure) of|no|lacking)"
    r" (?:[\w-]+\s){0,3}\Z"
)
_WHY = re.compile(r"(?i)\bwhy\s(?:[\w-]+\s){0,4}\Z")
_NOT_SO = re.compile(r"[^.,;]{0,20}\b(?:did not|failed|was not|were not|never)\b")
_NO_TIE = re.compile(
    r"(?i)\b(?:no|without|lack of|absence of)\s(?:\w+\s){0,3}(?:association|correlation|relationship|relation|link)s?\b"
    r"(?![^.;]*\b(?:but|whereas|while|although|however)\b)"
)
_NEAR, _NEAR_PART = 40, 60


def part_of_all(text: str, place: Span, sentence: Sentence) -> bool:
    """Tell whether what is denied is only a part of the thing: "no grade 3 CRS", "no CRS beyond grade 1"."""
    after = text[place.end : min(sentence.span.end, place.end + _NEAR_PART)]
    if _AT_ALL.match(after):
        return False
    before = _DENIES.split(_before(text, place, sentence, _NEAR_PART))[-1]
    return _PART_OF_ALL.search(before) is not None or _BEYOND.match(after) is not None


def excepted(text: str, place: Span, sentence: Sentence) -> bool:
    """Tell whether a thing is left out of a list of those that hold: "IL-6, but not IL-8, predicted CRS"."""
    return _EXCEPT.search(_before(text, place, sentence)) is not None


def alike(text: str, place: Span, sentence: Sentence) -> bool:
    """Tell whether a thing is said to be the same in the groups: "those with CRS had comparable response rates"."""
    return _ALIKE.search(_before(text, place, sentence)) is not None


def of_the_lack(text: str, place: Span, sentence: Sentence) -> bool:
    """Tell whether a thing is named by its lack, to which something else is tied: "tied to the absence of response"."""
    why = _WHY.search(_before(text, place, sentence)) and _NOT_SO.match(text, place.end, sentence.span.end)
    return bool(why) or _LACK.search(_before(text, place, sentence)) is not None


def untied(text: str, place: Span, sentence: Sentence) -> bool:
    """Tell whether a tie to a thing is denied ahead of it: "no apparent association between A and B"."""
    return _NO_TIE.search(text[sentence.span.start : place.start]) is not None


def set_against(text: str, place: Span, sentence: Sentence) -> bool:
    """Tell whether a construct is only what another is unlike: "Unlike A, B caused no CRS"."""
    return _UNLIKE.search(_before(text, place, sentence)) is not None


def _before(text: str, place: Span, sentence: Sentence, near: int = _NEAR) -> str:
    return text[max(sentence.span.start, place.start - near) : place.start]
