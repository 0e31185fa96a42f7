"""Which terms are one thing in a paper that names both: the plain word for a degree, the only kind for a family."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cargraph.errors import RuleError
from cargraph.mentions.rules import slot
from cargraph.mentions.vocabulary import load
from cargraph.model import Kind, Term
from cargraph.resources import ontologies, rule_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Named = tuple[Kind, str]
"""A term by what names it: its kind and its label."""
_NEEDED = frozenset({"kind", "label", "is", "why"})
_ALLOWED = frozenset({"apart"})
_COUNTED = "counted"
_EXACT = (Kind.COMPONENT, Kind.DRUG)
_BLOCKERS = ("cytokine_antagonist", "checkpoint_inhibitor")
_TOO_WIDE = frozenset({"cancer", "infection"})
_FAMILIES = frozenset(
    {"lymphoma", "leukemia", "acute leukemia", "acute lymphoblastic leukemia", "sarcoma", "lung cancer", "glioma"}
)


@dataclass(frozen=True, slots=True)
class OneThing:
    """What the shipped list says: of each term the labels it may be one with, and those that a number sets apart."""

    plain: Mapping[Named, tuple[str, ...]]
    unless_counted: frozenset[Named]


@cache
def one_things() -> OneThing:
    """Read the shipped list. Raises RuleError naming the row and the mend."""
    path = ontologies() / "rules" / "one_thing.yaml"
    named = [_named(place, row) for place, row in rule_rows(path, needed=_NEEDED, allowed=_ALLOWED)]
    return OneThing(
        {name: tuple(row["is"]) for name, row in named}, frozenset(name for name, row in named if "apart" in row)
    )


def _named(place: str, row: Mapping[str, Any]) -> tuple[Named, Mapping[str, Any]]:
    if row.get("apart", _COUNTED) != _COUNTED:
        raise RuleError(f"{place}: apart is {row['apart']!r}; write {_COUNTED}")
    return (Kind(row["kind"]), row["label"]), row


def plain_form(term: Term, terms: Mapping[Named, Term]) -> Term:
    """Return the term of the paper that a term is one thing with: its plain form, or itself."""
    degree = slot("degree", "cues").fullmatch(term.label)
    plain = one_things().plain.get((term.kind, term.label), ())
    plain = (degree.group(1), term.broader, *plain) if degree else plain
    return next((terms[term.kind, label] for label in plain if (term.kind, label) in terms), term)


def narrower(terms: Iterable[Term]) -> Mapping[Named, list[Term]]:
    """Return, for each broader label, the paper's terms under it that have none under themselves.

    Of drugs, only those that block are counted: "GM-CSF neutralization" is the antibody that the paper names.
    """
    found: dict[Named, list[Term]] = {}
    counted = (t for t in terms if t.kind in (Kind.DISEASE, Kind.COMPONENT) or t.role in _BLOCKERS)
    listed = sorted(counted, key=lambda t: (t.kind, t.label))
    for term in listed:
        above = {(term.kind, term.role)} & {(Kind.DISEASE, "leukemia")} - {(term.kind, term.label)}
        for key in sorted(above | {(wider.kind, wider.label) for wider in load().ancestors(term)}):
            found.setdefault(key, []).append(term)
    return found


def most_exact(term: Term, below: Mapping[Named, list[Term]], titled: frozenset[Named]) -> Term | None:
    """Return the one narrower thing that a paper means by a wider name; None for a name that is too wide.

    `below` are the paper's narrower terms. Of several narrower diseases it is the one that the title alone names
    (`titled`).
    """
    under = [t for t in below.get((term.kind, term.label), ()) if (t.kind, t.label) not in below]
    if len(under) > 1 and term.label in _FAMILIES and (term.kind, term.label) not in titled:
        under = [t for t in under if (t.kind, t.label) in titled] or under
    if not under:
        return term
    if term.label in _TOO_WIDE:
        return None
    return under[0] if len(under) == 1 and (term.label in _FAMILIES or term.kind in _EXACT) else term
