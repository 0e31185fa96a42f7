"""The commands that ask the graph and give it away."""

from __future__ import annotations

import json

import typer

import cargraph
from cargraph import options as o
from cargraph import screen


def query(
    folder: o.AnyFolder = None,
    query: o.Question = None,
    format: o.Shown = o.RowForm.table,
    param: o.Filled = None,
    listed: o.Listed = False,
    store: o.Endpoint = None,
) -> None:
    """Ask the graph, in SPARQL or with a shipped query. Prefixes are declared: cg, rdf, rdfs, dcterms and others.

    \b
    Examples:
      cargraph query --list
      cargraph query out severe-crs
      cargraph query out absence --param outcome=ICANS --format csv
      cargraph query --store http://localhost:7200/repositories/cart severe-crs
      cargraph query out 'SELECT ?label { ?it a cg:Construct ; rdfs:label ?label }'
    """
    if listed:
        screen.queries(cargraph.queries())
        return
    folder, query = o.placed(store, folder, query)
    found = cargraph.query(folder, query, params=o.named(param or []))
    if format is o.RowForm.table:
        screen.rows(found)
    else:
        screen.write(found.to_text(format.value))


def show(folder: o.AnyFolder = None, name: o.Name = None, store: o.Endpoint = None) -> None:
    """Show one construct: what it is built of, its trials and diseases, its results, and the sentences that say so.

    \b
    Examples:
      cargraph show out axi-cel
      cargraph show out "CAR T-cells" | less
    """
    folder, name = o.placed(store, folder, name)
    screen.sheet(cargraph.show(folder, name))


def info(folder: o.AnyFolder = None, as_json: o.AsJson = False, store: o.Endpoint = None) -> None:
    """Tell how much of everything the graph holds.

    \b
    Examples:
      cargraph info out
      cargraph info out --json
    """
    (folder,) = o.placed(store, folder)
    found = cargraph.info(folder)
    if as_json:
        screen.write(json.dumps(found) + "\n")
    else:
        screen.counts(found)


def export(format: o.Given, folder: o.AnyFolder = None, output: o.OutputFile = None, store: o.Endpoint = None) -> None:
    """Give the graph to other tools: RDF, networks, a table of the results, files for other graph stores.

    csv and parquet have one row a result, ready for meta-analysis. kgx and neo4j are folders of files; the latter is
    read by: neo4j-admin database import full --multiline-fields=true --nodes=... --relationships=...

    \b
    Examples:
      cargraph export out --format nquads -o graph.nq
      cargraph export out --format csv > results.csv
      cargraph export out --format kgx -o kgx
    """
    if output is None and format.value in o.FOLDER_FORMS:
        raise typer.BadParameter(f"{format.value} is a folder of files; name it with -o")
    (folder,) = o.placed(store, folder)
    data = cargraph.export(folder, format.value, output)
    if output is None:
        screen.write_bytes(data)
