"""The command line: the commands by their names, and what every one of them shares."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

import cargraph
from cargraph import screen
from cargraph.commands import asking, keeping, reading, showing
from cargraph.errors import CargraphError

if TYPE_CHECKING:
    from collections.abc import Callable

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
_COMMANDS: dict[str, Callable[..., None]] = {
    "extract": reading.extract,
    "build": reading.build,
    "audit": reading.audit_papers,
    "query": asking.query,
    "view": showing.view,
    "plot": showing.plot,
    "show": asking.show,
    "export": asking.export,
    "remove": keeping.remove,
    "validate": keeping.validate,
    "info": asking.info,
    "serve": showing.serve,
    "evaluate": reading.evaluate,
}
for _name, _command in _COMMANDS.items():
    app.command(_name)(_command)
terms.command("lint")(keeping.lint_terms)
rules.command("check")(keeping.check_rules)


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
