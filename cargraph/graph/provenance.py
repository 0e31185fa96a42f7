"""Where a paper's graph comes from, in PROV-O: the input, and the reading that made the graph of it.

Nothing here tells the time, so that the same input gives the same bytes; another version, other rules or another input
do not.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from cargraph.graph.iris import PROV, RDF, clean
from cargraph.graph.terms import Pair, cg, iri, typed
from cargraph.resources import VERSION, reading_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.model import Paper

_TYPE = iri(f"{RDF}type")


def text_digest(paper: Paper) -> str:
    """Return the SHA-256 of a paper's reading text in UTF-8."""
    return hashlib.sha256(clean(paper.text).encode()).hexdigest()


def provenance(paper: Paper, document: str) -> Iterator[tuple[str, list[Pair]]]:
    """Yield the nodes of a paper's origin, each with what is said of it, and what the document (IRI) says of them.

    The input's digest is left out where it is not known: a text from memory, or one record of a file that holds many.
    """
    reading, source = f"{document}#reading", f"{document}#input"
    yield document, [(_prov("wasGeneratedBy"), iri(reading)), (_prov("wasDerivedFrom"), iri(source))]
    yield (
        reading,
        [
            (_TYPE, cg("Reading")),
            (_TYPE, _prov("Activity")),
            (_prov("used"), iri(source)),
            (_prov("wasAssociatedWith"), cg("Cargraph")),
            *typed("version", VERSION),
            *typed("rulesDigest", reading_digest()),
        ],
    )
    yield source, [(_TYPE, cg("Input")), (_TYPE, _prov("Entity")), *typed("inputDigest", paper.digest)]


def _prov(name: str) -> str:
    return iri(PROV + name)
