"""Zeros told without a number of their own, and the number of a rival told beside that of a product."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, SIZED_TWO, TWO_PRODUCTS, numbers, reading_of

BRIEFLY = "The endpoints were complete response (CR) and progression-free survival (PFS)."


def _one(sentence: str) -> set[tuple[str, str]]:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    return {(labels[o.outcome], numbers(o)) for o in reading.observations}


def _two(sentence: str) -> set[tuple[str, str | None, str]]:
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, BRIEFLY, sentence)
    labels = {e.id: e.label for e in reading.entities}
    return {(labels.get(o.subject or "", ""), o.grade, numbers(o)) for o in reading.observations}


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Not one patient developed anti-drug antibodies.", "anti-drug antibodies"),
        ("Antibodies against the CAR were not observed in any of the patients.", "anti-drug antibodies"),
        ("No anti-CAR antibodies were found.", "anti-drug antibodies"),
        ("Human anti-mouse antibodies were detected in none of the patients.", "anti-drug antibodies"),
        ("Replication-competent lentivirus was not detected in any patient.", "replication-competent lentivirus"),
        ("No evidence of replication-competent retrovirus was seen in any participant.",
         "replication-competent lentivirus"),
        ("At month 1, MRD was identified in no patient.", "minimal residual disease"),
    ],
)  # fmt: skip
def test_what_every_patient_is_tested_for_is_a_zero_where_nobody_had_it(sentence: str, outcome: str) -> None:
    assert (outcome, "0") in _one(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "No replication-competent lentivirus was detected in the final products.",
        "There was no evidence of an effect on infections.",
        "Samples were assayed for anti-CAR antibodies.",
    ],
)
def test_no_zero_of_patients_is_told(sentence: str) -> None:
    assert not _one(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Severe CRS occurred in 5 patients after QV-19 and in none after KM-19.",
         {("QV-19", "severe", "5"), ("KM-19", "severe", "0")}),
        ("Severe CRS was seen in 5 recipients of QV-19, but none of those who got KM-19 had it.",
         {("QV-19", "severe", "5"), ("KM-19", "severe", "0")}),
        ("Grade 3 CRS arose in 6 (15%) patients after KM-19; no such event was seen with QV-19.",
         {("KM-19", "3", "6 15%"), ("QV-19", "3", "0")}),
        ("Six patients given KM-19 had severe ICANS, while no patient given QV-19 did.",
         {("KM-19", "severe", "6"), ("QV-19", "severe", "0")}),
        ("Grade 3 ICANS occurred in 15% with KM-19 and did not occur with QV-19.",
         {("KM-19", "3", "15%"), ("QV-19", "3", "0")}),
        ("Severe ICANS was observed in 15% after KM-19 but not in any patient after QV-19.",
         {("KM-19", "severe", "15%"), ("QV-19", "severe", "0")}),
        ("Of those who received KM-19, 6 had severe ICANS; of those who received QV-19, none did.",
         {("KM-19", "severe", "6"), ("QV-19", "severe", "0")}),
        ("None of the patients given QV-19 and 4 of those given KM-19 had severe CRS.",
         {("KM-19", "severe", "4"), ("QV-19", "severe", "0")}),
        ("Grade 4 CRS occurred in neither group.", {("QV-19", "4", "0"), ("KM-19", "4", "0")}),
        ("No grade 4 CRS was seen in either arm.", {("QV-19", "4", "0"), ("KM-19", "4", "0")}),
    ],
)  # fmt: skip
def test_the_other_group_had_none(sentence: str, expected: set[tuple[str, str | None, str]]) -> None:
    assert _two(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Severe CRS was seen in 10% with KM-19, and none of the patients treated with QV-19 developed ICANS.",
        "A CR was reached by 30 patients in the QV-19 group; none of the KM-19 group had grade 3 infection.",
    ],
)
def test_a_denial_with_an_outcome_of_its_own_is_of_no_other(sentence: str) -> None:
    zeros = {o.outcome for o in reading_of(TWO_PRODUCTS, SIZED_TWO, BRIEFLY, sentence).observations if o.count == 0}
    labels = {e.id: e.label for e in reading_of(TWO_PRODUCTS, SIZED_TWO, BRIEFLY, sentence).entities}
    assert not any("cytokine release" in labels[o] or "complete" in labels[o] for o in zeros)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Severe CRS: 12% vs KM-19's 30%.", {("QV-19", "severe", "12%"), ("KM-19", "severe", "30%")}),
        ("Severe CRS was less frequent with QV-19: 29% compared with KM-19's 74%.",
         {("QV-19", "severe", "29%"), ("KM-19", "severe", "74%")}),
        ("Severe neurotoxicity rose from 12% with QV-19 to 30% with KM-19.",
         {("QV-19", "severe", "12%"), ("KM-19", "severe", "30%")}),
        ("QV-19 lowered the rate of severe CRS from 74% with KM-19 to 29%.",
         {("KM-19", "severe", "74%"), ("QV-19", "severe", "29%")}),
        ("QV-19 extended median PFS to 11.2 months from 6.1 months with KM-19.",
         {("QV-19", None, "11.2 months"), ("KM-19", None, "6.1 months")}),
        ("Median PFS was 11.2 months with QV-19 against 6.1 with KM-19.",
         {("QV-19", None, "11.2 months"), ("KM-19", None, "6.1 months")}),
        ("The CR rate exceeded that of KM-19 (82% vs 60%).", {("QV-19", None, "82%"), ("KM-19", None, "60%")}),
        ("The CR rate was 82% in the QV-19 arm; the corresponding figure for KM-19 was 60%.",
         {("QV-19", None, "82%"), ("KM-19", None, "60%")}),
        ("CRS and ICANS occurred in 20 and 6 patients given QV-19, respectively.",
         {("QV-19", None, "20"), ("QV-19", None, "6")}),
    ],
)  # fmt: skip
def test_the_number_of_the_rival_is_the_rivals(sentence: str, expected: set[tuple[str, str | None, str]]) -> None:
    assert _two(sentence) == expected


def test_groups_told_apart_by_what_they_had_share_an_outcome() -> None:
    sentence = (
        "Severe CRS occurred in 4 of 9 patients with high tumor burden and in none of those with low tumor burden."
    )
    found = {(o.arm, numbers(o)) for o in reading_of(ONE_PRODUCT, SIZED, sentence).observations}
    assert found == {("patients with high tumor burden", "4/9"), ("patients with low tumor burden", "0")}
