"""What cargraph does, a function a command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from cargraph import documents
from cargraph.auditing import Audit, audited
from cargraph.building import MemoryShelf, filled, outside
from cargraph.errors import DocumentError, ViewError
from cargraph.extraction import Extraction
from cargraph.facts.record import to_record
from cargraph.files import stream, written
from cargraph.graph.ask import Shipped, shipped
from cargraph.graph.places import is_endpoint, store
from cargraph.knowledge import KnowledgeGraph
from cargraph.pipeline import Made, OnError, made, read_paper
from cargraph.server.limits import Limits
from cargraph.server.run import run
from cargraph.validating import Validation, validated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cargraph.documents import Skipped
    from cargraph.graph.rows import Rows
    from cargraph.sheet import Sheet
    from cargraph.views import Inline
    from cargraph.views.where import Conditions

PAGE = "index.html"
REPORT = "report.json"


@overload
def extract(source: str, *, spacy_model: str | None = ...) -> dict[str, Any]: ...  # type: ignore[overload-overlap]
@overload
def extract(
    source: Path | Iterable[str | Path],
    *,
    format: str = ...,
    output: str | Path | None = ...,
    on_error: OnError = ...,
    jobs: int | None = ...,
    spacy_model: str | None = ...,
) -> Extraction: ...
def extract(
    source: str | Path | Iterable[str | Path],
    *,
    format: str = "jsonl",
    output: str | Path | None = None,
    on_error: OnError = "skip",
    jobs: int | None = None,
    spacy_model: str | None = None,
) -> dict[str, Any] | Extraction:
    r"""Return what one text says as a record, or the records of files.

    `source` is a text (str), or the Path of a file or folder, or a list of paths, globs and "-". `format` is jsonl, or
    nquads (then take the `lines`). With `output` they are written there, whole or not at all, and none is left to take.
    `on_error="raise"` raises DocumentError where an input cannot be read; else it is in the extraction's `skipped`.
    `jobs` is the number of processes. `spacy_model` is the package or the folder of a spaCy pipeline of your own, whose
    entities are added where cargraph names nothing; its labels are read by `ontologies/rules/labels.yaml`.

    >>> extract("KX-7 in lymphoma\nKX-7 is a CD19-directed CAR T-cell product.")["entities"][0]["label"]
    'KX-7'
    """
    if isinstance(source, str):
        return to_record(read_paper(documents.read_text(_a_text(source)), spacy_model))
    found = Extraction(made(_listed(source), format, jobs=jobs, on_error=on_error, model=spacy_model))
    if output is not None:
        stream(Path(output), found.lines())
    return found


def audit_papers(
    paths: str | Path | Iterable[str | Path],
    output: str | Path | None = None,
    *,
    format: str = "text",
    on_error: OnError = "skip",
    jobs: int | None = None,
    watch: Callable[[Made | Skipped], None] | None = None,
) -> Audit:
    """Return what does not agree among the numbers of papers: files, folders, globs and "-".

    Of a folder that `build` has made, what its audit found is returned. With `output` it is written there, as text or
    as JSON Lines (`format="json"`). The other options are as in `build`.
    """
    found = audited(_listed(paths), on_error=on_error, jobs=jobs, watch=watch)
    text = found.to_text(format)
    if output is not None:
        written(Path(output), text.encode("utf-8", "replace"))
    return found


def build(
    paths: str | Path | Iterable[str | Path],
    output: str | Path | None = None,
    *,
    jobs: int | None = None,
    on_error: OnError = "skip",
    page: bool = True,
    watch: Callable[[Made | Skipped], None] | None = None,
    spacy_model: str | None = None,
) -> KnowledgeGraph:
    """Build the graph of papers: files, folders, globs and "-"; in memory, or in the folder `output`.

    The folder is left with the store, which holds what the audit found, index.html (unless `page` is false) and
    report.json. What it held before stays; a paper that changed is replaced. `jobs` is the number of processes,
    `on_error="raise"` stops at the first input that cannot be read (DocumentError), `watch` is called with what each
    input became, `spacy_model` is as in `extract`. The graph's `report` says what was done. `output` may be the URL of
    a SPARQL 1.1 endpoint, as the folder of every other function may: there the store alone is left.
    """
    if output is None:
        memory = MemoryShelf()
        return KnowledgeGraph(memory, filled(memory, _listed(paths), jobs, on_error, watch, spacy_model).report())
    with store(output) as shelf:
        inputs = _listed(paths) if is_endpoint(output) else list(outside(_listed(paths), Path(output)))
        run = filled(shelf, inputs, jobs, on_error, watch, spacy_model)
        run.succeed(shelf)
    graph = KnowledgeGraph.open(output, run.report())
    if is_endpoint(output):
        return graph
    if page:
        graph.view(Path(output) / PAGE)
    written(Path(output) / REPORT, graph.report.to_json().encode("utf-8", "replace"))
    return graph


def open(folder: str | Path) -> KnowledgeGraph:
    """Open the graph that `build` left in a folder. Raises GraphError where the folder holds none."""
    return KnowledgeGraph.open(folder)


def query(folder: str | Path, query: str | Path, *, params: Mapping[str, object] | None = None) -> Rows:
    """Ask the graph in a folder: SPARQL, the path of a .rq file, or the name of a shipped query (see `queries`).

    `params` fill the query's placeholders. Raises GraphError for what is no query, or more than a query.
    """
    return open(folder).query(query, params)


def queries() -> tuple[Shipped, ...]:
    """Return the queries that are shipped: their names, what they answer, and their parameters."""
    return shipped()


def view(
    folder: str | Path,
    output: str | Path | None = None,
    *,
    focus: str | None = None,
    steps: int = 1,
    where: Conditions = (),
    pages: str | Path | None = None,
) -> Path | Inline:
    """Write the page of the graph in a folder, whole, around one entity or of some facts. See `KnowledgeGraph.view`.

    With `pages` a folder is written instead, a page for each construct, and the path of their contents returned.
    """
    graph = open(folder)
    if pages is not None:
        if output is not None or focus is not None:
            raise ViewError("pages are written for every construct; leave out the output and the focus")
        return graph.pages(pages, steps=steps, where=where)
    if output is None:
        return graph.view(focus=focus, steps=steps, where=where)
    return graph.view(output, focus, steps=steps, where=where)


def plot(
    folder: str | Path,
    outcome: str | None = None,
    *,
    output: str | Path,
    kind: str = "forest",
    grade: str | None = None,
) -> Path:
    """Draw a figure of the graph in a folder: a forest, a heatmap or a swimmer. See `KnowledgeGraph.plot`."""
    return open(folder).plot(output, outcome, kind=kind, grade=grade)


def show(folder: str | Path, name: str) -> Sheet:
    """Return the sheet of one construct of the graph in a folder. See `KnowledgeGraph.show`."""
    return open(folder).show(name)


@overload
def export(  # type: ignore[overload-overlap]
    folder: str | Path, format: Literal["kgx", "neo4j"], output: str | Path | None = None
) -> dict[str, bytes]: ...
@overload
def export(folder: str | Path, format: str, output: str | Path | None = None) -> bytes: ...
def export(folder: str | Path, format: str, output: str | Path | None = None) -> bytes | dict[str, bytes]:
    """Return the graph in a folder in another form, and write it if a file is given. See `KnowledgeGraph.export`."""
    return open(folder).export(format, output)


def remove(folder: str | Path, id: str, *, page: bool = True) -> KnowledgeGraph:
    """Take a paper out of the graph in a folder, whole, and draw its page anew unless `page` is false.

    `id` is the paper's identifier ("doi:10.1000/1"). Raises GraphError where the folder does not hold it.
    """
    store(folder, read_only=True)
    with store(folder) as shelf:
        shelf.remove(id)
    graph = open(folder)
    if page and not is_endpoint(folder):
        graph.view(Path(folder) / PAGE)
    return graph


def info(folder: str | Path) -> dict[str, int]:
    """Return how much of everything the graph in a folder holds."""
    return open(folder).info()


def serve(
    folder: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    cors: Sequence[str] = (),
    timeout: float = Limits.seconds,
    rows: int = Limits.rows,
    workers: int = Limits.workers,
    watch: Callable[[str], None] | None = None,
) -> None:
    """Serve the graph in a folder over HTTP until it is stopped: its page, a SPARQL endpoint, pages for its IRIs.

    `cors` are the origins whose pages may ask ("*" for all). A query may run `timeout` seconds and is answered with
    `rows` rows at the most, in one of `workers` processes. `watch` is called with the address. What a build puts into
    the folder meanwhile is served from the next query after its end. Raises GraphError where the folder holds no graph
    and ServeError where the address cannot be had.
    """
    run(folder, host, port, Limits(timeout, rows, workers=workers), cors=cors, watch=watch)


def validate(
    folder: str | Path, *, jobs: int | None = None, watch: Callable[[object], None] | None = None
) -> Validation:
    """Return what is wrong with the graph in a folder, paper by paper: `faults`, and whether it `conforms`.

    Each paper is held against ontologies/shapes.ttl, and its numbers against the queries in ontologies/checks.
    Raises GraphError where the folder holds no graph.
    """
    return validated(folder, jobs=jobs, watch=watch)


def _listed(paths: str | Path | Iterable[str | Path]) -> list[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)


def _a_text(source: str) -> str:
    if "\n" not in source and len(source) < 1000 and Path(source).exists():
        raise DocumentError(f"{source}: a text is wanted here and this is a file; give [path] or Path(path)")
    return source
