"""Bundle all that is said of one node towards another into one arrow."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from cargraph.views.model import COMPARED, REPORTED, Arrow, Claim, Contrast, Result


@dataclass(slots=True)
class _Bundle:
    predicates: Counter[str] = field(default_factory=Counter)
    claims: list[int] = field(default_factory=list)
    results: list[int] = field(default_factory=list)
    contrasts: list[int] = field(default_factory=list)
    plain: bool = False


def arrows(
    claims: tuple[Claim, ...], results: tuple[Result, ...], contrasts: tuple[Contrast, ...]
) -> tuple[Arrow, ...]:
    """Return one arrow for each ordered pair of nodes that something is said of, sorted by the pair."""
    bundles: dict[tuple[int, int], _Bundle] = {}
    _add_claims(bundles, claims)
    _add_results(bundles, results)
    _add_contrasts(bundles, contrasts)
    return tuple(_arrow(pair, bundles[pair]) for pair in sorted(bundles))


def _add_claims(bundles: dict[tuple[int, int], _Bundle], claims: tuple[Claim, ...]) -> None:
    for index, claim in enumerate(claims):
        bundle = bundles.setdefault((claim.subject, claim.object), _Bundle())
        bundle.predicates[claim.predicate] += 1
        bundle.claims.append(index)
        bundle.plain |= not (claim.negated or claim.hedged)


def _add_results(bundles: dict[tuple[int, int], _Bundle], results: tuple[Result, ...]) -> None:
    for index, result in enumerate(results):
        if result.subject is None or result.subject == result.outcome:
            continue
        bundle = bundles.setdefault((result.subject, result.outcome), _Bundle())
        bundle.results.append(index)
        bundle.plain |= not result.hedged and result.count != 0


def _add_contrasts(bundles: dict[tuple[int, int], _Bundle], contrasts: tuple[Contrast, ...]) -> None:
    for index, contrast in enumerate(contrasts):
        if contrast.a < 0 or contrast.b < 0 or contrast.a == contrast.b:
            continue
        bundle = bundles.setdefault((contrast.a, contrast.b), _Bundle())
        bundle.predicates[COMPARED] += 1
        bundle.contrasts.append(index)
        bundle.plain |= not contrast.hedged


def _arrow(pair: tuple[int, int], bundle: _Bundle) -> Arrow:
    kinds = sorted(bundle.predicates, key=lambda name: (-bundle.predicates[name], name)) or [REPORTED]
    return Arrow(
        *pair, tuple(kinds), tuple(bundle.claims), tuple(bundle.results), tuple(bundle.contrasts), bundle.plain
    )
