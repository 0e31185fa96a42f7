"""What a build did: which papers it read and what became of them, and what it left out and why."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from cargraph.documents import Ignored, Skipped

Outcome = Literal["added", "replaced", "unchanged"]


@dataclass(frozen=True, slots=True)
class Read:
    """One paper that was read: `found` counts what it says, `outcome` is what that changed in the graph."""

    id: str
    source: str
    title: str
    outcome: Outcome
    found: dict[str, int]


@dataclass(frozen=True, slots=True)
class Repeat:
    """An input with a paper that another input holds too; of the two the longer text stands."""

    id: str
    source: str
    stands: str


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every input, in the order of the input. `ignored` are files of a folder that hold no papers."""

    read: tuple[Read, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    ignored: tuple[Ignored, ...] = ()

    def summary(self) -> str:
        """Return one line for a person.

        >>> Report().summary()
        '0 added, 0 replaced, 0 unchanged'
        """
        outcomes = Counter(one.outcome for one in self.read)
        said = [f"{outcomes[outcome]} {outcome}" for outcome in ("added", "replaced", "unchanged")]
        said += [f"{len(self.repeats)} repeated"] if self.repeats else []
        said += [f"{len(self.skipped)} skipped"] if self.skipped else []
        said += [f"{len(self.ignored)} ignored"] if self.ignored else []
        found = [one.found["findings"] for one in self.read if "findings" in one.found]
        said += [f"{sum(found)} finding{'' if sum(found) == 1 else 's'}"] if found else []
        return ", ".join(said)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain data, as report.json holds it."""
        found: Counter[str] = Counter()
        for one in self.read:
            found.update(one.found)
        rows = {
            name: [asdict(row) for row in getattr(self, name)] for name in ("read", "repeats", "skipped", "ignored")
        }
        counts = {name: len(rows[name]) for name in rows} | Counter(one.outcome for one in self.read)
        return {"counts": dict(sorted(counts.items())), "found": dict(found), **rows}

    def to_json(self) -> str:
        """Return the report as report.json holds it: one line a paper, nothing that depends on the clock."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"
