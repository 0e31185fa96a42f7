"""One paper made of a title and a few sentences, read through the whole road."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cargraph.documents import read_text
from cargraph.facts.reading import read
from cargraph.mentions.annotate import annotate
from cargraph.mentions.rows import with_row_labels
from cargraph.text.prepare import prepare

if TYPE_CHECKING:
    from cargraph.model import Observation, Reading

ONE_PRODUCT = "QV-19, an anti-CD19 CAR T-cell product, in relapsed or refractory large B-cell lymphoma"
TWO_PRODUCTS = "QV-19, an IL-6-silenced anti-CD19 CAR T-cell product, versus common anti-CD19 CAR T cells (KM-19) in B-cell acute lymphoblastic leukaemia"
SIZED = "In this phase 1 study, 40 patients received QV-19."
SIZED_TWO = "Of 90 patients, 50 received QV-19 and 40 received KM-19."


@lru_cache(maxsize=256)
def reading_of(title: str, *sentences: str) -> Reading:
    """Return the reading of a paper with this title and these sentences as its abstract."""
    return read(with_row_labels(annotate(prepare(read_text(f"{title}\n\n{' '.join(sentences)}\n")))))


def told(reading: Reading, observation: Observation) -> tuple[object, ...]:
    """Return an observation in names: (whose, outcome, grade, measure, numbers as printed in one string)."""
    labels = {e.id: e.label for e in reading.entities}
    whose = observation.arm or labels.get(observation.subject or "", "")
    return (whose, labels[observation.outcome], observation.grade, numbers(observation))


def numbers(o: Observation) -> str:
    """Return the numbers of an observation in one short string: "7/47 14.89%", "8.3 months 6-15.1"."""
    parts = []
    if o.count is not None:
        parts.append(f"{o.count}/{o.total}" if o.total is not None and not o.carried else f"{o.count}")
    if o.percent is not None and not (o.carried and o.count == o.total):
        parts.append(f"{o.percent:g}%")
    if o.value is not None:
        parts.append(f"{o.value:g}" if isinstance(o.value, float) else o.value)
    if o.unit and o.unit != "%":
        parts.append(o.unit)
    if o.low is not None:
        parts.append(f"{o.low:g}-{o.high:g}" if isinstance(o.high, float) else f"{o.low:g}-{o.high}")
    return " ".join(parts)
