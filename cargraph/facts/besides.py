"""Where a text names a construct besides the treatment it tells of: one given before or after, or in another study."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.mentions.own import tells_of_others
from cargraph.model import Kind

if TYPE_CHECKING:
    from cargraph.model import Annotation, Mention

_EARLIER = re.compile(
    r"(?i)(?:\b(?:relaps(?:ed|ing)|progress(?:ed|ing)|fail(?:ed|ing)|recurr(?:ed|ing)|refractory|resistant|exposed"
    r"|pre-?treated)(?:\s[\w-]+){0,3}?"
    r"|\b(?:prior(?! to\b)|previous|previously received|earlier|preceding|failure of|having had"
    r"|had (?:already )?received)"
    r"|\b(?:prior|previous)\b[^.;]{0,40}\b(?:lines?|therap\w+|treatments?),? (?:among (?:them|which)|including)"
    r"|\blines?\b[^.;]{0,20},? (?:among (?:them|which)|including))"
    r"(?:\s(?:after|following|to|on|from|with|an?|the|autologous|allogeneic|commercial|treatment|therapy|infusion|of))*\s\Z"
)
_LATER = re.compile(
    r"(?i)\b(?:re-?treat\w*|salvaged?|rescued|subsequent(?:ly)?(?: received| treatment| therapy)?"
    r"|later (?:received|given))"
    r"(?:\s(?:by|with|using|an?|the|autologous|allogeneic))*\s\Z"
)
_CUES = (
    "relaps", "progress", "fail", "recurr", "refractory", "resistant", "exposed", "treated", "prior", "previous",
    "earlier", "preceding", "had", "line", "retreat", "re-treat", "salvage", "rescue", "subsequent", "later",
)  # fmt: skip
"""Each match of what tells of other treatment before a name holds one of these, and ends with a space."""
_OF_ANOTHER_STUDY = re.compile(
    r"(?i)(?:\s(?!and\b|or\b|than\b|versus\b|vs\b)[\w-]+){0,3}?\s(?:in|from|of) (?:our|an?|the) "
    r"(?:own )?(?:preceding|previous|earlier|prior|historical)"
    r" (?:\w+ )?(?:trial|study|cohort|series|protocol)s?\b"
)
_HAD_BY_NAME = re.compile(r"(?i)[-\u2013 ](?:exposed|experienced|pre-?treated|refractory|resistant|na[i\u00ef]ve)\b")
_NEXT_WORD = 20
FIELDWIDE = frozenset({"background", "introduction", "discussion"})
"""The sections that tell of the field."""


def had_besides(annotation: Annotation, mention: Mention) -> bool:
    """Tell whether a construct is named as what patients had before or after: "relapsed after X", "X-exposed"."""
    if mention.sentence < 0:
        return False
    text, place = annotation.paper.text, mention.span
    before = text[annotation.sentences[mention.sentence].span.start : place.start]
    after = text[place.end : place.end + _NEXT_WORD]
    told = before[-1:].isspace() and any(map(before.lower().__contains__, _CUES))
    return bool((told and (_EARLIER.search(before) or _LATER.search(before))) or _HAD_BY_NAME.match(after))


def of_another_study(annotation: Annotation, mention: Mention) -> bool:
    """Tell whether a construct is named as what another study gave: "X in our preceding trial"."""
    if mention.sentence < 0:
        return False
    end = annotation.sentences[mention.sentence].span.end
    return _OF_ANOTHER_STUDY.match(annotation.paper.text, mention.span.end, end) is not None


def of_the_field(annotation: Annotation) -> frozenset[str]:
    """Return the constructs that a paper names only where it tells of the field, beside others of its own.

    What stands there of their results is others' work. A paper without such sections has none.
    """
    named = [m for m in annotation.mentions if m.kind == Kind.CONSTRUCT and not m.generic]
    own = {m.entity for m in named if m.sentence < 0 or not _tells_of_the_field(annotation, m.sentence)}
    return frozenset(m.entity for m in named) - own if own else frozenset()


def _tells_of_the_field(annotation: Annotation, number: int) -> bool:
    sentence = annotation.sentences[number]
    said = sentence.span
    return sentence.section in FIELDWIDE or tells_of_others(annotation.paper.text, said.start, said.end)
