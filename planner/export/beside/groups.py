"""The plans by supplier, and by tier, region, technology and product: awards, support, tonnes, repayments, credits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.export.beside.known import Known
from planner.export.beside.rows import Figure, FigureRow, figure_rows
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

type _Sums = dict[str, Fraction]
type _Parts = Iterable[tuple[str, Fraction]]


@dataclass(frozen=True)
class _Held:
    """A plan with what is added up of each of its awards; credits are not known without tables."""

    held: Held
    of_awards: tuple[tuple[Award, _Sums], ...]
    owed: Mapping[str, Fraction]
    credits: bool

    @classmethod
    def of(cls, held: Held) -> _Held:
        plan = held.plan
        owed: defaultdict[str, Fraction] = defaultdict(Fraction)
        for due in plan.repayments:
            owed[due.supplier_id] += due.owed_won
        credited = plan.model.offsets is not None and held.programme is not None
        awards = tuple((award, _sums(award, held.programme if credited else None)) for award in plan.awards)
        return cls(held, awards, owed, credited)


def supplier_rows(found: Beside) -> list[FigureRow]:
    """Measure by measure, every supplier that any plan funds or expects money of."""
    return _rows(found, "supplier", lambda held: lambda award: [(award.supplier_id, Fraction(1))])


def group_rows(found: Beside) -> list[FigureRow]:
    """The same by tier, region, technology and product, mark by mark and measure by measure."""
    known = Known.of(found)
    rows = []
    for mark in GROUPED:
        of_mark = _rows(found, mark, lambda held, mark=mark: _groups(mark, held, known))  # type: ignore[misc]
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


def _rows(found: Beside, mark: str, groups: Callable[[Held], Callable[[Award], _Parts]]) -> list[FigureRow]:
    figures = [list(_figures(_Held.of(held), mark, groups(held))) for held in found.plans]
    rows = figure_rows(figures)
    has_credits = [any(figure.key == "creditable_t" for figure in of) for of in figures]
    order = list(MEASURES)
    filled = [_filled(row, has_credits) for row in rows]
    ordered = sorted(filled, key=lambda row: (order.index(row.figure.key), row.figure.about == "", row.figure.about))
    shown = {row.figure.key for row in ordered if any(row.values)}
    return [row for row in ordered if row.figure.key in shown]


def _filled(row: FigureRow, has_credits: Sequence[bool]) -> FigureRow:
    """Nothing is 0, but for credits of plans of which they are not known."""
    known = has_credits if row.figure.key == "creditable_t" else [True] * len(row.values)
    values = tuple(
        0 if value is None and there else value for value, there in zip(row.values, known, strict=True)
    )
    return FigureRow(row.figure, values)


def _figures(of: _Held, mark: str, groups: Callable[[Award], _Parts]) -> Iterator[Figure]:
    upgrades: defaultdict[str, set[str]] = defaultdict(set)
    sums: defaultdict[str, defaultdict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    owing = set(of.owed)
    for award, amounts in of.of_awards:
        for group, part in groups(award):
            upgrades[group].add(award.upgrade_id)
            for measure, amount in amounts.items():
                sums[group][measure] += part * amount
            if award.supplier_id in owing:
                sums[group]["owed_won"] += part * of.owed[award.supplier_id]
        owing.discard(award.supplier_id)
    for group, names in upgrades.items():
        yield _figure("upgrades", mark, group, len(names))
        for measure, amount in sums[group].items():
            yield _figure(measure, mark, group, round_half_up(amount) if MEASURES[measure][2] is Kind.WON else amount)


def _figure(measure: str, mark: str, group: str, value: int | Fraction) -> Figure:
    name, unit, kind = MEASURES[measure]
    topic = Capital(MARKS["supplier"]) if mark == "supplier" else GROUPED[mark]
    return Figure(measure, topic, name, unit, kind, value, about=group)


def _sums(award: Award, programme: Programme | None) -> _Sums:
    """What an award comes to; its credits where the tables of a programme with offsets are given."""
    sums = {"support_won": Fraction(award.support_won), "lifetime_tonnes": Fraction(award.tonnes)}
    if programme is not None and programme.rules.offsets is not None:
        upgrade = programme.upgrades[award.upgrade_id]
        years = credited_years(programme, programme.rules.offsets, upgrade, award.year)
        sums["creditable_t"] = sum((Fraction(award.tonnes_by_year.get(year, 0)) for year in years), Fraction(0))
    return sums


