"""What must hold between the numbers of a paper: queries in ontologies/checks that find where it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cargraph.errors import GraphError
from cargraph.graph.iris import PREFIXES
from cargraph.resources import files

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

_FAULT = re.compile(r"^# fault: (.+)$", re.MULTILINE)
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Check:
    """One query. Each row of its answer is a node that is wrong, and what the message says of it."""

    name: str
    message: str
    query: str


@cache
def checks() -> tuple[Check, ...]:
    """Return the shipped checks, sorted by name. Raises GraphError for a file without a message."""
    return tuple(_read(path.stem, path.read_text(encoding="utf-8")) for path in files("checks", ".rq"))


def _read(name: str, text: str) -> Check:
    message = _FAULT.search(text)
    if message is None:
        raise GraphError(f"checks/{name}.rq: no line '# fault: ...'; say there what is wrong with a node found")
    return Check(name, message[1], text)


def failed(store: ox.Store) -> Iterator[tuple[str, str]]:
    """Yield the nodes (IRIs) of a store that a check finds wrong, each with what is wrong."""
    for check in checks():
        rows: Any = store.query(check.query, prefixes=PREFIXES, use_default_graph_as_union=True)
        for row in rows:
            yield row["node"].value, _FIELD.sub(lambda field, row=row: _shown(row[field[1]]), check.message)  # type: ignore[misc]


def _shown(value: Any) -> str:
    return "nothing" if value is None else str(value.value)
