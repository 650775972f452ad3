"""What is signed, received and held when a later year is planned: facts, as rows of three tables.

Source of all readings here: ``docs/decisions/0010-the-next-year.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from pydantic import Field

from planner.programme.quantities import Name, Vocabulary, Won, Year


class Commitment(Vocabulary):
    """One payment of a signed award, as one row of the commitments table; an award is all rows of its upgrade and year.

    Source: reading 51.
    """

    upgrade_id: Name = Field(description="The upgrade that was awarded.")
    award_year: Year = Field(description="Year of the award, before the first planned year.")
    paid_year: Year | None = Field(None, description="Year in which the payment falls; blank: the award year.")
    payer: Name = Field(description="Who pays: a funder's id, own, or pool: and the pool's id.")
    won: Won = Field(description="Amount [won], above 0.")
    source: str | None = Field(None, description="Where the row comes from: a source, or 'assumed'.")

    @property
    def year(self) -> int:
        """The year in which the payment falls."""
        return self.award_year if self.paid_year is None else self.paid_year


class Receipt(Vocabulary):
    """What a supplier gave back in a past year, as one row of the repayments_received table. Source: reading 52."""

    supplier_id: Name = Field(description="The tier-1 supplier that repaid.")
    year: Year = Field(description="Year in which the money came, before the first planned year.")
    won: Won = Field(description="Amount that came [won]; 0: nothing came.")
    source: str | None = Field(None, description="Where the row comes from: a source, or 'assumed'.")


class OpeningBalance(Vocabulary):
    """What an account holds when the first planned year begins, as one row of the opening_balances table.

    Source: reading 54.
    """

    account: Name = Field(description="A funder's id for what it carried over, or pool: and the pool's id.")
    won: Won = Field(description="Amount that is there [won].")
    source: str | None = Field(None, description="Where the row comes from: a source, or 'assumed'.")


class CarriedAward(Vocabulary):
    """An award of the plan that is carried forward: won of the upgrade's whole cost."""

    upgrade_id: Name
    year: Year
    won: Won
    of_won: Won


class CarriedFrom(Vocabulary):
    """The plan that is carried forward: what is held against it, and what of it is signed. Source: reading 60."""

    plan_hash: Name = Field(description="The hash of that plan.")
    awards: tuple[CarriedAward, ...] = Field(description="Its awards.")
    commitments: tuple[Commitment, ...] = Field(
        description="Payments of its awards that count as signed; none where a table says what is."
    )

    def still_planned(self, first: int, signed: Mapping[str, Fraction]) -> dict[str, dict[int, Fraction]]:
        """The shares that its awards leave to planned years, by upgrade and year, exact.

        ``first``: the first planned year; ``signed``: what is signed by upgrade. That comes off the earliest awards,
        and what it leaves of past years counts as planned for the first planned year (reading 60).
        """
        shares: dict[str, dict[int, Fraction]] = {}
        left = dict(signed)
        for award in sorted(self.awards, key=lambda award: award.year):
            share = Fraction(award.won, award.of_won)
            taken = min(share, left.get(award.upgrade_id, Fraction(0)))
            if taken:
                left[award.upgrade_id] -= taken
            if share > taken:
                year, by_year = max(first, award.year), shares.setdefault(award.upgrade_id, {})
                by_year[year] = by_year.get(year, Fraction(0)) + share - taken
        return shares

    def signed_before(self, year: int) -> CarriedFrom:
        """The same with the commitments of awards before that year alone."""
        signed = tuple(row for row in self.commitments if row.award_year < year)
        return self.model_copy(update={"commitments": signed})
