"""The plans by supplier, and by tier, region, technology and product: awards, support, tonnes, repayments, credits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from planner.export.beside.known import Known
from planner.export.beside.rows import Amount, Figure, FigureRow, figure_rows
from planner.export.columns import Kind
from planner.export.wording import MARKS, Capital
from planner.languages import T, Text
from planner.plan.plan import Award
from planner.programme.crediting import credited_years
from planner.programme.programme import Programme
from planner.study.beside.comparison import Beside
from planner.study.beside.held import Held
from planner.units import round_half_up

MEASURES: Mapping[str, tuple[Text, Text, Kind]] = {
    "upgrades": (T("Upgrades funded"), T("count"), Kind.COUNT),
    "support_won": (T("Support"), T("won"), Kind.WON),
    "lifetime_tonnes": (T("Lifetime tonnes"), T("t"), Kind.TONNES),
    "owed_won": (T("Falls due from suppliers"), T("won"), Kind.WON),
    "creditable_t": (T("Creditable tonnes"), T("t"), Kind.TONNES),
}
"""What is added up over groups: its name, its unit, how it is written."""

GROUPED: Mapping[str, Text] = {
    "tier": Capital(MARKS["tier"]),
    "region": Capital(MARKS["region"]),
    "technology": T("Technology"),
    "product": T("Product"),
}
"""The marks by which the plans are grouped."""

type _Sums = dict[str, int | Decimal]
type _Parts = Iterable[tuple[str, Fraction]]


@dataclass(frozen=True)
class Summed:
    """A plan with what is added up of each of its awards; credits are not known without tables."""

    held: Held
    of_awards: tuple[tuple[Award, _Sums], ...]
    owed: Mapping[str, int]

    @classmethod
    def of(cls, held: Held) -> Summed:
        """The sums of a plan."""
        owed: defaultdict[str, int] = defaultdict(int)
        for due in held.plan.repayments:
            owed[due.supplier_id] += due.owed_won
        credited = held.programme if held.plan.model.offsets is not None else None
        return cls(held, tuple((award, _sums(award, credited)) for award in held.plan.awards), owed)


def summed(found: Beside) -> list[Summed]:
    """The plans with their sums, for :func:`supplier_rows` and :func:`group_rows`."""
    return [Summed.of(held) for held in found.plans]


def supplier_rows(plans: Sequence[Summed]) -> list[FigureRow]:
    """Measure by measure, every supplier that any plan funds or expects money of."""
    return _rows(plans, "supplier", lambda held: lambda award: [(award.supplier_id, Fraction(1))])


def group_rows(plans: Sequence[Summed], known: Known) -> list[FigureRow]:
    """The same by tier, region, technology and product, mark by mark and measure by measure."""
    rows = []
    for mark in GROUPED:
        of_mark = _rows(plans, mark, lambda held, mark=mark: _groups(mark, held, known))  # type: ignore[misc]
        rows += of_mark if len({row.figure.about for row in of_mark}) > 1 or mark == "product" else []
    return rows


def _groups(mark: str, held: Held, known: Known) -> Callable[[Award], _Parts]:
    """The groups of an award, each with the part of it that counts there."""
    if mark == "product":
        parts = _parts_of_products(held.programme)
        return lambda award: parts.get(award.supplier_id, ())

    def one(award: Award) -> _Parts:
        if mark == "technology":
            upgrade = known.upgrade(award.upgrade_id, held)
            group = None if upgrade is None else upgrade.technology
        else:
            supplier = known.supplier(award.supplier_id, held)
            group = None if supplier is None else getattr(supplier, mark)
        return [("" if group is None else str(group), Fraction(1))]

    return one


def _parts_of_products(programme: Programme | None) -> Mapping[str, Sequence[tuple[str, Fraction]]]:
    """By supplier: the products, and which part of it goes into each."""
    parts: defaultdict[str, list[tuple[str, Fraction]]] = defaultdict(list)
    for row in programme.products if programme is not None else ():
        parts[row.supplier_id].append((row.product, row.share))
    return parts


def _rows(plans: Sequence[Summed], mark: str, groups: Callable[[Held], Callable[[Award], _Parts]]) -> list[FigureRow]:
    figures = [list(_figures(of, mark, groups(of.held))) for of in plans]
    has_credits = [any(figure.key == "creditable_t" for figure in of) for of in figures]
    order = list(MEASURES)
    rows = [_filled(row, has_credits) for row in figure_rows(figures)]
    ordered = sorted(rows, key=lambda row: (order.index(row.figure.key), row.figure.about == "", row.figure.about))
    shown = {row.figure.key for row in ordered if any(row.values)}
    return [row for row in ordered if row.figure.key in shown]


def _filled(row: FigureRow, has_credits: Sequence[bool]) -> FigureRow:
    """Nothing is 0, but for credits of plans of which they are not known."""
    known = has_credits if row.figure.key == "creditable_t" else [True] * len(row.values)
    values = tuple(0 if value is None and there else value for value, there in zip(row.values, known, strict=True))
    return FigureRow(row.figure, values)


def _figures(of: Summed, mark: str, groups: Callable[[Award], _Parts]) -> Iterator[Figure]:
    upgrades: defaultdict[str, set[str]] = defaultdict(set)
    sums: defaultdict[str, defaultdict[str, Any]] = defaultdict(lambda: defaultdict(int))
    owing = dict(of.owed)
    for award, amounts in of.of_awards:
        owed = owing.pop(award.supplier_id, 0)
        for group, part in groups(award):
            upgrades[group].add(award.upgrade_id)
            for measure, amount in {**amounts, "owed_won": owed}.items():
                sums[group][measure] += amount if part == 1 and mark != "product" else part * Fraction(amount)
    for group, names in upgrades.items():
        yield _figure("upgrades", mark, group, len(names))
        for measure, amount in sums[group].items():
            is_won = MEASURES[measure][2] is Kind.WON
            yield _figure(measure, mark, group, round_half_up(Fraction(amount)) if is_won else amount)


def _figure(measure: str, mark: str, group: str, value: Amount) -> Figure:
    name, unit, kind = MEASURES[measure]
    topic = Capital(MARKS["supplier"]) if mark == "supplier" else GROUPED[mark]
    return Figure(measure, topic, name, unit, kind, value, about=group)


def _sums(award: Award, programme: Programme | None) -> _Sums:
    """What an award comes to; its credits where the tables of a programme with offsets are given."""
    sums: _Sums = {"support_won": award.support_won, "lifetime_tonnes": award.tonnes}
    if programme is not None and programme.rules.offsets is not None:
        upgrade = programme.upgrades[award.upgrade_id]
        years = credited_years(programme, programme.rules.offsets, upgrade, award.year)
        sums["creditable_t"] = sum((award.tonnes_by_year.get(year, Decimal(0)) for year in years), Decimal(0))
    return sums
