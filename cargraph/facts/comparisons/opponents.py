"""What a paper's title or aim sets its product against: "A versus allogeneic transplantation"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.phrases import is_people, label_of, phrase
from cargraph.facts.groups.group import Group
from cargraph.facts.tokens import Tag
from cargraph.mentions.abbreviations import definitions
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tokens import Token

_AIMING = frozenset({"compare", "compared", "comparing", "comparison", "efficacy", "outcome", "outcomes"})
_VERSUS = frozenset({"versus", "vs"})
_FEW = 5


def told_opponents(inventory: Inventory) -> tuple[Group, Group] | None:
    """Return a product and what the title, or else the aim, holds it against; None where neither tells it."""
    for sentence in inventory.annotation.sentences[:_FEW]:
        tokens = inventory.tokens.of(sentence)
        if sentence.section != "title" and not any(t.text in _AIMING for t in tokens):
            continue
        pair = next(_pairs(inventory, tokens, titled=sentence.section == "title"), None)
        if pair is not None:
            return pair
    return None


def _pairs(inventory: Inventory, tokens: Sequence[Token], *, titled: bool) -> Iterator[tuple[Group, Group]]:
    for at, token in enumerate(tokens):
        joins = token.text in _VERSUS or (titled and token.text == "or" and inventory.is_arm(tokens[at - 1]))
        if token.depth or not (joins or _is_compared(tokens, at)):
            continue
        behind = phrase(tokens, at + (1 if joins else 2), len(tokens))
        before = _before(tokens, at)
        if titled and is_people(tokens, behind) and is_people(tokens, before):
            people = label_of(inventory, tokens, before), _label(inventory, tokens, behind)
            if people[0] and people[1]:
                yield people[0], people[1]
            continue
        if titled and (timings := _of_one_head(inventory, tokens, before, behind)):
            yield timings
            continue
        arms = [t for t in tokens[:at] if inventory.is_arm(t) and not t.label]
        if arms and not _named(tokens[slice(*behind)]) and (label := _label(inventory, tokens, behind)):
            yield Group(arms[-1].entity), label
        named = [t for t in tokens[slice(*behind)] if inventory.is_arm(t) and not t.label]
        if named and not arms and (label := _label(inventory, tokens, _before(tokens, at))):
            yield Group(named[0].entity), label


def _of_one_head(
    inventory: Inventory, tokens: Sequence[Token], before: tuple[int, int], behind: tuple[int, int]
) -> tuple[Group, Group] | None:
    """Return the two sides of "early versus late infusion of A", whose noun only the second has."""
    lead, rest = tokens[slice(*before)], tokens[slice(*behind)]
    if len(lead) != 1 or len(rest) <= 1 or any(t.tag is not Tag.WORD for t in (*lead, *rest[:2])):
        return None
    if rest[1].text in words.PREPOSITIONS | {"of", "-"} or not lead[0].text.isalpha():
        return None
    text = inventory.annotation.paper.text
    noun = rest[1].span.of(text)
    return Group(None, f"{lead[0].span.of(text)} {noun}"), Group(None, f"{rest[0].span.of(text)} {noun}")


def _is_compared(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text == "compared" and [t.text for t in tokens[at + 1 : at + 2]] in (["with"], ["to"])


def _named(piece: Sequence[Token]) -> bool:
    return any(t.mention and t.mention.kind is Kind.CONSTRUCT for t in piece)


def _before(tokens: Sequence[Token], end: int) -> tuple[int, int]:
    """Return the noun phrase that ends before a place, its bracket with a short form left out."""
    while end and (tokens[end - 1].depth or tokens[end - 1].text in {")", "("}):
        end -= 1
    start = end
    while start and tokens[start - 1].text not in words.BREAKS | words.INTO | {"of", "between", "efficacy"}:
        start -= 1
    return start, end


def _is_apart(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token stands between spaces, as a dash of a title does and a hyphen does not."""
    return at > 0 and tokens[at - 1].span.end < tokens[at].span.start


def _label(inventory: Inventory, tokens: Sequence[Token], span: tuple[int, int]) -> Group | None:
    """Return a phrase as a label, by its short form where the paper defines one."""
    start, end = span
    stops = words.PREPOSITIONS - {"with"} | {"-", "–", "—"}
    end = next((i for i in range(start, end) if tokens[i].text in stops and _is_apart(tokens, i)), end)
    group = label_of(inventory, tokens, (start, end))
    if group is None or group.label is None:
        return None
    text = inventory.annotation.paper.text
    said = set(re.findall(r"\w+", group.label.lower()))
    found = (
        d.short for d in definitions(text, 0, len(text)) if said <= set(re.findall(r"\w+", d.meaning.of(text).lower()))
    )
    return Group(None, next(found, group.label))
