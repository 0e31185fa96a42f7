"""cargraph reads texts about CAR-T cells and builds a knowledge graph with the numbers and the evidence.

Importing it imports next to nothing; each name below is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cargraph.resources import VERSION

if TYPE_CHECKING:
    from cargraph.api import (
        audit_papers,
        build,
        export,
        extract,
        info,
        open,  # noqa: A004 - cargraph.open(folder), as gzip.open(file)
        plot,
        queries,
        query,
        remove,
        serve,
        show,
        validate,
        view,
    )
    from cargraph.errors import CargraphError
    from cargraph.knowledge import KnowledgeGraph
    from cargraph.measure import evaluate
    from cargraph.upkeep import check_rules, lint_terms

__version__ = VERSION

_HOMES = {
    "CargraphError": "cargraph.errors",
    "KnowledgeGraph": "cargraph.knowledge",
    "audit_papers": "cargraph.api",
    "build": "cargraph.api",
    "check_rules": "cargraph.upkeep",
    "evaluate": "cargraph.measure",
    "export": "cargraph.api",
    "extract": "cargraph.api",
    "info": "cargraph.api",
    "lint_terms": "cargraph.upkeep",
    "open": "cargraph.api",
    "plot": "cargraph.api",
    "queries": "cargraph.api",
    "query": "cargraph.api",
    "remove": "cargraph.api",
    "serve": "cargraph.api",
    "show": "cargraph.api",
    "validate": "cargraph.api",
    "view": "cargraph.api",
}

__all__ = [
    "CargraphError",
    "KnowledgeGraph",
    "audit_papers",
    "build",
    "check_rules",
    "evaluate",
    "export",
    "extract",
    "info",
    "lint_terms",
    "open",
    "plot",
    "queries",
    "query",
    "remove",
    "serve",
    "show",
    "validate",
    "view",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'cargraph' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
