"""A large graph -> a folder of pages: one for each construct, and their contents."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from cargraph.model import Kind, Predicate
from cargraph.views.build import part_model
from cargraph.views.cut import cut
from cargraph.views.notes import found
from cargraph.views.page import filled, leaf, policy, shared, write_text
from cargraph.views.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cargraph.audit.findings import Finding
    from cargraph.graph.records import EntityRecord
    from cargraph.views.readable import Readable
    from cargraph.views.where import Conditions

CONTENTS = "index.html"
_CONTENTS = Path(__file__).parent / "contents"
_NAMED = {Predicate.TARGETS: "targets", Predicate.TREATS: "diseases"}
_MOST = 6


def write_pages(
    graph: Readable,
    folder: str | Path,
    steps: int = 1,
    findings: Iterable[Finding] | None = None,
    where: Conditions = (),
) -> Path:
    """Write a page for each construct with what lies `steps` arrows around it, and index.html, their contents.

    The pages share page.js and page.css, which stand beside them; nothing else is asked for. `findings` and `where` as
    in `view_model`. Returns the path of the contents. Raises ViewError where the folder cannot be written to, or a
    condition cannot be met.
    """
    target, noted = Path(folder), found(graph, findings)
    graph = cut(graph, where)
    parts = Parts(graph)
    constructs = sorted((one for one in graph.entities() if one.kind is Kind.CONSTRUCT), key=lambda e: (e.label, e.iri))
    for construct in constructs:
        model = part_model(parts.around(construct.iri, steps), construct.label, noted, CONTENTS)
        write_text(leaf(model), target / file_name(construct))
    for name, text in shared().items():
        write_text(text, target / name)
    return write_text(_contents(graph, constructs), target / CONTENTS)


def file_name(entity: EntityRecord) -> str:
    """Return the name of an entity's page: its label in plain letters, and what sets it apart from its namesakes."""
    plain = unicodedata.normalize("NFKD", entity.label).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "construct"
    return f"{slug}-{sha256(entity.iri.encode()).hexdigest()[:8]}.html"


def _contents(graph: Readable, constructs: Sequence[EntityRecord]) -> str:
    label = {entity.iri: entity.label for entity in graph.entities()}
    named: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    counts: Counter[tuple[str, str]] = Counter()
    for fact in graph.statements():
        counts[fact.subject, "relations"] += 1
        if fact.predicate in _NAMED and not fact.negated:
            named[fact.subject, _NAMED[fact.predicate]][label.get(fact.object, "")] += 1
    counts.update((fact.subject, "results") for fact in graph.observations() if fact.subject)
    script, style = (_read(f"contents.{kind}") for kind in ("js", "css"))
    rows = "\n".join(_row(one, [_listed(named[one.iri, key]) for key in _NAMED.values()], counts) for one in constructs)
    told = f"{_many(len(graph.documents), 'paper')}, {_many(len(constructs), 'construct')}."
    return filled(
        _read("contents.html"),
        {"policy": policy(script), "style": style, "script": script, "rows": rows, "counts": told},
    )


def _row(entity: EntityRecord, named: Sequence[str], counts: Counter[tuple[str, str]]) -> str:
    others = [name for name in entity.names if name != entity.label]
    also = f"<small><bdi>{escape(_short(', '.join(others[:_MOST])))}</bdi></small>" if others else ""
    link = f'<a href="{file_name(entity)}"><bdi>{escape(_short(entity.label))}</bdi></a>'
    numbers = (len(entity.documents), counts[entity.iri, "results"], counts[entity.iri, "relations"])
    cells = [f"<td>{escape(one)}</td>" for one in named] + [f'<td class="number">{number:,}</td>' for number in numbers]
    return f'<tr data-names="{escape(" ".join(others)[:2000])}"><th scope="row">{link}{also}</th>{"".join(cells)}</tr>'


def _listed(names: Counter[str]) -> str:
    ranked = sorted(names, key=lambda name: (-names[name], name))
    more = f" and {len(ranked) - _MOST} more" if len(ranked) > _MOST else ""
    return ", ".join(_short(name) for name in ranked[:_MOST]) + more


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119]}…"


def _many(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def _read(name: str) -> str:
    return (_CONTENTS / name).read_text(encoding="utf-8")
