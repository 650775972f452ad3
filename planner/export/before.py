"""The plan that was decided before, against which a changed one is held."""

from __future__ import annotations

from dataclasses import dataclass

from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.programme.supplier import Supplier
from planner.programme.upgrade import Upgrade


@dataclass(frozen=True)
class Before:
    """A plan and the programme that it was made from; none where its tables are no longer what they were."""

    plan: Plan
    programme: Programme | None = None

    def supplier(self, name: str, now: Programme) -> Supplier | None:
        """The supplier of an award as it was; else as it is now; none where neither table knows it."""
        known = self.programme or now
        return known.suppliers.get(name) or now.suppliers.get(name)

    def upgrade(self, name: str, now: Programme) -> Upgrade | None:
        """The upgrade of an award, likewise."""
        known = self.programme or now
        return known.upgrades.get(name) or now.upgrades.get(name)
