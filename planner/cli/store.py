"""The store of plans on the command line: which one it is, who uses it, and a plan by its name in it."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.speech import say

if TYPE_CHECKING:
    from planner.store.address import Address
    from planner.store.opening import Store
    from planner.store.reading import Entry, Kept

type _Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_KEY = "planner.store"


def _remembered(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta[_KEY] = value


store_option: _Decorator = click.option(
    "--store",
    metavar="URL",
    expose_value=False,
    callback=_remembered,
    help="Where saved plans lie: a file, or postgresql://USER@HOST/DATABASE (environment: PLANNER_STORE); not given: "
    "a file of the user's own.",
)
"""The store, remembered for the command that runs; it is no parameter of the command."""

who_option: _Decorator = click.option(
    "--who", metavar="NAME", help="Who does it, for the history; not given: the user of this computer."
)
"""Who does it, as ``who: str | None``."""


def address() -> Address:
    """Where the store lies, by option, environment or default. Raises ``StoreError``."""
    from planner.store.address import address_of

    context = click.get_current_context(silent=True)
    return address_of(None if context is None else context.meta.get(_KEY))


def the_store() -> Store:
    """The store, made where there is none."""
    from planner.store.opening import open_store

    return open_store(address(), say)


def store_if_there() -> Store | None:
    """The store where there is one: who only looks makes none."""
    from planner.store.opening import open_existing

    return open_existing(address(), say)


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
