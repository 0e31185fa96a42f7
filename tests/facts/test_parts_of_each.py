"""What a sentence says of several constructs before it names them, and what it leaves one of two out of."""

from __future__ import annotations

from tests.facts.reading_of import reading_of

_TITLE = "Hinges of CD79b CARs in mantle cell lymphoma"
_MADE = (
    "Four CARs sharing one anti-CD79b scFv and 4-1BB were made: CD8α hinge/CD8α TM (CAR-1), CD28 domain (CAR-2), a long "
    "IgG4 (CAR-3L) and CD8α hinge/ICOS TM (CAR-4I)."
)


def _stated(*sentences: str, title: str = _TITLE) -> set[tuple[str, str, str, bool]]:
    reading = reading_of(title, *sentences)
    names = {entity.id: entity.label for entity in reading.entities}
    return {(names[r.subject], str(r.predicate), names[r.object], r.negated) for r in reading.relations}


def test_parts_told_of_several_are_of_each() -> None:
    stated = _stated(_MADE)
    for name in ("CAR-1", "CAR-2", "CAR-3L", "CAR-4I"):
        assert (name, "has_component", "4-1BB", False) in stated
        assert (name, "has_component", "single-chain variable fragment", False) in stated


def test_a_part_before_a_bracket_is_of_the_construct_in_it_alone() -> None:
    parts = {(name, part) for name, predicate, part, _ in _stated(_MADE) if predicate == "has_component"}
    assert {("CAR-2", "CD28"), ("CAR-3L", "IgG4 hinge/Fc"), ("CAR-4I", "ICOS")} <= parts
    assert ("CAR-1", "CD28") not in parts
    assert ("CAR-3L", "CD8 alpha") not in parts
    assert ("CAR-3L", "ICOS") not in parts


def test_parts_of_one_construct_are_not_dealt_out() -> None:
    stated = _stated("An anti-CD79b CAR with an IgG4 hinge and CD28 was set against CAR-1 and CAR-2.")
    assert not any(name in ("CAR-1", "CAR-2") and what == "has_component" for name, what, *_ in stated)


def test_a_harm_is_denied_of_the_construct_left_out() -> None:
    two = "KLo-H CAR T cells and KLo-L CAR T cells were made from two scFvs, KLo-H and KLo-L."
    for told in ("KLo-H, but not KLo-L, caused weight loss.", "Weight loss was caused by KLo-H but not by KLo-L."):
        stated = _stated(two, told, title="Affinity of FRα CAR T cells")
        assert ("KLo-H", "causes", "weight loss", False) in stated
        assert ("KLo-L", "causes", "weight loss", True) in stated


def test_what_is_said_of_no_construct_is_not_of_the_control() -> None:
    stated = _stated(
        "Patients received BX-019 (n=20) or conventional CAR-T (cCAR-T; n=30).",
        "CR was reached in 18/20 with BX-019 and 24/30 with cCAR-T.",
        "One patient died of sepsis.",
        title="BX-019, a rapidly made anti-CD19 CAR T-cell product, against conventional CAR T cells in B-ALL",
    )
    assert not any(name == "cCAR-T" and thing == "sepsis" for name, _, thing, _ in stated)
