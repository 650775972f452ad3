"""What is said of an upgrade: plain data, so that pages and sheets can read it without a solver behind them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from planner.languages import Text
from planner.plan.plan import Award, Plan

type Kind = Literal["cost", "own", "budget", "rule"]
"""What is changed: the upgrade's cost, the support its supplier accepts, a purse's budget of a year, a rule's level."""

type Checked = Literal["plan", "linear"]
"""How a figure was found: a whole plan was made again, in whole won and audited (that a step less does not do, where a
linear programme says so, by that); or a linear programme was solved again."""


@dataclass(frozen=True)
class Part:
    """What one group of rows takes from an upgrade's worth [objective's unit]; below 0 it adds to it.

    ``million_won`` is what the whole upgrade would use of it, where it is money; ``price`` what a million won of it
    brings elsewhere.
    """

    rule: str
    says: Text
    amount: float
    million_won: float | None = None

    @property
    def price(self) -> float | None:
        """What a million won of it brings elsewhere [objective's unit per million won]."""
        return self.amount / self.million_won if self.million_won else None


@dataclass(frozen=True)
class Weighing:
    """An upgrade in its best year: its worth against what its money and rules are worth elsewhere [objective's unit].

    Figures are of the whole upgrade, by the prices of the linear programme.
    """

    year: int
    worth: float
    parts: tuple[Part, ...]

    @property
    def margin(self) -> float:
        """By how much its worth is above what it takes from others; below 0: by how much it falls short."""
        return self.worth - sum(part.amount for part in self.parts)


@dataclass(frozen=True)
class Forced:
    """What the objective loses where the upgrade must be awarded in full; ``conflict`` where no plan can hold it.

    ``loss`` [objective's unit] is None where there is no such plan, or where that was not found out.
    """

    loss: float | None
    checked: Checked
    conflict: tuple[Text, ...] = ()
    unsure: bool = False


@dataclass(frozen=True)
class Enough:
    """The smallest change of one kind that brings an upgrade in, and how much of it is then awarded.

    ``step`` less is not enough: then ``share_below`` is awarded. ``before``, ``after`` and ``step`` are in ``unit``:
    won, a share of the cost, or the rule's own. ``sure``: a step less was tried, and was not enough.
    """

    kind: Kind
    says: Text
    setting: str
    unit: str
    before: Fraction
    after: Fraction
    step: Fraction
    share: float
    share_below: float
    checked: Checked
    sure: bool = True

    @property
    def change(self) -> Fraction:
        """By how much it changes."""
        return abs(self.after - self.before)


@dataclass(frozen=True)
class NotEnough:
    """No change of this kind that was tried brings the upgrade in; ``furthest`` is the largest that was.

    Of a purse, ``furthest`` is so much more in every year; ``alone``: that would do, but no year does by itself.
    ``stopped``: there was no time to look.
    """

    kind: Kind
    says: Text
    unit: str
    before: Fraction
    furthest: Fraction | None
    stopped: bool = False
    alone: bool = False


@dataclass(frozen=True)
class Explained:
    """All that is said of one upgrade. ``share`` is the part awarded, exact; ``tie``: some plan as good treats its
    supplier otherwise, so that the published order decided; ``no_payer``: no purse may pay it, whatever changes here.
    """

    upgrade_id: str
    supplier_id: str
    technology: str
    cost_won: int
    tonnes: Fraction | None
    awards: tuple[Award, ...]
    share: Fraction
    mandatory: bool
    tie: bool
    reason: Text | None
    weighing: Weighing | None
    forced: Forced | None = None
    enough: tuple[Enough, ...] = ()
    not_enough: tuple[NotEnough, ...] = ()
    no_payer: bool = False

    @property
    def is_in(self) -> bool:
        """Whether at least half of it is awarded."""
        return self.share >= Fraction(1, 2)


@dataclass(frozen=True)
class Explanation:
    """Upgrades explained, in the order asked. ``told``: the number, from 0, of the objective in which differences are
    told; ``stopped``: a limit left something out."""

    plan: Plan
    objective: str
    unit: str
    upgrades: tuple[Explained, ...]
    stopped: bool
    told: int = 0
