"""The only door to the files that are shipped with cargraph."""

from __future__ import annotations

from pathlib import Path

from cargraph.errors import CargraphError

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
