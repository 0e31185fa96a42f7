"""The word "significant" against the paper's own p-values and threshold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.audit.findings import Finding, Severity, finding
from cargraph.audit.naming import label, places, what
from cargraph.audit.printing import decimals, shown
from cargraph.audit.sameness import family, own_comparisons
from cargraph.mentions.rules import slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.audit.findings import Compared
    from cargraph.model import Comparison, Reading

_USUAL = 0.05
_P = re.compile(r"\bp\b\s?(?:-?\s?values?)?\s?(?:[<>=≤≥]|<=|>=|of|was)\s?(0?\.\d+|[01](?:\.\d+)?)", re.IGNORECASE)
_DECIMAL = re.compile(r"0?\.\d+")
_DIRECTED = frozenset({"lower", "higher", "differs"})


def threshold(text: str) -> float:
    """Return the bound below which a paper calls a p-value significant; 0.05 where it states none or several.

    >>> threshold("A p-value < 0.01 was considered significant.")
    0.01
    """
    stretches = [found.group() for found in slot("threshold", "audit").finditer(text)]
    found = {float(number) for stretch in stretches for number in _DECIMAL.findall(stretch)[-1:]}
    return found.pop() if len(found) == 1 else _USUAL


def significance(reading: Reading) -> Iterator[Finding]:
    """Yield the comparisons called significant beside a p-value that is not, and the other way round."""
    bound = threshold(reading.paper.text)
    everything = own_comparisons(reading)
    for numbered in everything:
        c = numbered[1]
        called = _called(c)
        if called and c.direction in _DIRECTED:
            tested = [c2 for c2 in ([numbered] if c.p is not None else everything) if _tests(c2[1], c)]
            if tested and not any(_below(c2, bound) for _, c2 in tested):
                yield _finding(reading, numbered, tested, bound, "called significant beside")
        elif called is False and c.direction == "similar" and c.p_operator == "=" and _below(c, bound):
            yield _finding(reading, numbered, [numbered], bound, "called not significant beside")


def _tests(other: Comparison, c: Comparison) -> bool:
    """Tell whether a comparison prints the p-value of what another one says."""
    same = {other.a, other.b} == {c.a, c.b} and other.outcome == c.outcome and family(other.grade) == family(c.grade)
    return same and other.p is not None and other.ratio == c.ratio


def _below(c: Comparison, bound: float) -> bool:
    if c.p is None:
        return False
    return c.p <= bound if c.p_operator in {"<", "<=", "≤"} else c.p < bound and c.p_operator not in {">", ">=", "≥"}


def _called(c: Comparison) -> bool | None:
    """Tell whether the words before a comparison's p-value call it significant (True), deny it (False) or neither."""
    text = _words(c)
    denied = slot("not_significant", "audit")
    if slot("significant", "audit").search(denied.sub(" ", text)):
        return None if denied.search(text) else True
    return False if denied.search(text) else None


def _words(c: Comparison) -> str:
    """Return the stretch of the sentence that a p-value closes; the whole one where it prints none."""
    quote = c.evidence[0].quote
    start = 0
    for found in _P.finditer(quote):
        if c.p is not None and float(found.group(1)) == c.p:
            return quote[start : found.start()]
        start = found.end()
    return quote if start == 0 else ""


def _finding(reading: Reading, said: Compared, tested: Sequence[Compared], bound: float, how: str) -> Finding:
    c = said[1]
    printed = ", ".join(
        dict.fromkeys(f"p {t.p_operator} {_shown(t)} ({places(t)})" for _, t in tested)
    )  # fmt: skip
    return finding(
        reading, "significance", Severity.DOUBT,
        f"{what(reading, c)}, {label(reading, c.a)} against {label(reading, c.b)}: the difference is {how} {printed}.",
        "; ".join(
            dict.fromkeys(f"{_shown(t)} {'<' if _below(t, bound) else '≥'} {bound:g}" for _, t in tested)
        ), comparisons={said[0]: c, **dict(tested)}.items(),
    )  # fmt: skip


def _shown(c: Comparison) -> str:
    return shown(c.p or 0.0, decimals(c.p or 0.0, *(e.quote for e in c.evidence)))
