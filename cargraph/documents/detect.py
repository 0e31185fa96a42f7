"""The format of an input, told by its content."""

from __future__ import annotations

import re

from cargraph.documents.source import Source, decode
from cargraph.errors import DocumentError

_REFUSED = (
    (b"%PDF", "a PDF", "save its text, or fetch the paper's JATS XML from PubMed Central"),
    (b"PK\x03\x04", "a zip archive or office document", "unpack it, or save its text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save its text"),
    (b"{\\rtf", "rich text", "save it as plain text"),
    (b"BZh", "packed with bzip2", "unpack it or pack it with gzip"),
    (b"\xfd7zXZ", "packed with xz", "unpack it or pack it with gzip"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd", "unpack it or pack it with gzip"),
    (b"SQLite format 3", "a database", "export its papers as JSON Lines"),
)
_ASIDES = r"\s*+(?:(?><\?.*?\?>|<!--.*?-->)\s*+)*+"  # instructions and comments; what is taken is not given back
_HTML = re.compile(rf"{_ASIDES}<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_PROLOGUE = re.compile(
    rf"{_ASIDES}(?P<doctype><!DOCTYPE\s[^\[>]*+(?:\[(?P<inner>.*?)\]\s*+)?>)?{_ASIDES}<(?P<root>[A-Za-z_][\w:.-]*)",
    re.DOTALL,
)
_ROOTS = {
    "pubmedarticleset": "pubmed", "pubmedarticle": "pubmed", "medlinecitation": "pubmed",
    "medlinecitationset": "pubmed",
    "article": "jats", "pmc-articleset": "jats", "articles": "jats",
}  # fmt: skip


def detect(source: Source) -> str:
    """Return the name of the reader for an input; raise DocumentError for a format that cargraph does not read."""
    for mark, what, mend in _REFUSED:
        if source.head.startswith(mark):
            raise DocumentError(f"{source.place}: {what}; {mend}")
    text = _start(source)
    beginning = text.lstrip("\ufeff \t\r\n")
    if _HTML.match(beginning):
        raise DocumentError(f"{source.place}: HTML; save the page as text, or fetch the paper's JATS XML")
    if beginning.startswith("<") and (beginning[1:2] in "?!" or beginning[1:2].isalpha()):
        return _xml(beginning, source)
    if beginning.startswith("{") or re.match(r"\[\s*[{\[\"\]]", beginning):
        return "json"
    if _is_csv(beginning):
        raise DocumentError(
            f"{source.place}: comma-separated values; give the records as JSON Lines with title and abstract"
        )
    return "text"


def _start(source: Source) -> str:
    """Return the first characters; a character cut at the end of the first bytes is let go."""
    head = source.head
    cut = head if len(head) < 1000 else head[: len(head) - len(head) % 4]
    for end in range(len(cut), max(len(cut) - 4, 0), -1):
        try:
            return cut[:end].decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
    return decode(cut, source.place)[0]


def _xml(beginning: str, source: Source) -> str:
    found = _PROLOGUE.match(beginning)
    if not found:
        raise DocumentError(f"{source.place}: it begins like XML and has no root element; fetch it again")
    if "<!ENTITY" in (found["inner"] or found["doctype"] or ""):
        raise DocumentError(f"{source.place}: its DOCTYPE declares entities, which are not expanded; take them out")
    reader = _ROOTS.get(found["root"].lower().rpartition(":")[2])
    if reader is None:
        raise DocumentError(f"{source.place}: XML with the root <{found['root']}>; give PubMed XML or JATS XML")
    return reader


def _is_csv(beginning: str) -> bool:
    """Tell whether the first line is a row of names and more follows that is divided in the same way."""
    names, _, below = beginning.partition("\n")
    for mark in (",", ";"):
        fields = [field.strip(' \r"') for field in names.split(mark)]
        single = sum(bool(re.fullmatch(r"\w[\w.-]{0,40}", field)) for field in fields)
        if len(fields) >= 4 and single >= len(fields) * 0.8 and below[:20_000].count(mark) >= len(fields) - 1:
            return True
    return False
