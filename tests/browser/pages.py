"""Reports to be opened: one of hostile words, one of many awards."""

from __future__ import annotations

from decimal import Decimal

from planner.audit import AuditReport
from planner.export import Choices
from planner.export.report import report_bytes
from planner.languages import Language
from planner.plan.plan import Award, Payment, Plan
from planner.programme.programme import Programme
from planner.programme.supplier import Link, Supplier
from planner.programme.upgrade import Upgrade
from tests.export import example

HOSTILE = (
    "=cmd|'/C calc'!A0",
    "<script>document.title='run'</script>",
    "<img src=x onerror=\"document.title='run'\">",
    '"></title><svg onload=alert(1)>',
    "{{7*7}}${7*7}",
    "javascript:alert(1)",
    "</style></script><b id=live>",
    "' onmouseover='alert(1)",
)
"""Words that would come to life in a page that forgot to escape them."""

REGIONS = ("부산", "Ulsan", "대구")
TECHNOLOGIES = ("pump", "furnace")
AWARDS = 250
NOTHING_FOUND = AuditReport(())
"""An audit is no matter of the page."""


def hostile(language: Language = "en") -> tuple[bytes, Programme]:
    """A report of the example's plan, in which every word that a user can write is hostile."""
    first, *_ = HOSTILE
    given = example.rules(
        programme=" ".join(HOSTILE),
        fairness=[{"floor": 0.1, "of": "support", "by": "region", "group": HOSTILE[1]}],
        notes=" ".join(HOSTILE),
    )
    programme = example.programme(given)
    suppliers = [
        supplier.model_copy(
            update={"name": HOSTILE[place], "region": HOSTILE[place + 1], "process": HOSTILE[place + 2]}
        )
        for place, supplier in enumerate(programme.suppliers.values())
    ]
    upgrades = [
        upgrade.model_copy(update={"technology": HOSTILE[-1 - place], "source": first})
        for place, upgrade in enumerate(programme.upgrades.values())
    ]
    renamed = Programme.of(given, suppliers, [Link(buyer_id="A", seller_id="B", share=1)], upgrades)
    return report_bytes(example.plan(renamed), renamed, Choices(language), NOTHING_FOUND), renamed


def crowded(count: int = AWARDS, language: Language = "en") -> tuple[bytes, Plan]:
    """A report of so many awards. The n-th costs n million won and saves 10 n t in all; MOTIR pays for every fifth."""
    base = example.rules(fairness=[], repayment=None, matching=[])
    suppliers = [
        Supplier(
            supplier_id=f"S{number:05}", name=f"Supplier {number}", tier=1 + number % 2, region=REGIONS[number % 3]
        )
        for number in range(1, count + 1)
    ]
    upgrades = [
        Upgrade(
            upgrade_id=f"U{number:05}",
            supplier_id=f"S{number:05}",
            technology=TECHNOLOGIES[number % 2],
            cost_won=number * example.MILLION,
            tonnes=number,
            life_years=10,
        )
        for number in range(1, count + 1)
    ]
    programme = Programme.of(base, suppliers, [], upgrades)
    plan = example.plan(
        programme, awards=tuple(_award(number) for number in range(1, count + 1)), repayments=(), pools=(), fairness=()
    )
    return report_bytes(plan, programme, Choices(language), NOTHING_FOUND), plan


def _award(number: int) -> Award:
    payer = "MOTIR" if number % 5 == 0 else "OEM"
    half = number * example.MILLION // 2
    payers = {payer: half, "own": number * example.MILLION - half}
    by_year = {year: Decimal(number) for year in range(2026, 2036)}
    return Award(
        upgrade_id=f"U{number:05}",
        supplier_id=f"S{number:05}",
        year=2026,
        share=1.0,
        cost_won=number * example.MILLION,
        support_won=half,
        payers=payers,
        payments=tuple(Payment(year=2026, payer=name, won=won) for name, won in payers.items()),
        tonnes=sum(by_year.values(), Decimal(0)),
        tonnes_by_year=by_year,
    )
