"""What a full paper tells of other products, where it tells of the field, is not its own product's."""

from __future__ import annotations

from cargraph.documents import read_text
from cargraph.facts.reading import read
from cargraph.mentions.annotate import annotate
from cargraph.mentions.rows import with_row_labels
from cargraph.model import Kind, Predicate, Reading
from cargraph.text.prepare import prepare
from tests.facts.reading_of import ONE_PRODUCT, SIZED, reading_of, told

_PAPER = """Nanobody-based BCMA-directed CAR T cells in relapsed or refractory multiple myeloma: a phase 1 study

Introduction
Idecabtagene vicleucel and ciltacabtagene autoleucel were approved for multiple myeloma.1 Neurotoxicity was seen in 21% of patients given ciltacabtagene autoleucel.2

Methods
We developed MRX-5, an autologous CAR T-cell product with a nanobody binder of BCMA.

Results
Twenty patients were infused. Pneumonia occurred in four (20%) of 20 patients.

Table 2. Adverse events (n = 20)
Event Any grade Grade 3 or 4
Neutropenia 19 (95%) 17 (85%)
Anaemia 12 (60%) 5 (25%)
Thrombocytopenia 11 (55%) 6 (30%)

Discussion
The rate of pneumonia with MRX-5 was close to that with idecabtagene vicleucel (18%). In other studies, delayed neurotoxicity with parkinsonism was reported in 5% of the patients,4 but we observed none.
"""


def _reading() -> Reading:
    return read(with_row_labels(annotate(prepare(read_text(_PAPER)))))


def _label(reading: Reading, entity: str | None) -> str:
    return next((e.label for e in reading.entities if e.id == entity), "")


def test_a_paper_s_own_product_is_what_its_title_describes() -> None:
    reading = _reading()
    labels = [e.label for e in reading.entities if e.kind is Kind.CONSTRUCT]
    assert labels == ["MRX-5", "idecabtagene vicleucel", "ciltacabtagene autoleucel"]


def test_results_and_tables_are_of_the_paper_s_own_product() -> None:
    reading = _reading()
    rows = {(_label(reading, o.outcome), o.grade, o.count, _label(reading, o.subject)) for o in reading.observations}
    assert ("pneumonia", None, 4, "MRX-5") in rows
    assert ("neutropenia", "3-4", 17, "MRX-5") in rows
    assert ("anemia", "any", 12, "MRX-5") in rows
    harms = {_label(reading, r.object) for r in reading.relations if _label(reading, r.subject).startswith("idecab")}
    assert "neutropenia" not in harms


def test_what_stands_of_another_product_in_the_discussion_is_others_work() -> None:
    reading = _reading()
    of_others = [o for o in reading.observations if o.cited]
    assert ("idecabtagene vicleucel", 18.0) in {(_label(reading, o.subject), o.percent) for o in of_others}
    assert {o.percent for o in of_others if not o.subject} >= {5.0}


def test_the_numbers_of_works_cited_are_no_results() -> None:
    assert not {o.count for o in _reading().observations} & {1, 2}


def test_a_number_before_its_own_noun_is_not_of_the_rate_before_it() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "The ORR was 75%, with 12 (30%) complete responses.")
    found = {told(reading, o)[1:] for o in reading.observations}
    assert ("complete response", None, "12 30%") in found
    assert ("objective response rate", None, "12 30%") not in found


_CITING = """A GPC3 CAR with a CD28 domain clears liver xenografts

Introduction
Liver cancer has few treatments [1,2].

Results
We built GX-2, a second-generation CAR against GPC3, and gave it to mice [3]. GX-2 cells killed HepG2 cells in vitro and reduced tumour burden in mice. Earlier CD19 CAR T cells were associated with cytokine release syndrome, and the cytokines that rose in patients treated with CD19 CAR T cells were IFNγ and IL-6[4]. GX-2 cells caused no weight loss.

Discussion
GX-2 persisted for 60 days. Persistence was shorter elsewhere [5]. Others saw relapse [6,7].
"""


def test_a_sentence_of_the_results_that_cites_works_tells_of_them() -> None:
    reading = read(with_row_labels(annotate(prepare(read_text(_CITING)))))
    targets = {
        (_label(reading, r.subject), _label(reading, r.object))
        for r in reading.relations
        if r.predicate is Predicate.TARGETS
    }
    assert ("GX-2", "GPC3") in targets
    assert ("GX-2", "CD19") not in targets
    harms = [r for r in reading.relations if _label(reading, r.object) == "cytokine release syndrome"]
    assert all(r.cited for r in harms)
    assert not [o for o in reading.observations if o.count == 4]


def test_the_methods_of_a_full_paper_hold_no_results() -> None:
    filler = "Cells of each donor were thawed, washed and counted in the same way. " * 61
    text = _PAPER.replace("\nResults\n", f"\n{filler}Relapse was called at 20% blasts.\n\nResults\n")
    reading = read(with_row_labels(annotate(prepare(read_text(text)))))
    assert not [o for o in reading.observations if o.percent == 20.0 and _label(reading, o.outcome) == "relapse"]
    assert [o for o in reading.observations if o.count == 4]


_DISCUSSED = """GX-2, a GPC3-directed CAR T-cell product, in liver cancer: a phase 1 trial

Introduction
Liver cancer has few treatments.

Methods
Patients received GX-2 after lymphodepletion. The CAR has a CD28 domain.

Results
Twelve patients were infused. CRS occurred in six patients after infusion of CAR+ T cells.

Discussion
The rate of CRS was lower than that of tisagenlecleucel in lymphoma, although our patients were older. As with tisagenlecleucel, our patients had no late neurotoxicity.
"""


def test_a_product_that_only_the_discussion_names_takes_no_bare_words() -> None:
    reading = read(with_row_labels(annotate(prepare(read_text(_DISCUSSED)))))
    names = {e.label: e.names for e in reading.entities if e.kind is Kind.CONSTRUCT}
    assert set(names) == {"GX-2", "tisagenlecleucel"}
    assert "CAR" in names["GX-2"]


_FIELD = """QV-19, an anti-CD19 CAR T-cell product, in lupus erythematosus and systemic sclerosis

Introduction
Tisagenlecleucel gave a complete response in 9 of 12 patients with systemic lupus erythematosus (75%).1 In a case series, five patients with systemic lupus erythematosus were treated with CAR T cells.2

Results
Of 28 patients infused with QV-19, 18 had systemic lupus erythematosus and 10 had systemic sclerosis. A complete response was seen in 12 of 18 patients with systemic lupus erythematosus (67%) and in 4 of 10 with systemic sclerosis (40%). The median peak was 3480 copies/\u03bcg in lupus, 18,400 in sclerosis.
"""


def test_parts_that_others_treated_are_no_sizes_of_the_paper_s_own() -> None:
    reading = read(with_row_labels(annotate(prepare(read_text(_FIELD)))))
    own = {(a.label, a.n) for a in reading.arms if _label(reading, a.subject) == "QV-19"}
    assert not {n for _, n in own} & {5, 12, 18400}
    cited = {(_label(reading, o.subject), o.count) for o in reading.observations if o.cited}
    assert cited == {("tisagenlecleucel", 9)}


def test_a_name_with_its_statistic_is_as_good_without_it() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "The median time to peak was 12 days.")
    names = next(e.names for e in reading.entities if e.label == "Tmax")
    assert {"time to peak", "median time to peak"} <= set(names)
