from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cargraph.errors import ViewError
from cargraph.views import page, view_model, write_page
from cargraph.views.network import network
from cargraph.views.page import SCRIPTS, embedded
from tests.views.records import IMAGE, RIGHT_TO_LEFT, SCRIPT, Records, hostile, small

FETCHING = {"src", "srcset", "poster", "action", "data", "background", "formaction"}


class Outline(HTMLParser):
    """The tags of a page with their attributes, and the text of its data."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag, attributes = self.tags[-1] if self.tags else ("", {})
        if tag == "script":
            self.texts.setdefault(attributes.get("id") or f"script {len(self.tags)}", data)


def outline(text: str) -> Outline:
    read = Outline()
    read.feed(text)
    return read


@pytest.mark.parametrize("records", [small(), hostile(), Records((), ())])
def test_nothing_in_the_page_is_fetched(records: Records) -> None:
    text = page(view_model(records))
    for tag, attributes in outline(text).tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
        assert not FETCHING & set(attributes)
        assert (attributes.get("href") or "#").startswith("#")
    style = text[text.index("<style>") : text.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style
    assert "sourceMappingURL" not in text


def test_the_policy_forbids_all_but_the_two_scripts() -> None:
    meta = [attributes for tag, attributes in outline(page(view_model(small()))).tags if tag == "meta"]
    policy = next(one["content"] for one in meta if one.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.count("'sha256-") == 2
    assert "http" not in policy


def test_no_text_of_a_paper_leaves_its_data() -> None:
    text = page(view_model(hostile()))
    read = outline(text)
    assert [tag for tag, _ in read.tags].count("script") == 4
    assert SCRIPT not in text
    assert IMAGE not in text
    assert "\u2028" not in text
    labels = {node["label"] for node in json.loads(read.texts["model"])["nodes"]}
    assert {SCRIPT, IMAGE, RIGHT_TO_LEFT} <= labels


def test_embedded_json_reads_back_as_it_was() -> None:
    value = {"<": ["</script>", "&amp;", "\u2028\u2029", "\u202e", "😀"]}
    assert json.loads(embedded(value)) == value
    assert not re.search("[<>&\u2028\u2029]", embedded(value))


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    records = small()
    first = write_page(view_model(records), tmp_path / "deep" / "a.html").read_bytes()
    turned = replace(records, things=records.things[::-1], stated=records.stated[::-1])
    assert write_page(view_model(turned), str(tmp_path / "b.html")).read_bytes() == first
    assert first.decode("utf-8").startswith("<!doctype html>")
    assert list(tmp_path.rglob("lib")) == []


def test_half_a_character_does_not_stop_the_page(tmp_path: Path) -> None:
    records = small()
    broken = replace(records, things=(*records.things[:-1], replace(records.things[-1], label="over\ud800all")))
    assert write_page(view_model(broken), tmp_path / "a.html").stat().st_size > 100_000


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ViewError, match=r"file.*cannot be written.*choose another place"):
        write_page(view_model(small()), tmp_path / "file" / "a.html")


def test_the_picture_stands_still_and_is_pyvis_data() -> None:
    picture = network(view_model(small()))
    assert picture.options["physics"] == {"enabled": False}
    assert {"id", "label", "shape", "x", "y", "size"} <= set(picture.nodes[0])
    assert {"from", "to", "width", "dashes", "id"} <= set(picture.edges[0])


def test_long_names_are_cut_in_the_picture() -> None:
    picture = network(view_model(hostile()))
    assert max(len(node["label"]) for node in picture.nodes) <= 60


def test_every_script_of_the_page_is_in_it() -> None:
    folder = Path(sys.modules["cargraph.views"].__file__ or "").parent / "page"
    assert sorted(path.stem for path in folder.glob("*.js")) == sorted(SCRIPTS)


def test_no_script_writes_html() -> None:
    folder = Path(sys.modules["cargraph.views"].__file__ or "").parent / "page"
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|fetch\(|XMLHttp"
    )
    assert [path.name for path in folder.glob("*.js") if forbidden.search(path.read_text(encoding="utf-8"))] == []


def test_importing_the_room_loads_nothing_heavy() -> None:
    code = "import sys, cargraph.views; print({'networkx', 'pyvis', 'rdflib', 'numpy', 'spacy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
