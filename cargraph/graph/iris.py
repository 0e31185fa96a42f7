"""Names for things: what an IRI is made of. Identity is content, so two runs and two papers name a thing alike."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

from cargraph.model import Kind

if TYPE_CHECKING:
    from cargraph.model import Entity, Predicate

CG = "https://w3id.org/cargraph/ontology#"
ID = "https://w3id.org/cargraph/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
QB = "http://purl.org/linked-data/cube#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"

PREFIXES = {
    "cg": CG,
    "id": ID,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "skos": SKOS,
    "prov": PROV,
    "oa": OA,
    "dcterms": DCTERMS,
    "qb": QB,
}

SHARED = f"{ID}graph/shared"
"""The one graph that holds what papers share: see `shared`."""

AUDIT = "/audit"
"""What the IRI of a paper's named graph ends in where the graph holds what its audit found."""

VOCABULARY = f"{ID}graph/vocabulary"
"""The graph of the concepts that the things of a store are, and of their broader concepts: see `concepts`."""

_RUN = re.compile(r"[^\W\d_]+|\d+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Return the text as RDF can hold it: a lone surrogate becomes U+FFFD.

    >>> clean("IL\ud800-6")
    'IL�-6'
    """
    return _SURROGATE.sub("\ufffd", text)


def key(name: str) -> str:
    """Fold a name so that its spellings meet: case, kind of dash, spaces and the joint of letters and digits.

    >>> key("META10‐19"), key("Meta 10-19")
    ('meta-10-19', 'meta-10-19')
    """
    folded = unicodedata.normalize("NFKC", clean(name)).casefold()
    return "-".join(_RUN.findall(folded)) or folded.strip()


def digest(*parts: str) -> str:
    """Return a short hash of the parts: 16 hexadecimal digits of SHA-256."""
    return hashlib.sha256("\x1f".join(clean(part) for part in parts).encode()).hexdigest()[:16]


def document_iri(identifier: str) -> str:
    """Return the IRI of a paper, which is also that of its named graph.

    >>> document_iri("doi:10.1002/hem3.70007")
    'https://w3id.org/cargraph/id/document/doi:10.1002%2Fhem3.70007'
    """
    return f"{ID}document/{quote(clean(identifier), safe=':')}"


def audit_iri(document: str) -> str:
    """Return the IRI of the named graph that holds what the audit of a document (IRI) found.

    >>> audit_iri(document_iri("pmid:1"))
    'https://w3id.org/cargraph/id/document/pmid:1/audit'
    """
    return f"{document}{AUDIT}"


def entity_iri(entity: Entity) -> str:
    """Return the IRI of an entity: see `thing_iri`."""
    return thing_iri(entity.kind, entity.label, entity.curie)


def thing_iri(kind: Kind, label: str, curie: str | None) -> str:
    """Return the IRI of a thing: by its kind and public identifier, or its folded label where it has none.

    The identifier of a component is that of the gene it comes from, which many components share, so it names none.
    """
    if curie and kind is not Kind.COMPONENT:
        return f"{ID}{kind}/{quote(clean(curie), safe=':')}"
    return f"{ID}{kind}/{quote(key(label) or digest(label), safe='')}"


def part_iri(document: str, part: str, *content: str) -> str:
    """Return the IRI of a part of a document (observation, evidence, ...), minted from what it says."""
    return f"{document}#{part}-{digest(*content)}"


def camel(name: str) -> str:
    """Turn a name of the contract into one of the ontology.

    >>> camel("lymphodepletes_for")
    'lymphodepletesFor'
    """
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def predicate_iri(predicate: Predicate) -> str:
    """Return the property of a relation."""
    return CG + camel(predicate)


def kind_iri(kind: Kind) -> str:
    """Return the class of an entity."""
    return CG + kind.capitalize()
