"""Upgrades: equipment that could be replaced, what it costs and what it saves."""

from __future__ import annotations

import functools
from fractions import Fraction

from pydantic import Field

from planner.programme.quantities import Exact, Name, PositiveShare, SignedWon, Vocabulary, Won, Year, Years


class CostLine(Vocabulary):
    """A part of an upgrade's cost that falls due in one year, as one row of the cost_lines table."""

    upgrade_id: Name = Field(description="The upgrade it belongs to.")
    year_offset: Years = Field(description="Years after the award in which the amount falls due.")
    won: Won = Field(description="Amount [won].")
    payer: Name | None = Field(
        None, description="The funder that pays the line whole; blank: shared under the support rules."
    )
    confirmed: bool = Field(
        False, description="Whether the unusual sizes in this row were checked and are right; blank: no."
    )
    source: str | None = Field(None, description="Where the row comes from: a source, or 'assumed'.")


class Upgrade(Vocabulary):
    """One piece of equipment that a supplier could replace, as one row of the upgrades table.

    Energy and tonnes are savings per full year of operation; a negative figure is an increase.
    """

    upgrade_id: Name = Field(description="Id, unique among upgrades.")
    supplier_id: Name = Field(description="The supplier that would install it.")
    technology: Name = Field(description="Technology, as used by rates, limits and eligibility.")
    cost_won: Won | None = Field(
        None, description="Cost [won], due in the award year; blank where cost_lines gives the cost."
    )
    electricity_mwh: Exact | None = Field(None, description="Electricity saved [MWh/yr].")
    gas_gj: Exact | None = Field(None, description="Natural gas saved [GJ/yr].")
    other_t: Exact | None = Field(None, description="Emissions of other fuels and processes saved [t/yr].")
    tonnes: Exact | None = Field(
        None,
        description="Emissions saved [t/yr], the same every year; where given it overrides the energy columns.",
    )
    saving_won: SignedWon | None = Field(None, description="Energy cost saved [won/yr]; negative where it rises.")
    life_years: Years = Field(description="Years in which it saves.")
    lead_years: Years = Field(0, description="Years between the award and the first tonne; blank: 0.")
    first_year: Year | None = Field(None, description="First possible award year; blank: the programme's first.")
    last_year: Year | None = Field(None, description="Last possible award year; blank: the programme's last.")
    alternative_group: Name | None = Field(
        None, description="Upgrades with the same mark exclude each other: their shares add to at most one."
    )
    needs: tuple[Name, ...] = Field((), description="Upgrades that must be awarded no later; several parted by ';'.")
    mandatory: bool = Field(False, description="Whether it must be awarded in full; blank: no.")
    divisible: bool = Field(
        False,
        description="Whether a part of it can be awarded, where the programme goes by this mark; blank: no.",
    )
    support_rate_min: PositiveShare | None = Field(
        None,
        description="Least share of the cost that the supplier accepts as support, above 0; blank: its full rate.",
    )
    creditable: bool = Field(False, description="Whether its tonnes can become offset credits; blank: no.")
    tonnes_low: Exact | None = Field(None, description="Low estimate of the tonnes saved [t/yr].")
    tonnes_high: Exact | None = Field(None, description="High estimate of the tonnes saved [t/yr].")
    cost_low_won: Won | None = Field(None, description="Low estimate of the cost [won].")
    cost_high_won: Won | None = Field(None, description="High estimate of the cost [won].")
    confirmed: bool = Field(
        False, description="Whether the unusual sizes in this row were checked and are right; blank: no."
    )
    source: str | None = Field(None, description="Where the row comes from: a source, or 'assumed'.")
    cost_lines: tuple[CostLine, ...] = Field((), exclude=True, description="Filled from the cost_lines table.")

    @functools.cached_property
    def lines(self) -> tuple[CostLine, ...]:
        """The cost by year and named payer, in the order of offset and payer; one line for a cost given as a sum."""
        if self.cost_won is not None:
            return (CostLine(upgrade_id=self.upgrade_id, year_offset=0, won=self.cost_won),)
        return tuple(sorted(self.cost_lines, key=lambda line: (line.year_offset, line.payer or "", line.won)))

    @functools.cached_property
    def is_due_at_once(self) -> bool:
        """Whether the whole cost falls due in one year and its lines name one payer or none: then they are as one."""
        return len({(line.year_offset, line.payer) for line in self.lines}) <= 1

    @functools.cached_property
    def total_won(self) -> int:
        """The whole cost [won]."""
        if self.cost_won is not None:
            return self.cost_won
        return sum(line.won for line in self.lines)

    @functools.cached_property
    def shared_won(self) -> int:
        """The cost that is shared under the support rules: all but the lines with a named payer [won]."""
        if self.cost_won is not None:
            return self.cost_won
        return sum(line.won for line in self.lines if line.payer is None)

    @property
    def named_won(self) -> int:
        """The lines with a named payer [won]."""
        return self.total_won - self.shared_won

    def fixed_tonnes(self, gas_t_per_gj: Fraction) -> Fraction:
        """Tonnes saved a year that do not depend on the grid [t/yr]."""
        if self.tonnes is not None:
            return self.tonnes
        return (self.gas_gj or Fraction(0)) * gas_t_per_gj + (self.other_t or Fraction(0))

    @property
    def grid_mwh(self) -> Fraction:
        """Electricity whose tonnes follow the grid factor [MWh/yr]; none where tonnes are given."""
        return Fraction(0) if self.tonnes is not None else self.electricity_mwh or Fraction(0)
