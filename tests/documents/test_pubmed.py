from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from cargraph.documents import Skipped, read, read_text
from cargraph.model import Paper
from tests.documents.from_memory import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

ONE = """<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID><Article><Journal><JournalIssue><PubDate>
<Year>2022</Year></PubDate></JournalIssue><Title>Journal of Inventions</Title></Journal>
<ArticleTitle>Cells at 10<sup>6</sup>/kg in CD19<sup>+</sup> <i>B</i>-ALL &amp; H<sub>2</sub>O.</ArticleTitle>{abstract}
<AuthorList><Author><CollectiveName>The Inventors</CollectiveName></Author></AuthorList><Language>eng</Language>
</Article>{other}</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId>{doi}
</ArticleIdList></PubmedData></PubmedArticle>"""
STRUCTURED = """<Abstract><AbstractText Label="AIM" NlmCategory="OBJECTIVE">To treat.</AbstractText>
<AbstractText Label="PATIENTS" NlmCategory="METHODS">Ten got 5 &#xd7; 10<sup>-4</sup> units.</AbstractText>
<AbstractText Label="RESULTS" NlmCategory="RESULTS">CRS in 3 of 10.<sup>Thy-1</sup></AbstractText>
<AbstractText Label="CONCLUSION" NlmCategory="CONCLUSIONS">Fine.</AbstractText>
<CopyrightInformation>Copyright 2022.</CopyrightInformation></Abstract>"""
OTHER = '<OtherAbstract Language="ger"><AbstractText>Zellen wirken gut.</AbstractText></OtherAbstract>'
DOI = '<ArticleId IdType="doi">10.9999/JI.1</ArticleId><ArticleId IdType="pmc">PMC77777</ArticleId>'


def article(pmid: int, abstract: str = "", other: str = "", doi: str = "") -> str:
    return ONE.format(pmid=pmid, abstract=abstract, other=other, doi=doi)


def records(*articles: str) -> str:
    return (
        "<?xml version='1.0'?><!DOCTYPE PubmedArticleSet SYSTEM 'x.dtd'><PubmedArticleSet>"
        + "".join(articles)
        + "</PubmedArticleSet>"
    )


def test_a_structured_abstract_becomes_labelled_sections() -> None:
    paper = read_text(records(article(1, STRUCTURED, OTHER, DOI)))
    assert paper.title == "Cells at 10⁶/kg in CD19⁺ B-ALL & H2O."
    assert [section.name for section in paper.sections] == ["title", "background", "methods", "results", "conclusion"]
    assert paper.sections[2].span.of(paper.text) == "PATIENTS: Ten got 5 × 10⁻⁴ units."
    assert paper.sections[3].span.of(paper.text) == "RESULTS: CRS in 3 of 10.^(Thy-1)"
    assert "Zellen" not in paper.text
    assert (paper.id, paper.pmid, paper.pmcid) == ("doi:10.9999/ji.1", "1", "PMC77777")
    assert (paper.journal, paper.year, paper.language) == ("Journal of Inventions", 2022, "en")


def test_no_abstract_leaves_the_title() -> None:
    paper = read_text(records(article(2)))
    assert paper.id == "pmid:2"
    assert [section.name for section in paper.sections] == ["title"]


def test_another_language_is_read_only_without_an_english_abstract() -> None:
    paper = read_text(records(article(3, "", OTHER)))
    assert paper.language == "de"
    assert "Zellen" in paper.text


def test_a_gzipped_set_gives_each_record_and_says_where_it_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "set.bin"
    whole = records(article(1, STRUCTURED), article(2), article(3)).encode()
    path.write_bytes(gzip.compress(whole[:-60]))
    found = list(read([path]))
    assert [item.source for item in found] == ["set.bin#1", "set.bin#2", "set.bin#3"]
    assert [isinstance(item, Paper) for item in found] == [True, True, False]
    assert isinstance(found[2], Skipped)
    assert "fetch it again" in found[2].reason


def test_a_record_without_words_is_skipped_by_its_number() -> None:
    empty = "<PubmedArticle><MedlineCitation><PMID>9</PMID></MedlineCitation></PubmedArticle>"
    found = read_bytes(records(empty, article(1)).encode())
    assert isinstance(found[0], Skipped)
    assert "record 9 has no Article" in found[0].reason
