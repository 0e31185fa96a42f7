"""A graph that is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self, overload

from cargraph.errors import ViewError
from cargraph.files import written
from cargraph.graph.api import Graph
from cargraph.graph.exports import FOLDERS, exported, exported_files
from cargraph.graph.places import store
from cargraph.report import Report
from cargraph.sheet import Sheet, sheet
from cargraph.views import figures, inline, page, view_model, write_pages

if TYPE_CHECKING:
    from cargraph.graph.api import Source
    from cargraph.views import Inline
    from cargraph.views.where import Conditions

PAGE = "index.html"
REPORT = "report.json"


class KnowledgeGraph(Graph):
    """A graph that is open: to be asked, looked at and given away. `report` says what the build that made it did."""

    def __init__(self, source: Source, report: Report | None = None) -> None:
        super().__init__(source)
        self.report = report or Report()

    @classmethod
    def open(cls, folder: str | Path, report: Report | None = None) -> Self:
        """Open the graph that a build left in a folder or at an endpoint's URL. Raises GraphError for none."""
        return cls(store(folder, read_only=True), report)

    @overload
    def view(
        self, output: None = None, focus: str | None = None, *, steps: int = 1, where: Conditions = ()
    ) -> Inline: ...
    @overload
    def view(self, output: str | Path, focus: str | None = None, *, steps: int = 1, where: Conditions = ()) -> Path: ...
    def view(
        self, output: str | Path | None = None, focus: str | None = None, *, steps: int = 1, where: Conditions = ()
    ) -> Path | Inline:
        """Write the page of the graph, or of what lies `steps` arrows around the entity named `focus`.

        `where` leaves the facts that meet conditions: "outcome=CRS", ["year>=2020", "antigen=CD19"]. Without `output`
        the page is returned, for a notebook to show. Raises ViewError for a name that no entity has, or a condition
        that is none or leaves nothing.
        """
        if output is None:
            return inline(self, focus, steps, where=where)
        made = page(view_model(self, focus, steps, where=where))
        return written(Path(output), made.encode("utf-8", "replace"))

    def pages(self, folder: str | Path, *, steps: int = 1, where: Conditions = ()) -> Path:
        """Write a page for each construct, with what lies `steps` arrows around it, and return their contents' path.

        `where` as in `view`. Raises ViewError where the folder cannot be written to.
        """
        return write_pages(self, folder, steps, where=where)

    def plot(
        self, output: str | Path, outcome: str | None = None, *, kind: str = "forest", grade: str | None = None
    ) -> Path:
        """Draw a figure for a paper, as svg, png or pdf, and return its path.

        A `forest` has the share of patients with an outcome, a line for each construct; a `heatmap` constructs by
        toxicities, of any grade or of the `grade` ">=3"; a `swimmer` the times reported, for one outcome or all.
        Raises ViewError where there is nothing to draw, or matplotlib is missing: pip install 'cargraph[plot]'.
        """
        return _plotted(self, Path(output), outcome, kind, grade)

    def show(self, name: str) -> Sheet:
        """Return one construct's sheet. Raises UnknownNameError, which names the constructs that are near."""
        return sheet(self, name)

    @overload
    def export(  # type: ignore[overload-overlap]
        self, format: Literal["kgx", "neo4j"], output: str | Path | None = None
    ) -> dict[str, bytes]: ...
    @overload
    def export(self, format: str, output: str | Path | None = None) -> bytes: ...
    def export(self, format: str, output: str | Path | None = None) -> bytes | dict[str, bytes]:
        """Return the graph in another form, and write it to a file if one is given.

        RDF: nquads, trig, turtle, jsonld, rdfxml, nanopub. Networks: graphml, gexf. Results, a row an observation: csv,
        parquet. Several files, returned by their names and written to a folder: kgx, neo4j. Raises GraphError for
        another form.
        """
        if format not in FOLDERS:
            data = exported(self, format)
            if output is not None:
                written(Path(output), data)
            return data
        files = exported_files(self, format)
        for name, part in files.items() if output is not None else ():
            written(Path(output or "") / name, part)
        return files


def _plotted(graph: KnowledgeGraph, output: Path, outcome: str | None, kind: str, grade: str | None) -> Path:
    if kind == "forest" and outcome is not None:
        return figures.forest(graph, outcome, output, grade=grade)
    if kind == "heatmap" and outcome is None:
        return figures.heatmap(graph, output, grade=grade or "any")
    if kind == "swimmer" and grade is None:
        return figures.swimmer(graph, output, outcome=outcome)
    needs = {
        "forest": "a forest is of one outcome; name it",
        "heatmap": "a heatmap is of all toxicities; leave out the outcome",
        "swimmer": "a swimmer is of times, which have no grade; leave it out",
    }
    raise ViewError(needs.get(kind, f"{kind}: not a kind of figure; use {', '.join(needs)}"))
