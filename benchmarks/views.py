"""How fast the page is at size, beside pyvis as it comes: `python benchmarks/views.py [nodes ...]`.

Opens pages of made-up graphs in headless Chromium and prints seconds to a painted picture, milliseconds a frame while
panning, and milliseconds a click takes until the picture and the panel show it. pyvis as it comes (physics on) draws
the same nodes and arrows; the last column says how much longer it takes.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import TimeoutError, sync_playwright  # noqa: A004
from pyvis.network import Network

from cargraph.graph.records import (
    DocumentRecord,
    EntityRecord,
    EvidenceRecord,
    ObservationRecord,
    StatementRecord,
)
from cargraph.model import Kind, Predicate
from cargraph.views import view_model, write_page
from cargraph.views.network import network

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from cargraph.views import PageModel

PATIENCE = 60_000
COMPARED = 5000
FLAGS = ["--no-sandbox", "--disable-gpu"]
ID = "https://w3id.org/cargraph/id/"
KINDS = [*[Kind.CONSTRUCT] * 6, *[Kind.TOXICITY] * 4, *[kind for kind in Kind if kind is not Kind.CONSTRUCT] * 2]
PREDICATES = {Kind.TOXICITY: Predicate.CAUSES, Kind.ANTIGEN: Predicate.TARGETS, Kind.DISEASE: Predicate.TREATS}


@dataclass(frozen=True)
class MadeUp:
    """A graph of random facts, skewed as real ones are: few entities are much spoken of."""

    documents: tuple[DocumentRecord, ...]
    things: tuple[EntityRecord, ...]
    stated: tuple[StatementRecord, ...]
    observed: tuple[ObservationRecord, ...]

    def entities(self) -> tuple[EntityRecord, ...]:
        return self.things

    def statements(self) -> tuple[StatementRecord, ...]:
        return self.stated

    def observations(self) -> tuple[ObservationRecord, ...]:
        return self.observed

    def comparisons(self) -> tuple[()]:
        return ()

    def arms(self) -> tuple[()]:
        return ()

    def doses(self) -> tuple[()]:
        return ()


def made_up(nodes: int, facts: int) -> MadeUp:
    """Return a graph of so many entities and facts, the same for the same numbers."""
    chance = random.Random(nodes)
    papers = tuple(
        DocumentRecord(f"{ID}doc/{i}", f"pmid:{i}", f"Made-up paper {i}", pmid=str(i), year=2010 + i % 15)
        for i in range(max(1, nodes // 10))
    )
    things = tuple(
        EntityRecord(
            f"{ID}e{i}", KINDS[i % len(KINDS)], f"{KINDS[i % len(KINDS)]} {i}", documents=(papers[i % len(papers)].iri,)
        )
        for i in range(nodes)
    )
    constructs = [thing for thing in things if thing.kind is Kind.CONSTRUCT]
    others = [thing for thing in things if thing.kind is not Kind.CONSTRUCT]
    stated, observed = [], []
    for i in range(facts):
        subject, target = (group[int(len(group) * chance.random() ** 2)] for group in (constructs, others))
        paper = papers[chance.randrange(len(papers))].iri
        quote = f"{subject.label} was given and {target.label} was seen in {i % 9} of 40 patients of this paper."
        proof = (EvidenceRecord(paper, i, i + len(quote), quote, "results", "made up"),)
        if target.kind in {Kind.TOXICITY, Kind.ENDPOINT} and i % 2:
            observed.append(
                ObservationRecord(
                    iri=f"{ID}o{i}", document=paper, subject=subject.iri, outcome=target.iri, stat="proportion",
                    count=i % 9, total=40, grade=(None, "any", ">=3")[i % 3], evidence=proof, confidence=0.9,
                )
            )  # fmt: skip
        else:
            predicate = PREDICATES.get(target.kind, Predicate.ASSOCIATED_WITH)
            stated.append(
                StatementRecord(
                    iri=f"{ID}s{i}", document=paper, subject=subject.iri, predicate=predicate, object=target.iri,
                    evidence=proof, confidence=0.9,
                )
            )  # fmt: skip
    return MadeUp(papers, things, tuple(stated), tuple(observed))


def opened(browser: Browser, path: Path, ready: str) -> tuple[Page, float]:
    """Return the page and the seconds until its picture was painted."""
    page = browser.new_page(viewport={"width": 1280, "height": 720}, bypass_csp=True)  # the policy forbids eval
    began = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_function(ready, timeout=PATIENCE, polling=20)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page, time.perf_counter() - began


PAN = """async () => {
  const canvas = document.querySelector("CANVAS canvas");
  const box = canvas.getBoundingClientRect();
  const point = (type, x, y) => new PointerEvent(type, {pointerId: 1, pointerType: "mouse", isPrimary: true,
    bubbles: true, buttons: 1, button: 0, clientX: box.x + x, clientY: box.y + y});
  const times = [];
  canvas.dispatchEvent(point("pointerdown", 300, 300));
  for (let i = 0; i < 40; i += 1) {
    const began = performance.now();
    canvas.dispatchEvent(point("pointermove", 300 + 4 * i, 300 + 2 * i));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    times.push(performance.now() - began);
  }
  canvas.dispatchEvent(point("pointerup", 460, 380));
  return times;
}"""


def ours(browser: Browser, path: Path) -> tuple[float, float, float]:
    page, seconds = opened(browser, path, "document.documentElement.dataset.ready === 'yes'")
    frames = statistics.median(page.evaluate(PAN.replace("CANVAS", "#canvas"))[3:])
    page.wait_for_timeout(500)
    clicks = []
    for row in range(5):
        began = page.evaluate("performance.now()")
        page.locator("#panel .relation").nth(row % 3).click()
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")
        clicks.append(page.evaluate("performance.now()") - began)
        page.keyboard.press("Escape")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")
    page.close()
    return seconds, frames, statistics.median(clicks)


def plain_pyvis(model: PageModel, path: Path) -> Path:
    """Write the same nodes and arrows as pyvis does when nothing is set."""
    drawing: Any = Network(directed=True, cdn_resources="in_line", height="720px")
    picture = network(model)
    for node in picture.nodes:
        drawing.add_node(node["id"], label=node["label"], shape=node["shape"], size=node["size"])
    for arrow in model.arrows:
        drawing.add_edge(arrow.start, arrow.end)
    path.write_text(drawing.generate_html(notebook=False), encoding="utf-8")
    return path


SETTLED = """() => {
  if (typeof network === "undefined" || !network) return false;
  if (!window.watched) network.once("stabilizationIterationsDone", () => { window.settled = true; });
  window.watched = true;
  return window.settled === true;
}"""


def theirs(browser: Browser, path: Path) -> float:
    """Return the seconds until pyvis as it comes shows its settled picture, or infinity where it took too long."""
    try:
        page, seconds = opened(browser, path, SETTLED)
    except TimeoutError:
        return float("inf")
    page.close()
    return seconds


def compared(browser: Browser, path: Path, seconds: float) -> str:
    other = theirs(browser, path)
    if other == float("inf"):
        return f"> {PATIENCE // 1000}    > {PATIENCE / 1000 / seconds:.0f}"
    return f"{other:6.1f}  {other / seconds:6.1f}"


def main(sizes: list[int]) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    print("nodes  facts  make s  page MB  open s  pan ms  click ms  pyvis s  ratio")
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        for size in sizes:
            began = time.perf_counter()
            model = view_model(made_up(size, 4 * size))
            path = write_page(model, Path(folder) / f"{size}.html")
            made = time.perf_counter() - began
            seconds, frame, click = ours(browser, path)
            print(f"{size:5}  {4 * size:5}  {made:6.1f}  {path.stat().st_size / 1e6:7.1f}", end="")
            print(f"  {seconds:6.2f}  {frame:6.1f}  {click:8.0f}", end="", flush=True)
            plain = Path(folder) / f"pyvis-{size}.html"
            print("  ", compared(browser, plain_pyvis(model, plain), seconds) if size <= COMPARED else "not tried")
        browser.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [200, 1000, 5000, 10000])
