"""The form by item of the programme: technology, tier, region."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planner.export.before import Before
from planner.export.columns import Column, Kind, Table
from planner.export.wording import MARKS, Verbatim
from planner.export.workbook.changes.amounts import three_of_totals
from planner.languages import T, Text
from planner.plan.plan import Award, Plan
from planner.programme.programme import Programme
from planner.study.comparison import Totals

type _Group = Callable[[Award], str | None]


@dataclass(frozen=True)
class ItemRow:
    """A group of awards in both plans."""

    mark: Text
    group: Text
    before: Totals
    revised: Totals


def table(plan: Plan, programme: Programme, before: Before) -> Table[ItemRow]:
    """The whole plan, then a row a group of each mark; the groups of one mark add up to the plan."""
    return Table(
        title=T("Changes by item"),
        says=T(
            "Upgrades, support and lifetime tonnes before and revised, by technology, tier and region; each of these "
            "three adds up to the whole plan."
        ),
        columns=_COLUMNS,
        rows=list(_rows(plan, programme, before)),
        frozen_columns=2,
    )


def _rows(plan: Plan, programme: Programme, before: Before) -> Iterator[ItemRow]:
    now = Before(plan, programme)
    yield ItemRow(T("whole plan"), T("all"), Totals.of(before.plan.awards), Totals.of(plan.awards))
    for mark, old, new in zip(_MARKS, _groups(before, programme), _groups(now, programme), strict=True):
        names = {old(award) for award in before.plan.awards} | {new(award) for award in plan.awards}
        for name in sorted(names, key=lambda name: (name is None, name or "")):
            yield ItemRow(
                mark,
                T("not known") if name is None else Verbatim(name),
                Totals.of(award for award in before.plan.awards if old(award) == name),
                Totals.of(award for award in plan.awards if new(award) == name),
            )


def _groups(of: Before, now: Programme) -> tuple[_Group, _Group, _Group]:
    """Technology, tier and region of an award; none where no table tells."""

    def technology(award: Award) -> str | None:
        upgrade = of.upgrade(award.upgrade_id, now)
        return None if upgrade is None else upgrade.technology

    def tier(award: Award) -> str | None:
        supplier = of.supplier(award.supplier_id, now)
        return None if supplier is None else str(supplier.tier)

    def region(award: Award) -> str | None:
        supplier = of.supplier(award.supplier_id, now)
        return None if supplier is None else supplier.region

    return technology, tier, region


_MARKS = (T("technology"), MARKS["tier"], MARKS["region"])


def _totals(row: ItemRow) -> tuple[Totals, Totals]:
    return row.before, row.revised


_COLUMNS: tuple[Column[ItemRow], ...] = (
    Column("mark", T("Mark"), Kind.TEXT, lambda row: row.mark),
    Column("group", T("Group"), Kind.TEXT, lambda row: row.group),
    *three_of_totals(("support", "upgrades", "tonnes"), _totals, summed=False),
)
