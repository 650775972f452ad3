"""The plans that are compared, under the names that they are given, with their tables as far as these are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.plan.plan import Plan
from planner.programme.programme import Programme


@dataclass(frozen=True)
class Held:
    """A plan, its name, and the programme that it was made from; none where its tables cannot be read any more."""

    name: str
    plan: Plan
    programme: Programme | None = None


def with_tables_of_others(plans: Sequence[Held]) -> tuple[Held, ...]:
    """The same plans; one whose tables are not known gets those of another where it was made from the same.

    Rules and tables together have a hash: tables are the same where the hash is right under the plan's own rules.
    """
    known = [held.programme for held in plans if held.programme is not None]

    def completed(held: Held) -> Held:
        for programme in known if held.programme is None else ():
            own = replace(programme, rules=held.plan.model)
            if own.inputs_hash == held.plan.inputs_hash:
                return replace(held, programme=own)
        return held

    return tuple(map(completed, plans))
