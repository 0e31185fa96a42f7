"""One server over the examples for all the tests that do not need their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.server.client import Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def server(built: Path) -> Iterator[Server]:
    with serving(built, "--rows", 500, "--timeout", 20, "--workers", 3, "--cors", "https://friend.example") as one:
        yield one
