"""What Alembic runs to make the tables of a store, and to bring older ones up to date."""
