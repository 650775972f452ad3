"""The databases that a store is tried on: SQLite in a folder, and a PostgreSQL server where there is one."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from planner.store.address import Address, address_of

SERVER = "PLANNER_TEST_POSTGRESQL"
"""The variable with the address of a server on which databases may be made and dropped: .ci/with-postgresql sets it."""


def in_folder(folder: Path) -> Address:
    """A store that is yet to be made, in SQLite."""
    return address_of(str(folder / "plans.sqlite"))


@contextlib.contextmanager
def on_server(url: str) -> Iterator[Address]:
    """A store that is yet to be made, in a new database of the server, which is dropped afterwards."""
    import psycopg

    name = f"plans_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield address_of(f"{url.rpartition('/')[0]}/{name}")
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def server() -> str | None:
    """The address of the server, where there is one."""
    return os.environ.get(SERVER)
