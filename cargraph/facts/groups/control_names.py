"""Cells and fluids without a CAR that a laboratory gives for comparison: "UTD", "mock T cells", "PBS", "vehicle"."""

from __future__ import annotations

import re

from cargraph.text.sieve import Sieve

_KINDS = r"[TB][\s-]cells?|NK[\s-]cells?|CIK(?:\scells?)?|macrophages|monocytes|lymphocytes|Tregs?|cells|controls?"
_CELLS = rf"(?:(?:primary|human|control|donor)\s){{0,2}}(?:{_KINDS})"
_WITHOUT = (
    r"(?:(?:un|non-?)(?:transduced|modified|engineered|edited|transfected)"
    r"|mock(?:[\s-](?:transduced|transfected|electroporated))?)"
)
_DEFINED = Sieve(
    rf"\b{_WITHOUT}\s(?:{_CELLS}\s?)?(?:[(\[]|,\s)(?P<short>(?-i:[A-Z][A-Za-z-]{{1,8}}))(?=[)\],;.])", re.IGNORECASE
)
_LEADING = "with by for of than to versus vs vs. and or in received given".split()
_BEHIND = "|".join(rf"(?<={re.escape(word)}\s)" for word in _LEADING)
_TREATED = r"(?:[\s-](?:treated\s|control\s)?(?:controls?|groups?|mice|animals))?"
_FLUIDS = rf"(?:{_BEHIND})(?:PBS|[Vv]ehicle|[Ss]aline)(?!\s(?:with|containing|buffer|solution)\b|[\w/+]){_TREATED}"
_NAMED = rf"\bUTDs?\b(?:\s{_CELLS})?|\b(?i:{_WITHOUT})\s{_CELLS}"
_CHANGED = r"(?:un|non-?)(?:modified|engineered|edited)"
_UNCHANGED_CAR = Sieve(rf"\b{_CHANGED}\s(?:[\w/-]+\s){{0,3}}CARs?\b", re.IGNORECASE)
"""A product without the change that a paper makes, which its "unedited cells" mean."""


def control_names(text: str) -> list[str]:
    """Return patterns of the controls of the laboratory as a text names them, the longest first.

    >>> import re
    >>> names = "|".join(control_names("Non-transduced T cells (NT) or PBS were given."))
    >>> [re.fullmatch(names, "NT") is not None, re.search(names, "88 days versus 52 with PBS") is not None]
    [True, True]
    """
    short = {m["short"] for m in _DEFINED.everywhere(text)} - {"CAR", "T", "NK", "TCR"}
    own = [rf"\b{re.escape(name)}(?![\w/+-])" for name in sorted(short, key=lambda n: (-len(n), n))]
    named = rf"(?!(?i:{_CHANGED})\s)(?:{_NAMED})" if _UNCHANGED_CAR.somewhere(text) else _NAMED
    return [*own, named, _FLUIDS]


def is_of_laboratory(label: str) -> bool:
    """Tell whether a label is the name of such a control, and of no part of those who got a product."""
    return _ANY.fullmatch(label.strip()) is not None


_ANY = re.compile(rf"(?:{_NAMED}|PBS|[Vv]ehicle|[Ss]aline){_TREATED}")
