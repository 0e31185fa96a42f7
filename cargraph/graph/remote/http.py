"""Requests to a SPARQL 1.1 endpoint (Protocol, Update, Graph Store), with credentials, retries and errors in a line."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from cargraph.errors import GraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    import httpx

    from cargraph.graph.remote.address import Address

WAITS = (0.5, 1.0, 2.0, 4.0)
"""Seconds before each further try of a request that the server was not ready for."""

_BUSY = frozenset({429, 502, 503, 504})
_LONGEST_WAIT = 60.0
_CUT = ("x-sparql-maxrows", "cargraph-truncated")
"""The headers in which Virtuoso and `cargraph serve` say that an answer was cut."""

_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"


class CutError(GraphError):
    """An endpoint gave the beginning of an answer only."""


class Http:
    """The wire to one endpoint. What is sent is safe to send twice, so that a request that fails is tried again."""

    def __init__(self, address: Address, pause: Callable[[float], None] = time.sleep) -> None:
        import httpx  # noqa: PLC0415 - imported late

        self._address = address
        self._pause = pause
        headers = {"Authorization": f"Bearer {address.token}"} if address.token else {}
        auth = _credentials(address.user, address.password) if address.user else None
        self._client = httpx.Client(auth=auth, headers=headers, timeout=address.timeout)

    @property
    def url(self) -> str:
        """The URL that queries go to."""
        return self._address.query

    @property
    def takes_graphs(self) -> bool:
        """Tell whether the Graph Store protocol can be used."""
        return bool(self._address.graphs)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def select(self, query: str, more: Iterable[tuple[str, str]] = (), *, whole: bool = True) -> bytes:
        """Return what SELECT or ASK answers, as SPARQL JSON. `more` are parameters of the request beside the query.

        Raises GraphError where the endpoint cannot be reached or refuses, and CutError where a `whole` answer was cut.
        """
        return self._ask(query, more, _ROWS, whole=whole)

    def construct(self, query: str, more: Iterable[tuple[str, str]] = ()) -> bytes:
        """Return what CONSTRUCT or DESCRIBE answers, as N-Triples. Raises as `select` does."""
        return self._ask(query, more, _TRIPLES)

    def update(self, text: str) -> None:
        """Run updates, in one request. Raises GraphError where the endpoint cannot be reached or refuses."""
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        self._sent("POST", self._address.update, content=text.encode(), headers=headers)

    def graph(self, iri: str) -> bytes:
        """Return a named graph as N-Triples, through the Graph Store protocol; nothing where there is none."""
        headers = {"Accept": _TRIPLES}
        response = self._tried("GET", self._address.graphs, params={"graph": iri}, headers=headers)
        if response.status_code == 404:
            return b""
        return self._good(response, _TRIPLES).content

    def put(self, iri: str, data: bytes) -> None:
        """Put N-Triples in the place of a named graph, in one request of the Graph Store protocol."""
        headers = {"Content-Type": "text/turtle; charset=utf-8"}
        self._sent("PUT", self._address.graphs, params={"graph": iri}, content=data, headers=headers)

    def _ask(self, query: str, more: Iterable[tuple[str, str]], form: str, *, whole: bool = True) -> bytes:
        data: dict[str, Any] = {"query": query}
        for name, value in more:
            data.setdefault(name, []).append(value)
        response = self._tried("POST", self._address.query, data=data, headers={"Accept": form})
        said = next((response.headers[name] for name in _CUT if name in response.headers), "")
        cut = f"{said} rows" if said.isdecimal() else said.removeprefix("after ")
        if cut and whole:
            raise CutError(
                f"{self._address.query}: the endpoint cut the answer after {cut}; "
                "ask for less with LIMIT and OFFSET, or raise its limit (Virtuoso: ResultSetMaxRows)"
            )
        return self._good(response, form).content

    def _sent(self, method: str, url: str, **request: Any) -> None:
        self._good(self._tried(method, url, **request))

    def _tried(self, method: str, url: str, **request: Any) -> httpx.Response:
        """Send a request, again where the server is not ready, and return its answer of any status."""
        import httpx  # noqa: PLC0415 - imported late

        for wait in (*WAITS, None):
            try:
                response = self._client.request(method, url, **request)
            except (httpx.ReadTimeout, httpx.WriteTimeout) as error:
                raise GraphError(
                    f"{url}: no answer within {self._address.timeout:g} s; ask for less, or set CARGRAPH_STORE_TIMEOUT"
                ) from error
            except httpx.TransportError as error:
                if wait is None:
                    raise GraphError(f"{url}: cannot be reached ({error}); is the server running?") from error
                self._pause(wait)
            else:
                if wait is None or response.status_code not in _BUSY:
                    return response
                self._pause(_asked_wait(response.headers.get("retry-after", ""), wait))
        raise AssertionError

    def _good(self, response: httpx.Response, form: str = "") -> httpx.Response:
        """Return an answer that is what was asked for. Raises GraphError, which says what to do, for any other."""
        url, status = str(response.url.copy_with(query=None)), response.status_code
        kind = response.headers.get("content-type", "").partition(";")[0].strip()
        if response.is_success:
            if form and kind != form:
                raise GraphError(f"{url}: answered {kind or 'nothing'} and not {form}; is this where queries go?")
            return response
        if response.has_redirect_location:
            raise GraphError(f"{url}: moved to {response.headers['location']}; give that URL")
        said = f"{url}: {status} {_reason(response)}"
        if status in {401, 403} or re.search("permission|not allowed|unauthori[sz]ed", said, re.IGNORECASE):
            raise GraphError(
                f"{said}; set CARGRAPH_STORE_USER and CARGRAPH_STORE_PASSWORD, or CARGRAPH_STORE_TOKEN, and give the "
                "URL that takes them (Virtuoso: /sparql-auth)"
            )
        if status in {404, 405}:
            raise GraphError(f"{said}; name the right URL (CARGRAPH_STORE_UPDATE, CARGRAPH_STORE_GRAPHS)")
        raise GraphError(said)


def _reason(response: httpx.Response) -> str:
    """Return the first words of what a server said went wrong."""
    text = re.sub(r"<(?:style|script|title).*?</(?:style|script|title)>|<[^>]*>", " ", response.text, flags=re.DOTALL)
    words = " ".join(text.split("SPARQL query:")[0].split())
    return words[:300] or response.reason_phrase


def _asked_wait(header: str, wait: float) -> float:
    return min(float(header), _LONGEST_WAIT) if header.isdecimal() else wait


def _credentials(user: str, password: str) -> httpx.Auth:
    import httpx  # noqa: PLC0415 - imported late

    class Credentials(httpx.Auth):
        """A user and a password, told in the way that the server asks for: Digest or Basic."""

        def __init__(self) -> None:
            self._chosen: httpx.Auth | None = None

        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
            if self._chosen is None:
                response = yield request
                if response.status_code != 401:
                    return
                digest = "digest" in response.headers.get("www-authenticate", "").lower()
                self._chosen = httpx.DigestAuth(user, password) if digest else httpx.BasicAuth(user, password)
            yield from self._chosen.auth_flow(request)

    return Credentials()
