"""The store of plans: which one is meant, who uses it, and a plan by its name in it."""

from __future__ import annotations

import contextlib
import getpass
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.languages import Text

if TYPE_CHECKING:
    from planner.store.address import Address
    from planner.store.opening import Store
    from planner.store.reading import Entry, Kept


@dataclass(frozen=True)
class _Meant:
    """The store's address as somebody wrote it, None for the usual one, and who is told what is to be said of it."""

    url: str | None = None
    say: Callable[[Text], None] = lambda _: None


_meant: ContextVar[_Meant] = ContextVar("planner.opening.store", default=_Meant())  # noqa: B039 - it is frozen


@contextlib.contextmanager
def using(url: str | None, say: Callable[[Text], None] = lambda _: None) -> Iterator[None]:
    """Within this context that store is meant: a file, or postgresql://USER@HOST/DATABASE."""
    token = _meant.set(_Meant(url, say))
    try:
        yield
    finally:
        _meant.reset(token)


def address() -> Address:
    """Where the store lies: as it is meant, by environment or default. Raises ``StoreError``."""
    from planner.store.address import address_of

    return address_of(_meant.get().url)


def the_store() -> Store:
    """The store, made where there is none."""
    from planner.store.opening import open_store

    return open_store(address(), _meant.get().say)


def store_if_there() -> Store | None:
    """The store where there is one: who only looks makes none."""
    from planner.store.opening import open_existing

    return open_existing(address(), _meant.get().say)


def user(who: str | None) -> str:
    """Who does it: who is named, or the user of this computer."""
    from planner.store.names import who_name

    if who is not None:
        return who_name(who)
    try:
        return who_name(getpass.getuser())
    except Exception:  # there are computers without users
        return "unknown"


def entry_of(given: Path) -> Entry | None:
    """The facts of the saved plan of that name; None where there is none, or the word can be none's name."""
    from planner.errors import UsageError
    from planner.store.names import plan_key
    from planner.store.opening import reading
    from planner.store.reading import find

    try:
        key = plan_key(str(given))
    except UsageError:
        return None
    store = store_if_there()
    if store is None:
        return None
    with reading(store) as connection:
        return find(connection, key)


def kept_under(given: Path) -> Kept | None:
    """The saved plan of that name, whole; None where there is none."""
    from planner.store.opening import reading
    from planner.store.reading import fetched

    entry = entry_of(given)
    store = None if entry is None else store_if_there()
    if entry is None or store is None:
        return None
    with reading(store) as connection:
        return fetched(connection, entry)
