"""Whatever comes in: no crash, every quote at its place, the same twice, and time that grows with the length alone."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cargraph
from cargraph.errors import DocumentError
from cargraph.facts.record import to_record
from cargraph.model import Paper, Section, Span
from cargraph.pipeline import read_paper
from cargraph.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = "KX-7 in lymphoma\n\nKX-7 is a CD19-directed CAR T-cell product with a 4-1BB domain. We treated 40 patients.\n"
STATEMENTS = ("relations", "observations", "comparisons", "arms", "doses")
PIECES = (
    "KX-7", "CAR T cells", "anti-CD19 CAR", "axi-cel", "the product", "CD19", "4-1BB", "IL-6", "TNF-α", "CRS", "ICANS",
    "cytokine release syndrome (CRS)", "complete response", "PFS", "neutropenia", "grade ≥3", "Grade 3-4", "any grade",
    "4 of 40 patients", "12/40 (30%)", "30%", "(95% CI, 20-40)", "p = 0.036", "P<.001", "HR 0.49", "median", "5.2 months",
    "not reached", "1 × 10^6 cells/kg", "2 × 106/kg", "respectively", "versus", "compared with", "higher", "no patient had",
    "dose level 2", "in the severe CRS group", "the remainder", "Table 1", "Event\tA (n = 20)\tB (n = 19)", "CRS\t4 (20)\t2 (11)",
    "RESULTS:", "## Methods", "References", "NCT01234567", "tocilizumab", "fludarabine", "and", "of", "was", "without", "not",
    ",", ";", ":", ".", ". ", "(", ")", "[", "]", "%", "/", "-", "\n", "\n\n", "\t", " ", "\u00a0", "\u2010", "·",
)  # fmt: skip
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
NOTHING: dict[str, Any] = {"text": "", "entities": [], **dict.fromkeys(STATEMENTS, ())}
ANY = st.text(max_size=300)
FIELD = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=60).map(" ".join)
SPEECH = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
quick = settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def checked(record: dict[str, Any]) -> None:
    """Hold a record to what is promised of every record."""
    text = record["text"]
    entities = {entity["id"]: entity for entity in record["entities"]}
    for entity in entities.values():
        assert entity["names"]
        assert all(0 <= place["start"] < place["end"] <= len(text) for place in entity["mentions"])
    for section in STATEMENTS:
        for fact in record[section]:
            assert fact["evidence"]
            assert 0 < fact["confidence"] <= 1
            assert all(text[one["start"] : one["end"]] == one["quote"] for one in fact["evidence"])
            assert {fact.get("subject"), fact.get("outcome"), fact.get("object")} - {None} <= entities.keys()
    for one in record["observations"]:
        assert one["count"] is None or one["count"] >= 0
        assert one["percent"] is None or one["percent"] >= 0


def read(text: str) -> dict[str, Any]:
    """Read a text as a paper; only one with characters that no text holds may be refused, by its name."""
    try:
        return cargraph.extract(f"{text}\n")
    except DocumentError:
        if CONTROL.search(text):
            return NOTHING
        raise


@quick
@given(ANY)
def test_any_text_is_read(text: str) -> None:
    checked(read(HEAD + text))


@quick
@given(FIELD)
def test_words_of_the_field_in_any_order_are_read(text: str) -> None:
    checked(read(HEAD + text))


@quick
@given(SPEECH)
def test_the_same_text_says_the_same(text: str) -> None:
    first = read(HEAD + text)
    checked(first)
    assert read(HEAD + text) == first


@quick
@given(st.text(min_size=1, max_size=200), st.text(max_size=400))
def test_a_paper_of_any_title_and_text_is_read(title: str, text: str) -> None:
    whole = f"{title}\n{text}"
    sections = (Section("title", Span(0, len(title))), Section("body", Span(len(title) + 1, len(whole))))
    reading = read_paper(Paper("x", "x", title, whole, sections))
    checked(to_record(reading))
    spans = [sentence.span for sentence in sentences(reading.paper)]
    assert spans == sorted(spans)
    assert len(reading.paper.text) == len(whole)


@quick
@given(SPEECH, st.sampled_from(["\r\n", "\r", "\u2028", "\x00", "\ud800", "\U0001f9ec", "é", "ﬁ", "\u202e"]))
def test_odd_characters_move_nothing(text: str, odd: str) -> None:
    checked(read(HEAD + text.replace(" ", f" {odd} ")))


SHAPES: dict[str, Callable[[int], str]] = {
    "digits": lambda n: "7" * n,
    "numbers": lambda n: "12 (34%) " * (n // 9),
    "unclosed brackets": lambda n: "CRS (12 [34% " * (n // 13),
    "open brackets": lambda n: "(" * n,
    "one long line": lambda n: "patients with CRS and fever or " * (n // 31),
    "one long word": lambda n: "a" * n,
    "names": lambda n: "KX-7 " * (n // 5),
    "antigens": lambda n: "CD19/" * (n // 5),
    "hyphens": lambda n: "a-" * (n // 2),
    "coined names": lambda n: "".join(f"CAR-BX{place} T cells. " for place in range(n // 22)),
    "sentences": lambda n: "Grade 3 CRS occurred in 4 of 40 patients (10%) after KX-7. " * (n // 59),
    "rows": lambda n: "CRS\t4 (10)\t12 (30)\n" * (n // 19),
}
SHORT, TIMES, SLACK, LEAST = 2_000, 4, 2.5, 1.5


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_length_alone(shape: str) -> None:
    made = SHAPES[shape]
    read(HEAD + made(SHORT // 4))
    short = min(taken(HEAD + made(SHORT)) for _ in range(2))
    long = taken(HEAD + made(SHORT * TIMES))
    assert long < max(SLACK * TIMES * short, LEAST), f"{short:.2f} s for {SHORT}, {long:.2f} s for {SHORT * TIMES}"


def taken(text: str) -> float:
    start = time.process_time()
    checked(read(text))
    return time.process_time() - start


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}Patients received 2 × 10^6 {'a' * 400} of KX-7.",
        f"{HEAD}Patients received 1 × 10^6 cells/kg of KX-7, {'1,' * 200}.",
        f"{HEAD}{'A' * 20_000}",
        f"{HEAD}Figure{' ' * 20_000}x",
        f'<?xml version="1.0"?>{" " * 20_000}<!DOCTYPE',
        f"{'<!-- a -->' * 2_000}<",
        f"KX-7\n\n{'<p ' * 5_000}",
    ],
    ids=["dose and letters", "dose and numbers", "letters", "spaces", "prologue", "comments", "tags"],
)
def test_no_pattern_goes_back_over_a_text_again_and_again(text: str) -> None:
    read(HEAD)
    start = time.process_time()
    with suppress(DocumentError):
        cargraph.extract(f"{text}\n")
    assert time.process_time() - start < 1
