"""A saved plan, whole, for the commands that write it out or make it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.opening.store import store_if_there

if TYPE_CHECKING:
    from planner.store.names import PlanKey
    from planner.store.reading import Kept


def kept_plan(key: PlanKey) -> Kept:
    """The plan with all its bytes, each checked. Raises ``NoSuchPlanError``, ``DamageError``."""
    from planner.store.opening import reading
    from planner.store.reading import fetched, found, no_such_plan

    store = store_if_there()
    if store is None:
        raise no_such_plan(key)
    with reading(store) as connection:
        return fetched(connection, found(connection, key))
