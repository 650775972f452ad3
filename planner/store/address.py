"""Where the store lies: a file of one's own by default, or a team's server by URL. Passwords in it are never shown."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from planner.languages import T
from planner.store.faults import StoreError

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

VARIABLE = "PLANNER_STORE"
"""The environment variable that names the store where no option does."""

FILE = "plans.sqlite"

_SERVERS = ("postgresql", "postgres")


@dataclass(frozen=True)
class Address:
    """Where a store lies. ``shown`` is all of it that anybody gets to see; ``url`` may hold a password.

    ``file``: the file of SQLite; None where it is a server.
    """

    shown: str
    url: URL = field(repr=False)
    file: Path | None = None

    def __str__(self) -> str:
        return self.shown


def address_of(text: str | None = None) -> Address:
    """The store of that URL or file; not given: that of ``PLANNER_STORE``, or the default file of the user.

    Raises ``StoreError`` where it is no address of a store.
    """
    given = (text or os.environ.get(VARIABLE, "")).strip()
    if not given:
        return _of_file(_default_file())
    scheme, mark, rest = given.partition("://")
    if not mark:
        return _of_file(Path(given).expanduser())
    if scheme.split("+")[0].lower() == "sqlite":
        return _of_file(_path(rest))
    if scheme.split("+")[0].lower() in _SERVERS:
        return _of_server(rest)
    raise StoreError(
        T("The address of a store is a file, sqlite:///FILE, or postgresql://USER@HOST/DATABASE; this one is neither.")
    )


def _default_file() -> Path:
    """In the folder where the user's programs keep their data on this system."""
    from platformdirs import user_data_path

    return user_data_path("planner", appauthor=False) / FILE


def _of_file(path: Path) -> Address:
    from sqlalchemy.engine import URL

    file = Path(os.path.abspath(path))  # noqa: PTH100 - as it is named: links in it may change
    return Address(str(file), URL.create("sqlite", database=str(file)), file)


def _path(rest: str) -> Path:
    """The file in what follows ``sqlite://``: ``/relative``, ``//absolute``, ``/C:/absolute``."""
    from urllib.parse import unquote

    path = unquote(rest.removeprefix("/"))
    if not rest.startswith("/") or not path or "?" in rest or path == ":memory:":
        raise StoreError(T("A store in SQLite is a file: sqlite:///FILE, without anything behind it."))
    return Path(path).expanduser()


def _of_server(rest: str) -> Address:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(f"postgresql+psycopg://{rest}")
        port = url.port
    except (ArgumentError, ValueError):
        raise StoreError(
            T("The address of the store cannot be read; it is written postgresql://USER@HOST:PORT/DATABASE.")
        ) from None
    host = f"{url.host or _one(url, 'host') or 'localhost'}{f':{port}' if port else ''}"
    shown = f"PostgreSQL {host}/{url.database or _one(url, 'dbname') or ''}"
    return Address(shown, url)


def _one(url: URL, key: str) -> str:
    """One value of the URL's query, of those keys that hold no secret."""
    value = url.query.get(key, "")
    return value if isinstance(value, str) else ", ".join(value)
