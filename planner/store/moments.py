"""Moments as the store keeps them: in UTC, as text that sorts as time does."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """This moment, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def to_the_second(moment: str) -> str:
    """A kept moment for people."""
    return f"{moment[:10]} {moment[11:19]} UTC"
