"""The files for other graph stores, and nanopublications, read by what did not write them."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import rdflib
import yaml

from cargraph.graph.exports import exported, exported_files
from cargraph.graph.iris import CG
from cargraph.model import Kind, Predicate
from cargraph.resources import ontologies

if TYPE_CHECKING:
    from cargraph.graph.api import Graph

CURIE = re.compile(r"[A-Za-z][\w.]*:\S+")
HEADER = re.compile(r"\w+(:(int|double|boolean|string\[\]))?|(\w*:ID|:LABEL|:START_ID|:END_ID|:TYPE)")
NP = rdflib.Namespace("http://www.nanopub.org/nschema#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
PARTS = ("hasAssertion", "hasProvenance", "hasPublicationInfo")


def tsv(data: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), sep="\t", dtype=str, keep_default_na=False, quoting=3)


def test_kgx_has_a_node_for_each_end_and_a_category_for_each_node(wild: Graph) -> None:
    files = exported_files(wild, "kgx")
    nodes, edges = tsv(files["nodes.tsv"]), tsv(files["edges.tsv"])
    assert len(nodes) == len(set(nodes["id"])) == len(wild.entities())
    assert all(CURIE.fullmatch(one) for one in (*nodes["id"], *edges["id"], *edges["publications"]) if " " not in one)
    assert set(edges["subject"]) | set(edges["object"]) <= set(nodes["id"])
    assert len(edges) == len(wild.statements()) + sum(one.subject is not None for one in wild.observations())
    assert {*"|".join(nodes["category"]).split("|")} <= {*biolink()["categories"].values()}
    assert set(edges["knowledge_level"]) == {"not_provided"}
    assert set(edges["agent_type"]) == {"text_mining_agent"}


def test_kgx_negates_what_was_denied_or_not_seen(kg: Graph) -> None:
    edges = tsv(exported_files(kg, "kgx")["edges.tsv"])
    negated = edges[edges["negated"] == "true"].to_dict("records")
    assert {(row["object"], row["has_count"], row["has_total"]) for row in negated} == {
        ("cargraph:toxicity/infection", "", ""),
        ("cargraph:toxicity/neurotoxicity", "0", "40"),
    }
    (silenced,) = edges[edges["original_predicate"] == "cargraph:silences"].to_dict("records")
    assert (silenced["predicate"], silenced["object_direction_qualifier"]) == ("biolink:affects", "decreased")
    assert silenced["supporting_text"].startswith("LUMA-7 is a CD19 CAR")


def biolink() -> dict[str, dict[str, object]]:
    told: dict[str, dict[str, object]] = yaml.safe_load((ontologies() / "biolink.yaml").read_text(encoding="utf-8"))
    return told


def test_biolink_has_a_word_for_every_kind_and_predicate() -> None:
    assert set(biolink()["categories"]) == {*map(str, Kind), "gene"}
    assert set(biolink()["predicates"]) == set(map(str, Predicate))


def test_neo4j_files_fit_together(wild: Graph) -> None:
    files = {
        name: pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, lineterminator="\n")
        for name, data in exported_files(wild, "neo4j").items()
    }
    assert all(HEADER.fullmatch(column) for table in files.values() for column in table.columns)
    nodes = [iri for table in files.values() if "iri:ID" in table for iri in table["iri:ID"]]
    assert len(nodes) == len(set(nodes))
    for name in ("links.csv", "relations.csv"):
        assert {*files[name][":START_ID"], *files[name][":END_ID"]} <= set(nodes)
        assert all(re.fullmatch(r"[A-Z_]+", one) for one in files[name][":TYPE"])
    assert len(files["relations.csv"]) == len(wild.statements())
    facts = wild.info()
    assert Counter(files["links.csv"][":TYPE"])["STATED_IN"] == sum(
        facts[name] for name in ("observations", "comparisons", "arms", "doses")
    )


def test_neo4j_columns_hold_what_their_headers_say(kg: Graph) -> None:
    for name, data in exported_files(kg, "neo4j").items():
        table = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
        for column in table.columns:
            kind = column.partition(":")[2]
            told = [value for value in table[column] if value]
            if kind in {"int", "double"}:
                assert all(float(value) == float(value) for value in told), (name, column)
            if kind == "boolean":
                assert set(told) <= {"true", "false"}, (name, column)
    entities = exported_files(kg, "neo4j")["entities.csv"].decode()
    assert "Entity;Construct,,LUMA-7,LUMA-7;Luma‐7,," in entities


def nanopubs(graph: Graph) -> list[rdflib.Dataset]:
    data = rdflib.Dataset().parse(data=exported(graph, "nanopub"), format="trig")
    assert isinstance(data, rdflib.Dataset)
    found = []
    for name, _, _, head in data.quads((None, rdflib.RDF.type, NP.Nanopublication, None)):
        one = rdflib.Dataset()
        whole = data.graph(head)
        for part in (head, *(whole.value(name, NP[part]) for part in PARTS)):
            for triple in data.graph(part):  # type: ignore[arg-type]
                one.graph(part).add(triple)  # type: ignore[arg-type]
        found.append(one)
    return found


def test_a_nanopublication_a_fact_of_four_graphs(kg: Graph) -> None:
    found, told = nanopubs(kg), kg.info()
    assert len(found) == sum(told[name] for name in ("statements", "observations", "comparisons", "arms", "doses"))
    for one in found:
        assert len([graph for graph in one.graphs() if len(graph)]) == 4
        ((name, _, assertion, _),) = one.quads((None, NP.hasAssertion, None, None))
        ((_, _, provenance, _),) = one.quads((name, NP.hasProvenance, None, None))
        assert (assertion, PROV.hadPrimarySource, None) in one.graph(provenance)  # type: ignore[arg-type]
        assert (None, rdflib.URIRef(f"{CG}quote"), None) in one.graph(provenance)  # type: ignore[arg-type]
        ((_, _, info, _),) = one.quads((name, NP.hasPublicationInfo, None, None))
        assert (None, rdflib.URIRef(f"{CG}rulesDigest"), None) in one.graph(info)  # type: ignore[arg-type]
    plain = {(s, p, o) for one in found for s, p, o, _ in one.quads() if p == rdflib.URIRef(f"{CG}targets")}
    assert len(plain) == 2
    assert not [one for one in found if (None, rdflib.URIRef(f"{CG}causes"), None) in one]


def test_the_nanopub_package_accepts_them(wild: Graph) -> None:
    nanopub = pytest.importorskip("nanopub")
    found = nanopubs(wild)
    assert found
    assert all(nanopub.Nanopub(rdf=one, conf=nanopub.NanopubConf()).is_valid for one in found)
