"""What a query answers: rows by position and by name, and the texts they are printed as."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, overload

from cargraph.errors import GraphError
from cargraph.graph.iris import PREFIXES, XSD

if TYPE_CHECKING:
    import pandas as pd
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Value = str | int | float | bool | None

_INTEGERS = frozenset(XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger"))
_REALS = frozenset(XSD + name for name in ("decimal", "double", "float"))


class Row(Mapping[str, Value]):
    """One answer: `row["construct"]`, `row.construct`, or a dict's methods. An unbound variable is None."""

    __slots__ = ("_values", "_variables")

    def __init__(self, variables: tuple[str, ...], values: tuple[Value, ...]) -> None:
        self._variables = variables
        self._values = values

    def __getitem__(self, name: str) -> Value:
        try:
            return self._values[self._variables.index(name)]
        except ValueError:
            raise KeyError(name) from None

    def __getattr__(self, name: str) -> Value:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"{name}: the rows have {', '.join(self._variables)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._variables)

    def __len__(self) -> int:
        return len(self._variables)

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{name}={value!r}' for name, value in self.items())})"

    def astuple(self) -> tuple[Value, ...]:
        """Return the values in the order of the variables."""
        return self._values


class Rows(Sequence[Row]):
    """The answer to a query, a sequence of rows.

    `variables` names the columns. An ASK answers one row, `answer`; CONSTRUCT and DESCRIBE answer subject, predicate
    and object, and `to_turtle`.
    """

    __slots__ = ("_rows", "_triples", "variables")

    def __init__(
        self, variables: Sequence[str], rows: Sequence[tuple[Value, ...]], triples: Sequence[Triple] | None = None
    ) -> None:
        self.variables = tuple(variables)
        self._rows = tuple(Row(self.variables, row) for row in rows)
        self._triples = triples

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __bool__(self) -> bool:
        if self.variables == ("answer",) and len(self) == 1 and isinstance(self[0].answer, bool):
            return self[0].answer
        return len(self) > 0

    def __repr__(self) -> str:
        return f"<Rows: {len(self)} of {', '.join(self.variables)}>"

    def to_dicts(self) -> list[dict[str, Value]]:
        """Return the rows as plain dictionaries."""
        return [dict(row) for row in self]

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame. Raises GraphError where pandas is not installed."""
        try:
            import pandas as pd  # noqa: PLC0415 - optional and slow to import
        except ImportError as error:
            raise GraphError("pandas is not installed; pip install 'cargraph[pandas]'") from error
        return pd.DataFrame([row.astuple() for row in self], columns=list(self.variables))

    def to_csv(self) -> str:
        """Return the rows as CSV with a header line, whole IRIs, and nothing where a variable is unbound."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.variables)
        writer.writerows([plain(value) for value in row.astuple()] for row in self)
        return out.getvalue()

    def to_json(self) -> str:
        """Return the rows as a JSON list of objects."""
        return json.dumps(self.to_dicts(), ensure_ascii=False, indent=1) + "\n"

    def to_table(self) -> str:
        """Return the rows as a table of plain text, IRIs shortened."""
        cells = [list(self.variables), *([_short(value) for value in row.astuple()] for row in self)]
        widths = [max(len(line[column]) for line in cells) for column in range(len(self.variables))]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells
        ]
        return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]]) + "\n"

    def to_turtle(self) -> str:
        """Return what CONSTRUCT or DESCRIBE answered as Turtle. Raises GraphError for any other query."""
        import pyoxigraph as ox  # noqa: PLC0415 - imported late

        if self._triples is None:
            raise GraphError("only CONSTRUCT and DESCRIBE answer triples; print rows as table, csv or json")
        return tidy(ox.serialize(self._triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)).decode()

    def to_text(self, form: str) -> str:
        """Return the rows in a form named table, csv, json or turtle. Raises GraphError for another name."""
        try:
            write = FORMS[form]
        except KeyError:
            raise GraphError(f"{form}: not a form of rows; use {', '.join(FORMS)}") from None
        return write(self)


FORMS = {"table": Rows.to_table, "csv": Rows.to_csv, "json": Rows.to_json, "turtle": Rows.to_turtle}


def tidy(serialized: bytes | None) -> bytes:
    """Return Turtle or TriG with its prefixes in order: the serializer writes them in any."""
    lines = (serialized or b"").splitlines(keepends=True)
    head = [line for line in lines if line.startswith(b"@prefix")]
    return b"".join([*sorted(head), *lines[len(head) :]])


def python(term: NamedNode | BlankNode | Literal | Triple | None) -> Value:
    """Return the Python value of an RDF term: a number for a number, a text for all else."""
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return None if term is None else str(getattr(term, "value", term))
    return _typed(str(getattr(term, "value", "")), datatype.value)


def _typed(text: str, datatype: str) -> Value:
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _REALS:
            return float(text)
    except ValueError:
        return text
    return text in {"true", "1"} if datatype == f"{XSD}boolean" else text


def plain(value: Value) -> str:
    """Write a value as CSV and tables print it: whole numbers without a point, nothing for None."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    return "" if value is None else str(value)


def _short(value: Value) -> str:
    text = " ".join(plain(value).split())
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text
