"""Which graphs a query names for itself, and whether the store holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from cargraph.errors import RefusedError
from cargraph.graph.ask import TOKEN, unescaped
from cargraph.graph.iris import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox


def dataset(query: str) -> list[str]:
    """Return the IRIs that a query names after FROM and FROM NAMED.

    >>> dataset("PREFIX me: <http://me/> SELECT * FROM me:a FROM NAMED <file:b> { ?s ?p ?o }")
    ['http://me/a', 'file:b']
    """
    tokens = [(token.lastgroup, token[0]) for token in TOKEN.finditer(unescaped(query)) if token.lastgroup != "comment"]
    return list(_named(tokens))


def _named(tokens: list[tuple[str | None, str]]) -> Iterator[str]:
    prefixes, base = dict(PREFIXES), ""
    for at, (kind, token) in enumerate(tokens):
        word = token.upper() if kind == "word" else ""
        after = [text for _, text in tokens[at + 1 : at + 3]]
        if word == "PREFIX" and len(after) == 2:
            prefixes[after[0].removesuffix(":")] = _joined(base, after[1])
        elif word == "BASE" and after:
            base = _joined(base, after[0])
        elif word == "FROM" and after:
            yield _resolved(after[1] if after[0].upper() == "NAMED" and after[1:] else after[0], prefixes, base)


def _resolved(name: str, prefixes: dict[str, str], base: str) -> str:
    if name.startswith("<"):
        return _joined(base, name)
    prefix, _, local = name.partition(":")
    return prefixes.get(prefix, f"{prefix}:") + local


def _joined(base: str, reference: str) -> str:
    """Return what a reference in pointed brackets is, seen from a base; an empty fragment stays."""
    joined = urljoin(base, reference[1:-1])
    return f"{joined}#" if reference.endswith("#>") and not joined.endswith("#") else joined


def refuse_strangers(store: ox.Store, graphs: Iterable[str]) -> None:
    """Raise RefusedError for the first IRI that is no named graph of the store: nothing is fetched for a query."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    for graph in graphs:
        try:
            known = store.contains_named_graph(ox.NamedNode(graph))
        except ValueError:
            known = False
        if not known:
            raise RefusedError(
                f"the graph <{graph}> is refused: not of this store, whose graphs are SELECT ?g {{ GRAPH ?g {{}} }}"
            )
