r"""Protection of purses and pools: the room that they leave for the worst overruns and defaults.

A payer's spending grows by :math:`\max_{|S| \le \Gamma} \sum_{u \in S} \omega_u m_u`, what a pool counts on falls by
:math:`\max_{|D| \le \Delta} \sum_{i \in D} \delta (1 - \ell)\, o_i`; m, o [million won], :math:`\omega` the part by
which u may cost more, :math:`\delta` the part that a default takes. Source: ``uncertainty.protect``, readings 64 to 66.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from planner.formulation.funding import Money, Reader
from planner.formulation.model import Demand, Formulation, Terms
from planner.formulation.worst_case import Deviation, worst_case
from planner.programme.deviations import default_loss, support_overrun
from planner.units import million_won, solver_number

type ByUpgrade = Mapping[str, Terms]
"""What a payer pays for each upgrade that may cost more [million won]."""


def readers(lp: Formulation) -> Iterable[Reader]:
    """Protected purses and pools read what each of them pays for each upgrade that may cost more."""
    if lp.rules.protection.budgets is None:
        return
    upgrade = Uncertain(lp).upgrade
    for payer in sorted({payer for demand in lp.demands for payer in demand.payers}):
        yield Reader(lambda other, meant=payer: other == meant, upgrade)  # type: ignore[misc]


def worst_overruns(lp: Formulation, index: tuple[object, ...], paid: ByUpgrade) -> Terms:
    """The most that a payer pays more for so many upgrades [million won]."""
    at_once = lp.rules.protection.budgets
    if at_once is None:
        return []
    deviations = []
    for upgrade_id, terms in paid.items():
        upgrade = lp.programme.upgrades[upgrade_id]
        part = solver_number(support_overrun(lp.programme, upgrade))
        more = [(variable, part * won) for variable, won in terms]
        deviations.append(Deviation(upgrade_id, more, part * million_won(upgrade.total_won)))
    return worst_case(lp, "overrun", index, at_once, deviations)


def worst_defaults(lp: Formulation, index: tuple[object, ...], counted_on: Mapping[str, Terms]) -> Terms:
    """The most that so many defaults take of what the pool counts on [million won]."""
    at_once = lp.rules.protection.repayments
    if at_once is None:
        return []
    part = solver_number(default_loss(lp.programme))
    deviations = [
        Deviation(supplier_id, [(variable, part * won) for variable, won in terms], part * _most_owed(lp, supplier_id))
        for supplier_id, terms in counted_on.items()
    ]
    return worst_case(lp, "default", index, at_once, deviations)


def _most_owed(lp: Formulation, supplier_id: str) -> float:
    """No supplier owes more than all its upgrades cost, and what it owes for the past [million won]."""
    own = (options[0].upgrade for options in lp.by_upgrade.values())
    costs = sum(upgrade.total_won for upgrade in own if upgrade.supplier_id == supplier_id)
    return million_won(costs + sum(lp.signed.still_due.get(supplier_id, {}).values()))


class Uncertain:
    """The upgrades that may cost those more who pay for them."""

    def __init__(self, lp: Formulation) -> None:
        self._upgrades = {
            upgrade_id
            for upgrade_id, options in lp.by_upgrade.items()
            if lp.rules.protection.budgets is not None and support_overrun(lp.programme, options[0].upgrade)
        }

    def upgrade(self, demand: Demand) -> str | None:
        """The level that tells such upgrades apart; what is signed costs what was signed."""
        upgrade_id = demand.option.upgrade.upgrade_id
        return upgrade_id if upgrade_id in self._upgrades and not demand.past else None

    def paid(self, money: Money, pays: Callable[[str], bool]) -> Mapping[str, Mapping[int, ByUpgrade]]:
        """What these payers pay for such upgrades, by payer, year and upgrade [million won]; nothing where no budget is
        protected."""
        if not self._upgrades:
            return {}
        found: dict[str, dict[int, dict[str, Terms]]] = defaultdict(lambda: defaultdict(dict))
        for payer, by_index in money.paid_each(pays, self._in_a_year).items():
            for index, terms in by_index.items():
                assert isinstance(index, _OfUpgrade)
                found[payer][index.year][index.upgrade_id] = terms
        return found

    def _in_a_year(self, demand: Demand) -> _OfUpgrade | None:
        upgrade_id = self.upgrade(demand)
        return None if upgrade_id is None else _OfUpgrade(demand.year, upgrade_id)


class _OfUpgrade(NamedTuple):
    year: int
    upgrade_id: str
