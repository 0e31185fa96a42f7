"""Lists and pairs of a sentence: which quantities stand side by side, and what they are in step with."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.results.attach import has_its_verb
from cargraph.facts.results.grids import Cell, cells, is_several_way
from cargraph.facts.results.itemised import itemised
from cargraph.facts.tokens import Tag, Token
from cargraph.mentions.people import PATIENTS
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cargraph.mentions.quantities import Quantity

_JOINS = frozenset({",", "and", "or", "nor", "&", ";", "/"})
_STEPS = _JOINS | frozenset(
    {"rates", "rate", "of", "the", "cumulative", "incidence", "incidences", "patients", "in", "median", "first", "that"}
)
_EACH = PATIENTS | frozenset("in of with among for the and , group groups cohort cohorts ( ) [ ]".split())
_NEAR = 12
_ALL = 100


class Lists:
    """The runs of quantities in one sentence."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.quantities = [
            i
            for i, t in enumerate(tokens)
            if t.tag is Tag.QUANTITY and t.quantity is not None and t.quantity.text != "interval"
        ]
        self.pairs = _disjoint(p for p in zip(self.quantities, self.quantities[1:], strict=False) if self._versus(*p))
        self.runs = self._runs()
        several = {q for run in self.runs if is_several_way(tokens, run) for q in run}
        self.pairs = [p for p in self.pairs if not set(p) <= several]
        self._cells = {at: cell for run in self.runs for at, cell in cells(tokens, run).items()}

    def cell(self, at: int) -> Cell | None:
        """Return where a quantity stands in a grid of rows and columns, None where it stands in none."""
        return self._cells.get(at)

    def _between(self, a: int, b: int) -> list[Token]:
        return [t for t in self.tokens[a + 1 : b] if t.text not in {")", "]", "(", "["} and t.tag is not Tag.P]

    def _versus(self, a: int, b: int) -> bool:
        gap = self._between(a, b)
        said = [t.text for t in gap if t.tag is Tag.WORD]
        near = {t.text for t in self.tokens[max(a + 1, b - 6) : b]}
        if not near & (words.VERSUS - {"than"}):
            return False
        return len(gap) <= 14 and not any(t.tag is Tag.OUTCOME for t in gap) and ";" not in said

    def _runs(self) -> list[list[int]]:
        runs: list[list[int]] = []
        for at in self.quantities:
            last = runs[-1][-1] if runs else None
            if last is not None and self._joined(last, at):
                runs[-1].append(at)
            else:
                runs.append([at])
        return runs

    def _joined(self, a: int, b: int) -> bool:
        gap = self._between(a, b)
        texts = [t.text for t in gap]
        if (";" in texts and not self.tokens[b].depth) or self._differ(a, b):
            return False
        if texts in ([",", "with"], ["with"]) and has_its_verb(self.tokens, b):
            return False
        behind = [t.text for t in self.tokens[b + 1 : b + 4] if t.text not in {")", "]"}]
        if behind[:2] in (["of", "whom"], ["of", "them"], ["of", "these"]):
            return False
        if (self._graded(b) and not self._graded(a)) or (texts[-1:] == ["with"] and self._names_its_own(b)):
            return False
        plain = all(
            t in _JOINS or t in words.VERSUS or t in {".", "with", "to", "in", "of", "patients", "by"} for t in texts
        )
        return plain and len(gap) <= 4 and bool(gap)

    def _names_its_own(self, at: int) -> bool:
        """Tell whether an outcome follows a number: "with 3 confirmed partial responses"."""
        following = self.tokens[at + 1 : at + 4]
        named = next((i for i, t in enumerate(following) if t.tag is Tag.OUTCOME), None)
        return named is not None and all(t.text in words.DETERMINERS for t in following[:named])

    def _graded(self, at: int) -> bool:
        """Tell whether a number is told of a grade: "6 with grade 1"."""
        following = self.tokens[at + 1 : at + 3]
        return len(following) > 1 and following[0].text in {"in", "with", "of"} and following[1].tag is Tag.GRADE

    def _differ(self, a: int, b: int) -> bool:
        """Tell whether one of two numbers is a share and the other was not reached."""
        first, second = self.tokens[a].quantity, self.tokens[b].quantity
        unreached = [q for q in (first, second) if q is not None and q.value == "NR"]
        return len(unreached) == 1 and any(q is not None and q.proportion for q in (first, second))

    def pair(self, at: int) -> tuple[int, int] | None:
        """Return the pair "a versus b" a quantity stands in, or None."""
        return next((p for p in self.pairs if at in p), None)

    def step(self, at: int) -> tuple[int, int]:
        """Return which step of its list a quantity or its pair is, and how many there are ("a vs b, c vs d").

        In a grid without pairs the list is the quantity's row.
        """
        if (cell := self.cell(at)) is not None and self.pair(at) is None:
            return cell.column, cell.columns
        place = self.pair(at) or (at,)
        chain = list(self.pairs if len(place) == 2 else [(q,) for r in self.runs if at in r for q in r])
        if len(place) == 2:
            chain = _adjoining(self.tokens, chain, place)
        return (chain.index(place), len(chain)) if place in chain else (0, 1)

    def run(self, at: int) -> list[int]:
        """Return the list in which a quantity stands, itself alone where it stands in none."""
        return next((r for r in self.runs if at in r), [at])

    def partners(self, at: int) -> frozenset[int]:
        """Return the quantities that stand in the same pair or list."""
        run = next((r for r in self.runs if at in r), [])
        pair = self.pair(at) or ()
        ahead = (q for q in self.quantities if q > at and self._is_each(at, q) and at in self._coordinated(q))
        return frozenset({*run, *pair, *self._coordinated(at), *ahead} - {at})

    def _is_each(self, a: int, b: int) -> bool:
        """Tell whether but groups stand between two numbers: "3 of 8 in A, 1 of 6 in B and 5 of 9 in C responded"."""
        between = self.tokens[a + 1 : b]
        armed = any(t.tag is Tag.ARM for t in between)
        return armed and all(t.tag in {Tag.ARM, Tag.QUANTITY} or t.text in _EACH for t in between)

    def _coordinated(self, at: int) -> set[int]:
        """Return quantities given arm by arm: "37 months for A and 33 months for B"."""
        place = self.quantities.index(at) if at in self.quantities else -1
        if place < 1:
            return set()
        before = self.quantities[place - 1]
        gap = self._between(before, at)
        if not gap or any(before in run and at in run for run in self.runs):  # "67% (38%) for A", "36% and 51% for A"
            return {before, *self._coordinated(before)}
        armed = any(t.tag in {Tag.ARM, Tag.GRADE} or (t.mention and t.mention.kind is Kind.DISEASE) for t in gap)
        plain = not any(t.tag is Tag.OUTCOME or t.text == ";" for t in gap) and len(gap) <= 12
        return {before, *self._coordinated(before)} if armed and plain else set()


def _disjoint(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for pair in pairs:
        if not out or pair[0] > out[-1][1]:
            out.append(pair)
    return out


def _adjoining(
    tokens: Sequence[Token], pairs: Sequence[tuple[int, ...]], own: tuple[int, ...]
) -> list[tuple[int, ...]]:
    """Return the pairs that stand in one list with a pair: nothing but commas and "and" between them."""
    groups: list[list[tuple[int, ...]]] = []
    used = -1
    for pair in pairs:
        if pair[0] <= used:
            continue
        joined = groups and all(
            t.text in _JOINS or t.text in {")", "("} for t in tokens[groups[-1][-1][-1] + 1 : pair[0]]
        )
        if joined:
            groups[-1].append(pair)
        else:
            groups.append([pair])
        used = pair[-1]
    return next((g for g in groups if own in g), [own])


def aligned(tokens: Sequence[Token], lists: Lists) -> Iterator[tuple[int, int, str]]:
    """Yield (quantity, outcome) for lists in step: "CRS and ICANS in 7% and 31%, respectively"."""
    said = any(t.text == "respectively" for t in tokens)
    rule = "respectively" if said else "list"
    last: tuple[list[int], list[int]] = ([], [])
    for run in (r for r in lists.runs if len(r) > 1):
        if columns := columned(tokens, run, lists):
            yield from ((q, columns[cell.column], "grid") for q in run if (cell := lists.cell(q)))
            continue
        if rows := _rows(tokens, run, lists):
            yield from ((q, rows[cell.row], "grid") for q in run if (cell := lists.cell(q)))
            continue
        outcomes = _parallel(tokens, run, said=said) or _goes_on(tokens, *last, run)
        outcomes = outcomes or (_behind(tokens, run, lists) if said else [])
        if not outcomes and (named := itemised(tokens, run, said=said)):
            yield from ((q, o, rule) for q, o in zip(run, named, strict=True) if o is not None)
        last = (run, outcomes)
        yield from ((q, o, rule) for q, o in zip(run, outcomes, strict=False))


def columned(tokens: Sequence[Token], run: list[int], lists: Lists) -> list[int]:
    """Return the list of outcomes of which the columns of a grid are: "ORR/CRR were 82%/61%, 67%/42% and 79%/58%"."""
    cell = lists.cell(run[0])
    ahead = [r for r in outcome_runs(tokens) if r[-1] < run[0]]
    if cell is None or not ahead or len(ahead[-1]) != cell.columns:
        return []
    slashed = all(any(t.text == "/" for t in tokens[a:b]) for a, b in (run[:2], ahead[-1][:2]))
    last, first = run[cell.columns - 1], run[cell.columns]
    opposed = any(t.text in words.VERSUS for t in tokens[last:first])
    return ahead[-1] if slashed or opposed or cell.rows != cell.columns else []


def _rows(tokens: Sequence[Token], run: list[int], lists: Lists) -> list[int]:
    """Return the list of outcomes of which the rows of a grid are, one each, or nothing."""
    cell = lists.cell(run[0])
    ahead = [r for r in outcome_runs(tokens) if r[-1] < run[0]]
    return ahead[-1] if cell is not None and ahead and len(ahead[-1]) == cell.rows else []


def _goes_on(tokens: Sequence[Token], last: list[int], outcomes: list[int], run: list[int]) -> list[int]:
    """Return the outcomes of the run before, where a run is of another arm: "46%/63% for A, 30%/45% for B"."""
    if not outcomes or len(run) != len(last):
        return []
    gap = tokens[last[-1] + 1 : run[0]]
    armed = any(t.tag is Tag.ARM for t in gap) and not any(t.tag is Tag.OUTCOME or t.text == ";" for t in gap)
    return outcomes if armed and len(gap) <= _NEAR else []


def _parallel(tokens: Sequence[Token], run: list[int], *, said: bool) -> list[int]:
    """Return the nearest list of as many outcomes to the left of a run of quantities, or nothing."""
    before = [r for r in outcome_runs(tokens) if r[-1] < run[0]]
    candidates = [r for r in before if len(r) == len(run)]
    if said and not candidates:
        candidates = [r for r in (_first_of_slashed(tokens, r) for r in before) if len(r) == len(run)]
    if not candidates:
        return []
    best = candidates[-1]
    if not said and any(t.quantity is not None and t.quantity.proportion for t in tokens[best[0] : best[-1]]):
        return []  # each has its own numbers: "CRS (83%) and anaemia (63%, 10% grade 3)"
    between = tokens[best[-1] + 1 : run[0]]
    limit = 26 if said else 12
    if len(between) > limit or any(t.text == ";" or (t.tag is Tag.OUTCOME and not said) for t in between):
        return []
    pairs = any(p[0] in run and p[1] in run for p in lists_pairs(tokens, run))
    return [] if pairs else best


def _behind(tokens: Sequence[Token], run: list[int], lists: Lists) -> list[int]:
    """Return the list of as many outcomes that follows a run: "9% and 6% developed bleeding and thrombosis"."""
    behind = next((r for r in outcome_runs(tokens) if r[0] > run[-1]), [])
    gap = tokens[run[-1] + 1 : behind[0]] if len(behind) == len(run) else ()
    plain = gap and len(gap) <= _NEAR and not any(t.text == ";" or t.tag in {Tag.QUANTITY, Tag.ARM} for t in gap)
    return behind if plain and lists.pair(run[0]) is None else []


def _first_of_slashed(tokens: Sequence[Token], run: list[int]) -> list[int]:
    """Return a run of outcomes with those that a slash makes one told by the first: "relapse/progression and NRM"."""
    return [o for o in run if tokens[o - 1].text != "/"]


def lists_pairs(tokens: Sequence[Token], run: list[int]) -> list[tuple[int, int]]:
    """Return neighbours of a run that stand against each other ("a versus b")."""
    return [(a, b) for a, b in itertools.pairwise(run) if any(t.text in words.VERSUS for t in tokens[a + 1 : b])]


def with_units(tokens: Sequence[Token]) -> list[Token]:
    """Give the numbers of a list the unit printed behind the last: "in 48, 12 and 31%"."""
    out = list(tokens)
    for run in Lists(tokens).runs:
        last = out[run[-1]].quantity
        for place in run[:-1] if last is not None else ():
            own = out[place].quantity
            if own is not None and last is not None:
                out[place] = replace(out[place], quantity=_with_unit_of(own, last))
    for first, second in Lists(out).pairs:
        unit, own = _unit(out[first]), out[second].quantity
        if unit is not None and own is not None and isinstance(own.value, float) and own.unit is None:
            out[second] = replace(out[second], quantity=replace(own, unit=unit))
    return out


def _unit(token: Token) -> str | None:
    """Return the unit of a value: "11.2 months with A against 6.1 with B" tells it once."""
    return token.quantity.unit if token.quantity is not None and isinstance(token.quantity.value, float) else None


def _with_unit_of(own: Quantity, last: Quantity) -> Quantity:
    """Return a number with the unit of the last of its list, where it has none of its own."""
    if own.percent is not None or own.unit is not None or own.total is not None:
        return own
    if own.interval and last.interval and last.unit and isinstance(own.value, float):
        return replace(own, unit=last.unit)
    if own.interval or last.interval or not (own.bare or own.count is None):
        return own
    number = float(own.count) if own.count is not None else own.value
    if last.percent is not None and isinstance(number, float) and number <= _ALL:
        return replace(own, count=None, value=None, percent=number)
    if last.percent is None and last.unit is not None:
        return replace(own, count=None, value=number, unit=last.unit)
    return own


def outcome_runs(tokens: Sequence[Token]) -> list[list[int]]:
    """Return the runs of outcomes joined by commas and "and"; a bracketed second name does not count twice."""
    runs: list[list[int]] = []
    for at, token in enumerate(tokens):
        if token.tag is not Tag.OUTCOME:
            continue
        last = runs[-1][-1] if runs else None
        joined = any(t.text in {"and", "or", ","} for t in tokens[(last or 0) + 1 : at])
        if last is not None and tokens[last].entity == token.entity and at - last <= 3 and not joined:
            continue
        if last is not None and _in_step(tokens, last, at):
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _in_step(tokens: Sequence[Token], a: int, b: int) -> bool:
    gap = [t for t in tokens[a + 1 : b] if not (t.depth > tokens[a].depth or t.text in {"(", ")", "[", "]"})]
    if tokens[a].depth != tokens[b].depth or any(t.text == ";" and not t.depth for t in gap):
        return False
    if [t.text for t in gap] == [","] and _is_fronted(tokens, a):
        return False
    if [t.text for t in gap[:1]] == ["of"] and [t.tag for t in gap[1:]] == [Tag.GRADE]:
        return True
    if not any(t.text in _JOINS for t in gap) or any(t.tag is Tag.QUANTITY for t in gap):
        return False
    return len(gap) <= 5 and all(t.text in _STEPS or t.tag == Tag.GRADE or t.text in words.DETERMINERS for t in gap)


_FRONTING = frozenset({"at", "after", "following", "despite", "before", "during", "upon"})
_SHORT = 6


def _is_fronted(tokens: Sequence[Token], outcome: int) -> bool:
    """Tell whether an outcome is that of the phrase that opens a sentence: "After a relapse, CRS and ICANS ..."."""
    plain = all(t.tag is Tag.WORD and t.text != "," for t in tokens[:outcome])
    return 0 < outcome < _SHORT and tokens[0].text in _FRONTING and plain
