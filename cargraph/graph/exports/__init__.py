"""The graph written for other tools: RDF in five syntaxes, networks, tables, and files for other graph stores.

`EXPORTS` are forms of one file, `FOLDERS` forms of several files in a folder. The same graph gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cargraph.errors import GraphError
from cargraph.graph.disk import write_whole
from cargraph.graph.exports.jsonld import jsonld
from cargraph.graph.exports.kgx import kgx
from cargraph.graph.exports.nanopubs import nanopubs
from cargraph.graph.exports.neo4j import neo4j
from cargraph.graph.exports.networks import gexf, graphml
from cargraph.graph.exports.observations import csv_table, parquet_table
from cargraph.graph.exports.rdf import nquads, rdfxml, trig, turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cargraph.graph.api import Graph

_Write = TypeVar("_Write")

EXPORTS: dict[str, Callable[[Graph], bytes]] = {
    "nquads": nquads,
    "trig": trig,
    "turtle": turtle,
    "jsonld": jsonld,
    "rdfxml": rdfxml,
    "nanopub": nanopubs,
    "graphml": graphml,
    "gexf": gexf,
    "csv": csv_table,
    "parquet": parquet_table,
}
FOLDERS: dict[str, Callable[[Graph], dict[str, bytes]]] = {"kgx": kgx, "neo4j": neo4j}


def exported(graph: Graph, form: str) -> bytes:
    """Return the whole graph in a form of one file (`EXPORTS`).

    Raises GraphError for another form, and where the form needs a library that is not installed.
    """
    if form in FOLDERS:
        raise GraphError(f"{form} is a folder of files; name one to write")
    return _found(EXPORTS, form)(graph)


def exported_files(graph: Graph, form: str) -> dict[str, bytes]:
    """Return the whole graph in a form of several files (`FOLDERS`), by their names. Raises GraphError as above."""
    return _found(FOLDERS, form)(graph)


def export(graph: Graph, form: str, path: str | Path) -> None:
    """Write the whole graph to a file, or a folder for a form of several; each file whole or not at all.

    Raises GraphError for an unknown form, a missing library or a full disk.
    """
    if form not in FOLDERS:
        write_whole(Path(path), exported(graph, form))
        return
    folder, files = Path(path), exported_files(graph, form)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GraphError(f"{folder}: cannot be made ({error.strerror}); give another folder") from error
    for name, data in files.items():
        write_whole(folder / name, data)


def _found(forms: Mapping[str, _Write], form: str) -> _Write:
    try:
        return forms[form]
    except KeyError:
        raise GraphError(f"{form}: not a form of export; use {', '.join((*EXPORTS, *FOLDERS))}") from None
