"""Every rule of the register, kept to the last won or kilogram and broken by one more: no tolerance anywhere.

A case is a programme, a plan that meets the rule with nothing left, and a plan that goes one won or one kilogram too
far. Unless it says otherwise an upgrade costs 1,000 won and saves 1 t in its one year, so that a won of its cost is a
kilogram, and a thousandth of its share.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from planner.audit import audit
from planner.plan.plan import Plan
from planner.programme.families import FAMILIES
from planner.programme.programme import Programme

from .builders import plan_of, product_of, programme_of, purse, row, rules_of, supplier_of, upgrade_of, with_award

THOUSANDTH = Fraction(1, 1_000)
ANY_RATE = {"support_rate_min": "0.001"}
TWO_YEARS = {"award": [2026, 2027], "count_until": 2027}
PURSES = [purse("GOV", budget={2026: 1_000, 2027: 1_000}), purse("OEM", "oem", budget={2026: 1_000, 2027: 1_000})]
REPAID = {"base": "GOV", "pool": "own_chain"}

type Award = tuple[str, int, dict[Any, int]]


@dataclass(frozen=True)
class Case:
    """The row that is met by one plan and broken by the other, and by how much it then is.

    ``other`` is the programme of the broken plan, where the rule speaks of the inputs alone.
    """

    row: str
    programme: Programme
    kept: Plan
    broken: Plan
    excess: Fraction | int = 1
    other: Programme | None = None


def trial(*upgrades: dict[str, Any], suppliers: dict[str, dict[str, Any]] | None = None, **rules: Any) -> Programme:
    """A programme of upgrades that take any support, U and V at supplier S and whatever else is said of them."""
    named = [{"upgrade_id": name, "supplier_id": "S"} | upgrade for name, upgrade in zip("UV", upgrades, strict=False)]
    return programme_of(
        rules_of(**({"years": TWO_YEARS, "funders": PURSES} | rules)),
        [supplier_of(name, **more) for name, more in (suppliers or {"S": {}}).items()],
        [upgrade_of(**(ANY_RATE | upgrade)) for upgrade in named],
        [("B", "A")] if suppliers and {"A", "B"} <= suppliers.keys() else (),
        [product_of("S", "EV", 1, 1_000)] if "footprint" in rules else (),
    )


def awarded(name: str, programme: Programme, kept: list[Award], broken: list[Award], excess: Any = 1) -> Case:
    return Case(name, programme, plan_of(programme, *kept), plan_of(programme, *broken), excess)


def changed(name: str, programme: Programme, award: Award, change: Callable[[Plan], Plan]) -> Case:
    """The same award, stated otherwise."""
    plan = plan_of(programme, award)
    return Case(name, programme, plan, change(plan))


def u(won: int, own: int = 0, year: int = 2026, payer: str = "GOV") -> Award:
    return ("U", year, {(payer, year): won} | ({("own", year): own} if own else {}))


def v(won: int, own: int = 0, year: int = 2026, payer: str = "GOV") -> Award:
    return ("V", *u(won, own, year, payer)[1:])


def selection() -> dict[str, Case]:
    group = trial({"alternative_group": "g"}, {"alternative_group": "g"})
    after = trial({}, {"needs": ["U"]})
    must, whole = trial({"mandatory": True}), trial({}, projects="whole")
    return {
        "once": awarded("once[U]", trial({}), [u(400), u(600, year=2027)], [u(400), u(601, year=2027)], THOUSANDTH),
        "alternatives": awarded("alternatives[g]", group, [u(400), v(600)], [u(400), v(601)], THOUSANDTH),
        "prerequisite": awarded("prerequisite[V,U,2026]", after, [u(500), v(500)], [u(500), v(501)], THOUSANDTH),
        "mandatory": awarded("mandatory[U]", must, [u(1_000)], [u(999)], THOUSANDTH),
        "award_year": awarded("award_year[U,2026]", whole, [u(1_000)], [u(999)], THOUSANDTH),
    }


def money() -> dict[str, Case]:
    plain = trial({})
    kept_back = trial({}, reserved=[{"funder": "GOV", "won": 1_600, "of": {"technology": "pv"}}])
    rated = trial({"support_rate_min": None}, support_rates=[{"at_most": "0.6"}])
    own_rated = trial({}, funders=[purse("GOV", rate="0.3"), purse("OEM", "oem")])
    capped = trial({}, caps=[{"per": "programme", "won": 500}])
    joined = trial({}, co_funding=[{"funder": "OEM", "of": "GOV", "at_most": 2}])
    return {
        "funding": changed("funding[U,2026]", plain, u(500), lambda plan: with_award(plain, plan, 0, cost_won=501)),
        "budget": awarded("budget[GOV,2026]", trial({}, {}), [u(500), v(500)], [u(500), v(501)]),
        "reserved": awarded("reserved[1]", kept_back, [u(400)], [u(401)]),
        "support": awarded("support[U,2026]", rated, [u(600, 400)], [u(601, 399)]),
        "own_rate": awarded("own_rate[GOV,U,2026]", own_rated, [u(300, 700)], [u(301, 699)]),
        "cap": awarded("cap[1,programme]", capped, [u(500, 500)], [u(501, 499)]),
        "co_funding": awarded(
            "co_funding[1,at_most,programme]",
            joined,
            [("U", 2026, {"GOV": 300, "OEM": 600})],
            [("U", 2026, {"GOV": 300, "OEM": 601})],
        ),
    }


def eligibility() -> dict[str, Case]:
    apart = trial({}, funders=[purse("GOV"), purse("OEM", "oem", pays={"tier": 2})])
    parted = trial({"technology": "pv"}, {}, technology_limits=[{"technology": "pv", "at_most": 0.5, "of": "tonnes"}])
    phased = trial({}, ceiling_phases=[{"year": 2026, "won_per_lifetime_tonne": 500}])
    small = trial({}, thresholds=[{"least_annual_tonnes": 1}])
    too_small = trial({"tonnes": "0.999"}, thresholds=[{"least_annual_tonnes": 1}])
    return {
        "payer": awarded("payer[U,2026]", apart, [u(500, 500)], [("U", 2026, {"GOV": 500, "OEM": 1, "own": 499})]),
        # one more kilogram of 1,001: the part is above a half of it by half a kilogram
        "technology": awarded("technology[1]", parted, [u(500), v(500)], [u(501), v(500)], Fraction(1, 2)),
        # 500 won a tonne for 1,000 kg, and for the half kilogram that rounding may take: 500.25 won
        "phase": awarded("phase[1,U,2026]", phased, [u(500, 500)], [u(501, 499)], Fraction(3, 4)),
        "threshold": Case(
            "threshold[1,U,2026]", small, plan_of(small, u(1_000)), plan_of(too_small, u(1_000)), other=too_small
        ),
    }


def returns() -> dict[str, Case]:
    def owing(plan: Plan) -> Plan:
        (due,) = plan.repayments
        return plan.model_copy(update={"repayments": (due.model_copy(update={"owed_won": due.owed_won + 1}),)})

    owed = trial({}, repayment=REPAID)
    able = trial(
        {}, suppliers={"S": {"repay_capacity_won": 100}}, repayment=REPAID, affordability={"share_of_savings": 1}
    )
    shy = trial({}, suppliers={"S": {"copay_limit_won": 400}})
    chain = {"A": {}, "B": {"tier": 2}}
    pooled = trial({"supplier_id": "A"}, {"supplier_id": "B"}, suppliers=chain, repayment=REPAID)
    matched = trial(
        {"supplier_id": "A"},
        {"supplier_id": "B"},
        suppliers=chain,
        repayment=REPAID,
        matching=[{"funder": "OEM", "at_most": 2}],
    )

    def by_both(oem: int) -> Award:
        return ("V", 2027, {("pool:A", 2027): 100, ("OEM", 2027): oem})

    return {
        "repayment": changed("repayment[S,2027]", owed, u(500), owing),
        "affordability": awarded("affordability[S,2027]", able, [u(100)], [u(101)]),
        "own_money": awarded("own_money[S]", shy, [u(600, 400)], [u(599, 401)]),
        "pool": awarded(
            "pool[A,2027]",
            pooled,
            [u(300), v(300, year=2027, payer="pool:A")],
            [u(300), v(301, year=2027, payer="pool:A")],
        ),
        "matching": awarded("matching[1,at_most,V,2027]", matched, [u(300), by_both(200)], [u(300), by_both(201)]),
    }


def fairness() -> dict[str, Case]:
    two = {"S": {"region": "X"}, "Z": {"region": "Y"}}

    def ruled(rule: dict[str, Any]) -> Programme:
        return trial({}, {"supplier_id": "Z"}, suppliers=two, fairness=[rule])

    share = {"of": "support", "by": "region", "group": "X"}
    # a quarter of 1,000 won is asked; with 249 of them one is missing, with 251 one is too many
    return {
        "floor": awarded("floor[1,X]", ruled({"floor": 0.25, **share}), [u(250), v(750)], [u(249), v(751)]),
        "cap_share": awarded("cap_share[1,X]", ruled({"cap": 0.25, **share}), [u(250), v(750)], [u(251), v(749)]),
        "least": awarded("least[1,S]", ruled({"least": 250, "of": "support"}), [u(250), v(750)], [u(249), v(750)]),
        # (750 - 250) / (2 x 1,000), and (751 - 249) / (2 x 1,000)
        "gini": awarded(
            "gini[1]", ruled({"gini": 0.25, "of": "support"}), [u(250), v(750)], [u(249), v(751)], THOUSANDTH
        ),
    }


def reach() -> dict[str, Case]:
    offsets = {
        "share_of_obligation": "0.5",
        "obligation_t": {2026: 1},
        "price_won_per_t": {2026: 800},
        "lend_back": {"funder": "OEM", "share": "0.25"},
    }
    credited = trial({"creditable": True}, offsets=offsets)

    def stating(**more: Any) -> Callable[[Plan], Plan]:
        def change(plan: Plan) -> Plan:
            first, *others = plan.credits
            figures = {key: getattr(first, key) + one for key, one in more.items()}
            return plan.model_copy(update={"credits": (first.model_copy(update=figures), *others)})

        return change

    lighter = trial({}, footprint=[{"product": "EV", "year": 2026, "at_least_kg": 1}])
    aimed = trial({}, targets=[{"year": 2026, "tonnes": "0.5"}])
    least = trial({}, objective={"minimise": "fresh_won", "reach": {"lifetime_tonnes": "0.5"}})
    used = trial({}, objective={"ratio": {"per": "public_won", "deploy_at_least": "0.25"}})
    return {
        # half of an obligation of 1 t is used: 500 kg, worth 400 won, of which a quarter is lent
        "credit_use": changed("credit_use[2026]", credited, u(1_000), stating(usable_t=Decimal("0.001"))),
        "lent": changed("lent[2026]", credited, u(1_000), stating(lent_won=1)),
        # 1,000 kg over 1,000 vehicles a year
        "footprint": awarded("footprint[1,EV,2026]", lighter, [u(1_000)], [u(999)], THOUSANDTH),
        "target": awarded("target[1]", aimed, [u(500)], [u(499)]),
        "reach": awarded("reach[lifetime_tonnes]", least, [u(500)], [u(499)]),
        # a quarter of the 2,000 won of two years
        "deployment": awarded("deployment[]", used, [u(500)], [u(499)]),
    }


CASES = selection() | money() | eligibility() | returns() | fairness() | reach()


def test_every_rule_has_a_case():
    """The register of rules and the cases are the same."""
    assert set(CASES) == {rule for family in FAMILIES for rule in family.rules}


@pytest.mark.parametrize("rule", CASES)
def test_kept_to_the_last_and_broken_by_one(rule):
    """The first plan meets the row, the second breaks it by exactly what it goes too far."""
    case = CASES[rule]
    assert case.row.startswith(f"{rule}[")
    report = audit(case.programme, case.kept)
    broken = row(audit(case.other or case.programme, case.broken), case.row)
    assert report.passed
    assert abs(row(report, case.row).room) < 1
    assert broken.excess == case.excess
