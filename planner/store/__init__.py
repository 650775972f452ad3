"""Plans kept under names, with all that they were made from, in one SQLite file or in a team's PostgreSQL."""
