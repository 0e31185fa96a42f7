"""The one maker of evidence: a sentence or a row, quoted exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.model import Evidence, Span

if TYPE_CHECKING:
    from cargraph.model import Paper, Sentence


def evidence(paper: Paper, sentence: Sentence, *, rule: str = "") -> Evidence:
    """Return the evidence of a statement that a sentence makes."""
    return quote(paper, sentence.span, sentence.section, rule=rule)


def quote(paper: Paper, span: Span, section: str, *, rule: str = "", table: int | None = None) -> Evidence:
    """Return the evidence of a statement that a stretch of the text makes."""
    return Evidence(span=span, quote=span.of(paper.text), section=section, rule=rule, table=table)
