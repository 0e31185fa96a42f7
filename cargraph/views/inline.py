"""The page inside a notebook's cell: a frame that carries the page itself."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from cargraph.views.build import view_model
from cargraph.views.page import page

if TYPE_CHECKING:
    from cargraph.views.readable import Readable
    from cargraph.views.where import Conditions


@dataclass(frozen=True, slots=True)
class Inline:
    """A page that Jupyter shows below the cell that returns it. `html` is the whole page, `height` is in pixels."""

    html: str
    height: int = 640

    def _repr_html_(self) -> str:
        """Return a frame that may run the page's script and save files, and reaches nothing around it."""
        style = f"width:100%;height:{self.height}px;border:1px solid #8a93a0;border-radius:8px"
        rights = "allow-scripts allow-downloads allow-popups"
        title = "CAR-T knowledge graph"
        return f'<iframe title="{title}" sandbox="{rights}" style="{style}" srcdoc="{escape(self.html)}"></iframe>'


def inline(
    graph: Readable, focus: str | None = None, steps: int = 1, height: int = 640, where: Conditions = ()
) -> Inline:
    """Return the page of a graph for a notebook's cell; `focus`, `steps` and `where` as in `view_model`.

    Raises ViewError for a name that no entity has, or a condition that cannot be met.
    """
    return Inline(page(view_model(graph, focus, steps, where=where)), height)
