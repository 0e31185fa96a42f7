"""The strokes of the figures, on axes that are handed in."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from cargraph.views.model import PageModel
    from cargraph.views.shares import Lane, Share

_MARKS = {
    "1 d": 1 / 30.4, "3 d": 3 / 30.4, "1 wk": 7 / 30.4, "1 mo": 1.0, "3 mo": 3.0, "6 mo": 6.0,
    "1 y": 12.0, "2 y": 24.0, "5 y": 60.0, "10 y": 120.0,
}  # fmt: skip
INK, BLUE, SOFT = "#1b222c", "#0b5cad", "#55606e"


def draw_forest(axes: Axes, rows: Sequence[Share]) -> None:
    """Draw a line for each share."""
    numbers = numbered(rows)
    _rows(axes, [f"{row.name} [{numbers[row.source]}]" for row in rows])
    axes.set_xlim(0, 100)
    axes.set_xlabel("patients, %")
    for place, row in enumerate(rows):
        if row.low is not None and row.high is not None:
            ends = "|" if row.printed else None
            axes.plot([row.low, row.high], [place, place], color=BLUE, linewidth=1.3, marker=ends)
        face = BLUE if row.low is not None else "white"
        axes.plot([row.percent], [place], marker="s", markersize=5, color=BLUE, markerfacecolor=face, clip_on=False)
        _beside(axes, place, row.words)


def draw_lanes(axes: Axes, found: Sequence[Lane]) -> None:
    """Draw a lane for each time, on a logarithmic axis of months."""
    numbers = numbered(found)
    _rows(axes, [f"{lane.name} [{numbers[lane.source]}]" for lane in found])
    edges = [edge for lane in found for edge in (lane.value, lane.low, lane.high) if edge]
    left, right = min(edges, default=0.1) / 1.6, max(edges, default=10.0) * 1.6
    axes.set_xscale("log")
    axes.set_xlim(left, right)
    marked = {name: months for name, months in _MARKS.items() if left <= months <= right}
    axes.set_xticks(list(marked.values()), list(marked))
    axes.minorticks_off()
    axes.set_xlabel("time (logarithmic)")
    for place, lane in enumerate(found):
        start = lane.low or lane.value or left
        end = lane.high or lane.value or right
        axes.plot([start, end], [place, place], color=BLUE, linewidth=3.5, alpha=0.35, solid_capstyle="butt")
        if lane.value:
            axes.plot([lane.value], [place], marker="o", markersize=5, color=BLUE)
        else:
            axes.plot([right], [place], marker=">", markersize=6, color=BLUE, clip_on=False)
        _beside(axes, place, lane.words)


def draw_heatmap(
    axes: Axes, model: PageModel, rows: Sequence[int], columns: Sequence[int], cells: dict[tuple[int, int], Share]
) -> None:
    """Draw a cell for each construct and toxicity; what is not reported is hatched."""
    for y, row in enumerate(rows):
        for x, column in enumerate(columns):
            _cell(axes, x, y, cells.get((row, column)))
    axes.set_xlim(0, len(columns))
    axes.set_ylim(len(rows), 0)
    axes.set_yticks([y + 0.5 for y in range(len(rows))], [_safe(model.nodes[row].short[:36]) for row in rows])
    labels = [_safe(model.nodes[column].short[:28]) for column in columns]
    axes.set_xticks([x + 0.5 for x in range(len(columns))], labels, rotation=40, ha="left", fontsize=7.5)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _cell(axes: Axes, x: int, y: int, share: Share | None) -> None:
    import matplotlib as mpl  # noqa: PLC0415 - an optional extra
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    if share is None:
        axes.add_patch(Rectangle((x, y), 0.96, 0.94, facecolor="white", edgecolor="#c3cad3", hatch="////", linewidth=0))
        return
    face = mpl.colormaps["Oranges"](0.06 + 0.86 * share.percent / 100)
    axes.add_patch(Rectangle((x, y), 0.96, 0.94, facecolor=face, edgecolor="#dfe3e8", linewidth=0.5))
    ink = "white" if share.percent > 60 else INK
    words = f"{share.percent:.3g}%\n{share.counts}".strip()
    axes.text(x + 0.48, y + 0.47, words, ha="center", va="center", fontsize=6.5, color=ink)


def numbered(rows: Sequence[Share] | Sequence[Lane]) -> dict[int, int]:
    """Return the number that each paper has in the caption."""
    return {source: number for number, source in enumerate(sorted({row.source for row in rows}), 1)}


def _beside(axes: Axes, place: int, words: str) -> None:
    axes.text(1.04, place, _safe(words), transform=axes.get_yaxis_transform(), va="center", fontsize=8)


def _rows(axes: Axes, names: Sequence[str]) -> None:
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_yticks(range(len(names)), [fill(_safe(name), 46) for name in names], fontsize=8)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.grid(axis="x", color="#dfe3e8", linewidth=0.6)
    axes.set_axisbelow(True)


def _safe(text: str) -> str:
    return text.replace("$", r"\$")
