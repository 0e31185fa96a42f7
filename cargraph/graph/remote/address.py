"""Where a SPARQL 1.1 endpoint takes queries, updates and graphs, and with which credentials."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cargraph.errors import GraphError

if TYPE_CHECKING:
    from collections.abc import Mapping

TIMEOUT = 120.0
_ENVIRONMENT = "CARGRAPH_STORE_"
_KNOWN = (
    (r"/repositories/[^/]+", r"\g<0>/statements", r"\g<0>/rdf-graphs/service"),
    (r"/sparql-auth", r"\g<0>", "/sparql-graph-crud-auth"),
    (r"/query", "/update", ""),
)
"""How the query URLs of stores in use end, and what stands there instead for updates and for the Graph Store protocol.

RDF4J and GraphDB; Virtuoso; Jena Fuseki, Oxigraph and Stardog. Any other URL takes updates where it takes queries.
"""


@dataclass(frozen=True, slots=True)
class Address:
    """The URLs of one endpoint, the graph store's empty where none is known; `timeout` is in seconds."""

    query: str
    update: str
    graphs: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    timeout: float = TIMEOUT


def address(url: str, environment: Mapping[str, str] = os.environ) -> Address:
    """Return the address of the endpoint whose queries go to a URL.

    The environment may name what differs, each after `CARGRAPH_STORE_`: UPDATE and GRAPHS (URLs), USER and PASSWORD or
    TOKEN, TIMEOUT (seconds). Raises GraphError for what is no such URL or number.

    >>> address("http://localhost:7200/repositories/cart", {}).update
    'http://localhost:7200/repositories/cart/statements'
    """
    given = {name: environment.get(_ENVIRONMENT + name, "") for name in _NAMES}
    update, graphs = _derived(_checked(url))
    return Address(
        url,
        _checked(given["UPDATE"]) if given["UPDATE"] else update,
        _checked(given["GRAPHS"]) if given["GRAPHS"] else graphs,
        given["USER"],
        given["PASSWORD"],
        given["TOKEN"],
        _seconds(given["TIMEOUT"]),
    )


_NAMES = ("UPDATE", "GRAPHS", "USER", "PASSWORD", "TOKEN", "TIMEOUT")


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        named = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        named = False
    if not named:
        raise GraphError(f"{url}: not the URL of a SPARQL endpoint; give one such as http://localhost:8890/sparql")
    if parts.username is not None or parts.password is not None:
        host = parts.netloc.rpartition("@")[2]
        raise GraphError(
            f"{parts.scheme}://{host}: the URL holds a user or a password; "
            "give them as CARGRAPH_STORE_USER and CARGRAPH_STORE_PASSWORD"
        )
    return url


def _derived(url: str) -> tuple[str, str]:
    for ending, update, graphs in _KNOWN:
        if re.search(f"{ending}$", url):
            return re.sub(f"{ending}$", update, url), re.sub(f"{ending}$", graphs, url) if graphs else ""
    return url, ""


def _seconds(text: str) -> float:
    try:
        seconds = float(text or TIMEOUT)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise GraphError(f"CARGRAPH_STORE_TIMEOUT is {text!r}; give a number of seconds above 0")
    return seconds
