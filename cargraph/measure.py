"""How good the reading is, measured on texts that careful readers have annotated."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cargraph.documents import Skipped
from cargraph.documents.collection import places
from cargraph.errors import EvaluationError
from cargraph.evaluation import calibration, causes, figures, printing
from cargraph.evaluation.gold import read_gold
from cargraph.evaluation.scoring import score
from cargraph.pipeline import made

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cargraph.evaluation.scoring import Scored


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was read held against its gold. `unread` are the stems of the gold files that no text was read for."""

    scored: tuple[Scored, ...]
    unread: tuple[str, ...] = ()

    def sections(self) -> dict[str, figures.Figures]:
        """Return precision, recall and F1 of every section and of all."""
        return figures.by_section(self.scored)

    def types(self) -> dict[str, figures.Figures]:
        """Return precision, recall and F1 of every type of entity."""
        return figures.by_type(self.scored)

    def errors(self) -> list[causes.Error]:
        """Return what is wrong and what was missed, each with its cause."""
        return causes.errors(self.scored)

    def statements(self) -> list[calibration.Judged]:
        """Return every statement that the gold judges, with its rule and its confidence."""
        return list(calibration.judged(self.scored))

    def below(self, least: Sequence[str]) -> list[str]:
        """Return which demands ("relations=0.88") are not met. Raises EvaluationError for what is no demand."""
        return figures.below(self.sections(), least)

    def to_dict(self) -> dict[str, Any]:
        """Return the figures as plain data."""
        parts = {"sections": self.sections(), "types": self.types()}
        return {part: {name: one.to_dict() for name, one in rows.items()} for part, rows in parts.items()}

    def to_text(self, *, errors: bool = False, calibrated: bool = False) -> str:
        """Return the figures as a table, before them the errors by cause and after them the calibration if asked."""
        parts = [printing.errors_as_text(self.errors())] if errors else []
        parts.append(printing.figures_as_text(self.sections(), self.types()))
        if calibrated:
            judged = self.statements()
            parts.append(printing.calibration_as_text(calibration.by_bin(judged), calibration.by_rule(judged)))
        return "\n".join(parts)


def evaluate(
    gold: str | Path,
    texts: str | Path | Iterable[str | Path],
    *,
    only: Collection[str] = (),
    jobs: int | None = None,
) -> Evaluation:
    """Read texts and hold what they say against gold files.

    `gold` is a folder of YAML files. `texts` are files, folders and globs; of them those are read whose name, without
    its ending, is that of a gold file. `only` keeps to the gold files with these names. Raises EvaluationError for a
    gold file that cannot be used, and where no text fits any of them.
    """
    wanted = list(read_gold(gold, only))
    stems = {one.stem for one in wanted}
    paths = [texts] if isinstance(texts, str | Path) else list(texts)
    chosen = [place for place in places(paths) if isinstance(place, str) and _stem(place) in stems]
    if not chosen:
        raise EvaluationError(f"{paths[0] if paths else 'TEXTS'}: no text with the name of a gold file in {gold}")
    records = {_stem(item.source): json.loads(item.text) for item in _read(chosen, jobs)}
    scored = tuple(score(one, records.get(one.stem, {})) for one in wanted)
    return Evaluation(scored, tuple(sorted(stems - records.keys())))


def _read(paths: Sequence[str], jobs: int | None) -> list[Any]:
    return [item for item in made(paths, "jsonl", jobs=jobs) if not isinstance(item, Skipped)]


def _stem(place: str) -> str:
    """Return a file's name without its ending ("a.txt", "a.nxml", "a.xml.gz"), or whole where there is none."""
    return Path(place.removesuffix(".gz")).stem
