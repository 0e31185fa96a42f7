"""Clients that others wrote: SPARQLWrapper and comunica."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from rdflib.namespace import RDFS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.client import Server

COMUNICA = "@comunica/query-sparql@4.5.0"
CG = "PREFIX cg: <https://w3id.org/cargraph/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
NAMES = f"{CG} SELECT ?name {{ ?it a cg:Construct ; rdfs:label ?name }} ORDER BY ?name"
TRIPLES = f"{CG} CONSTRUCT {{ ?it rdfs:label ?name }} WHERE {{ ?it a cg:Construct ; rdfs:label ?name }}"


@pytest.fixture
def wrapper(server: Server) -> Any:
    return pytest.importorskip("SPARQLWrapper").SPARQLWrapper(f"{server.address}/sparql")


@pytest.fixture(scope="session")
def names(server: Server) -> list[str]:
    return [row["name"] for row in server.query(NAMES).bindings()]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper_selects(wrapper: Any, names: list[str], method: str, form: str) -> None:
    wrapper.setMethod(method)
    wrapper.setQuery(NAMES)
    wrapper.setReturnFormat(form)
    found = wrapper.query().convert()
    if form == "json":
        assert [row["name"]["value"] for row in found["results"]["bindings"]] == names
    elif form == "xml":
        assert [one.firstChild.data for one in found.getElementsByTagName("literal")] == names
    else:
        lines = found.decode().splitlines()
        assert [line.strip('"') for line in lines[1:]] == [name.strip('"') for name in names]


@pytest.mark.parametrize("form", ["turtle", "n3", "xml", "json-ld"])
def test_sparqlwrapper_constructs_and_describes(wrapper: Any, names: list[str], form: str) -> None:
    wrapper.setQuery(TRIPLES)
    wrapper.setReturnFormat(form)
    found = wrapper.query().convert()
    data = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")
    assert sorted(str(name) for name in data.objects(None, RDFS.label)) == names


def test_sparqlwrapper_asks_and_posts_as_it_is(wrapper: Any) -> None:
    wrapper.setRequestMethod("postdirectly")
    wrapper.setMethod("POST")
    wrapper.setQuery('ASK { FILTER ("100%25" = "100%25" && 1 + 1 = 2) }')
    wrapper.setReturnFormat("json")
    assert wrapper.queryAndConvert()["boolean"] is True


def test_sparqlwrapper_is_told_what_is_wrong(wrapper: Any) -> None:
    wrapper.setQuery("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with pytest.raises(Exception, match="403"):
        wrapper.query()
    wrapper.setMethod("POST")
    wrapper.setQuery("INSERT DATA { <x:a> <x:b> <x:c> }")
    with pytest.raises(Exception, match="403"):
        wrapper.query()


@pytest.fixture(scope="session")
def comunica(request: pytest.FixtureRequest) -> Path:
    """Return the command of comunica, which is installed once, from the npm registry, and kept."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("no node or npm on this machine: comunica was not run")
    folder = request.config.cache.mkdir("comunica-4.5.0")
    command: Path = folder / "node_modules" / ".bin" / "comunica-sparql"
    if not command.exists():
        asked = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", COMUNICA]
        if subprocess.run(asked, capture_output=True, check=False, timeout=400).returncode:
            pytest.skip("the npm registry was not reached: comunica was not run")
    return command


@pytest.mark.parametrize("kind", ["sparql@", ""], ids=["as an endpoint", "as it finds it"])
def test_comunica_asks(server: Server, names: list[str], comunica: Path, kind: str) -> None:
    command = [str(comunica), f"{kind}{server.address}/sparql", NAMES, "-t", "application/sparql-results+json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert [row["name"]["value"] for row in json.loads(done.stdout)["results"]["bindings"]] == names


def test_comunica_constructs(server: Server, names: list[str], comunica: Path) -> None:
    command = [str(comunica), f"sparql@{server.address}/sparql", TRIPLES, "-t", "text/turtle"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    found = rdflib.Graph().parse(data=done.stdout, format="turtle")
    assert sorted(str(name) for name in found.objects()) == names
