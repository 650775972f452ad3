"""The awards by groups: how many candidates and awards, how much support, how many tonnes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.export.columns import AnyTable, Column, Kind, RatioOf, Table
from planner.export.numbers import hundredths
from planner.export.wording import MARKS, SIZES, Capital
from planner.languages import T, Text
from planner.plan.plan import Award, Plan
from planner.programme.programme import Programme
from planner.programme.upgrade import Upgrade

type Group = str | None

SAYS = T("Support is all that funders and returned money pay, in whole won; parts of it add up to 100 %.")
"""What holds for each of the tables."""

TIER = Capital(MARKS["tier"])

_MANY = 15
"""A mark of more groups than this is shown by those that get most, and the others together."""


@dataclass(frozen=True)
class GroupRow:
    """What a group has; ``part`` is its part of all support [%], rounded so that all parts add up to 100."""

    group: str | Text
    candidates: int
    funded: int
    support: int
    part: Fraction
    tonnes: Fraction

    @property
    def won_per_tonne(self) -> Fraction | None:
        """Support per lifetime tonne; none where nothing is saved."""
        return self.support / self.tonnes if self.tonnes > 0 else None


def group_tables(plan: Plan, programme: Programme) -> Iterator[AnyTable]:
    """A table by each mark that tells any two upgrades of the programme apart."""

    def of_supplier(mark: str) -> Callable[[Upgrade], Group]:
        return lambda upgrade: getattr(programme.supplier_of(upgrade), mark)

    marks: tuple[tuple[Text, Callable[[Upgrade], Group], Mapping[str, Text]], ...] = (
        (TIER, lambda upgrade: str(programme.supplier_of(upgrade).tier), {}),
        (Capital(MARKS["region"]), of_supplier("region"), {}),
        (Capital(MARKS["size"]), of_supplier("size"), SIZES),
        (Capital(MARKS["consortium"]), of_supplier("consortium"), {}),
        (T("Technology"), lambda upgrade: upgrade.technology, {}),
    )
    for mark, group_of, names in marks:
        if len({group_of(upgrade) for upgrade in programme.upgrades.values()}) > 1:
            rows = _rows(plan, programme, group_of, names)
            yield _table(mark, sorted(rows, key=lambda row: str(row.group)) if mark is TIER else rows)


def _rows(
    plan: Plan, programme: Programme, group_of: Callable[[Upgrade], Group], names: Mapping[str, Text]
) -> list[GroupRow]:
    """A row a group, those with most support first; where there are many, the last row is of all the others."""
    upgrades: dict[Group, list[str]] = defaultdict(list)
    awards: dict[Group, list[Award]] = defaultdict(list)
    for name, upgrade in programme.upgrades.items():
        upgrades[group_of(upgrade)].append(name)
    for award in plan.awards:
        awards[group_of(programme.upgrades[award.upgrade_id])].append(award)
    order = sorted(upgrades, key=lambda group: (-_support(awards[group]), group is None, str(group)))
    shown: list[tuple[str | Text, list[Group]]] = [
        (T("not given") if group is None else names.get(group, group), [group]) for group in order
    ]
    if len(order) > _MANY:
        shown = [*shown[: _MANY - 1], (T("all others"), order[_MANY - 1 :])]
    parts = hundredths([sum(_support(awards[group]) for group in groups) for _, groups in shown], 2)
    return [
        _row(name, part, sum(len(upgrades[group]) for group in groups), [a for group in groups for a in awards[group]])
        for (name, groups), part in zip(shown, parts, strict=True)
    ]


def _support(awards: Sequence[Award]) -> int:
    return sum(award.support_won for award in awards)


def _row(group: str | Text, part: Fraction, candidates: int, awards: Sequence[Award]) -> GroupRow:
    return GroupRow(
        group=group,
        candidates=candidates,
        funded=len({award.upgrade_id for award in awards}),
        support=_support(awards),
        part=part,
        tonnes=sum((Fraction(award.tonnes) for award in awards), Fraction(0)),
    )


def _table(mark: Text, rows: list[GroupRow]) -> Table[GroupRow]:
    return Table(
        title=mark,
        says=SAYS,
        columns=(Column("group", mark, Kind.TEXT, lambda row: row.group), *_COLUMNS),
        rows=rows,
    )


_COLUMNS: tuple[Column[GroupRow], ...] = (
    Column("candidates", T("Candidate upgrades"), Kind.COUNT, lambda row: row.candidates, "sum"),
    Column("funded", T("Upgrades funded"), Kind.COUNT, lambda row: row.funded, "sum"),
    Column("support", T("Support"), Kind.WON, lambda row: row.support, "sum"),
    Column("part", T("Part of the support"), Kind.PERCENT, lambda row: row.part / 100),
    Column("tonnes", T("Lifetime tonnes"), Kind.TONNES, lambda row: row.tonnes, "sum"),
    Column(
        "won_per_tonne",
        T("Support per tonne"),
        Kind.WON,
        lambda row: row.won_per_tonne,
        RatioOf("support", "tonnes"),
    ),
)
