"""What the views read of a graph, or of a part of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.graph.records import (
        ArmRecord,
        ComparisonRecord,
        DocumentRecord,
        DoseRecord,
        EntityRecord,
        ObservationRecord,
        StatementRecord,
    )


class Readable(Protocol):
    """What the page needs to be told of a graph."""

    @property
    def documents(self) -> Sequence[DocumentRecord]: ...  # noqa: D102
    def entities(self) -> Sequence[EntityRecord]: ...  # noqa: D102
    def statements(self) -> Sequence[StatementRecord]: ...  # noqa: D102
    def observations(self) -> Sequence[ObservationRecord]: ...  # noqa: D102
    def comparisons(self) -> Sequence[ComparisonRecord]: ...  # noqa: D102
    def arms(self) -> Sequence[ArmRecord]: ...  # noqa: D102
    def doses(self) -> Sequence[DoseRecord]: ...  # noqa: D102
