"""The awards: who gets what in which year, and who pays for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planner.export.columns import Cell, Column, Kind, RatioOf, Signal, Table
from planner.export.wording import Verbatim, funder_name, size_name
from planner.languages import T
from planner.plan.plan import OWN, Award, Plan, is_pool
from planner.programme.funder import Funder
from planner.programme.programme import Programme
from planner.programme.rules import Rules
from planner.programme.supplier import Supplier
from planner.programme.upgrade import Upgrade

RETURNED_KEY, OWN_KEY = "returned", "own"


@dataclass(frozen=True)
class AwardRow:
    """An award with its upgrade and its supplier."""

    award: Award
    upgrade: Upgrade
    supplier: Supplier
    supplier_no: int
    first_of_upgrade: bool

    @property
    def first_year_tonnes(self) -> Decimal:
        """What it saves in its first year in operation [t/yr]; below 0 where it emits more at first."""
        return self.award.tonnes_by_year.get(self.award.year + self.upgrade.lead_years, Decimal(0))


def table(plan: Plan, programme: Programme) -> Table[AwardRow]:
    """A row an award, in the plan's order; what is not for paper stands to the right."""
    payers = tuple(_payers(plan.model))
    signed = (_SIGNED,) if plan.model.years.past_years else ()
    printed = (*_WHO, *_WHAT, *signed, *payers, *_support(payers), *_WORTH)
    return Table(
        title=T("Awards"),
        says=T(
            "A row an award, with what is paid over all years. Lifetime tonnes are t of CO2e until {year}; tonnes in "
            "the first year are those of the first year in operation.",
            year=plan.model.years.count_until,
        ),
        columns=(*printed, *_FURTHER),
        rows=list(_rows(plan, programme)),
        frozen_columns=2,
        key="Awards",
        printed=len(printed),
    )


def _rows(plan: Plan, programme: Programme) -> Iterator[AwardRow]:
    numbers = {supplier: number for number, supplier in enumerate(programme.suppliers, start=1)}
    seen: set[str] = set()
    for award in plan.awards:
        upgrade, supplier = programme.upgrades[award.upgrade_id], programme.suppliers[award.supplier_id]
        yield AwardRow(award, upgrade, supplier, numbers[award.supplier_id], award.upgrade_id not in seen)
        seen.add(award.upgrade_id)


def purses_in_order(rules: Rules) -> list[Funder]:
    """The funders, government first, so that the columns of a kind stand side by side."""
    return sorted(rules.funders, key=lambda funder: funder.kind != "government")


def purse_key(funder: Funder) -> str:
    """The key of a funder's column."""
    return f"payer:{funder.id}"


def purse_name(number: int) -> str:
    """What formulas call the column of a funder, by its number from 1."""
    return f"Awards_payer_{number}_won"


_WHO: tuple[Column[AwardRow], ...] = (
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.supplier.supplier_id),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.supplier.name),
)

_SIGNED: Column[AwardRow] = Column(
    "signed", T("Decided"), Kind.TEXT, lambda row: T("signed") if row.award.committed else T("planned")
)
"""Where a later year is planned: whether the award is a fact."""

_WHAT: tuple[Column[AwardRow], ...] = (
    Column("upgrade", T("Upgrade"), Kind.TEXT, lambda row: row.upgrade.upgrade_id),
    Column("technology", T("Technology"), Kind.TEXT, lambda row: row.upgrade.technology),
    Column("year", T("Year"), Kind.YEAR, lambda row: row.award.year),
    Column("share", T("Share awarded"), Kind.PERCENT, lambda row: row.award.share, signal=Signal.BAR),
    Column("cost", T("Cost"), Kind.WON, lambda row: row.award.cost_won, "sum"),
)

_WORTH: tuple[Column[AwardRow], ...] = (
    Column("tonnes", T("Lifetime tonnes"), Kind.TONNES, lambda row: row.award.tonnes, "sum", signal=Signal.BAR),
    Column(
        "won_per_tonne",
        T("Support per tonne"),
        Kind.WON_PER_TONNE,
        lambda row: won_per_tonne(row.award.support_won, row.award),
        RatioOf("support", "tonnes"),
        lambda place: f'=IF({place.cell("tonnes")}>0,{place.cell("support")}/{place.cell("tonnes")},"")',
    ),
)

_FURTHER: tuple[Column[AwardRow], ...] = (
    Column("tier", T("Tier"), Kind.MARK, lambda row: row.supplier.tier),
    Column("region", T("Region"), Kind.TEXT, lambda row: row.supplier.region),
    Column("size", T("Size"), Kind.TEXT, lambda row: size_name(row.supplier.size)),
    Column("first_year", T("Tonnes in the first year (t/yr)"), Kind.TONNES, lambda row: row.first_year_tonnes, "sum"),
    Column("raises_until", T("Emits more until"), Kind.YEAR, lambda row: row.award.raises_until),
    Column("supplier_no", T("Supplier no."), Kind.MARK, lambda row: row.supplier_no),
    Column(
        "first_of_upgrade", T("First award of its upgrade"), Kind.MARK, lambda row: int(row.first_of_upgrade), "sum"
    ),
)
"""What other sheets count by, and what is said of the supplier on its own sheet: for the screen."""

FOR_FORMULAS = ("supplier_no", "first_of_upgrade")
"""Columns that only formulas need: a table of awards without formulas leaves them out."""


def won_per_tonne(won: int, award: Award) -> Fraction | None:
    """Won per lifetime tonne; none where the award saves nothing."""
    return won / Fraction(award.tonnes) if award.tonnes > 0 else None


def _payers(rules: Rules) -> Iterator[Column[AwardRow]]:
    """A column each for the funders, then one for all returned money where any returns, then the supplier's own."""
    for number, funder in enumerate(purses_in_order(rules), start=1):
        heading, name = Verbatim(funder_name(funder)), f"payer_{number}"
        yield Column(purse_key(funder), heading, Kind.WON, _paid_by(funder.id), "sum", name=name)
    if rules.repayment is not None:
        yield Column(RETURNED_KEY, T("Returned money"), Kind.WON, _returned, "sum")
    yield Column(OWN_KEY, T("Own money"), Kind.WON, _paid_by(OWN), "sum")


def _support(payers: tuple[Column[AwardRow], ...]) -> Iterator[Column[AwardRow]]:
    """What all payers but the supplier itself give."""
    others = [column.key for column in payers if column.key != OWN_KEY]
    yield Column(
        "support",
        T("Support"),
        Kind.WON,
        lambda row: row.award.support_won,
        "sum",
        lambda place: "=" + "+".join(place.cell(key) for key in others) if others else None,
    )


def _paid_by(payer: str) -> Callable[[AwardRow], Cell]:
    return lambda row: row.award.payers.get(payer, 0)


def _returned(row: AwardRow) -> int:
    return sum(won for payer, won in row.award.payers.items() if is_pool(payer))
