"""What the plan's ledgers state: repayments, pools, purses, credits, fairness; each rebuilt and compared."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.fairness import parts_of, share_of
from planner.audit.finding import Finding, Unit
from planner.audit.stated import agrees, as_float, compare_ledgers
from planner.audit.tonnage import KG, between
from planner.languages import T
from planner.plan.plan import CreditYear, FairnessFigure, FunderYear, PoolYear, RepaymentDue, tonnes_of
from planner.programme.families import row_name
from planner.programme.credits import Offsets

POOL_FIGURES: dict[str, Unit] = dict.fromkeys(("opening", "received", "lost", "paid", "closing"), "won")
PURSE_FIGURES: dict[str, Unit] = dict.fromkeys(("budget", "carried_in", "spent", "carried_out", "lapsed"), "won")
CREDIT_FIGURES: dict[str, Unit] = dict.fromkeys(("creditable_t", "usable_t"), "kg")
FAIRNESS_FIGURES: dict[str, Unit] = dict.fromkeys(("level", "value"), "number")


def repayments(books: Books) -> Iterator[Finding]:
    """One row for each supplier and year in which something falls due, in that order, to the right pool."""
    computed = expected_repayments(books)
    stated = books.plan.repayments
    keys = [(row.supplier_id, row.year) for row in stated]
    yield agrees("repayments[]", keys == sorted(keys), T("The rows are not in the order of supplier and year."))
    yield from compare_ledgers(
        "repayments",
        zip(keys, stated, strict=True),
        {(row.supplier_id, row.year): row for row in computed},
        {"owed_won": "won"},
    )
    pools = {(row.supplier_id, row.year): row.pool for row in computed}
    for row in stated:
        pool = pools.get((row.supplier_id, row.year), row.pool)
        name = row_name("repayments", row.supplier_id, row.year, "pool")
        yield agrees(name, row.pool == pool, T("It goes to the pool {pool}.", pool=pool))


def pools(books: Books) -> Iterator[Finding]:
    """Every award year of each pool that receives or pays anything in them."""
    stated = (((row.pool, row.year), row) for row in books.plan.pools)
    computed = {(row.pool, row.year): row for row in expected_pools(books)}
    yield from compare_ledgers("pools", stated, computed, POOL_FIGURES)


def funders(books: Books) -> Iterator[Finding]:
    """Every purse, from the first award year to the last year of any award, budget or payment."""
    stated = (((row.funder, row.year), row) for row in books.plan.funders)
    computed = {(row.funder, row.year): row for row in expected_funders(books)}
    yield from compare_ledgers("funders", stated, computed, PURSE_FIGURES)


def credits_(books: Books) -> Iterator[Finding]:
    """Every counting year, where the model has offsets; otherwise none."""
    stated = (((row.year,), row) for row in books.plan.credits)
    computed = {(row.year,): row for row in expected_credits(books)}
    yield from compare_ledgers("credits", stated, computed, CREDIT_FIGURES)


def fairness(books: Books) -> Iterator[Finding]:
    """Every floor and cap of every group, in the order of rules and labels."""
    computed = {(figure.rule,): figure for figure in expected_fairness(books)}
    keys = [(figure.rule,) for figure in books.plan.fairness]
    named = set(keys)
    in_order = [key for key in computed if key in named] == [key for key in keys if key in computed]
    yield agrees("fairness[]", in_order, T("The rows are not in the order of rules and groups."))
    yield from compare_ledgers("fairness", zip(keys, books.plan.fairness, strict=True), computed, FAIRNESS_FIGURES)


def expected_repayments(books: Books) -> list[RepaymentDue]:
    """What falls due, by supplier and year."""
    return [
        RepaymentDue(supplier_id=supplier_id, year=year, owed_won=won, pool=books.chains.pool_fed_by(supplier_id))
        for (supplier_id, year), won in books.dues.items()
    ]


def expected_pools(books: Books) -> list[PoolYear]:
    """The pools' ledgers, one after the other."""
    return [row for account in books.pools.values() for row in account]


def expected_funders(books: Books) -> list[FunderYear]:
    """The purses' ledgers, one after the other."""
    return [row for account in books.purses.values() for row in account]


def expected_credits(books: Books) -> list[CreditYear]:
    """Creditable tonnes, and how many of them may be used, by counting year (0002, reading 23)."""
    offsets = books.rules.offsets
    if offsets is None:
        return []
    creditable = dict.fromkeys(books.counting_years, 0)
    for entry in books.entries:
        if entry.upgrade.creditable and not entry.supplier.ets_covered:
            for year, kg in entry.kilograms.items():
                creditable[year] += kg
    return [
        CreditYear(
            year=year,
            creditable_t=tonnes_of(kg),
            oem_t=tonnes_of(kg),
            supplier_t=tonnes_of(0),
            state_t=tonnes_of(0),
            usable_t=tonnes_of(min(kg, _usable_kg(offsets, year))),
            surplus_t=tonnes_of(kg - min(kg, _usable_kg(offsets, year))),
        )
        for year, kg in creditable.items()
    ]


def expected_fairness(books: Books) -> list[FairnessFigure]:
    """What each floor and cap asks and what the plan gives: shares of the whole, 0 where there is none."""
    return [
        FairnessFigure(
            rule=row_name(name, part.number, part.label), level=as_float(level), value=as_float(share_of(part))
        )
        for part in parts_of(books)
        for name, level in (("floor", part.rule.floor), ("cap_share", part.rule.cap))
        if level is not None
    ]


def _usable_kg(offsets: Offsets, year: int) -> int:
    """The share of the year's obligation that credits may cover, rounded down to the kilogram."""
    share: Fraction = offsets.share_of_obligation * between(offsets.obligation_t, year) * KG
    return share.numerator // share.denominator
