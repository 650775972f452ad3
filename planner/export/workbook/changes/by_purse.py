"""The form by payer and year: what each pays in either plan, and what that comes of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from planner.export.columns import Column, Kind, Table
from planner.export.numbers import counted
from planner.export.wording import Joined, Verbatim, funder_name
from planner.export.workbook.awards import purses_in_order
from planner.export.workbook.changes.amounts import three
from planner.languages import T, Text
from planner.plan.plan import OWN, Plan, is_pool
from planner.programme.funder import Funder
from planner.units import round_half_up

_POOLS = "pool:"


@dataclass(frozen=True)
class Paid:
    """What a payer pays in a year [won], for how many awards, out of which budget, if it has one."""

    won: int
    awards: int
    budget: int | None


@dataclass(frozen=True)
class PurseRow:
    """A payer's year in both plans."""

    payer: Text
    year: int
    before: Paid
    revised: Paid


def table(plan: Plan, before: Plan) -> Table[PurseRow]:
    """A row a payer and year in which it pays, or may pay, in either plan."""
    return Table(
        title=T("Changes by payer"),
        says=T(
            "The plan decided before (plan {old}) and the revised one (plan {new}), by who pays in which year. "
            "The mean of a won amount is rounded.",
            old=before.plan_hash[:12],
            new=plan.plan_hash[:12],
        ),
        columns=_COLUMNS,
        rows=list(_rows(plan, before)),
        frozen_columns=2,
        key="Changes_payer",
    )


def _rows(plan: Plan, before: Plan) -> Iterator[PurseRow]:
    then, now = _paid(before), _paid(plan)
    old, new = _funders(before), _funders(plan)
    years = sorted({year for _, year in (*then, *now)} | _budget_years(old) | _budget_years(new))
    for payer, name in _payers(plan, before):
        for year in years:
            key = payer, year
            rows = (_of(key, then, old), _of(key, now, new))
            if any(paid.won or paid.budget for paid in rows):
                yield PurseRow(name, year, *rows)


def _payers(plan: Plan, before: Plan) -> Iterator[tuple[str, Text]]:
    """The funders of either plan, under their names of now, then returned money and own money."""
    funders = {funder.id: funder for funder in (*purses_in_order(plan.model), *purses_in_order(before.model))}
    names = {funder.id: Verbatim(funder_name(funder)) for funder in funders.values()} | {
        funder.id: Verbatim(funder_name(funder)) for funder in plan.model.funders
    }
    yield from names.items()
    yield _POOLS, T("Returned money (pools)")
    yield OWN, T("Suppliers' own money")


def _funders(plan: Plan) -> dict[str, Funder]:
    return {funder.id: funder for funder in plan.model.funders}


def _budget_years(funders: dict[str, Funder]) -> set[int]:
    return {year for funder in funders.values() for year in funder.budget}


def _paid(plan: Plan) -> dict[tuple[str, int], tuple[int, int]]:
    """Won by payer and year, and for how many awards."""
    won: Counter[tuple[str, int]] = Counter()
    awards: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for number, award in enumerate(plan.awards):
        for payment in award.payments:
            key = (_POOLS if is_pool(payment.payer) else payment.payer), payment.year
            won[key] += payment.won
            if payment.won:
                awards[key].add(number)
    return {key: (amount, len(awards[key])) for key, amount in won.items()}


def _of(key: tuple[str, int], paid: dict[tuple[str, int], tuple[int, int]], funders: dict[str, Funder]) -> Paid:
    payer, year = key
    won, awards = paid.get(key, (0, 0))
    return Paid(won, awards, funders[payer].budget.get(year, 0) if payer in funders else None)


def _basis(row: PurseRow) -> Text:
    """What the amounts come of: awards and their mean; and the budget, where there is one."""
    parts = [
        T("before: {what}", what=_awards(row.before)),
        T("revised: {what}", what=_awards(row.revised)),
    ]
    old, new = row.before.budget, row.revised.budget
    if old is not None or new is not None:
        parts.append(
            T("budget {won:,} won as before", won=new or 0)
            if old == new
            else T("budget {old:,} won → {new:,} won", old=old or 0, new=new or 0)
        )
    return Joined(parts, "; ")


def _awards(paid: Paid) -> Text:
    if not paid.awards:
        return T("nothing")
    mean = round_half_up(Fraction(paid.won, paid.awards))
    awards = counted(paid.awards, T("1 award"), T("{count} awards"))
    return T("{awards} × {mean:,} won on average", awards=awards, mean=mean)


_PAID: tuple[Column[PurseRow], ...] = three("paid", Kind.WON, lambda row: row.before.won, lambda row: row.revised.won)

_COLUMNS: tuple[Column[PurseRow], ...] = (
    Column("payer", T("Payer"), Kind.TEXT, lambda row: row.payer),
    Column("year", T("Year"), Kind.YEAR, lambda row: row.year),
    *_PAID,
    Column("basis", T("Basis of calculation"), Kind.SENTENCE, _basis, most=96),
)
