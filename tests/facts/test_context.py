from __future__ import annotations

import re

import pytest

from cargraph.facts import context
from cargraph.model import Sentence, Span

EXAMPLES = [(cue.id, text, marks) for cue in context.cues() for text, marks in cue.examples]


def _marks(found: context.Context) -> set[str]:
    return {mark for mark in context.MARKS if getattr(found, mark)}


@pytest.mark.parametrize(("rule", "text", "marks"), EXAMPLES)
def test_every_example_of_the_cues_holds(rule: str, text: str, marks: str) -> None:
    words = re.sub(r"[\[\]]", "", text)
    for number, match in enumerate(re.finditer(r"\[(.+?)\]", text)):
        start = match.start() - 2 * number
        found = context.within(words, start, start + len(match.group(1)))
        assert _marks(found) == ({marks} - {"nothing"}), (rule, match.group(1))


@pytest.mark.parametrize("mark", context.MARKS)
def test_every_mark_has_a_cue(mark: str) -> None:
    assert any(cue.marks == mark for cue in context.cues())


def test_every_cue_has_a_known_reach() -> None:
    assert {cue.reach for cue in context.cues()} <= set(context.REACHES)


@pytest.mark.parametrize(
    ("section", "text", "cited"),
    [
        ("background", "Relapse follows in half of the recipients. 4 , 5", True),
        ("background", "Relapse follows in half of the recipients [12, 13].", True),
        ("discussion", "Relapse was rare (Okoye et al., 2019).", True),
        ("results", "Relapse was seen in 12", False),
        ("background", "Relapse follows in half of the recipients.", False),
    ],
)
def test_citation_marks_count_where_others_are_cited(section: str, text: str, cited: bool) -> None:
    paper = "Title. " + text
    sentence = Sentence(1, section, Span(7, len(paper)))
    assert context.assess(paper, sentence, Span(7, 14)).cited is cited
