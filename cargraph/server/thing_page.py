"""The page of one IRI: its properties, what points to it, and the sentences that tell of it."""

from __future__ import annotations

from html import escape
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import quote

from cargraph.graph.iris import CG, ID, PREFIXES
from cargraph.server.pages import shipped_text

if TYPE_CHECKING:
    from collections.abc import Iterable

Binding = dict[str, dict[str, str]]
"""One row of SPARQL results in JSON."""

ROOT = ID.removesuffix("id/")
"""What our IRIs begin with, where this server has a slash."""

MOST = 300
"""How many facts stand on a page."""

SAID = """SELECT DISTINCT ?property ?value ?label {
  <%(iri)s> ?property ?value OPTIONAL { ?value rdfs:label ?label }
} ORDER BY ?property ?label ?value LIMIT 1000"""

POINTING = """SELECT DISTINCT ?property ?value ?label {
  ?value ?property <%(iri)s> ; rdfs:label ?label
} ORDER BY ?property ?label ?value LIMIT 1000"""

FACTS = f"""SELECT ?fact ?kind ?document (MIN(?title) AS ?label) (MIN(?at) AS ?start) (SAMPLE(?words) AS ?quote) {{
  ?fact ?role <%(iri)s> ; a ?kind ; cg:evidence ?evidence .
  ?evidence cg:quote ?words ; cg:start ?at ; cg:document ?document .
  OPTIONAL {{ ?document dcterms:title ?title }}
  FILTER (STRSTARTS(STR(?kind), "{CG}"))
}} GROUP BY ?fact ?kind ?document ORDER BY ?document ?start ?fact LIMIT {MOST + 1}"""


def thing_page(iri: str, said: list[Binding], pointing: list[Binding], facts: list[Binding], *, more: bool) -> str:
    """Return the page of an IRI as HTML; `more` tells that it has more facts than these."""
    body = "".join(
        (
            _table("", [(_short(row["property"]["value"]), _value(row)) for row in said]),
            _table("What points here", [(_short(row["property"]["value"]), _value(row)) for row in pointing]),
            _facts(facts, iri, more=more),
        )
    )
    return Template(shipped_text("thing.html")).substitute(
        title=escape(_title(iri, said)),
        iri=escape(iri),
        path=escape(_local(iri)),
        state=escape(f"node={quote(iri.removeprefix(ID), safe='')}"),
        body=body,
    )


def _title(iri: str, said: Iterable[Binding]) -> str:
    names = {row["property"]["value"]: row["value"]["value"] for row in said}
    wanted = (f"{PREFIXES['rdfs']}label", f"{PREFIXES['dcterms']}title")
    return next((names[name] for name in wanted if names.get(name)), iri.removeprefix(ID))


def _table(head: str, rows: list[tuple[str, str]]) -> str:
    """Return rows of a name and a value (HTML) as a table; a name that repeats is told once."""
    if not rows:
        return ""
    lines, before = [], ""
    for name, value in rows:
        lines.append(f"<tr><th>{escape(name) if name != before else ''}</th><td>{value}</td></tr>")
        before = name
    return (f"<h2>{escape(head)}</h2>" if head else "") + f"<table>{''.join(lines)}</table>"


def _facts(facts: list[Binding], iri: str, *, more: bool) -> str:
    if not facts:
        return ""
    lines = (_fact(row, iri) for row in facts)
    note = f'<p class="note">The first {MOST}; a query finds all.</p>' if more else ""
    return f"<h2>Where it is said</h2><table>{''.join(lines)}</table>{note}"


def _fact(row: Binding, iri: str) -> str:
    fact, document = row["fact"]["value"], row["document"]["value"]
    anchor = f' id="{escape(fact.partition("#")[2])}"' if fact.startswith(f"{iri}#") else ""
    kind = f'<a href="{escape(_local(fact))}">{escape(row["kind"]["value"].removeprefix(CG).lower())}</a>'
    title = row.get("label", {}).get("value", "") or document.removeprefix(ID)
    source = "" if document == iri else f'<br><a class="note" href="{escape(_local(document))}">{escape(title)}</a>'
    return f"<tr{anchor}><th>{kind}</th><td><q>{escape(row['quote']['value'])}</q>{source}</td></tr>"


def _value(row: Binding) -> str:
    value = row["value"]["value"]
    if row["value"]["type"] != "uri":
        return escape(value)
    label = escape(row.get("label", {}).get("value", "") or _short(value))
    if value.startswith((ID, "https://", "http://")):
        return f'<a href="{escape(_local(value))}" rel="noreferrer">{label}</a>'
    return label


def _local(iri: str) -> str:
    """Return where this server tells of an IRI, or the IRI where it is another's."""
    return f"/{iri.removeprefix(ROOT)}" if iri.startswith((ID, CG)) else iri


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and prefix != "id":
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(ID)
