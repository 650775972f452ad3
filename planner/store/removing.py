"""A plan is removed: one version or a whole name, with what nothing else uses; that it was there stays written."""

from __future__ import annotations

from planner.store.contents import sweep
from planner.store.history import record
from planner.store.names import PlanKey, who_name
from planner.store.opening import Store, changing
from planner.store.reading import Entry, entries, found
from planner.store.tables import files, notes, plans, tags


def remove(store: Store, key: PlanKey, who: str) -> list[Entry]:
    """Remove the version, or all versions where the key names none; gives what was removed. Raises
    ``NoSuchPlanError``."""
    who = who_name(who)
    with changing(store) as connection:
        found(connection, key)
        gone = [entry for entry in entries(connection, key.name) if key.version in (None, entry.version)]
        for entry in gone:
            for table in (files, notes, tags):
                connection.execute(table.delete().where(table.c.plan_id == entry.id))
            connection.execute(plans.delete().where(plans.c.id == entry.id))
            record(connection, (entry.name, entry.version, entry.hash), "removed", who)
        sweep(connection)
    return gone
