"""The road has one direction: a room imports only what stands above it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parent.parent / "cargraph"
ANYONE = ["errors", "model", "resources"]
ROOMS = ["documents", "text", "mentions", "facts", "evaluation", "audit", "graph", "validation", "views"]
PIPELINE = [
    "parallel",
    "collecting",
    "resuming",
    "pipeline",
    "report",
    "building",
    "auditing",
    "validating",
    "sheet",
    "upkeep",
    "measure",
]
PIPELINE += ["server", "files", "knowledge", "extraction", "api"]
COMMANDS = ["__init__", "screen", "options", "commands", "cli", "__main__"]
ORDER = [*ANYONE, *ROOMS, *PIPELINE, *COMMANDS]
HEAVY = [
    "starlette",
    "uvicorn",
    "httpx",
    "spacy",
    "rdflib",
    "pyshacl",
    "pyoxigraph",
    "oxrdflib",
    "networkx",
    "pyvis",
    "lxml",
    "pandas",
    "yaml",
    "typer",
    "rich",
]


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the rooms that a file imports, wherever in it and whether for types alone or not."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names = [node.module] if node.module != "cargraph" else [f"cargraph.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            if name and name.split(".")[0] == "cargraph":
                yield name.split(".")[1] if "." in name else "__init__"


FILES = sorted(path for path in PACKAGE.rglob("*.py") if "ontologies" not in path.parts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_stands_above_it(path: Path) -> None:
    here = room(path)
    above = ORDER[: ORDER.index(here)]
    if here == "__init__":  # the front door names the functions for type checkers and loads none of them
        above = [*above, "api"]
    assert {name for name in imported(path) if name != here} <= set(above)


def test_only_the_rooms_of_the_design_exist() -> None:
    found = {room(path) for path in FILES}
    assert found == set(ORDER)
    assert not found & {"utils", "helpers", "common", "core"}


def test_importing_cargraph_does_nothing_but_import() -> None:
    code = f"import sys, cargraph; print([name for name in {HEAVY} if name in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_help_needs_no_heavy_library() -> None:
    code = (
        "import sys; sys.argv = ['cargraph', '--help']\n"
        "from cargraph.cli import main\n"
        "try:\n    main()\nexcept SystemExit: pass\n"
        "heavy = ['spacy', 'rdflib', 'pyoxigraph', 'networkx', 'lxml', 'pandas']\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).splitlines()[-1] == "[]"
