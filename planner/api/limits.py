"""How long a verb may search, and what is good enough, checked before any work is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.errors import UsageError
from planner.languages import T

if TYPE_CHECKING:
    from planner.solving.outcome import Limits


def limits_of(time_limit: float | None, gap: float | None = None) -> Limits:
    """The limits of a search: seconds, and the part of the objective that is good enough.

    Raises ``UsageError`` for a time that is not above 0, and for a gap that is no part of 1.
    """
    from planner.solving.outcome import Limits

    if time_limit is not None and not time_limit > 0:
        raise UsageError(T("time_limit={value} is no time: give seconds above 0.", value=time_limit))
    if gap is not None and not 0 <= gap <= 1:
        raise UsageError(T("gap={value} is no part of 1: 0.01 is one percent.", value=gap))
    return Limits(time_limit, gap)


def at_least(name: str, value: int, least: int) -> int:
    """The value. Raises ``UsageError`` where it is below the least."""
    if value < least:
        raise UsageError(T("{name}={value} is too little: at least {least}.", name=name, value=value, least=least))
    return value
