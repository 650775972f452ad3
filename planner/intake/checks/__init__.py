"""Checks between things: each looks at the whole draft, asks one question, and gives every fault that answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from planner.errors import Fault
from planner.intake.draft import Draft

type Check = Callable[[Draft], Iterable[Fault]]

CHECKS: tuple[Check, ...] = ()


def check(draft: Draft) -> list[Fault]:
    """All that the checks have to say, in their order."""
    return [fault for one in CHECKS for fault in one(draft)]
