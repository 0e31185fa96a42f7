"""The diseases into which a paper divides its patients: "FL (n = 80) and MZL (n = 20)", "6 with FL and 4 with MZL"."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from cargraph.mentions.numerals import WORD
from cargraph.mentions.people import SEVERAL_PATIENTS
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.model import Annotation, Mention

_SIZE_BEHIND = re.compile(r"(?:\s[(\[][A-Z][\w-]{1,9}(?:[)\]]|(?=[,;]\sn)))?\s?[(\[,;]\s?n\s?=\s?\d")
_COUNT_BEHIND = re.compile(r"(?:\s\([A-Z][\w-]{1,9}\))?\s\(\d+\)")
_PATIENTS_WITH = re.compile(rf"\b{SEVERAL_PATIENTS}\s(?:with|had)\s")
_COUNT_BEFORE = re.compile(
    rf"(?:\b(?:\d+|{WORD})\s(?:{SEVERAL_PATIENTS}\s)?(?:with|had)\s|[(,]\s?(?:and\s)?(?:\d+|{WORD})\s)$"
)
_COUNTED = re.compile(rf"\b(?:\d+|{WORD})\s$")
_ROW_OF_PATIENTS = re.compile(rf"(?:,?\s(?:and\s)?(?:\d+|{WORD})\s[\w-]{{2,12}}){{0,3}}\s{SEVERAL_PATIENTS}\b")
_REACH = 40


def strata(annotation: Annotation) -> dict[str, str]:
    """Return the disease entities that one sentence counts side by side, each with the name it has there."""
    diseases = (m for m in annotation.mentions if m.kind is Kind.DISEASE and m.sentence >= 0)
    found: dict[str, str] = {}
    for _, mentions in groupby(diseases, key=lambda m: m.sentence):
        counted = dict(_counted(annotation, list(mentions)))
        if len(counted) > 1:
            found = {**counted, **found}
    return found


def _counted(annotation: Annotation, mentions: list[Mention]) -> Iterator[tuple[str, str]]:
    text = annotation.paper.text
    for place, mention in enumerate(mentions):
        before = text[max(0, mention.span.start - _REACH) : mention.span.start]
        behind = (mention.span.end, mention.span.end + _REACH)
        in_bracket = _COUNT_BEHIND.match(text, *behind) and _PATIENTS_WITH.search(
            text, annotation.sentences[mention.sentence].span.start, mention.span.start
        )
        in_row = _COUNTED.search(before) and _ROW_OF_PATIENTS.match(text, mention.span.end, mention.span.end + 80)
        if _COUNT_BEFORE.search(before) or _SIZE_BEHIND.match(text, *behind) or in_bracket or in_row:
            short = next(iter(mentions[place + 1 : place + 2]), None)
            yield mention.entity, _in_full(text, mention, mentions[place - 1] if place else None, short)


def _in_full(text: str, mention: Mention, before: Mention | None, behind: Mention | None) -> str:
    """Return a disease's name, the long one with the short one where both stand together."""
    if behind is not None and behind.entity == mention.entity and _bracketed(text, mention, behind):
        return f"{mention.span.of(text)} ({behind.span.of(text)})"
    name, same = mention.span.of(text), before is not None and before.entity == mention.entity
    if before is None or not same or not _bracketed(text, before, mention):
        return name
    return f"{before.span.of(text)} ({name})"


def _bracketed(text: str, name: Mention, short: Mention) -> bool:
    """Tell whether a bracket opens between a name and its short form, and nothing else stands there."""
    return text[name.span.end : short.span.start].strip() in {"(", "["}
