"""Who did what when: one line for each change of the store, which stays when the plan is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planner.store.moments import now
from planner.store.tables import events

if TYPE_CHECKING:
    from sqlalchemy import Connection

What = Literal["saved", "removed", "noted", "tagged", "untagged"]


@dataclass(frozen=True)
class Event:
    """One change: of which plan, by name, version and hash, by whom and when."""

    name: str
    version: int
    what: What
    who: str
    when: str
    hash: str
    detail: str


def record(connection: Connection, plan: tuple[str, int, str], what: What, who: str, detail: str = "") -> None:
    """Write it down, in the transaction that does it. ``plan``: name, version and hash."""
    name, version, fingerprint = plan
    connection.execute(
        events.insert(),
        {
            "name": name,
            "version": version,
            "what": what,
            "done_by": who,
            "done_at": now(),
            "hash": fingerprint,
            "detail": detail,
        },
    )


def history(connection: Connection, name: str) -> list[Event]:
    """All that happened to the plans of a name, in its order."""
    from sqlalchemy import select

    rows = connection.execute(select(events).where(events.c.name == name).order_by(events.c.id))
    return [Event(row.name, row.version, row.what, row.done_by, row.done_at, row.hash, row.detail) for row in rows]
