"""The commands that show the graph: pages, figures, a server."""

from __future__ import annotations

import typer

import cargraph
from cargraph import options as o
from cargraph import screen
from cargraph.server.limits import Limits


def view(
    folder: o.AnyFolder = None,
    output: o.OutputPage = None,
    focus: o.Focus = None,
    steps: o.Steps = 1,
    where: o.Where = None,
    pages: o.OutputPages = None,
    store: o.Endpoint = None,
) -> None:
    """Write the graph as one HTML page that needs no network, or as a page a construct with their contents.

    A page shows the whole graph, what lies around one entity (--focus), or what meets filters (--where), of which all
    must hold. The same filters can be written in the page itself.

    \b
    A filter is FIELD=VALUE or FIELD!=VALUE; of several values (A|B) one must hold. Names are as in the search.
      construct, antigen, component, disease, trial
                             what is said of that construct, or of constructs linked to that
      outcome, toxicity, endpoint, biomarker, cytokine, drug
                             what names that; an outcome is any of these but a drug
      kind                   only entities of these kinds: construct, antigen, toxicity, ...
      relation               targets, causes, treats, ..., reported (numbers), compared_with
      paper                  an identifier, or words of the title
      findings               own or cited
      year, confidence       also >=, <=, >, <

    \b
    Examples:
      cargraph view out -o page.html
      cargraph view out -o crs.html --focus CRS --steps 2
      cargraph view out -o cd19.html --where antigen=CD19 --where 'outcome=CRS|ICANS; year>=2020'
      cargraph view out --pages pages --where 'confidence>=0.8'
    """
    if (output is None) == (pages is None):
        raise typer.BadParameter("give the page to write (-o) or the folder of pages (--pages)")
    (folder,) = o.placed(store, folder)
    screen.say(str(cargraph.view(folder, output, focus=focus, steps=steps, where=where or (), pages=pages)))


def plot(
    output: o.OutputFigure,
    folder: o.AnyFolder = None,
    outcome: o.Outcome = None,
    kind: o.Kind = o.Figure.forest,
    grade: o.Grade = None,
    store: o.Endpoint = None,
) -> None:
    """Draw a figure for a paper: a forest, a heatmap or a swimmer. Needs matplotlib: pip install 'cargraph[plot]'.

    A forest has the share of patients with an outcome, a line for each construct; a heatmap constructs by toxicities; a
    swimmer the times reported, for one outcome or all. Nothing is pooled, and the caption states the sources. A lane of
    a swimmer is the median or mean of a group: the graph holds no single patients.

    \b
    Examples:
      cargraph plot out CRS -o crs.svg --grade '>=3'
      cargraph plot out --kind heatmap -o toxicities.pdf
      cargraph plot out --kind swimmer -o times.png
    """
    folder, outcome = o.placed(store, folder, outcome, least=1)
    screen.say(str(cargraph.plot(folder, outcome, output=output, kind=kind.value, grade=grade)))


def serve(
    folder: o.Folder,
    host: o.Host = "127.0.0.1",
    port: o.Port = 8000,
    cors: o.Origins = None,
    timeout: o.Timeout = Limits.seconds,
    rows: o.MostRows = Limits.rows,
    workers: o.Workers = Limits.workers,
) -> None:
    """Serve the graph over HTTP: its page at /, queries at /query, SPARQL at /sparql, its IRIs below /id/.

    Nothing can be changed through it. A build may run meanwhile; what it added is served once it is done. Ctrl-C stops.

    \b
    Examples:
      cargraph serve out
      cargraph serve out --port 9000 --timeout 60 --rows 100000
      cargraph serve out --host 0.0.0.0 --cors https://example.org
    """
    cargraph.serve(
        folder, host=host, port=port, cors=cors or (), timeout=timeout, rows=rows, workers=workers, watch=screen.serving
    )
