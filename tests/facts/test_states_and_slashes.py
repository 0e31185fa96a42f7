"""Results told by a state or a verb without the endpoint's noun, and two numbers or times written with one sign."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, numbers, reading_of

NAMED = "The endpoints were complete response (CR), overall survival (OS) and progression-free survival (PFS)."


def _told(sentence: str) -> set[tuple[str, str | None, str | None, str]]:
    reading = reading_of(ONE_PRODUCT, SIZED, NAMED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    return {(labels[o.outcome], o.grade, o.time, numbers(o)) for o in reading.observations}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At 12 months, 80% were still responding.", ("durable response", None, "12 months", "80%")),
        ("Sixty percent of patients remained in remission at 12 months.", ("remission", None, "12 months", "60%")),
        ("Half of the patients were alive at 24 months.", ("overall survival", None, "24 months", "50%")),
        ("At a median follow-up of 14 months, 7 of 12 were in ongoing CR.", ("complete response", None, None, "7/12")),
        ("Sixteen of 31 patients are alive and well.", ("overall survival", None, None, "16/31")),
        ("Of the 31 responders, 20 (65%) remain in remission.", ("remission", None, None, "20/31 65%")),
        ("At last contact, 16 (40%) were free of relapse.", ("relapse-free survival", None, None, "16 40%")),
        ("MRD turned negative in 28 of 32.", ("MRD negativity", None, None, "28/32")),
        ("Four patients (10%) were admitted to the ICU because of CRS.", ("ICU admission", None, None, "4 10%")),
        ("ORR=84%.", ("objective response rate", None, None, "84%")),
        ("Median OS NR (95% CI, 18.2 mo-NR).", ("overall survival", None, None, "NR 18.2-NR")),
        ("OS at 24 months came to 58% (95%CI: 44; 70).", ("overall survival", None, "24 months", "58% 44-70")),
    ],
)  # fmt: skip
def test_a_state_or_sign_tells_the_endpoint(sentence: str, expected: tuple[str, str | None, str | None, str]) -> None:
    assert _told(sentence) == {expected}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("ORR/CR: 84/62%.",
         {("objective response rate", None, None, "84%"), ("complete response", None, None, "62%")}),
        ("The ORR/CRR was 84.5/62.1%.",
         {("objective response rate", None, None, "84.5%"), ("complete response", None, None, "62.1%")}),
        ("CRS, any/grade ≥3, occurred in 80%/5%.",
         {("cytokine release syndrome", "any", None, "80%"), ("cytokine release syndrome", ">=3", None, "5%")}),
        ("The 2-y PFS and OS were 41% and 63%.",
         {("progression-free survival", None, "2 years", "41%"), ("overall survival", None, "2 years", "63%")}),
        ("1y-OS was 63% and 2y PFS 41%.",
         {("progression-free survival", None, "2 years", "41%"), ("overall survival", None, "1 year", "63%")}),
        ("CRS occurred in 80/5% (any grade/grade ≥3).", set()),
    ],
)  # fmt: skip
def test_two_told_with_one_sign(sentence: str, expected: set[tuple[str, str | None, str | None, str]]) -> None:
    assert _told(sentence) == expected
