"""What is said of a plan on one screen: by ``planner solve``, and in a notebook."""

from __future__ import annotations

from collections.abc import Iterator

from planner.export.measures import Unit, gain_amount, gain_name, measure_name
from planner.export.objectives import bound_in_words, objective_name, objective_names
from planner.export.promised import Promised, promised
from planner.export.wording import (
    Capital,
    Joined,
    Verbatim,
    decided_by_tie_break,
    gap_in_words,
    number,
    objective_values,
    status_name,
)
from planner.languages import Language, T, Text
from planner.plan.objectives import tonnes_unit
from planner.plan.plan import ObjectiveValue, Plan
from planner.programme.families import row_name
from planner.programme.programme import Programme
from planner.units import EOK

MOST_SHORT = 10
"""How many suppliers of whom something did not come are named on the screen; the workbook names all."""

type Line = tuple[Text, Text | str]
"""A label, and what stands beside it."""


def summary(plan: Plan, programme: Programme, language: Language) -> str:
    """The plan's key figures, a line each, the labels in one column."""
    found = [(label.to(language), words(said, language)) for label, said in lines(plan, programme)]
    width = max(_columns(label) for label, _ in found) + 2
    return "\n".join(f"{label}{' ' * (width - _columns(label))}{said}" for label, said in found)


def lines(plan: Plan, programme: Programme) -> tuple[Line, ...]:
    """The plan's key figures with their labels."""
    return (
        (T("Programme"), programme.rules.programme),
        *_objectives(plan),
        *_tonnes(plan),
        *_reach(plan),
        *_money(plan),
        *_past(plan),
        *_fairness(plan),
        *_credits(plan),
        *_counts(plan, programme),
    )


def words(said: Text | str, language: Language) -> str:
    """What stands beside a label, in that language."""
    return said.to(language) if isinstance(said, Text) else said


def _objectives(plan: Plan) -> Iterator[Line]:
    """One objective with its value; of several each with its own."""
    names = objective_names(plan.model)
    if len(names) == 1:
        yield T("Objective"), objective_name(plan.model)
        yield T("Value"), _amount(plan.objective.value, plan.objective.unit)
        yield T("Status"), status_name(plan)
        yield T("No plan is better than"), bound_in_words(plan.objective)
        if plan.objective.steps is not None:
            yield T("Levels settled"), f"{plan.objective.steps:,}"
        return
    for place, (name, level) in enumerate(zip(names, objective_values(plan), strict=True), start=1):
        words = {"objective": Capital(name), "value": _amount(level.value, level.unit), "gap": _gap(level)}
        yield T("Objective {place}", place=place), T("{objective}: {value} (gap {gap})", **words)
    yield T("Status"), status_name(plan)


def _gap(objective: ObjectiveValue) -> Text | str:
    gap = "-" if objective.gap is None else gap_in_words(objective.gap)
    return gap if objective.steps is None else T("{gap}; levels settled: {steps}", gap=gap, steps=objective.steps)


def _tonnes(plan: Plan) -> Iterator[Line]:
    """Tonnes by their kinds, each with its unit."""
    figures = plan.indicators
    yield T("Lifetime tonnes"), _amount(figures.lifetime_tonnes, "t")
    yield T("Tonnes in the first year"), _amount(figures.annual_tonnes, "t/yr")
    if figures.discounted_tonnes is not None:
        yield T("Discounted tonnes"), _amount(figures.discounted_tonnes, "t")
    raising = [award for award in plan.awards if award.raises_until is not None]
    if raising:
        yield (
            T("Emit more at first"),
            T(
                "{count} of the upgrades funded, until {year} at the latest; counted year by year",
                count=len({award.upgrade_id for award in raising}),
                year=max(award.raises_until or 0 for award in raising),
            ),
        )


def _reach(plan: Plan) -> Iterator[Line]:
    """Targets, what is contributed to those of sectors, footprints that somebody aims at, what could be taken back."""
    for target in plan.targets:
        words = {"measure": measure_name(target.of, plan.model), "unit": Unit(tonnes_unit(target.of))}
        reached = {"reached": f"{target.tonnes:,.3f}", "asked": _short(target.target_t)}
        yield T("Target"), T("{measure}: {reached} {unit}; asked {asked}", **words, **reached)
    for shown in plan.contributions:
        yield (
            T("Sector target {year}", year=shown.year),
            T(
                "{sector}: {share} of {asked} t ({tonnes} t in that year)",
                sector=shown.sector,
                share=f"{shown.share * 100:,.3g} %",
                asked=_short(shown.sector_t),
                tonnes=f"{shown.tonnes:,.3f}",
            ),
        )
    for product in sorted({rule.product for rule in plan.model.footprint}):
        cuts = Joined(_cuts(plan, product), "; ")
        yield T("Footprint"), T("{product}, kg per unit: {cuts}", product=product, cuts=cuts)
    if plan.reclaims:
        yield T("Taken back at low tonnes"), _won(sum(reclaim.reclaimed_won for reclaim in plan.reclaims))


def _cuts(plan: Plan, product: str) -> Iterator[Text]:
    """The cuts in the footprint of a product in the years that a rule names."""
    for figure in plan.footprint:
        words = {"year": figure.year, "kg": f"{figure.kg_per_unit:,.1f}"}
        if figure.product == product and figure.at_least_kg is not None:
            yield T("-{kg} in {year} (asked {asked})", **words, asked=_short(figure.at_least_kg))
        elif figure.product == product and figure.target_kg is not None:
            yield T("-{kg} in {year} (aim {aim})", **words, aim=_short(figure.target_kg))


def _money(plan: Plan) -> Iterator[Line]:
    figures = plan.indicators
    yield T("Fresh money"), _won(figures.fresh_won)
    yield T("  government"), _won(figures.public_won)
    yield T("  lead firms"), _won(figures.oem_won)
    if plan.model.repayment is not None:
        yield T("Returned money spent again"), _won(figures.recycled_won)
    yield T("Suppliers' own money"), _won(figures.own_won)
    ratio = figures.tonnes_per_million_won
    yield T("Tonnes per million won"), "-" if ratio is None else f"{ratio:,.3f}"


def _past(plan: Plan) -> Iterator[Line]:
    """What is signed, and what came of what was promised, supplier by supplier; nothing where all years are planned."""
    years = plan.model.years
    if not years.past_years:
        return
    signed = [award for award in plan.awards if award.committed]
    words = {"count": f"{len(signed):,}", "won": f"{sum(award.cost_won for award in signed):,}"}
    yield T("Signed before {year}", year=years.planned_from), T("{count} awards, {won} won of cost", **words)
    found = promised(plan)
    if found:
        together = Promised("", *(sum(getattr(one, key) for one in found) for key in ("due", "came", "asked_again")))
        yield T("Promised until then"), _came(together)
    short = sorted((one for one in found if one.missing), key=lambda one: (-one.missing, one.supplier_id))
    for one in short[:MOST_SHORT]:
        yield Verbatim(f"  {one.supplier_id}"), _came(one)
    if len(short) > MOST_SHORT:
        yield T("  others"), T("{count} suppliers of whom something did not come", count=len(short) - MOST_SHORT)


def _came(one: Promised) -> Text:
    figures = {"due": f"{one.due:,}", "came": f"{one.came:,}", "missing": f"{one.missing:,}"}
    if not one.missing:
        return T("{due} won; received {came}", **figures)
    return T(
        "{due} won; received {came}; {missing} did not come, {again} asked again",
        **figures,
        again=f"{one.asked_again:,}",
    )


def _fairness(plan: Plan) -> Iterator[Line]:
    """Least benefits and Gini coefficients; groups' shares are in the plan."""
    found = {figure.rule: figure for figure in plan.fairness}
    for place, least in plan.model.least_benefits:
        figure = found.get(row_name("least", place))
        if figure is not None:
            reached, asked = gain_amount(least, _short(figure.value)), _short(figure.level)
            gain = gain_name(least, plan.model)
            yield T("Least benefit"), T("{gain}: {reached}; asked {asked}", gain=gain, reached=reached, asked=asked)
    for place, ceiling in plan.model.gini_ceilings:
        figure = found.get(row_name("gini", place))
        if figure is not None:
            value, most = f"{figure.value:.4f}", number(ceiling.gini)
            gain = gain_name(ceiling, plan.model)
            yield T("Gini coefficient"), T("{gain}: {value}; at most {most}", gain=gain, value=value, most=most)


def _credits(plan: Plan) -> Iterator[Line]:
    """Credits of all years together, and bundles that are too large."""
    if plan.credits:
        tonnes = {
            "creditable": f"{sum(year.creditable_t for year in plan.credits):,.3f}",
            "usable": f"{sum(year.usable_t for year in plan.credits):,.3f}",
            "surplus": f"{sum(year.surplus_t for year in plan.credits):,.3f}",
        }
        yield T("Offset credits"), T("{creditable} t creditable; {usable} t usable; {surplus} t surplus", **tonnes)
        yield T("  value"), _won(sum(year.value_won for year in plan.credits))
    if plan.credit_bundles:
        broken = sum(not bundle.kept for bundle in plan.credit_bundles)
        yield T("Bundles above their limit"), f"{broken:,} / {len(plan.credit_bundles):,}"


def _counts(plan: Plan, programme: Programme) -> Iterator[Line]:
    figures = plan.indicators
    yield T("Upgrades funded"), f"{figures.upgrades_funded:,} / {len(programme.upgrades):,}"
    yield T("Suppliers funded"), f"{figures.suppliers_funded:,} / {len(programme.suppliers):,}"
    if plan.tie_break is not None:
        yield T("Decided by tie-break"), decided_by_tie_break(plan.tie_break)
    yield T("Plan hash"), plan.plan_hash


def _amount(value: object, unit: str) -> Text:
    """A figure with its unit; won are whole."""
    shown = f"{value:,.0f}" if unit == "won" else f"{value:,.3f}"
    return T("{value} {unit}", value=shown, unit=Unit(unit))


def _won(won: int) -> Text:
    return T("{won} won ({eok} eok)", won=f"{won:,}", eok=f"{won / EOK:,.1f}")


def _short(value: float) -> str:
    """A figure without zeros at its end, with three decimals at most."""
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def _columns(text: str) -> int:
    """How many columns a terminal gives the text: Korean letters take two."""
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
