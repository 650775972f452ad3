"""Other people's tables, and files put together."""
