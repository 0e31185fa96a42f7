"""The grading scales that the ontology knows."""

from __future__ import annotations

from cargraph.facts.results.gradings import SCALES


def known_scale(scale: str | None) -> str | None:
    """Return the local name of a scale that is given by its short name and perhaps a version.

    >>> known_scale("CTCAE 5.0"), known_scale("ASTCT"), known_scale("house"), known_scale(None)
    ('CTCAE', 'ASTCT', None, None)
    """
    first = (scale or "").partition(" ")[0]
    return first if first in SCALES else None
