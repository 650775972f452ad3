"""Cases worked by hand; and all of a template's cases against the same cases formulated anew."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest

from planner.study.sweep.design import Case
from planner.study.sweep.outcome import Outcome
from planner.study.sweep.solving import Prepared
from tests.golden.files import CASCADE, RANKING, REGIONS
from tests.study.sweep.studies import MIXED, prepared

GRID = """\
study: budget and floor
factors:
  - {name: budget, set: funders.GOV.budget.2026, values: [50_000_000, 100_000_000]}
  - {name: floor, set: fairness.0.floor, values: [0.3, 0.5]}
"""


def solved(ready: Prepared, cases: Sequence[Case]) -> list[Outcome]:
    return [ready.solve(case) for case in cases]


def test_the_figures_of_a_grid_are_those_worked_by_hand(tmp_path: Path) -> None:
    """X saves 10 t for each million won, Y 6: with a floor f for Y, each million brings 10 - 4 f."""
    found = solved(*prepared(tmp_path, REGIONS, GRID))
    assert [outcome.figures["objective"] for outcome in found] == pytest.approx([440, 400, 880, 800], rel=1e-9)
    assert [outcome.figures["fresh_won"] for outcome in found] == [50_000_000, 50_000_000, 100_000_000, 100_000_000]
    assert [outcome.figures["paid_won.GOV"] for outcome in found] == [50_000_000, 50_000_000, 100_000_000, 100_000_000]
    assert {outcome.told for outcome in found} == {"lifetime_tonnes [t]"}
    assert {(outcome.status, outcome.way) for outcome in found} == {("solved", "anew")}


def test_tier_2_is_told_apart_and_returned_money_too(tmp_path: Path) -> None:
    """A's 60 M of support come back; B takes 21 M of them, or what a loss leaves, matched by as much from MSS."""
    study = "study: s\nfactors: [{name: loss, set: repayment.loss, values: [0]}]\n"
    (found,) = solved(*prepared(tmp_path, CASCADE, study))
    assert found.figures["tier_1_support_won"] == 60_000_000
    assert found.figures["tier_2_support_won"] == 21_000_000
    assert found.figures["tier_2_support_share"] == pytest.approx(21 / 81)
    assert found.figures["oem_won"] == 20_000_000
    recycled, matched = found.figures["recycled_won"], found.figures["paid_won.MSS"]
    assert recycled is not None and matched is not None and recycled + matched == 21_000_000 and matched <= recycled


def test_whole_projects_are_plans(tmp_path: Path) -> None:
    """Of 60, 50 and 45 M won, 100 M buy the last two; 105 M the first and the last; with costs 1 % up, and 100 M, only
    Q and R."""
    study = (
        "study: s\nfactors:\n  - {name: budget, set: funders.GOV.budget.2026, values: [100_000_000, 105_000_000]}\n"
        "  - {name: cost, column: upgrades.cost_won, values: [1, 1.01]}\n"
    )
    found = solved(*prepared(tmp_path, RANKING, study))
    assert [outcome.figures["lifetime_tonnes_t"] for outcome in found] == [921, 921, 1041, 921]
    assert found[1].figures["all_won"] == 50_500_000 + 45_450_000
    assert {(outcome.status, outcome.way) for outcome in found} == {("solved", "whole")}


def test_no_case_is_lost_where_one_has_no_plan_or_is_no_programme(tmp_path: Path) -> None:
    study = (
        "study: s\nfactors:\n  - {name: must, set: targets, values: [[], [{year: 2026, tonnes: 5000}]]}\n"
        "  - {name: budget, set: funders.GOV.budget.2026, values: [100_000_000, -1]}\n"
    )
    found = solved(*prepared(tmp_path, REGIONS, study))
    assert [outcome.status for outcome in found] == ["solved", "faulty", "infeasible", "faulty"]
    assert "E-105" in found[1].fault and "funders.GOV.budget.2026" in found[1].fault


def test_a_template_says_what_each_case_formulated_anew_says(tmp_path: Path) -> None:
    """Costs, tonnes of one region, a floor and a budget, all at once: products of them too."""
    ready, cases = prepared(tmp_path, REGIONS, MIXED)
    assert ready.template is not None, ready.why_none
    anew = dataclasses.replace(ready, template=None)
    for case in cases[:16]:
        one, other = ready.solve(case), anew.solve(case)
        assert (one.way, other.way, one.case) == ("moved", "anew", other.case)
        assert one.figures.keys() == other.figures.keys()
        for name, figure in one.figures.items():
            assert figure == pytest.approx(other.figures[name], rel=1e-8, abs=1), (case, name)


def test_words_of_a_rule_have_a_template_too(tmp_path: Path) -> None:
    """A cascade: the loss before the repaid money, and a rule of two words."""
    study = """\
study: s
factors:
  - {name: loss, set: repayment.loss, range: {low: 0, high: 0.4}}
  - {name: cost, column: upgrades.cost_won, range: {low: 0.7, high: 1}}
  - {name: ratio, set: repayment.ratio, range: {low: 0.5, high: 1}}
samples: {method: latin_hypercube, number: 48}
"""
    ready, cases = prepared(tmp_path, CASCADE, study)
    anew = dataclasses.replace(ready, template=None)
    assert ready.template is not None, ready.why_none
    for case in cases[:12]:
        one, other = ready.solve(case), anew.solve(case)
        assert one.figures["objective"] == pytest.approx(other.figures["objective"], rel=1e-8), case


def test_what_a_cap_decides_has_no_template(tmp_path: Path) -> None:
    """A cap for each upgrade sets its rate, which no cost moves in proportion: such cases are formulated anew."""
    capped = REGIONS | {"model.yaml": REGIONS["model.yaml"] + "caps: [{funders: GOV, per: upgrade, won: 60_000_000}]\n"}
    ready, cases = prepared(tmp_path, capped, MIXED)
    assert ready.template is None
    assert ready.solve(cases[0]).way == "anew"


@pytest.mark.parametrize("study", [MIXED, GRID])
def test_a_case_is_the_same_to_the_last_bit_in_any_order_and_after_any_other(tmp_path: Path, study: str) -> None:
    ready, cases = prepared(tmp_path, REGIONS, study)
    some = cases[:8]
    forwards = solved(ready, some)
    assert solved(ready, some[::-1])[::-1] == forwards
    assert solved(pickle.loads(pickle.dumps(ready)), some) == forwards
