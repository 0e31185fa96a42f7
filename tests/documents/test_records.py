from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cargraph.documents import Skipped, read, read_text
from cargraph.errors import DocumentError
from cargraph.model import Paper

if TYPE_CHECKING:
    from pathlib import Path

ABSTRACT = (
    "BACKGROUND\r\nOld words about cells.\r\n\r\nFINDINGS\r\nCRS occurred in 3 of 12 patients, and " + "more " * 60
)
RECORD = {
    "title": "表达白介素的CAR-T细胞用于复发患者的研究",
    "abstract": ABSTRACT,
    "doi": "10.9999/LH.2025",
    "journal": {"name": "Invented Haematology", "volume": "6"},
    "publicationDate": "2025-10-16",
    "authors": [{"name": "A. Person"}],
}


def written(tmp_path: Path, text: str, name: str = "file.json") -> list[Paper | Skipped]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read([path]))


def test_a_doubly_encoded_record_with_its_text_below_is_one_paper(tmp_path: Path) -> None:
    inner = json.dumps({**RECORD, "title": "IL-99-expressing CAR T cells"})
    below = "IL-99-expressing CAR T cells\n" + ABSTRACT.replace("\r\n\r\n", "\n").replace("\r", "")
    found = written(tmp_path, json.dumps({**RECORD, "resultStr": inner}) + "\n" + below, "record.txt")
    assert len(found) == 1
    paper = found[0]
    assert isinstance(paper, Paper)
    assert (paper.title, paper.source) == ("IL-99-expressing CAR T cells", "record.txt")
    assert (paper.id, paper.year, paper.journal) == ("doi:10.9999/lh.2025", 2025, "Invented Haematology")
    assert paper.text == paper.title + "\n\n" + ABSTRACT.replace("\r\n", "\n").strip()
    assert [section.name for section in paper.sections] == ["title", "background", "results"]


def test_an_english_title_without_an_abstract_heads_the_abstract_of_the_other(tmp_path: Path) -> None:
    inner = json.dumps({"title": "IL-99-expressing CAR T cells", "doi": RECORD["doi"]})
    (paper,) = written(tmp_path, json.dumps({**RECORD, "resultStr": inner}), "record.txt")
    assert isinstance(paper, Paper)
    assert paper.title == "IL-99-expressing CAR T cells"
    assert paper.text == paper.title + "\n\n" + ABSTRACT.replace("\r\n", "\n").strip()
    assert [section.name for section in paper.sections] == ["title", "background", "results"]
    assert paper.sections[2].span.of(paper.text).startswith("FINDINGS")


def test_a_record_above_its_full_text_gives_that_text_what_it_knows(tmp_path: Path) -> None:
    words = ABSTRACT.replace("\r\n\r\n", "\n").replace("\r", "")
    below = f"IL-99-expressing CAR T cells for relapse.\n{words}\nIntroduction\nCells fail.\nResults\n" + "Much. " * 200
    (paper,) = written(tmp_path, json.dumps(RECORD) + "\n" + below, "record.txt")
    assert isinstance(paper, Paper)
    assert paper.title == "IL-99-expressing CAR T cells for relapse."
    assert (paper.id, paper.year) == ("doi:10.9999/lh.2025", 2025)
    assert paper.text.rstrip().endswith("Much.")
    assert [section.name for section in paper.sections] == ["title", "background", "results", "background", "results"]


def test_json_lines_are_numbered_and_read_once(tmp_path: Path) -> None:
    lines = [
        {"articleTitle": "One", "abstractText": "CAR T cells were safe."},
        {"neither": 1},
        {"title": "One", "abstract": "CAR T cells were safe."},
        {"title": ["Four"], "abstract": "<jats:p>Fewer &lt;5% died.</jats:p>", "DOI": "https://doi.org/10.9999/F"},
    ]
    found = written(tmp_path, "\n".join(map(json.dumps, lines)) + "\n{broken\n", "four.jsonl")
    assert [item.source for item in found] == ["four.jsonl#1", "four.jsonl#2", "four.jsonl#4", "four.jsonl#5"]
    assert isinstance(found[1], Skipped)
    assert "line 2" in found[1].reason
    assert isinstance(found[2], Paper)
    assert found[2].text == "Four\n\nFewer <5% died."
    assert found[2].id == "doi:10.9999/f"
    assert isinstance(found[3], Skipped)
    assert "mend the JSON" in found[3].reason


def test_a_list_wrapped_in_an_answer_gives_each_record(tmp_path: Path) -> None:
    answer = {
        "resultList": {"result": [{"title": "A", "abstractText": "Of cells."}, {"title": "B", "abstract": "Of mice."}]}
    }
    found = written(tmp_path, json.dumps(answer))
    assert [item.source for item in found] == ["file.json#1", "file.json#2"]


def test_an_inverted_abstract_and_foreign_identifiers() -> None:
    record = {
        "title": "Inverted",
        "abstract_inverted_index": {"died": [2], "Nobody": [0], "else": [1]},
        "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/123456"},
        "publication_year": 2021,
    }
    paper = read_text(json.dumps(record))
    assert paper.text == "Inverted\n\nNobody else died"
    assert (paper.id, paper.year) == ("pmid:123456", 2021)


def test_full_text_sections_of_a_record() -> None:
    record = {
        "title": "Full",
        "sections": [{"heading": "Results", "text": "3 of 4 responded."}, {"heading": "References", "text": "1. X"}],
    }
    paper = read_text(json.dumps(record))
    assert [(s.name, s.read) for s in paper.sections] == [("title", True), ("results", True), ("references", False)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"title": "Cut", "abstr', "no JSON from line 1"),
        ("[]", "name the fields so"),
        ('{"a": {"b": 1}}', "name the fields so"),
        ('{"protocolSection": {"identificationModule": {"nctId": "NCT00000000"}}}', "ClinicalTrials.gov record"),
        ('{"FullStudiesResponse": {"FullStudies": []}}', "ClinicalTrials.gov record"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_json_that_is_no_paper_is_refused_by_name(text: str, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        read_text(text, "given.json")
