"""The mentions room: Paper -> Annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cargraph.model import Annotation, Paper


def annotate(paper: Paper) -> Annotation:
    """Return the paper's sentences, the entities it speaks of and every place where it names them.

    `paper` has been prepared: its text normalised, its sections and tables known. A construct's mention may hold
    mentions of its antigen, parts and cytokines. Raises VocabularyError or RuleError where a shipped file cannot be
    used.
    """
    from cargraph.mentions.annotate import annotate as run  # noqa: PLC0415 - spaCy is imported late

    return run(paper)
