"""The commands, run as a stranger runs them."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

import cargraph
from cargraph import cli
from cargraph.commands import asking, keeping, reading, showing
from cargraph.options import FOLDER_FORMS, GraphForm
from tests.conftest import EXAMPLES, SLIP, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

README = Path(__file__).parent.parent / "README.md"
COMMANDS = ["extract", "build", "query", "view", "plot", "show", "export", "remove", "serve", "validate", "info"]
COMMANDS += ["evaluate"]
NESTED = {"audit": "audit_papers", "terms lint": "lint_terms", "rules check": "check_rules"}
OWN = {"param": "params"} | dict.fromkeys(
    ("as_json", "listed", "least", "errors", "calibration", "strict", "store")
)  # what a command spells otherwise, or only prints

ONE, TWO = "doi:10.5555/cargraph.example.01", "doi:10.5555/cargraph.example.02"
ANSWERED: dict[str, tuple[dict[str, str], tuple[object, ...] | None]] = {
    "absence": ({"outcome": "ICANS"}, ("MORU-BB", ">=3", "0 of N observed")),
    "arms-doses": ({}, ("TARN-22", None, 24, None, None, None, ONE)),
    "built-of": ({}, ("TARN-22", "expresses", "IL-7")),
    "carried": ({"outcome": "CRS"}, ("MORU-28", None, "any", 29, 33, 87.9, "29 (87.9)", TWO)),
    "claims": ({"document": ONE}, (0, 171, "statement", "TARN-22", "targets", "CD22", "Certain")),
    "compare": (
        {"a": "MORU-28", "b": "MORU-BB"},
        (TWO, "neutropenia", "any", "proportion", "", 31, 33, 93.9, None, 32, 35, 91.4),
    ),
    "cytokine-armed": ({}, ("TARN-22", "expresses", "IL-7", ONE)),
    "disputed": ({}, None),
    "findings": ({}, None),
    "managed-with": ({"toxicity": "CRS"}, ("tocilizumab", "manages", "Certain", False, TWO, "methods")),
    "medians": ({"outcome": "CRS"}, ("TARN-22", None, "duration", "median", 5.0, "days", 3.0, 7.0, "iqr", ONE)),
    "narrower": ({"outcome": "CRS"}, ("cytokine release syndrome", "MORU-28", None, "any", 29, 33, 87.9, TWO)),
    "none-observed": ({}, ("MORU-28", None, "B-cell aplasia", ">=3", "count", 33, TWO)),
    "not-reported": ({}, ("MORU-28", "binder")),
    "papers": ({}, (TWO, 2024)),
    "pooled": ({"outcome": "CRS"}, ("MORU-28", "any", 29, 33, 100 * 29 / 33, 1)),
    "says-so": ({"a": "TARN-22", "b": "CD22"}, ("TARN-22", "targets", "CD22", "Positive", "Certain", False, ONE)),
    "severe-crs": ({}, ("MORU-28", None, 9, 33, 27.3, ">=3", False, TWO)),
    "significant": ({}, ("responders", "non-responders", "Cmax", None, "higher", "=", 0.012, ONE)),
    "tested-in": ({}, ("TARN-22", "tested in", "NCT99990122", ONE)),
}
"""For each shipped query, the beginning of one row that it gives of the examples; None where they have no such thing."""


def run(*arguments: object, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cargraph", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)


def left(out: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in [*out.rglob("*.nq"), out / "index.html"]}


def named() -> set[str]:
    group = typer.main.get_command(cli.app)
    found: set[str] = set()
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        found |= {f"{name} {below}" for below in getattr(command, "commands", {})} or {name}
    return found


def _of_its_room(name: str) -> Callable[..., None]:
    """Return what a command runs: its function in one of the modules of commands."""
    called = NESTED.get(name, name)
    found: list[Callable[..., None]] = [
        getattr(room, called) for room in (asking, keeping, reading, showing) if hasattr(room, called)
    ]
    return found[0]


def test_these_are_the_commands() -> None:
    assert named() == {*COMMANDS, *NESTED}


@pytest.mark.parametrize("name", [*COMMANDS, *NESTED])
def test_a_command_is_a_function_of_the_same_name_and_options(name: str) -> None:
    function = getattr(cargraph, NESTED.get(name, name))
    command = _of_its_room(name)
    wanted = {OWN.get(option, option) for option in inspect.signature(command).parameters} - {None}
    given = set(inspect.signature(function).parameters)
    if name == "query":
        wanted -= {"format"}  # the function returns rows, which are written in any form
    if name == "extract":
        given |= {"paths"}  # the function takes a text as well and calls it source
    assert wanted <= given


@pytest.mark.parametrize("name", [*COMMANDS, *NESTED])
def test_a_command_has_help_with_examples_and_stands_in_the_readme(name: str) -> None:
    shown = CliRunner().invoke(cli.app, [*name.split(), "--help"])
    assert shown.exit_code == 0
    examples = [line.strip() for line in shown.stdout.split("Examples:")[1].splitlines()]
    assert any(f"cargraph {name}" in line for line in examples)
    assert f"cargraph {name}" in README.read_text(encoding="utf-8")


def test_extract_prints_the_contract_and_nothing_else(paper: Path) -> None:
    done = run("extract", paper, "-")
    record = json.loads(run("extract", paper).stdout)
    assert done.returncode == 3
    assert {"id", "source", "title", "text", "sections", "entities", "relations", "observations"} <= record.keys()
    assert all(
        record["text"][one["start"] : one["end"]] == one["quote"]
        for fact in record["relations"] + record["observations"]
        for one in fact["evidence"]
    )


def test_extract_reads_standard_input_and_writes_a_file(tmp_path: Path) -> None:
    done = run("extract", "-", "-o", tmp_path / "out.jsonl", stdin=TEXT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["source"] == "stdin"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_skipped_input_is_named_and_told_by_the_exit_status(tmp_path: Path, paper: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = run("extract", paper, tmp_path / "empty.txt", tmp_path / "none.txt")
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 1
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["skipped", "skipped"]
    stopped = run("extract", tmp_path / "empty.txt", paper, "--on-error", "raise")
    assert (stopped.returncode, stopped.stdout) == (1, "")
    assert "empty.txt: empty; give" in stopped.stderr


def test_half_characters_are_marked_and_stop_nothing(tmp_path: Path) -> None:
    record = r'{"title": "KX-9 \ud800", "abstract": "KX-9 is a CD19-directed CAR T-cell product \udfff for lymphoma."}'
    (tmp_path / "half.json").write_text(record, encoding="utf-8")
    done = run("build", tmp_path / "half.json", "-o", tmp_path / "out")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert "KX-9 \ufffd" in run("extract", tmp_path / "half.json").stdout


def test_what_cannot_be_written_is_told_in_one_line(built: Path, paper: Path) -> None:
    within = paper / "below"
    for wrong in (
        ("build", paper, "-o", within),
        ("extract", paper, "-o", within),
        ("view", built, "-o", within),
        ("export", built, "--format", "csv", "-o", within),
    ):
        done = run(*wrong)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr


def test_build_adds_replaces_and_changes_nothing(tmp_path: Path, paper: Path) -> None:
    out = tmp_path / "out"
    assert "1 added, 0 replaced, 0 unchanged" in run("build", paper, "-o", out).stderr
    before = left(out)
    assert "0 added, 0 replaced, 1 unchanged" in run("build", paper, "-o", out).stderr
    assert before == left(out)
    paper.write_text(TEXT.replace("12 of 20 patients (60%)", "13 of 20 patients (65%)"), encoding="utf-8")
    assert "0 added, 1 replaced, 0 unchanged" in run("build", paper, "-o", out).stderr
    counts = json.loads(run("info", out, "--json").stdout)
    assert counts["documents"] == 1
    more = run("build", tmp_path / "paper.txt", EXAMPLES / "06-record.json", tmp_path / "gone.txt", "-o", out)
    assert more.returncode == 3
    assert "1 added, 0 replaced, 1 unchanged, 1 skipped" in more.stderr
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [one["outcome"] for one in report["read"]] == ["unchanged", "added"]
    assert "gone.txt: there is no such file" in report["skipped"][0]["reason"]


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_query_answers_in_every_form(built: Path, form: str) -> None:
    done = run("query", built, "papers", "--format", form)
    assert done.returncode == 0
    assert "doi:10.5555/cargraph.example.01" in done.stdout


def test_query_takes_sparql_files_and_parameters(built: Path, tmp_path: Path) -> None:
    text = "CONSTRUCT { ?it rdfs:label ?name } WHERE { ?it a cg:Construct ; rdfs:label ?name }"
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    assert '"TARN-22"' in run("query", built, tmp_path / "mine.rq", "--format", "turtle").stdout
    absent = run("query", built, "absence", "--param", "outcome=ICANS", "--format", "csv")
    assert absent.returncode == 0
    assert "CLEF-18" in absent.stdout


def test_shipped_queries_are_listed() -> None:
    shown = run("query", "--list").stdout
    assert all(one.name in shown for one in cargraph.queries())


def test_every_shipped_query_is_asked_of_the_examples() -> None:
    assert set(ANSWERED) == {one.name for one in cargraph.queries()}


@pytest.mark.parametrize("name", sorted(ANSWERED))
def test_every_shipped_query_answers(built: Path, name: str) -> None:
    params, row = ANSWERED[name]
    rows = [found.astuple() for found in cargraph.query(built, name, params=params)]
    if row is None:
        assert rows == []
    else:
        assert row in [found[: len(row)] for found in rows]


def test_show_puts_one_construct_on_a_screen(tmp_path: Path, paper: Path) -> None:
    cargraph.build(paper, tmp_path / "out")
    lines = run("show", tmp_path / "out", "orlo 7").stdout.splitlines()
    cells = [line.split() for line in lines]
    assert lines[0] == "ORLO-7"
    assert ["costimulation", "4-1BB"] in [line[:2] for line in cells]
    assert ["vector", "not", "reported"] in cells
    assert any("12/20 (60%)" in line for line in lines)
    assert any("Cytokine release syndrome occurred in 12 of 20 patients (60%)" in line for line in lines)


def test_an_error_is_one_line_and_status_one(built: Path, tmp_path: Path) -> None:
    for wrong in (
        ("show", built, "TARN-2"),
        ("query", built, "sever-crs"),
        ("query", built, "SELECT"),
        ("query", built, "DELETE WHERE { ?a ?b ?c }"),
        ("info", tmp_path / "nowhere"),
        ("remove", built, "doi:10.5555/none"),
        ("remove", tmp_path / "nowhere", "doi:10.5555/none"),
        ("view", built, "-o", tmp_path / "page.html", "--focus", "nothing"),
    ):
        done = run(*wrong)
        assert (done.returncode, done.stdout) == (1, ""), wrong
        assert done.stderr.startswith("cargraph: "), done.stderr
        assert done.stderr.count("\n") == 1
    assert not (tmp_path / "nowhere").exists()


def test_export_view_and_remove(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("build", EXAMPLES / "06-record.json", EXAMPLES / "05-pubmed.xml", "-o", out)
    lines = run("export", out, "--format", "nquads").stdout.splitlines()
    assert lines == sorted(lines)
    for form in GraphForm:
        assert run("export", out, "--format", form, "-o", tmp_path / form).returncode == 0
        written = sorted((tmp_path / form).iterdir()) if form in FOLDER_FORMS else [tmp_path / form]
        assert sum(path.stat().st_size for path in written) > 500
    refused = run("export", out, "--format", "kgx")
    assert refused.returncode == 2
    assert "a folder of files" in refused.stderr
    assert run("view", out, "-o", tmp_path / "page.html", "--focus", "DUET-1922").returncode == 0
    assert "<title>" in (tmp_path / "page.html").read_text(encoding="utf-8")
    page = (out / "index.html").read_bytes()
    assert run("remove", out, "doi:10.5555/cargraph.example.06").returncode == 0
    assert json.loads(run("info", out, "--json").stdout)["documents"] == 1
    assert (out / "index.html").read_bytes() != page


def test_audit_tells_people_machines_and_continuous_integration(tmp_path: Path, paper: Path) -> None:
    agreed = run("audit", paper, "--strict")
    assert (agreed.returncode, agreed.stdout) == (0, "The numbers agree: nothing was found.\n")
    assert agreed.stderr == "1 paper read, 0 findings\n"
    (tmp_path / "slip.txt").write_text(SLIP, encoding="utf-8")
    told = run("audit", paper, tmp_path / "slip.txt")
    assert told.returncode == 0
    assert "contradiction (percent): " in told.stdout
    assert "12 of 20 patients (80%)" in told.stdout
    assert run("audit", tmp_path / "slip.txt", "--strict").returncode == 1
    lines = run("audit", tmp_path / "slip.txt", "--format", "json").stdout.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["percent"]
    written = run("audit", tmp_path / "slip.txt", "--format", "json", "-o", tmp_path / "found.jsonl")
    assert (written.stdout, (tmp_path / "found.jsonl").read_text(encoding="utf-8").splitlines()) == ("", lines)
    skipped = run("audit", paper, tmp_path / "gone.txt")
    assert (skipped.returncode, skipped.stderr.splitlines()[-1]) == (3, "1 paper read, 0 findings, 1 skipped")
    assert run("audit", tmp_path / "gone.txt").stdout == "No paper was read.\n"
    built = run("build", paper, tmp_path / "slip.txt", "-o", tmp_path / "out")
    assert built.stderr.splitlines()[-1].startswith("2 added, 0 replaced, 0 unchanged, 1 finding; ")
    kept = run("audit", tmp_path / "out")
    assert (kept.stdout, kept.stderr) == (told.stdout, "2 papers read, 1 finding\n")


def test_view_writes_a_page_or_a_folder_of_pages_but_not_both(built: Path, tmp_path: Path) -> None:
    done = run("view", built, "--pages", tmp_path / "pages")
    assert (done.returncode, done.stderr) == (0, f"{tmp_path / 'pages' / 'index.html'}\n")
    assert "TARN-22" in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    assert len([*(tmp_path / "pages").glob("tarn-22-*.html")]) == 1
    assert run("view", built).returncode == 2
    assert run("view", built, "-o", tmp_path / "a.html", "--pages", tmp_path / "pages").returncode == 2
    assert run("view", built, "--focus", "TARN-22", "--pages", tmp_path / "pages").returncode == 1


def test_plot_draws_each_kind(built: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    for name, arguments in {
        "forest.svg": ["CRS", "--grade", ">=3"],
        "heatmap.svg": ["--kind", "heatmap"],
        "swimmer.svg": ["--kind", "swimmer"],
    }.items():
        done = run("plot", built, *arguments, "-o", tmp_path / name)
        assert (done.returncode, done.stderr) == (0, f"{tmp_path / name}\n")
        assert "doi:10.5555/cargraph.example" in (tmp_path / name).read_text(encoding="utf-8")
    for wrong in ([], ["CRX"], ["CRS", "--kind", "heatmap"], ["--kind", "swimmer", "--grade", "3"]):
        done = run("plot", built, *wrong, "-o", tmp_path / "none.svg")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert not (tmp_path / "none.svg").exists()


def test_plot_without_matplotlib_says_what_to_install(built: Path, tmp_path: Path) -> None:
    code = "import sys; sys.modules['matplotlib'] = None; from cargraph.cli import main; main()"
    command = [sys.executable, "-c", code, "plot", str(built), "CRS", "-o", str(tmp_path / "crs.svg")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        "cargraph: figures are drawn with matplotlib; install cargraph[plot]\n",
    )


def test_the_keepers_of_terms_and_rules_say_that_all_is_well(tmp_path: Path) -> None:
    assert run("rules", "check").returncode == 0
    (tmp_path / "antigen.tsv").write_text("nonsense\n", encoding="utf-8")
    wrong = run("terms", "lint", tmp_path / "antigen.tsv")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)


def test_the_version_is_printed() -> None:
    assert run("--version").stdout == f"cargraph {cargraph.__version__}\n"
