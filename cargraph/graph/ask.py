"""From what the user wrote to a query that may be run: shipped names, files, placeholders, and what is refused."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cargraph.errors import GraphError, RefusedError
from cargraph.graph.iris import key
from cargraph.graph.terms import string
from cargraph.resources import files

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKEN = re.compile(
    r"""
      (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<comment>\#[^\n]*)
    | (?P<escape>\\.)
    | (?P<name>[?$@]\w+|[\w.-]*:[\w.:%-]*)
    | (?P<word>\w+)
    | (?P<open>[({\[])
    | (?P<close>[)}\]])
    | (?P<operator>\|\||&&|[-+*/|!^=])
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
_FORMS = frozenset(["SELECT", "CONSTRUCT", "DESCRIBE", "ASK"])
_NESTING = frozenset(["UNION", "OPTIONAL", "MINUS", "BIND", "FILTER", "{"])
_DEEPEST = 200
_LONGEST = 2_000
_BLANK = r"(?:[ \t\r\n]|\#[^\r\n]*+)*+"
_NAMED = r"<[^<>]*+>|(?:[?$]|[^\s{}()\[\]<>\"\#\\,;:]*+:)(?:\\.|[^\s{}()\[\]<>\"\#\\,;])*+"
_SERVICE = re.compile(
    rf"(?P<variable>[?$]\w*?)?service{_BLANK}(?:silent{_BLANK})?+(?:{_NAMED}){_BLANK}\{{", re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)(:key)?\s*\}\}")
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_HEADER = re.compile(r"^#\s?(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Question:
    """A query that may be run. `ordered` and `dataset` tell whether it sorts its rows and names its own graphs."""

    text: str
    ordered: bool
    dataset: bool


@dataclass(frozen=True, slots=True)
class Shipped:
    """A competency query that is shipped: its name, what it answers, and the parameters it takes."""

    name: str
    answers: str
    parameters: tuple[str, ...]
    path: Path


def shipped() -> tuple[Shipped, ...]:
    """Return the competency queries that are shipped, sorted by name."""
    return tuple(_shipped(path) for path in files("queries", ".rq"))


def _shipped(path: Path) -> Shipped:
    text = path.read_text(encoding="utf-8")
    header = re.split(r"^[^#]", text, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line.strip() for line in _HEADER.findall(header)]
    answers = " ".join(line for line in lines if line and not line.startswith(("param:", "call:")))
    return Shipped(path.stem, answers, tuple(sorted({match[1] for match in _PLACEHOLDER.finditer(text)})), path)


def question(query: str | Path, params: Mapping[str, object] | None = None) -> Question:
    """Find the text of a query (SPARQL, a file, or the name of a shipped one), fill it and see that it only reads.

    Raises GraphError for an unknown name, an unreadable file, and a parameter too many or too few, and what `sparql`
    raises.
    """
    return sparql(_fill(_text(query), params or {}))


def sparql(text: str) -> Question:
    """See that SPARQL only reads.

    Raises RefusedError for a query that would change the graph or call another server (SERVICE), and GraphError for one
    that is nested too deeply to be run safely.
    """
    words = _words(text)
    plain = unescaped(text)
    _refuse(words + (_words(plain) if plain != text else []))
    if any(match["variable"] is None for view in {text, plain} for match in _SERVICE.finditer(view)):
        raise _service()
    return Question(text, ordered="ORDER" in words, dataset="FROM" in words)


def form(text: str) -> str:
    """Return the form of a query: SELECT, CONSTRUCT, DESCRIBE or ASK; SELECT where it names none.

    >>> form("PREFIX ask: <http://ask/> CONSTRUCT WHERE { ?s ?p ?o }")
    'CONSTRUCT'
    """
    return next((word for word in _words(text) if word in _FORMS), "SELECT")


def unescaped(text: str) -> str:
    r"""Return a query with its `\uXXXX` and `\UXXXXXXXX` as the characters they stand for, as SPARQL is read."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", _unescape, text)


def _text(query: str | Path) -> str:
    if isinstance(query, Path) or query.endswith(".rq"):
        return _read(Path(query))
    if not _NAME.fullmatch(query):
        return query
    known = {item.name: item.path for item in shipped()}
    name = query.replace("_", "-")
    if name not in known:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.3) or sorted(known)
        raise GraphError(f"{query}: no query of this name is shipped; near are {', '.join(near)}")
    return _read(known[name])


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GraphError(f"{path}: the query cannot be read ({error}); give a .rq file in UTF-8") from error


def _fill(text: str, params: Mapping[str, object]) -> str:
    wanted = {match[1] for match in _PLACEHOLDER.finditer(text)}
    if missing := sorted(wanted - set(params)):
        example = ", ".join(f'"{name}": "..."' for name in missing)
        raise GraphError(f"the query takes the parameter {', '.join(missing)}; give params={{{example}}}")
    if extra := sorted(set(params) - wanted):
        raise GraphError(
            f"the query takes no parameter {', '.join(extra)}; it takes {', '.join(sorted(wanted)) or 'none'}"
        )
    return _PLACEHOLDER.sub(lambda match: _literal(match, params), text)


def _literal(match: re.Match[str], params: Mapping[str, object]) -> str:
    value = str(params[match[1]])
    return string(key(value) if match[2] else value)


def _unescape(match: re.Match[str]) -> str:
    point = int(match[1] or match[2], 16)
    return chr(point) if point <= 0x10FFFF else "\ufffd"


def _words(text: str) -> list[str]:
    """Return the query's bare words in capitals: no strings, IRIs, comments, variables or prefixed names."""
    words, depth, operators = [], 0, 0
    for token in TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "word":
            words.append(token[0].upper())
        depth += (kind == "open") - (kind == "close")
        operators += kind == "operator" or token[0].upper() in _NESTING
        if depth > _DEEPEST or operators > _LONGEST:
            raise GraphError(
                f"the query is nested over {_DEEPEST} deep or has over {_LONGEST} operators and groups; "
                "use VALUES or several queries"
            )
    return words


def _refuse(words: list[str]) -> None:
    if any("SERVICE" in word for word in words):
        raise _service()
    first = "LOAD" if "LOAD" in words else next((word for word in words if word in _UPDATES | _FORMS), None)
    if first in _UPDATES:
        raise RefusedError(
            f"{first} is refused: a query only reads; papers are added with build, taken out with remove"
        )


def _service() -> RefusedError:
    return RefusedError(
        "SERVICE is refused: a query asks this graph only; fetch the other data first (in a string, write 'serv[i]ce')"
    )
