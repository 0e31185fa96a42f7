"""The only door to the files that are shipped with cargraph."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cargraph.errors import CargraphError, RuleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VERSION = "0.1.0"

_INSTALLED = Path(__file__).parent / "ontologies"
_BESIDE = Path(__file__).parent.parent / "ontologies"


def ontologies() -> Path:
    """Return the folder with the vocabulary, the rules, the queries and the ontology.

    An installed wheel holds it inside the package, an editable install beside it.
    """
    for folder in (_INSTALLED, _BESIDE):
        if folder.is_dir():
            return folder
    raise CargraphError(f"{_INSTALLED}: the ontologies are missing; install cargraph again")


def files(folder: str, suffix: str) -> tuple[Path, ...]:
    """Return the shipped files of one folder, sorted by name.

    >>> [path.suffix for path in files("vocabulary", ".tsv")][:1]
    ['.tsv']
    """
    return tuple(sorted((ontologies() / folder).glob(f"*{suffix}")))


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds, read by libyaml where PyYAML was built with it. Raises yaml.YAMLError."""
    import yaml  # noqa: PLC0415 - imported late

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both loaders are safe


def rule_list(path: Path) -> list[object]:
    """Return a rule file as a list; raise RuleError where it is no YAML or no list."""
    import yaml  # noqa: PLC0415 - imported late

    try:
        found = read_yaml(path)
    except yaml.YAMLError as fault:
        raise RuleError(f"{path.name}: {fault}; mend the YAML") from fault
    if not isinstance(found, list):
        raise RuleError(f"{path.name}: no list of rules; start each rule with '- '")
    return found


def rule_rows(
    path: Path, *, needed: frozenset[str], allowed: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the rules of a file, each with its place as an error tells it: "cues.yaml, rule 4 (number)".

    Raises RuleError where the file is no list of mappings, and for a missing or an unknown key.
    """
    for number, row in enumerate(rule_list(path), start=1):
        if not isinstance(row, dict):
            raise RuleError(f"{path.name}: {row!r} is no rule; write a list of mappings")
        place = f"{path.name}, rule {number}" + (f" ({row['id']})" if "id" in row else "")
        if missing := sorted(needed - row.keys()):
            raise RuleError(f"{place}: no {', '.join(missing)}; add it")
        if unknown := sorted(row.keys() - needed - allowed):
            raise RuleError(f"{place}: unknown key {', '.join(unknown)}; use {', '.join(sorted(needed | allowed))}")
        yield place, row


@cache
def reading_digest() -> str:
    """Return the SHA-256 of all that steers the reading: the rules and the vocabulary, names and contents."""
    found = hashlib.sha256()
    for path in (*files("rules", ""), *files("vocabulary", "")):
        if path.is_file():
            found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
