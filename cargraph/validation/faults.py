"""What is wrong with a graph, told in one line: which paper, which sentence, what is wrong, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cargraph.graph.iris import CG, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

_LONGEST = 160
_NOUNS = {
    "Document": "document", "Reading": "reading", "Input": "input", "Mention": "mention", "Statement": "relation",
    "Observation": "result", "Comparison": "comparison", "Arm": "group of patients", "Dose": "dose",
    "Grading": "grading", "Evidence": "evidence", "Audit": "audit", "Finding": "finding",
}  # fmt: skip
_PLACE = """SELECT ?class ?quote ?start ?end ?label WHERE {
  { %(node)s a ?class }
  UNION { %(node)s (cg:evidence?) ?evidence . ?evidence cg:quote ?quote ; cg:start ?start ; cg:end ?end }
  UNION { %(node)s cg:mentionLabel ?label } UNION { ?mention cg:about %(node)s ; cg:mentionLabel ?label }
  UNION { %(node)s cg:outcome ?outcome . ?mention cg:about ?outcome ; cg:mentionLabel ?label }
} ORDER BY ?start ?end ?quote ?class ?label"""
_PAPER = """SELECT ?id ?source WHERE { ?paper a cg:Document . OPTIONAL { ?paper dcterms:identifier ?id }
  OPTIONAL { ?paper cg:source ?source } } ORDER BY ?id ?source LIMIT 1"""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong. `file` is the paper's file in the store, `paper` its identifier where it has one.

    `start` and `end` are the characters of the paper's reading text that `quote` stands at, -1 where there is none.
    """

    file: str
    paper: str
    start: int
    end: int
    quote: str
    message: str
    mend: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        where = f' "{_short(self.quote)}" (characters {self.start}-{self.end}):' if self.quote else ""
        return " ".join(f"{self.paper or self.file}:{where} {self.message}; {self.mend}".split())


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


class Teller:
    """Tells the faults of one paper, given as a store of its own."""

    def __init__(self, store: ox.Store, file: str) -> None:
        self._store = store
        self._file = file
        row: Any = next(iter(self._rows(_PAPER)), None)
        self.paper, source = ("", "") if row is None else (_text(row["id"]), _text(row["source"]))
        self._mend = f"build {source or 'its source'} again, or remove the paper"

    def _rows(self, query: str) -> Any:
        return self._store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)

    def of_paper(self, message: str) -> Fault:
        """Return a fault of the paper as a whole."""
        return Fault(self._file, self.paper, -1, -1, "", message, self._mend)

    def of_node(self, node: str, message: str) -> Fault:
        """Return a fault of one node (IRI). The message goes on from "this result": "has no number"."""
        if ":" not in node:
            return self.of_paper(f"a node without an IRI {message}")
        noun, label, quote, start, end = "node", "", "", -1, -1
        for row in self._rows(_PLACE % {"node": f"<{node}>"}):
            noun = _NOUNS.get(_text(row["class"]).removeprefix(CG), noun)
            label = label or _text(row["label"])
            if row["quote"] is not None and not quote:
                quote, start, end = _text(row["quote"]), _place(row["start"]), _place(row["end"])
        if noun == "node":
            noun = label or node
            return Fault(self._file, self.paper, start, end, quote, f"{noun} {message}", self._mend)
        named = f' of "{label}"' if label else ""
        return Fault(self._file, self.paper, start, end, quote, f"this {noun}{named} {message}", self._mend)


def _place(value: Any) -> int:
    return int(value.value) if value.value.isdigit() else -1


def _text(value: Any) -> str:
    return "" if value is None else str(value.value)
