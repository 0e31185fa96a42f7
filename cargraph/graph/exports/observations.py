"""The results as a table for meta-analysis: one row an observation, as CSV or Parquet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from cargraph.errors import GraphError
from cargraph.graph.rows import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.graph.api import Graph
    from cargraph.graph.records import DocumentRecord, EntityRecord, ObservationRecord

COLUMNS: dict[str, type] = {
    "study": str,
    "doi": str,
    "pmid": str,
    "year": int,
    "construct": str,
    "arm": str,
    "outcome": str,
    "outcome_kind": str,
    "grade": str,
    "grade_min": int,
    "grade_max": int,
    "scale": str,
    "stat": str,
    "events": int,
    "n": int,
    "n_from": str,
    "percent": float,
    "bound": str,
    "value": float,
    "value_text": str,
    "unit": str,
    "low": float,
    "low_text": str,
    "high": float,
    "high_text": str,
    "interval": str,
    "time": str,
    "measure": str,
    "printed": str,
    "quote": str,
    "start": int,
    "end": int,
    "section": str,
    "table": int,
    "hedged": bool,
    "cited": bool,
    "confidence": float,
    "observation": str,
}
"""The columns and what they hold. A column of numbers holds nothing else: NR and NE stand in that of its texts."""

_SAME = ("arm", "grade", "grade_min", "grade_max", "scale", "stat", "percent", "bound", "unit", "interval")
_MORE = ("time", "measure", "printed", "hedged", "cited", "confidence")


def table(graph: Graph) -> Iterator[dict[str, Any]]:
    """Yield the columns of each observation, None where the paper does not say; the order is the graph's.

    `n_from` tells whether the paper states the denominator beside the number or it was carried from elsewhere in the
    paper. Offsets count characters of the paper's reading text, end exclusive.
    """
    named = {entity.iri: entity for entity in graph.entities()}
    papers = {document.iri: document for document in graph.documents}
    for one in graph.observations():
        row = _row(one, papers[one.document], named)
        yield {column: row.get(column) for column in COLUMNS}


def _row(one: ObservationRecord, paper: DocumentRecord, named: dict[str, EntityRecord]) -> dict[str, Any]:
    outcome, first = named[one.outcome], one.evidence[0] if one.evidence else None
    place = {} if first is None else {name: getattr(first, name) for name in ("quote", "start", "end", "section")}
    return {
        "study": paper.id,
        "doi": paper.doi,
        "pmid": paper.pmid,
        "year": paper.year,
        "construct": named[one.subject].label if one.subject else None,
        "outcome": outcome.label,
        "outcome_kind": str(outcome.kind),
        "events": one.count,
        "n": one.total,
        "n_from": None if one.total is None else "carried" if one.carried else "stated",
        "table": one.table if one.table is not None or first is None else first.table,
        "observation": one.iri,
        **{name: getattr(one, name) for name in (*_SAME, *_MORE)},
        **_numbers(one),
        **place,
    }


def _numbers(one: ObservationRecord) -> dict[str, Any]:
    """Return what may be a number or a word in two columns, so that programs read the first as numbers."""
    told = {name: getattr(one, name) for name in ("value", "low", "high")}
    return {f"{name}_text" if isinstance(value, str) else name: value for name, value in told.items()}


def csv_table(graph: Graph) -> bytes:
    """Return the table as CSV in UTF-8, nothing where there is no value, and TRUE or FALSE as R reads them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in row.values()] for row in table(graph))
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    return str(value).upper() if isinstance(value, bool) else plain(value)


def parquet_table(graph: Graph) -> bytes:
    """Return the table as Parquet with typed columns. Raises GraphError where pyarrow is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - optional and slow to import
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise GraphError("pyarrow is not installed; pip install 'cargraph[parquet]'") from error
    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    schema = pa.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])
    rows = [{name: _fitting(value, COLUMNS[name]) for name, value in row.items()} for row in table(graph)]
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows, schema=schema), out)
    return out.getvalue()


def _fitting(value: Any, kind: type) -> Any:
    return float(value) if kind is float and value is not None else value
