"""What a paper names: terms of the vocabulary, the places they are named in, and entities."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cargraph.model.paper import Span


class Kind(StrEnum):
    """What an entity is."""

    CONSTRUCT = "construct"
    ANTIGEN = "antigen"
    COMPONENT = "component"
    CYTOKINE = "cytokine"
    BIOMARKER = "biomarker"
    TOXICITY = "toxicity"
    ENDPOINT = "endpoint"
    DISEASE = "disease"
    DRUG = "drug"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class Term:
    """One meaning of the vocabulary. `role` narrows the kind (costimulation, survival, lymphodepletion, ...)."""

    kind: Kind
    label: str
    curie: str | None = None
    role: str = ""
    broader: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place where an entity is named. `entity` is the id of an Entity of the same reading.

    A generic mention ("the CAR T cells", "treatment") was bound to the entity by the text around it.
    """

    span: Span
    kind: Kind
    entity: str
    sentence: int
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing a paper speaks of, however often it names it."""

    id: str
    kind: Kind
    label: str
    names: tuple[str, ...]
    mentions: tuple[Span, ...]
    curie: str | None = None
    role: str = ""
    broader: str = ""
