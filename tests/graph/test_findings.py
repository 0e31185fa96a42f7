from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from cargraph.audit import audit, report
from cargraph.graph.api import Graph
from cargraph.graph.findings import audited_quads
from cargraph.graph.iris import audit_iri, document_iri
from cargraph.graph.store import Store
from tests.audit.readings import Draft
from tests.graph.papers import renamed, trial

if TYPE_CHECKING:
    from pathlib import Path

    from cargraph.model import Reading

SLIPS = (
    Draft()
    .saw("CRS in 15% (2/40).", "abstract", count=2, total=40, percent=15.0)
    .saw("ICANS in 21/20.", outcome="icans", count=21, total=20)
    .compared("Anemia was significantly lower (p = 0.3).", outcome="anemia", direction="lower", p=0.3, p_operator="=")
    .reading()
)
ASKED = """SELECT ?check ?severity ?arithmetic ?quote ?count ?total ?p WHERE {
  ?finding a cg:Finding ; cg:check ?check ; cg:severity/rdfs:label? ?severity ; cg:arithmetic ?arithmetic ;
    cg:evidence/cg:quote ?quote ; cg:concerns ?fact .
  OPTIONAL { ?fact cg:count ?count ; cg:total ?total }
  OPTIONAL { ?fact cg:p ?p }
} ORDER BY ?check"""


def fill(store: Store, reading: Reading) -> None:
    store.put(reading.paper.id, audited_quads(reading, audit(reading)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store(tmp_path / "kg") as store:
        for number in range(6):
            fill(store, renamed(SLIPS if number == 3 else trial(), f"pmid:{number}"))
    return tmp_path / "kg"


def test_findings_are_asked_with_the_facts_they_concern(folder: Path) -> None:
    rows = [row.astuple() for row in Graph.open(folder).query(ASKED)]
    iri = "https://w3id.org/cargraph/ontology#"
    assert rows == [
        (
            "percent",
            f"{iri}Contradiction",
            "2/40 = 5.0%, printed 15%; 15% of 40 is 6",
            "CRS in 15% (2/40).",
            2,
            40,
            None,
        ),
        ("significance", f"{iri}Doubt", "0.3 ≥ 0.05", "Anemia was significantly lower (p = 0.3).", None, None, 0.3),
        ("total", f"{iri}Contradiction", "21 > 20", "ICANS in 21/20.", 21, 20, None),
    ]


def test_findings_come_back_as_they_were(folder: Path) -> None:
    found = Graph.open(folder).findings()
    assert found is not None
    assert report(found) == report(audit(renamed(SLIPS, "pmid:3")))


def test_findings_stand_in_a_graph_of_their_own_and_change_no_counts(folder: Path) -> None:
    graph = Graph.open(folder)
    names = {quad.graph_name for quad in graph.index().quads_for_pattern(None, None, None)}
    assert ox.NamedNode(audit_iri(document_iri("pmid:3"))) in names
    plain = Graph.from_readings(renamed(SLIPS if n == 3 else trial(), f"pmid:{n}") for n in range(6))
    told, counted = graph.info(), plain.info()
    assert told.pop("quads") > counted.pop("quads")
    assert told == counted
    assert graph.documents == plain.documents
    assert graph.evidence == plain.evidence
    assert plain.findings() is None
    assert Graph.from_readings([]).findings() is None


def test_findings_are_replaced_and_removed_with_their_paper(folder: Path) -> None:
    with Store(folder) as store:
        reading = replace(SLIPS, observations=SLIPS.observations[:1], comparisons=())
        fill(store, renamed(reading, "pmid:3"))
    assert [one.kind for one in Graph.open(folder).findings() or ()] == ["percent"]
    with Store(folder) as store:
        store.remove("pmid:3")
    left = Graph.open(folder)
    assert left.findings() == ()
    assert not left.query("ASK { GRAPH ?graph { ?finding a cg:Finding } }")
    assert len(left.query("SELECT ?audit { ?audit a cg:Audit }")) == 5


def test_the_file_of_an_audited_paper_is_sorted_and_one_whole(folder: Path) -> None:
    for path in (folder / "papers").glob("*.nq"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines == sorted(set(lines))
        assert len({line.rpartition(" <")[2].removesuffix("> .").removesuffix("/audit") for line in lines}) == 1
