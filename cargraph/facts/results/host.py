"""What patients were like before treatment, and what happened to them then: no results."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.tokens import Token

_HOST = frozenset({"age", "aged", "male", "female", "sex"})
_EARLIER = frozenset({"therapies", "regimens", "treatments", "lines"})
_STATE = frozenset({"clinical_score", "tumour_marker", "function"})


_OPENING = 4


def tells_baseline(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence says what the patients were like when they came: "Median age was ...", "Baseline ...".

    A sentence that then tells an outcome of treatment in its own clause is none.
    """
    opening = [t.text for t in tokens[:_OPENING]]
    if opening[:2] == ["disease", "status"]:
        return True
    aged = ("median", "age") in itertools.pairwise(opening) or ("mean", "age") in itertools.pairwise(opening)
    came = "baseline" in opening[:2] and bool(
        {"characteristics", "comorbidities", "included", "features"} & set(opening)
    )
    return aged or came


def was_before(tokens: Sequence[Token], at: int, outcome: int) -> bool:
    """Tell whether a setback is of an earlier treatment: "six had relapsed after autologous transplantation"."""
    if tokens[outcome - 1].text in {"baseline", "preexisting", "pre-existing"}:
        return True
    if tokens[outcome - 1].text not in {"had", "previously"} or not at < outcome:
        return False
    behind = [t.text for t in tokens[outcome + 1 : outcome + 6]]
    return behind[:1] in (["after"], ["on"], ["following"], ["to"]) and any(
        w in _COURSES or w.endswith(("transplantation", "transplant", "hsct", "asct", "sct", "hct")) for w in behind
    )


_COURSES = frozenset({"prior", "previous", "earlier", "autologous", "allogeneic", "first-line", "frontline"})


_MEASURED = re.compile(r"rate|overall|objective|complete|partial|\borr\b|\bcrr?\b|\bpr\b|duration|time to")


def is_of_the_host(tokens: Sequence[Token], role: str, name: str = "") -> bool:
    """Tell whether a sentence says what the patients were like, so that "refractory" is no response.

    name: how the outcome is named; a name that measures a response ("ORR") is none of a patient's.
    """
    said = {t.text for t in tokens}
    if role == "response" and _MEASURED.search(name):
        said -= {"age", "aged"}
    hosted = bool(said & _HOST) or any(
        a.text == "prior" and b.text in _EARLIER for a, b in itertools.pairwise(t for t in tokens if t.text != "lines")
    )
    return (role in {"response", "remission", "relapse"} and hosted) or (
        role in _STATE and (hosted or "pretreated" in said)
    )
