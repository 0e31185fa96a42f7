"""An answer written out up to a limit, and turned into the form that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.graph.iris import PREFIXES
from cargraph.graph.rows import tidy
from cargraph.server.forms import CSV, JSON, JSONLD, NTRIPLES, RDFXML, TSV, TURTLE, XML

if TYPE_CHECKING:
    import pyoxigraph as ox

    from cargraph.server.forms import Form


class _FullError(Exception):
    """More was written than is wanted."""


class _Lines:
    """A file that takes whole lines up to a number of them and a size in bytes, and refuses the rest."""

    def __init__(self, most: int, size: int) -> None:
        self._most = most
        self._size = size
        self._parts: list[bytes] = []
        self._count = 0
        self._written = 0

    def write(self, data: bytes) -> int:
        self._parts.append(data)
        self._count += data.count(b"\n")
        self._written += len(data)
        if self._count > self._most or self._written > self._size:
            raise _FullError
        return len(data)

    def flush(self) -> None:
        """Do nothing: all is held in memory."""

    def lines(self) -> list[bytes]:
        """Return the whole lines that fit."""
        whole = b"".join(self._parts)[: self._size].split(b"\n")[:-1]
        return whole[: self._most]


def rows(found: ox.QuerySolutions, form: Form, most: int, size: int) -> tuple[bytes, str]:
    """Return the first rows of a SELECT in a form, and where they were cut off, if they were.

    They are written as TSV first, in which a row is a line, so that the cut falls between two rows.
    """
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    out = _Lines(most + 1, size)
    cut = _written(found, out, ox.QueryResultsFormat.TSV)
    lines = out.lines()
    if not lines:
        lines = ["\t".join(map(str, found.variables)).encode()]
    table = b"".join(line + b"\n" for line in lines)
    if form is not TSV:
        table = ox.parse_query_results(table, format=ox.QueryResultsFormat.TSV).serialize(format=_format(form)) or b""
    return table, f"after {len(lines) - 1} rows" if cut else ""


def triples(found: ox.QueryTriples, form: Form, most: int, size: int) -> tuple[bytes, str]:
    """Return the first triples of a CONSTRUCT or DESCRIBE in a form, sorted, and where they were cut off."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    out = _Lines(most, size)
    cut = _written(found, out, ox.RdfFormat.N_TRIPLES)
    lines = out.lines()
    told = f"after {len(lines)} triples" if cut else ""
    return graph(b"".join(line + b"\n" for line in sorted(set(lines))), form), told


def graph(ntriples: bytes, form: Form) -> bytes:
    """Return N-Triples in another form, with the usual prefixes."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    if form is NTRIPLES:
        return ntriples
    if form is JSONLD:
        return ox.serialize(ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES), format=ox.RdfFormat.JSON_LD) or b""
    kind = {TURTLE: ox.RdfFormat.TURTLE, RDFXML: ox.RdfFormat.RDF_XML}[form]
    return tidy(ox.serialize(ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES), format=kind, prefixes=PREFIXES))


def truth(found: ox.QueryBoolean, form: Form) -> bytes:
    """Return the answer to an ASK in a form."""
    return found.serialize(format=_format(form)) or b""


def _written(found: ox.QuerySolutions | ox.QueryTriples, out: _Lines, form: object) -> bool:
    """Write all that fits, and tell whether there was more."""
    try:
        found.serialize(out, format=form)  # type: ignore[arg-type]
    except _FullError:
        return True
    return False


def _format(form: Form) -> ox.QueryResultsFormat:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    formats = ox.QueryResultsFormat
    return {JSON: formats.JSON, XML: formats.XML, CSV: formats.CSV, TSV: formats.TSV}[form]
