"""Whether a count without a share is bound tightly enough to its outcome to be a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.results.tied import is_tied
from cargraph.facts.tokens import Tag
from cargraph.facts.wordlists import GENERIC_CASES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.results.attach import Choice
    from cargraph.facts.tokens import Token
    from cargraph.mentions.quantities import Quantity


def weak(quantity: Quantity) -> bool:
    """Tell whether a quantity is a mere count, without a share or a total."""
    return quantity.count is not None and quantity.total is None and quantity.percent is None and quantity.value is None


def equals_grade(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is set equal to a grade: "(grade 1 = 4, grade 2 = 3)"."""
    return at > 1 and tokens[at - 1].text == "=" and tokens[at - 2].tag is Tag.GRADE


def strong(tokens: Sequence[Token], at: int, choice: Choice, quantity: Quantity, first: int) -> bool:
    """Tell whether a count without a share is bound tightly enough to be a result.

    first: the place of the first number of its list, whose preposition is of all of them ("in six, three and one").
    """
    names = {name for name, _ in choice.reasons}
    if [t.text for t in tokens[at + 1 : at + 2]] == ["who"]:
        said = {t.text for t in tokens[at : choice.at]}
        return "right_achieved" in names and bool(said & {"received", "treated", "infused"})
    if _shared_behind_arm(tokens, at):
        return choice.cost < 3
    if choice.at < at and (is_counted_by_grade(tokens, at) or is_tied(tokens, choice.at, at)):
        return True
    graded = _follows_degree(tokens, at)
    if choice.at < at and (_goes_on_in(tokens, at) or _is_part_in_arm(tokens, at)):
        return choice.cost < _SHARED
    last = at - 2 if tokens[at - 1].text in {"(", "["} else at - 1
    behind = tokens[last - (tokens[last].text in GENERIC_CASES) :][:1]
    beside = {t.tag for t in (*behind, *tokens[at + 1 : at + 2])}
    if graded or equals_grade(tokens, at) or (tokens[at].depth and Tag.GRADE in beside and choice.at < at):
        return True
    if _alone_with(tokens, at):
        return choice.cost < _CLOSE
    if names & {"right_direct", "right_modified", "right_achieved", "apposed"}:
        return choice.cost < 1.5
    if "anaphor" in names and tokens[at - 1].text in {";", ",", "and", "(", "with", "including", ":"}:
        return choice.cost < _SPOKEN_OF
    inside = tokens[first - 1].text in {"in", "by"} and sum(name == "left_word" for name, _ in choice.reasons) <= 2
    linked = names <= {"left_link", "anaphor", *(["left_word"] if inside else [])} and not any(
        t.tag in {Tag.ARM, Tag.NAME} for t in tokens[choice.at : at]
    )
    since = choice.at if choice.cost > 0.2 else 0
    occurred = tokens[first - 1].text in {"in", "by"} and any(t.text in OCCURRED for t in tokens[since:at])
    return (not quantity.bare or occurred) and choice.cost < 1.2 and choice.at < at and linked


def _follows_degree(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of those with the grade before it: "grade 3 in", "severe in", "mild (grade 1) in"."""
    before = [t for t in tokens[max(0, at - 4) : at] if t.text not in {"(", ")"}]
    told = len(before) > 1 and before[-1].text == "in"
    return told and (before[-2].tag is Tag.GRADE or before[-2].text == "severe")


_TOLD_OF_GRADE = frozenset(
    "had with of in them whom which these was were it being at developed experienced having patients patient".split()
)


def is_counted_by_grade(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of those with a grade: "two of them grade 3", "(grade 1, ten; ...)"."""
    for token in tokens[at + 1 : at + 5]:
        if token.tag is Tag.GRADE:
            return True
        if token.text not in _TOLD_OF_GRADE:
            break
    before = [t for t in tokens[max(0, at - 3) : at] if t.text not in {",", ":", "=", "n", "in"}]
    return bool(before) and before[-1].tag is Tag.GRADE and tokens[at - 1].tag is not Tag.GRADE


_SHARED = 3.0
_PARTING = frozenset({"including", "comprising", ":", "namely"})


def _goes_on_in(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count shares the verb of the one before: "were found in 9 of 20 at 1 month and in 5 patients"."""
    before = [t.text for t in tokens[max(0, at - 2) : at]]
    last = next((i for i in range(at - 1, 0, -1) if tokens[i].tag is Tag.QUANTITY), 0)
    if before not in (["and", "in"], [",", "in"]) or tokens[last - 1].text != "in":
        return False
    counted = tokens[last].quantity
    plain = not any(t.tag in {Tag.OUTCOME, Tag.ARM, Tag.NAME} or t.text == ";" for t in tokens[last:at])
    return plain and counted is not None and counted.count is not None


def _is_part_in_arm(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count of patients is the part of an arm: "12 had X, including 5 patients in the A group"."""
    quantity, following = tokens[at].quantity, tokens[at + 1 : at + 5]
    armed = next((i for i, t in enumerate(following) if t.tag is Tag.ARM), None)
    if quantity is None or quantity.bare or armed is None or following[0].text != "in":
        return False
    return any(t.text in _PARTING for t in tokens[:at])


_CLOSE = 0.2
_SPOKEN_OF = 2.0


def _alone_with(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether but a preposition or a comma ties a count to its outcome: "(CR, 1; CRi, 3)", "SD in 12 and"."""
    before, after = tokens[max(0, at - 2) : at], tokens[at + 1].text if at + 1 < len(tokens) else "."
    if len(before) < 2 or before[0].tag is not Tag.OUTCOME:
        return False
    listed = tokens[at].depth > 0 and before[1].text in {",", ":"} and after in {";", ")", "]", ","}
    return listed or (before[1].text in {"in", "for"} and after in {"and", ",", ";", ")", "."})


def _shared_behind_arm(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a share stands behind a count's arm: "five in group 1 (56%)"."""
    following = tokens[at + 1 : at + 6]
    armed = next((i for i, t in enumerate(following) if t.tag is Tag.ARM), None)
    if (
        not following
        or following[0].text not in {"in", "of", "at", "with"}
        or armed is None
        or armed + 2 >= len(following)
    ):
        return False
    share = following[armed + 2].quantity
    return following[armed + 1].text == "(" and share is not None and share.percent is not None and share.count is None


OCCURRED = frozenset(
    """occurred observed found seen reported developed noted recorded documented detected present arose emerged
    complicated reached achieved attained obtained""".split()
)


_EVENTS = frozenset({"events", "episodes", "infections", "instances", "bleeds"})
_FEW = 4


def counts_events(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of events, of which one patient may have several: "36 infections", "3 events of X"."""
    quantity = tokens[at].quantity
    if quantity is None or quantity.count is None or quantity.percent is not None:
        return False
    if set(tokens[at].text.split()) & _EVENTS:
        return True
    ahead = tokens[at + 1 : at + _FEW]
    noun = next((t for t in ahead if t.tag is Tag.OUTCOME or t.text in _EVENTS), None)
    if noun is None:
        return False
    behind = tokens[tokens.index(noun, at) + 1 : tokens.index(noun, at) + 2]
    between = ahead[: ahead.index(noun)]
    named = noun.text.split()[-1] in _EVENTS or any(t.text in _EVENTS for t in behind)
    return named and all(t.text.isalpha() for t in between)


def parts_events(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of some of the events counted before: "36 infections: 6 of bacteremia"."""
    parted = next((i for i in range(at - 1, 0, -1) if tokens[i].text in {":", "including", "comprising"}), None)
    return parted is not None and any(counts_events(tokens, i) for i in range(parted))


_OF_THEM = ("which", "these", "them", "those")


def events_shared(tokens: Sequence[Token], at: int) -> int | None:
    """Return how many events a share is of: 47 for the 40% in "47 infections in 29 patients: 40% were bacterial"."""
    quantity = tokens[at].quantity
    if quantity is None or quantity.percent is None or quantity.count is not None:
        return None
    parted = next((i for i in range(at - 1, 0, -1) if tokens[i].text == ":" or _points_back(tokens, i)), None)
    counted = None if parted is None else next((i for i in range(parted) if counts_events(tokens, i)), None)
    events = None if counted is None else tokens[counted].quantity
    return None if events is None else events.count


def _points_back(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text == "of" and at + 1 < len(tokens) and tokens[at + 1].text in _OF_THEM
