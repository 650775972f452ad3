"""What suppliers promised to give back in past years, and what came: one figure a supplier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.plan.plan import Plan


@dataclass(frozen=True)
class Promised:
    """A supplier's past years together [won]: what fell due, what came, what of the rest is asked again."""

    supplier_id: str
    due: int
    came: int
    asked_again: int

    @property
    def missing(self) -> int:
        """What fell due and did not come."""
        return max(0, self.due - self.came)

    @property
    def lost(self) -> int:
        """What of it nobody asks for any more."""
        return self.missing - self.asked_again

    @property
    def part(self) -> Fraction | None:
        """What came of what fell due; none where nothing did."""
        return Fraction(self.came, self.due) if self.due else None


def promised(plan: Plan) -> Sequence[Promised]:
    """The suppliers from whom something was due or came before the first planned year, in code-point order."""
    past = [due for due in plan.repayments if due.received_won is not None]
    again = {due.supplier_id: due.arrears_won for due in plan.repayments if due.arrears_won}
    return [
        Promised(
            supplier_id,
            due=sum(due.owed_won for due in past if due.supplier_id == supplier_id),
            came=sum(due.received_won or 0 for due in past if due.supplier_id == supplier_id),
            asked_again=again.get(supplier_id, 0),
        )
        for supplier_id in sorted({due.supplier_id for due in past})
    ]
