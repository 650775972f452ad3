"""The first page: what was decided, how good it is, what it costs whom, what limits it, how it compares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from fractions import Fraction

from planner.export.measures import Unit
from planner.export.numbers import MoneyUnit, figure, money, parts_of_money, share_in_words, tonnes_in_words
from planner.export.objectives import bound_in_words, objective_name, objective_names
from planner.export.report.blocks import Block, Command, Facts, Paragraph, Points, Section, Subtitle, Tile, Tiles
from planner.export.report.limits import tight_purses, tight_rules
from planner.export.report.material import Material
from planner.export.returned import Returned
from planner.export.wording import Capital, Joined, decided_by_tie_break, gap_in_words, objective_values, status_name
from planner.languages import T, Text
from planner.plan.plan import ObjectiveValue, Plan
from planner.study.comparison import Comparison


def section(given: Material) -> Section:
    """A page of words and figures."""
    return Section("summary", T("What was decided"), tuple(_blocks(given)))


def _blocks(given: Material) -> Iterator[Block]:
    plan = given.plan
    yield Paragraph(_decided(given), "lead")
    yield Paragraph(_how_good(plan), "verdict")
    yield Tiles(tuple(_tiles(given)))
    yield Facts(tuple(_objectives(plan)))
    yield Subtitle(T("What decided"))
    yield Points(tuple(_why(given)))
    yield Subtitle(T("What limits the plan"))
    yield Points((*tight_purses(plan), *tight_rules(given)))
    yield Subtitle(T("How it compares"))
    yield Points(tuple(_compared(given)))
    if given.studies.comparison is None and not plan.model.years.past_years:
        yield Paragraph(
            T("How the plan stands beside the official ranking by won per tonne, this command says:"), "note"
        )
        yield Command("planner ranking MODEL")


def _decided(given: Material) -> Text:
    figures = given.plan.indicators
    return T(
        "The plan funds {upgrades} of {candidates} candidate upgrades at {suppliers} of {all_suppliers} suppliers. "
        "Together they cut {tonnes} of CO2e until {year}.",
        upgrades=figure(figures.upgrades_funded, 0),
        candidates=figure(len(given.programme.upgrades), 0),
        suppliers=figure(figures.suppliers_funded, 0),
        all_suppliers=figure(len(given.programme.suppliers), 0),
        tonnes=tonnes_in_words(figures.lifetime_tonnes),
        year=given.plan.model.years.count_until,
    )


def _how_good(plan: Plan) -> Text:
    return T("How good it is: {status}.", status=status_name(plan))


def _tiles(given: Material) -> Iterator[Tile]:
    figures, plan = given.plan.indicators, given.plan
    until = T("until {year}", year=plan.model.years.count_until)
    yield Tile(T("Lifetime tonnes"), tonnes_in_words(figures.lifetime_tonnes), until)
    yield Tile(T("Funders' money"), _eok(figures.fresh_won), _parts_of_fresh(plan))
    if plan.model.repayment is not None:
        yield Tile(T("Returned money spent again"), _eok(figures.recycled_won))
    yield Tile(T("Suppliers' own money"), _eok(figures.own_won))
    if figures.tonnes_per_million_won is not None:
        yield Tile(
            T("Tonnes per million won"),
            T("{value} t", value=figure(figures.tonnes_per_million_won, 2)),
            T("of the funders' money"),
        )
    yield Tile(
        T("Upgrades funded"),
        figure(figures.upgrades_funded, 0),
        T("of {count}", count=figure(len(given.programme.upgrades), 0)),
    )
    yield Tile(
        T("Suppliers funded"),
        figure(figures.suppliers_funded, 0),
        T("of {count}", count=figure(len(given.programme.suppliers), 0)),
    )
    if plan.model.repayment is not None:
        yield Tile(
            T("To be given back by tier-1"),
            _eok(figures.owed_won),
            T(
                "{won} of it after {year}",
                won=_later(plan),
                year=plan.model.years.award[1],
            ),
        )


def _parts_of_fresh(plan: Plan) -> Text | None:
    figures = plan.indicators
    if not figures.public_won or not figures.oem_won:
        return None
    return T("government {public}, lead firms {oem}", public=_eok(figures.public_won), oem=_eok(figures.oem_won))


def _later(plan: Plan) -> Text:
    """What falls due after the award years, rounded as it is beside the other parts of all that is given back."""
    spent, *others = astuple(Returned.of(plan))
    return parts_of_money(spent, others, MoneyUnit.EOK_WON)[-1]


def _eok(won: int) -> Text:
    return money(won, MoneyUnit.EOK_WON)


def _objectives(plan: Plan) -> Iterator[tuple[Text, Text]]:
    """What the best plan has most or least of; each value beside what no plan can better."""
    names, values = objective_names(plan.model), objective_values(plan)
    if len(names) == 1:
        yield T("Objective"), objective_name(plan.model)
        yield T("Value"), _amount(plan.objective)
        yield T("No plan is better than"), bound_in_words(plan.objective)
    else:
        for place, (name, level) in enumerate(zip(names, values, strict=True), start=1):
            gap = "-" if level.gap is None else gap_in_words(level.gap)
            words = {"objective": Capital(name), "value": _amount(level), "gap": gap}
            yield T("Objective {place}", place=place), T("{objective}: {value} (gap {gap})", **words)


def _amount(objective: ObjectiveValue) -> Text:
    digits = 0 if objective.unit == "won" else 3
    return T("{value} {unit}", value=figure(objective.value, digits), unit=Unit(objective.unit))


def _why(given: Material) -> Iterator[Text]:
    then = T("; then ").to(given.language)
    yield T(
        "Of all plans that keep every rule, the best one was looked for: {objective}.",
        objective=Joined(objective_names(given.plan.model), then),
    )
    yield _principle(given.plan)
    if given.plan.tie_break is not None:
        yield T(
            "Between plans that are equally good a published order decides; it alone decided {suppliers}.",
            suppliers=decided_by_tie_break(given.plan.tie_break),
        )
    yield T("{verdict} This was checked again without the solver, to the won.", verdict=given.audit.verdict)


def _principle(plan: Plan) -> Text:
    """What decides on one upgrade: its worth at the margin where there are prices, otherwise the best combination."""
    if plan.shadow_prices:
        return T(
            "So an upgrade is funded where what it brings is worth more than the money and the room under the rules "
            "that it takes would be worth elsewhere. Order and date of application count for nothing."
        )
    return T(
        "So those upgrades are funded that bring most together within the money and the rules; one that is cheap by "
        "itself may not fit among them. Order and date of application count for nothing."
    )


def _compared(given: Material) -> Iterator[Text]:
    yield from _beside_the_others(given)
    if given.studies.comparison is not None:
        yield from _beside_the_ranking(given.studies.comparison)


def _beside_the_others(given: Material) -> Iterator[Text]:
    """The mean cost of a tonne among what is funded, and among what is not."""
    funded_won = funded_t = left_won = left_t = Fraction(0)
    for candidate in given.candidates:
        if candidate.saves:
            funded_won += candidate.cost_won * candidate.awarded
            funded_t += candidate.awarded_tonnes
            left_won += candidate.cost_won * (1 - candidate.awarded)
            left_t += candidate.left_tonnes
    if funded_t and left_t:
        yield T(
            "A lifetime tonne of what is funded costs {funded} won on average, of what is not funded {left} won.",
            funded=figure(funded_won / funded_t, 0),
            left=figure(left_won / left_t, 0),
        )
        yield T(
            "What is not funded comes to {tonnes} for {won}, alternatives to what is funded included.",
            tonnes=tonnes_in_words(left_t),
            won=_eok(round(left_won)),
        )


def _beside_the_ranking(comparison: Comparison) -> Iterator[Text]:
    tonnes = comparison.figure("lifetime_tonnes")
    if tonnes.plan is None or tonnes.other is None:
        return
    words = {
        "ranking": tonnes_in_words(tonnes.other),
        "difference": tonnes_in_words(abs(Fraction(tonnes.difference or 0))),
        "share": share_in_words(abs(tonnes.relative or 0.0)),
    }
    if (tonnes.difference or 0) >= 0:
        yield T(
            "The official ranking by won per tonne, under the same ceilings, comes to {ranking}: "
            "the plan cuts {difference} ({share}) more.",
            **words,
        )
    else:
        yield T(
            "The official ranking by won per tonne, under the same ceilings, comes to {ranking}: "
            "the plan cuts {difference} ({share}) less, for it keeps rules that the ranking breaks or has another aim.",
            **words,
        )
    yield T(
        "{plan} suppliers are funded in the plan alone, {ranking} in the ranking alone.",
        plan=figure(len(comparison.suppliers_only_plan), 0),
        ranking=figure(len(comparison.suppliers_only_other), 0),
    )
