"""The tables of the store. The migrations make them; a test holds the two against each other."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA = "0001"
"""The newest migration that this program knows, and the tables below."""

SCHEMA_TABLE = "planner_schema"
"""Where Alembic keeps the number of the last migration."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_KEY = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts rows by a column of this very type only."""

_MOMENT = String(32)
"""A moment in UTC as ISO 8601 writes it, to the microsecond: text sorts as time does, on every database."""

_SHA256 = String(64)

contents = Table(
    "planner_contents",
    metadata,
    Column("sha256", _SHA256, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    CheckConstraint("size >= 0", name="size"),
)
"""Files, each once however many plans use it, by the SHA-256 of their bytes; ``packed`` by zlib."""

names = Table(
    "planner_names",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("last_version", Integer, nullable=False),
    CheckConstraint("last_version >= 1", name="last_version"),
)
"""Names with the last version that was ever given: a number is never given twice, also after a removal."""

plans = Table(
    "planner_plans",
    metadata,
    Column("id", _KEY, primary_key=True, autoincrement=True),
    Column("name", String(200), ForeignKey("planner_names.name"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("token", String(32), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("document_sha256", _SHA256, ForeignKey("planner_contents.sha256"), nullable=False),
    Column("rows_sha256", _SHA256, ForeignKey("planner_contents.sha256")),
    Column("plan_hash", _SHA256),
    Column("inputs_hash", _SHA256, nullable=False),
    Column("programme", String(200), nullable=False),
    Column("status", String(16), nullable=False),
    Column("proof", String(16), nullable=False),
    Column("objective", String(200)),
    Column("value", Float),
    Column("unit", String(40)),
    Column("saved_by", String(200), nullable=False),
    Column("saved_at", _MOMENT, nullable=False),
    Column("planner_version", String(40), nullable=False),
    Column("solver", String(200), nullable=False),
    Column("python_version", String(40), nullable=False),
    Column("time_limit", Float),
    Column("gap_limit", Float),
    UniqueConstraint("name", "version"),
    CheckConstraint("version >= 1", name="version"),
    CheckConstraint("kind IN ('plan', 'infeasible')", name="kind"),
)
"""Saved plans, and proofs that there is none. A row never changes.

``token`` is made by whoever saves: after a broken connection it tells whether the save was done. ``planner_version``
and ``solver`` are those that made the plan, ``python_version`` is that which saved it; ``time_limit`` [s] and
``gap_limit`` are the limits that it was solved under, where they are known.
"""

files = Table(
    "planner_files",
    metadata,
    Column("plan_id", _KEY, ForeignKey("planner_plans.id"), primary_key=True),
    Column("role", String(16), primary_key=True),
    Column("path", String(400), primary_key=True),
    Column("sha256", _SHA256, ForeignKey("planner_contents.sha256"), nullable=False),
    CheckConstraint("role IN ('inputs', 'model')", name="role"),
)
"""The files that a plan was made from: its inputs by their paths within their folder, its model as it was written."""

notes = Table(
    "planner_notes",
    metadata,
    Column("id", _KEY, primary_key=True, autoincrement=True),
    Column("plan_id", _KEY, ForeignKey("planner_plans.id"), nullable=False),
    Column("written_by", String(200), nullable=False),
    Column("written_at", _MOMENT, nullable=False),
    Column("note", Text, nullable=False),
)
"""What people wrote to a plan; nothing is taken back."""

tags = Table(
    "planner_tags",
    metadata,
    Column("plan_id", _KEY, ForeignKey("planner_plans.id"), primary_key=True),
    Column("tag", String(100), primary_key=True),
)
"""Words that plans are found by."""

events = Table(
    "planner_events",
    metadata,
    Column("id", _KEY, primary_key=True, autoincrement=True),
    Column("name", String(200), nullable=False),
    Column("version", Integer, nullable=False),
    Column("what", String(16), nullable=False),
    Column("done_by", String(200), nullable=False),
    Column("done_at", _MOMENT, nullable=False),
    Column("hash", _SHA256, nullable=False),
    Column("detail", String(200), nullable=False),
    CheckConstraint("what IN ('saved', 'removed', 'noted', 'tagged', 'untagged')", name="what"),
)
"""Who did what when to which plan, by name, version and hash; it stays when the plan is removed."""

Index(None, plans.c.document_sha256)
Index(None, plans.c.rows_sha256)
Index(None, files.c.sha256)
Index(None, notes.c.plan_id)
Index(None, events.c.name)
