"""Two plans of the same programme beside each other: tonnes, won, and who changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planner.errors import UsageError
from planner.languages import T
from planner.plan.plan import OWN, Award, Plan
from planner.programme.programme import Programme
from planner.programme.rates import POOL, POOL_PREFIX
from planner.programme.supplier import Supplier

type Amount = int | float | Decimal

FIGURES = (
    ("lifetime_tonnes", "t"),
    ("discounted_tonnes", "t"),
    ("annual_tonnes", "t/yr"),
    ("fresh_won", "won"),
    ("public_won", "won"),
    ("oem_won", "won"),
    ("recycled_won", "won"),
    ("own_won", "won"),
    ("all_won", "won"),
    ("tonnes_per_million_won", "t per million won"),
    ("upgrades_funded", "upgrades"),
    ("suppliers_funded", "suppliers"),
)
"""The indicators compared, with their units."""


@dataclass(frozen=True)
class Figure:
    """A figure of both plans; none where a plan does not have it."""

    name: str
    unit: str
    plan: Amount | None
    other: Amount | None

    @property
    def difference(self) -> Amount | None:
        """By how much the plan is above the other."""
        if self.plan is None or self.other is None:
            return None
        return type(self.plan)(Decimal(str(self.plan)) - Decimal(str(self.other)))

    @property
    def relative(self) -> float | None:
        """The difference as a share of the other plan's figure."""
        return float(self.difference) / abs(float(self.other)) if self.difference is not None and self.other else None


@dataclass(frozen=True)
class GroupFigure:
    """A group of suppliers in both plans: upgrades funded, support [won] and lifetime tonnes [t]."""

    mark: str
    group: str
    plan: Totals
    other: Totals


@dataclass(frozen=True)
class PayerFigure:
    """What a payer pays in both plans [won]: a purse, a pool of returned money, or the suppliers themselves (own)."""

    payer: str
    plan: int
    other: int

    @property
    def difference(self) -> int:
        """By how much it pays more in the plan [won]."""
        return self.plan - self.other


@dataclass(frozen=True)
class SupplierFigure:
    """A supplier that at least one plan funds: upgrades funded, support [won] and lifetime tonnes [t] in both."""

    supplier: Supplier
    plan: Totals
    other: Totals


@dataclass(frozen=True)
class Totals:
    """What some awards come to."""

    upgrades: int
    support_won: int
    tonnes: Decimal

    @classmethod
    def of(cls, awards: Iterable[Award]) -> Totals:
        """The totals of these awards."""
        held = list(awards)
        return cls(
            len({award.upgrade_id for award in held}),
            sum(award.support_won for award in held),
            sum((award.tonnes for award in held), Decimal(0)),
        )


@dataclass(frozen=True)
class Comparison:
    """A plan beside another plan of the same programme.

    ``only_plan`` and ``only_other`` are awards of upgrades that the other plan does not fund at all; ``changed`` are
    upgrades that both fund, with other years or parts; ``same`` counts those that both fund alike.
    """

    figures: tuple[Figure, ...]
    groups: tuple[GroupFigure, ...]
    only_plan: tuple[Award, ...]
    only_other: tuple[Award, ...]
    changed: tuple[tuple[tuple[Award, ...], tuple[Award, ...]], ...]
    same: int
    suppliers_only_plan: tuple[str, ...]
    suppliers_only_other: tuple[str, ...]
    payers: tuple[PayerFigure, ...] = ()
    suppliers: tuple[SupplierFigure, ...] = ()

    def figure(self, name: str) -> Figure:
        """The figure of that name."""
        return next(figure for figure in self.figures if figure.name == name)


def compare(programme: Programme, plan: Plan, other: Plan) -> Comparison:
    """Hold a plan against another. Raises ``UsageError`` where they are not of the same programme."""
    if not plan.inputs_hash == other.inputs_hash == programme.inputs_hash:
        raise UsageError(
            T(
                "The plan was made from other inputs or rules: it names {named}, these have {found}.",
                named=plan.inputs_hash[:12],
                found=programme.inputs_hash[:12],
            )
        )
    mine, theirs = _by_upgrade(plan), _by_upgrade(other)
    both = [name for name in mine if name in theirs]
    changed = [name for name in both if _years(mine[name]) != _years(theirs[name])]
    suppliers = ({award.supplier_id for award in plan.awards}, {award.supplier_id for award in other.awards})
    return Comparison(
        figures=tuple(
            Figure(name, unit, getattr(plan.indicators, name), getattr(other.indicators, name))
            for name, unit in FIGURES
            if getattr(plan.indicators, name) is not None or getattr(other.indicators, name) is not None
        ),
        groups=tuple(_groups(programme, plan, other)),
        only_plan=tuple(award for award in plan.awards if award.upgrade_id not in theirs),
        only_other=tuple(award for award in other.awards if award.upgrade_id not in mine),
        changed=tuple((mine[name], theirs[name]) for name in changed),
        same=len(both) - len(changed),
        suppliers_only_plan=tuple(sorted(suppliers[0] - suppliers[1])),
        suppliers_only_other=tuple(sorted(suppliers[1] - suppliers[0])),
        payers=tuple(_payers(programme, plan, other)),
        suppliers=tuple(_suppliers(programme, plan, other)),
    )


def _by_upgrade(plan: Plan) -> dict[str, tuple[Award, ...]]:
    awards: dict[str, tuple[Award, ...]] = {}
    for award in plan.awards:
        awards[award.upgrade_id] = (*awards.get(award.upgrade_id, ()), award)
    return awards


def _years(awards: Iterable[Award]) -> Mapping[int, int]:
    return {award.year: award.cost_won for award in awards}


def _payers(programme: Programme, plan: Plan, other: Plan) -> Iterable[PayerFigure]:
    """The purses in their order, then the pools, then the suppliers' own money; those that pay nothing in both too."""
    mine, theirs = _paid(plan), _paid(other)
    pools = sorted({*mine, *theirs} - {*programme.funders, OWN})
    for payer in (*programme.funders, *pools, OWN):
        yield PayerFigure(payer, mine.get(payer, 0), theirs.get(payer, 0))


def _paid(plan: Plan) -> Mapping[str, int]:
    """What each payer pays in all; all pools together are one."""
    paid: dict[str, int] = {}
    for award in plan.awards:
        for payer, won in award.payers.items():
            name = POOL if payer.startswith(POOL_PREFIX) else payer
            paid[name] = paid.get(name, 0) + won
    return paid


def _suppliers(programme: Programme, plan: Plan, other: Plan) -> Iterable[SupplierFigure]:
    mine, theirs = _by_supplier(plan), _by_supplier(other)
    for supplier_id in sorted({*mine, *theirs}):
        totals = (Totals.of(awards.get(supplier_id, ())) for awards in (mine, theirs))
        yield SupplierFigure(programme.suppliers[supplier_id], *totals)


def _by_supplier(plan: Plan) -> Mapping[str, list[Award]]:
    awards: dict[str, list[Award]] = {}
    for award in plan.awards:
        awards.setdefault(award.supplier_id, []).append(award)
    return awards


def _groups(programme: Programme, plan: Plan, other: Plan) -> Iterable[GroupFigure]:
    marks: tuple[tuple[str, dict[str, str]], ...] = (
        ("tier", {name: str(supplier.tier) for name, supplier in programme.suppliers.items()}),
        ("region", {name: _region(supplier) for name, supplier in programme.suppliers.items()}),
    )
    for mark, group_of in marks:
        for group in sorted(set(group_of.values())):
            if group:
                yield GroupFigure(
                    mark,
                    group,
                    Totals.of(award for award in plan.awards if group_of[award.supplier_id] == group),
                    Totals.of(award for award in other.awards if group_of[award.supplier_id] == group),
                )


def _region(supplier: Supplier) -> str:
    return supplier.region or ""


def won_per_tonne(award: Award) -> Fraction | None:
    """Support per lifetime tonne of an award [won/t]; none where nothing is saved."""
    return award.support_won / Fraction(award.tonnes) if award.tonnes > 0 else None
