"""A plan in whole won, made from what a solver chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from planner import __version__
from planner.plan.choice import Choice
from planner.plan.figures import Kilograms, Objective, fairness_figures, indicators, objective_value
from planner.plan.ledgers import credit_ledger, funder_ledger, pool_ledger, repayment_ledger
from planner.plan.plan import OWN, Award, ObjectiveValue, Payment, Plan, SourceFile, tonnes_of
from planner.plan.whole_awards import award_costs
from planner.plan.whole_money import payments
from planner.plan.whole_support import Asked, asked
from planner.programme.carbon import awarded_kilograms
from planner.programme.options import Option, Options
from planner.units import KG_PER_TONNE, OPTIMALITY_TOLERANCE

type Ending = Literal["optimal", "within_gap", "feasible"]


@dataclass(frozen=True)
class Proof:
    """What the solver says it proved: how it ended, the bound in the objective's unit, the rows' prices.

    ``won_allowance`` is what one won per tight row can buy [t]: a plan in whole won may be worse than the bound by so
    much and still be called optimal.
    """

    ending: Ending
    bound: float
    solver: str
    prices: Mapping[str, float] = field(default_factory=dict)
    won_allowance: float = 0.0


def build_plan(options: Options, choice: Choice, proof: Proof) -> Plan:
    """Round, pay, keep the books, compute every figure, seal. The result is whole; whether it keeps every rule, the
    audit says."""
    programme = options.programme
    by_key = {option.key: option for option in options.options}
    costs = award_costs(options, choice)
    asks = {key: asked(by_key[key], won, choice) for key, won in costs.items()}
    paid = payments(programme.rules, by_key, asks, choice.groups)
    kilograms: Kilograms = {
        key: awarded_kilograms(programme, by_key[key].upgrade, key[1], Fraction(won, by_key[key].upgrade.total_won))
        for key, won in costs.items()
    }
    awards = [_award(by_key[key], won, asks[key], paid[key], kilograms[key]) for key, won in costs.items()]
    repayments = repayment_ledger(programme, awards)
    figures = indicators(programme, awards, kilograms, repayments)
    objective = objective_value(programme, figures, kilograms)
    return Plan(
        plan_hash="",
        inputs_hash=programme.inputs_hash,
        planner_version=__version__,
        solver=proof.solver,
        status=_status(proof, objective, kilograms),
        proof="solver",
        model=programme.rules,
        inputs=tuple(SourceFile(path=file.path, sha256=file.sha256) for file in programme.files),
        objective=ObjectiveValue(
            name=objective.name,
            value=float(objective.value),
            unit=objective.unit,
            # Kilograms are rounded after the bound was proven, and may lift the plan above it by a few.
            bound=max(proof.bound, float(objective.value)),
            gap=gap(objective.value, proof.bound),
        ),
        indicators=figures,
        awards=tuple(awards),
        repayments=repayments,
        pools=pool_ledger(programme, awards, repayments),
        funders=funder_ledger(programme, awards),
        credits=credit_ledger(programme, kilograms),
        fairness=fairness_figures(programme, awards, kilograms, proof.prices),
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
    )


def gap(value: Fraction, bound: float) -> float | None:
    """How far the plan may be from the best, relative to its value; none where a plan worth 0 has a bound above 0."""
    missing = Fraction(bound) - value
    if missing <= 0:
        return 0.0
    return float(missing / abs(value)) if value else None


def _status(proof: Proof, objective: Objective, kilograms: Kilograms) -> Ending:
    """Optimal only when proven, and when rounding to whole won and kilograms has cost no more than it may.

    Rounding may take half a kilogram for each award and year, and what a won per tight row can buy.
    """
    if proof.ending != "optimal":
        return proof.ending
    half_kilograms = Fraction(sum(len(by_year) for by_year in kilograms.values()), 2 * KG_PER_TONNE)
    rounded = (Fraction(proof.won_allowance) + half_kilograms) / (objective.million_won or 1)
    missing = Fraction(proof.bound) - objective.value
    return "optimal" if missing <= max(OPTIMALITY_TOLERANCE * abs(objective.value), rounded) else "within_gap"
