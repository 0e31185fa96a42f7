from __future__ import annotations

import gzip
import hashlib
import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cargraph import documents
from cargraph.documents import Ignored, Skipped, read
from cargraph.documents import source as sources
from cargraph.errors import DocumentError
from cargraph.model import Paper
from tests.documents.from_memory import read_bytes
from tests.documents.shared import SHARED, needs_shared

if TYPE_CHECKING:
    from pathlib import Path

BOMB = b'<?xml version="1.0"?><!DOCTYPE article [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><article>&b;</article>'
FOREIGN = b'<!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/passwd">]><article>&x;</article>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (bytes(range(256)) * 20, "no text"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "office document"),
        (b"<!DOCTYPE html><html><p>Hi</p></html>", "HTML"),
        (b"<TEI><text/></TEI>", "root <TEI>"),
        (b"<?xml version='1.0'?>", "no root element"),
        (BOMB, "declares entities"),
        (BOMB.decode().encode("utf-16"), "declares entities"),
        (FOREIGN, "declares entities"),
        (b"<article><front>", "breaks off"),
        (b"<PubmedArticleSet></PubmedArticleSet>", "no PubmedArticle"),
        (gzip.compress(b"A title\n\nSome words of a paper. " * 50)[:40], "gzip file is damaged"),
        (b"A\xff title \x81 of no code page at all\n\nWords.", "save the file as UTF-8"),
        (b'NCTId,Title,Status,Phase,Sponsor\nNCT0,"A, b",Done,1,X\n', "comma-separated"),
    ],
)
def test_what_is_no_paper_is_refused_in_one_line(data: bytes, words: str) -> None:
    found = read_bytes(data)
    assert len(found) == 1
    assert isinstance(found[0], Skipped)
    assert words in found[0].reason
    assert "input" in found[0].reason
    assert "\n" not in found[0].reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_usual_encodings(encoding: str) -> None:
    found = read_bytes("A title – café\n\nTen µg were given to 3 of 4 mice.\n".encode(encoding))
    assert isinstance(found[0], Paper)
    assert found[0].title == "A title – café"
    assert bool(found[0].notes) == (encoding == "cp1252")


def test_a_batch_goes_on_and_is_sorted_within_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("Second paper\n\nOf words.")
    (tmp_path / "a.bin").write_bytes(b"\x00\x01")
    (tmp_path / "c.txt").write_bytes(gzip.compress(b"Third paper\n\nOf words."))
    (tmp_path / ".hidden").write_text("Not read\n\nAt all.")
    found = list(read([tmp_path, str(tmp_path / "*.txt"), tmp_path / "none.txt", str(tmp_path / "*.zip")]))
    assert [item.source for item in found[:3]] == ["a.bin", "2.txt", "c.txt"]
    assert [isinstance(item, Paper) for item in found] == [False, True, True, False, False]
    with pytest.raises(DocumentError, match="no text"):
        list(read([tmp_path], on_error="raise"))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class _Stdin:
        buffer = io.BytesIO(b"A title\n\nSome words.")

    monkeypatch.setattr(sys, "stdin", _Stdin)
    (paper,) = read(["-"])
    assert isinstance(paper, Paper)
    assert (paper.source, paper.title) == ("stdin", "A title")


def test_a_document_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LIMIT", 1_000_000)
    (found,) = read_bytes(b"A title\n\n" + b"words " * 200_000)
    assert isinstance(found, Skipped)
    assert "may have 1 MB" in found.reason


def test_every_reader_has_a_name() -> None:
    assert sorted(documents.READERS) == ["jats", "json", "pubmed", "text"]


def test_heavy_libraries_are_not_imported_early() -> None:
    code = "import sys, cargraph.documents; print(sorted({'lxml', 'spacy', 'rdflib'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@needs_shared
def test_a_folder_may_hold_what_is_no_paper(tmp_path: Path) -> None:
    for name in ("figure.png", "run.IPYNB", "table.csv"):
        (tmp_path / name).write_bytes(b"no text of a paper")
    with pytest.raises(DocumentError, match="no file that can hold a paper"):
        list(read([tmp_path], on_error="raise"))
    (tmp_path / "paper.txt").write_text("KX-7 in lymphoma\nKX-7 is a CD19-directed CAR T-cell product.", "utf-8")
    found = list(read([tmp_path], on_error="raise"))
    assert [item.source for item in found if not isinstance(item, Ignored)] == ["paper.txt"]
    assert [item.source for item in found if isinstance(item, Ignored)] == ["figure.png", "run.IPYNB", "table.csv"]
    notebook = tmp_path / "run.ipynb"
    notebook.write_text('{"cells": []}')
    assert [type(item) for item in read([notebook])] == [Skipped]


@pytest.mark.parametrize("folder", ["seeds", "corpora/pubmed", "corpora/jats", "corpora/fulltext", "gold/texts"])
def test_real_files_all_run_with_spans_in_order(folder: str) -> None:
    found = list(read([SHARED / folder]))
    assert found
    for paper in found:
        assert isinstance(paper, Paper), paper
        end = 0
        for section in paper.sections:
            assert end <= section.span.start < section.span.end <= len(paper.text)
            end = section.span.end


@needs_shared
def test_the_seeds_are_one_paper_each() -> None:
    papers = [paper for paper in read([SHARED / "seeds"]) if isinstance(paper, Paper)]
    assert [paper.id for paper in papers] == ["doi:10.1016/s2352-3026(25)00253-4", "doi:10.1002/hem3.70007"]
    assert papers[0].title.startswith("IL-10-expressing, anti-CD19")
    assert (papers[1].pmid, papers[1].pmcid, papers[1].journal, papers[1].year) == (
        "39380843",
        "PMC11456753",
        "HemaSphere",
        2024,
    )


@needs_shared
def test_registry_records_are_refused_by_name() -> None:
    found = list(read([SHARED / "corpora/ctgov", SHARED / "corpora/registry"]))
    assert all(isinstance(item, Skipped) for item in found)
    assert sum("ClinicalTrials.gov record" in item.reason for item in found if isinstance(item, Skipped)) == 3


def test_a_file_of_one_paper_is_known_by_the_digest_of_its_bytes(tmp_path: Path) -> None:
    packed = gzip.compress(b"A title\n\nSome words of a paper.\n")
    (tmp_path / "one.txt.gz").write_bytes(packed)
    (tmp_path / "two.jsonl").write_text(
        '{"title": "A", "abstract": "Of one."}\n{"title": "B", "abstract": "Of two."}\n'
    )
    found = {item.source: item.digest for item in read([tmp_path]) if isinstance(item, Paper)}
    assert found == {"one.txt.gz": hashlib.sha256(packed).hexdigest(), "two.jsonl#1": "", "two.jsonl#2": ""}
