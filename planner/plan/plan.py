"""A plan, as it is kept, hashed, audited and written out."""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from planner.plan.certificate import Certificate
from planner.plan.record import Record
from planner.programme.canonical import canonical_text
from planner.programme.past import CarriedFrom
from planner.programme.programme import fingerprint
from planner.programme.quantities import is_none
from planner.programme.rules import Rules

OWN = "own"
"""The payer's name for what the supplier pays itself."""

POOL_PREFIX = "pool:"
"""A pool pays under its name with this prefix."""


def is_pool(payer: str) -> bool:
    """Whether the payer is a pool of returned money."""
    return payer.startswith(POOL_PREFIX)


def _is_no(value: object) -> bool:
    """Whether a mark or an amount that only later years have is not there, and so stays out of the plan's text."""
    return not value


def _decimal(value: object) -> object:
    return Decimal(repr(value)) if isinstance(value, float) else value


Tonnes = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    PlainSerializer(float, return_type=float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
"""Tonnes of CO2e, exact to the kilogram."""


def tonnes_of(kilograms: int) -> Decimal:
    """Kilograms as tonnes, exact."""
    return Decimal(kilograms).scaleb(-3)


class Payment(Record):
    """What one payer pays for an award in one year."""

    year: int
    payer: str = Field(description="A funder's id, 'pool:' and a pool's id, or 'own'.")
    won: int


class Award(Record):
    """An upgrade, or a part of it, awarded in a year."""

    upgrade_id: str
    supplier_id: str
    year: int
    share: float = Field(description="Part of the upgrade: cost_won over the upgrade's cost, rounded for reading.")
    cost_won: int = Field(
        description="Cost of what is awarded [won]; with the upgrade's cost it gives the exact share."
    )
    support_won: int = Field(description="All that others than the supplier pay [won].")
    payers: dict[str, int] = Field(description="Won by payer, all years together.")
    payments: tuple[Payment, ...] = Field(description="Who pays what when; adds up to cost_won.")
    tonnes: Tonnes = Field(description="Lifetime tonnes within the horizon [t].")
    tonnes_by_year: dict[int, Tonnes] = Field(
        description="Tonnes by counting year [t]; years without any are left out."
    )
    raises_until: int | None = Field(
        None, description="Last counting year in which it emits more than before; none where it never does."
    )
    committed: bool = Field(
        False, description="Whether it was signed before the first planned year; left out where not.", exclude_if=_is_no
    )


class RepaymentDue(Record):
    """What a supplier owes in a year."""

    supplier_id: str
    year: int
    owed_won: int
    pool: str = Field(description="The pool that it goes to.")
    received_won: int | None = Field(
        None, description="What came of it, in years before the first planned one; else left out.", exclude_if=is_none
    )
    arrears_won: int = Field(
        0,
        description="Due in the first planned year beside owed_won: what did not come before; left out where nothing.",
        exclude_if=_is_no,
    )


class PoolYear(Record):
    """A pool's account of one award year: closing = opening + received - lost - paid [won]."""

    pool: str
    year: int
    opening: int
    received: int = Field(
        description="Falls due in the year, before the loss allowance; before the first planned year: what came."
    )
    lost: int = Field(description="Allowance for what is expected not to come.")
    paid: int
    closing: int


class FunderYear(Record):
    """A purse's account of one year [won]."""

    funder: str
    year: int
    budget: int
    lent: int = Field(0, description="Value of credits used the year before, lent back into the purse.")
    carried_in: int
    spent: int
    carried_out: int
    lapsed: int


class CreditYear(Record):
    """Tonnes of a year that become credits [t], whose they are, how many the OEM uses, what they are worth [won]."""

    year: int
    creditable_t: Tonnes
    oem_t: Tonnes = Field(description="The OEM's part by contract.")
    supplier_t: Tonnes = Field(description="The suppliers' part.")
    state_t: Tonnes = Field(description="The state's part; what rounding leaves is here.")
    usable_t: Tonnes = Field(description="Of the OEM's part, what the limit on its obligation lets it use.")
    surplus_t: Tonnes = Field(description="Of the OEM's part, what is above that limit.")
    value_won: int = Field(0, description="What the usable credits are worth.")
    lent_won: int = Field(0, description="Of that value, what is lent back into a purse the year after.")


class CreditBundle(Record):
    """Credited awards of one size class that are registered together, held against the class's limit."""

    bundle: str = Field(description="The value of the mark that makes the bundles.")
    size_class: str
    projects: int
    tonnes_per_year: Tonnes = Field(description="Most tonnes of any counting year [t/yr].")
    limit_t: float | None = Field(None, description="Most that one bundle may hold [t/yr].")
    kept: bool = Field(description="Whether one bundle can hold them.")


class TargetFigure(Record):
    """What a target asks and what the plan reaches [t]."""

    rule: str = Field(description="The rule's row, as in the audit.")
    of: str = Field(description="The measure.")
    target_t: float
    tonnes: float
    shadow_price: float | None = Field(None, description="What one more tonne of target costs in the objective.")


class ContributionFigure(Record):
    """The plan's tonnes of a year beside what a sector has to cut in it [t]."""

    year: int
    sector: str
    sector_t: float
    tonnes: Tonnes
    share: float = Field(description="tonnes over sector_t.")


class FootprintFigure(Record):
    """By how much the footprint of a product line falls in a year [kg per unit]."""

    product: str
    year: int
    kg_per_unit: float
    at_least_kg: float | None = None
    target_kg: float | None = None
    shadow_price: float | None = Field(None, description="What one more kilogram per unit costs in the objective.")


class Reclaim(Record):
    """What would be taken back of an award's support if it reached only its low estimate of tonnes."""

    upgrade_id: str
    year: int
    tied_won: int = Field(description="Support that is tied to tonnes.")
    promised_t: Tonnes
    low_t: Tonnes
    reclaimed_won: int


class FairnessFigure(Record):
    """What a fairness rule asks and what the plan gives."""

    rule: str = Field(description="The rule's row, as in the audit.")
    level: float = Field(description="The share, the least gain or the Gini coefficient that the rule asks.")
    value: float = Field(description="The same in the plan.")
    shadow_price: float | None = Field(
        None,
        description="Where the plan is an LP: what one more solver unit of the rule's measure costs in the objective"
        " (for support: tonnes per million won moved).",
    )


class ShadowPrice(Record):
    """What one more unit of a tight rule's limit is worth in the objective, where the plan is an LP."""

    rule: str = Field(description="The rule's row, as in the audit.")
    price: float
    unit: str = Field(description="Unit of the price, such as t per million won.")


class ObjectiveValue(Record):
    """An objective, computed from the plan, and the best that any plan can reach."""

    name: str
    value: float
    unit: str
    exact: float | None = Field(
        None, description="The value before an award's tonnes are rounded to the kilogram; the bound speaks of it."
    )
    bound: float | None = Field(None, description="No plan is better; below the value where less is better.")
    gap: float | None = Field(None, description="|bound - exact| / |exact|; never below 0.")
    steps: int | None = Field(None, description="For leximin: how many levels were settled one after the other.")


class TieBreak(Record):
    """The suppliers that only the published order decided: some plan as good in all objectives gives them other awards,
    another share or another year."""

    suppliers: tuple[str, ...] = Field(description="Their ids, in code-point order.")
    complete: bool = Field(description="Whether it is known that there are no others.")


class Indicators(Record):
    """Key figures, all computed from the awards and ledgers."""

    lifetime_tonnes: Tonnes
    discounted_tonnes: float | None = None
    annual_tonnes: Tonnes = Field(description="Tonnes of each award's first year in operation, all awards together.")
    tonnes_by_year: dict[int, Tonnes]
    fresh_won: int = Field(description="All funders' money.")
    public_won: int = Field(description="Government purses.")
    oem_won: int = Field(description="OEM purses.")
    recycled_won: int = Field(description="Paid by the pools: money come back.")
    own_won: int = Field(description="Paid by the suppliers themselves.")
    all_won: int = Field(description="Cost of the equipment awarded.")
    tonnes_per_million_won: float | None = Field(description="Lifetime tonnes over fresh money.")
    upgrades_funded: int
    suppliers_funded: int
    owed_won: int = Field(description="All that tier-1 gives back.")
    still_to_come_won: int = Field(description="Of it, what falls due after the award years.")


class SourceFile(Record):
    """A file the plan was made from."""

    path: str = Field(description="Path within the inputs folder.")
    sha256: str


class Plan(Record):
    """A plan with its proof. Everything that decides money is under ``plan_hash``."""

    plan_hash: str
    inputs_hash: str
    planner_version: str
    solver: str = Field(description="Solver and version.")
    status: Literal["optimal", "within_gap", "feasible"]
    proof: Literal["certified", "solver"]
    model: Rules
    inputs_folder: str | None = Field(None, description="Where the inputs lay, as seen from the plan's file.")
    inputs: tuple[SourceFile, ...]
    objective: ObjectiveValue = Field(description="The first objective of the model.")
    levels: tuple[ObjectiveValue, ...] = Field(
        (), description="All objectives in their order, where there are several."
    )
    indicators: Indicators
    awards: tuple[Award, ...]
    repayments: tuple[RepaymentDue, ...]
    pools: tuple[PoolYear, ...]
    funders: tuple[FunderYear, ...]
    credits: tuple[CreditYear, ...] = ()
    credit_bundles: tuple[CreditBundle, ...] = ()
    targets: tuple[TargetFigure, ...] = ()
    contributions: tuple[ContributionFigure, ...] = ()
    footprint: tuple[FootprintFigure, ...] = ()
    reclaims: tuple[Reclaim, ...] = ()
    fairness: tuple[FairnessFigure, ...]
    shadow_prices: tuple[ShadowPrice, ...] = ()
    tie_break: TieBreak | None = Field(
        None, description="Who was decided by the published order alone; none where that was not looked for."
    )
    carried_from: CarriedFrom | None = Field(
        None, description="The plan that was carried forward; left out where none was.", exclude_if=is_none
    )
    certificate: Certificate | None = Field(None, description="What proves the objective's bound without a solver.")

    def computed_hash(self) -> str:
        """The hash of what the plan decides; proof, versions and places of files are left out.

        So are the names of rows, which count the rules in the order in which the model lists them: figures of rules
        stand in the order of their texts.
        """
        decided = self.model_dump(
            mode="json",
            include={
                "inputs_hash": True,
                "indicators": True,
                "awards": True,
                "repayments": True,
                "pools": True,
                "funders": True,
                "credits": True,
                "credit_bundles": True,
                "targets": {"__all__": {"of", "target_t", "tonnes"}},
                "contributions": True,
                "footprint": {"__all__": {"product", "year", "kg_per_unit", "at_least_kg", "target_kg"}},
                "reclaims": True,
                "objective": {"name", "value", "unit"},
                "levels": {"__all__": {"name", "value", "unit"}},
                "fairness": {"__all__": {"level", "value"}},
            },
        )
        for figures in ("targets", "contributions", "fairness"):
            decided[figures].sort(key=canonical_text)
        return fingerprint(decided)

    def sealed(self) -> Self:
        """The same plan with its hash written in."""
        return self.model_copy(update={"plan_hash": self.computed_hash()})

    @functools.cached_property
    def support_won(self) -> int:
        """All support: funders and pools [won]."""
        return self.indicators.fresh_won + self.indicators.recycled_won

    def to_json(self) -> str:
        """The plan as one JSON document, ending in a line feed."""
        import json

        document = self.model_dump(mode="json", exclude={"model"}) | {"model": self.model.normalised()}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Plan:
        """The plan of such a document. Raises pydantic's ``ValidationError`` where it is none."""
        return cls.model_validate_json(text)
