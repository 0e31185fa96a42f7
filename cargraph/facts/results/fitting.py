"""Which outcomes a number can be of: a time suits survival, a share suits a response, an onset needs its word."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.results.measures import says_measure
from cargraph.facts.tokens import TIME_UNITS, Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cargraph.mentions.quantities import Quantity
    from cargraph.model import Entity

_PEAKS = re.compile(r"\b(?:peak|maximum|maximal|expansion|cmax)\b", re.IGNORECASE)
_TIME_TO_PEAK = re.compile(r"time to (?:peak|max)|tmax", re.IGNORECASE)
_MEASURED_ROLES = frozenset({"kinetics", "persistence", "function", "dose", ""})
_CHANGED = (
    "fell", "fall", "declin", "decreas", "reduc", "drop", "negativ", "normali", "disappear", "undetect", "elevat",
    "increas",     "rose", "rise", "loss", "lost", "detect", "unchanged", "mean", "median",
)  # fmt: skip
_LENGTHS = ("time to", "duration of", "median time", "median duration")
_TIMELESS = frozenset({"mrd", "dose", "function", "feasibility", "clinical_score"})
_SCORED = frozenset({"was", "were", "is", "of", "to", "=", ":"})
_CLASSES = frozenset(
    {
        "adverse event",
        "adverse events",
        "toxicity",
        "toxicities",
        "aes",
        "toxic effects",
        "serious adverse events",
        "side effects",
    }
)


class Fitting:
    """Knows what the outcomes of one paper are, by their ids."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self.entities = entities

    def role(self, token: Token) -> str:
        """Return the role of the entity an outcome names, empty where it has none."""
        entity = self.entities.get(token.entity)
        return entity.role if entity else ""

    def is_class(self, token: Token) -> bool:
        """Tell whether an outcome is a class of events ("adverse events") and no event of its own."""
        entity = self.entities.get(token.entity)
        return entity is not None and (entity.label.lower() in _CLASSES or token.text in _CLASSES)

    def fits(self, tokens: Sequence[Token], at: int, quantity: Quantity, outcome: Token) -> bool:
        """Tell whether a quantity can be a result of an outcome by its unit.

        tokens: the sentence's. at: the quantity's place.
        """
        kind = outcome.mention.kind if outcome.mention else None
        unit = (quantity.unit or "").lower()
        length = unit.startswith(TIME_UNITS) or quantity.value == "NR"
        if length:
            if kind is Kind.TOXICITY:
                return quantity.value != "NR" and says_measure(tokens, at)
            role = self.role(outcome)
            if (
                kind is Kind.ENDPOINT
                and role in {"response", "remission"}
                and not outcome.text.startswith(("time", "median time", "duration"))
            ):
                told = says_measure(tokens, at) or "time" in {t.text for t in tokens}
                return told and not _is_stay(tokens, at)
            timed = role == "feasibility" and self._is_time(outcome)
            return kind is Kind.ENDPOINT and (timed or role not in _TIMELESS)
        entity = self.entities.get(outcome.entity)
        if entity is not None and _TIME_TO_PEAK.search(entity.label):
            return False
        if quantity.value is not None and unit and unit != "%":
            return (
                kind in {Kind.CYTOKINE, Kind.BIOMARKER}
                or (kind is Kind.TOXICITY and unit.startswith("per "))
                or (kind is Kind.ENDPOINT and self.role(outcome) in _MEASURED_ROLES)
            )
        if quantity.proportion and kind in {Kind.CYTOKINE, Kind.BIOMARKER}:
            return any(t.text.startswith(_CHANGED) or t.text == "positive" for t in tokens)
        if quantity.proportion:
            return not self._lasts(outcome) or _is_rated(tokens, at, outcome)
        return True

    def tells_score(self, tokens: Sequence[Token]) -> bool:
        """Tell whether a sentence names a clinical score, whose values have no unit."""
        return any(t.mention is not None and self.role(t) == "clinical_score" for t in tokens)

    def scored(self, tokens: Sequence[Token], at: int, outcome: Token) -> Token:
        """Return a number as the value it is where the outcome is a score: "SLEDAI fell to 2"."""
        quantity = tokens[at].quantity
        if quantity is None or self.role(outcome) != "clinical_score" or tokens[at - 1].text not in _SCORED:
            return tokens[at]
        if not quantity.bare or quantity.count is None or quantity.total is not None or quantity.percent is not None:
            return tokens[at]
        return replace(tokens[at], quantity=replace(quantity, count=None, value=float(quantity.count)))

    def _lasts(self, outcome: Token) -> bool:
        """Tell whether an outcome is itself a length of time: "time to response", "DOR", "vein-to-vein time"."""
        entity = self.entities.get(outcome.entity)
        names = (outcome.text, entity.label.lower() if entity is not None else "")
        return any(n.startswith(_LENGTHS) or n.endswith(" time") for n in names)

    def _is_time(self, outcome: Token) -> bool:
        entity = self.entities.get(outcome.entity)
        return entity is not None and "time" in entity.label.lower().split()

    def meant(self, outcome: Token, quantity: Quantity) -> str:
        """Return the entity a number is of: the time at which expansion peaked is the paper's time to peak."""
        if (quantity.unit or "").lower().startswith(TIME_UNITS) and _PEAKS.search(outcome.text):
            peak = (e.id for e in self.entities.values() if e.kind is Kind.ENDPOINT and _TIME_TO_PEAK.search(e.label))
            return next(peak, outcome.entity)
        return outcome.entity


_STAY = frozenset({"for", "between", "beyond", "over"})
_ROUGHLY = frozenset({"almost", "about", "approximately", "nearly", "more", "than", "at", "least", "the", "a"})


def _is_stay(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a length is how long some stayed as they were, and no measure: "remained in CR for two years"."""
    before = [t.text for t in tokens[max(0, at - _FAR) : at] if t.text not in _ROUGHLY]
    measured = {"median", "mean"} & set(before) or any(word.startswith("last") for word in before[-3:])
    return before[-1:] != [] and before[-1] in _STAY and not measured


_FAR = 12


def _is_rated(tokens: Sequence[Token], at: int, outcome: Token) -> bool:
    """Tell whether a share can be of a length of time: "the DOR rate was 75%", "12-month DOR", "DOR at 12 months"."""
    place = next((i for i in range(len(tokens)) if tokens[i] is outcome), at)
    near = tokens[max(0, place - 1) : max(at, place)]
    return any(t.tag is Tag.TIME for t in near) or any(t.text in {"rate", "rates"} for t in tokens)
