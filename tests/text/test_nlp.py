"""Normalising, tokens and sentences: offsets hold, and a sentence ends where a reader ends it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cargraph.model import Paper, Section, Span
from cargraph.text.nlp import fold, make_nlp
from cargraph.text.normalise import normalise
from cargraph.text.sentences import sentences


def split(text: str) -> list[str]:
    paper = Paper("x", "x", "", text, (Section("abstract", Span(0, len(text))),))
    return [s.span.of(text) for s in sentences(paper)]


@given(st.text())
def test_normalising_keeps_the_length(text: str) -> None:
    assert len(normalise(text)) == len(text)


@given(st.text())
def test_tokens_give_the_text_back(text: str) -> None:
    assert make_nlp()(text).text == text


@given(st.text(alphabet="Ab1. ()\n,;%[]", max_size=200))
def test_sentences_stand_in_order_and_leave_nothing_out(text: str) -> None:
    paper = Paper("x", "x", "", text, (Section("abstract", Span(0, len(text))),))
    found = sentences(paper)
    assert [s.index for s in found] == list(range(len(found)))
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    inside = "".join(s.span.of(text) for s in found)
    assert sorted(inside.replace(" ", "").replace("\n", "")) == sorted(text.replace(" ", "").replace("\n", ""))


@pytest.mark.parametrize(
    ("raw", "normal"),
    [("0·1 × 10", "0.1 × 10"), ("CD19‐CAR", "CD19-CAR"), ("p = 0.04", "p = 0.04"), ("−5", "-5"), ("A · B", "A · B")],
)
def test_one_form_of_each_character(raw: str, normal: str) -> None:
    assert normalise(raw) == normal


@pytest.mark.parametrize(
    ("text", "words"),
    [("anti-CD19", ["anti", "-", "CD", "19"]), ("IFN-γ", ["IFN", "-", "γ"]), ("4-1BB", ["4", "-", "1", "BB"]), ("a  b\n", ["a", " ", "b", "\n"])],
)  # fmt: skip
def test_letters_and_digits_are_apart(text: str, words: list[str]) -> None:
    assert [t.text for t in make_nlp()(text)] == words


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Leukaemia", "leukemia"), ("tumours", "tumor"), ("ζ", "zeta"), ("toxicities", "toxicity"), ("loss", "loss"), ("CRS", "crs")],
)  # fmt: skip
def test_folding(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell (Fig. 2). Then it rose.", ["It fell (Fig. 2).", "Then it rose."]),
        ("Mild CRS, i.e. grade 1, was seen. None died.", ["Mild CRS, i.e. grade 1, was seen.", "None died."]),
        ("CRS is frequent. 1 , 2 However, it resolves.", ["CRS is frequent. 1 , 2", "However, it resolves."]),
        ("Anaemia occurred (ten [83%]). 11 (92%) had CRS.", ["Anaemia occurred (ten [83%]).", "11 (92%) had CRS."]),
        ("Kato et al. reported relapse. It was late.", ["Kato et al. reported relapse.", "It was late."]),
        ("OS was 12.5 months (P = .04). EFS was 3.1 months.", ["OS was 12.5 months (P = .04).", "EFS was 3.1 months."]),
        ("Monocytes were active. qvCART-7 did not change that.", ["Monocytes were active.", "qvCART-7 did not change that."]),
        ("A heading\nThe text begins here. It ends.", ["A heading", "The text begins here.", "It ends."]),
    ],
)  # fmt: skip
def test_sentence_ends(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_wrapped_line_goes_on() -> None:
    text = "The patients were treated with a single infusion of the CAR\nT cells and followed for a year."
    assert split(text) == [text]


def test_what_is_not_read_has_no_sentences() -> None:
    text = "Read this. And not this."
    paper = Paper("x", "x", "", text, (Section("abstract", Span(0, 10)), Section("references", Span(11, 24))))
    assert [s.span.of(text) for s in sentences(paper)] == ["Read this."]


def test_a_sentence_too_long_to_be_one_is_cut_at_pauses() -> None:
    found = split("fever in 4 of 40 patients, " * 300 + "and more.")
    assert len(found) > 4
    assert all(len(one) <= 1_500 and one.endswith((",", "more.")) for one in found)
    assert [len(one) for one in split("7" * 4_000)] == [1_500, 1_500, 1_000]
