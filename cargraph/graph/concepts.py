"""The vocabulary's part in a store: the concepts that its things are, and every concept above those.

A concept has the IRI of the thing that papers speak of, so that `?outcome skos:broader* ?wider` climbs from a result.
Only what the store speaks of is written, in a graph of its own that is derived; labels have a language there and names
another property, so that no triple stands in the shared graph too.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cargraph.graph.iris import CG, ID, RDF, SHARED, SKOS, VOCABULARY, key, thing_iri
from cargraph.graph.terms import iri, string
from cargraph.model import Kind
from cargraph.resources import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

_KINDS = {"product": Kind.CONSTRUCT}
_OBO = ("NCIT", "MONDO", "CHEBI", "HP")
_PUBLIC = {
    **{prefix: f"http://purl.obolibrary.org/obo/{prefix}_" for prefix in _OBO},
    "HGNC": "https://identifiers.org/hgnc:",
    "DRUGBANK": "https://identifiers.org/drugbank:",
}

_THINGS = f"""SELECT DISTINCT ?thing ?broader WHERE {{
  GRAPH <{SHARED}> {{ ?thing a ?kind OPTIONAL {{ ?thing <{CG}broader> ?broader }} }} }}"""


@dataclass(frozen=True, slots=True)
class Concept:
    """One row of the vocabulary. `broader` is the IRI of the next wider concept, empty at the top."""

    iri: str
    kind: Kind
    label: str
    names: tuple[str, ...]
    curie: str
    broader: str


@cache
def vocabulary() -> dict[str, Concept]:
    """Return the concepts of the shipped vocabulary by their IRI."""
    found = {}
    for path in files("vocabulary", ".tsv"):
        kind = _KINDS.get(path.stem) or Kind(path.stem)
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        labels = {row["label"]: thing_iri(kind, row["label"], row["curie"]) for row in rows}
        for row in rows:
            names = (name for cell in (row["names"], row["ambiguous"]) for name in cell.split("|") if name)
            wider = labels.get(row["broader"], "")
            found[labels[row["label"]]] = Concept(
                labels[row["label"]], kind, row["label"], tuple(names), row["curie"], wider
            )
    return found


def derive(store: Store) -> None:
    """Make the graph of the concepts of a store anew from its shared graph."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    store.remove_graph(ox.NamedNode(VOCABULARY))
    found: Any = store.query(_THINGS)
    rows = ((row[0].value, row[1].value if row[1] else "") for row in found)
    store.load("".join(sorted(_lines(rows))).encode(), format=ox.RdfFormat.N_QUADS)


def _lines(things: Iterable[tuple[str, str]]) -> Iterator[str]:
    known, wanted = vocabulary(), set()
    for thing, broader in things:
        wider = thing if thing in known else _named(thing, broader)
        if wider and wider != thing:
            yield _line(thing, f"{SKOS}broader", iri(wider))
        while wider and wider not in wanted:
            wanted.add(wider)
            wider = known[wider].broader
    for one in wanted:
        yield from _concept(known[one])


def _named(thing: str, label: str) -> str:
    """Return the concept of a label of a thing's own kind, or nothing where the vocabulary has none."""
    kind = thing.removeprefix(ID).partition("/")[0]
    return next((iri for iri in _by_label().get(label, ()) if vocabulary()[iri].kind == kind), "")


@cache
def _by_label() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for concept in vocabulary().values():
        found.setdefault(concept.label, []).append(concept.iri)
    return found


def _concept(one: Concept) -> Iterator[str]:
    yield _line(one.iri, f"{RDF}type", iri(f"{SKOS}Concept"))
    yield _line(one.iri, f"{SKOS}prefLabel", f"{string(one.label)}@en")
    yield _line(one.iri, f"{SKOS}inScheme", iri(f"{ID}vocabulary/{one.kind}"))
    for name in one.names:
        yield _line(one.iri, f"{SKOS}altLabel", f"{string(name)}@en")
    for folded in {key(name) for name in (one.label, *one.names)}:
        yield _line(one.iri, f"{CG}conceptKey", string(folded))
    if one.curie:
        yield _line(one.iri, f"{SKOS}notation", string(one.curie))
    if one.broader:
        yield _line(one.iri, f"{SKOS}broader", iri(one.broader))
    if address := public(one):
        relation = "relatedMatch" if one.kind is Kind.COMPONENT else "exactMatch"
        yield _line(one.iri, SKOS + relation, iri(address))


def public(concept: Concept) -> str:
    """Return the public IRI of a concept's identifier, or an empty text where there is none.

    A component's identifier is that of the gene it comes from.
    """
    prefix, _, number = concept.curie.partition(":")
    return f"{_PUBLIC[prefix]}{number}" if prefix in _PUBLIC else ""


def _line(subject: str, predicate: str, value: str) -> str:
    return f"<{subject}> <{predicate}> {value} <{VOCABULARY}> .\n"
