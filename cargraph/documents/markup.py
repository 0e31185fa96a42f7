"""XML elements as they read: markup within a text, and elements from a stream."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from cargraph.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cargraph.documents.source import Source

_RAISED = dict(
    zip("0123456789+-−–=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)
)
_PLAIN = re.compile(r"[\s*†‡§¶#®™©,;\[\]]*(?:\[[\d\s,;–-]+\][\s,;–-]*)*")
_NUMBERS = re.compile(r"\d+[\s,;–-]*(?:\d+)?")
_SPACES = re.compile(r"\s+")
_BLOCKS = frozenset(
    {"p", "title", "list-item", "list", "disp-quote", "def-item", "def", "sec", "caption", "break", "br", "hr", "label",
     "disp-formula"}
)  # fmt: skip
_LEFT_OUT = frozenset(
    {"fig", "fig-group", "table-wrap", "table-wrap-group", "graphic", "inline-graphic", "media", "object-id", "fn",
     "supplementary-material", "tex-math", "annotation", "annotation-xml", "boxed-text", "processing-meta",
     "inline-supplementary-material"}
)  # fmt: skip
Element = Any


def elements(source: Source, names: Collection[str]) -> Iterator[Element]:
    """Yield the elements of some names as they end, each cleared afterwards, so that memory stays flat.

    No entity is expanded, no DTD loaded, no network used. Raise DocumentError where the XML is damaged.
    """
    options = {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "huge_tree": False,
        "remove_comments": True,
    }
    walk = etree.iterparse(source.stream, events=("end",), tag=[f"{{*}}{name}" for name in names], **options)
    try:
        for _, element in walk:
            yield element
            if element.getparent() is None or local(element.getparent()) not in names:
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise DocumentError(
            f"{source.place}: the XML is damaged or breaks off ({error.msg}); fetch it again"
        ) from error


def _forget(element: Element) -> None:
    element.clear(keep_tail=False)
    while element.getprevious() is not None:
        del element.getparent()[0]


def local(element: Element) -> str:
    """Return an element's name without its namespace, empty for comments, instructions and entities."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def find(element: Element, *path: str) -> Element | None:
    """Return the first element down a path of names of any namespace."""
    return next(iter(every(element, *path)), None)


def every(element: Element, *path: str) -> list[Element]:
    """Return all elements down a path of names of any namespace."""
    found = [element]
    for name in path:
        found = [child for one in found for child in one if local(child) == name]
    return found


def words(element: Element | None) -> str:
    """Return an element's text on one line: superscripts raised, subscripts plain, citations as "[12]"."""
    return _SPACES.sub(" ", "".join(_pieces(element))).strip() if element is not None else ""


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    cited = ""
    for child in element:
        piece = _piece(child, cited)
        yield piece
        tail = child.tail or ""
        yield tail
        cited = (cited + piece + tail)[-80:]


def _piece(child: Element, before: str) -> str:
    name = local(child)
    if not name:
        return html.unescape(f"&{child.name};") if child.tag is etree.Entity else ""
    if name in _LEFT_OUT:
        return " "
    inner = "".join(_pieces(child))
    if name == "sup":
        return raised(inner)
    if name == "xref" and child.get("ref-type") == "bibr":
        inside = "[" in before and "]" not in before[before.rindex("[") :]
        return (
            f"[{inner.strip()}]" if _NUMBERS.fullmatch(inner.strip()) and not inside and not _opened(child) else inner
        )
    return f" {inner} " if name in _BLOCKS else inner


def _opened(child: Element) -> bool:
    """Tell whether a citation's number stands in brackets of the text already."""
    parent = child.getparent()
    previous = child.getprevious()
    text = (previous.tail if previous is not None else parent.text) or ""
    return "[" in text and "]" not in text[text.rindex("[") :]


def raised(text: str) -> str:
    """Return a superscript in raised characters where Unicode has them all, else as ^(...).

    >>> raised("-6"), raised("Thy-1")
    ('⁻⁶', '^(Thy-1)')
    """
    stripped = text.strip().rstrip("*†‡§¶ ")
    if not stripped or _PLAIN.fullmatch(stripped):
        return text
    marks = text.strip()[len(stripped) :]
    if all(character in _RAISED for character in stripped):
        return "".join(_RAISED[character] for character in stripped) + marks
    return f"^({stripped}){marks}"
