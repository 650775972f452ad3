"""The cascade of one tier-1 and one tier-2 supplier, worked out by hand, with hostile names on everything.

A (100 M won, 50 t/yr) is awarded in 2026 with 60 M of support and owes 20 M in each of 2027, 2028 and 2029. B (30 M
won, 30 t/yr) is awarded in 2027: the pool pays 20 M, MSS 1 M, B itself 9 M. Tonnes: 10 x 50 + 9 x 30 = 770.
C is left out.
"""

from decimal import Decimal

from planner.plan.plan import (
    Award,
    FairnessFigure,
    FunderYear,
    Indicators,
    ObjectiveValue,
    Payment,
    Plan,
    PoolYear,
    RepaymentDue,
    SourceFile,
)
from planner.programme.programme import Programme
from planner.programme.rules import Rules
from planner.programme.supplier import Link, Supplier
from planner.programme.upgrade import Upgrade

MILLION = 1_000_000
HOSTILE = ('=HYPERLINK("http://x")', "+1", "@SUM(1)", "-2+3", "http://example.com", "{braces}", "&P")


def rules(**changes: object) -> Rules:
    """The rules, as a model file would state them."""
    data: dict[str, object] = {
        "programme": '=HYPERLINK("http://x") 시험 사업',
        "inputs": "tables",
        "years": {"award": [2026, 2031], "count_until": 2035},
        "projects": "divisible",
        "funders": [
            {"id": "OEM", "name": "+1 자동차", "kind": "oem", "pays": {"tier": 1}, "budget": {2026: 20 * MILLION}},
            {
                "id": "MOTIR",
                "name": "산업부",
                "kind": "government",
                "pays": {"tier": 1},
                "budget": {2026: 40 * MILLION},
            },
            {
                "id": "@MSS",
                "kind": "government",
                "pays": {"tier": 2, "size": ["small", "medium"]},
                "budget": dict.fromkeys(range(2026, 2032), 100 * MILLION),
                "carry_over": {"at_most": 5 * MILLION},
            },
        ],
        "support_rates": [
            {"tier": 1, "at_most": 0.6, "source": "=1+1"},
            {"tier": 2, "at_most": 0.7, "source": "http://example.com"},
        ],
        "repayment": {"base": ["MOTIR", "OEM"], "ratio": 1, "instalments": 3, "pool": "own_chain"},
        "matching": [{"funder": "@MSS", "at_most": 1}],
        "fairness": [{"floor": 0.1, "of": "support", "by": "region", "group": "=대구"}],
    }
    return Rules.model_validate(data | changes)


def programme(given: Rules | None = None) -> Programme:
    """Two suppliers that are funded, one that is not."""
    return Programme.of(
        given or rules(),
        [
            Supplier(supplier_id="A", name='=HYPERLINK("http://x")', tier=1, region="부산", size="mid-sized"),
            Supplier(supplier_id="B", name="+1", tier=2, region="=대구", size="small"),
            Supplier(supplier_id="0012", name="(주)한국정밀주조공업", tier=2, region="@SUM(1)", size="medium"),
        ],
        [Link(buyer_id="A", seller_id="B", share=1)],
        [
            Upgrade(
                upgrade_id="a1",
                supplier_id="A",
                technology="-compressor",
                cost_won=100 * MILLION,
                tonnes=50,
                life_years=10,
            ),
            Upgrade(
                upgrade_id="=b1",
                supplier_id="B",
                technology="인버터 압축기",
                cost_won=30 * MILLION,
                tonnes=30,
                life_years=10,
            ),
            Upgrade(
                upgrade_id="c1",
                supplier_id="0012",
                technology="furnace",
                cost_won=50 * MILLION,
                tonnes=10,
                life_years=10,
            ),
            Upgrade(
                upgrade_id="c2", supplier_id="0012", technology="worse", cost_won=50 * MILLION, tonnes=-1, life_years=10
            ),
        ],
    )


def _award(upgrade: str, supplier: str, year: int, yearly: int, payers: dict[str, int]) -> Award:
    cost = sum(payers.values())
    by_year = {counted: Decimal(yearly) for counted in range(year, 2036)}
    return Award(
        upgrade_id=upgrade,
        supplier_id=supplier,
        year=year,
        share=1.0,
        cost_won=cost,
        support_won=cost - payers["own"],
        payers=payers,
        payments=tuple(Payment(year=year, payer=payer, won=won) for payer, won in payers.items()),
        tonnes=sum(by_year.values(), Decimal(0)),
        tonnes_by_year=by_year,
    )


def plan(of: Programme | None = None, **changes: object) -> Plan:
    """The best plan of the programme."""
    made_from = of or programme()
    first = _award("a1", "A", 2026, 50, {"MOTIR": 40 * MILLION, "OEM": 20 * MILLION, "own": 40 * MILLION})
    second = _award("=b1", "B", 2027, 30, {"@MSS": MILLION, "pool:A": 20 * MILLION, "own": 9 * MILLION})
    by_year = {year: Decimal(50 if year == 2026 else 80) for year in range(2026, 2036)}
    parts: dict[str, object] = {
        "plan_hash": "",
        "inputs_hash": made_from.inputs_hash,
        "planner_version": "0.1.0",
        "solver": "HiGHS 1.15.1",
        "status": "optimal",
        "proof": "solver",
        "model": made_from.rules,
        "inputs_folder": "tables",
        "inputs": (SourceFile(path="suppliers.csv", sha256="0" * 64),),
        "objective": ObjectiveValue(name="lifetime_tonnes", value=770.0, unit="t", bound=770.0, gap=0.0),
        "indicators": Indicators(
            lifetime_tonnes=Decimal(770),
            annual_tonnes=Decimal(80),
            tonnes_by_year=by_year,
            fresh_won=61 * MILLION,
            public_won=41 * MILLION,
            oem_won=20 * MILLION,
            recycled_won=20 * MILLION,
            own_won=49 * MILLION,
            all_won=130 * MILLION,
            tonnes_per_million_won=770 / 61,
            upgrades_funded=2,
            suppliers_funded=2,
            owed_won=60 * MILLION,
            still_to_come_won=0,
        ),
        "awards": (first, second),
        "repayments": tuple(
            RepaymentDue(supplier_id="A", year=year, owed_won=20 * MILLION, pool="A") for year in (2027, 2028, 2029)
        ),
        "pools": _pool_ledger(),
        "funders": _accounts(),
        "fairness": (FairnessFigure(rule="floor[1,=대구]", level=0.1, value=21 / 81, shadow_price=0.0),),
    }
    return Plan.model_validate(parts | changes).sealed()


def _pool_ledger() -> tuple[PoolYear, ...]:
    received = {2027: 20, 2028: 20, 2029: 20}
    paid = {2027: 20}
    years, opening = [], 0
    for year in range(2026, 2032):
        closing = opening + received.get(year, 0) - paid.get(year, 0)
        amounts = {"opening": opening, "received": received.get(year, 0), "lost": 0, "paid": paid.get(year, 0)}
        won = {name: amount * MILLION for name, amount in amounts.items()}
        years.append(PoolYear(pool="A", year=year, closing=closing * MILLION, **won))
        opening = closing
    return tuple(years)


def _accounts() -> tuple[FunderYear, ...]:
    accounts = [
        FunderYear(
            funder="MOTIR", year=2026, budget=40 * MILLION, carried_in=0, spent=40 * MILLION, carried_out=0, lapsed=0
        ),
        FunderYear(
            funder="OEM", year=2026, budget=20 * MILLION, carried_in=0, spent=20 * MILLION, carried_out=0, lapsed=0
        ),
    ]
    carried = 0
    for year in range(2026, 2032):
        spent = MILLION if year == 2027 else 0
        left = 100 * MILLION + carried - spent
        out = 5 * MILLION
        accounts.append(
            FunderYear(
                funder="@MSS",
                year=year,
                budget=100 * MILLION,
                carried_in=carried,
                spent=spent,
                carried_out=out,
                lapsed=left - out,
            )
        )
        carried = out
    return tuple(accounts)
