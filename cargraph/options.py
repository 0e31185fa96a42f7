"""The arguments and options of the commands, each declared once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from typer import Argument, BadParameter, Option


class OnError(StrEnum):
    """What to do with an input that cannot be read."""

    skip = "skip"
    raise_ = "raise"


class ReadForm(StrEnum):
    """A form in which a reading is written."""

    jsonl = "jsonl"
    nquads = "nquads"


class FindingForm(StrEnum):
    """A form in which findings are printed."""

    text = "text"
    json = "json"


class RowForm(StrEnum):
    """A form in which a query's answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    turtle = "turtle"


class Figure(StrEnum):
    """A kind of figure."""

    forest = "forest"
    heatmap = "heatmap"
    swimmer = "swimmer"


class GraphForm(StrEnum):
    """A form in which a graph is given away."""

    nquads = "nquads"
    trig = "trig"
    turtle = "turtle"
    jsonld = "jsonld"
    rdfxml = "rdfxml"
    nanopub = "nanopub"
    graphml = "graphml"
    gexf = "gexf"
    csv = "csv"
    parquet = "parquet"
    kgx = "kgx"
    neo4j = "neo4j"


FOLDER_FORMS = frozenset({"kgx", "neo4j"})


_MADE = "The folder that build has made."

Paths = Annotated[list[str], Argument(metavar="PATH", help="Files, folders, globs, or - for standard input.")]
Folder = Annotated[Path, Argument(metavar="DIR", help=_MADE, show_default=False)]
AnyFolder = Annotated[str | None, Argument(metavar="DIR", help=_MADE, show_default=False)]
Question = Annotated[str | None, Argument(metavar="QUERY", help="SPARQL, a .rq file, or a shipped query's name.")]
Name = Annotated[str | None, Argument(metavar="NAME", help="A construct, by any of its names.")]
Identifier = Annotated[
    str | None, Argument(metavar="ID", help="The paper's identifier, as 'query DIR papers' lists it.")
]
Outcome = Annotated[str | None, Argument(metavar="OUTCOME", help="An outcome, by any of its names.")]
Tables = Annotated[list[Path] | None, Argument(metavar="FILE", help="TSV files; the shipped ones if left out.")]

Gold = Annotated[
    Path, Argument(metavar="GOLD", help="The folder of gold files (*.yaml), one a text.", show_default=False)
]
Texts = Annotated[
    list[str], Argument(metavar="TEXT", help="The annotated texts, or their folder; each has its gold file's name.")
]

Endpoint = Annotated[str | None, Option("--store", metavar="URL", help="A SPARQL 1.1 endpoint in the place of DIR.")]
OutputFolder = Annotated[str | None, Option("-o", "--output", metavar="DIR", help="The folder to build in.")]
OutputPage = Annotated[Path | None, Option("-o", "--output", metavar="FILE", help="The page to write.")]
OutputPages = Annotated[Path | None, Option(metavar="DIR", help="Write a page for each construct here instead.")]
OutputFigure = Annotated[Path, Option("-o", "--output", metavar="FILE", help="The figure to write: svg, png or pdf.")]
OutputFile = Annotated[Path | None, Option("-o", "--output", metavar="FILE", help="Write here, not to the screen.")]
Jobs = Annotated[int | None, Option(help="Processes; if left out one for few papers, one a processor for many.")]
Failing = Annotated[OnError, Option(help="Leave out what cannot be read, or stop there.")]
Model = Annotated[
    str | None, Option("--spacy-model", metavar="NAME", help="Add the entities of a spaCy pipeline of your own.")
]
Drawn = Annotated[bool, Option("--page/--no-page", help="Draw index.html anew.")]
Reads = Annotated[ReadForm, Option(help="JSON Lines, one document a line, or N-Quads.")]
Shown = Annotated[RowForm, Option(help="How the answer is printed.")]
Told = Annotated[FindingForm, Option(help="For people, paper by paper, or one JSON object a line.")]
Strict = Annotated[bool, Option("--strict", help="Exit with 1 where there is a finding.")]
Given = Annotated[GraphForm, Option(help="RDF, a network, a table of the results, or a folder for other stores.")]
Filled = Annotated[list[str] | None, Option(metavar="NAME=VALUE", help="Fill one of the query's parameters.")]
Listed = Annotated[bool, Option("--list", help="List the shipped queries.")]
Kind = Annotated[Figure, Option(help="Shares of one outcome, constructs by toxicities, or times.")]
Grade = Annotated[str | None, Option(metavar="GRADE", help="This grade alone, such as '>=3'.")]
Focus = Annotated[str | None, Option(metavar="NAME", help="Show only what lies around this entity.")]
Where = Annotated[list[str] | None, Option(metavar="FILTER", help="Show only what meets this; may be repeated.")]
Steps = Annotated[int, Option(min=1, help="How many arrows around it.")]
Host = Annotated[str, Option(metavar="ADDRESS", help="Listen here; 0.0.0.0 lets other machines ask.")]
Port = Annotated[int, Option(min=0, max=65535, help="Listen here; 0 takes a free one.")]
Origins = Annotated[list[str] | None, Option(metavar="ORIGIN", help="Let pages of this origin ask; '*' lets all.")]
Timeout = Annotated[float, Option(min=0.1, help="Seconds that a query may run.")]
MostRows = Annotated[int, Option(min=1, help="Rows that an answer may have.")]
Workers = Annotated[int, Option(min=1, help="Processes that answer queries, at the most.")]
AsJson = Annotated[bool, Option("--json", help="Print JSON.")]
Errors = Annotated[bool, Option("--errors", help="List what is wrong and what was missed, by cause.")]
Calibration = Annotated[bool, Option("--calibration", help="Tell how many statements of each confidence are right.")]
Least = Annotated[list[str] | None, Option("--min", metavar="SECTION=F1", help="Exit with 1 where F1 is below.")]
Only = Annotated[list[str] | None, Option(metavar="STEM", help="Use only these gold files.")]


def placed(store: str | None, *given: str | None, least: int | None = None) -> tuple[Any, ...]:
    """Return where the graph is and what follows it; with a store no folder is given, and all moves up one place.

    All of them must be there, or the first `least`.
    """
    if store is not None:
        if given[-1] is not None:
            raise BadParameter("give the folder or --store, not both")
        given = (store, *given[:-1])
    if None in given[:least]:
        raise BadParameter("an argument is missing; give the folder (or --store URL) and what the usage names")
    return given


def named(given: list[str]) -> dict[str, str]:
    """Return the parameters that were given as NAME=VALUE."""
    for one in given:
        if "=" not in one:
            raise BadParameter(f"{one}: write NAME=VALUE", param_hint="--param")
    return {name: value for name, _, value in (one.partition("=") for one in given)}
