"""The commands that keep the graph, the vocabulary and the rules in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

import cargraph
from cargraph import options as o
from cargraph import screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.upkeep import Fault


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


def lint_terms(paths: o.Tables = None) -> None:
    """Put the vocabulary's files in order, and tell what a person must mend. Exit status 1 where there is something.

    \b
    Examples:
      cargraph terms lint
      cargraph terms lint ontologies/vocabulary/antigen.tsv
    """
    _faults(cargraph.lint_terms(paths or []), "the terms are in order")


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
