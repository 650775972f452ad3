"""Small programmes and plans for the audit's tests, made by hand and without a solver.

``plan_of`` fills in the ledgers, figures and hashes that follow from the awards by the audit's own reckoning, so that
a test can change one thing and see that thing alone. That the reckoning itself is right is shown where ledgers are
typed by hand (``test_worked_examples.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from planner.audit import AuditReport, Finding, audit
from planner.audit.books import Books
from planner.audit.bundles import expected_bundles
from planner.audit.credit_statements import expected_credits
from planner.audit.indicator_statements import expected_indicators
from planner.audit.ledger_statements import (
    expected_fairness,
    expected_funders,
    expected_pools,
    expected_repayments,
)
from planner.audit.objective_statements import expected_levels, expected_objective
from planner.audit.reach_statements import expected_contributions, expected_footprint, expected_targets
from planner.audit.reclaim_statements import expected_reclaims
from planner.plan.plan import Award, Indicators, ObjectiveValue, Payment, Plan, SourceFile, tonnes_of
from planner.programme.programme import InputFile, Programme
from planner.programme.rules import Rules
from planner.programme.supplier import Link, Supplier
from planner.programme.targets import Product
from planner.programme.upgrade import CostLine, Upgrade

MILLION = 1_000_000


def rules_of(**rules: Any) -> Rules:
    """One award year, one counting year, divisible, one open purse: what a test does not name."""
    return Rules.model_validate(
        {
            "programme": "trial",
            "inputs": "inputs",
            "years": {"award": [2026, 2026], "count_until": 2026},
            "projects": "divisible",
            "funders": [purse("GOV")],
        }
        | rules
    )


def purse(name: str, kind: str = "government", **more: Any) -> dict[str, Any]:
    """A funder with 1,000 million won in 2026, unless the budget is named."""
    return {"id": name, "kind": kind, "budget": {2026: 1_000 * MILLION}} | more


def supplier_of(supplier_id: str, tier: int = 1, **more: Any) -> Supplier:
    return Supplier.model_validate({"supplier_id": supplier_id, "tier": tier} | more)


def upgrade_of(upgrade_id: str, supplier_id: str, cost_won: int | None = 1_000, **more: Any) -> Upgrade:
    """An upgrade that saves 1 t in one year, unless more is said."""
    values = {
        "upgrade_id": upgrade_id,
        "supplier_id": supplier_id,
        "technology": "compressor",
        "cost_won": cost_won,
        "tonnes": 1,
        "life_years": 1,
    }
    return Upgrade.model_validate(values | more)


def line_of(upgrade_id: str, year_offset: int, won: int, payer: str | None = None) -> CostLine:
    return CostLine(upgrade_id=upgrade_id, year_offset=year_offset, won=won, payer=payer)


def product_of(supplier_id: str, product: str, share: Any, units_per_year: Any) -> Product:
    return Product.model_validate(
        {"supplier_id": supplier_id, "product": product, "share": share, "units_per_year": units_per_year}
    )


def programme_of(
    rules: Rules,
    suppliers: Sequence[Supplier],
    upgrades: Sequence[Upgrade],
    links: Sequence[tuple[str, str]] = (),
    products: Sequence[Product] = (),
) -> Programme:
    """The programme; links are pairs of seller and buyer."""
    return Programme.of(
        rules,
        suppliers,
        [Link(seller_id=seller, buyer_id=buyer, share=Fraction(1)) for seller, buyer in links],
        upgrades,
        [InputFile("suppliers.csv", "a" * 64), InputFile("upgrades.csv", "b" * 64)],
        products,
    )


def award_of(
    programme: Programme,
    upgrade_id: str,
    year: int,
    paid: Mapping[str | tuple[str, int], int],
    books: Books | None = None,
) -> Award:
    """An award with these payments (payer, or payer and year, to won), in their order; its cost is their sum.

    ``books`` are any books of the programme, where there are some already."""
    paid_when = [(year, key, won) if isinstance(key, str) else (*key[::-1], won) for key, won in paid.items()]
    payments = sorted(paid_when)
    upgrade = programme.upgrades[upgrade_id]
    cost_won = sum(won for _, _, won in payments)
    payers: dict[str, int] = {}
    for _, payer, won in payments:
        payers[payer] = payers.get(payer, 0) + won
    books = books or Books(programme, _blank(programme))
    kilograms = books.tonnage.kilograms(upgrade, cost_won, upgrade.total_won, year)
    return Award(
        upgrade_id=upgrade_id,
        supplier_id=upgrade.supplier_id,
        year=year,
        share=cost_won / upgrade.total_won,
        cost_won=cost_won,
        support_won=cost_won - payers.get("own", 0),
        payers=payers,
        payments=tuple(Payment(year=y, payer=payer, won=won) for y, payer, won in payments),
        tonnes=tonnes_of(sum(kilograms.values())),
        tonnes_by_year={y: tonnes_of(kg) for y, kg in kilograms.items()},
        raises_until=max((y for y, kg in kilograms.items() if kg < 0), default=None),
    )


def plan_of(programme: Programme, *awards: tuple[str, int, Mapping[str | tuple[str, int], int]]) -> Plan:
    """The plan of these awards (upgrade, year, payments), consistent in all that it states and in its order."""
    books = Books(programme, _blank(programme))
    made = sorted(
        (award_of(programme, *award, books) for award in awards),
        key=lambda made: (made.supplier_id, made.upgrade_id, made.year),
    )
    return restated(programme, _blank(programme).model_copy(update={"awards": tuple(made)}))


def restated(programme: Programme, plan: Plan) -> Plan:
    """The plan with ledgers, figures and hash brought in line with its awards, which stay as they are."""
    books = Books(programme, plan)
    return plan.model_copy(
        update={
            "repayments": tuple(expected_repayments(books)),
            "pools": tuple(expected_pools(books)),
            "funders": tuple(expected_funders(books)),
            "credits": tuple(expected_credits(books)),
            "credit_bundles": tuple(expected_bundles(books)),
            "targets": tuple(expected_targets(books)),
            "contributions": tuple(expected_contributions(books)),
            "footprint": tuple(expected_footprint(books)),
            "reclaims": tuple(expected_reclaims(books)),
            "fairness": tuple(expected_fairness(books)),
            "indicators": expected_indicators(books),
            "objective": expected_objective(books, programme.rules.objective[0]),
            "levels": tuple(expected_levels(books)),
        }
    ).sealed()


def row(report: AuditReport, name: str) -> Finding:
    """The one finding of that name."""
    (found,) = [finding for finding in report.findings if finding.row == name]
    return found


def broken_rows(programme: Programme, plan: Plan) -> set[str]:
    """The names of the broken rows."""
    return {finding.row for finding in audit(programme, plan).broken}


def _blank(programme: Programme) -> Plan:
    return Plan(
        plan_hash="",
        inputs_hash=programme.inputs_hash,
        planner_version="0",
        solver="by hand",
        status="feasible",
        proof="solver",
        model=programme.rules,
        inputs=tuple(SourceFile(path=file.path, sha256=file.sha256) for file in programme.files),
        objective=ObjectiveValue(name="", value=0.0, unit=""),
        indicators=Indicators(
            lifetime_tonnes=tonnes_of(0),
            annual_tonnes=tonnes_of(0),
            tonnes_by_year={},
            fresh_won=0,
            public_won=0,
            oem_won=0,
            recycled_won=0,
            own_won=0,
            all_won=0,
            tonnes_per_million_won=None,
            upgrades_funded=0,
            suppliers_funded=0,
            owed_won=0,
            still_to_come_won=0,
        ),
        awards=(),
        repayments=(),
        pools=(),
        funders=(),
        fairness=(),
    )


def with_award(programme: Programme, plan: Plan, number: int, **changes: Any) -> Plan:
    """The plan with one award changed as said, and all else in line with it."""
    awards = list(plan.awards)
    awards[number] = awards[number].model_copy(update=changes)
    return restated(programme, plan.model_copy(update={"awards": tuple(awards)}))


def excess_of(programme: Programme, plan: Plan, name: str) -> Fraction:
    """What the row of that name is broken by."""
    return row(audit(programme, plan), name).excess
