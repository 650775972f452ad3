"""A programme solved again with small changes says what the changed programme says when it is formulated from nothing.

Each change is made twice: in the rows that are there, and in the programme.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from planner.errors import InfeasibleError
from planner.programme.programme import Programme
from planner.solving.outcome import Infeasible
from planner.study import again as again_module
from planner.study.again import Again, Solved
from planner.study.alterations import Accepts, Alteration, AtCost, AtLevel, Forced, MoreBudget, altered, with_upgrade
from planner.study.policy.levels import WON, Level
from tests.audit.builders import line_of, programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.audit.worked_examples import cascade
from tests.golden.solving import M
from tests.golden.test_ranking_is_not_enough import three
from tests.property.wider_cases import draw_wider

FLOOR = {"floor": "0.3", "of": "support", "by": "region", "group": "Y"}


def regions(**rules: Any) -> Programme:
    """E3: X saves 10 t per million won, Y 6; 200 M of each, of which 100 M can be paid."""
    return programme_of(
        rules_of(funders=[purse("GOV", budget={2026: 100 * M})], **rules),
        [supplier_of("SX", region="X"), supplier_of("SY", region="Y")],
        [upgrade_of("UX", "SX", 200 * M, tonnes=2_000), upgrade_of("UY", "SY", 200 * M, tonnes=1_200)],
    )


def value(found: object) -> float | None:
    """The value; None where no plan keeps the rules."""
    if isinstance(found, Infeasible):
        return None
    assert isinstance(found, Solved), found
    return found.value


def from_nothing(programme: Programme) -> float | None:
    try:
        return Again(programme).base.value
    except InfeasibleError:
        return None


# --- worked by hand ---


def test_e3_as_it_is():
    """70 M for X and 30 M for Y: 880 t. One more million is spent in the same parts: 8.8 t."""
    base = Again(regions(fairness=[FLOOR])).base
    assert base.value == pytest.approx(880)
    assert base.shares == pytest.approx({"UX": 0.35, "UY": 0.15})
    assert base.prices["budget[GOV,2026]"] == pytest.approx(8.8)
    assert base.prices["floor[1,Y]"] == pytest.approx(-4)
    assert base.million_won_spent == pytest.approx(100)


def test_what_a_change_is_worth():
    """Y in full takes all there is and 100 M more: 1,200 t. Of 110 M 77 go to X, 33 to Y: 968 t."""
    again = Again(regions(fairness=[FLOOR]))
    assert value(again.solve(Forced("UY"))) is None
    assert value(again.solve(MoreBudget("GOV", 2026, 10 * M))) == pytest.approx(968)
    assert value(again.solve(MoreBudget("GOV", 2026, 100 * M), Forced("UY"))) == pytest.approx(1_200)
    assert value(again.solve(AtLevel(again.levels["fairness.0.floor"], Fraction(1, 2)))) == pytest.approx(800)
    assert value(again.solve(AtCost("UY", 150 * M))) == pytest.approx(700 + 30 * 8)


def test_changes_are_undone():
    again = Again(regions(fairness=[FLOOR]))
    for change in (
        Forced("UY"),
        MoreBudget("GOV", 2026, 10 * M),
        AtLevel(again.levels["fairness.0.floor"], Fraction(1, 2)),
        AtCost("UY", 100 * M),
    ):
        again.solve(change)
        assert value(again.solve()) == pytest.approx(880), change


def test_what_an_award_adds_to_each_row():
    """UY costs 200 M, all of them from the one purse."""
    base = Again(regions()).base
    assert base.terms("UY", 2026) == pytest.approx({"budget[GOV,2026]": 200})


def test_of_whole_projects_it_says_that_it_is_a_bound():
    """E2 in parts: P, then R's 40 M of 45: 600 + 392 t, above the 921 t of Q and R."""
    again = Again(three("whole"))
    assert again.is_relaxed
    assert again.base.value == pytest.approx(600 + 441 * 40 / 45)
    assert not Again(three("divisible")).is_relaxed


def test_least_won_is_told_in_won():
    again = Again(regions(objective={"minimise": "fresh_won", "reach": {"lifetime_tonnes": 500}}))
    assert again.base.value == pytest.approx(50 * M)
    assert value(again.solve(Forced("UX"), MoreBudget("GOV", 2026, 100 * M))) == pytest.approx(200 * M)
    assert value(again.solve(AtCost("UX", 100 * M))) == pytest.approx(25 * M)


def test_a_ratio_goes_on_by_dinkelbachs_method():
    """10 t a million; UX forced in with more money keeps that; at three quarters of its cost 2,000 t take 150 M."""
    ratio = {"ratio": {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": "0.5"}}
    again = Again(regions(objective=ratio))
    assert again.base.value == pytest.approx(10)
    assert value(again.solve(Forced("UY"), MoreBudget("GOV", 2026, 300 * M))) == pytest.approx(3_200 / 400)
    assert value(again.solve(AtCost("UX", 150 * M))) == pytest.approx(2_000 / 150)


def test_a_list_tells_the_first_objective_that_compares_no_gains():
    """Half for each region before most tonnes: 800 t; of 120 M 960 t."""
    again = Again(regions(objective=[{"max_min": {"of": "support"}}, {"maximise": "lifetime_tonnes"}]))
    assert again.told == 1
    assert again.base.value == pytest.approx(800)
    assert value(again.solve(MoreBudget("GOV", 2026, 20 * M))) == pytest.approx(960)
    assert value(again.solve()) == pytest.approx(800)


def test_support_accepted_below_the_full_rate():
    """Where Y takes support of a quarter, 50 M of support fund all of it, and X gets the other 50 M: 1,700 t. Of an
    eighth it still gets 30 M, which the floor asks; at a half it brings 12 t a million, and X gets nothing."""
    again = Again(regions(fairness=[FLOOR]))
    assert value(again.solve(Accepts("UY", Fraction(1, 4)))) == pytest.approx(1_200 + 500)
    assert value(again.solve(Accepts("UY", Fraction(1, 8)))) == pytest.approx(1_200 + 700)
    assert value(again.solve(Accepts("UY", Fraction(1, 2)))) == pytest.approx(1_200)
    assert value(again.solve()) == pytest.approx(880)


def test_a_changed_cost_is_no_copy_with_the_old_sums():
    """Cost lines stay in proportion, and what was worked out of the old ones is forgotten."""
    lines = (line_of("U", 0, 60), line_of("U", 1, 40))
    upgrade = upgrade_of("U", "S", None, cost_lines=lines)
    programme = programme_of(rules_of(), [supplier_of("S")], [upgrade])
    assert upgrade.total_won == 100
    changed = AtCost("U", 25).made(programme).upgrades["U"]
    assert (changed.total_won, [line.won for line in changed.lines]) == (25, [15, 10])
    assert with_upgrade(programme, "U", mandatory=True).upgrades["U"].mandatory


# --- against the changed programme, formulated from nothing ---


def changes(again: Again) -> Iterator[Alteration]:
    """Some changes of every kind that the programme has."""
    programme = again.programme
    for upgrade_id, upgrade in list(programme.upgrades.items())[:3]:
        yield Forced(upgrade_id)
        if upgrade.total_won:
            yield AtCost(upgrade_id, upgrade.total_won // 3 + 1)
            yield AtCost(upgrade_id, upgrade.total_won * 2)
        for rate in (Fraction(1, 5), Fraction(1, 3), Fraction(1, 20)):
            yield Accepts(upgrade_id, rate)
    for funder in programme.funders.values():
        for year in list(funder.budget)[:2]:
            yield MoreBudget(funder.id, year, funder.budget[year] // 3 + 1_000)
    for level in again.levels.values():
        for to in others(level):
            yield AtLevel(level, to)


def others(level: Level) -> Iterator[Fraction]:
    """A looser and a stricter level within what the rule may be, and a floor without force."""
    for factor in (Fraction(4, 5), Fraction(6, 5), *([Fraction(0)] if level.setting.endswith(".floor") else [])):
        to = level.value * factor
        if level.unit is WON:
            to = Fraction(int(to))
        if to != level.value and to >= level.least and (level.most is None or to <= level.most):
            yield to


def near(expected: float | None, rel: float = 1e-7) -> Any:
    return None if expected is None else pytest.approx(expected, rel=rel, abs=1e-6)


def rounding(programme: Programme, change: Alteration) -> float:
    """Lines of a changed cost are rounded to whole won, which tells where the cost is a few thousand won."""
    if isinstance(change, AtCost) and len(programme.upgrades[change.upgrade_id].lines) > 1:
        return 1e-7 + 3 / change.won
    return 1e-7


WITH_PLANS = (0, 1, 3, 4, 5, 7, 8, 9, 10, 12, 13, 14, 16, 17, 18, 20, 24, 25, 34, 173)
"""Seeds of random programmes whose rules some plan keeps; what others are, ``Again`` says by an error."""


@pytest.mark.parametrize("seed", WITH_PLANS)
def test_each_change_is_the_changed_programme(seed: int):
    programme = draw_wider(seed).programme()
    again = Again(programme)
    again.prepare_costs(programme.upgrades)
    for change in changes(again):
        expected = from_nothing(altered(programme, [change]))
        assert value(again.solve(change)) == near(expected, rounding(programme, change)), change
    assert value(again.solve()) == pytest.approx(again.base.value, rel=1e-9)


def test_the_cascade_whatever_is_changed():
    programme = cascade()
    again = Again(programme)
    for change in changes(again):
        expected = from_nothing(altered(programme, [change]))
        assert value(again.solve(change)) == near(expected), change


def test_less_support_for_any_of_many_is_formulated_once(monkeypatch: pytest.MonkeyPatch):
    """Each upgrade of random programmes at half its least support: as the programme assembled anew has it."""
    tried = 0
    for seed in (*range(12), 24, 34):
        programme = draw_wider(seed).programme()
        try:
            again = Again(programme)
        except InfeasibleError:
            continue
        again.prepare_contents(programme.upgrades)
        for change in changes(again):
            if isinstance(change, Accepts):
                assert value(again.solve(change)) == near(from_nothing(altered(programme, [change]))), (seed, change)
                tried += 1
    assert tried >= 60


def test_what_is_prepared_outlives_an_upgrade_that_is_not_in_it(monkeypatch: pytest.MonkeyPatch):
    """UA alone is prepared. Asking about UB formulates once; afterwards neither is formulated again."""
    again = Again(cascade())
    again.prepare_contents(["UA"])
    assert isinstance(again.solve(Accepts("UB", Fraction(1, 3))), Solved)
    monkeypatch.setattr(again_module, "_Linear", None)
    expected = {rate: value(again.solve(Accepts("UA", rate))) for rate in (Fraction(1, 3), Fraction(1, 5))}
    assert isinstance(again.solve(Accepts("UB", Fraction(1, 5))), Solved)
    monkeypatch.undo()
    for rate, found in expected.items():
        assert found == near(from_nothing(altered(cascade(), [Accepts("UA", rate)])))
