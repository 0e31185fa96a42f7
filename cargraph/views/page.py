"""Page model -> one self-contained HTML file that asks no network for anything."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import asdict
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cargraph.errors import ViewError
from cargraph.views.network import network

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cargraph.views.model import PageModel

_PAGE = Path(__file__).parent / "page"
SCRIPTS = (
    "data",
    "dom",
    "words",
    "state",
    "where",
    "sieve",
    "symbols",
    "marks",
    "bars",
    "sentences",
    "results",
    "path",
    "entity",
    "arrow",
    "home",
    "labels",
    "brush",
    "picture",
    "regions",
    "graph",
    "table",
    "map",
    "forest",
    "forestsvg",
    "versus",
    "papers",
    "audit",
    "search",
    "filters",
    "main",
)
STYLES = ("style", "narrow")
POLICY_OF_FILES = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file: 'unsafe-inline'; img-src data: blob:;"
    " base-uri 'none'"
)
_NAME = "CAR-T knowledge graph"
_TITLE = 60
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_HOSTILE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page(model: PageModel) -> str:
    """Return the whole page as one text.

    Raises ViewError where the drawing script that pyvis brings is missing.
    """
    vis, script = _vis(), _script()
    scripts = f"<script>{vis}</script>\n<script>{script}</script>"
    return _filled(model, policy(vis, script), f"<style>{_style()}</style>", scripts)


def leaf(model: PageModel) -> str:
    """Return the page of one of many: it takes its script and its style from the files that `shared` names."""
    scripts = '<script src="page.js"></script>'
    return _filled(model, POLICY_OF_FILES, '<link rel="stylesheet" href="page.css">', scripts)


def shared() -> dict[str, str]:
    """Return the files that stand beside the pages of a folder, by their names."""
    return {"page.js": f"{_vis()}\n{_script()}", "page.css": _style()}


def filled(template: str, parts: Mapping[str, str]) -> str:
    """Put the parts in their places; what a part holds is not looked into."""
    return re.sub(r"\{\{(\w+)\}\}", lambda place: parts[place[1]], template)


def _filled(model: PageModel, allowed: str, style: str, scripts: str) -> str:
    title = f"{model.focus[:_TITLE]} · {_NAME}" if model.home else _NAME
    parts = {
        "title": escape(title),
        "policy": allowed,
        "style": style,
        "model": embedded(asdict(model)),
        "picture": embedded(asdict(network(model))),
        "scripts": scripts,
    }
    return filled(_read("index.html"), parts)


def write_page(model: PageModel, path: str | Path) -> Path:
    """Write the page as UTF-8 and return where it is; the same model gives the same bytes.

    Raises ViewError where the place cannot be written to.
    """
    return write_text(page(model), Path(path))


def write_text(text: str, target: Path) -> Path:
    """Write a text as UTF-8. Raises ViewError where the place cannot be written to."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise ViewError(f"{target}: the page cannot be written ({error.strerror}); choose another place") from error
    return target


def embedded(value: Any) -> str:
    r"""Return JSON that no text within it can break out of.

    >>> embedded("</script>")
    '"\\u003c/script\\u003e"'
    """
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return re.sub("[<>&\u2028\u2029]", lambda sign: _HOSTILE[sign[0]], plain)


def policy(*scripts: str) -> str:
    """Allow the scripts of the page by their digests and nothing else, least of all a network."""
    digests = (b64encode(sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'"


def _read(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


def _style() -> str:
    return "".join(_read(f"{name}.css") for name in STYLES)


def _script() -> str:
    body = "\n".join(_read(f"{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{body}}})();\n'


def _vis() -> str:
    import pyvis  # noqa: PLC0415 - imported late

    path = Path(pyvis.__file__).parent / _VIS
    try:
        script = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ViewError(f"{path}: pyvis's drawing script is missing; install pyvis 0.3.2 again") from error
    return re.sub(r"\n//# sourceMappingURL=.*", "", script).replace("</script", "<\\/script")
