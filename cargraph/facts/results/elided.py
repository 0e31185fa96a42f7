"""Outcomes that a sentence leaves out since it has just named them, put back where the reader hears them.

"These occurred in 11% and 35%", "grade 3 or higher in 2% and 10%", "all-grade and grade 3 CRS and ICANS were a, b, c
and d": each is written out, so that one grammar reads the short form and the long.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.results.again import told_singly
from cargraph.facts.results.lists import Lists
from cargraph.facts.results.outcome_runs import outcome_runs
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BRACKETS = frozenset("()[]")
_POINTING = frozenset({"these", "both", "they", "those"})
_FIGURES = frozenset(
    "rates rate figures figure incidences incidence proportions proportion frequencies percentages values value".split()
)
_EVENTS = frozenset("events event toxicities toxicity complications aes syndromes two outcomes endpoints".split())
_BEFORE_FIGURES = frozenset({"the", "these", "corresponding", "respective", "their"})
_HAPPENED = frozenset("occurred were was developed arose had in affected".split())
_JOINS = frozenset({",", "and", "or", "nor", "&", "/"})
_LED_IN = frozenset(
    """in of with at to and the events event cases case rates rate toxicities was were occurred occurring observed seen
    reported noted respectively : being only patients episodes reactions forms aes symptoms""".split()
)  # fmt: skip


def restored(tokens: Sequence[Token], before: Sequence[Token], sentence: int) -> Sequence[Token]:
    """Return a sentence's tokens with the outcomes written out that it leaves to the reader.

    before: the tokens of the sentence before. sentence: the index of this one, which the outcomes put back get.
    """
    tokens = _timed(_graded_alike(tokens, before), before, sentence)
    if any(t.tag is Tag.GRADE for t in tokens):
        tokens = _crossed(_graded_again(_graded_ahead(tokens)))
    return _pointed(tokens, before, sentence)


def _inserted(outcome: Token, place: Token, sentence: int | None = None) -> Token:
    """Return an outcome as if it stood where another token stands."""
    mention = outcome.mention
    if mention is not None and sentence is not None:
        mention = replace(mention, sentence=sentence)
    return replace(outcome, span=place.span, depth=place.depth, mention=mention)


# -- as in: median onset was 6 days and median duration 5 days


_MEASURES = frozenset({"onset", "duration"})
_BEFORE_MEASURE = frozenset({"median", "mean", "average", "time", "to", "the", "its", "and", ",", "of", "first"})


def _timed(tokens: Sequence[Token], before: Sequence[Token], sentence: int) -> Sequence[Token]:
    """Write out the harm whose onset and duration a sentence tells without naming it, as the one before is about it."""
    named = any(t.tag in {Tag.OUTCOME, Tag.ARM} or t.text == "respectively" for t in tokens)
    if named or not any(t.text in _MEASURES for t in tokens):
        return tokens
    first = next((i for i, t in enumerate(tokens) if t.text in _MEASURES), 0)
    led = [t.text for t in tokens[:first]]
    told = next((t for t in before if t.tag is Tag.OUTCOME), None)
    mention = told.mention if told is not None else None
    if mention is None or mention.kind is not Kind.TOXICITY or mention.sentence != sentence - 1:
        return tokens
    if not ({"median", "mean", "average"} & set(led)) or not set(led) <= _BEFORE_MEASURE:
        return tokens
    out: list[Token] = []
    for token in tokens:
        if token.text in _MEASURES and told is not None:
            out.append(_inserted(told, token, sentence))
        out.append(token)
    return out


# -- as in: these occurred in 11% and 35%


def _pointed(tokens: Sequence[Token], before: Sequence[Token], sentence: int) -> Sequence[Token]:
    """Write out what "these", "both" or "the corresponding rates" point at, as many outcomes as numbers follow."""
    for at in range(len(tokens)):
        end = _pointer(tokens, at)
        if end is None:
            continue
        wanted = _told_together(tokens, end)
        said = _antecedent([*before, *tokens[:at]], tokens[at].text, wanted)
        if said:
            timed = [t for t in tokens[at:end] if t.tag is Tag.TIME]
            put = [*timed, *(_inserted(t, tokens[at], sentence) for t in said)]
            return [*tokens[:at], *put, *tokens[end:]]
    return tokens


def _pointer(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the words that point at outcomes named before end, None where none begin here."""
    if tokens[at].depth or (at and tokens[at - 1].text not in {",", ";", "and", "but", "while", "whereas"}):
        return None
    end = at
    if tokens[at].text in _POINTING:
        end += 1
        end += end < len(tokens) and tokens[end].text in _EVENTS
    else:
        while end < len(tokens) and tokens[end].text in _BEFORE_FIGURES:
            end += 1
        end += end > at and end < len(tokens) and tokens[end].tag is Tag.TIME
        figured = end > at and end < len(tokens) and tokens[end].text in _FIGURES
        if not figured or [t.text for t in tokens[end + 1 : end + 2]] == ["of"]:
            return None
        end += 1
    happened = end < len(tokens) and (tokens[end].text in _HAPPENED or _is_of_group(tokens, end))
    return end if happened and not any(t.tag is Tag.OUTCOME for t in tokens[end : end + 2]) else None


def _is_of_group(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether what is pointed at is said to be of a group: "the corresponding figure for B was"."""
    named = next((i for i in range(at, min(len(tokens), at + 4)) if tokens[i].tag is Tag.ARM), None)
    before = named is not None and all(t.text in {"for", "with", "in", "after", "the"} for t in tokens[at:named])
    return before and named is not None and any(t.text in {"was", "were"} for t in tokens[named + 1 : named + 4])


def _told_together(tokens: Sequence[Token], start: int) -> int:
    """Return how many numbers the first list behind a place holds, 0 where an outcome is named before it."""
    first = next((i for i in range(start, len(tokens)) if tokens[i].tag in {Tag.QUANTITY, Tag.OUTCOME}), None)
    if first is None or tokens[first].tag is Tag.OUTCOME:
        return 0
    lists = Lists(tokens)
    run = next((r for r in lists.runs if first in r), [first])
    paired = lists.pair(first) is not None
    return len(run) // 2 if paired and len(run) > 1 else len(run)


def _antecedent(before: Sequence[Token], pointer: str, wanted: int) -> list[Token]:
    """Return the phrase of the last outcomes told with numbers, where they are as many as numbers follow."""
    runs = outcome_runs(before)
    if not runs or not wanted:
        return []
    told = [r for r in runs if len(r) == wanted]
    if pointer not in _POINTING and wanted == 1:
        outcomes = [before[o] for r in runs for o in r]
        again = next((t for t in outcomes if t.text in _FIGURES), outcomes[0])
        return [replace(again, text="values")]
    last = next((r for r in reversed(told) if any(_tells(t) for t in before[r[0] :])), None)
    if last is None or any(len(r) > 1 for r in runs[runs.index(last) + 1 :]):
        return list(_listed(before[o] for o in told_singly(before, wanted)))
    return _phrase(before, last)


def _tells(token: Token) -> bool:
    """Tell whether a token is a number told of an outcome, or says that a median was reached or not."""
    return token.tag is Tag.QUANTITY or token.text == "reached"


def _phrase(tokens: Sequence[Token], run: Sequence[int]) -> list[Token]:
    """Return a list of outcomes with its grades, without the brackets and numbers within it."""
    start = run[0]
    while start and (tokens[start - 1].tag is Tag.GRADE or tokens[start - 1].text == "severe"):
        start -= 1
    kept = [t for t in tokens[start : run[-1] + 1] if not t.depth > tokens[run[0]].depth and t.text not in _BRACKETS]
    return [t for t in kept if t.tag in {Tag.OUTCOME, Tag.GRADE} or t.text in _JOINS | {"severe"}]


# -- as in: CRS of grade 3 or higher in 6%, and infections of that severity in 22%


_LIKE = frozenset({"that", "this", "such", "these", "same", "equal", "like", "similar"})
_SEVERITY = frozenset({"severity", "grade", "grades", "degree"})


def _graded_alike(tokens: Sequence[Token], before: Sequence[Token]) -> Sequence[Token]:
    """Write out the grade told before where "of that severity" or "at this grade" points at it."""
    if not any(t.text in _SEVERITY for t in tokens):
        return tokens
    out: list[Token] = []
    told = next((t for t in reversed(before) if t.tag is Tag.GRADE), None)
    for token in tokens:
        told = token if token.tag is Tag.GRADE else told
        if told is None or token.text not in _SEVERITY or [t.text for t in out[-1:]] == ["any"]:
            out.append(token)
            continue
        start = next((i for i in range(len(out) - 1, -1, -1) if out[i].text not in _LIKE | {"the"}), -1) + 1
        pointing = {t.text for t in out[start:]} & _LIKE and start and out[start - 1].text in {"of", "at", "with"}
        if pointing:
            out[start - 1 :] = [replace(out[start - 1], text="of"), replace(told, span=token.span, depth=token.depth)]
        else:
            out.append(token)
    return out


# -- as in: three patients had grade 2 and one patient grade 4 neurotoxicity


_HAD = frozenset({"had", "experienced", "developed", "with"})


def _graded_ahead(tokens: Sequence[Token]) -> Sequence[Token]:
    """Write out the outcome behind the grade of a count where only the next count names it."""
    out: list[Token] = []
    for at, token in enumerate(tokens):
        out.append(token)
        if token.tag is Tag.GRADE and not token.depth and (named := _named_ahead(tokens, at)) is not None:
            out.append(_inserted(tokens[named], token))
    return out


def _named_ahead(tokens: Sequence[Token], at: int) -> int | None:
    """Return the outcome of "had grade 2 and one patient (had) grade 4 neurotoxicity", seen from its first grade."""
    counted = tokens[at - 1].tag is Tag.QUANTITY or tokens[at - 1].text in _HAD
    behind = [i for i in range(at + 1, min(len(tokens), at + 7)) if tokens[i].text not in _HAD]
    kinds = [tokens[i].text if tokens[i].tag is Tag.WORD else tokens[i].tag for i in behind[:4]]
    told = kinds[:1] in (["and"], [","]) and kinds[1:] == [Tag.QUANTITY, Tag.GRADE, Tag.OUTCOME]
    return behind[3] if counted and told else None


# -- as in: CRS and ICANS in 75% and 33%; grade 3 or higher in 2% and 10%


def _graded_again(tokens: Sequence[Token]) -> Sequence[Token]:
    """Write out the outcomes behind a grade that heads a list of numbers without naming any."""
    runs = [r for r in Lists(tokens).runs if len(r) > 1]
    out: list[Token] = []
    used = 0
    for run in runs:
        head = _bare_grade(tokens, run[0])
        ahead = [] if head is None else [r for r in outcome_runs(tokens) if r[-1] < head]
        if head is None or not ahead or len(ahead[-1]) != len(run) or head < used:
            continue
        out += tokens[used : head + 1]
        named = (tokens[o] for o in ahead[-1])
        out += list(_listed(_inserted(t, tokens[head]) for t in named))
        used = head + 1
    return [*out, *tokens[used:]] if used else tokens


def _bare_grade(tokens: Sequence[Token], at: int) -> int | None:
    """Return the grade that alone heads a list of numbers: its own clause names no outcome."""
    for place in range(at - 1, -1, -1):
        token = tokens[place]
        if token.tag is Tag.GRADE:
            clear = tokens[place - 1].text in {";", ",", "(", "[", "with", "and", ":", "were"} if place else False
            return place if clear and "/" not in token.text else None
        if token.text not in _LED_IN:
            return None
    return None


def _listed(outcomes: Iterator[Token]) -> Iterator[Token]:
    """Yield outcomes with commas between them."""
    for at, outcome in enumerate(outcomes):
        if at:
            yield Token(Tag.WORD, outcome.span, ",", depth=outcome.depth)
        yield outcome


# -- as in: all-grade and grade 3 or higher CRS and ICANS were 90%, 8%, 61% and 32%, respectively


def _crossed(tokens: Sequence[Token]) -> Sequence[Token]:
    """Write out each grade with each outcome where as many numbers follow, in the order that the numbers allow."""
    for run in outcome_runs(tokens):
        grades = _grades_before(tokens, run[0])
        if len(grades) < 2 or len(run) < 2:
            continue
        numbers = next((r for r in Lists(tokens).runs if r[0] > run[-1]), [])
        if len(numbers) != len(grades) * len(run):
            continue
        shares = [tokens[q].quantity.percent for q in numbers if tokens[q].quantity]  # type: ignore[union-attr]
        pairs = _order(shares, [tokens[g] for g in grades], [tokens[o] for o in run])
        put = [t for pair in pairs for t in (*pair, Token(Tag.WORD, pair[1].span, ","))][:-1]
        return [*tokens[: grades[0]], *put, *tokens[run[-1] + 1 :]] if put else tokens
    return tokens


def _grades_before(tokens: Sequence[Token], outcome: int) -> list[int]:
    """Return the places of the grades that are listed right before an outcome."""
    found: list[int] = []
    for place in range(outcome - 1, -1, -1):
        token = tokens[place]
        if token.tag is Tag.GRADE:
            found.insert(0, place)
        elif token.text not in _JOINS | words.DETERMINERS:
            break
    return found


def _order(
    shares: Sequence[float | None], grades: Sequence[Token], outcomes: Sequence[Token]
) -> list[tuple[Token, Token]]:
    """Return the pairs in the order of the numbers: no part of an outcome is commoner than the whole before it."""
    if any(share is None for share in shares):
        return []
    by_outcome = [shares[i : i + len(grades)] for i in range(0, len(shares), len(grades))]
    by_grade = [shares[i :: len(outcomes)] for i in range(len(outcomes))]
    if all(map(_falls, by_outcome)) == all(map(_falls, by_grade)):
        return []
    if all(map(_falls, by_outcome)):
        return [(g, o) for o in outcomes for g in grades]
    return [(g, o) for g in grades for o in outcomes]


def _falls(shares: Sequence[float | None]) -> bool:
    return all(a is not None and b is not None and a >= b for a, b in itertools.pairwise(shares))
