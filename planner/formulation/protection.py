"""Protection: purses, pools and targets bear the worst that so many overruns, defaults and shortfalls do at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import NamedTuple

from planner.errors import InfeasibleError
from planner.formulation.budgets import covered_by, spending_years, there
from planner.formulation.funding import Money, Reader
from planner.formulation.guaranteed import guaranteed_terms
from planner.formulation.model import Demand, Formulation, Terms
from planner.formulation.pool import received
from planner.formulation.repayment import Dues
from planner.formulation.targets import asked_reaches, asked_targets
from planner.formulation.worst_case import Deviation, worst_case
from planner.languages import T
from planner.programme.deviations import default_loss, support_overrun
from planner.programme.families import row_name
from planner.programme.funder import CarryLimit, Funder
from planner.programme.rates import POOL_PREFIX
from planner.units import million_won, solver_number

type _ByUpgrade = Mapping[str, Terms]
"""What a payer pays for each upgrade that may cost more [million won]."""


def readers(lp: Formulation) -> Iterable[Reader]:
    """Protected purses and pools read what each of them pays for each upgrade that may cost more."""
    if lp.rules.protection.budgets is None:
        return
    upgrade = _Uncertain(lp).upgrade
    for payer in sorted({payer for demand in lp.demands for payer in demand.payers}):
        yield Reader(lambda other, meant=payer: other == meant, upgrade)  # type: ignore[misc]


def protected_budgets(lp: Formulation, money: Money, lent: Mapping[int, Terms]) -> None:
    r"""A purse bears the worst overruns of :math:`\Gamma` upgrades at once, each paid by its payers as its cost is.

    .. math:: \sum_u m_{f,u,y} + \max_{|S| \le \Gamma} \sum_{u \in S} \omega_u m_{f,u,y} \le B_{f,y} + \ell_{f,y}

    m, B, l [million won], :math:`\omega` the part by which u may cost more. Where everything is carried over, in
    running totals by year; up to a limit, what is carried is what the worst of each year leaves. Source:
    ``uncertainty.protect.budgets``, readings 64 and 65.
    """
    if lp.rules.protection.budgets is None:
        return
    uncertain = _Uncertain(lp).paid(money, lambda payer: payer in lp.programme.funders)
    paid = money.paid_each(lambda payer: payer in uncertain, lambda demand: demand.year)
    for funder_id, by_upgrade in sorted(uncertain.items()):
        funder = lp.programme.funders[funder_id]
        _protect_purse(lp, funder, paid[funder_id], by_upgrade, covered_by(lp, funder, lent))


def _protect_purse(
    lp: Formulation,
    funder: Funder,
    spending: Mapping[Hashable, Terms],
    uncertain: Mapping[int, _ByUpgrade],
    covered: Mapping[int, Terms],
) -> None:
    """The purse's rows, year by year; by running totals, where all is carried over."""
    so_far: Terms = []
    at_stake: dict[str, Terms] = defaultdict(list)
    budget = 0
    carried: Terms = []
    for year in spending_years(lp, funder, spending):
        if funder.carry_over != "all":
            so_far, at_stake, budget = carried, defaultdict(list), 0
        budget += there(lp, funder, year)
        so_far = [*so_far, *spending.get(year, ()), *covered.get(year, ())]
        for upgrade_id, terms in uncertain.get(year, {}).items():
            at_stake[upgrade_id] += terms
        terms = [*so_far, *_worst_overruns(lp, (funder.id, year), at_stake)]
        if isinstance(funder.carry_over, CarryLimit):
            out = lp.variable("protected_carry", funder.id, year, at_most=million_won(funder.carry_over.at_most))
            terms, carried = [*terms, (out, 1)], [(out, -1)]
        if terms:
            lp.row(row_name("protected_budget", funder.id, year), terms, "<=", million_won(budget))


def protected_pools(lp: Formulation, money: Money, dues: Dues) -> None:
    r"""A pool bears the worst defaults of those who fill it, and the worst overruns of what it pays for.

    .. math:: \sum_u m_{p,u} + \max_{|S| \le \Gamma} \sum_{u \in S} \omega_u m_{p,u}
              \le (1 - \ell) \Bigl( \sum_i o_i - \max_{|D| \le \Delta} \sum_{i \in D} \delta\, o_i \Bigr)

    m, o [million won] in running totals to each year, :math:`\delta` the part that a default takes. Source:
    ``uncertainty.protect.budgets`` and ``.repayments``, readings 64 and 66.
    """
    protection = lp.rules.protection
    if lp.rules.repayment is None or (protection.budgets is None and protection.repayments is None):
        return
    owed = received(lp, dues)
    uncertain = _Uncertain(lp).paid(money, _is_pool) if protection.budgets is not None else {}
    paid = money.paid_each(_is_pool, lambda demand: demand.year)
    for payer, payments in sorted(paid.items()):
        pool = payer.removeprefix(POOL_PREFIX)
        _protect_pool(lp, pool, payments, owed[pool], uncertain.get(payer, {}))


def _protect_pool(
    lp: Formulation,
    pool: str,
    payments: Mapping[Hashable, Terms],
    owed: Mapping[int, Mapping[str, Terms]],
    uncertain: Mapping[int, _ByUpgrade],
) -> None:
    """The pool's rows, in running totals by year."""
    so_far: Terms = []
    at_stake: dict[str, Terms] = defaultdict(list)
    counted_on: dict[str, Terms] = defaultdict(list)
    assert lp.rules.repayment is not None
    kept = solver_number(1 - lp.rules.repayment.loss)
    opening = million_won(lp.signed.pool_openings.get(pool, 0))
    for year in lp.rules.years.planned_years:
        so_far += payments.get(year, ())
        for upgrade_id, terms in uncertain.get(year, {}).items():
            at_stake[upgrade_id] += terms
        for supplier_id, terms in owed.get(year, {}).items():
            counted_on[supplier_id] += [(variable, kept * won) for variable, won in terms]
        if year in payments:
            comes = [(variable, -won) for terms in counted_on.values() for variable, won in terms]
            worst = _worst_overruns(lp, (POOL_PREFIX + pool, year), at_stake)
            worst += _worst_defaults(lp, (pool, year), counted_on)
            lp.row(row_name("protected_pool", pool, year), [*so_far, *comes, *worst], "<=", opening)


def protected_tonnes(lp: Formulation) -> None:
    r"""Targets, and what the least won is to reach, are reached by the guaranteed tonnes.

    .. math:: \sum_{u,t} v_{u,t}\, x_{u,t} - \max_{|S| \le \Gamma} \sum_{u \in S} \sum_t h_{u,t}\, x_{u,t} \ge Z

    v, h, Z [t] in the measure of the target. Source: ``uncertainty.protect.tonnes``, reading 63.
    """
    if lp.rules.protection.tonnes is None:
        return
    targets = [("target", number, measure, least) for number, measure, least in asked_targets(lp.rules)]
    reaches = [("reach", measure, measure, least) for measure, least in asked_reaches(lp.rules)]
    for rule, key, measure, least in [*targets, *reaches]:
        terms = guaranteed_terms(lp, measure)
        name = row_name("protected_tonnes", rule, key)
        if not terms:
            raise InfeasibleError(T("Nothing can be awarded that would count for {row}.", row=name), name)
        lp.row(name, terms, ">=", solver_number(least))


def _worst_overruns(lp: Formulation, index: tuple[object, ...], paid: _ByUpgrade) -> Terms:
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


def _worst_defaults(lp: Formulation, index: tuple[object, ...], counted_on: Mapping[str, Terms]) -> Terms:
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


def _is_pool(payer: str) -> bool:
    return payer.startswith(POOL_PREFIX)


class _Uncertain:
    """The upgrades that may cost those more who pay for them."""

    def __init__(self, lp: Formulation) -> None:
        self._upgrades = {
            upgrade_id
            for upgrade_id, options in lp.by_upgrade.items()
            if support_overrun(lp.programme, options[0].upgrade)
        }

    def upgrade(self, demand: Demand) -> str | None:
        """The level that tells such upgrades apart; what is signed costs what was signed."""
        upgrade_id = demand.option.upgrade.upgrade_id
        return upgrade_id if upgrade_id in self._upgrades and not demand.past else None

    def paid(self, money: Money, pays: Callable[[str], bool]) -> Mapping[str, Mapping[int, _ByUpgrade]]:
        """What these payers pay for such upgrades, by payer, year and upgrade [million won]."""
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
