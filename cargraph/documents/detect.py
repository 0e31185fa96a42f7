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
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_PROLOGUE = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*(?P<doctype><!DOCTYPE\s[^\[>]*(?:\[(?P<inner>.*?)\]\s*)?>)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*"
    r"<(?P<root>[A-Za-z_][\w:.-]*)",
    re.DOTALL,
)
_ROOTS = {
    "pubmedarticleset": "pubmed", "pubmedarticle": "pubmed", "medlinecitation": "pubmed", "medlinecitationset": "pubmed",
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
        raise DocumentError(f"{source.place}: a table of comma-separated values; give its records as JSON Lines with title and abstract")
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
        raise DocumentError(f"{source.place}: it begins like XML and has no root element; mend the file or fetch it again")
    if "<!ENTITY" in (found["inner"] or found["doctype"] or ""):
        raise DocumentError(f"{source.place}: its DOCTYPE declares entities, which cargraph does not expand; take the declarations out")
    reader = _ROOTS.get(found["root"].lower().rpartition(":")[2])
    if reader is None:
        raise DocumentError(f"{source.place}: XML with the root <{found['root']}>; cargraph reads PubMed XML and JATS XML")
    return reader


def _is_csv(beginning: str) -> bool:
    """Tell whether the first two lines are a row of names and a row of values between commas or semicolons."""
    rows = beginning.split("\n", 2)[:2]
    for mark in (",", ";"):
        names = rows[0].split(mark)
        if len(rows) == 2 and len(names) >= 4 and rows[1].count(mark) >= len(names) - 1:
            return all(0 < len(name.strip()) < 40 and name.count(" ") < 4 for name in names)
    return False
