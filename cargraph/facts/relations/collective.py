"""Names of several constructs at once: "CD19 and CD22 CAR T cells" are those against the one and against the other."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cargraph.facts.relations.found import Found
    from cargraph.model import Annotation, Mention

_SAID_WITH = frozenset({Kind.ANTIGEN, Kind.COMPONENT})
_AND = re.compile(r"-?\s(?:and|or)\s(?:anti-)?")
_OF_EACH_ALONE = frozenset({Predicate.TARGETS, Predicate.HAS_COMPONENT, Predicate.EXPRESSES, Predicate.SILENCES})


def members(annotation: Annotation) -> dict[str, tuple[str, ...]]:
    """Return the constructs that are only named as several others at once, each with those others in their order.

    Each thing in the name has to stand alone in the names of exactly one other construct.
    """
    holders = [m for m in annotation.mentions if m.kind == Kind.CONSTRUCT and not m.generic]
    inner = {holder.span: _inside(annotation, holder) for holder in holders}
    said: dict[str, list[tuple[Mention, ...]]] = defaultdict(list)
    for holder in holders:
        said[holder.entity].append(inner[holder.span])
    joint = {name: told[0] for name, told in said.items() if all(_joined(annotation, things) for things in told)}
    alone: dict[str, set[str]] = defaultdict(set)
    for name, told in said.items():
        if name not in joint and len(things := {m.entity for one in told for m in one}) == 1:
            alone[things.pop()].add(name)
    found = {name: [alone.get(thing.entity, set()) for thing in things] for name, things in joint.items()}
    plain = {name: each for name, each in found.items() if all(len(one) == 1 for one in each)}
    return {name: tuple(next(iter(one)) for one in each) for name, each in plain.items()}


def dealt(found: Iterable[Found], groups: Mapping[str, tuple[str, ...]]) -> Iterator[Found]:
    """Give the statements; one of several constructs at once is of each of them, but how each is built is its own."""
    for one in found:
        if one.subject in groups and one.predicate in _OF_EACH_ALONE:
            continue
        for subject in groups.get(one.subject, (one.subject,)):
            for thing in groups.get(one.object, (one.object,)):
                if subject != thing:
                    kept = (subject, thing) == (one.subject, one.object)
                    yield one if kept else replace(one, subject=subject, object=thing)


def _inside(annotation: Annotation, holder: Mention) -> tuple[Mention, ...]:
    """Return the antigens and parts named in a construct's name, the first place of each, in their order."""
    first: dict[str, Mention] = {}
    for mention in annotation.within(holder.span):
        if mention.kind in _SAID_WITH:
            first.setdefault(mention.entity, mention)
    return tuple(first.values())


def _joined(annotation: Annotation, things: tuple[Mention, ...]) -> bool:
    text = annotation.paper.text
    pairs = itertools.pairwise(things)
    return len(things) > 1 and all(_AND.fullmatch(text, a.span.end, b.span.start) for a, b in pairs)
