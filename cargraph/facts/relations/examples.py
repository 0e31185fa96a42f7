"""The examples of the rules, run: each rule must find what it says and refuse what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.relations.aside import Aside
from cargraph.facts.relations.focus import studied
from cargraph.facts.relations.found import merge
from cargraph.facts.relations.index import Book
from cargraph.facts.relations.prose import Prose
from cargraph.model import Annotation, Entity, Kind, Mention, Paper, Section, Span
from cargraph.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.rules import Rule
    from cargraph.model import Relation

_MARK = re.compile(r"\[(?P<kind>[a-z]+)(?:/(?P<role>\w+))?: |\]")


def failures(rules: Sequence[Rule]) -> tuple[str, ...]:
    """Return one line for each example that does not come out as its rule says."""
    return tuple(
        f"{rule.id}: {text!r} gives {sorted(given)}, not {sorted(finds)}"
        for rule in rules
        for text, finds in rule.examples
        if (given := found(rule, rules, text)) != set(finds)
    )


def found(rule: Rule, rules: Sequence[Rule], text: str) -> set[str]:
    """Return what a rule finds in an example, blocked as in a paper; a rule that blocks is tried on its whole fact."""
    chosen = [one for one in rules if one.fact == rule.fact and (one.blocks or rule.blocks or one is rule)]
    reading = annotation(text)
    labels = {entity.id: entity.label for entity in reading.entities}
    aside = Aside(reading, ())
    own = studied(reading, (), (), aside.others)
    return {
        _said(relation, labels)
        for relation in merge(Prose(reading, own, Book(chosen), aside.beside).found(), tuple(labels))
    }


def annotation(text: str) -> Annotation:
    """Make an annotation of a text whose things stand as [kind: words] or [kind/role: words], nested where they nest.

    >>> [mention.kind.value for mention in annotation("[construct: KX-2] binds [antigen: CD5].").mentions]
    ['construct', 'antigen']
    """
    plain, marked = _unmarked(text)
    paper = Paper("example", "example", "", plain, (Section("abstract", Span(0, len(plain))),))
    parts = sentences(paper)
    entities: dict[tuple[Kind, str], Entity] = {}
    mentions: list[Mention] = []
    for span, kind, role in sorted(marked, key=lambda one: one[0]):
        label = span.of(plain)
        old = entities.get((kind, label)) or Entity(f"e{len(entities) + 1}", kind, label, (label,), (), None, role)
        entities[kind, label] = Entity(old.id, kind, label, (label,), (*old.mentions, span), None, role)
        place = next(sentence.index for sentence in parts if sentence.span.holds(span))
        mentions.append(Mention(span, kind, old.id, place))
    return Annotation(paper, parts, tuple(entities.values()), tuple(mentions))


def _unmarked(text: str) -> tuple[str, list[tuple[Span, Kind, str]]]:
    plain, at = "", 0
    opened: list[tuple[int, Kind, str]] = []
    marked: list[tuple[Span, Kind, str]] = []
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        at = mark.end()
        if mark["kind"]:
            opened.append((len(plain), Kind(mark["kind"]), mark["role"] or ""))
        else:
            start, kind, role = opened.pop()
            marked.append((Span(start, len(plain)), kind, role))
    return plain + text[at:], marked


def _said(relation: Relation, labels: dict[str, str]) -> str:
    mark = "not " if relation.negated else "maybe " if relation.hedged else ""
    return f"{mark}{labels[relation.subject]} -> {labels[relation.object]}"
