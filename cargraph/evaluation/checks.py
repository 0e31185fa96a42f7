"""What must agree for a statement to be the gold's: named checks, so that a failed one names the error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.evaluation.folding import fold, grade, same, time, unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from cargraph.evaluation.alignment import Alignment
    from cargraph.evaluation.gold import Row

    Check = Callable[[Row, Row, Alignment], bool]

_EMPTY_WORDS = frozenset({"group", "patient", "the", "arm", "cohort", "with", "in", "of", ""})
_NUMBERS = ("count", "percent", "value", "total", "low", "high")
_TELLING = frozenset({"count", "percent", "value"})
_P = re.compile(r"([<>]?)=?(.*)")
_OPERATORS = {"<": "<", ">": ">", "≤": "<", "<=": "<"}
_TURNED = {"lower": "higher", "higher": "lower"}
_EITHER = frozenset({"lower", "higher", "differs"})
_HALF = 0.5
_LONG_NAME = 5


def failed(section: str, gold: Row, found: Row, alignment: Alignment) -> list[str]:
    """Return the names of the checks that fail; none where what was found is what the gold states."""
    return [name for name, check in CHECKS[section] if not check(gold, found, alignment)]


def agrees(section: str, gold: Row, found: Row, alignment: Alignment) -> bool:
    """Tell whether what was found is what the gold states."""
    return all(check(gold, found, alignment) for _, check in CHECKS[section])


def _outcome(gold: Row, found: Row, alignment: Alignment) -> bool:
    return alignment.key(found.get("outcome")) == str(gold["outcome"])


def _grade(gold: Row, found: Row, _: Alignment) -> bool:
    return grade(gold.get("grade")) == grade(found.get("grade"))


def _measure(gold: Row, found: Row, _: Alignment) -> bool:
    return (gold.get("measure") or "") == (found.get("measure") or "")


def _arm(gold: Row, found: Row, alignment: Alignment) -> bool:
    label = gold.get("arm")
    if _subject(gold, found, alignment):
        return not label or not found.get("arm") or _labelled(label, found)
    return bool(label) and _labelled(str(label), found)


def _subject(gold: Row, found: Row, alignment: Alignment) -> bool:
    return bool(gold.get("subject")) and alignment.key(found.get("subject")) == gold["subject"]


def _labelled(label: str, found: Row) -> bool:
    """Tell whether at least half of a label's words stand in the label found."""
    wanted = _words(label)
    have = _words(" ".join(str(found.get(name) or "") for name in ("arm", "label")))
    return bool(wanted) and len(wanted & have) / len(wanted) >= _HALF


def _words(label: str) -> frozenset[str]:
    return frozenset(fold(word) for word in re.findall(r"\w+", label)) - _EMPTY_WORDS


def _numbers(gold: Row, found: Row, _: Alignment) -> bool:
    """Tell whether no number differs and one that tells the result is in both."""
    both = [name for name in _NUMBERS if gold.get(name) is not None and found.get(name) is not None]
    if not all(same(gold[name], found[name]) for name in both):
        return False
    if gold.get("value") is None:
        return bool(both)
    return found.get("value") is not None and not _TELLING.isdisjoint(both)


def _unit(gold: Row, found: Row, _: Alignment) -> bool:
    return not (gold.get("unit") and found.get("unit")) or unit(gold["unit"]) == unit(found["unit"])


def _time(gold: Row, found: Row, _: Alignment) -> bool:
    """Two rates of one endpoint differ by their times; elsewhere the time is not asked for."""
    return gold.get("stat") != "rate" or not gold.get("time") or time(gold["time"]) == time(found.get("time"))


def _p(gold: Row, found: Row, _: Alignment) -> bool:
    if gold.get("p") is None:
        return True
    operator, amount = _chance(str(gold["p"]))
    given = "" if found.get("p") is None else str(found["p"])
    own, other = _chance(given)
    operators = own or _OPERATORS.get(str(found.get("p_operator")), "")
    return bool(other) and operator == operators and same(amount, other)


def _chance(text: str) -> tuple[str, str]:
    match = _P.match(text.replace(" ", "").lstrip("="))
    return (match[1], match[2]) if match else ("", "")


def _ratio(gold: Row, found: Row, _: Alignment) -> bool:
    return gold.get("value") is None or same(gold["value"], found.get("value"))


def _sides(gold: Row, found: Row, alignment: Alignment) -> bool:
    return _turned(gold, found, alignment) is not None


def _direction(gold: Row, found: Row, alignment: Alignment) -> bool:
    """Tell whether the outcome differs the same way; between other sides there is nothing to tell."""
    wanted, given = gold.get("direction"), found.get("direction")
    turned = _turned(gold, found, alignment)
    if turned:
        given = _TURNED.get(str(given), given)
    return turned is None or not wanted or wanted == given or (wanted == "differs" and given in _EITHER)


def _turned(gold: Row, found: Row, alignment: Alignment) -> bool | None:
    """Tell whether the sides found stand the other way round; None where they are others."""
    a, b = (_side(found.get(name), alignment) for name in ("a", "b"))
    if _one_side(gold.get("a"), a) and _one_side(gold.get("b"), b):
        return False
    return True if _one_side(gold.get("a"), b) and _one_side(gold.get("b"), a) else None


def _side(given: object, alignment: Alignment) -> str | None:
    return alignment.key(given) or (fold(str(given)) if given else None)


def _one_side(gold: object, found: str | None) -> bool:
    """Tell whether a side is the gold's, which a text may leave unnamed; long names may hold one another."""
    if not gold:
        return True
    if found is None:
        return False
    wanted, given = fold(str(gold)), fold(found)
    held = (len(wanted) > _LONG_NAME and wanted in given) or (len(given) > _LONG_NAME and given in wanted)
    return wanted == given or held


def _size(gold: Row, found: Row, _: Alignment) -> bool:
    return same(gold.get("n"), found.get("n"))


def _group(gold: Row, found: Row, alignment: Alignment) -> bool:
    label = gold.get("label")
    if label and _labelled(label, found):
        return True
    return _subject(gold, found, alignment) and not (label and found.get("label"))


def _construct(gold: Row, found: Row, alignment: Alignment) -> bool:
    return alignment.key(found.get("subject")) == gold.get("subject")


def _amount(gold: Row, found: Row, _: Alignment) -> bool:
    return same(gold.get("low"), found.get("low")) and (
        gold.get("high") is None or same(gold["high"], found.get("high"))
    )


def _dose_unit(gold: Row, found: Row, _: Alignment) -> bool:
    return fold(str(gold.get("unit"))) == fold(str(found.get("unit")))


CHECKS: dict[str, tuple[tuple[str, Check], ...]] = {
    "observations": (
        ("outcome", _outcome), ("arm", _arm), ("grade", _grade), ("measure", _measure), ("number", _numbers),
        ("unit", _unit), ("time", _time),
    ),
    "comparisons": (
        ("outcome", _outcome), ("grade", _grade), ("p", _p), ("ratio", _ratio), ("sides", _sides),
        ("direction", _direction),
    ),
    "arms": (("number", _size), ("arm", _group)),
    "doses": (("construct", _construct), ("amount", _amount), ("unit", _dose_unit)),
}  # fmt: skip
