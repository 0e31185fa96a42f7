"""The figures, the errors and the calibration as text."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cargraph.evaluation.calibration import Line
    from cargraph.evaluation.causes import Error
    from cargraph.evaluation.figures import Figures


def figures_as_text(sections: Mapping[str, Figures], types: Mapping[str, Figures]) -> str:
    """Return the figures as a table: a line a section, then a line a type of entity."""
    head = f"{'':14}{'P':>7}{'R':>7}{'F1':>7}{'right':>7}{'wrong':>7}{'missed':>7}"
    lines = [head, *(_figures(name, 14, one) for name, one in sections.items()), ""]
    lines += [f"  {_figures(name, 12, one)}" for name, one in types.items()]
    return "\n".join(lines) + "\n"


def _figures(name: str, width: int, one: Figures) -> str:
    shares = f"{one.precision:7.3f}{one.recall:7.3f}{one.f1:7.3f}"
    return f"{name:{width}}{shares}{one.right:7}{one.wrong:7}{one.missed:7}"


def errors_as_text(errors: Sequence[Error]) -> str:
    """Return how many errors each cause has, and below each of them, a line each."""
    counts = Counter((error.section, error.cause) for error in errors)
    lines, last = [], None
    for error in errors:
        if (error.section, error.cause) != last:
            last = error.section, error.cause
            lines += ["", f"{error.section}: {error.cause} ({counts[last]})"]
        lines.append(f"  {error.stem}\t{error.side}\t{json.dumps(error.found, ensure_ascii=False, default=str)}")
    return "\n".join(lines[1:]) + "\n" if lines else "no errors\n"


def calibration_as_text(bins: Iterable[Line], rules: Iterable[Line]) -> str:
    """Return the calibration as two tables: by bin of confidence, and by rule."""
    return "\n".join([*_table("confidence", bins), "", *_table("rule", rules)]) + "\n"


def _table(name: str, lines: Iterable[Line]) -> Iterator[str]:
    yield f"{'section':14}{name:34}{'said':>7}{'right':>7}{'of':>7}{'share':>8}"
    for line in lines:
        yield f"{line.section:14}{line.name:34}{line.said:7.3f}{line.right:7}{line.count:7}{line.share:8.3f}"
