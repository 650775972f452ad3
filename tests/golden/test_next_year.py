"""The next year: what is signed stays, what came and what is held counts, the rest is planned again; typed by hand."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

import pytest

from planner.audit import audit
from planner.errors import InfeasibleError
from planner.plan.plan import Plan, RepaymentDue
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.audit.builders import product_of, programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.audit.worked_examples import cascade
from tests.golden.next_year import commitments_of, later, signed, without_past
from tests.golden.solving import M, paid, solved, spent, tonnes
from tests.property.cases import draw
from tests.property.wider_cases import draw_wider

UA_SIGNED = [
    signed("UA", 2026, "MOTIR", 40 * M),
    signed("UA", 2026, "OEM", 20 * M),
    signed("UA", 2026, "own", 40 * M),
]
"""E1's award of 2026, as it was planned."""

REPAYMENT: dict[str, Any] = {"base": ["MOTIR", "OEM"], "pool": "own_chain"}


@pytest.fixture(scope="module")
def cascade_2027() -> Plan:
    return solved(later(cascade(), 2027, UA_SIGNED))


def test_as_planned_goes_on_as_planned(cascade_2027: Plan):
    """The award of 2026 signed as E1 planned it: 2027 brings what E1 said, to the won, and the tonnes are E1's."""
    assert paid(cascade_2027) == {
        ("UA", 2026): {"MOTIR": 40 * M, "OEM": 20 * M, "own": 40 * M},
        ("UB", 2027): {"MSS": 1 * M, "own": 9 * M, "pool:A": 20 * M},
    }
    assert [award.committed for award in cascade_2027.awards] == [True, False]
    assert tonnes(cascade_2027) == 770
    assert (cascade_2027.objective.value, cascade_2027.objective.bound) == (770.0, 770.0)
    assert cascade_2027.proof == "certified"
    assert spent(cascade_2027, "MOTIR") == {2026: 40 * M}


def test_a_supplier_pays_fifteen_of_twenty():
    """In 2027 A repays 15 M of the 20 M due. In 2028 its pool holds 15 + 20 = 35 M; B takes 70 % of 30 M = 21 M, all of
    it from the pool, since that is no fresh money: 8 years x 30 t = 240 t beside A's 500 t. 14 M are left, and 20 M
    come in 2029; the 5 M that did not come are lost.
    """
    plan = solved(later(cascade(), 2028, UA_SIGNED, [("A", 2027, 15 * M)]))
    assert paid(plan)["UB", 2028] == {"own": 9 * M, "pool:A": 21 * M}
    assert tonnes(plan) == 740
    assert [(p.year, p.opening, p.received, p.paid, p.closing) for p in plan.pools] == [
        (2026, 0, 0, 0, 0),
        (2027, 0, 15 * M, 0, 15 * M),
        (2028, 15 * M, 20 * M, 21 * M, 14 * M),
        (2029, 14 * M, 20 * M, 0, 34 * M),
        (2030, 34 * M, 0, 0, 34 * M),
        (2031, 34 * M, 0, 0, 34 * M),
    ]
    assert plan.repayments == (
        RepaymentDue(supplier_id="A", year=2027, owed_won=20 * M, pool="A", received_won=15 * M),
        RepaymentDue(supplier_id="A", year=2028, owed_won=20 * M, pool="A"),
        RepaymentDue(supplier_id="A", year=2029, owed_won=20 * M, pool="A"),
    )


def test_what_the_pool_lacks_the_ministry_matches():
    """All 60 M were due at once in 2027, and 15 M came: the pool pays its 15 M for B, MSS the missing 6 M of 21 M."""
    repayment = REPAYMENT | {"instalments": 1}
    plan = solved(later(cascade(), 2028, UA_SIGNED, [("A", 2027, 15 * M)], repayment=repayment))
    assert paid(plan)["UB", 2028] == {"MSS": 6 * M, "own": 9 * M, "pool:A": 15 * M}


def test_nothing_written_down_is_nothing_received():
    """The same without a row: nothing came, MSS matches nothing, and B gets nothing."""
    repayment = REPAYMENT | {"instalments": 1}
    plan = solved(later(cascade(), 2028, UA_SIGNED, repayment=repayment))
    assert list(paid(plan)) == [("UA", 2026)]
    assert plan.repayments[0].received_won == 0


def test_arrears_that_fall_due_again():
    """The 45 M that did not come fall due in 2028: the pool pays all 21 M. They are owed once, and stand for once."""
    repayment = REPAYMENT | {"instalments": 1, "arrears": "due_next"}
    plan = solved(later(cascade(), 2028, UA_SIGNED, [("A", 2027, 15 * M)], repayment=repayment))
    assert paid(plan)["UB", 2028] == {"own": 9 * M, "pool:A": 21 * M}
    assert [(r.year, r.owed_won, r.received_won, r.arrears_won) for r in plan.repayments] == [
        (2027, 60 * M, 15 * M, 0),
        (2028, 0, None, 45 * M),
    ]
    assert plan.indicators.owed_won == 60 * M


def test_a_stated_balance_takes_the_place_of_what_is_worked_out():
    """3 M are in the pool, whatever came: with as much of MSS, 6 M of support are 70 % of 8 571 429 won of B."""
    repayment = REPAYMENT | {"instalments": 1}
    plan = solved(later(cascade(), 2028, UA_SIGNED, [("A", 2027, 15 * M)], [("pool:A", 3 * M)], repayment=repayment))
    award = plan.awards[1]
    assert award.payers["pool:A"] == 3 * M
    assert 5_999_998 <= award.support_won <= 6 * M
    assert [(p.opening, p.closing) for p in plan.pools if p.year in (2027, 2028)] == [(0, 15 * M), (3 * M, 0)]


def test_a_signed_award_at_another_rate():
    """A was signed with 50 M of support, not its full 60 M: it owes 50 M in parts of 16 666 666 won, the last two more.
    For B the pool pays its 16 666 666 won, and MSS the other 4 333 334 of 21 M.
    """
    commitments = [
        signed("UA", 2026, "MOTIR", 40 * M),
        signed("UA", 2026, "OEM", 10 * M),
        signed("UA", 2026, "own", 50 * M),
    ]
    plan = solved(later(cascade(), 2027, commitments))
    assert [r.owed_won for r in plan.repayments] == [16_666_666, 16_666_666, 16_666_668]
    assert paid(plan)["UB", 2027] == {"MSS": 4_333_334, "own": 9 * M, "pool:A": 16_666_666}


def test_what_broke_rules_once_is_asked_nothing():
    """MOTIR was signed for 70 M of its 40 M, above every rate, and the pool of nobody's money for 5 M: facts stay."""
    commitments = [
        signed("UA", 2026, "MOTIR", 70 * M),
        signed("UA", 2026, "own", 30 * M),
        signed("UB", 2026, "pool:A", 5 * M),
    ]
    plan = solved(later(cascade(), 2027, commitments, openings=[("pool:A", 0)]))
    assert plan.awards[0].support_won == 70 * M
    assert paid(plan)["UB", 2026] == {"pool:A": 5 * M}
    assert sum(award.cost_won for award in plan.awards if award.upgrade_id == "UB") == 30 * M


def test_a_programme_of_commitments_only():
    """Everything is signed: nothing is left to decide, and the plan says what is signed."""
    programme = cascade()
    plan = solved(later(programme, 2028, commitments_of(solved(programme), 2028), [("A", 2027, 20 * M)]))
    assert all(award.committed for award in plan.awards)
    assert paid(plan) == paid(solved(programme))
    assert tonnes(plan) == 770


def one_purse(carry_over: Any = "none", **rules: Any) -> Programme:
    """Three years of 100 M, support of 100 %: X, 60 M, brings 100 t a year; Y, 90 M, 120 t; Z, 80 M, 10 t; to 2028."""
    return programme_of(
        rules_of(
            **{
                "years": {"award": [2026, 2028], "count_until": 2028},
                "funders": [purse("GOV", budget=dict.fromkeys((2026, 2027, 2028), 100 * M), carry_over=carry_over)],
            }
            | rules
        ),
        [supplier_of("S", region="North"), supplier_of("T", region="South")],
        [
            upgrade_of("X", "S", 60 * M, tonnes=100, life_years=9),
            upgrade_of("Y", "S", 90 * M, tonnes=120, life_years=9),
            upgrade_of("Z", "T", 80 * M, tonnes=10, life_years=9),
        ],
    )


X_SIGNED = [signed("X", 2026, "GOV", 60 * M)]


@pytest.mark.parametrize(
    ("carry_over", "openings", "there"),
    [
        ("none", [], 100),
        ("all", [], 140),
        ({"at_most": 30 * M}, [], 130),
        ("all", [("GOV", 25 * M)], 125),
        ({"at_most": 30 * M}, [("GOV", 50 * M)], 150),
        ("none", [("GOV", 5 * M)], 105),
    ],
)
def test_what_a_purse_begins_with(carry_over: Any, openings: list[tuple[str, int]], there: int):
    """X took 60 of 2026's 100 M. Y takes 90 M in 2027, Z what is left then: of the 100 M and what was carried in."""
    plan = solved(later(one_purse(carry_over), 2027, X_SIGNED, openings=openings))
    assert spent(plan, "GOV")[2027] == there * M
    assert [row.carried_in for row in plan.funders if row.year == 2027] == [(there - 100) * M]


def test_payments_of_the_past_come_off_planned_budgets():
    """30 M of X fall in 2027: 70 M are left for Y, a share of 7/9, and the rest follows in 2028."""
    commitments = [signed("X", 2026, "GOV", 30 * M), signed("X", 2026, "GOV", 30 * M, 2027)]
    plan = solved(later(one_purse(), 2027, commitments))
    assert paid(plan)["Y", 2027] == {"GOV": 70 * M}
    assert paid(plan)["Y", 2028] == {"GOV": 20 * M}


def test_the_rest_of_a_part():
    """A third of X is signed: the two others are awarded in 2027, and no more."""
    plan = solved(later(one_purse(), 2027, [signed("X", 2026, "GOV", 20 * M)]))
    assert paid(plan)["X", 2027] == {"GOV": 40 * M}


def test_a_part_of_what_is_whole_is_not_awarded_again():
    plan = solved(later(one_purse(projects="whole"), 2027, [signed("X", 2026, "GOV", 20 * M)]))
    assert sorted(paid(plan)) == [("X", 2026), ("Y", 2027), ("Z", 2028)]


def test_alternatives_and_prerequisites_are_met_by_what_is_signed():
    """X is signed: its alternative Y stays out; Z needs X and may follow."""
    programme = one_purse()
    upgrades = [
        programme.upgrades["X"].model_copy(update={"alternative_group": "a"}),
        programme.upgrades["Y"].model_copy(update={"alternative_group": "a"}),
        programme.upgrades["Z"].model_copy(update={"needs": ("X",)}),
    ]
    trial = programme_of(programme.rules, list(programme.suppliers.values()), upgrades)
    assert sorted(paid(solved(later(trial, 2027, X_SIGNED)))) == [("X", 2026), ("Z", 2027)]


def test_a_floor_counts_the_past():
    """60 M went north. With 40 % of all support for the south, 80 M for Z (south) leave 60 M more for the north:
    the whole is 200 M, 80 M of it southern.
    """
    rules = {"fairness": [{"floor": "0.4", "of": "support", "by": "region", "group": "South"}]}
    plan = solved(later(one_purse(**rules), 2027, X_SIGNED))
    assert plan.fairness[0].value == pytest.approx(0.4, abs=1e-8)
    assert sum(a.support_won for a in plan.awards if a.supplier_id == "S") == 120 * M
    assert plan.proof == "certified"


@pytest.mark.parametrize(
    ("rules", "row"),
    [
        ({"fairness": [{"floor": "0.9", "of": "support", "by": "region", "group": "South"}]}, "floor[1,South]"),
        ({"caps": [{"per": "supplier", "won": 50 * M}]}, "cap[1,S]"),
        ({"caps": [{"per": "programme", "won": 50 * M}]}, "cap[1,programme]"),
        ({"technology_limits": [{"technology": "boiler", "at_most": "0.1", "of": "count"}]}, "technology[1]"),
    ],
)
def test_what_the_past_alone_breaks_is_named(rules: dict[str, Any], row: str):
    """A rule over all years that nothing planned can mend makes the programme infeasible, by its name."""
    programme = one_purse(**rules)
    upgrades = [programme.upgrades["X"].model_copy(update={"technology": "boiler"})]
    if "floor" in row:
        upgrades += [programme.upgrades[name] for name in ("Y", "Z")]
    trial = later(programme_of(programme.rules, list(programme.suppliers.values()), upgrades), 2027, X_SIGNED)
    with pytest.raises(InfeasibleError):
        make_plan(trial, Limits())
    broken = {finding.row for finding in audit(trial, _only_signed(trial)).broken}
    assert row in broken


def _only_signed(programme: Programme) -> Plan:
    """The plan of the same past under no rule but the purse's: what the rules are held against."""
    free = programme.rules.model_copy(update={"fairness": (), "caps": (), "technology_limits": ()})
    only = Programme.of(
        free,
        list(programme.suppliers.values()),
        programme.links,
        [programme.upgrades["X"]],
        programme.files,
        (),
        programme.commitments,
    )
    return solved(only)


def test_a_cap_per_upgrade_asks_nothing_of_the_past():
    """20 M of X are signed under a cap of 15 M: no more of X, and no refusal."""
    plan = solved(later(one_purse(caps=[{"per": "upgrade", "won": 15 * M}]), 2027, [signed("X", 2026, "GOV", 20 * M)]))
    assert ("X", 2027) not in paid(plan)
    assert max(award.support_won for award in plan.awards) == 20 * M


def test_a_cap_per_supplier_counts_the_past():
    """S had 60 M of its 100 M: Y gets the other 40 M."""
    plan = solved(later(one_purse(caps=[{"per": "supplier", "won": 100 * M}]), 2027, X_SIGNED))
    assert sum(award.support_won for award in plan.awards if award.upgrade_id == "Y") == 40 * M


def test_ratios_over_the_programme_count_the_past():
    """The OEM gives at least half of what GOV gives, which was 60 M in 2026: with its 40 M GOV may give 20 M more."""
    funders = [
        purse("GOV", budget=dict.fromkeys((2026, 2027), 100 * M)),
        purse("OEM", "oem", budget={2027: 40 * M}),
    ]
    rules = {"funders": funders, "co_funding": [{"funder": "OEM", "of": "GOV", "at_least": "0.5"}]}
    plan = solved(later(one_purse(**rules), 2027, X_SIGNED))
    assert (spent(plan, "OEM"), spent(plan, "GOV")) == ({2027: 40 * M}, {2026: 60 * M, 2027: 20 * M})


def test_least_won_for_a_target_counts_what_is_signed():
    """X brings 100 t in 2028; for 160 t half of Y is bought, 45 M."""
    objective = {"minimise": "fresh_won", "reach": {"tonnes_in_2028": 160}}
    plan = solved(later(one_purse(objective=objective), 2027, X_SIGNED))
    assert plan.indicators.fresh_won == 105 * M
    assert float(plan.indicators.tonnes_by_year[2028]) == 160


def test_the_ratio_counts_the_past():
    """X signed for 60 M brought 3 x 100 t. To spend half of the three budgets, 150 M, Y follows in 2027 whole with
    2 x 120 t: 540 t for 150 M.
    """
    objective = {"ratio": {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": "0.5"}}
    plan = solved(later(one_purse(objective=objective), 2027, X_SIGNED))
    assert sorted(paid(plan)) == [("X", 2026), ("Y", 2027)]
    assert plan.objective.value == pytest.approx(540 / 150)


def test_max_min_counts_the_past():
    """S has 60 M; the least gain is T's, at most 80 M, so Z comes whole, and Y gets the rest of no rule's concern."""
    plan = solved(later(one_purse(objective={"max_min": {"of": "support"}}), 2027, X_SIGNED))
    gained = {"S": 0, "T": 0}
    for award in plan.awards:
        gained[award.supplier_id] += award.support_won
    assert min(gained.values()) == 80 * M


def test_least_benefits_and_a_gini_count_the_past():
    """S already has 60 M. T must have 50 M; equal gains are asked within a Gini of 0.1."""
    rules = {"fairness": [{"least": 50 * M, "of": "support", "by": "supplier"}, {"gini": "0.1", "of": "support"}]}
    plan = solved(later(one_purse(**rules), 2027, X_SIGNED))
    north = sum(award.support_won for award in plan.awards if award.supplier_id == "S")
    south = sum(award.support_won for award in plan.awards if award.supplier_id == "T")
    assert south == 80 * M
    assert (north - south) / (2 * (north + south)) <= 0.1


def test_own_money_and_affordability_count_the_past():
    """S paid 30 of its 40 M itself: 10 M more at 50 % are 20 M of Y. It owes 60 M x 50 % in 2027 and saves 20 M a year
    with X; what it may owe in 2028 is 20 M of savings and no capacity, so Y's support of 2027 is at most 20 M.
    """
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2028},
            funders=[purse("GOV", budget={2026: 100 * M, 2027: 100 * M})],
            support_rates=[{"at_most": 0.5}],
            repayment={"base": ["GOV"], "pool": "programme", "grace_years": 1, "instalments": 1},
            affordability={"share_of_savings": 1, "capacity_if_blank": 0},
        ),
        [supplier_of("S", copay_limit_won=40 * M)],
        [
            upgrade_of("X", "S", 60 * M, tonnes=100, life_years=9, saving_won=30 * M),
            upgrade_of("Y", "S", 90 * M, tonnes=120, life_years=9),
        ],
    )
    commitments = [signed("X", 2026, "GOV", 30 * M), signed("X", 2026, "own", 30 * M)]
    plan = solved(later(programme, 2027, commitments))
    assert paid(plan)["Y", 2027] == {"GOV": 10 * M, "own": 10 * M}


def test_footprints_and_credits_count_the_past():
    """X alone takes 100 t x 0.5 / 1 000 cars = 50 kg off each car; 60 kg need a sixth of Y more, 15 M."""
    rules = {
        "objective": {"minimise": "fresh_won", "reach": {"tonnes_in_2028": 1}},
        "footprint": [{"product": "EV", "year": 2028, "at_least_kg": 60}],
        "offsets": {"share_of_obligation": 1, "obligation_t": {2026: 1_000}, "price_won_per_t": {2026: 10_000}},
    }
    programme = one_purse(**rules)
    upgrades = [upgrade.model_copy(update={"creditable": True}) for upgrade in programme.upgrades.values()]
    trial = programme_of(
        programme.rules,
        list(programme.suppliers.values()),
        upgrades,
        products=[product_of("S", "EV", "0.5", 1_000)],
    )
    plan = solved(later(trial, 2027, X_SIGNED))
    assert plan.indicators.fresh_won == 75 * M
    assert [(row.year, float(row.creditable_t)) for row in plan.credits] == [(2026, 100), (2027, 120), (2028, 120)]


def changed(plan: Plan, **update: Any) -> Plan:
    return plan.model_copy(update=update).sealed()


def broken(programme: Programme, plan: Plan) -> set[str]:
    return {finding.row for finding in audit(programme, plan).broken}


def test_the_audit_knows_the_past(cascade_2027: Plan):
    """A won moved between payers of a past award, a signed award that is dropped, one that nobody signed, a mark."""
    programme = later(cascade(), 2027, UA_SIGNED)
    assert not broken(programme, cascade_2027)
    past, planned = cascade_2027.awards
    moved = past.model_copy(
        update={
            "payments": tuple(
                p.model_copy(update={"won": p.won + {"OEM": 1, "own": -1}.get(p.payer, 0)}) for p in past.payments
            )
        }
    )
    found = broken(programme, changed(cascade_2027, awards=(moved, planned)))
    assert {"committed[UA,2026,OEM,2026]", "committed[UA,2026,own,2026]"} <= found
    assert "committed[UA,2026]" in broken(programme, changed(cascade_2027, awards=(planned,)))
    early = planned.model_copy(update={"year": 2026})
    assert "committed[UB,2026]" in broken(programme, changed(cascade_2027, awards=(past, early)))
    unmarked = past.model_copy(update={"committed": False})
    assert broken(programme, changed(cascade_2027, awards=(unmarked, planned))) >= {"committed[]"}


def test_the_audit_knows_what_came_and_what_is_held(cascade_2027: Plan):
    """The same plan against other tables: what came, what is held and what is signed are read from them alone."""
    repayment = REPAYMENT | {"instalments": 3}
    base = later(cascade(), 2028, UA_SIGNED, [("A", 2027, 15 * M)], repayment=repayment)
    plan = solved(base)
    assert not broken(base, plan)
    other = later(cascade(), 2028, UA_SIGNED, [("A", 2027, 15 * M)], [("pool:A", 14 * M)], repayment=repayment)
    assert {"pools[A,2028,opening]", "inputs_hash[]"} <= broken(other, plan)
    less = later(cascade(), 2028, UA_SIGNED, [("A", 2027, 14 * M)], repayment=repayment)
    assert {"repayments[A,2027,received_won]", "pools[A,2027,received]"} <= broken(less, plan)
    assert "committed[UA,2026]" in broken(without_past(base), plan)


def random_cases() -> list[Programme]:
    cases = [*map(draw, (1, 3, 8, 11, 14, 15, 26, 45)), *map(draw_wider, range(8))]
    return [case.programme() for case in cases]


def is_carried_by_credits(programme: Programme) -> bool:
    """Whether a purse's carried money would have to be stated (reading 54)."""
    offsets = programme.rules.offsets
    return offsets is not None and offsets.lend_back is not None


def test_what_was_planned_and_signed_is_planned_again():
    """With a plan's own first year signed, the rest of that plan is as good as any other: the same objective, to what
    whole won take, on the worked examples and on random programmes of every family.
    """
    region = {"X": "North", "Y": "South"}
    floor = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", budget={2026: 60 * M, 2027: 40 * M})],
            fairness=[{"floor": "0.3", "of": "support", "by": "region", "group": "South"}],
        ),
        [supplier_of(name, region=place) for name, place in region.items()],
        [upgrade_of("UX", "X", 200 * M, tonnes=2_000), upgrade_of("UY", "Y", 200 * M, tonnes=1_200)],
    )
    tried = 0
    for programme in [cascade(), floor, *random_cases()]:
        first, last = programme.rules.years.award
        if first == last or is_carried_by_credits(programme):
            continue
        try:
            plan = make_plan(programme, Limits()).plan
        except InfeasibleError:
            continue
        again = make_plan(later(programme, first + 1, commitments_of(plan, first + 1)), Limits()).plan
        assert again.objective.value == pytest.approx(plan.objective.value, rel=1e-4), programme.rules.programme
        assert {a for a in paid(plan) if a[1] == first} <= paid(again).keys()
        tried += 1
    assert tried >= 8


@pytest.mark.parametrize("seed", range(12))
def test_small_whole_programmes_against_brute_force(seed: int):
    """Four whole upgrades, support of 100 % from one purse; some are signed and paid in two years. Every selection of
    the rest is tried in plain won: the planner finds the most tonnes, or that nothing fits.
    """
    rng = random.Random(seed)
    budgets = {year: rng.randint(30, 120) * M for year in (2026, 2027, 2028)}
    carry = rng.choice(["none", "all"])
    cost = {f"U{k}": rng.randint(20, 80) * M for k in range(5)}
    saved = {name: rng.randint(1, 100) for name in cost}
    past = rng.sample(sorted(cost), rng.randint(0, 2))
    commitments, falls = [], {2026: 0, 2027: 0, 2028: 0}
    for name in past:
        late = rng.choice([0, cost[name] // 3])
        commitments.append(signed(name, 2026, "GOV", cost[name] - late))
        falls[2026] += cost[name] - late
        if late:
            commitments.append(signed(name, 2026, "GOV", late, 2027))
            falls[2027] += late
    opening = rng.choice([None, rng.randint(0, 40) * M])
    programme = later(
        programme_of(
            rules_of(
                years={"award": [2026, 2028], "count_until": 2030},
                projects="whole",
                funders=[purse("GOV", budget=budgets, carry_over=carry)],
            ),
            [supplier_of("S")],
            [upgrade_of(name, "S", cost[name], tonnes=saved[name], life_years=9) for name in cost],
        ),
        2027,
        commitments,
        openings=[] if opening is None else [("GOV", opening)],
    )
    worked = max(0, budgets[2026] - falls[2026]) if carry == "all" else 0
    begins = worked if opening is None else opening
    best: int | None = None
    free = [name for name in cost if name not in past]
    for years in product((None, 2027, 2028), repeat=len(free)):
        spend = dict(falls)
        for name, year in zip(free, years, strict=True):
            if year is not None:
                spend[year] += cost[name]
        first = budgets[2027] + begins - spend[2027]
        second = budgets[2028] + (first if carry == "all" else 0) - spend[2028]
        if min(first, second) >= 0:
            got = sum(saved[name] * (2031 - year) for name, year in zip(free, years, strict=True) if year is not None)
            best = max(got, best or 0)
    if best is None:
        with pytest.raises(InfeasibleError):
            make_plan(programme, Limits())
    else:
        plan = solved(programme)
        assert tonnes(plan) == best + sum(saved[name] * 5 for name in past)
