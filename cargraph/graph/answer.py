"""Running a query over the graph and turning what the store answers into rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.errors import GraphError
from cargraph.graph.iris import PREFIXES
from cargraph.graph.rows import Rows, Value, python

if TYPE_CHECKING:
    import pyoxigraph as ox

    from cargraph.graph.ask import Question


def answer(store: ox.Store, question: Question) -> Rows:
    """Run a query over the union of the graphs, or over those it names with FROM.

    Rows that the query does not order are sorted, so that the same graph gives the same answer.
    Raises GraphError where the query is not SPARQL.
    """
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    try:
        found = store.query(question.text, prefixes=PREFIXES, use_default_graph_as_union=not question.dataset)
    except SyntaxError as error:
        raise GraphError(f"the query is not SPARQL: {error.msg}; write it as SPARQL 1.1") from error
    if isinstance(found, ox.QueryBoolean):
        return Rows(("answer",), [(bool(found),)])
    if isinstance(found, ox.QueryTriples):
        triples = sorted(found, key=str)
        values = [(python(one.subject), one.predicate.value, python(one.object)) for one in triples]
        return Rows(("subject", "predicate", "object"), values, triples)
    variables = [variable.value for variable in found.variables]
    rows = [tuple(python(term) for term in solution) for solution in found]
    return Rows(variables, rows if question.ordered else sorted(rows, key=_order))


def _order(row: tuple[Value, ...]) -> list[tuple[str, float, str]]:
    return [_place(value) for value in row]


def _place(value: Value) -> tuple[str, float, str]:
    if isinstance(value, str):
        return ("text", 0.0, value)
    return ("", -1.0, "") if value is None else ("number", float(value), "")
