"""The forms of an answer, and which of them an Accept header asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its media type, the suffix of a permalink, and media types that are taken for it as well."""

    media: str
    suffix: str
    also: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """The Content-Type of an answer."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


JSON = Form("application/sparql-results+json", "srj", ("application/json",))
XML = Form("application/sparql-results+xml", "srx", ("application/xml", "text/xml"))
CSV = Form("text/csv", "csv")
TSV = Form("text/tab-separated-values", "tsv")
TURTLE = Form("text/turtle", "ttl", ("application/x-turtle", "text/n3", "text/rdf+n3"))
NTRIPLES = Form("application/n-triples", "nt", ("text/ntriples", "text/plain"))
RDFXML = Form("application/rdf+xml", "rdf", ("application/xml", "text/xml"))
JSONLD = Form("application/ld+json", "jsonld", ("application/json",))
HTML = Form("text/html", "html", ("application/xhtml+xml",))

ROWS = (JSON, XML, CSV, TSV)
"""What SELECT and ASK are answered in; the first where the client does not mind."""

GRAPHS = (TURTLE, NTRIPLES, RDFXML, JSONLD)
"""What CONSTRUCT and DESCRIBE are answered in, and what tells of one thing."""


def chosen(accept: str, forms: Sequence[Form]) -> Form | None:
    """Return the form that an Accept header prefers, the earlier of two alike, or nothing where it takes none.

    A range that cannot be read is passed over; a header without any that can takes all.

    >>> chosen("text/csv;q=0.5, application/xml", ROWS).suffix
    'srx'
    >>> chosen("image/png", ROWS) is None
    True
    """
    ranges = [found for one in accept.split(",")[:50] if (found := _range(one))] or [("*/*", 1.0)]
    weighed = [(_weight(form, ranges), form) for form in forms]
    best = max(weight for weight, _ in weighed)
    return next(form for weight, form in weighed if weight == best) if best > 0 else None


def _range(text: str) -> tuple[str, float] | None:
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    if name.count("/") != 1 or name.startswith("/") or name.endswith("/"):
        return None
    weights = [value for key, _, value in (one.partition("=") for one in parameters) if key.strip() == "q"]
    try:
        weight = float(weights[0]) if weights else 1.0
    except ValueError:
        return None
    return (name, weight) if 0 <= weight <= 1 else None


def _weight(form: Form, ranges: list[tuple[str, float]]) -> float:
    """Return the weight of the most specific range that a form falls under, or of another name of it if greater."""
    weights = [weight for one, weight in ranges if one in form.also]
    for name in (form.media, f"{form.media.partition('/')[0]}/*", "*/*"):
        found = [weight for one, weight in ranges if one == name]
        if found:
            return max([*found, *weights])
    return max(weights, default=0.0)
