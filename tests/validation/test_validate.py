"""Every graph that is made conforms, and a broken one is told in the user's words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from pyshacl import validate as shacl

import cargraph
from cargraph.audit import audit
from cargraph.errors import GraphError
from cargraph.graph.findings import audited_quads
from cargraph.graph.iris import CG, PREFIXES
from cargraph.graph.quads import quads
from cargraph.resources import VERSION, ontologies
from cargraph.validation.checks import checks
from cargraph.validation.paper import faults
from tests.conftest import EXAMPLES
from tests.graph.papers import hostile, tiny, trial, two_arms
from tests.graph.test_findings import SLIPS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cargraph.model import Reading

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
CRS = "Cytokine release syndrome of grade 3 or higher occurred in 3 of 40 (7.5%) patients."
PFS = "Median PFS was not reached."


def broken(text: str, old: str, new: str, within: str = "") -> str:
    """Return a paper's lines with one term changed in those that hold some words; it must have stood there."""
    lines = text.splitlines(keepends=True)
    changed = [line.replace(old, new) if within in line else line for line in lines]
    assert changed != lines, f"{old} does not stand in a line with {within}"
    return "".join(sorted(changed))


def told(text: str) -> list[str]:
    return [str(fault) for fault in faults("paper.nq", text.encode())]


@pytest.mark.parametrize("paper", [tiny, trial, two_arms])
def test_what_is_written_conforms(paper: Callable[[], Reading]) -> None:
    reading = paper()
    assert told(audited_quads(reading, audit(reading))) == []


def test_a_misprint_of_the_paper_is_no_fault_of_its_graph() -> None:
    assert any("counts 21 of 20 patients" in line for line in told(quads(SLIPS)))
    assert told(audited_quads(SLIPS, audit(SLIPS))) == []


def test_the_examples_conform(tmp_path: Path) -> None:
    cargraph.build([EXAMPLES], tmp_path, page=False)
    found = cargraph.validate(tmp_path)
    assert found.to_text() == ""
    assert found.conforms
    assert found.papers == len(list((tmp_path / "papers").iterdir())) > 5
    scales = cargraph.query(
        tmp_path, "SELECT DISTINCT ?scale { ?o a cg:Observation ; cg:scale ?scale } ORDER BY ?scale"
    )
    assert [row.scale for row in scales] == ["ASTCT", "CTCAE 5.0"]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here")
def test_the_seeds_conform(tmp_path: Path) -> None:
    cargraph.build([SEEDS], tmp_path, page=False)
    assert cargraph.validate(tmp_path).to_text() == ""


@pytest.mark.parametrize(
    ("old", "new", "within", "quote", "words"),
    [
        ('"40"', '"2"', "#total>", CRS, 'this result of "cytokine release syndrome" counts 3 of 2 patients'),
        ('"7.5"', '"75.0"', "#percent>", CRS, 'result of "cytokine release syndrome" has 75% beside 3 of 40'),
        ('"7.5"', '"175.0"', "#percent>", CRS, "has a percentage that is not from 0 to 100, or two (it has 175.0)"),
        ('"7.5"', '"many"', "#percent>", CRS, ' has "many" in the place of a number'),
        ('"3"', '"-3"', "#count>", CRS, "has a count that is no whole number from 0 on, or two (it has -3)"),
        ('"3"', '"6"', "#gradeMin>", CRS, "is of grades 6 to 5"),
        (
            '"proportion"',
            '"share"',
            "#stat>",
            CRS,
            "needs one statistic: proportion, median, mean or rate (it has share)",
        ),
        ('"2000000"', '"9000000"', "#low>", "2-5 x 10^6 cells/kg", "this dose goes from 9000000 to 5000000"),
        ("#Positive", "#Maybe", "#polarity>", "LUMA-7 cells in lymphoma", "needs to be either Positive or Negative"),
        ("#targets>", "#hits>", "#statement-", "", "it uses cg:hits, which the ontology does not declare"),
        (
            "#treats>",
            "#targets>",
            "#predicate>",
            "LUMA-7 cells in lymphoma",
            "this relation has an object that is no antigen",
        ),
        ('"0.9"', '"1.2"', "#confidence>", CRS, "needs one confidence from 0 to 1 (it has 1.2)"),
        ('"false"', '"no"', "#cited>", CRS, "needs to be said to be cited or not"),
    ],
)
def test_a_broken_paper_is_told_with_its_sentence(old: str, new: str, within: str, quote: str, words: str) -> None:
    lines = told(broken(quads(trial()), old, new, within))
    (line,) = [line for line in lines if words in line and quote in line]
    assert line.startswith("doi:10.5555/luma.7:")
    assert line.endswith("; build luma.txt again, or remove the paper")
    assert (f'"{quote}" (characters ' in line) is bool(quote)


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        ("/terms/title>", "this document needs one title"),
        ("#evidence> <", "rests on no evidence"),
        ("#outcome> <", "needs one outcome that the document mentions"),
        ("#exact> ", "needs one quote"),
        ("#wasGeneratedBy> <", "this document needs the reading that made its graph"),
        ("#mentionLabel> ", "this mention needs one label"),
        ("#n> ", "this group of patients needs how many patients it has"),
        ("#unit> ", "this dose needs one unit, such as cells/kg"),
        ("#Document> ", "its file does not say which document it is of"),
    ],
)
def test_what_is_missing_is_told(lost: str, words: str) -> None:
    text = "".join(line for line in quads(trial()).splitlines(keepends=True) if lost not in line)
    assert len(text) < len(quads(trial()))
    assert any(words in line for line in told(text)), told(text)


def test_a_quote_that_does_not_fit_its_place_is_told() -> None:
    text = quads(tiny())
    assert "this evidence has 20 characters and stands from 0 to 19" in told(broken(text, '"20"', '"19"', "#end>"))[0]
    assert "ends at character 20 of a text of 12" in told(broken(text, '"20"', '"12"', "#textLength>"))[0]
    assert "starts at character 20 and ends at 20" in " ".join(told(broken(text, '"0"', '"20"', "#start>")))


def test_a_damaged_file_is_told_with_its_line() -> None:
    text = quads(tiny()).splitlines(keepends=True)
    text[2] = text[2][:-20] + "\n"
    (line,) = told("".join(text))
    assert line == "paper.nq: line 3 is no N-Quads; delete this file and build its paper again"
    assert "its file is empty" in told("")[0]


def test_nodes_and_terms_of_other_makes_are_told() -> None:
    text = broken(quads(tiny()), "<https://w3id.org/cargraph/id/document/pmid:1#reading>", "_:b", "")
    assert any("a node without an IRI needs" in line for line in told(text.replace(f'"{VERSION}"', '"1"@en')))
    said = "<urn:a> <urn:p> <<( <urn:a> <urn:p> <urn:b> )>> <https://w3id.org/cargraph/id/document/pmid:1> .\n"
    assert any("triples as RDF 1.2" in line for line in told(quads(tiny()) + said))


def test_words_that_break_out_of_their_line_are_told_in_one() -> None:
    (line,) = told(quads(hostile()))
    assert "has an identifier that is no prefix, colon and number (it has X Y:<1>)" in line
    assert line.splitlines() == [line]


def test_two_papers_in_a_file_and_lines_out_of_order_are_told() -> None:
    lines = told(quads(tiny()) + quads(trial()))
    assert any("its file holds the graphs of 2 papers" in line for line in lines)
    assert any("its lines are out of order or stand twice" in line for line in lines)


def test_one_paper_in_two_files_is_told_and_the_exit_status_is_1(tmp_path: Path) -> None:
    cargraph.build([EXAMPLES / "01-phase-1-trial.txt"], tmp_path, page=False)
    (paper,) = (tmp_path / "papers").iterdir()
    (tmp_path / "papers" / "zz.nq").write_bytes(paper.read_bytes())
    found = cargraph.validate(tmp_path)
    assert found.to_text() == f"zz.nq: its paper stands in {paper.name} too; delete one of the two files\n"
    assert found.summary() == "1 of 2 papers do not conform"


def test_a_folder_without_a_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no store is here"):
        cargraph.validate(tmp_path)


def test_the_shapes_are_shapes_and_speak_of_declared_terms_alone() -> None:
    shapes = rdflib.Graph().parse(ontologies() / "shapes.ttl")
    conforms, _, text = shacl(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text
    declared = {
        one
        for name in ("cargraph", "structure")
        for one in rdflib.Graph().parse(ontologies() / f"{name}.ttl").subjects()
    }
    assert {term for triple in shapes for term in triple if str(term).startswith(CG)} <= declared
    assert "sparql" not in (ontologies() / "shapes.ttl").read_text().lower()


def test_every_check_can_be_asked() -> None:
    assert len(checks()) > 10
    for check in checks():
        ox.Store().query(check.query, prefixes=PREFIXES)
