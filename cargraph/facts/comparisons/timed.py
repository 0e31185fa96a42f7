"""Measures before and after: "serum IL-6 rose from baseline after infusion", "X was lower at month 3 than before".

The sides are times in the text's words: what was measured later, and what it is measured against.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.choosing import Claim, Weight
from cargraph.facts.comparisons.stating import stated
from cargraph.facts.groups.group import Group
from cargraph.facts.results.qualifiers import grade_of
from cargraph.facts.tokens import Tag
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tokens import Token
    from cargraph.model import Evidence

_EVENT = (
    r"(?:(?:the|CAR[\s-]?T(?:[\s-]cells?)?|cell|T[\s-]cell|first|second|repeat(?:ed)?)\s){0,4}"
    r"(?:infusions?|treatment|therapy|CAR[\s-]T(?:\scells?)?|injections?|administration|transfusion)"
)
_LATER = re.compile(
    rf"\b(?P<later>(?:after|following|post)[\s-](?:\w[\w-]*\s){{0,2}}?{_EVENT}\b|post-?(?:infusion|treatment)\b"
    r"|(?:at|by|on)\s(?:day|week|month|year)\s\+?\d+|(?:at|by)\s\d+\s(?:days|weeks|months|years)"
    r"|(?:within|after)\s\d+\s(?:days|weeks|months))",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:from|than|to|with|versus|vs\.?|over|below|above)\s(?:(?:that|those|levels?|values?)\s)?(?:(?:at|in|the|their|its)\s)*"
    rf"(?P<earlier>(?:pre-?\s?(?:treatment|infusion)\s)?baseline|pre-?\s?(?:treatment|infusion)(?:\s(?:levels?|values?|samples))?"
    rf"|(?:before|prior\sto)(?:\s{_EVENT})?)\b(?!\s(?:\w+ing|lymphodepletion)\b)",
    re.IGNORECASE,
)
_AS_BEFORE = frozenset({"unchanged", "stable"})
"""What is told of a later time alone, and means that it was so at baseline."""
_PARTING = words.CONTRASTS | words.PEOPLE | {";", "who", "associated", "correlated"}
_PEOPLE = re.compile(r"\b(?:patients|recipients|responders|those|groups?|arms?|cohorts?)\b", re.IGNORECASE)


def timed(
    inventory: Inventory,
    tokens: Sequence[Token],
    cue: tuple[int, int],
    outcomes: Sequence[int],
    text: str,
    direction: str,
    p: Token | None,
    proof: Evidence,
) -> Iterator[Claim]:
    """Yield a claim for each measure that a comparing word says was more or less later than earlier.

    cue: the first and last token of the word. outcomes: the places of what it compares. text: the paper's text.
    """
    low, high = tokens[cue[0]].span.start, proof.span.end
    earlier = _EARLIER.search(text, tokens[cue[1]].span.end, high)
    if earlier is not None and _is_far(tokens, low, earlier.start()):
        earlier = None
    found = _LATER.finditer(text, proof.span.start, high)
    later = next((m for m in found if not _is_far(tokens, low, m.start())), None)
    measured = [at for at in outcomes if _is_measured(tokens[at])]
    if (earlier is None and later is None) or not measured:
        return
    if earlier is None and not (_is_undergone(tokens, cue) or tokens[cue[0]].text in _AS_BEFORE):
        return
    a = Group(None, later["later"]) if later else (Group(inventory.main) if inventory.main else None)
    if a is None or (later and earlier and later.start() == earlier.start("earlier")):
        return
    same = tokens[cue[0]].text in _AS_BEFORE
    b = Group(None, earlier["earlier"]) if earlier else Group(None, "baseline") if same else None
    for at in measured:
        made = stated((a, b), tokens[at].entity, proof, direction=direction, grade=grade_of(tokens, at, at), p=p)
        yield Claim(made, at, cue[0], Weight.KNOWN)


def _is_measured(token: Token) -> bool:
    """Tell whether an outcome is measured again and again: an analyte or a cell count, no toxicity or survival."""
    return token.mention is not None and token.mention.kind in {Kind.CYTOKINE, Kind.BIOMARKER}


def _is_undergone(tokens: Sequence[Token], cue: tuple[int, int]) -> bool:
    """Tell whether the outcome is the subject of the word: "was reduced", "increased"."""
    return (
        cue[0] > 0
        and tokens[cue[0]].text.endswith("ed")
        and ({t.text for t in tokens[max(0, cue[0] - 3) : cue[0]]} & {"was", "were"} != set())
    )


def _is_far(tokens: Sequence[Token], cue: int, place: int) -> bool:
    """Tell whether another clause stands between a comparing word and a place of the text, or patients do."""
    start, end = sorted((cue, place))
    between = [t for t in tokens if start <= t.span.start < end and not t.depth]
    return any(t.text in _PARTING or (t.tag is Tag.ARM and t.label and _PEOPLE.search(t.label)) for t in between)
