"""The commands that read papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import typer

import cargraph
from cargraph import options as o
from cargraph import screen

if TYPE_CHECKING:
    from collections.abc import Sequence

SOME_SKIPPED = 3


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


def _end(skipped: Sequence[object]) -> None:
    if skipped:
        raise typer.Exit(SOME_SKIPPED)
