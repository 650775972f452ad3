"""What a plan reaches: targets, its contribution to a sector's, and the footprint of product lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from planner.plan.figures import Kilograms, kilograms_by_year, measured
from planner.plan.plan import ContributionFigure, FootprintFigure, TargetFigure, tonnes_of
from planner.plan.shadow_prices import RowPrices
from planner.programme.families import row_name
from planner.programme.programme import Programme
from planner.programme.targets import FootprintRule
from planner.units import KG_PER_TONNE


def target_figures(programme: Programme, kilograms: Kilograms, prices: RowPrices) -> tuple[TargetFigure, ...]:
    """What is asked and what the plan reaches: the targets, then what the least won is sought for.

    Source: reading 41 of the rules.
    """
    return tuple(
        TargetFigure(
            rule=row,
            of=measure,
            target_t=float(asked),
            tonnes=float(measured(programme, kilograms, measure) / KG_PER_TONNE),
            shadow_price=prices.of(row),
        )
        for row, measure, asked in _asked(programme)
    )


def _asked(programme: Programme) -> Iterator[tuple[str, str, Fraction]]:
    """Row, measure and tonnes of whatever must be reached."""
    for number, target in enumerate(programme.rules.targets, start=1):
        yield row_name("target", number), target.measure, target.tonnes
    highest: dict[str, Fraction] = {}
    for objective in programme.rules.objective:
        for measure, least in objective.reach.items():
            highest[measure] = max(least, highest.get(measure, least))
    for measure, least in highest.items():
        yield row_name("reach", measure), measure, least


def contribution_figures(programme: Programme, kilograms: Kilograms) -> tuple[ContributionFigure, ...]:
    """The plan's tonnes beside what sectors have to cut, in the order of the rules. Source: reading 42 of the rules."""
    by_year = kilograms_by_year(programme, kilograms)
    return tuple(
        ContributionFigure(
            year=rule.year,
            sector=rule.sector,
            sector_t=float(rule.sector_t),
            tonnes=tonnes_of(by_year.get(rule.year, 0)),
            share=float(by_year.get(rule.year, 0) / (rule.sector_t * KG_PER_TONNE)),
        )
        for rule in programme.rules.contributions
    )


def footprint_figures(programme: Programme, kilograms: Kilograms, prices: RowPrices) -> tuple[FootprintFigure, ...]:
    """By how much each product's footprint falls in each counting year. Source: reading 43 of the rules."""
    cuts = footprint_cuts(programme, kilograms)
    rules = _rules_by_place(programme)
    figures = []
    for (product, year), cut in cuts.items():
        asking = rules.get((product, year), {})
        # Of several floors the highest binds; the others have no price.
        found = [prices.of(row_name("footprint", number, product, year)) for number in asking]
        known = [price for price in found if price is not None]
        figures.append(
            FootprintFigure(
                product=product,
                year=year,
                kg_per_unit=float(cut),
                at_least_kg=_highest(rule.at_least_kg for rule in asking.values()),
                target_kg=_highest(rule.target_kg for rule in asking.values()),
                shadow_price=sum(known) if known else None,
            )
        )
    return tuple(figures)


def footprint_cuts(programme: Programme, kilograms: Kilograms) -> Mapping[tuple[str, int], Fraction]:
    r"""The cut of each product and counting year [kg per unit], exact.

    .. math:: \sum_i e_{i,y}\, \text{share}_i / \text{units}_i

    e [kg] is what the supplier of a row saves in the year, over the product's rows.
    """
    saved: dict[tuple[str, int], int] = defaultdict(int)
    for (upgrade_id, _), by_year in kilograms.items():
        for year, kilogram in by_year.items():
            saved[programme.upgrades[upgrade_id].supplier_id, year] += kilogram
    cuts: dict[tuple[str, int], Fraction] = {}
    for row in programme.products:
        for year in programme.rules.years.counting_years:
            part = saved.get((row.supplier_id, year), 0) * row.share / row.units_per_year
            cuts[row.product, year] = cuts.get((row.product, year), Fraction(0)) + part
    return cuts


def _rules_by_place(programme: Programme) -> Mapping[tuple[str, int], Mapping[int, FootprintRule]]:
    """The rules by number, for each product and year that they speak of."""
    places: dict[tuple[str, int], dict[int, FootprintRule]] = defaultdict(dict)
    for number, rule in enumerate(programme.rules.footprint, start=1):
        for year in rule.year:
            places[rule.product, year][number] = rule
    return places


def _highest(amounts: Iterable[Fraction | None]) -> float | None:
    stated = [amount for amount in amounts if amount is not None]
    return float(max(stated)) if stated else None
