"""A store gets the tables of this program: a new one all of them, an older one what it lacks, one program at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.languages import T
from planner.store.faults import DamageError, StoreError
from planner.store.opening import Store, writing
from planner.store.tables import SCHEMA, SCHEMA_TABLE

if TYPE_CHECKING:
    from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up(store: Store) -> None:
    """Bring the store to the tables that this program knows.

    Whoever comes second waits, and finds it done. Raises ``StoreError`` where the store is of a newer program.
    """
    with store.engine.connect() as connection, connection.begin():
        found = _schema(connection)
    _refuse_newer(store, found)
    if found == SCHEMA:
        return
    with writing(store) as connection:
        found = _schema(connection)
        _refuse_newer(store, found)
        if found is None:
            _refuse_others(store, connection)
        if found != SCHEMA:
            _migrate(connection)


def _schema(connection: Connection) -> str | None:
    """The number of the store's last migration; None where it has no tables yet."""
    from sqlalchemy import inspect, text

    if not inspect(connection).has_table(SCHEMA_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {SCHEMA_TABLE}")).scalar()  # noqa: S608 - a constant
    return None if found is None else str(found)


def _refuse_newer(store: Store, found: str | None) -> None:
    if found is None or found <= SCHEMA:
        return
    raise StoreError(
        T(
            "The store of plans ({store}) was made by a newer planner (tables {found}, this one knows {known}): "
            "update the planner.",
            store=store.address.shown,
            found=found,
            known=SCHEMA,
        )
    )


def _refuse_others(store: Store, connection: Connection) -> None:
    """A file with the tables of another program is no new store; a server's database may hold others' tables too."""
    from sqlalchemy import inspect

    if not store.is_server and inspect(connection).get_table_names():
        raise DamageError(T("{store} is a database of another program, no store of plans.", store=store.address.shown))


def _migrate(connection: Connection) -> None:
    """Run the migrations within the transaction of the connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    command.upgrade(config, SCHEMA)
