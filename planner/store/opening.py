"""A store is opened: its engine, its transactions, and one writer at a time, whoever else has it open."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.languages import T, Text
from planner.store.address import Address
from planner.store.faults import StoreError, ends_unknown, is_busy, store_error, unknown_end
from planner.store.network import on_network

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

WAIT_SECONDS = 120
"""So long a writer waits for the others before it gives up."""

_TURN_SECONDS = 0.5
"""So long it waits inside of SQLite, where no key interrupts it."""

_CONNECT_SECONDS = 10
_IDLE_SECONDS = 60
"""A server ends a transaction in which nothing happened for so long: its owner is gone, and all others wait."""

_LOCK = 7_164_210_358
"""The number of the lock that writers on a server take; any would do."""


_SETTINGS = ("foreign_keys = ON", "synchronous = FULL", "secure_delete = ON")
"""What SQLite keeps to: rows belong to rows that are there, what is done is on the disk, what is removed is gone."""


@dataclass(frozen=True)
class Store:
    """An open store. ``engine`` is used through :func:`reading` and :func:`writing` alone."""

    address: Address
    engine: Engine

    @property
    def is_server(self) -> bool:
        """Whether it lies on a PostgreSQL server."""
        return self.address.file is None


def open_store(address: Address, say: Callable[[Text], None] = lambda _: None) -> Store:
    """The store, made where there is none, and brought up to this program's tables.

    Raises ``StoreError`` where it cannot be reached, or is of a newer program.
    """
    if address.file is not None:
        _make_file(address)
    return _opened(address, say)


def open_existing(address: Address, say: Callable[[Text], None] = lambda _: None) -> Store | None:
    """The store where there is one; None where no file is. Raises as :func:`open_store` does."""
    if address.file is not None and not os.path.lexists(address.file):
        return None
    return _opened(address, say)


@contextlib.contextmanager
def reading(store: Store) -> Iterator[Connection]:
    """One moment of the store, whatever others write meanwhile. Errors of the database leave as ``StoreError``."""
    options: dict[str, Any] = {}
    if store.is_server:
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with (
        _in_words(store.address),
        store.engine.connect() as connection,
        connection.execution_options(**options).begin(),
    ):
        yield connection


@contextlib.contextmanager
def writing(store: Store) -> Iterator[Connection]:
    """One transaction, and no other writer until its end: all of it is kept, or nothing.

    Errors of the database leave as they are: whoever writes knows what a broken connection means to it.
    """
    with store.engine.connect() as connection, connection.execution_options(writes=True).begin():
        yield connection


@contextlib.contextmanager
def changing(store: Store) -> Iterator[Connection]:
    """:func:`writing`, with errors of the database as ``StoreError``, and as ``UnknownEndError`` at its very end."""
    from sqlalchemy.exc import SQLAlchemyError

    ending = False
    try:
        with writing(store) as connection:
            yield connection
            ending = True
    except SQLAlchemyError as error:
        unknown = ending and ends_unknown(error)
        said = unknown_end(store.address) if unknown else store_error(error, store.address)
    else:
        return
    raise said


@contextlib.contextmanager
def _in_words(address: Address) -> Iterator[None]:
    """Errors of the database in words; the chain is cut, as what it says may hold secrets."""
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except SQLAlchemyError as error:
        said = store_error(error, address)
    else:
        return
    raise said


def _opened(address: Address, say: Callable[[Text], None]) -> Store:
    from planner.store.migrating import bring_up

    with _in_words(address):
        store = Store(address, _server(address) if address.file is None else _file(address))
        if address.file is not None:
            _choose_journal(store, say)
        bring_up(store)
    return store


def _server(address: Address) -> Engine:
    from sqlalchemy import NullPool, create_engine, event
    from sqlalchemy.exc import ArgumentError

    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise StoreError(
            T("A store on PostgreSQL needs the package psycopg: pip install 'planner[postgresql]'.")
        ) from None
    given = address.url.query
    settings = {"connect_timeout": _CONNECT_SECONDS, "application_name": "planner"}
    try:
        engine = create_engine(
            address.url,
            poolclass=NullPool,
            hide_parameters=True,
            isolation_level="READ COMMITTED",
            connect_args={key: value for key, value in settings.items() if key not in given},
        )
    except ArgumentError:
        raise StoreError(T("The address of the store ({store}) cannot be used.", store=address.shown)) from None

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
            connection.exec_driver_sql(f"SET LOCAL idle_in_transaction_session_timeout = '{_IDLE_SECONDS}s'")
            connection.exec_driver_sql("SET LOCAL synchronous_commit = on")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")

    return engine


def _file(address: Address) -> Engine:
    """The engine of a file: Python's driver leaves transactions to us, and no file is made by opening it."""
    from sqlalchemy import NullPool, create_engine, event

    assert address.file is not None
    uri = f"{address.file.as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=_TURN_SECONDS, isolation_level=None)
        try:
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine(address.url, poolclass=NullPool, hide_parameters=True, creator=connect)

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        patiently(lambda: connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN"))

    return engine


def patiently(step: Callable[[], object]) -> None:
    """Do something that other writers may keep from happening, again and again until it is done or time is over."""
    from sqlalchemy.exc import OperationalError

    ends = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            step()
            return
        except OperationalError as error:
            if not is_busy(error) or time.monotonic() > ends:
                raise
        time.sleep(0.01)


def _make_file(address: Address) -> None:
    """An empty file, and its folder, for its owner alone: plans are nobody else's to read."""
    assert address.file is not None
    if os.path.lexists(address.file):
        return
    try:
        address.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(address.file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            T(
                "The store of plans ({store}) cannot be made: {reason}.",
                store=address.shown,
                reason=error.strerror or type(error).__name__,
            )
        ) from None


def _choose_journal(store: Store, say: Callable[[Text], None]) -> None:
    """A write-ahead log, so that readers never wait; on another computer's disk, or where it cannot be, the older way.

    Either loses nothing. What a file has is left to it where it may only be read.
    """
    assert store.address.file is not None
    wanted = "delete" if on_network(store.address.file) else "wal"
    with store.engine.connect() as connection:
        found = _journal(connection, "")
        if found != wanted and os.access(store.address.file, os.W_OK):
            found = _journal(connection, f" = {wanted}")
    if found != "wal":
        say(
            T(
                "The store of plans ({store}) lies where SQLite cannot keep a write-ahead log, such as another "
                "computer's disk: whoever reads may have to wait for whoever writes. For a team, PostgreSQL is better.",
                store=store.address.shown,
            )
        )


def _journal(connection: Connection, change: str) -> str:
    """The way in which a file keeps what is not yet committed, after a change of it. The driver is asked directly: such
    a change is none of a transaction."""
    from sqlalchemy.exc import DBAPIError, OperationalError

    cursor = connection.connection.cursor()
    found: list[str] = []

    def ask() -> None:
        try:
            found[:] = [str(cursor.execute(f"PRAGMA journal_mode{change}").fetchone()[0])]
        except sqlite3.OperationalError as error:
            raise OperationalError(None, None, error) from None
        except sqlite3.Error as error:
            raise DBAPIError(None, None, error) from None

    patiently(ask)
    return found[0]
