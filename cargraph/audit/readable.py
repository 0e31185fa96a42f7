"""Findings -> a text for people."""

from __future__ import annotations

from itertools import groupby
from textwrap import shorten, wrap
from typing import TYPE_CHECKING

from cargraph.audit.naming import where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cargraph.audit.findings import Finding
    from cargraph.model import Evidence

_WIDTH = 110


def report(findings: Iterable[Finding]) -> str:
    """Return findings as a text: paper by paper, each with its arithmetic and the sentences it rests on.

    findings: those of one paper after another, in the order to be told.

    >>> report([])
    'The numbers agree: nothing was found.'
    """
    blocks = [_paper(paper, list(found)) for paper, found in groupby(findings, key=lambda f: f.paper)]
    return "\n\n".join(blocks) or "The numbers agree: nothing was found."


def _paper(paper: str, findings: list[Finding]) -> str:
    head = f"{paper}: {len(findings)} finding{'' if len(findings) == 1 else 's'}"
    return "\n\n".join([head, *("\n".join(_lines(found)) for found in findings)])


def _lines(found: Finding) -> Iterator[str]:
    yield from wrap(f"{found.severity} ({found.kind}): {found.message}", _WIDTH, subsequent_indent="  ")
    yield from wrap(found.arithmetic, _WIDTH, initial_indent="  = ", subsequent_indent="    ")
    for evidence in found.evidence:
        yield from wrap(_quoted(evidence), _WIDTH, initial_indent="  > ", subsequent_indent="    ")


def _quoted(evidence: Evidence) -> str:
    place = f"[{where(evidence)}, characters {evidence.span.start}-{evidence.span.end}]"
    return f"{place} {shorten(evidence.quote, 400, placeholder=' ...')}"
