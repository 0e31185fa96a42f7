"""The fuller forms of a name: qualifying words before it, the noun after it."""

import pytest

from cargraph.mentions.fuller import fuller
from cargraph.model import Kind, Span


@pytest.mark.parametrize(
    ("text", "name", "kind", "found"),
    [
        ("One had nonsustained ventricular tachycardia.", "ventricular tachycardia", Kind.TOXICITY,
         ["nonsustained ventricular tachycardia"]),
        ("An in-field progression was seen.", "progression", Kind.ENDPOINT, ["in-field progression"]),
        ("Half had an MRD-negative marrow response.", "MRD-negative", Kind.ENDPOINT, ["MRD-negative marrow response"]),
        ("A lentiviral construct was used.", "lentiviral", Kind.COMPONENT, ["lentiviral construct"]),
        ("Early MRD-negative remission came.", "MRD-negative", Kind.ENDPOINT,
         ["Early MRD-negative", "Early MRD-negative remission", "MRD-negative remission"]),
        ("Two developed pneumonia.", "pneumonia", Kind.TOXICITY, []),
        ("There were serious infections.", "infections", Kind.TOXICITY, []),
        ("Their endogenous CD28 was deleted.", "CD28", Kind.COMPONENT, []),
        ("They took oral steroids.", "steroids", Kind.DRUG, []),
    ],
)  # fmt: skip
def test_longer_forms(text: str, name: str, kind: Kind, found: list[str]) -> None:
    start = text.index(name)
    assert sorted(span.of(text) for span in fuller(text, Span(start, start + len(name)), kind)) == found


def test_a_form_at_the_start_of_the_text() -> None:
    assert [*fuller("Renal failure", Span(6, 13), Kind.TOXICITY)] == [Span(0, 13)]
