from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cargraph.audit import Finding, Severity
from cargraph.errors import ViewError
from cargraph.model import Evidence, Kind, Span
from cargraph.views import view_model
from cargraph.views.addresses import of_curie, of_document
from cargraph.views.build import short_name
from cargraph.views.intervals import doubt, wilson
from tests.views.records import SEVERE, Records, small

if TYPE_CHECKING:
    from cargraph.views.model import PageModel

GOLD = Path(__file__).parent / "gold" / "small.json"


def shuffled(records: Records) -> Records:
    return replace(
        records,
        things=records.things[::-1],
        stated=records.stated[::-1],
        observed=records.observed[::-1],
        compared=records.compared[::-1],
    )


def arrow_labels(model: PageModel, *, plain: bool) -> set[tuple[str, str]]:
    return {
        (model.nodes[arrow.start].short, model.nodes[arrow.end].short) for arrow in model.arrows if arrow.plain is plain
    }


def test_the_model_of_a_small_graph_is_the_gold_one() -> None:
    made = json.loads(json.dumps(asdict(view_model(small()))))
    assert made == json.loads(GOLD.read_text(encoding="utf-8"))


def test_the_order_of_the_records_does_not_matter() -> None:
    assert view_model(shuffled(small())) == view_model(small())


def test_an_arrow_bundles_what_is_said_of_a_pair() -> None:
    model = view_model(small())
    label = [node.short for node in model.nodes]
    arrow = next(one for one in model.arrows if (label[one.start], label[one.end]) == ("Kestrel-19", "CRS"))
    assert arrow.predicates == ("causes",)
    assert (len(arrow.claims), len(arrow.results)) == (1, 1)
    compared = next(one for one in model.arrows if (label[one.start], label[one.end]) == ("Kestrel-19", "Merlin-19"))
    assert compared.predicates == ("compared_with",)


def test_what_is_negated_hedged_or_never_seen_is_dashed() -> None:
    dashed = arrow_labels(view_model(small()), plain=False)
    assert dashed == {
        ("Kestrel-19", "infection"),
        ("Kestrel-19", "treatment-related death"),
        ("Kestrel-19", "ICANS"),
    }


def test_the_bill_of_materials_says_what_is_not_reported() -> None:
    model = view_model(small())
    bill = next(bill for bill in model.bills if model.nodes[bill.construct].label == "Kestrel-19")
    parts = {slot.name: [model.nodes[model.claims[claim].object].label for claim in slot.claims] for slot in bill.slots}
    assert parts["Target"] == ["CD19"]
    assert parts["Costimulation"] == ["4-1BB"]
    assert parts["Silenced"] == ["IL-6"]
    assert parts["Binder"] == []
    assert parts["Vector"] == []


@pytest.mark.parametrize("name", ["KST-19", "kst 19", "kestrel‐19"])
def test_focus_finds_a_name_in_any_spelling(name: str) -> None:
    model = view_model(small(), focus=name)
    assert model.focus == "Kestrel-19"
    assert len(model.nodes) == len(small().things)


def test_focus_keeps_the_neighbourhood_alone() -> None:
    near = view_model(small(), focus="CD19")
    assert {node.label for node in near.nodes} == {"CD19", "Kestrel-19"}
    far = view_model(small(), focus="CD19", steps=2)
    assert len(far.nodes) == len(small().things)
    assert all(arrow.start < len(near.nodes) and arrow.end < len(near.nodes) for arrow in near.arrows)


def test_an_unknown_focus_names_its_neighbours() -> None:
    with pytest.raises(ViewError, match=r"no entity is called 'Kestrel-20'.*Kestrel-19"):
        view_model(small(), focus="Kestrel-20")


def test_an_empty_graph_makes_an_empty_model() -> None:
    model = view_model(Records((), ()))
    assert (model.nodes, model.arrows, model.quotes) == ((), (), ())


@pytest.mark.parametrize(
    ("count", "total", "interval"),
    [
        (0, 12, (0.0, 24.25)),
        (12, 12, (75.75, 100.0)),
        (3, 30, (3.46, 25.62)),
        (3, 2, None),
        (1, 0, None),
        (None, 9, None),
    ],
)
def test_wilson(count: int | None, total: int, interval: tuple[float, float] | None) -> None:
    assert wilson(count, total) == interval


def test_a_share_that_its_counts_contradict_is_marked() -> None:
    marked = {result.doubt for result in view_model(small()).results}
    assert marked == {"", "12/29 is 41.4%, not 52%"}
    assert doubt(7, 47, 14.89) == ""


@pytest.mark.parametrize(
    ("label", "names", "short"),
    [
        ("cytokine release syndrome", ("cytokine storm", "CRS"), "CRS"),
        ("cytokine release syndrome", ("ICANS",), "cytokine release syndrome"),
        ("tumour lysis syndrome!!", ("TLS", "tls"), "TLS"),
        ("IL-6", ("I6",), "IL-6"),
    ],
)
def test_short_names_stand_for_the_long_one(label: str, names: tuple[str, ...], short: str) -> None:
    assert short_name(label, names) == short


def test_links_are_made_of_identifiers_alone() -> None:
    document = small().documents[0]
    assert of_document(document) == "https://doi.org/10.5555/kestrel"
    assert of_document(replace(document, doi='10.1000/"><script>')) == "https://doi.org/10.1000/%22%3E%3Cscript%3E"
    assert of_document(replace(document, doi="javascript:alert(1)", id="x")) == ""
    assert of_curie("HGNC:1633") == "https://bioregistry.io/HGNC:1633"
    assert of_curie('HGNC:1"onclick') == ""
    assert of_curie(None, "NCT01234567") == "https://clinicaltrials.gov/study/NCT01234567"


def test_constructs_stand_in_the_middle_and_nobody_on_another() -> None:
    nodes = view_model(small()).nodes
    for index, node in enumerate(nodes):
        assert all(abs(node.x - other.x) + abs(node.y - other.y) > 40 for other in nodes[:index])
    middle = max(abs(node.x) + abs(node.y) for node in nodes if node.kind is Kind.CONSTRUCT)
    assert all(abs(node.x) + abs(node.y) > middle for node in nodes if node.kind is not Kind.CONSTRUCT)


def test_a_graph_that_carries_findings_is_shown_as_audited() -> None:
    said = Evidence(Span(300, 300 + len(SEVERE)), SEVERE, "results")
    mild = Finding("percent", Severity.NOTE, "a last digit", "1/3 = 33.3%", (said,), "doi:10.5555/kestrel")
    grave = replace(mild, severity=Severity.CONTRADICTION, message="a contradiction")
    elsewhere = replace(grave, paper="pmid:0")

    class Checked(Records):
        def findings(self) -> tuple[Finding, ...]:
            return mild, elsewhere, grave

    records = small()
    checked = Checked(*(getattr(records, part.name) for part in fields(records)))
    model = view_model(checked)
    assert model.audited
    assert [note.message for note in model.notes] == ["a contradiction", "a last digit"]
    assert {model.quotes[quote].text for note in model.notes for quote in note.quotes} == {SEVERE}
    assert not view_model(records).audited
    assert view_model(records, findings=()).audited
