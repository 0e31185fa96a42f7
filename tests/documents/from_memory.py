"""Inputs given as bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cargraph.documents import Skipped, read

if TYPE_CHECKING:
    from cargraph.model import Paper


def read_bytes(data: bytes) -> list[Paper | Skipped]:
    """Return what a file with these bytes gives."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "input"
        path.write_bytes(data)
        return list(read([path]))
