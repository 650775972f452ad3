"""The first tables: contents, names, plans with their files, notes, tags, and who did what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.String(32)
_SHA256 = sa.String(64)


def upgrade() -> None:
    """Make the tables."""
    _make_contents()
    _make_plans()
    _make_what_belongs_to_plans()
    _make_events()


def _make_contents() -> None:
    op.create_table(
        "planner_contents",
        sa.Column("sha256", _SHA256, primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("size >= 0", name="size"),
    )


def _make_plans() -> None:
    op.create_table(
        "planner_names",
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("last_version", sa.Integer, nullable=False),
        sa.CheckConstraint("last_version >= 1", name="last_version"),
    )
    op.create_table(
        "planner_plans",
        sa.Column("id", _KEY, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(200), sa.ForeignKey("planner_names.name"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("token", sa.String(32), nullable=False, unique=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("document_sha256", _SHA256, sa.ForeignKey("planner_contents.sha256"), nullable=False),
        sa.Column("rows_sha256", _SHA256, sa.ForeignKey("planner_contents.sha256")),
        sa.Column("plan_hash", _SHA256),
        sa.Column("inputs_hash", _SHA256, nullable=False),
        sa.Column("programme", sa.String(200), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("proof", sa.String(16), nullable=False),
        sa.Column("objective", sa.String(200)),
        sa.Column("value", sa.Float),
        sa.Column("unit", sa.String(40)),
        sa.Column("saved_by", sa.String(200), nullable=False),
        sa.Column("saved_at", _MOMENT, nullable=False),
        sa.Column("planner_version", sa.String(40), nullable=False),
        sa.Column("solver", sa.String(200), nullable=False),
        sa.Column("python_version", sa.String(40), nullable=False),
        sa.Column("time_limit", sa.Float),
        sa.Column("gap_limit", sa.Float),
        sa.UniqueConstraint("name", "version"),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.CheckConstraint("kind IN ('plan', 'infeasible')", name="kind"),
    )
    op.create_index(None, "planner_plans", ["document_sha256"])
    op.create_index(None, "planner_plans", ["rows_sha256"])


def _make_what_belongs_to_plans() -> None:
    op.create_table(
        "planner_files",
        sa.Column("plan_id", _KEY, sa.ForeignKey("planner_plans.id"), primary_key=True),
        sa.Column("role", sa.String(16), primary_key=True),
        sa.Column("path", sa.String(400), primary_key=True),
        sa.Column("sha256", _SHA256, sa.ForeignKey("planner_contents.sha256"), nullable=False),
        sa.CheckConstraint("role IN ('inputs', 'model')", name="role"),
    )
    op.create_index(None, "planner_files", ["sha256"])
    op.create_table(
        "planner_notes",
        sa.Column("id", _KEY, primary_key=True, autoincrement=True),
        sa.Column("plan_id", _KEY, sa.ForeignKey("planner_plans.id"), nullable=False),
        sa.Column("written_by", sa.String(200), nullable=False),
        sa.Column("written_at", _MOMENT, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_index(None, "planner_notes", ["plan_id"])
    op.create_table(
        "planner_tags",
        sa.Column("plan_id", _KEY, sa.ForeignKey("planner_plans.id"), primary_key=True),
        sa.Column("tag", sa.String(100), primary_key=True),
    )


def _make_events() -> None:
    op.create_table(
        "planner_events",
        sa.Column("id", _KEY, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("done_by", sa.String(200), nullable=False),
        sa.Column("done_at", _MOMENT, nullable=False),
        sa.Column("hash", _SHA256, nullable=False),
        sa.Column("detail", sa.String(200), nullable=False),
        sa.CheckConstraint("what IN ('saved', 'removed', 'noted', 'tagged', 'untagged')", name="what"),
    )
    op.create_index(None, "planner_events", ["name"])
