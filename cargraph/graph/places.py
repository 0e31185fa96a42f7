"""Where a graph stands: in a folder, or at a SPARQL endpoint."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.graph.remote import RemoteStore
from cargraph.graph.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def is_endpoint(place: str | Path) -> bool:
    """Tell whether a place is a URL, and so an endpoint, and not a folder.

    >>> is_endpoint("http://localhost:8890/sparql"), is_endpoint("out")
    (True, False)
    """
    return isinstance(place, str) and re.match(r"\w+://", place) is not None


def store(place: str | Path, *, read_only: bool = False) -> Store | RemoteStore:
    """Open the store at a folder or a URL. Raises GraphError as `Store` and `RemoteStore` do."""
    if is_endpoint(place):
        return RemoteStore(str(place), read_only=read_only)
    return Store(place, read_only=read_only)
