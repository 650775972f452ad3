"""A plan is saved: one transaction, in which the version is given and everything is kept, or nothing is."""

from __future__ import annotations

import platform
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.languages import T
from planner.plan.infeasibility import Infeasibility
from planner.store.contents import Content, keep
from planner.store.faults import (
    TRY_AGAIN,
    SaveConflictError,
    StoreError,
    broke_off,
    ends_unknown,
    is_starting,
    state_of,
    store_error,
    unknown_end,
)
from planner.store.history import record
from planner.store.material import Material
from planner.store.moments import now, to_the_second
from planner.store.names import PlanKey, note_text, plain_line, plan_name, tag_name, who_name
from planner.store.opening import Store, reading, writing
from planner.store.tables import files, names, notes, plans, tags

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_ATTEMPTS = 8
"""The last one comes 13 seconds after the first: time enough for a server that recovers."""


@dataclass(frozen=True)
class Order:
    """What is to be saved under which name, by whom. ``after``: only if that is still the newest version; 0: only if
    there is none of that name."""

    name: str
    material: Material
    who: str
    note: str | None = None
    tags: Sequence[str] = ()
    after: int | None = None

    def checked(self) -> Order:
        """The order with its texts as they are kept. Raises ``UsageError`` where one of them cannot be."""
        return Order(
            plan_name(self.name),
            self.material,
            who_name(self.who),
            None if self.note is None else note_text(self.note),
            tuple(dict.fromkeys(map(tag_name, self.tags))),
            self.after,
        )


@dataclass(frozen=True)
class Saved:
    """The plan under its name and version."""

    name: str
    version: int
    saved_at: str
    hash: str

    def __str__(self) -> str:
        return f"{self.name}@{self.version}"


def save(store: Store, order: Order) -> Saved:
    """Save; when this returns, the plan is on the disk. Raises ``SaveConflictError`` where somebody saved in between,
    ``StoreError`` where it cannot be, and nothing is saved then; ``UnknownEndError`` where nobody knows.

    Where the connection to a server breaks, nobody knows whether the transaction was done: it is looked up by its
    token, and done again where it is not there. So an order is never saved twice.
    """
    from sqlalchemy.exc import SQLAlchemyError

    order = order.checked()
    packed = _Packed.of(order)
    token = secrets.token_hex(16)
    unknown = gone = False
    for attempt in range(1, _ATTEMPTS + 1):
        ending = False
        try:
            with writing(store) as connection:
                saved = _saved(connection, token) or _save(connection, order, packed, token)
                ending = True
            return saved
        except SQLAlchemyError as error:
            said = store_error(error, store.address)
            unknown = unknown or (ending and ends_unknown(error))
            gone = gone or broke_off(error) or is_starting(error)
            if not gone and state_of(error) not in TRY_AGAIN:
                break
        if attempt < _ATTEMPTS:
            time.sleep(0.05 * 2**attempt)
    if unknown and not _is_known_to_be_missing(store, token):
        raise unknown_end(store.address)
    raise said


def _is_known_to_be_missing(store: Store, token: str) -> bool:
    """Whether the store can be asked, and has nothing under the token. What a failing disk has, it may lose."""
    try:
        with reading(store) as connection:
            return _saved(connection, token) is None
    except StoreError:
        return False


def check_after(connection: Connection, name: str, after: int | None) -> None:
    """Raise ``SaveConflictError`` unless that version is the newest; None is content with any."""
    if after is None:
        return
    from sqlalchemy import select

    newer = connection.execute(
        select(plans).where(plans.c.name == name, plans.c.version > after).order_by(plans.c.version)
    ).all()
    newest = connection.scalar(
        select(plans.c.version).where(plans.c.name == name).order_by(plans.c.version.desc()).limit(1)
    )
    if newer:
        raise _conflict(name, after, newer)
    if (newest or 0) != after:
        raise SaveConflictError(
            T(
                "Not saved: the newest version of {name} is {newest}, not {after}.",
                name=name,
                newest=newest or T("none"),
                after=after,
            )
        )


def _conflict(name: str, after: int, newer: Sequence[Row[Any]]) -> SaveConflictError:
    last = newer[-1]
    return SaveConflictError(
        T(
            "Not saved: version {after} of {name} is no longer the newest. {who} saved {newest} at {moment} "
            "(hash {hash}); newer versions in all: {count}.",
            name=name,
            after=after,
            who=last.saved_by,
            newest=str(PlanKey(name, last.version)),
            moment=to_the_second(last.saved_at),
            hash=(last.plan_hash or last.document_sha256)[:16],
            count=len(newer),
        )
    )


@dataclass(frozen=True)
class _Packed:
    """The contents of an order, hashed and packed before any lock is taken."""

    document: Content
    rows: Content | None
    inputs: dict[str, Content]
    model: dict[str, Content]

    @classmethod
    def of(cls, order: Order) -> _Packed:
        material = order.material
        return cls(
            Content.of(material.document.to_json().encode()),
            None if material.rows is None else Content.of(material.rows),
            {path: Content.of(data) for path, data in material.inputs.items()},
            {path: Content.of(data) for path, data in material.model.items()},
        )

    def all(self) -> list[Content]:
        rows = [] if self.rows is None else [self.rows]
        return [self.document, *rows, *self.inputs.values(), *self.model.values()]


def _saved(connection: Connection, token: str) -> Saved | None:
    """What was saved under the token, before the connection broke."""
    from sqlalchemy import select

    row = connection.execute(select(plans).where(plans.c.token == token)).first()
    return None if row is None else Saved(row.name, row.version, row.saved_at, row.plan_hash or row.document_sha256)


def _save(connection: Connection, order: Order, packed: _Packed, token: str) -> Saved:
    check_after(connection, order.name, order.after)
    version = _next_version(connection, order.name)
    keep(connection, packed.all())
    row = _row(order, packed) | {"name": order.name, "version": version, "token": token}
    plan_id = connection.execute(plans.insert().returning(plans.c.id), row).scalar_one()
    for role, found in (("inputs", packed.inputs), ("model", packed.model)):
        for path, content in found.items():
            connection.execute(
                files.insert(), {"plan_id": plan_id, "role": role, "path": path, "sha256": content.sha256}
            )
    if order.note is not None:
        written = {"written_by": order.who, "written_at": row["saved_at"], "note": order.note}
        connection.execute(notes.insert(), {"plan_id": plan_id} | written)
    for tag in order.tags:
        connection.execute(tags.insert(), {"plan_id": plan_id, "tag": tag})
    saved = Saved(order.name, version, row["saved_at"], row["plan_hash"] or row["document_sha256"])
    record(connection, (saved.name, saved.version, saved.hash), "saved", order.who)
    return saved


def _next_version(connection: Connection, name: str) -> int:
    """The next version of a name, and that it is given now."""
    from sqlalchemy import select

    last = connection.scalar(select(names.c.last_version).where(names.c.name == name))
    if last is None:
        connection.execute(names.insert(), {"name": name, "last_version": 1})
        return 1
    connection.execute(names.update().where(names.c.name == name).values(last_version=last + 1))
    return int(last) + 1


def _row(order: Order, packed: _Packed) -> dict[str, Any]:
    """The facts of a plan, as its row has them."""
    document = order.material.document
    return {
        "document_sha256": packed.document.sha256,
        "rows_sha256": None if packed.rows is None else packed.rows.sha256,
        "inputs_hash": document.inputs_hash,
        "programme": plain_line(document.model.programme),
        "saved_by": order.who,
        "saved_at": now(),
        "planner_version": plain_line(document.planner_version, 40),
        "solver": plain_line(document.solver),
        "python_version": platform.python_version(),
        "time_limit": order.material.time_limit,
        "gap_limit": order.material.gap_limit,
    } | _result(document)


def _result(document: Any) -> dict[str, Any]:
    if isinstance(document, Infeasibility):
        nothing = dict.fromkeys(("plan_hash", "objective", "value", "unit"))
        return {"kind": "infeasible", "status": "infeasible", "proof": "certified", **nothing}
    return {
        "kind": "plan",
        "plan_hash": document.plan_hash,
        "status": document.status,
        "proof": document.proof,
        "objective": document.objective.name,
        "value": document.objective.value,
        "unit": document.objective.unit,
    }
