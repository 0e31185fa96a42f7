"""Files that are whole or not there, and the lock that lets one writer in."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING

from cargraph.errors import GraphError

if TYPE_CHECKING:
    from pathlib import Path

TEMPORARY = ".tmp"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that whoever opens it, also after a crash, finds the old bytes or the new ones.

    Raises GraphError where the disk refuses.
    """
    temporary = path.with_name(path.name + TEMPORARY)
    try:
        with temporary.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise GraphError(f"{path}: cannot be written ({error.strerror}); make room or give another folder") from error


def sync_folder(folder: Path) -> None:
    """Make renames and removals in a folder last through a loss of power."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what a killed writer left half-written."""
    for path in folder.glob(f"*{TEMPORARY}"):
        path.unlink(missing_ok=True)


class Lock:
    """The right to write into a store, held by one process until it lets go or ends."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises GraphError naming who holds it where another does."""
        try:
            self._file: IO[str] = path.open("a+", encoding="utf-8")
        except OSError as error:
            raise GraphError(f"{path.parent}: cannot be written ({error.strerror}); give another folder") from error
        try:
            _claim(self._file)
        except OSError as error:
            self._file.seek(0)
            holder = self._file.read().strip() or "another process"
            self._file.close()
            raise GraphError(
                f"{path.parent}: {holder} is writing to this store; wait until it is done, or open it read-only"
            ) from error
        self._file.truncate(0)
        self._file.write(f"process {os.getpid()}")
        self._file.flush()

    def release(self) -> None:
        """Let the next writer in."""
        self._file.close()


if sys.platform == "win32":

    def _claim(file: IO[str]) -> None:
        import msvcrt  # noqa: PLC0415 - this system only

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:

    def _claim(file: IO[str]) -> None:
        import fcntl  # noqa: PLC0415 - this system only

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
