"""Why upgrades are in or not, on programmes that are worked out by hand; the smallest changes also by brute force.

One purse of 100 M won, support of 100 %, one year. P: 60 M, 600 t (10 t a million); Q: 80 M, 640 t (8 t a million);
R: 50 M, 300 t (6 t a million). In parts the purse pays P whole and half of Q: 920 t, and a million more brings 8 t.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.alterations import AtCost, altered
from planner.study.planning import make_plan
from planner.study.why.answer import Enough, Explained, Kind
from planner.study.why.asking import share_in
from planner.study.why.batch import rejected_upgrades
from planner.study.why.explaining import Explaining
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.audit.worked_examples import cascade, two_regions
from tests.golden.solving import M, solved


def three(**rules: Any) -> Programme:
    return programme_of(
        rules_of(**({"funders": [purse("GOV", budget={2026: 100 * M})]} | rules)),
        [supplier_of(name) for name in "ABC"],
        [
            upgrade_of("P", "A", 60 * M, tonnes=600),
            upgrade_of("Q", "B", 80 * M, tonnes=640),
            upgrade_of("R", "C", 50 * M, tonnes=300),
        ],
    )


def explained(programme: Programme, upgrade_id: str, **how: Any) -> Explained:
    return Explaining(programme, solved(programme), **how).upgrade(upgrade_id)


def found(one: Explained, kind: Kind) -> Enough:
    (only,) = [each for each in one.enough if each.kind == kind]
    return only


def test_what_decided_it():
    """P takes 60 M that would bring 480 t elsewhere; R's 50 M bring 400 t elsewhere, and 300 t with R."""
    explaining = Explaining(three(), solved(three()))
    told = {name: explaining.plain(name).weighing for name in "PQR"}
    assert {name: weighing and (weighing.worth, round(weighing.margin, 6)) for name, weighing in told.items()} == {
        "P": (600, 120),
        "Q": (640, 0),
        "R": (300, -100),
    }
    (part,) = told["R"].parts if told["R"] else ()
    assert (part.rule, str(part.says)) == ("budget", "the money of GOV in 2026")
    assert (part.million_won, part.price) == (pytest.approx(50), pytest.approx(8))


def test_the_funded_is_not_searched_for():
    one = explained(three(), "P")
    assert one.is_in
    assert (one.forced, one.enough, one.not_enough) == (None, (), ())
    assert [award.year for award in one.awards] == [2026]


@pytest.mark.parametrize("quick", [True, False])
def test_the_smallest_changes(quick: bool):
    """R beats Q below 37.5 M (300 t over 8 t a million): in two digits of the cut at 37 M. With 165 M P, Q and half of
    R are paid. At 37.5 M R and Q are as good, and the published order takes Q, which comes first."""
    one = explained(three(), "R", quick=quick)
    assert one.forced is not None
    assert one.forced.loss == pytest.approx(120)
    cost, budget = found(one, "cost"), found(one, "budget")
    assert (cost.before, cost.after, cost.step, cost.share, cost.share_below) == (50 * M, 37 * M, M, 1, 0)
    assert (budget.setting, budget.after, budget.step) == ("funders.GOV.budget.2026", 165 * M, M)
    assert (budget.share, budget.share_below) == (pytest.approx(0.5), pytest.approx(0.48))
    assert cost.checked == ("linear" if quick else "plan")
    own = found(one, "own")
    assert own.before == 1
    assert own.after == Fraction(74, 100) if not quick else own.after in (Fraction(74, 100), Fraction(75, 100))


def test_what_no_purse_may_pay_is_not_searched_for():
    """Of R nothing could be changed here that would help: the purse is open to the suppliers of P and Q only."""
    one = explained(three(funders=[purse("GOV", budget={2026: 100 * M}, pays={"supplier": ["A", "B"]})]), "R")
    assert one.no_payer
    assert str(one.reason) == "No purse may pay for it."
    assert (one.forced, one.enough, one.not_enough) == (None, (), ())
    assert not explained(three(), "R").no_payer


def test_a_cap_is_asked_about_where_the_upgrade_reaches_it():
    """R asks for 50 M, of which one purse may give 40 M; or 60 M, a limit that only Q's 80 M reach."""
    purses = [purse("GOV", budget={2026: 100 * M}), purse("OEM", budget={2026: M})]
    asked = {}
    for most in (40, 60):
        cap = {"funders": ["GOV"], "per": "upgrade", "won": most * M}
        explaining = Explaining(three(funders=purses, caps=[cap]), solved(three(funders=purses, caps=[cap])))
        assert any(rule.key.rule == "cap" for rule in explaining.again.rules)
        matter = explaining.rules_that_matter(explaining.programme.upgrades["R"])
        asked[most] = any(rule.key.rule == "cap" for rule in matter)
    assert asked == {40: True, 60: False}


def test_of_a_ratio_no_tie_is_told_of_an_upgrade():
    """P and a second like it bring 10 t a million each: plans with either are as good, which says nothing of Q."""
    ratio = {"ratio": {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": "0.5"}}
    explaining = Explaining(three(objective=ratio), solved(three(objective=ratio)))
    assert not any(explaining.plain(name).tie for name in "PQR")


def test_the_cut_by_brute_force():
    """Every whole million: R is in from 37 M down, and at no cost above."""
    programme = three()
    shares = {}
    for million in range(30, 46):
        changed = altered(programme, [AtCost("R", million * M)])
        shares[million] = share_in(make_plan(changed, Limits(), prove=False).plan, changed, "R")
    assert [million for million, share in shares.items() if share >= Fraction(1, 2)] == list(range(30, 38))


def test_a_start_from_another_plans_tightening():
    """Half a purse that is given up from the start is given up in the plan; a row of no programme, and what no plan
    bears, are left out of account."""
    start = {"budget[GOV,2026]": 50.0, "budget[NOBODY,2026]": 50.0}
    plan = make_plan(three(), Limits(), prove=False, tightened=start).plan
    assert plan.indicators.fresh_won == 50 * M
    unbearable = make_plan(three(), Limits(), prove=False, tightened={"budget[GOV,2026]": 200.0}).plan
    assert unbearable.indicators.fresh_won == 100 * M


def test_whole_projects_by_whole_plans():
    """Q whole is best (640 t). P + R at 50 + 50 M bring 900 t, P at 60 M leaves 40 M: R at 40 M makes 900 t with it.
    Forced in, P costs 40 t and R 340 t: no other fits beside. P is in with 110 M (P + R) but not with 130 M (Q + R),
    and again with 140 M (P + Q): the smallest is told. R is in with 110 M too."""
    programme = three(projects="whole")
    explaining = Explaining(programme, solved(programme))
    p, r = explaining.upgrade("P"), explaining.upgrade("R")
    assert p.weighing is None
    assert [one.forced and one.forced.loss for one in (p, r)] == [40, 340]
    assert [found(one, "cost").after for one in (p, r)] == [50 * M, 40 * M]
    assert [found(one, "budget").after for one in (p, r)] == [110 * M, 110 * M]
    assert {each.checked for one in (p, r) for each in one.enough} == {"plan"}


def test_a_rule_that_keeps_it_out():
    """E3: the floor for Y takes 30 M from X. UX is paid 70 M of its 200 M: half of it needs 100 M, all of the purse."""
    programme = two_regions("0.3")
    one = explained(programme, "UX")
    assert not one.is_in
    floor = found(one, "rule")
    assert (floor.setting, floor.before, floor.after) == ("fairness.0.floor", Fraction(3, 10), 0)
    assert floor.share == pytest.approx(0.5)


def test_what_nothing_can_bring_in():
    """It cuts no tonnes: it is worth nothing at any price."""
    programme = three()
    idle = programme.upgrades["R"].model_copy(update={"tonnes": Fraction(-1)})
    one = explained(replace(programme, upgrades={**programme.upgrades, "R": idle}), "R")
    assert str(one.reason) == "it cuts no tonnes within the years that count"
    assert one.enough == ()
    assert {each.kind for each in one.not_enough} == {"cost", "own", "budget"}


def test_no_plan_can_hold_it():
    """Of two alternatives one is mandatory: the other cannot be forced in, and the rules in conflict are named."""
    programme = three()
    group = {"alternative_group": "g"}
    upgrades = {
        **programme.upgrades,
        "P": programme.upgrades["P"].model_copy(update={**group, "mandatory": True}),
        "R": programme.upgrades["R"].model_copy(update=group),
    }
    one = explained(replace(programme, upgrades=upgrades), "R")
    assert str(one.reason) == "alternative awarded: P"
    assert one.forced is not None
    assert one.forced.loss is None
    assert "mandatory upgrade P" in [str(says) for says in one.forced.conflict]


def test_returned_money_is_weighed_too():
    """E1: what A's support brings back pays for B: its pool is money that A adds."""
    programme = cascade()
    explaining = Explaining(programme, solved(programme))
    weighing = explaining.plain("UA").weighing
    assert weighing is not None
    assert weighing.worth == pytest.approx(500)
    assert weighing.margin >= -1e-6


def test_no_time():
    one = explained(three(), "R", seconds=1e-9)
    assert one.forced is not None
    assert one.forced.unsure
    assert all(each.stopped for each in one.not_enough)
    assert one.enough == ()


def test_all_that_are_rejected():
    """The same figures by linear programmes, purses in sizes of a sweep: 180 M is one of them, the one before is not
    enough."""
    programme = three()
    batch = rejected_upgrades(Explaining(programme, solved(programme)))
    (one,) = batch.upgrades
    assert (one.upgrade_id, batch.stopped) == ("R", False)
    assert one.forced is not None
    assert one.forced.loss == pytest.approx(120)
    assert found(one, "cost").after == 37 * M
    assert found(one, "own").after == Fraction(74, 100)
    budget = found(one, "budget")
    assert budget.after - budget.step < 165 * M <= budget.after
    assert {each.kind: each.checked for each in one.enough} == {"cost": "linear", "own": "linear", "budget": "linear"}


def test_objectives_without_prices():
    """Of a ratio and of a list nothing is weighed; forcing and changes are told by solving again."""
    ratio = {"ratio": {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": "0.9"}}
    for objective in (ratio, [{"maximise": "lifetime_tonnes"}, {"maximise": "annual_tonnes"}]):
        one = explained(three(objective=objective), "R", quick=True)
        assert one.weighing is None
        assert one.forced is not None
        assert found(one, "cost").after < 50 * M
