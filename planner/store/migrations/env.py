"""How Alembic runs: on the connection, and within the transaction, of whoever opens the store."""

from __future__ import annotations

from alembic import context

from planner.store.tables import SCHEMA_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=SCHEMA_TABLE,
)
context.run_migrations()
