"""A plan in whole won, made from what a solver chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from planner import __version__
from planner.plan.choice import Choice
from planner.plan.credits import credit_bundles, credit_ledger
from planner.plan.fairness import fairness_figures
from planner.plan.figures import Kilograms, indicators
from planner.plan.ledgers import funder_ledger, last_purse_year, pool_ledger, repayment_ledger
from planner.plan.objectives import Ending, ProvenObjective, objectives_reached
from planner.plan.plan import OWN, Award, Payment, Plan, SourceFile, TieBreak, tonnes_of
from planner.plan.reach import contribution_figures, footprint_figures, target_figures
from planner.plan.reclaims import reclaim_register
from planner.plan.shadow_prices import RowPrices, shadow_prices
from planner.plan.signed_awards import signed_award
from planner.plan.whole_awards import award_costs
from planner.plan.whole_money import payments
from planner.plan.whole_support import Asked, asked
from planner.programme.carbon import awarded_kilograms
from planner.programme.options import Option, Options
from planner.programme.signed import Signed


@dataclass(frozen=True)
class SolverSays:
    """What the solver says it found: how it ended, what it knows of each objective, and the rows' prices.

    ``prices`` are those of the last objective in the solver's units; ``factor`` turns the solver's value of that
    objective into its unit, below 0 where the least is sought.
    """

    ending: Ending
    objectives: tuple[ProvenObjective, ...]
    solver: str
    prices: Mapping[str, float] = field(default_factory=dict)
    factor: Fraction = Fraction(1)
    tie_break: TieBreak | None = None


def build_plan(options: Options, choice: Choice, says: SolverSays) -> Plan:
    """Round, pay, keep the books, compute every figure, seal. The result is whole; whether it keeps every rule, the
    audit says; what is proven of it, its certificate."""
    programme = options.programme
    by_key = {option.key: option for option in options.options}
    costs = award_costs(options, choice)
    asks = {key: asked(by_key[key], won, choice) for key, won in costs.items()}
    signed = Signed(programme)
    fixed = [((p.year, p.payer), p.won) for award in signed.awards for p in award.payments if p.payer != OWN]
    paid = payments(programme.rules, by_key, asks, choice.groups, fixed)
    kilograms: Kilograms = {
        award.key: awarded_kilograms(programme, award.upgrade, award.year, award.share) for award in signed.awards
    } | {
        key: awarded_kilograms(programme, by_key[key].upgrade, key[1], Fraction(won, by_key[key].upgrade.total_won))
        for key, won in costs.items()
    }
    awards = [signed_award(award, kilograms[award.key]) for award in signed.awards]
    awards += [_award(by_key[key], won, asks[key], paid[key], kilograms[key]) for key, won in costs.items()]
    awards.sort(key=lambda award: (award.supplier_id, award.upgrade_id, award.year))
    repayments = repayment_ledger(programme, awards, signed)
    figures = indicators(programme, awards, kilograms, repayments)
    reached = objectives_reached(programme, figures, awards, kilograms)
    stated = tuple(value.stated(known) for value, known in zip(reached, says.objectives, strict=True))
    credit_years = credit_ledger(programme, kilograms, last_purse_year(programme, awards))
    prices = RowPrices.of_objective(says.prices, says.factor, reached[-1].divisor, reached[-1].unit)
    return Plan(
        plan_hash="",
        inputs_hash=programme.inputs_hash,
        planner_version=__version__,
        solver=says.solver,
        status="feasible" if says.ending == "feasible" else "within_gap",
        proof="solver",
        model=programme.rules,
        inputs=tuple(SourceFile(path=file.path, sha256=file.sha256) for file in programme.files),
        objective=stated[0],
        levels=stated if len(stated) > 1 else (),
        indicators=figures,
        awards=tuple(awards),
        repayments=repayments,
        pools=pool_ledger(programme, awards, repayments, signed),
        funders=funder_ledger(programme, awards, credit_years, signed),
        credits=credit_years,
        credit_bundles=credit_bundles(programme, kilograms),
        targets=target_figures(programme, kilograms, prices),
        contributions=contribution_figures(programme, kilograms),
        footprint=footprint_figures(programme, kilograms, prices),
        reclaims=reclaim_register(programme, awards, kilograms),
        fairness=fairness_figures(programme, awards, kilograms, prices),
        shadow_prices=shadow_prices(programme, prices),
        tie_break=says.tie_break,
        carried_from=programme.carried,
    ).sealed()


def _award(
    option: Option, cost_won: int, ask: Asked, paid: Mapping[tuple[int, str], int], kilograms: Mapping[int, int]
) -> Award:
    amounts = dict(paid)
    for year, won in ask.own.items():
        amounts[year, OWN] = won
    made = [Payment(year=year, payer=payer, won=won) for (year, payer), won in sorted(amounts.items()) if won]
    payers: dict[str, int] = {}
    for payment in sorted(made, key=lambda payment: payment.payer):
        payers[payment.payer] = payers.get(payment.payer, 0) + payment.won
    return Award(
        upgrade_id=option.upgrade.upgrade_id,
        supplier_id=option.supplier.supplier_id,
        year=option.year,
        share=float(Fraction(cost_won, option.upgrade.total_won)),
        cost_won=cost_won,
        support_won=sum(won for payer, won in payers.items() if payer != OWN),
        payers=payers,
        payments=tuple(made),
        tonnes=tonnes_of(sum(kilograms.values())),
        tonnes_by_year={year: tonnes_of(kilogram) for year, kilogram in kilograms.items() if kilogram},
        raises_until=max((year for year, kilogram in kilograms.items() if kilogram < 0), default=None),
    )
