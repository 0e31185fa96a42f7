"""The only door to the files that are shipped with cargraph."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from cargraph.errors import CargraphError

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


@cache
def reading_digest() -> str:
    """Return the SHA-256 of all that steers the reading: the rules and the vocabulary, names and contents."""
    found = hashlib.sha256()
    for path in (*files("rules", ""), *files("vocabulary", "")):
        if path.is_file():
            found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
