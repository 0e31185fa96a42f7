"""The commands: each parses, calls the function of the same name, and prints."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import cargraph
from cargraph import options as o
from cargraph import screen
from cargraph.errors import CargraphError
from cargraph.server.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.upkeep import Fault

SOME_SKIPPED = 3

app = typer.Typer(
    name="cargraph",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read texts about CAR-T cells and build a knowledge graph with the numbers and the evidence.\n\n"
    "Exit status: 0 all was read, 1 an error or a check that failed, 2 a wrong option, "
    "3 some inputs were skipped (each is named, with why).",
)
terms = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Keep the vocabulary.")
rules = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Keep the rules.")
app.add_typer(terms, name="terms")
app.add_typer(rules, name="rules")


def main() -> None:
    """Run the command line."""
    try:
        app()
    except CargraphError as error:
        screen.say(f"cargraph: {' '.join(str(error).split())}")
        sys.exit(1)


def _version(asked: bool) -> None:
    if asked:
        screen.write(f"cargraph {cargraph.__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def extract(
    paths: o.Paths,
    format: o.Reads = o.ReadForm.jsonl,
    output: o.OutputFile = None,
    on_error: o.Failing = o.OnError.skip,
    jobs: o.Jobs = None,
    spacy_model: o.Model = None,
) -> None:
    """Print what papers say: entities, relations, results, comparisons, arms and doses, with their sentences.

    \b
    Examples:
      cargraph extract paper.txt
      cargraph extract papers/ --format jsonl -o papers.jsonl
      zcat baseline.xml.gz | cargraph extract - --on-error raise
    """
    found = cargraph.extract(
        list(paths), format=format.value, on_error=on_error.value, jobs=jobs, spacy_model=spacy_model
    )
    with screen.progress("reading") as step:
        if output:
            found.write(output, watch=step)
        else:
            for line in found.lines():
                screen.write(line)
                step(line)
    screen.skipped(found.skipped)
    _end(found.skipped)


@app.command()
def build(
    paths: o.Paths,
    output: o.OutputFolder = None,
    store: o.Endpoint = None,
    jobs: o.Jobs = None,
    on_error: o.Failing = o.OnError.skip,
    page: o.Drawn = True,
    spacy_model: o.Model = None,
) -> None:
    """Build a graph of papers: leave the store, index.html and report.json in a folder.

    Run again with more papers it adds them, with a changed paper it replaces that one, with the same it changes
    nothing. At an endpoint (--store) the store alone is left.

    \b
    Examples:
      cargraph build examples -o out
      cargraph build 'papers/*.xml' pubmed.jsonl.gz -o out --jobs 4
      cargraph build more.txt -o out
      cargraph build papers/ --store http://localhost:7200/repositories/cart
    """
    (output,) = o.placed(store, output)
    with screen.progress("reading") as step:
        graph = cargraph.build(
            list(paths),
            output,
            jobs=jobs,
            on_error=on_error.value,
            page=page,
            watch=step,
            spacy_model=spacy_model,
        )
    report = graph.report
    screen.skipped(report.skipped, "" if store else f"; see {Path(output) / 'report.json'}")
    screen.say(f"{report.summary()}; {store or Path(output) / ('index.html' if page else 'report.json')}")
    _end(report.skipped)


@app.command("audit")
def audit_papers(
    paths: o.Paths,
    format: o.Told = o.FindingForm.text,
    output: o.OutputFile = None,
    on_error: o.Failing = o.OnError.skip,
    jobs: o.Jobs = None,
    strict: o.Strict = False,
) -> None:
    """Check the numbers of papers against one another: percentages, totals, grades, intervals, p-values.

    Each finding is told with its arithmetic and the sentences it rests on. Of a folder that build has made it tells
    what was found then. Nothing found is no proof: what was not read was not checked.

    \b
    Examples:
      cargraph audit paper.txt
      cargraph audit papers/ --format json -o findings.jsonl
      cargraph audit out
      cargraph audit manuscript.md --strict
    """
    with screen.progress("reading") as step:
        found = cargraph.audit_papers(
            list(paths), output, format=format.value, on_error=on_error.value, jobs=jobs, watch=step
        )
    if output is None:
        screen.write(found.to_text(format.value))
    screen.skipped(found.skipped)
    screen.say(found.summary())
    if strict and found.findings:
        raise typer.Exit(1)
    _end(found.skipped)


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
def show(folder: o.AnyFolder = None, name: o.Name = None, store: o.Endpoint = None) -> None:
    """Show one construct: what it is built of, its trials and diseases, its results, and the sentences that say so.

    \b
    Examples:
      cargraph show out axi-cel
      cargraph show out "CAR T-cells" | less
    """
    folder, name = o.placed(store, folder, name)
    screen.sheet(cargraph.show(folder, name))


@app.command()
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


@app.command()
def remove(folder: o.AnyFolder = None, id: o.Identifier = None, page: o.Drawn = True, store: o.Endpoint = None) -> None:
    """Take a paper out of the graph, whole.

    \b
    Examples:
      cargraph remove out doi:10.1000/182
      cargraph remove out pmid:12345678 --no-page
    """
    folder, paper = o.placed(store, folder, id)
    left = cargraph.remove(folder, paper, page=page)
    screen.say(f"removed {paper}; {left.info()['documents']} papers are left")


@app.command()
def validate(folder: o.Folder, jobs: o.Jobs = None) -> None:
    """Check that each paper's graph is as the ontology has it, and that its numbers fit. Exit status 1 where not.

    A fault is told in a line: which paper, which sentence, what is wrong, what to do. What a paper misprints is no
    fault of its graph: see audit.

    \b
    Examples:
      cargraph validate out
      cargraph validate out --jobs 2 > faults.txt
    """
    with screen.progress("checking") as step:
        found = cargraph.validate(folder, jobs=jobs, watch=step)
    screen.write(found.to_text())
    screen.say(found.summary())
    if not found.conforms:
        raise typer.Exit(1)


@app.command()
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


@app.command()
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


@app.command()
def evaluate(
    gold: o.Gold,
    texts: o.Texts,
    only: o.Only = None,
    least: o.Least = None,
    errors: o.Errors = False,
    calibration: o.Calibration = False,
    as_json: o.AsJson = False,
) -> None:
    """Measure the reading on annotated texts: precision, recall and F1 by section and by type of entity.

    \b
    Examples:
      cargraph evaluate gold gold/texts --errors
      cargraph evaluate gold gold/texts --min all=0.9 --min arms=0.9
      cargraph evaluate gold gold/texts --calibration
    """
    found = cargraph.evaluate(gold, texts, only=only or ())
    text = json.dumps(found.to_dict()) + "\n" if as_json else found.to_text(errors=errors, calibrated=calibration)
    screen.write(text)
    for stem in found.unread:
        screen.say(f"{stem}: no text was read; all of it counts as missed")
    if low := found.below(least or []):
        screen.say(f"below: {', '.join(low)}")
        raise typer.Exit(1)


@terms.command("lint")
def lint_terms(paths: o.Tables = None) -> None:
    """Put the vocabulary's files in order, and tell what a person must mend. Exit status 1 where there is something.

    \b
    Examples:
      cargraph terms lint
      cargraph terms lint ontologies/vocabulary/antigen.tsv
    """
    _faults(cargraph.lint_terms(paths or []), "the terms are in order")


@rules.command("check")
def check_rules() -> None:
    """Run the examples of the rules. Exit status 1 where one fails.

    \b
    Examples:
      cargraph rules check
    """
    count, faults = cargraph.check_rules()
    _faults(faults, f"{count} rules find and refuse what their examples say")


def _faults(faults: Sequence[Fault], praise: str) -> None:
    for fault in faults:
        screen.write(f"{fault.place}: {fault.message}\n")
    if faults:
        raise typer.Exit(1)
    screen.say(praise)


def _end(skipped: Sequence[object]) -> None:
    if skipped:
        raise typer.Exit(SOME_SKIPPED)
