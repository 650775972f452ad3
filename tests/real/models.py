"""Programmes for the audited plants: one purse that pays everything, and a cascade from tier 1 to tier 2."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Literal

from planner.programme.quantities import written
from planner.units import ceiling
from tests.real.audits import GAS_T_PER_GJ, GRID_T_PER_MWH, Audits, Recommendation
from tests.real.tables import LIFE_YEARS, write_inputs

YEAR = 2026
CASCADE_YEARS = range(YEAR, YEAR + 5)

TIER1_RATE = Fraction("0.5")
TIER2_RATE = Fraction("0.7")
"""Assumed support rates of the cascade."""

SHARE_OF_SAVINGS = Fraction("0.2")
"""Assumed: what part of the energy cost saved may go into repayment; low enough to be felt."""

FACTORS = (
    f"factors: {{grid_t_per_mwh: {{{YEAR}: {written(GRID_T_PER_MWH)}}}, "
    f"gas_t_per_gj: {GAS_T_PER_GJ.numerator}/{GAS_T_PER_GJ.denominator}}}"
)


def one_purse(audits: Audits, folder: Path, projects: Literal["whole", "divisible"]) -> Path:
    """One purse, one year, all of the cost: what the plants spent on what they did, spent anew. Returns the model."""
    return _written(
        audits,
        folder,
        "programme: Audited plants, one purse",
        f"years: {{award: [{YEAR}, {YEAR}], count_until: {YEAR + LIFE_YEARS - 1}}}",
        f"projects: {projects}",
        "funders:",
        f"  - {{id: PURSE, kind: government, budget: {{{YEAR}: {won_of(audits.implemented)}}}}}",
    )


def cascade(audits: Audits, folder: Path, share_of_savings: Fraction = SHARE_OF_SAVINGS) -> Path:
    """Tier 1 gives its support back into one pool for tier 2, within what its energy savings bear. Returns the model.

    The purse holds what the plants' own choice in tier 1 would take at the support rate, in equal parts over the award
    years. The pool serves the whole programme, because nobody knows who sells to whom.
    """
    spent = won_of(recommendation for recommendation in audits.implemented if recommendation.plant.tier == 1)
    yearly = ceiling(spent * TIER1_RATE / len(CASCADE_YEARS))
    budget = ", ".join(f"{year}: {yearly}" for year in CASCADE_YEARS)
    return _written(
        audits,
        folder,
        "programme: Audited plants, cascade",
        f"years: {{award: [{CASCADE_YEARS[0]}, {CASCADE_YEARS[-1]}], count_until: {CASCADE_YEARS[-1] + LIFE_YEARS}}}",
        "projects: divisible",
        "funders:",
        f"  - {{id: PURSE, kind: government, pays: {{tier: 1}}, carry_over: all, budget: {{{budget}}}}}",
        "support_rates:",
        f"  - {{tier: 1, at_most: {written(TIER1_RATE)}}}",
        f"  - {{tier: 2, at_most: {written(TIER2_RATE)}}}",
        "repayment: {base: PURSE, ratio: 1, grace_years: 1, instalments: 3, pool: programme, loss: 0.02}",
        f"affordability: {{share_of_savings: {written(share_of_savings)}, capacity_if_blank: 0}}",
    )


def won_of(recommendations: Iterable[Recommendation]) -> int:
    """What these cost together [won]."""
    return sum(recommendation.cost_won for recommendation in recommendations)


def _written(audits: Audits, folder: Path, title: str, *rules: str) -> Path:
    write_inputs(audits, folder / "inputs")
    model = folder / "model.yaml"
    lines = [title, "inputs: inputs", "objective: {maximise: lifetime_tonnes}", FACTORS, *rules, ""]
    model.write_text("\n".join(lines), encoding="utf-8")
    return model
