"""What a store promises is tried on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.store.address import Address
from tests.contract.databases import SERVER, in_folder, on_server, server


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Address]:
    """A store that is yet to be made."""
    if request.param == "sqlite":
        yield in_folder(tmp_path)
        return
    url = server()
    if url is None:
        pytest.skip(f"no PostgreSQL server: {SERVER} names none (bash .ci/with-postgresql COMMAND starts one)")
    with on_server(url) as found:
        yield found
