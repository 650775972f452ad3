"""What a plan decides and what comes of it, as frames: the tables of its workbook."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.api.frames import by_year, frame, frame_of, worded
from planner.export.candidates import Candidate, candidates
from planner.export.workbook import (
    awards,
    bundles,
    cap_use,
    clawback,
    credits,
    fairness,
    footprint,
    funders,
    not_funded,
    payments,
    pool,
    promised,
    repayment,
    rules,
    shadow_prices,
    suppliers,
    targets,
    tonnes_by_award,
)

if TYPE_CHECKING:
    import pandas as pd

    from planner.audit import AuditReport
    from planner.plan.plan import Plan as Record
    from planner.programme.programme import Programme


class PlanFrames:
    """The frames of a plan, each made when it is asked for; who adds columns to one changes his own only.

    Money is in whole won, tonnes are t of CO2e, shares are parts of 1, prices are in the unit of a column beside them.
    """

    record: Record
    programme: Programme

    @functools.cached_property
    def report(self) -> AuditReport:
        """The audit of the plan by the inputs it was made from, row by row."""
        from planner.audit import audit

        return audit(self.programme, self.record)

    @functools.cached_property
    def awards(self) -> pd.DataFrame:
        """A row an award: who gets what in which year, who pays for it over all years, and its tonnes."""
        return frame_of(awards.table(self.record, self.programme))

    @functools.cached_property
    def payments(self) -> pd.DataFrame:
        """A row a payment: who pays how many won for an award in a year."""
        return frame_of(payments.table(self.record, self.programme))

    @functools.cached_property
    def tonnes(self) -> pd.DataFrame:
        """A row an award and counting year: the tonnes [t] of that year."""
        return by_year(frame_of(tonnes_by_award.table(self.record, self.programme)), "tonnes_t")

    @functools.cached_property
    def suppliers(self) -> pd.DataFrame:
        """A row a supplier: its candidates, what of them is funded, support, own money and what it gives back."""
        used = cap_use.by_supplier(self.report, self.record.model)
        return frame_of(suppliers.table(self.record, self.programme, used))

    @functools.cached_property
    def repayments(self) -> pd.DataFrame:
        """A row a supplier and year: the won that it gives back, and the pool that they go to."""
        return by_year(frame_of(repayment.table(self.record, self.programme)), "owed_won")

    @functools.cached_property
    def pools(self) -> pd.DataFrame:
        """A row a pool and award year: its account in won; closing = opening + received - lost - paid."""
        return frame_of(pool.table(self.record, self.programme))

    @functools.cached_property
    def funders(self) -> pd.DataFrame:
        """A row a purse and year: its account in won."""
        return frame_of(funders.table(self.record))

    @functools.cached_property
    def credits(self) -> pd.DataFrame:
        """A row a year: tonnes that become credits, whose they are, and their value in won."""
        return frame_of(credits.table(self.record))

    @functools.cached_property
    def bundles(self) -> pd.DataFrame:
        """A row a bundle of credited awards: its tonnes a year [t/yr] against its limit."""
        return frame_of(bundles.table(self.record))

    @functools.cached_property
    def targets(self) -> pd.DataFrame:
        """A row a target: what is asked and what the plan reaches [t]."""
        return frame_of(targets.table(self.record))

    @functools.cached_property
    def footprint(self) -> pd.DataFrame:
        """A row a product and year: by how much its footprint falls [kg per unit]."""
        return frame_of(footprint.table(self.record))

    @functools.cached_property
    def fairness(self) -> pd.DataFrame:
        """A row a fairness rule and group: what is asked, what the plan gives, the shadow price."""
        return frame_of(fairness.table(self.record))

    @functools.cached_property
    def shadow_prices(self) -> pd.DataFrame:
        """A row a tight limit: what one more of it is worth, where upgrades can be divided."""
        return frame_of(shadow_prices.table(self.record))

    @functools.cached_property
    def clawback(self) -> pd.DataFrame:
        """A row an award whose support is tied to tonnes: what would be taken back at the low estimate."""
        return frame_of(clawback.table(self.record, self.programme))

    @functools.cached_property
    def promised(self) -> pd.DataFrame:
        """A row a supplier: what it owed before the first planned year, and what came."""
        return frame_of(promised.table(self.record, self.programme))

    @functools.cached_property
    def rules(self) -> pd.DataFrame:
        """A row a rule, in words, with its place in the model and its source."""
        return frame_of(rules.table(self.record))

    @functools.cached_property
    def not_funded(self) -> pd.DataFrame:
        """A row an upgrade that is not, or not wholly, awarded, the cheapest tonnes first, and a first reason."""
        return frame_of(not_funded.table(self.record, self.programme, self.candidates))

    @functools.cached_property
    def candidates(self) -> Sequence[Candidate]:
        """The upgrades by cost for each tonne, as the cost curve has them."""
        return candidates(self.record, self.programme)

    @functools.cached_property
    def objectives(self) -> pd.DataFrame:
        """A row an objective, in their order: its value, the bound that no plan exceeds, the proven gap.

        The bound speaks of the exact value, which is that before an award's tonnes are rounded to the kilogram.
        """
        from planner.export.measures import Unit
        from planner.export.objectives import objective_names

        found = self.record.levels or (self.record.objective,)
        return frame(
            {
                "objective": [worded(name) for name in objective_names(self.record.model)],
                "value_in_unit": [_whole(value.value, value.unit) for value in found],
                "exact_in_unit": [value.exact for value in found],
                "bound_in_unit": [value.bound for value in found],
                "gap_share": [value.gap for value in found],
                "unit": [worded(Unit(value.unit)) for value in found],
            },
            figures=("exact_in_unit", "bound_in_unit", "gap_share"),
        )

    @functools.cached_property
    def totals(self) -> pd.DataFrame:
        """One row: the key figures of the plan."""
        found = self.record.indicators
        return frame(
            {
                "lifetime_t": [float(found.lifetime_tonnes)],
                "discounted_t": [found.discounted_tonnes],
                "first_year_t_per_yr": [float(found.annual_tonnes)],
                "t_per_million_won": [found.tonnes_per_million_won],
                "cost_won": [found.all_won],
                "fresh_won": [found.fresh_won],
                "public_won": [found.public_won],
                "oem_won": [found.oem_won],
                "recycled_won": [found.recycled_won],
                "own_won": [found.own_won],
                "owed_won": [found.owed_won],
                "still_to_come_won": [found.still_to_come_won],
                "upgrades_count": [found.upgrades_funded],
                "suppliers_count": [found.suppliers_funded],
            },
            figures=("discounted_t", "t_per_million_won"),
        )

    @functools.cached_property
    def tonnes_by_year(self) -> pd.DataFrame:
        """A row a counting year: the tonnes [t] of all awards."""
        found = self.record.indicators.tonnes_by_year
        return frame({"year": list(found), "tonnes_t": [float(tonnes) for tonnes in found.values()]})


def _whole(value: float, unit: str) -> float | int:
    """Won and awards as whole numbers where they are."""
    return int(value) if unit == "won" and value == int(value) else value
