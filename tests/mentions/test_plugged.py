"""A spaCy pipeline of the user's own adds its entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

import cargraph
from cargraph.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "KX-7 in lymphoma\n\nTen patients with lymphoma received KX-7, a CD19-directed CAR T-cell product, after zorvalimab. Zorvalimab was given to all; fludarabine was not."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "CHEMICAL", "pattern": "zorvalimab"},
            {"label": "CHEMICAL", "pattern": "fludarabine"},
            {"label": "PERSON", "pattern": "patients"},
        ]
    )
    path = tmp_path_factory.mktemp("pipeline") / "ruler"
    nlp.to_disk(path)
    return str(path)


def test_what_nothing_names_is_added_with_exact_places(model: str) -> None:
    plain, added = cargraph.extract(TEXT), cargraph.extract(TEXT, spacy_model=model)
    drugs = {e["label"]: e for e in added["entities"] if e["type"] == "drug"}
    assert "zorvalimab" not in {e["label"] for e in plain["entities"]}
    assert drugs.keys() == {"zorvalimab", "fludarabine"}
    assert drugs["zorvalimab"]["names"] == ["zorvalimab", "Zorvalimab"]
    places = [added["text"][m["start"] : m["end"]] for m in drugs["zorvalimab"]["mentions"]]
    assert places == ["zorvalimab", "Zorvalimab"]


def test_what_is_named_already_stays_as_it_is(model: str) -> None:
    own = next(e for e in cargraph.extract(TEXT)["entities"] if e["label"] == "fludarabine")
    both = [e for e in cargraph.extract(TEXT, spacy_model=model)["entities"] if e["label"] == "fludarabine"]
    assert [e.get("curie") for e in both] == [own.get("curie")]


def test_it_works_in_files_and_processes_alike(model: str, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(TEXT.replace("Ten", f"{number + 10}"), encoding="utf-8")
    records = cargraph.extract([tmp_path], jobs=2, spacy_model=model)
    labels = [{e["label"] for e in record["entities"]} for record in records]
    assert len(labels) == 3
    assert all("zorvalimab" in found for found in labels)


@pytest.mark.parametrize("name", ["no_such_pipeline", "/no/such/folder"])
def test_a_pipeline_that_is_not_there_is_told_in_one_line(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(ModelError, match=name) as told:
        list(cargraph.extract([tmp_path], spacy_model=name))
    assert "\n" not in str(told.value)


def test_a_pipeline_without_parts_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="no parts"):
        cargraph.extract(TEXT, spacy_model=str(tmp_path / "blank"))
