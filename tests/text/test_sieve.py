"""Patterns that are only tried where they can match find what they find everywhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cargraph.mentions.quantities.patterns import ATOMS
from cargraph.text.regexes import beginning, needs_of, quicker, reach_of
from cargraph.text.sieve import Choice, Sieve

NEEDS = [
    (r"\bten\b", ((" ten ",),)),
    (r"(?<!\w)ten(?!\w)s?", ((" ten ",),)),
    (r"(?<![A-Za-z0-9-])ten(?![A-Za-z0-9])|(?<![a-z])ten", (("ten",),)),
    (r"(?<![A-Za-z0-9-])ten(?![A-Za-z0-9])", ((" ten ",),)),
    (r"(?<![^A-Za-z0-9])ten", (("ten",),)),
    (
        r"(?:patients|those) (?:with|without) (?:\w+ )?high",
        (("patients with ", "patients without ", "those with ", "those without "), ("high",)),
    ),
    (r"\d{1,3}\s?%", (("%",), ("0",))),
    (r"[Gg]roups? (?:A|B)", (("group a", "group b", "groups a", "groups b"),)),
    (r"(?i:GROUP)|arms?\b", (("arm ", "arms ", "group"),)),
    (r"a*(?:no)?", ()),
    (r"(?:no|\w+) one", ((" one",),)),
    (r"\w+(?= (?:trials?|study))", ((" study", " trial"),)),
    (r"(?:no|one)(?= cell) [^;]+", (("no cell", "one cell"), ("no ", "one "))),
]


@pytest.mark.parametrize(("pattern", "needs"), NEEDS)
def test_what_a_pattern_needs(pattern: str, needs: tuple[tuple[str, ...], ...]) -> None:
    assert needs_of(re.compile(pattern)) == needs


REACHES = [
    (r"\bab?\d{1,3}\b", (5, 0)),
    (r"(?:a|bcd+)x(?= y)", (5, 1)),
    (r"(?:a{2}\w*){3}", (6, 3)),
    (r"[^;]*a", None),
    (r"(?:a \w+)*", None),
    (r"a$", None),
    (r"(?P<a>b)(?P=a)", None),
]


@pytest.mark.parametrize(("pattern", "reach"), REACHES)
def test_how_far_a_match_reaches(pattern: str, reach: tuple[int, int] | None) -> None:
    assert reach_of(re.compile(pattern)) == reach


PATTERNS = [
    r"\b(?:dose\slevels?|cohorts|arms)\s(?:\d{1,2}|[A-F])\b",
    r"(?<!\w-)\b(?:the\s)?(?:[\w≥≤-]+\s){0,2}?[\w-]+[\s-](?:groups?|arms?)\b(?!\s\d)",
    r"(?:patients|those)\s(?:with|without)\s[^,;]{2,20}?(?=\s(?:had|was)|[,;.]|$)",
    r"(?:(?<=care\s)|\b(?i:k|is))\d+(?:\.\d+)?\s?%",
    r"(?<![A-Za-z0-9])(?:ten|k|A|β)(?![A-Za-z0-9])|(?<![A-Za-z0-9-])groups?",
    r"^(?:no|not)\b|\bs(?:ix|even)\b-?\d*",
    r"(?P<a>\d)[^\d]{1,3}(?P=a)",
    r"(?:[≥<>]\s?)?(?:one|two|\d{1,3}(?:,\d{3})+|\d+)\s?(?:/|of)\s?\d+",
]
PIECES = st.sampled_from(
    "dose level levels cohorts arms arm group groups the high-risk patients those with without had was care k is"
    " K\u212a \u0131s I\u017f six Seven no not one two of / , ; . % - ( ) ≥ < 1 2 12 1,204 3.5 A F \u0660 β Σ ς é _".split()
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\n", "\u2009"])), max_size=30).map(
    lambda pieces: "".join(map("".join, pieces))
)


BEFORE = st.sampled_from(["", "and so on, as it was told before, " * 250])
"""What stands before a text, so that it is that of an abstract or that of a whole paper."""


@given(
    BEFORE,
    TEXTS,
    st.integers(0, 20),
    st.integers(0, 60),
    st.sampled_from(PATTERNS),
    st.sampled_from([0, re.IGNORECASE]),
    st.booleans(),
)
def test_a_sieve_finds_what_its_pattern_finds(
    before: str, text: str, start: int, end: int, pattern: str, flags: int, led: bool
) -> None:
    text, start, end = before + text, len(before) + start, len(before) + end
    sieve, plain = Sieve(pattern, flags, led=led), re.compile(pattern, flags)
    spans = [found.span() for found in plain.finditer(text, start, end)]
    assert [found.span() for found in sieve.finditer(text, start, end)] == spans
    assert [found.span() for found in filter(None, [sieve.search(text, start, end)])] == spans[:1]
    assert sieve.stands(text, start, end) == bool(plain.search(text[start:end]))


@given(st.lists(TEXTS, max_size=12), st.sampled_from(PATTERNS), st.sampled_from([0, re.IGNORECASE]))
def test_a_sieve_finds_the_same_in_a_whole_text(parts: list[str], pattern: str, flags: int) -> None:
    text = " and so on, as it was told before at the very beginning of it all ".join(parts)
    spans = [found.span() for found in re.finditer(pattern, text, flags)]
    assert [found.span() for found in Sieve(pattern, flags).everywhere(text)] == spans
    assert Sieve(pattern, flags).somewhere(text) == bool(spans)


@given(TEXTS, st.integers(0, 20), st.integers(0, 60), st.permutations(PATTERNS[:-2]))
def test_a_choice_finds_what_the_patterns_joined_find(text: str, start: int, end: int, patterns: list[str]) -> None:
    joined = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    spans = [found.span() for found in joined.finditer(text, start, end)]
    assert [found.span() for found in Choice(patterns).finditer(text, start, end)] == spans


@given(TEXTS, st.sampled_from([*PATTERNS, r"(?:\d+\s)?(?:Jan|Feb)|(?:x|y){2,}z"]), st.sampled_from([0, re.IGNORECASE]))
def test_every_match_begins_as_its_pattern_says(text: str, pattern: str, flags: int) -> None:
    spans = [found.span() for found in re.finditer(pattern, text, flags)]
    assert [found.span() for found in quicker(re.compile(pattern, flags)).finditer(text)] == spans


@given(TEXTS)
def test_numbers_are_looked_for_where_they_can_begin(text: str) -> None:
    atoms = ATOMS.pattern[ATOMS.pattern.index("(?:\n") :]
    slower = re.compile(ATOMS.pattern.replace(beginning(atoms, re.VERBOSE), ""), re.VERBOSE)
    assert slower != ATOMS
    assert [found.span() for found in ATOMS.finditer(text)] == [found.span() for found in slower.finditer(text)]
