"""Lists and pairs of a sentence: which quantities stand side by side, and what one of them tells of the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.results.attach import has_its_verb
from cargraph.facts.results.grids import Cell, cells, is_several_way
from cargraph.facts.results.outcome_runs import JOINS
from cargraph.facts.tokens import TIME_UNITS, Tag, Token
from cargraph.mentions.people import PATIENTS
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cargraph.mentions.quantities import Quantity

_EACH = PATIENTS | frozenset("in of with among for the and , group groups cohort cohorts ( ) [ ]".split())
_ALL = 100
_FEW = 12


class Lists:
    """The runs of quantities in one sentence."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.quantities = [
            i
            for i, t in enumerate(tokens)
            if t.tag is Tag.QUANTITY and t.quantity is not None and t.quantity.text != "interval"
        ]
        beside = zip(self.quantities, self.quantities[1:], strict=False)
        self.pairs = _disjoint((self._main(a, b), b) for a, b in beside if self._versus(a, b))
        self.runs = self._runs()
        several = {q for run in self.runs if is_several_way(tokens, run) for q in run}
        self.pairs = [p for p in self.pairs if not set(p) <= several]
        self._cells = {at: cell for run in self.runs for at, cell in cells(tokens, run).items()}

    def cell(self, at: int) -> Cell | None:
        """Return where a quantity stands in a grid of rows and columns, None where it stands in none."""
        return self._cells.get(at)

    def _between(self, a: int, b: int) -> list[Token]:
        return [t for t in self.tokens[a + 1 : b] if t.text not in {")", "]", "(", "["} and t.tag is not Tag.P]

    def _main(self, a: int, b: int) -> int:
        """Return the number before the bracket with one of another outcome: "ORR was 77% (CR, 65%) v 82% (CR, 58%)"."""
        opening = next((i for i in range(a - 1, 0, -1) if self.tokens[i].depth < self.tokens[a].depth), 0)
        within = self.tokens[opening + 1 : a]
        named = any(t.tag is Tag.OUTCOME for t in within)
        named = named or [t.text.isalpha() for t in within] == [True, False]  # "(CR, 65%)"
        deeper = self.tokens[a].depth > self.tokens[b].depth and named
        return opening - 1 if deeper and opening - 1 in self.quantities else a

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
        if texts in ([",", "with"], ["with"]) and (has_its_verb(self.tokens, b) or self._counts_unlike(a, b)):
            return False
        behind = [t.text for t in self.tokens[b + 1 : b + 4] if t.text not in {")", "]"}]
        if behind[:2] in (["of", "whom"], ["of", "them"], ["of", "these"]):
            return False
        if (self._graded(b) and not self._graded(a)) or (texts[-1:] == ["with"] and self._names_its_own(b)):
            return False
        plain = all(
            t in JOINS or t in words.VERSUS or t in {".", "with", "to", "in", "of", "patients", "by"} for t in texts
        )
        return plain and len(gap) <= 4 and bool(gap)

    def _counts_unlike(self, a: int, b: int) -> bool:
        """Tell whether but the second of two numbers counts patients: "was 89%, with 32 (81%) in remission"."""
        first, second = self.tokens[a].quantity, self.tokens[b].quantity
        return first is not None and second is not None and first.count is None and second.count is not None

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
        if place > 1 and self.tokens[before].depth > self.tokens[at].depth:  # "in 12 of A (60%), but in one of B"
            whole = self.quantities[place - 2]
            gap = [t for t in self._between(whole, at) if t.depth <= self.tokens[at].depth]
            return {before, whole, *self._coordinated(whole)} if _is_of_groups(gap) else set()
        gap = self._between(before, at)
        if not gap or any(before in run and at in run for run in self.runs):  # "67% (38%) for A", "36% and 51% for A"
            return {before, *self._coordinated(before)}
        armed = any(t.tag in {Tag.ARM, Tag.GRADE} or (t.mention and t.mention.kind is Kind.DISEASE) for t in gap)
        plain = not any(t.tag is Tag.OUTCOME or t.text == ";" for t in gap) and len(gap) <= 12
        return {before, *self._coordinated(before)} if armed and plain else set()


def _is_of_groups(gap: Sequence[Token]) -> bool:
    """Tell whether but a group stands between two numbers."""
    armed = any(t.tag is Tag.ARM for t in gap)
    return armed and len(gap) <= _FEW and not any(t.tag is Tag.OUTCOME or t.text == ";" for t in gap)


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
            t.text in JOINS or t.text in {")", "("} for t in tokens[groups[-1][-1][-1] + 1 : pair[0]]
        )
        if joined:
            groups[-1].append(pair)
        else:
            groups.append([pair])
        used = pair[-1]
    return next((g for g in groups if own in g), [own])


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
        _measure_first(out, first, second)
        unit, own = _unit(out[first]), out[second].quantity
        if unit is not None and own is not None and isinstance(own.value, float) and own.unit is None:
            out[second] = replace(out[second], quantity=replace(own, unit=unit))
    return out


def _measure_first(out: list[Token], first: int, second: int) -> None:
    """Give a number the unit behind what was not reached: "2.2 versus not reached months"."""
    own, other = out[first].quantity, out[second].quantity
    behind = out[second + 1].text if second + 1 < len(out) else ""
    bare = own is not None and own.unit is None and isinstance(own.value, float)
    if own is not None and bare and other is not None and other.value == "NR" and behind.startswith(TIME_UNITS):
        out[first] = replace(out[first], quantity=replace(own, unit=behind))


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
