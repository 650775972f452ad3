"""A small plan to be saved, made by hand; and what it was made from, of which the store only knows bytes."""

from __future__ import annotations

import functools
import hashlib

from planner.plan.plan import Plan, SourceFile
from planner.store.address import Address
from planner.store.material import INPUTS, Material
from planner.store.opening import Store, open_store, reading
from planner.store.reading import Entry, entries, verified
from planner.store.saving import Order, Saved, save
from tests.export import example

TABLES = {"suppliers.csv": b"supplier_id,tier\nA,1\n", "upgrades.csv": b"upgrade_id\n" + b"U\n" * 500}
ROWS = b"rows of the certificate"


@functools.cache
def plan(solver: str = "HiGHS 1.15.1") -> Plan:
    """The plan; other words for the solver make another document of the same plan."""
    sources = tuple(SourceFile(path=path, sha256=hashlib.sha256(data).hexdigest()) for path, data in TABLES.items())
    return example.plan().model_copy(update={"inputs": sources, "inputs_folder": INPUTS, "solver": solver}).sealed()


def material(solver: str = "HiGHS 1.15.1") -> Material:
    """The plan with its inputs, its rows and its model."""
    return Material(plan(solver), TABLES, ROWS, {"model.yaml": b"programme: trial\n"}, time_limit=60.0)


def order(name: str = "budget", who: str = "kim", after: int | None = None, solver: str = "HiGHS 1.15.1") -> Order:
    """An order to save it."""
    return Order(name, material(solver), who, after=after)


def saved(store: Store, name: str = "budget", who: str = "kim", solver: str = "HiGHS 1.15.1") -> Saved:
    """Saved as the next version of the name."""
    return save(store, order(name, who, solver=solver))


def there(store: Store) -> list[Entry]:
    """All plans that are saved."""
    with reading(store) as connection:
        return entries(connection)


def whole(address: Address) -> list[Entry]:
    """All plans of a store opened anew, each read and checked to the last byte; SQLite's own check passes too."""
    store = open_store(address)
    with reading(store) as connection:
        if not store.is_server:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        return verified(connection)
