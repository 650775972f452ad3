"""What the plan's ledgers state: repayments, pools, purses, fairness; each rebuilt and compared."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.finding import Finding, Unit
from planner.audit.gains import gains_of, inequality, least_gain
from planner.audit.stated import agrees, as_float, compare_ledgers
from planner.languages import T
from planner.plan.plan import FairnessFigure, FunderYear, PoolYear, RepaymentDue
from planner.programme.fairness import FairnessRule, GiniCeiling, LeastBenefit
from planner.programme.families import row_name

DUE_FIGURES: dict[str, Unit] = dict.fromkeys(("owed_won", "received_won", "arrears_won"), "won")
POOL_FIGURES: dict[str, Unit] = dict.fromkeys(("opening", "received", "lost", "paid", "closing"), "won")
PURSE_FIGURES: dict[str, Unit] = dict.fromkeys(
    ("budget", "lent", "carried_in", "spent", "carried_out", "lapsed"), "won"
)
FAIRNESS_FIGURES: dict[str, Unit] = dict.fromkeys(("level", "value"), "number")


def repayments(books: Books) -> Iterator[Finding]:
    """One row for each supplier and year in which something falls due, in that order, to the right pool."""
    computed = expected_repayments(books)
    stated = books.plan.repayments
    yield from compare_ledgers(
        "repayments",
        (((row.supplier_id, row.year), row) for row in stated),
        {(row.supplier_id, row.year): row for row in computed},
        DUE_FIGURES if books.past.years else {"owed_won": "won"},
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


def fairness(books: Books) -> Iterator[Finding]:
    """Every fairness rule, floors and caps group by group, in the order of rules and labels."""
    stated = (((figure.rule,), figure) for figure in books.plan.fairness)
    computed = {(figure.rule,): figure for figure in expected_fairness(books)}
    yield from compare_ledgers("fairness", stated, computed, FAIRNESS_FIGURES)


def expected_repayments(books: Books) -> list[RepaymentDue]:
    """What falls due, by supplier and year; of past years with what came, of the first planned one with arrears."""
    past, dues = books.past, books.dues
    late = {(supplier_id, past.planned_from): won for supplier_id, won in books.arrears.items()}
    came = {when: won for when, won in past.came.items() if when[0] in books.programme.suppliers}
    return [
        RepaymentDue(
            supplier_id=when[0],
            year=when[1],
            owed_won=dues.get(when, 0),
            pool=books.chains.pool_fed_by(when[0]),
            received_won=came.get(when, 0) if when[1] in past.years else None,
            arrears_won=late.get(when, 0),
        )
        for when in sorted(dues.keys() | came.keys() | late.keys())
        if dues.get(when) or came.get(when) or late.get(when)
    ]


def expected_pools(books: Books) -> list[PoolYear]:
    """The pools' ledgers, one after the other."""
    return [row for account in books.pools.values() for row in account]


def expected_funders(books: Books) -> list[FunderYear]:
    """The purses' ledgers, one after the other."""
    return [row for account in books.purses.values() for row in account]


def expected_fairness(books: Books) -> list[FairnessFigure]:
    """What each fairness rule asks and what the plan gives, rule by rule: shares of the whole by group, the least gain,
    the Gini coefficient.
    """
    return [
        FairnessFigure(rule=row, level=as_float(level), value=as_float(value))
        for number, rule in enumerate(books.rules.fairness, start=1)
        for row, level, value in _figures_under(books, number, rule)
    ]


def _figures_under(books: Books, number: int, rule: FairnessRule) -> Iterator[tuple[str, Fraction, Fraction]]:
    """The rows of the rule with that number, each with what is asked and what the plan gives."""
    if isinstance(rule, LeastBenefit):
        yield row_name("least", number), rule.least, least_gain(gains_of(books, rule))
    elif isinstance(rule, GiniCeiling):
        yield row_name("gini", number), rule.gini, inequality(gains_of(books, rule)).gini
    else:
        for part in books.fair_parts[number]:
            for name, level in (("floor", rule.floor), ("cap_share", rule.cap)):
                if level is not None:
                    yield row_name(name, number, part.label), level, part.share
