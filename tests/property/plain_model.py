"""The same programme as the plainest linear programme: a variable for every award, year and payer, nothing grouped.

A second formulation, written from the readings of the rules alone, without any code of the room that it tests: rates,
payers and tonnes come from the audit. It is slow and small, and what it finds must be what the planner finds.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

import pulp

from planner.audit.chains import Chains
from planner.audit.costs import cost_of
from planner.audit.full_rates import FullRates, is_whole, sum_of_own
from planner.audit.payers import Payers, counts
from planner.audit.tonnage import Tonnage
from planner.programme.programme import Programme
from planner.programme.upgrade import Upgrade

MILLION = 1_000_000


@dataclass(frozen=True)
class Choice:
    """An upgrade in a year: its share, what each payer pays in each year, and its cost."""

    upgrade: Upgrade
    year: int
    share: Any
    paid: dict[tuple[int, str], Any]
    cost: Any

    def by(self, payers: Any, year: int | None = None) -> Any:
        """What these payers pay; None means all."""
        return _sum(v for (y, payer), v in self.paid.items() if counts(payer, payers) and year in (None, y))


@dataclass(frozen=True)
class PlainOptimum:
    """What HiGHS says of the plain programme: its status and the best value."""

    status: str
    value: float | None


class PlainModel:
    """The programme's rules, one after the other, as they are read."""

    def __init__(self, programme: Programme, *, relaxed: bool = False) -> None:
        self.programme, self.rules = programme, programme.rules
        self.lp = pulp.LpProblem("plain", pulp.LpMaximize)
        self.relaxed = relaxed
        self.payers = Payers(programme)
        self.tonnage = Tonnage(self.rules)
        self.rates = FullRates(self.rules, self.payers, self.tonnage)
        self.chains = Chains(programme)
        self.first, self.last = self.rules.years.award
        self.count = 0
        self.choices = [c for upgrade in programme.upgrades.values() for c in self._choices(upgrade)]
        for rule in (
            self._selection,
            self._budgets,
            self._caps,
            self._ratios,
            self._repayment,
            self._shares,
            self._own,
        ):
            rule()

    def optimum(self, presolve: bool = True) -> PlainOptimum:
        """The most tonnes."""
        self.lp.setObjective(
            self.tonnes(self.rules.objective[0].tonnes_measure or "") + 0 * self._variable("nothing", 0)
        )
        return _solved(self.lp, presolve)

    def hold(self, at_least: float) -> None:
        """From now on only plans with so much of the first objective [t]."""
        self._must(self.tonnes(self.rules.objective[0].tonnes_measure or "") >= at_least)

    def range_of(self, share: Any) -> tuple[float, float] | None:
        """The least and the most that a share can be; None where HiGHS does not say."""
        nothing = 0 * self._variable("nothing", 0)
        self.lp.setObjective(share + nothing)
        most = _solved(self.lp, True).value
        self.lp.setObjective(nothing - share)
        least = _solved(self.lp, True).value
        return None if most is None or least is None else (-least, most)

    def best_ratio(self) -> float | None:
        """Dinkelbach's iteration: solve for tonnes - ratio x won until the ratio no longer grows [t per million won].

        None where no plan spends anything that counts.
        """
        ratio = self.rules.ratio
        assert ratio is not None
        tonnes, won = self.tonnes(ratio.of), self._won(ratio.per)
        self._deployment(ratio)
        best: float | None = 0.0
        for _ in range(50):
            self.lp.setObjective(tonnes - best * won + 0 * self._variable("nothing", 0))
            if _solved(self.lp, True).value is None:
                return None
            below = pulp.value(won)
            if below < 1e-7:
                return None
            reached = float(pulp.value(tonnes) / below)
            if abs(reached - best) <= 1e-10 * max(1.0, abs(reached)):
                return reached
            best = reached
        return best

    def least_won(self) -> float | None:
        """The least won below the line that the rules allow [million won]; None where they allow nothing."""
        ratio = self.rules.ratio
        assert ratio is not None
        won = self._won(ratio.per)
        self._deployment(ratio)
        self.lp.setObjective(0 * self._variable("nothing", 0) - won)
        found = _solved(self.lp, True).value
        return None if found is None else -found

    def _won(self, per: str) -> Any:
        if per == "all_won":
            return _sum(choice.cost for choice in self.choices)
        return _sum(choice.by(self._counted(per)) for choice in self.choices)

    def _counted(self, per: str) -> list[str]:
        return [f.id for f in self.rules.funders if per != "public_won" or f.kind == "government"]

    def _deployment(self, ratio: Any) -> None:
        if not isinstance(ratio.deploy_at_least, Fraction):
            self._must(self.tonnes("lifetime_tonnes") >= float(ratio.deploy_at_least.tonnes))
            return
        counted = self._counted(ratio.per)
        budget = sum(
            won for f in self.rules.funders if f.id in counted for y, won in f.budget.items() if y >= self.first
        )
        self._must(_sum(choice.by(counted) for choice in self.choices) >= _m(ratio.deploy_at_least * budget))

    def tonnes(self, measure: str) -> Any:
        """The tonnes of a measure."""
        return _sum(self._tonnes_of(choice.upgrade, choice.year, measure) * choice.share for choice in self.choices)

    def _variable(self, name: str, most: float | None, *, whole: bool = False) -> Any:
        self.count += 1
        kind = "Integer" if whole and not self.relaxed else "Continuous"
        return self.lp.add_variable(f"{name}_{self.count}", 0, most, kind)

    def _must(self, holds: Any) -> None:
        """Add the row; one that has come out as plain truth or falsehood is said with a variable."""
        if holds is False:
            holds = self._variable("false", 0) >= 1
        if holds is not True:
            self.lp.addConstraint(holds)

    def _choices(self, upgrade: Upgrade) -> list[Choice]:
        first = max(self.first, upgrade.first_year or self.first)
        last = min(self.last, upgrade.last_year or self.last)
        found = [self._choice(upgrade, year) for year in range(first, last + 1)]
        return [choice for choice in found if choice is not None]

    def _choice(self, upgrade: Upgrade, year: int) -> Choice | None:
        cost = cost_of(upgrade)
        rates = self.payers.eligible(upgrade)
        rate = self.rates.of(upgrade, cost, year).rate
        named = [line for line in upgrade.lines if line.payer is not None]
        if not named and (not rates or rate == 0):
            return None
        whole = is_whole(self.rules, upgrade)
        share = self._variable("share", 1, whole=whole)
        due: dict[int, int] = defaultdict(int)
        for line in upgrade.lines:
            if line.payer is None:
                due[year + line.year_offset] += line.won
        paid: dict[tuple[int, str], Any] = {
            (y, payer): self._variable("pay", None) for y in due for payer in rates if self._is_open(payer, y)
        }
        total = sum(due.values())
        self._support_of(upgrade, share, due, paid, rate)
        for payer, own in rates.items():
            if own is not None:
                most = own * total
                if whole:
                    most = Fraction(floor(most)) + (1 if sum_of_own(rates) == rate else 0)
                self._must(_sum(v for (_, name), v in paid.items() if name == payer) <= _m(most) * share)
        for line in named:
            place = (year + line.year_offset, line.payer)
            paid[place] = paid.get(place, 0) + _m(line.won) * share
        self._per_tonne(upgrade, year, share, paid)
        return Choice(upgrade, year, share, paid, _m(upgrade.total_won) * share)

    def _support_of(self, upgrade: Upgrade, share: Any, due: Any, paid: Any, rate: Fraction) -> None:
        """The full rate in every year; or, with a least rate, between the two over all years."""
        least, whole = upgrade.support_rate_min, is_whole(self.rules, upgrade)
        total, running, before = sum(due.values()), 0, Fraction(0)
        for y, won in sorted(due.items()):
            given = _sum(variable for (at, _), variable in paid.items() if at == y)
            running += won
            upto = Fraction(floor(rate * running)) if whole else rate * running
            self._must(given == _m(upto - before) * share if least is None else given <= _m(won) * share)
            before = upto
        if least is None:
            return
        low, high = least * total, rate * total
        low, high = (Fraction(ceil(low)), Fraction(floor(high))) if whole else (low, high)
        self._must(_sum(paid.values()) >= _m(low) * share)
        self._must(_sum(paid.values()) <= _m(high) * share)
        if least > rate and total:
            self._must(share <= 0)

    def _per_tonne(self, upgrade: Upgrade, year: int, share: Any, paid: Any) -> None:
        for cap in self.rules.caps:
            if cap.won_per_lifetime_tonne is not None and self.payers.takes(cap.of, upgrade):
                allowed = cap.won_per_lifetime_tonne * self.tonnage.whole_lifetime(upgrade, year) / 1000
                self._must(_sum(paid.values()) <= _m(allowed) * share + (1e-9 if allowed >= 0 else 0))

    def _is_open(self, payer: str, year: int) -> bool:
        """Pools pay in award years only; funders whenever their purse allows."""
        return not payer.startswith("pool:") or self.first <= year <= self.last

    def _tonnes_of(self, upgrade: Upgrade, year: int, measure: str) -> float:
        whole = upgrade.total_won
        rounded = self.tonnage.kilograms(upgrade, whole, whole, year)
        exact = {y: self._kilograms(upgrade, y) for y in self.tonnage.years(upgrade, year)}
        by_year: dict[int, Any] = rounded if is_whole(self.rules, upgrade) else exact
        discount = self.rules.discount
        if measure.startswith("tonnes_in_"):
            return float(by_year.get(int(measure[-4:]), 0)) / 1000
        if measure == "discounted_tonnes":
            assert discount is not None
            return sum(float(kg / (1 + discount.rate) ** (y - discount.base_year)) for y, kg in by_year.items()) / 1000
        return float(sum(by_year.values())) / 1000

    def _kilograms(self, upgrade: Upgrade, year: int) -> Fraction:
        if upgrade.tonnes is not None:
            return upgrade.tonnes * 1000
        points = self.rules.factors.grid_t_per_mwh
        before, after = max(y for y in points if y <= year), min((y for y in points if y > year), default=None)
        grid = points[before]
        if after is not None:
            grid += (points[after] - points[before]) * Fraction(year - before, after - before)
        gas = self.rules.factors.gas_t_per_gj or Fraction(0)
        return ((upgrade.electricity_mwh or 0) * grid + (upgrade.gas_gj or 0) * gas + (upgrade.other_t or 0)) * 1000

    def _selection(self) -> None:
        of_upgrade: dict[str, list[Choice]] = {name: [] for name in self.programme.upgrades}
        of_group: dict[str, list[Choice]] = defaultdict(list)
        for choice in self.choices:
            of_upgrade[choice.upgrade.upgrade_id].append(choice)
            if choice.upgrade.alternative_group is not None:
                of_group[choice.upgrade.alternative_group].append(choice)
        for name, choices in of_upgrade.items():
            total = _sum(choice.share for choice in choices)
            self._must(total == 1 if self.programme.upgrades[name].mandatory else total <= 1)
        for choices in of_group.values():
            self._must(_sum(choice.share for choice in choices) <= 1)
        for name, choices in of_upgrade.items():
            for needed in self.programme.upgrades[name].needs:
                for year in self.rules.years.award_years:
                    before = _sum(choice.share for choice in of_upgrade[needed] if choice.year <= year)
                    self._must(_sum(choice.share for choice in choices if choice.year <= year) <= before)

    def _years(self) -> range:
        asked = [y for choice in self.choices for y, _ in choice.paid]
        budgets = [y for funder in self.rules.funders for y in funder.budget]
        return range(self.first, max([self.last, *asked, *budgets]) + 1)

    def _spent(self, payer: str, year: int) -> Any:
        return _sum(v for choice in self.choices for (y, name), v in choice.paid.items() if (y, name) == (year, payer))

    def _budgets(self) -> None:
        for funder in self.rules.funders:
            carried: Any = 0
            for year in self._years():
                onward: Any = 0
                if funder.carry_over == "all":
                    onward = self._variable("carry", None)
                elif funder.carry_over != "none":
                    onward = self._variable("carry", _m(funder.carry_over.at_most))
                self._must(self._spent(funder.id, year) + onward <= _m(funder.budget.get(year, 0)) + carried)
                carried = onward

    def _caps(self) -> None:
        for cap in self.rules.caps:
            if cap.won is None:
                continue
            members: dict[str, list[Choice]] = defaultdict(list)
            for choice in self.choices:
                supplier = self.programme.suppliers[choice.upgrade.supplier_id]
                member = {
                    "upgrade": choice.upgrade.upgrade_id,
                    "supplier": supplier.supplier_id,
                    "consortium": supplier.consortium,
                    "programme": "programme",
                }[str(cap.per)]
                if member is not None and self.payers.takes(cap.of, choice.upgrade):
                    members[member].append(choice)
            for choices in members.values():
                self._must(_sum(choice.by(cap.funders) for choice in choices) <= _m(cap.won))

    def _ratios(self) -> None:
        for rule in [*self.rules.co_funding, *self.rules.matching]:
            limited, against = rule.funder, ("pool",) if rule.of == "pool" else rule.of
            if rule.over == "award":
                places = [(choice.by(limited), choice.by(against)) for choice in self.choices]
            elif rule.over == "year":
                places = [self._sides(limited, against, year) for year in self._years()]
            else:
                places = [self._sides(limited, against, None)]
            for over, under in places:
                if rule.at_least is not None:
                    self._must(over >= float(rule.at_least) * under)
                if rule.at_most is not None:
                    self._must(over <= float(rule.at_most) * under)

    def _sides(self, limited: Any, against: Any, year: int | None) -> tuple[Any, Any]:
        return (
            _sum(choice.by(limited, year) for choice in self.choices),
            _sum(choice.by(against, year) for choice in self.choices),
        )

    def _repayment(self) -> None:
        repayment = self.rules.repayment
        if repayment is None:
            return
        owed: dict[tuple[str, int], list[Any]] = defaultdict(list)
        for choice in self.choices:
            supplier = self.programme.suppliers[choice.upgrade.supplier_id]
            for (year, payer), variable in choice.paid.items():
                if supplier.tier == 1 and payer in repayment.base:
                    for k in range(repayment.instalments):
                        part = float(repayment.ratio / repayment.instalments)
                        owed[supplier.supplier_id, year + repayment.grace_years + k].append(part * variable)
        received: dict[tuple[str, int], list[Any]] = defaultdict(list)
        for (supplier_id, year), terms in owed.items():
            received[self.chains.pool_fed_by(supplier_id), year] += terms
        pools = {name.removeprefix("pool:") for c in self.choices for _, name in c.paid if name.startswith("pool:")}
        for pool in pools:
            for upto in self.rules.years.award_years:
                years = range(self.first, upto + 1)
                came = float(1 - repayment.loss) * _sum(term for year in years for term in received[pool, year])
                self._must(_sum(self._spent(f"pool:{pool}", year) for year in years) <= came)
        self._affordability(owed)

    def _affordability(self, owed: dict[tuple[str, int], list[Any]]) -> None:
        rule = self.rules.affordability
        if rule is None:
            return
        for (supplier_id, year), terms in owed.items():
            supplier = self.programme.suppliers[supplier_id]
            blank = supplier.repay_capacity_won is None
            capacity = rule.capacity_if_blank or 0 if blank else supplier.repay_capacity_won
            saved = []
            for choice in self.choices:
                start = choice.year + choice.upgrade.lead_years
                if choice.upgrade.supplier_id == supplier_id and start <= year < start + choice.upgrade.life_years:
                    saved.append(_m(rule.share_of_savings * (choice.upgrade.saving_won or 0)) * choice.share)
            self._must(_sum(terms) <= _sum(saved) + _m(capacity))

    def _own(self) -> None:
        for supplier_id, supplier in self.programme.suppliers.items():
            if supplier.copay_limit_won is not None:
                mine = [choice for choice in self.choices if choice.upgrade.supplier_id == supplier_id]
                own = _sum(choice.cost - choice.by(None) for choice in mine)
                self._must(own <= _m(supplier.copay_limit_won))

    def _shares(self) -> None:
        for limit in self.rules.technology_limits:
            part = [choice for choice in self.choices if choice.upgrade.technology in limit.technology]
            self._must(self._amount(limit.of, part) <= float(limit.at_most) * self._amount(limit.of, self.choices))
        for rule in self.rules.fairness:
            whole = self._amount(rule.of, self.choices, rule.payers)
            for members in self._groups(rule):
                mine = [choice for choice in self.choices if choice.upgrade.supplier_id in members]
                part = self._amount(rule.of, mine, rule.payers)
                if rule.floor is not None:
                    self._must(part >= float(rule.floor) * whole)
                if rule.cap is not None:
                    self._must(part <= float(rule.cap) * whole)

    def _groups(self, rule: Any) -> list[set[str]]:
        def mark(supplier: Any) -> str | None:
            value = supplier.supplier_id if rule.by == "supplier" else getattr(supplier, rule.by)
            return None if value is None else str(value)

        suppliers = self.programme.suppliers.values()
        if rule.group is not None:
            named = [self.rules.groups[name] for name in rule.group if name in self.rules.groups]
            values = [name for name in rule.group if name not in self.rules.groups]
            return [{s.supplier_id for s in suppliers if mark(s) in values or any(g.takes_supplier(s) for g in named)}]
        groups: dict[str, set[str]] = defaultdict(set)
        for upgrade in self.programme.upgrades.values():
            value = mark(self.programme.suppliers[upgrade.supplier_id])
            if value is not None:
                groups[value].add(upgrade.supplier_id)
        return list(groups.values())

    def _amount(self, of: str, choices: list[Choice], payers: Any = None) -> Any:
        if of == "support":
            return _sum(choice.by(payers) for choice in choices)
        if of == "tonnes":
            return _sum(self._tonnes_of(c.upgrade, c.year, "lifetime_tonnes") * c.share for c in choices)
        return _sum(choice.share for choice in choices)


def _m(won: int | Fraction) -> float:
    return float(Fraction(won) / MILLION)


def _sum(terms: Any) -> Any:
    return pulp.lpSum(list(terms))


def _solved(lp: Any, presolve: bool) -> PlainOptimum:
    options = {
        "primal_feasibility_tolerance": 1e-9,
        "dual_feasibility_tolerance": 1e-9,
        "mip_feasibility_tolerance": 1e-9,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 1e-7,
        "presolve": "on" if presolve else "off",
    }
    stats = lp.solve(pulp.HiGHS(msg=False, **options))
    return PlainOptimum(stats.status.name, float(stats.objective) if stats.status.name == "Optimal" else None)
