"""The books of an audit: programme, plan, and the exact facts that several rules read, each derived once."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping

from planner.audit.accounts import pool_account, pools_in_use, purse_account
from planner.audit.chains import Chains
from planner.audit.conditions import Conditions
from planner.audit.costs import Cost, cost_of
from planner.audit.credit_account import credit_account, credited_kilograms
from planner.audit.discounting import Discounting
from planner.audit.dues import SupplierAndYear, dues_of
from planner.audit.entries import Entry, added_up, entry_of
from planner.audit.fair_shares import Part, parts_under
from planner.audit.full_rates import FullRate, FullRates
from planner.audit.past import Past
from planner.audit.payers import Payers
from planner.audit.tonnage import Tonnage
from planner.plan.plan import POOL_PREFIX, Award, CreditYear, FunderYear, Plan, PoolYear, is_pool
from planner.programme.programme import Programme
from planner.programme.upgrade import Upgrade


class Books:
    """What the rules are held against. Awards that the inputs do not know are ``strays``, all others ``entries``.

    Payments of strays count in the sums by payer and year, and nowhere else: a stray is a broken row already.
    """

    def __init__(self, programme: Programme, plan: Plan) -> None:
        self.programme = programme
        self.plan = plan
        self.rules = programme.rules
        self.award_years = range(self.rules.years.award[0], self.rules.years.award[1] + 1)
        self.counting_years = range(self.rules.years.award[0], self.rules.years.count_until + 1)
        self.past = Past(programme)
        self.tonnage = Tonnage(self.rules)
        self.payers = Payers(programme)
        self.chains = Chains(programme)
        self._rates = FullRates(self.rules, self.payers, self.tonnage)
        self.conditions = Conditions(programme, self.payers, self._rates, self.tonnage)
        self._costs: dict[str, Cost] = {}
        self.entries, self.strays = self._sorted_awards()

    def cost(self, upgrade: Upgrade) -> Cost:
        """The upgrade's cost lines."""
        if upgrade.upgrade_id not in self._costs:
            self._costs[upgrade.upgrade_id] = cost_of(upgrade)
        return self._costs[upgrade.upgrade_id]

    def full_rate(self, entry: Entry) -> FullRate:
        """The full rate of the entry's upgrade in its award year."""
        return self._rates.of(entry.upgrade, entry.cost, entry.award.year)

    def years_of(self, upgrade: Upgrade) -> range:
        """The years in which the upgrade can be awarded: the programme's, cut by its own (0002, reading 4)."""
        first, last = self.award_years[0], self.award_years[-1]
        earliest = first if upgrade.first_year is None else max(first, upgrade.first_year)
        latest = last if upgrade.last_year is None else min(last, upgrade.last_year)
        return range(earliest, latest + 1)

    @functools.cached_property
    def planned(self) -> tuple[Entry, ...]:
        """The entries that are not signed: of those that are nothing is asked (the next year, reading 55)."""
        return tuple(entry for entry in self.entries if not self.past.has(entry.award))

    @functools.cached_property
    def eligible(self) -> Mapping[str, list[Upgrade]]:
        """The upgrades of each supplier that could be supported in some year (0004, reading 30)."""
        found: dict[str, list[Upgrade]] = defaultdict(list)
        known = (u for u in self.programme.upgrades.values() if u.supplier_id in self.programme.suppliers)
        for upgrade in known:
            cost = self.cost(upgrade)
            if cost.total and any(self.conditions.allow(upgrade, cost, year) for year in self.years_of(upgrade)):
                found[upgrade.supplier_id].append(upgrade)
        return found

    @functools.cached_property
    def by_upgrade(self) -> Mapping[str, list[Entry]]:
        """The entries of each awarded upgrade."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.upgrade.upgrade_id].append(entry)
        return found

    @functools.cached_property
    def by_supplier(self) -> Mapping[str, list[Entry]]:
        """The entries of each supplier with an award."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.supplier.supplier_id].append(entry)
        return found

    @functools.cached_property
    def paid(self) -> Mapping[str, Mapping[int, int]]:
        """What each payer pays in each year, over all awards [won]."""
        sums: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for award in self.plan.awards:
            for payment in award.payments:
                sums[payment.payer][payment.year] += payment.won
        return sums

    @functools.cached_property
    def paid_by_year(self) -> Mapping[int, Mapping[str, int]]:
        """The same, by year and then payer [won]."""
        sums: dict[int, dict[str, int]] = defaultdict(dict)
        for payer, by_year in self.paid.items():
            for year, won in by_year.items():
                sums[year][payer] = won
        return sums

    @functools.cached_property
    def paid_in_all(self) -> Mapping[str, int]:
        """What each payer pays in all years [won]."""
        return {payer: sum(by_year.values()) for payer, by_year in self.paid.items()}

    @functools.cached_property
    def account_years(self) -> range:
        """The years of the purses' ledgers: to the last award, budget or payment, whichever is latest.

        A payment later than any cost line of an award made in time is no reason for more years.
        """
        last_award = self.award_years[-1]
        latest_due = last_award + max(
            (line.offset for upgrade in self.programme.upgrades.values() for line in self.cost(upgrade).lines),
            default=0,
        )
        latest_due = max([latest_due, *(year for paid in self.past.signed.values() for year, _ in paid)])
        paid = (year for by_year in self.paid.values() for year in by_year if year <= latest_due)
        budgeted = (year for funder in self.rules.funders for year in funder.budget)
        return range(self.award_years[0], max([last_award, *paid, *budgeted]) + 1)

    @functools.cached_property
    def purses(self) -> Mapping[str, list[FunderYear]]:
        """Each funder's ledger."""
        return {
            funder_id: purse_account(
                funder,
                self.paid.get(funder_id, {}),
                self._lent_to(funder_id),
                self.account_years,
                self.past.purse_begins(funder),
            )
            for funder_id, funder in self.programme.funders.items()
        }

    @functools.cached_property
    def credited(self) -> list[tuple[Entry, dict[int, int]]]:
        """The entries that yield credits, each with its kilograms by credited year; none without offsets."""
        offsets = self.rules.offsets
        if offsets is None:
            return []
        found = ((entry, credited_kilograms(offsets, entry)) for entry in self.entries)
        return [(entry, credited) for entry, credited in found if credited]

    @functools.cached_property
    def credits(self) -> list[CreditYear]:
        """Credits of every counting year; none without offsets."""
        if self.rules.offsets is None:
            return []
        credited = (kilograms for _, kilograms in self.credited)
        return credit_account(self.rules.offsets, credited, self.counting_years, self.account_years[-1])

    @functools.cached_property
    def dues(self) -> Mapping[SupplierAndYear, int]:
        """What tier-1 suppliers owe, by supplier and year [won]."""
        return dues_of(self.rules.repayment, self.entries)

    @functools.cached_property
    def arrears(self) -> Mapping[str, int]:
        """What is asked again in the first planned year, by supplier [won]."""
        return self.past.arrears(self.dues)

    @functools.cached_property
    def fall_due(self) -> Mapping[SupplierAndYear, int]:
        """What falls due in planned years and after, arrears included [won] (the next year, readings 53 and 58)."""
        planned = {when: won for when, won in self.dues.items() if when[1] >= self.past.planned_from}
        late = (((supplier_id, self.past.planned_from), won) for supplier_id, won in self.arrears.items())
        due = added_up([*planned.items(), *late])
        return {when: due[when] for when in sorted(due)}

    @functools.cached_property
    def pool_payments(self) -> Mapping[str, Mapping[int, int]]:
        """What each pool pays by year [won]."""
        return {payer.removeprefix(POOL_PREFIX): by_year for payer, by_year in self.paid.items() if is_pool(payer)}

    @functools.cached_property
    def pools(self) -> Mapping[str, list[PoolYear]]:
        """The ledger of each pool that holds, receives or pays anything in the award years."""
        if self.rules.repayment is None:
            return {}
        received: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        known = ((when, won) for when, won in self.past.came.items() if when[0] in self.programme.suppliers)
        for (supplier_id, year), won in [*known, *self.fall_due.items()]:
            received[self.chains.pool_fed_by(supplier_id)][year] += won
        loss = self.rules.repayment.loss
        in_use = pools_in_use(received, self.pool_payments, self.award_years)
        return {
            pool: pool_account(
                pool,
                received.get(pool, {}),
                self.pool_payments.get(pool, {}),
                loss,
                self.award_years,
                self.past.pool_begins(pool, self.chains),
            )
            for pool in sorted({*in_use, *self.past.pools_stated()})
        }

    @functools.cached_property
    def discounting(self) -> Discounting | None:
        """How the model discounts tonnes, if it does."""
        discount = self.rules.discount
        return None if discount is None else Discounting(discount, self.counting_years)

    @functools.cached_property
    def kilograms_by_supplier(self) -> Mapping[str, Mapping[int, int]]:
        """Kilograms of each supplier's awards by counting year; years without any are left out."""
        return {
            supplier_id: added_up(pair for entry in entries for pair in entry.kilograms.items())
            for supplier_id, entries in self.by_supplier.items()
        }

    @functools.cached_property
    def kilograms(self) -> Mapping[int, int]:
        """Kilograms of all awards by counting year, every year named."""
        saved = added_up((year, kg) for entry in self.entries for year, kg in entry.kilograms.items())
        return {year: saved.get(year, 0) for year in self.counting_years}

    @functools.cached_property
    def fair_parts(self) -> Mapping[int, list[Part]]:
        """The groups of each rule on fair shares, by the rule's number, each with its part of the whole."""
        return {
            number: parts_under(self.programme, self.payers.meant, self.entries, number, rule)
            for number, rule in self.rules.fair_shares
        }

    def _lent_to(self, funder_id: str) -> Mapping[int, int]:
        """What is lent into the purse by year: the year after that of the credits [won] (0004, reading 46)."""
        back = None if self.rules.offsets is None else self.rules.offsets.lend_back
        if back is None or back.funder != funder_id:
            return {}
        return {row.year + 1: row.lent_won for row in self.credits}

    def _sorted_awards(self) -> tuple[tuple[Entry, ...], tuple[Award, ...]]:
        entries: list[Entry] = []
        strays: list[Award] = []
        for award in self.plan.awards:
            upgrade = self.programme.upgrades.get(award.upgrade_id)
            supplier = None if upgrade is None else self.programme.suppliers.get(upgrade.supplier_id)
            if upgrade is None or supplier is None or not self.cost(upgrade).total:
                strays.append(award)
            else:
                cost, year = self.cost(upgrade), award.year
                due = self.past.due_of(cost, award.upgrade_id, year) if self.past.has(award) else None
                entries.append(entry_of(award, upgrade, supplier, cost, self.tonnage, due))
        return tuple(entries), tuple(strays)
