"""Files that are written whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from cargraph.errors import CargraphError
from cargraph.graph.disk import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def stream(path: Path, lines: Iterable[str]) -> None:
    """Write lines to a file, whole or not at all. Raises CargraphError where it cannot be written to."""
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", errors="replace", newline="") as out:
            out.writelines(lines)
        temporary.replace(path)
    except OSError as error:
        raise CargraphError(f"{path}: cannot be written ({error.strerror}); give another place") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def written(path: Path, data: bytes) -> Path:
    """Write a file whole, unless it holds the same bytes already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        same = path.is_file() and path.read_bytes() == data
    except OSError as error:
        raise CargraphError(f"{path}: cannot be written ({error.strerror}); give another place") from error
    if not same:
        write_whole(path, data)
    return path
