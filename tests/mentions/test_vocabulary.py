from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cargraph.errors import VocabularyError
from cargraph.mentions.spelling import case_fits, case_matters, identity, key, spellings
from cargraph.mentions.terms import COLUMNS, PREFIXES, lint, lint_all, read, tidied, vocabulary_files
from cargraph.mentions.vocabulary import Hit, Matcher, Vocabulary, assemble, load
from cargraph.model import Kind
from cargraph.text.nlp import make_nlp

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "\t".join(COLUMNS)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(make_nlp().vocab, load())


def found(matcher: Matcher, text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.term.label) for hit in matcher.match(make_nlp().make_doc(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Blasts kept CD-19 on their surface.", [("Blasts", "blast count"), ("CD-19", "CD19")]),
        ("anti-CD19 CARs", [("CD19", "CD19")]),
        ("B cell maturation antigens", [("B cell maturation antigens", "BCMA")]),
        ("IL6, IL 6 and IL-6 rose", [("IL6", "IL-6"), ("IL 6", "IL-6"), ("IL-6", "IL-6")]),
        ("IFN-γ, IFNγ, IFN gamma", [(name, "IFN-gamma") for name in ("IFN-γ", "IFNγ", "IFN gamma")]),
        ("TNFα fell", [("TNFα", "TNF-alpha")]),
        ("CD3ζ and CD3 zeta", [("CD3ζ", "CD3 zeta"), ("CD3 zeta", "CD3 zeta")]),
        (
            "PVd or DPd",
            [
                ("PVd", "pomalidomide, bortezomib and dexamethasone"),
                ("DPd", "daratumumab, pomalidomide and dexamethasone"),
            ],
        ),
        ("anaemia or anemia", [("anaemia", "anemia"), ("anemia", "anemia")]),
        ("nonrelapse mortality", [("nonrelapse mortality", "non-relapse mortality")]),
        ("non-relapse mortality", [("non-relapse mortality", "non-relapse mortality")]),
        ("cytokine-release\nsyndrome", [("cytokine-release\nsyndrome", "cytokine release syndrome")]),
        ("severe CRS", [("severe CRS", "severe cytokine release syndrome")]),
        ("three DLTs", [("DLTs", "dose-limiting toxicity")]),
        ("Axi-cel, AXI-CEL", [("Axi-cel", "axicabtagene ciloleucel"), ("AXI-CEL", "axicabtagene ciloleucel")]),
        ("two diffuse large B-cell lymphomas", [("diffuse large B-cell lymphomas", "diffuse large B-cell lymphoma")]),
        ("KTE-X19 is no KTE-C19", [("KTE-X19", "brexucabtagene autoleucel"), ("KTE-C19", "axicabtagene ciloleucel")]),
        ("CLDN18.2 or claudin 18.2", [("CLDN18.2", "Claudin 18.2"), ("claudin 18.2", "Claudin 18.2")]),
        ("CD19-negative relapse", [("CD19-negative relapse", "CD19-negative relapse"), ("CD19", "CD19")]),
        ("retinal vein occlusions", [("retinal vein occlusions", "retinal vein occlusion")]),
        ("3BNC117 binds gp120", [("3BNC117", "3BNC117"), ("gp120", "HIV-1 gp120")]),
        ("graft survival", [("graft survival", "graft survival")]),
        ("anti-synthetase syndrome", [("anti-synthetase syndrome", "antisynthetase syndrome")]),
        ("leukaemia-free survival", [("leukaemia-free survival", "relapse-free survival")]),
    ],
)
def test_names_are_found(matcher: Matcher, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(matcher, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "CD190 and huCD19x and CD19z1 are other things",
        "IL-66 and 14-1BB",
        "in all patients, most of whom were on ice",
        "a pet was seen",
        "the stem and the team",
        "in response to the immune response",
        "partial pressure of a gas",
        "",
    ],
)
def test_other_words_are_refused(matcher: Matcher, text: str) -> None:
    assert found(matcher, text) == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ALL", "acute lymphoblastic leukemia"),
        ("MM", "multiple myeloma"),
        ("CR", "complete response"),
        ("OS", "overall survival"),
        ("NE", "neurologic events"),
        ("CAR", ""),
    ],
)
def test_short_forms_are_told_to_be_ambiguous(matcher: Matcher, text: str, label: str) -> None:
    hits = matcher.match(make_nlp().make_doc(f"Of these, {text} was seen."))
    assert [(hit.term.label, hit.ambiguous) for hit in hits] == ([(label, True)] if label else [])


def test_hits_are_in_bounds_sorted_and_apart_within_a_kind(matcher: Matcher) -> None:
    text = "Grade 3 anaemia, CRS and IL-6 with MRD-negative complete remission of B-ALL after CD19 CARs (4-1BB, CD3ζ)."
    hits = matcher.match(make_nlp().make_doc(text))
    assert len(hits) >= 7
    assert hits == sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.term.kind))
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert not any(_crossing(one, other) for one in hits for other in hits if one is not other)


def _crossing(one: Hit, other: Hit) -> bool:
    return one.term.kind is other.term.kind and one.start < other.end and other.start < one.end


def test_offsets_hold_after_odd_spaces(matcher: Matcher) -> None:
    text = "\n\n  fever ,\tIL-6  \n(neutropenia)"
    assert [name for name, _ in found(matcher, text)] == ["fever", "IL-6", "neutropenia"]


def test_lookup_and_ancestors() -> None:
    vocabulary = load()
    (name,) = vocabulary.lookup("diffuse large B-cell lymphomas")
    assert name.term == vocabulary.term(Kind.DISEASE, "diffuse large B-cell lymphoma")
    assert [term.label for term in vocabulary.ancestors(name.term)][:2] == [
        "large B-cell lymphoma", "B-cell non-Hodgkin lymphoma",
    ]  # fmt: skip
    assert vocabulary.lookup("all") == ()
    assert [name.term.label for name in vocabulary.lookup("ALL")] == ["acute lymphoblastic leukemia"]
    assert vocabulary.lookup("no such thing") == ()


def test_the_shipped_files_are_in_order() -> None:
    for path in vocabulary_files():
        assert tidied(read(path)) == path.read_text(encoding="utf-8"), path.name
    assert lint_all() == ()


def test_the_shipped_files_are_wide_enough() -> None:
    terms = load().terms
    assert len(terms) >= 1_500
    assert {term.kind for term in terms} == set(Kind) - {Kind.TRIAL}


def test_broader_terms_exist_and_curies_are_of_known_prefixes() -> None:
    vocabulary = load()
    for term in vocabulary.terms:
        assert not term.broader or (term.kind, term.broader) in vocabulary.by_label, term
        prefix, colon, local = (term.curie or "NCIT:C1").partition(":")
        assert colon, term
        assert local, term
        assert prefix in PREFIXES, term


def test_no_name_is_of_one_letter() -> None:
    assert [name.text for name in load().names if len(key(name.text)) < 2] == []


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("CD19\tHGNC:1633\t\t", "4 columns; write 6"),
        ("\t\t\t\tx\t", "no label"),
        ("CD19\tHGNC1633\t\t\t\t", "no known prefix"),
        ("CD19\tMEDDRA:1\t\t\t\t", "no known prefix"),
        ("CD19\t\t\t\t\t\nCD19\t\t\t\t\t", "stands in antigen.tsv, line 2 too"),
        ("CD19\t\t\t\tX-1\t\nCD20\t\t\t\tX1\t", '"X1" names "CD19" (antigen.tsv, line 2) too'),
        ("CD19\t\t\tB antigens\t\t", 'broader "B antigens" is no label'),
    ],
)
def test_a_bad_row_is_named_with_its_place(tmp_path: Path, rows: str, message: str) -> None:
    path = tmp_path / "antigen.tsv"
    path.write_text(f"{HEADER}\n{rows}\n", encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        read(path)
    assert message in str(caught.value)
    assert str(caught.value).startswith("antigen.tsv, line ")


def test_a_bad_header_and_an_unknown_kind_are_told(tmp_path: Path) -> None:
    path = tmp_path / "antigen.tsv"
    path.write_text("label\tcurie\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"antigen\.tsv, line 1: the header must be"):
        read(path)
    other = tmp_path / "animal.tsv"
    other.write_text(f"{HEADER}\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"animal\.tsv: no kind is called animal"):
        read(other)


def test_lint_sorts_and_drops_spellings_that_fold_alike(tmp_path: Path) -> None:
    path = tmp_path / "cytokine.tsv"
    path.write_text(f"{HEADER}\nIL-6\t\t\t\tIL6|interleukin 6|interleukin-6\t\nG-CSF\t\t\t\t\t\n", encoding="utf-8")
    assert lint(path) == ()
    assert path.read_text(encoding="utf-8") == f"{HEADER}\nG-CSF\t\t\t\t\t\nIL-6\t\t\t\tinterleukin 6\t\n"
    assert tidied(read(path)) == path.read_text(encoding="utf-8")


def test_lint_reports_loops_and_spellings_of_two_kinds(tmp_path: Path) -> None:
    disease, toxicity = tmp_path / "disease.tsv", tmp_path / "toxicity.tsv"
    disease.write_text(f"{HEADER}\na1\t\t\tb1\tanaemia\t\nb1\t\t\ta1\t\t\n", encoding="utf-8")
    toxicity.write_text(f"{HEADER}\nanemia\t\t\t\t\t\nfever\t\t\t\t\tb1\n", encoding="utf-8")
    mend = "make one ambiguous or list it in shared_names.txt"
    messages = [f"{problem.place}: {problem.message}" for problem in lint_all((disease, toxicity))]
    assert messages == [
        'disease.tsv, line 2: "a1" is broader than itself, by way of "a1"',
        'disease.tsv, line 3: "b1" is broader than itself, by way of "b1"',
        f'toxicity.tsv, line 2: "anemia" stands in disease.tsv, line 2 too; {mend}',
    ]


def test_a_small_vocabulary_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "drug.tsv"
    path.write_text(f"{HEADER}\nfludarabine\t\tlymphodepletion\t\t\tFlu\n", encoding="utf-8")
    vocabulary: Vocabulary = assemble(read(path), ("fludarabine free",))
    hits = Matcher(make_nlp().vocab, vocabulary).match(make_nlp().make_doc("Flu, flu, fludarabine-free, Fludarabine"))
    assert [(hit.start, hit.name, hit.ambiguous) for hit in hits] == [(0, "Flu", True), (28, "fludarabine", False)]


def test_spelling() -> None:
    assert key("haemophagocytic lympho-histiocytosis") == key("hemophagocytic lymphohistiocytosis")
    assert identity("GvHD") != identity("GVHD")
    assert case_matters("B-ALL")
    assert not case_matters("B-cell ALL")
    assert case_fits("CRi", "CRis")
    assert not case_fits("CRi", "CRI")
    assert list(spellings("CRS")) == [("crs",), ("crss",)]
    assert ("il", "6") in set(spellings("IL-6"))


def test_no_name_ends_with_its_short_form_in_a_bracket() -> None:
    """Where one did, the short form would be part of the name, and mean nothing where it stands alone."""
    names = (name.text for path in vocabulary_files() for row in read(path) for name in row.names)
    assert not [name for name in names if re.search(r" \([A-Za-z0-9-]+\)$", name)]
