"""Whom a result is of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Whom a result is of: a construct's id, a label in the text's words, or both."""

    subject: str | None
    label: str | None = None
