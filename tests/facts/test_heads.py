from __future__ import annotations

import pytest

from cargraph.facts import heads


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A was tied to Z", "A"),
        ("A was low, and B was tied to Z", "B"),
        ("A did not differ but a second graft was tied to Z", ""),
        ("A rose early, and high levels were tied to Z", "A"),
        ("A was tied to x and correlated with Z", "A"),
        ("A was tied to B and was tied to Z", "A"),
        ("A was tied to B, which was tied to Z", "B"),
        ("x was tied to high B but was not tied to Z", ""),
        ("A was driven by x, significant risk factors for Z", ""),
        ("in patients with A, high B was tied to Z", "B"),
        ("cells were safe, with low A severity, and were tied to Z", ""),
        ("A levels in those with B were tied to Z", "A"),
        ("A was given in nine and B in two for Z", "AB"),
        ("A, age, and high B were tied to Z", "AB"),
        ("x improved A rates but was tied to Z", ""),
        ("using x tied to A, we found what was tied to Z", ""),
        ("x was driven by a marked rise of A in nine and was tied to Z", "A"),
        ("A raised x, leading to better Z", "A"),
    ],
)
def test_what_a_clause_speaks_of(text: str, said: str) -> None:
    end = text.index("Z")
    found = [
        letter for letter in "AB" if letter in text and heads.speaks_of(text, text.index(letter), end, frozenset("AB"))
    ]
    assert "".join(found) == said


def test_what_stands_before_the_comma_after_in_those_with_only_says_of_whom() -> None:
    text = "in patients with A, B was more frequent in those with C"
    assert heads.is_fronted(text, text.index("A"), text.index("C"))
    assert not heads.is_fronted(text, text.index("B"), text.index("C"))


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("B was higher in patients with A and in patients with Z", True),
        ("B was longer in those with A than in those with Z", True),
        ("B was higher in patients with early A and late Z", False),
        ("B with A was tied to patients with Z", False),
    ],
)
def test_two_groups_are_told_apart_by_one_thing_each(text: str, *, two: bool) -> None:
    assert heads.are_two_groups(text, text.index("A"), text.index("Z")) is two
