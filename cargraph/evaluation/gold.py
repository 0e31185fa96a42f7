"""Gold files -> what a careful reader wrote down of one text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cargraph.errors import EvaluationError
from cargraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

Row = dict[str, Any]
Tie = tuple[str, str, str, bool]

SECTIONS = ("entities", "relations", "observations", "comparisons", "arms", "doses")
STATED = SECTIONS[2:]
_FLAGS = frozenset({"negated", "optional"})


@dataclass(frozen=True, slots=True)
class Gold:
    """One text as it was annotated. `stem` is the name of the text's file without its ending.

    What is `optional` may be found or not; neither counts.
    """

    stem: str
    entities: tuple[Row, ...]
    relations: frozenset[Tie]
    optional_relations: frozenset[Tie]
    rows: Mapping[str, tuple[Row, ...]]

    @property
    def optional(self) -> frozenset[str]:
        """The keys of the entities that need not be found."""
        return frozenset(entity["key"] for entity in self.entities if entity.get("optional"))


def read_gold(folder: str | Path, only: Collection[str] = ()) -> Iterator[Gold]:
    """Yield the gold files (*.yaml) of a folder in the order of their names, or `only` those with the given stems.

    Raises EvaluationError where there is none, one is no YAML, or a row cannot be used.
    """
    paths = sorted(path for path in Path(folder).glob("*.yaml") if not only or path.stem in only)
    if missing := sorted(set(only) - {path.stem for path in paths}):
        raise EvaluationError(f"{folder}: no {missing[0]}.yaml; give the stems of gold files that are there")
    if not paths:
        raise EvaluationError(f"{folder}: no gold files (*.yaml); give the folder that holds them")
    yield from map(read_one, paths)


def read_one(path: Path) -> Gold:
    """Return one gold file; raise EvaluationError naming the file, the row and the mend."""
    data = _loaded(path)
    entities = tuple(_entity(row, path) for row in data.get("entities") or ())
    optional = frozenset(entity["key"] for entity in entities if entity.get("optional"))
    wanted: set[Tie] = set()
    spared: set[Tie] = set()
    for row in data.get("relations") or ():
        tie, flags = _tie(row, path)
        (spared if "optional" in flags or optional & {tie[0], tie[2]} else wanted).add(tie)
    rows = {name: tuple(_row(row, name, path) for row in data.get(name) or ()) for name in STATED}
    return Gold(path.stem, entities, frozenset(wanted), frozenset(spared), rows)


def _loaded(path: Path) -> Row:
    import yaml  # noqa: PLC0415 - slow to import

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both loaders are safe
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as fault:
        raise EvaluationError(f"{path}: {fault}; mend the YAML") from fault
    if not isinstance(data, dict) or not isinstance(data.get("entities"), list):
        raise EvaluationError(f"{path}: no list of entities; start the file with 'entities:'")
    return data


def _entity(row: object, path: Path) -> Row:
    if not isinstance(row, dict) or not {"key", "type", "names"} <= row.keys():
        raise EvaluationError(f"{path}, entity {row!r}: give it key, type and names")
    if row["type"] not in set(Kind):
        raise EvaluationError(f"{path}, entity {row['key']}: no type {row['type']!r}; use {', '.join(Kind)}")
    return row


def _tie(row: object, path: Path) -> tuple[Tie, frozenset[str]]:
    if not isinstance(row, list) or len(row) < 3 or row[1] not in set(Predicate) or not set(row[3:]) <= _FLAGS:
        raise EvaluationError(f"{path}, relation {row!r}: write [subject, predicate, object], and negated or optional")
    flags = frozenset(row[3:])
    return (row[0], row[1], row[2], "negated" in flags), flags


def _row(row: object, name: str, path: Path) -> Row:
    needed = {"observations": "outcome", "comparisons": "outcome", "arms": "n", "doses": "low"}[name]
    if not isinstance(row, dict) or needed not in row:
        raise EvaluationError(f"{path}, {name} {row!r}: no {needed}; add it")
    return row
