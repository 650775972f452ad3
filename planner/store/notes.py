"""Notes and tags: what may be added to a plan that is saved. The plan itself never changes."""

from __future__ import annotations

from planner.store.history import record
from planner.store.moments import now
from planner.store.names import PlanKey, note_text, tag_name, who_name
from planner.store.opening import Store, changing
from planner.store.reading import Entry, found
from planner.store.tables import notes, tags


def add_note(store: Store, key: PlanKey, text: str, who: str) -> Entry:
    """Add a note; none is ever taken back. Raises ``NoSuchPlanError``."""
    note, who = note_text(text), who_name(who)
    with changing(store) as connection:
        entry = found(connection, key)
        written = {"plan_id": entry.id, "written_by": who, "written_at": now(), "note": note}
        connection.execute(notes.insert(), written)
        record(connection, (entry.name, entry.version, entry.hash), "noted", who)
    return entry


def set_tag(store: Store, key: PlanKey, text: str, who: str, *, on: bool = True) -> Entry:
    """Add a tag, or take it off; where that is so already, nothing happens. Raises ``NoSuchPlanError``."""
    tag, who = tag_name(text), who_name(who)
    with changing(store) as connection:
        entry = found(connection, key)
        if (tag in entry.tags) == on:
            return entry
        if on:
            connection.execute(tags.insert(), {"plan_id": entry.id, "tag": tag})
        else:
            connection.execute(tags.delete().where(tags.c.plan_id == entry.id, tags.c.tag == tag))
        record(connection, (entry.name, entry.version, entry.hash), "tagged" if on else "untagged", who, tag)
    return entry
