"""Static figures for papers, drawn with matplotlib: a forest, a heatmap and lanes of times.

Each carries a caption that states its sources. The same model gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from cargraph.errors import ViewError
from cargraph.graph.naming import fold
from cargraph.views.build import view_model
from cargraph.views.shares import forest_rows, heat_cells, lanes
from cargraph.views.strokes import INK, SOFT, draw_forest, draw_heatmap, draw_lanes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from cargraph.views.model import Node, PageModel
    from cargraph.views.readable import Readable
    from cargraph.views.shares import Lane, Share

_HASH = "cargraph"
_STYLE: Any = {"svg.hashsalt": _HASH, "svg.fonttype": "none", "font.size": 9, "axes.edgecolor": SOFT, "text.color": INK}
_WIDE = 146
_FORMATS = {".svg": {"Date": None, "Creator": None}, ".png": {"Software": None}, ".pdf": {"CreationDate": None}}


def forest(graph: Readable, outcome: str, output: str | Path, *, grade: str | None = None) -> Path:
    """Draw the share of patients with one outcome, a line for each construct, paper, grade and scale.

    outcome: a name of it, in any spelling. grade: draw that grade alone (">=3"), by default all, kept apart. Nothing
    is pooled. Raises ViewError where no paper gives such a share, or the figure cannot be written.
    """
    model = view_model(graph)
    node = _outcome(model, outcome)
    rows = forest_rows(model, model.nodes.index(node), grade)
    if not rows:
        raise ViewError(f"no share of patients with {node.label} is reported{_of_grade(grade)}; choose another outcome")
    caption = (
        f"Share of patients with {node.label}. Squares are printed shares, or counts over totals; lines are 95% "
        "intervals, printed (end strokes) or Wilson's. Grades and scales stand apart and nothing is pooled."
    )
    return _drawn(lambda axes: draw_forest(axes, rows), 0.3 * len(rows), caption, _sources(model, rows), Path(output))


def heatmap(graph: Readable, output: str | Path, *, grade: str = "any", most: int = 14) -> Path:
    """Draw constructs by toxicities: how often, none seen, or nothing said, which is not none.

    grade: "any" or ">=3". most: how many toxicities, the most reported first. Raises ViewError where there is none.
    """
    model = view_model(graph)
    cells = heat_cells(model, grade)
    if not cells:
        raise ViewError(f"no share of patients with a toxicity is reported{_of_grade(grade)}; choose another grade")
    rows, columns = _crossed(model, cells, most)
    caption = (
        f"Share of patients with each toxicity, {'any grade' if grade == 'any' else f'grade {grade}'}, as printed for "
        "the largest own cohort; n/N below. Hatched: no share reported, which is not none. Nothing is pooled."
    )
    shown = [share for (row, column), share in sorted(cells.items()) if row in rows and column in columns]

    def draw(axes: Axes) -> None:
        draw_heatmap(axes, model, rows, columns, cells)

    return _drawn(draw, 0.42 * len(rows), caption, _sources(model, shown), Path(output), head=1.3, right=0.06)


def swimmer(graph: Readable, output: str | Path, *, outcome: str | None = None) -> Path:
    """Draw times reported for constructs as lanes: onset, duration, survival, follow-up, with their intervals.

    outcome: the one to draw, by default all that have times. The lanes are medians or means of groups, not patients.
    Raises ViewError where no time is reported.
    """
    model = view_model(graph)
    wanted = None if outcome is None else model.nodes.index(_outcome(model, outcome))
    found = lanes(model, wanted)
    if not found:
        raise ViewError("no time is reported for a construct; choose another outcome")
    caption = (
        "Times as reported, on a logarithmic axis (months of 30.4 days): points are medians or means of groups of "
        "patients, lines their printed ranges or intervals, arrows times not reached. No lane is a single patient."
    )
    return _drawn(lambda axes: draw_lanes(axes, found), 0.3 * len(found), caption, _sources(model, found), Path(output))


PLOTS: dict[str, Callable[..., Path]] = {"forest": forest, "heatmap": heatmap, "swimmer": swimmer}


def _outcome(model: PageModel, name: str) -> Node:
    wanted = fold(name)
    used = {result.outcome for result in model.results}
    nodes = [node for index, node in enumerate(model.nodes) if index in used]
    for node in nodes:
        known = (node.label, node.short, *node.names, *node.synonyms, node.curie)
        if wanted in {fold(name) for name in known if name}:
            return node
    best = sorted(nodes, key=lambda node: (-node.weight, node.label))[:6]
    raise ViewError(
        f"no outcome is called {name!r}; the graph holds {', '.join(node.short for node in best) or 'none'}"
    )


def _of_grade(grade: str | None) -> str:
    return "" if grade in {None, "any"} else f" for grade {grade}"


def _sources(model: PageModel, drawn: Sequence[Share | Lane]) -> list[str]:
    used = sorted({one.source for one in drawn if one.source >= 0})
    told = [model.sources[index] for index in used]
    known = ("" if one.id.startswith("sha256:") else one.id for one in told)
    parts = ((one.title.rstrip("."), one.journal, one.year, name) for one, name in zip(told, known, strict=True))
    return [". ".join(str(part) for part in each if part) for each in parts]


def _drawn(
    draw: Callable[[Axes], None],
    tall: float,
    caption: str,
    sources: Iterable[str],
    target: Path,
    *,
    head: float = 0.15,
    right: float = 0.22,
) -> Path:
    """Draw on axes that are `tall` inches high, between a head and the caption with its sources."""
    try:
        import matplotlib as mpl  # noqa: PLC0415 - an optional extra
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as error:
        raise ViewError("figures are drawn with matplotlib; install cargraph[plot]") from error
    if target.suffix not in _FORMATS:
        raise ViewError(f"{target}: a figure is written as {', '.join(sorted(_FORMATS))}; choose one of these")
    told = "\n".join([fill(caption, _WIDE), *(fill(f"[{i}] {one}", _WIDE) for i, one in enumerate(sources, 1))])
    foot = 0.155 * (told.count("\n") + 1) + 0.15
    height = tall + foot + head + 0.55
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(8.4, height))
        draw(figure.add_axes((0.36, (foot + 0.5) / height, 0.64 - right, tall / height)))
        figure.text(0.02, foot / height, told.replace("$", r"\$"), fontsize=7.5, va="top", color=SOFT)
        _saved(figure, target)
    return target


def _saved(figure: Figure, target: Path) -> None:
    metadata: dict[str, Any] = dict(_FORMATS[target.suffix])
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(target, metadata=metadata, dpi=200)
    except OSError as error:
        raise ViewError(f"{target}: the figure cannot be written ({error.strerror}); choose another place") from error


def _crossed(model: PageModel, cells: dict[tuple[int, int], Share], most: int) -> tuple[list[int], list[int]]:
    def weight(index: int) -> tuple[int, int, str]:
        return -sum(index in pair for pair in cells), -model.nodes[index].weight, model.nodes[index].label

    columns = sorted({column for _, column in cells}, key=weight)[:most]
    return sorted({row for row, column in cells if column in columns}, key=weight), columns
