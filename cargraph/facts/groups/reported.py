"""The arms of a paper as it reports them: each group with results and on how many patients they rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.evidence import evidence
from cargraph.facts.groups.arm_names import label_key
from cargraph.facts.groups.group import Group
from cargraph.facts.groups.told_by_words import alike, told_by_words
from cargraph.model import Arm

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.model import Evidence, Observation


def arms(
    inventory: Inventory,
    observed: Collection[Group],
    denominators: Sequence[tuple[Group, int, Observation]],
    sides: Collection[str] = (),
) -> tuple[Arm, ...]:
    """Return the arms with their sizes: the best-ranked size of each group, and labelled groups known by a denominator.

    observed: the groups of which results are told; a part that is but counted makes no arm. sides: the labels that
    comparisons hold against each other.
    """
    paper = inventory.annotation.paper
    compared = {label_key(side) for side in sides}
    found: dict[tuple[Group, int], Arm] = {}
    best = {g: _best(inventory, g) for g in {s.group for s in inventory.sizes}}
    told: set[Group] = set()
    for size in inventory.sizes:
        if size.aside and size.group not in observed and label_key(size.group.label or "") not in compared:
            continue
        if size.rank == best[size.group] and size.n == inventory.size(size.group) and size.group not in told:
            told.add(size.group)
            found.setdefault(
                (size.group, size.n),
                _arm(size.group, size.n, evidence(paper, size.sentence, rule=f"arm.size.{size.rank}")),
            )
    for treated in [s for g, _ in found if g.subject and not g.label and (s := inventory.denominators.treated(g))]:
        part, proof = Group(treated.group.subject, "treated patients"), f"arm.size.{treated.rank}"
        found[part, treated.n] = _arm(part, treated.n, evidence(paper, treated.sentence, rule=proof))
    for group, n, observation in _largest(inventory, denominators):
        if "respond" not in (group.label or "") and not any(g == group for g, _ in found):
            found[group, n] = _arm(group, n, observation.evidence[0])
    whole = max((n for group, n in found if group.label is None), default=None)
    for group in sorted(observed, key=lambda g: (g.subject or "", g.label or "")):
        unknown = group.label is not None and not any(g.label == group.label for g, _ in found)
        counted = told_by_words(inventory, group, whole) if unknown else None
        if counted is not None and not any(n == counted[0] and alike(g.label, group.label) for g, n in found):
            found[group, counted[0]] = _arm(group, counted[0], evidence(paper, counted[1], rule="arm.size.1"))
    return tuple(found.values())


def _best(inventory: Inventory, group: Group) -> int:
    """Return the rank of the size that a group's results rest on: the best of those with its number."""
    own, n = [s for s in inventory.sizes if s.group == group], inventory.size(group)
    return max((s.rank for s in own if s.n == n), default=max(s.rank for s in own))


def _largest(
    inventory: Inventory, denominators: Sequence[tuple[Group, int, Observation]]
) -> Iterator[tuple[Group, int, Observation]]:
    """Yield the denominators of labelled groups, and the largest of a product whose size is told nowhere."""
    products: dict[Group, tuple[Group, int, Observation]] = {}
    for group, n, observation in denominators:
        if group.label is not None:
            yield group, n, observation
        elif inventory.size(group) is None and n > products.get(group, (group, 0, observation))[1]:
            products[group] = group, n, observation
    yield from products.values()


def _arm(group: Group, n: int, proof: Evidence) -> Arm:
    return Arm(subject=group.subject, label=group.label, n=n, evidence=(proof,))
