"""What becomes of the money that tier 1 gives back: its parts add up to it, to the won."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, astuple, dataclass

from planner.export.wording import Joined
from planner.languages import T, Text
from planner.plan.plan import Plan


@dataclass(frozen=True)
class Returned:
    """Parts of all that is given back [won]: of what pools receive in the award years, what they pay, still hold at
    the end and lose by the allowance; what no pool receives; and what falls due after the award years."""

    spent: int
    left: int
    lost: int
    no_pool: int
    later: int

    @classmethod
    def of(cls, plan: Plan) -> Returned:
        """By the plan's calendar of repayments and its pools' accounts."""
        last = plan.model.years.award[1]
        return cls(
            spent=sum(account.paid for account in plan.pools),
            left=sum(account.closing for account in plan.pools if account.year == last),
            lost=sum(account.lost for account in plan.pools),
            no_pool=sum(due.owed_won for due in plan.repayments if due.year <= last and not due.pool),
            later=sum(due.owed_won for due in plan.repayments if due.year > last),
        )

    @property
    def won(self) -> int:
        """All of it [won]."""
        return sum(astuple(self))


_PARTS = {
    "spent": T("{won} are spent again on tier 2"),
    "left": T("{won} stay in the pools"),
    "lost": T("{won} are allowed for losses"),
    "no_pool": T("{won} go to no pool"),
    "later": T("{won} fall due after the award years"),
}


def in_words(returned: Returned, says: Callable[[int, Sequence[int]], Sequence[Text]]) -> Text:
    """All parts that are something, with their amounts as ``says`` words what is spent again and the others."""
    amounts = asdict(returned)
    spent, *others = amounts.values()
    worded = dict(zip(amounts, says(spent, others), strict=True))
    return Joined(
        (Text(words.template, {"won": worded[part]}) for part, words in _PARTS.items() if amounts[part]), ", "
    )
