"""Who changes and why, on cases small enough to be worked out by hand; and what is told is made, and so borne out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.beside.attribution import causes_of, explained
from planner.study.beside.comparison import beside
from planner.study.beside.held import Held
from planner.study.planning import make_plan
from tests.audit.builders import plan_of, programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.audit.worked_examples import two_regions
from tests.golden.solving import M, solved
from tests.study.beside.cases import compared, gov, held, one_year, pair_of, told

A_AND_B = {"A": (100, 1000), "B": (60, 300)}
E2 = {"P": (60, 600), "Q": (50, 480), "R": (45, 441)}


def funded(programme: Programme) -> set[str]:
    """Who is in the plan that is made of it."""
    return {award.upgrade_id for award in make_plan(programme, Limits(), prove=False).plan.awards}


def test_a_floor_at_three_levels() -> None:
    """E3: all to X; 30 % to Y takes 30 M from X; 50 % takes 50 M. 1,000, 880 and 800 t."""
    found = compared(two_regions("0"), two_regions("0.3"), two_regions("0.5"))
    assert [float(held.plan.indicators.lifetime_tonnes) for held in found.plans] == [1000, 880, 800]
    for pair in found.pairs:
        assert told(pair) == {"UX": ("less", "alone", ("fairness[1]",)), "UY": ("in", "alone", ("fairness[1]",))}
        assert pair.study.made == 0, "the other plan is the plan with this one change"
    values = [[(value.key, value.before, value.after) for value in pair.settings[0].values] for pair in found.pairs]
    assert values == [[("fairness[1].floor", "0", "0.3")], [("fairness[1].floor", "0", "0.5")]]
    assert [changed.support_won for changed in found.pairs[1].changed] == [-50 * M, 50 * M]


def test_a_larger_budget() -> None:
    """E2 with 110 M in place of 100 M: P and Q (110 M, 1,080 t) in place of Q and R."""
    pair = pair_of(one_year(E2, funders=gov(100)), one_year(E2, funders=gov(110)))
    budget = ("funders.GOV.budget",)
    assert told(pair) == {"P": ("in", "alone", budget), "R": ("out", "alone", budget)}
    assert pair.same == 1


def test_two_changes_that_only_together_bring_somebody_in() -> None:
    """B costs 60 M and is in tier 2. With 160 M there is room for it, but the purse pays tier 1; if it may pay tier 2,
    100 M are better spent on A. Both: A and B."""
    before = one_year(A_AND_B, funders=gov(100, pays={"tier": [1]}))
    pair = pair_of(before, one_year(A_AND_B, funders=gov(160, pays={"tier": [1, 2]})))
    assert told(pair) == {"B": ("in", "together", ("funders.GOV.pays", "funders.GOV.budget"))}
    assert pair.study.made == 2
    assert funded(one_year(A_AND_B, funders=gov(160, pays={"tier": [1]}))) == {"A"}
    assert funded(one_year(A_AND_B, funders=gov(100, pays={"tier": [1, 2]}))) == {"A"}


def test_two_changes_each_of_which_does_it() -> None:
    """160 M buy both. If only region Y may be paid, B is in and A is out, whatever the budget."""
    before, after = (
        one_year(A_AND_B, funders=gov(100)),
        one_year(A_AND_B, funders=gov(160, pays={"region": ["Y"]})),
    )
    pair = pair_of(before, after)
    assert told(pair) == {
        "A": ("out", "alone", ("funders.GOV.pays",)),
        "B": ("in", "alone", ("funders.GOV.budget", "funders.GOV.pays")),
    }
    assert funded(one_year(A_AND_B, funders=gov(160))) == {"A", "B"}
    assert funded(one_year(A_AND_B, funders=gov(100, pays={"region": ["Y"]}))) == {"B"}


def test_three_changes_any_two_of_which_do_it() -> None:
    """A costs 60 M; three purses get 30 M each: two are enough, and none is needed."""

    def three(budget: int) -> Programme:
        return one_year({"A": (60, 1)}, funders=[purse(name, budget={2026: budget * M}) for name in "FGH"])

    pair = pair_of(three(0), three(30))
    assert told(pair) == {"A": ("in", "several", ())}
    assert pair.study.made == 6


def test_all_changes_are_tried_alone_as_if_somebody_had_made_them() -> None:
    """Every cause that is said to do it alone does it in a programme that is written down anew."""
    before = two_regions("0")
    after = replace(two_regions("0.5"), rules=two_regions("0.5").rules.model_copy(update={"projects": "divisible"}))
    after = programme_of(
        rules_of(
            funders=gov(120),
            fairness=[{"floor": 0.5, "of": "support", "by": "region", "group": "Y"}],
        ),
        list(after.suppliers.values()),
        list(after.upgrades.values()),
    )
    pair = pair_of(before, after)
    assert told(pair)["UY"] == ("in", "alone", ("fairness[1]",))
    assert funded(two_regions("0.5")) == {"UX", "UY"}
    assert funded(replace(after, rules=after.rules.model_copy(update={"fairness": ()}))) == {"UX"}


def test_a_changed_cost() -> None:
    """E2: P for 50 M in place of 60 M: P and Q for 100 M, 1,080 t. P's own row does it; R leaves for it."""
    pair = pair_of(one_year(E2, funders=gov(100)), one_year(E2 | {"P": (50, 600)}, funders=gov(100)))
    assert told(pair) == {"P": ("in", "own", ()), "R": ("out", "alone", ("upgrades",))}
    (row,) = pair.reasons["P"].rows
    (cell,) = row.cells
    assert (row.ids, cell.column, cell.before, cell.after) == (("P",), "cost_won", 60 * M, 50 * M)
    assert cell.relative == pytest.approx(-1 / 6)
    assert pair.reasons["R"].rows == ()


def test_a_changed_cost_that_does_not_do_it_by_itself() -> None:
    """P for 59 M needs 104 M with R (1,041 t): the cost and the budget together."""
    pair = pair_of(one_year(E2, funders=gov(100)), one_year(E2 | {"P": (59, 600)}, funders=gov(104)))
    assert told(pair)["P"] == ("in", "together", ("funders.GOV.budget", "upgrades"))
    assert [row.ids for row in pair.reasons["P"].rows] == [("P",)]
    assert funded(one_year(E2 | {"P": (59, 600)}, funders=gov(100))) == {"Q", "R"}
    assert funded(one_year(E2, funders=gov(104))) == {"Q", "R"}


def test_rows_that_come_and_go() -> None:
    """Q and R are in; R goes from the table, T comes: 50 M for 500 t."""
    after = {name: what for name, what in E2.items() if name != "R"} | {"T": (50, 500)}
    pair = pair_of(one_year(E2, funders=gov(100)), one_year(after, funders=gov(100)))
    assert told(pair) == {"R": ("out", "gone", ()), "T": ("in", "new", ())}
    assert [(row.table, row.ids, row.kind) for row in pair.rows or ()] == [
        ("suppliers", ("SR",), "removed"),
        ("suppliers", ("ST",), "added"),
        ("upgrades", ("R",), "removed"),
        ("upgrades", ("T",), "added"),
    ]


def alike() -> Programme:
    """Two upgrades of which there is money for one, and nothing tells them apart."""
    return one_year({"A": (60, 100), "C": (60, 100)}, funders=gov(60))


def other_of_equals(status: str) -> Plan:
    """The plan that the published order does not choose."""
    plan = plan_of(alike(), ("C", 2026, {"GOV": 60 * M}))
    return plan.model_copy(update={"status": status})


def test_equally_good_plans() -> None:
    programme = alike()
    plans = [Held("a", solved(programme), programme), Held("b", other_of_equals("optimal"), programme)]
    (pair,) = explained(beside(plans), Limits()).pairs
    assert told(pair) == {"A": ("out", "equal", ()), "C": ("in", "equal", ())}
    assert all(reason.tied for reason in pair.reasons.values()), "the solved plan knows that both were tied"
    assert pair.same_inputs and not pair.is_one_plan


def test_equally_good_plans_are_known_without_tables() -> None:
    plans = [Held("a", solved(alike())), Held("b", other_of_equals("optimal"))]
    (pair,) = explained(beside(plans), Limits()).pairs
    assert {kind for _, kind, _ in told(pair).values()} == {"equal"}


def test_a_search_that_was_stopped() -> None:
    programme = alike()
    plans = [Held("a", solved(programme), programme), Held("b", other_of_equals("feasible"), programme)]
    (pair,) = explained(beside(plans), Limits()).pairs
    assert {kind for _, kind, _ in told(pair).values()} == {"limit"}


def test_a_stopped_plan_of_other_rules_is_made_again() -> None:
    """The other plan has 70 M and was stopped at C; a search that ends gives A, as in the reference."""
    more = one_year({"A": (60, 100), "C": (60, 100)}, funders=gov(70))
    stopped = plan_of(more, ("C", 2026, {"GOV": 60 * M})).model_copy(update={"status": "feasible"})
    plans = [Held("a", solved(alike()), alike()), Held("b", stopped, more)]
    (pair,) = explained(beside(plans), Limits()).pairs
    assert {kind for _, kind, _ in told(pair).values()} == {"limit"}
    assert pair.study.made == 1


def test_a_plan_beside_itself() -> None:
    (pair,) = compared(two_regions("0.3"), two_regions("0.3")).pairs
    assert pair.is_one_plan
    assert (pair.changed, pair.same, pair.settings, pair.rows, pair.causes) == ((), 2, (), (), ())


def test_the_number_of_plans_made_is_bounded() -> None:
    """The third of six plans is not made any more: what it would tell is not known."""

    def three(budget: int) -> Programme:
        return one_year({"A": (60, 1)}, funders=[purse(name, budget={2026: budget * M}) for name in "FGH"])

    (pair,) = compared(three(0), three(30), most=2).pairs
    assert told(pair) == {"A": ("in", "unknown", ())}
    assert (pair.study.made, pair.study.left_out) == (2, 4)


def test_a_change_that_alone_leaves_no_plan_is_named() -> None:
    """A must be awarded (100 M): the purse cannot be cut to 60 M as long as it must."""

    def must(budget: int, *, mandatory: bool) -> Programme:
        return programme_of(
            rules_of(projects="whole", funders=gov(budget)),
            [supplier_of("SA"), supplier_of("SB")],
            [upgrade_of("A", "SA", 100 * M, tonnes=10, mandatory=mandatory), upgrade_of("B", "SB", 60 * M, tonnes=5)],
        )

    pair = pair_of(must(100, mandatory=True), must(60, mandatory=False))
    unanswered = [causes_of(pair)[number] for number in pair.study.unanswered]
    assert [[setting.key for setting in cause.settings] for cause in unanswered] == [["funders.GOV.budget"]]


def test_without_tables_nobody_says_why() -> None:
    before, after = held([one_year(E2, funders=gov(100)), one_year(E2 | {"P": (50, 600)}, funders=gov(100))])
    (pair,) = explained(beside([before, replace(after, programme=None)]), Limits()).pairs
    assert pair.rows is None or pair.rows == ()
    assert (pair.reasons, pair.study.none) == ({}, "no_tables")
    assert [changed.kind for changed in pair.changed] == ["in", "out"]


def test_tables_of_another_plan_serve_where_they_are_the_same() -> None:
    before, after = held([two_regions("0"), two_regions("0.3")])
    found = beside([before, replace(after, programme=None)])
    assert found.plans[1].programme is not None
    assert found.plans[1].programme.inputs_hash == after.plan.inputs_hash


def test_many_changed_rules_are_told_by_field() -> None:
    """Eight purses change: together they are one cause."""

    def eight(budget: int) -> Programme:
        return one_year({"A": (60, 1)}, funders=[purse(name, budget={2026: budget * M}) for name in "FGHIJKLM"])

    pair = pair_of(eight(0), eight(30))
    assert [len(cause.settings) for cause in pair.causes] == [8]
    assert told(pair)["A"][:2] == ("in", "alone")
