"""What is saved: plans with their facts, and each with all that it was made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from planner.languages import T
from planner.store.contents import fetch
from planner.store.faults import DamageError, NoSuchPlanError
from planner.store.names import PlanKey
from planner.store.tables import files, notes, plans, tags

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


@dataclass(frozen=True)
class Note:
    """What somebody wrote to a plan."""

    who: str
    when: str
    text: str


@dataclass(frozen=True)
class KeptFile:
    """A file that a plan was made from: an input or the model, its path, the SHA-256 of its bytes."""

    role: Literal["inputs", "model"]
    path: str
    sha256: str


@dataclass(frozen=True)
class Entry:
    """The facts of a saved plan. Value and unit are those of the first objective; None where there is no plan."""

    id: int
    name: str
    version: int
    kind: Literal["plan", "infeasible"]
    plan_hash: str | None
    document_sha256: str
    rows_sha256: str | None
    inputs_hash: str
    programme: str
    status: str
    proof: str
    objective: str | None
    value: float | None
    unit: str | None
    saved_by: str
    saved_at: str
    planner_version: str
    solver: str
    python_version: str
    time_limit: float | None
    gap_limit: float | None
    tags: tuple[str, ...]
    notes: tuple[Note, ...]
    files: tuple[KeptFile, ...]

    @property
    def key(self) -> PlanKey:
        """Its name with its version."""
        return PlanKey(self.name, self.version)

    @property
    def hash(self) -> str:
        """What tells it apart: the plan's hash, or that of the proof that there is none."""
        return self.plan_hash or self.document_sha256


@dataclass(frozen=True)
class Kept:
    """A saved plan with the bytes of its document, of its certificate's rows, of its inputs and of its model."""

    entry: Entry
    document: bytes
    rows: bytes | None
    inputs: Mapping[str, bytes]
    model: Mapping[str, bytes]


def entries(connection: Connection, name: str | None = None, tag: str | None = None) -> list[Entry]:
    """The saved plans, by name and version; those of a name, or with a tag."""
    from sqlalchemy import select

    wanted = select(plans)
    if name is not None:
        wanted = wanted.where(plans.c.name == name)
    if tag is not None:
        wanted = wanted.where(plans.c.id.in_(select(tags.c.plan_id).where(tags.c.tag == tag)))
    rows = connection.execute(wanted).all()
    return sorted(_entries(connection, rows), key=lambda entry: (entry.name, entry.version))


def find(connection: Connection, key: PlanKey) -> Entry | None:
    """The plan under that key, the newest where it names no version; None where there is none."""
    from sqlalchemy import select

    wanted = select(plans).where(plans.c.name == key.name).order_by(plans.c.version.desc()).limit(1)
    if key.version is not None:
        wanted = wanted.where(plans.c.version == key.version)
    return next(iter(_entries(connection, connection.execute(wanted).all())), None)


def found(connection: Connection, key: PlanKey) -> Entry:
    """The plan under that key. Raises ``NoSuchPlanError`` with what there is instead."""
    entry = find(connection, key)
    if entry is None:
        raise no_such_plan(key, _like(connection, key))
    return entry


def no_such_plan(key: PlanKey, like: Sequence[str] = ()) -> NoSuchPlanError:
    """The error of a plan that is not saved; ``like`` names some that are."""
    if like:
        return NoSuchPlanError(
            T("No plan is saved as {name}; there is: {others}.", name=str(key), others=", ".join(like))
        )
    return NoSuchPlanError(T("No plan is saved as {name}; planner plans list shows what there is.", name=str(key)))


def fetched(connection: Connection, entry: Entry) -> Kept:
    """The plan with all its bytes, each checked. Raises ``DamageError`` where one is not what was saved."""
    by_role: dict[str, dict[str, bytes]] = {"inputs": {}, "model": {}}
    for file in entry.files:
        by_role[file.role][file.path] = fetch(connection, file.sha256)
    rows = None if entry.rows_sha256 is None else fetch(connection, entry.rows_sha256)
    return Kept(entry, fetch(connection, entry.document_sha256), rows, by_role["inputs"], by_role["model"])


def verified(connection: Connection) -> list[Entry]:
    """All plans, each read whole and checked against its hashes. Raises ``DamageError`` where one is not whole."""
    from planner.plan.plan import Plan

    there = entries(connection)
    for entry in there:
        kept = fetched(connection, entry)
        if entry.kind == "plan" and Plan.from_json(kept.document.decode()).computed_hash() != entry.plan_hash:
            raise DamageError(T("The store is damaged: {name} is not the plan that its hash names.", name=entry.key))
    return there


def _like(connection: Connection, key: PlanKey) -> list[str]:
    """Saved names that look like it, or the versions there are."""
    import difflib

    from sqlalchemy import select

    versions = sorted(connection.scalars(select(plans.c.version).where(plans.c.name == key.name)))
    if versions:
        return [str(PlanKey(key.name, version)) for version in versions[-5:]]
    return difflib.get_close_matches(key.name, set(connection.scalars(select(plans.c.name))), n=3)


def _entries(connection: Connection, rows: Sequence[Row[Any]]) -> list[Entry]:
    ids = [row.id for row in rows]
    marked = _by_plan(connection, tags, ids)
    written = _by_plan(connection, notes, ids)
    made_from = _by_plan(connection, files, ids)
    return [
        Entry(
            **{name: value for name, value in row._mapping.items() if name != "token"},
            tags=tuple(sorted(tag.tag for tag in marked[row.id])),
            notes=tuple(
                Note(note.written_by, note.written_at, note.note)
                for note in sorted(written[row.id], key=lambda note: note.id)
            ),
            files=tuple(
                KeptFile(file.role, file.path, file.sha256)
                for file in sorted(made_from[row.id], key=lambda file: (file.role, file.path))
            ),
        )
        for row in rows
    ]


def _by_plan(connection: Connection, table: Any, ids: Sequence[int]) -> defaultdict[int, list[Row[Any]]]:
    """The rows of a table by the plan that they belong to; asked for some hundred plans at a time."""
    from sqlalchemy import select

    found: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for start in range(0, len(ids), 500):
        for row in connection.execute(select(table).where(table.c.plan_id.in_(ids[start : start + 500]))):
            found[row.plan_id].append(row)
    return found
