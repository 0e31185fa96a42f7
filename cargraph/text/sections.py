"""Sections made finer: labels that stand within a paragraph, and copyright lines at its end."""

from __future__ import annotations

import re
from dataclasses import replace

from cargraph.documents.headings import label_role
from cargraph.model import Section, Span

_WORDS = (
    r"Background|Introduction|Objectives?|Aims?|Purpose|(?:Patients and |Materials and )?Methods?|Results|Findings"
    r"|Conclusions?|Interpretation"
)
_GLUE = re.compile(rf"(?:^|(?<=[.!?)] )|(?<=[.!?)]))(?P<label>{_WORDS})(?P<mark>(?= ?[A-Z0-9]))", re.MULTILINE)
_LABELLED = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?)\]\"] )|(?<=[.!?)\]\"]))(?P<label>[A-Z][A-Za-z,/&' -]{2,60}?)"
    r"(?P<mark>\s?:(?=\s?\S)|\s?- (?=[A-Z0-9]))",
    re.MULTILINE,
)
_SHOUTED = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?)\]\"] ))(?P<label>[A-Z][A-Z,/&' -]{4,60}?)"
    r"(?P<mark>\.(?= [A-Z0-9])|(?= [A-Z][a-z]))",
    re.MULTILINE,
)
_CAPITALS = re.compile(r"(?:^|(?<=[\s.!?)\]]))(?P<label>[A-Z][A-Z,/&' -]{3,60}?)\s?:(?=\s?\S)", re.MULTILINE)
_COPYRIGHT = re.compile(
    r"(?:^|(?<=[.!?)\]]\s)|(?<=[.!?)\]])|(?<=\n))"
    r"(?:Copyright\b|\(c\) ?(?:19|20)\d\d|©|This article is protected by copyright"
    r"|Published by [A-Z]\w+|All rights reserved)",
    re.MULTILINE,
)
_REGISTERED = re.compile(
    r"(?<=[.;] )(?:(?:The|This|Our) )?(?:[Tt]rial|[Ss]tudy)(?: \([^()]{2,30}\))?,? (?:[a-z]+ ){0,3}regist(?:er|rat)"
)
"""How a sentence on a trial's registration begins, where it stands behind the funders."""
_LABELLED_SECTIONS = ("abstract", "body")
_TAIL = 600


def refine(text: str, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections with inline labels ("METHODS: ...") and copyright tails as sections of their own.

    >>> [s.name for s in refine("RESULTS: All died. FUNDING: None.", (Section("abstract", Span(0, 33)),))]
    ['results', 'funding']
    """
    split = [part for section in sections for piece in _split(text, section) for part in _registered(text, piece)]
    return tuple(part for section in split for part in _untailed(text, section))


def carve(sections: tuple[Section, ...], span: Span, name: str, heading: str = "") -> tuple[Section, ...]:
    """Return the sections with one more that takes its span out of those that stand there."""
    kept: list[Section] = []
    for section in sections:
        if not section.span.overlaps(span):
            kept.append(section)
            continue
        if section.span.start < span.start:
            kept.append(replace(section, span=Span(section.span.start, span.start)))
        if span.end < section.span.end:
            kept.append(replace(section, span=Span(span.end, section.span.end), heading=""))
    return tuple(sorted([*kept, Section(name, span, heading)], key=lambda section: section.span))


def tightened(text: str, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections without the blanks at their ends, and without those that hold nothing else."""
    tight = (replace(section, span=_strip(text, section.span)) for section in sections)
    return tuple(section for section in tight if section.span.start < section.span.end)


def _strip(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _split(text: str, section: Section) -> list[Section]:
    if section.name not in _LABELLED_SECTIONS:
        return [section]
    found = _labels(section.span.of(text))
    if not found:
        return [section]
    starts = [section.span.start + start for start, _, _ in found]
    ends = [*starts[1:], section.span.end]
    parts = [
        Section(name, Span(start, end), label) for (_, label, name), start, end in zip(found, starts, ends, strict=True)
    ]
    lead = Section(section.name, Span(section.span.start, starts[0]), section.heading)
    return list(tightened(text, (lead, *parts)))


def _labels(words: str) -> list[tuple[int, str, str]]:
    """Return where labels stand, with their words and the section names they announce."""
    found = {match.start("label"): match["label"] for match in _LABELLED.finditer(words)}
    found |= dict(_capitals(match) for match in _CAPITALS.finditer(words))
    if len(_roles(found)) > 1 or not found:
        found |= {match.start("label"): match["label"] for match in _SHOUTED.finditer(words)}
    glued = {match.start("label"): match["label"] for match in _GLUE.finditer(words)}
    if len(_roles(glued | found)) > 1:
        found |= glued
    labelled = [(start, label.strip(), name) for start, label in sorted(found.items()) if (name := label_role(label))]
    enough = len({name for _, _, name in labelled}) > 1 or any(
        label.isupper() or start == 0 for start, label, _ in labelled
    )
    return labelled if enough else []


def _capitals(match: re.Match[str]) -> tuple[int, str]:
    """Return where the longest known label at the end of a run of capitals stands, and its words."""
    start, label = match.start("label"), match["label"]
    while label_role(label) is None and " " in label:
        start += label.index(" ") + 1
        label = label.partition(" ")[2]
    return start, label


def _roles(found: dict[int, str]) -> set[str]:
    return {name for label in found.values() if (name := label_role(label))}


def _registered(text: str, section: Section) -> list[Section]:
    """Return a section on funding and, where it ends with the trial's registration, that as methods."""
    found = _REGISTERED.search(text, section.span.start, section.span.end) if section.name == "funding" else None
    if not found:
        return [section]
    before, after = Span(section.span.start, found.start()), Span(found.start(), section.span.end)
    return list(tightened(text, (replace(section, span=before), Section("methods", after))))


def _untailed(text: str, section: Section) -> list[Section]:
    """Return a section and, where its end is a copyright line, that as furniture."""
    if not section.read or section.name in ("title", "table"):
        return [section]
    low = max(section.span.start, section.span.end - _TAIL)
    found = _COPYRIGHT.search(text, low, section.span.end)
    if not found or "\n\n" in text[found.start() : section.span.end].strip():
        return [section]
    return list(
        tightened(
            text,
            (
                replace(section, span=Span(section.span.start, found.start())),
                Section("furniture", Span(found.start(), section.span.end)),
            ),
        )
    )
