"""Single changes of a programme: an upgrade forced in, a purse with more money, a rule at another level, other costs.

What a change means is the changed programme, and nothing else; :mod:`planner.study.again` only gets there sooner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from planner.programme.programme import Programme
from planner.programme.upgrade import CostLine, Upgrade
from planner.study.policy.levels import Level
from planner.study.policy.making import with_rules


@dataclass(frozen=True)
class Forced:
    """The upgrade must be awarded in full."""

    upgrade_id: str

    def made(self, programme: Programme) -> Programme:
        """The programme with the change."""
        return with_upgrade(programme, self.upgrade_id, mandatory=True)


@dataclass(frozen=True)
class MoreBudget:
    """So many won more in a purse's budget of a year; less, where below 0."""

    funder: str
    year: int
    won: int

    def made(self, programme: Programme) -> Programme:
        """The programme with the change."""
        funders = tuple(
            funder.model_copy(
                update={"budget": {**funder.budget, self.year: funder.budget.get(self.year, 0) + self.won}}
            )
            if funder.id == self.funder
            else funder
            for funder in programme.rules.funders
        )
        return with_rules(programme, funders=funders)


@dataclass(frozen=True)
class AtLevel:
    """A rule at another level [the level's unit], such as a floor of 25 %."""

    level: Level
    to: Fraction

    def made(self, programme: Programme) -> Programme:
        """The programme with the change."""
        return self.level.at(programme, self.to)


@dataclass(frozen=True)
class AtCost:
    """The upgrade costs so many won, its cost lines in the proportions that they have."""

    upgrade_id: str
    won: int

    def made(self, programme: Programme) -> Programme:
        """The programme with the change."""
        upgrade = programme.upgrades[self.upgrade_id]
        if upgrade.cost_won is not None:
            return with_upgrade(programme, self.upgrade_id, cost_won=self.won)
        return with_upgrade(programme, self.upgrade_id, cost_lines=_scaled(upgrade, self.won))


@dataclass(frozen=True)
class Accepts:
    """The supplier accepts support of no more than this share of the upgrade's shared cost, and pays the rest."""

    upgrade_id: str
    rate: Fraction

    def made(self, programme: Programme) -> Programme:
        """The programme with the change."""
        return with_upgrade(programme, self.upgrade_id, support_rate_min=self.rate)


type Alteration = Forced | MoreBudget | AtLevel | AtCost | Accepts


def altered(programme: Programme, changes: Iterable[Alteration]) -> Programme:
    """The programme with all the changes, one after the other."""
    for change in changes:
        programme = change.made(programme)
    return programme


def with_upgrade(programme: Programme, upgrade_id: str, **update: Any) -> Programme:
    """The programme with some columns of one upgrade changed.

    The upgrade is made anew: a copy would keep the sums that were worked out of what it had.
    """
    upgrade = programme.upgrades[upgrade_id]
    columns = {name: getattr(upgrade, name) for name in Upgrade.model_fields}
    changed = Upgrade.model_construct(**{**columns, **update})
    return replace(programme, upgrades={**programme.upgrades, upgrade_id: changed})


def _scaled(upgrade: Upgrade, won: int) -> tuple[CostLine, ...]:
    """The lines' running totals in proportion, in whole won."""
    running, paid = 0, 0
    lines = []
    for line in upgrade.lines:
        running += line.won
        upto = won * running // upgrade.total_won
        lines.append(line.model_copy(update={"won": upto - paid}))
        paid = upto
    return tuple(lines)
