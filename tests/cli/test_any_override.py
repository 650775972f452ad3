"""Any ``--set`` ends in a plan, in a fault with its place, or in the statement that there is no plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.cli.edge import run
from planner.errors import ExitCode
from tests.golden.files import CASCADE, written

KEYS = [
    "programme",
    "years",
    "years.award",
    "years.award.0",
    "years.count_until",
    "projects",
    "objective",
    "objective.maximise",
    "objective.ratio",
    "objective.ratio.deploy_at_least",
    "objective.ratio.of",
    "objective.minimise",
    "objective.reach",
    "objective.max_min",
    "objective.leximin",
    "factors.grid_t_per_mwh",
    "factors.grid_scenarios",
    "factors.scenario",
    "funders",
    "funders.MOTIR",
    "funders.MOTIR.kind",
    "funders.MOTIR.pays",
    "funders.MOTIR.pays.tier",
    "funders.MOTIR.budget",
    "funders.MOTIR.budget.2026",
    "funders.MOTIR.carry_over",
    "funders.MOTIR.rate",
    "funders.NOBODY.budget",
    "support_rates",
    "support_rates.0.at_most",
    "repayment",
    "repayment.base",
    "repayment.ratio",
    "repayment.grace_years",
    "repayment.instalments",
    "repayment.pool",
    "repayment.loss",
    "matching",
    "matching.0.at_most",
    "matching.0.at_least",
    "co_funding",
    "affordability",
    "caps",
    "technology_limits",
    "groups",
    "fairness",
    "reserved",
    "ceiling_phases",
    "thresholds",
    "clawback",
    "clawback.tied_share",
    "targets",
    "contributions",
    "footprint",
    "offsets",
    "offsets.obligation_t",
    "discount",
    "notes",
    "no_such_key",
]
VALUES = [
    "0",
    "0.5",
    "1e3",
    "100000000000000000000",
    "whole",
    "{}",
    "[2200, 2200]",
    "{2026: 7}",
    "{per: fresh_won, deploy_at_least: 0.5}",
    "{ratio: {per: public_won, deploy_at_least: 0.1}}",
    "[{funder: OEM, of: MOTIR, at_least: 0.5, at_most: 0.5}]",
    "[{per: programme, won: 30_000_001}]",
    "[{floor: 0.4, of: support, by: tier, group: 2}]",
    "{share_of_savings: 0.5, capacity_if_blank: 7_000_001}",
    "[{leximin: {of: support_per_cost}}, {maximise: lifetime_tonnes}]",
    "{minimise: public_won, reach: {lifetime_tonnes: 100}}",
    "{of: tonnes_per_cost, by: tier}",
    "[{least: 0.1, of: support_per_cost}, {gini: 0.9, of: support}]",
    "[{year: 2030, tonnes: 20}, {of: annual_tonnes, tonnes: 7}]",
    "[{year: [2026, 2027], won_per_lifetime_tonne: 100_000}]",
    "[{funder: MSS, share: 0.5, of: {tier: 2}, over: year}]",
    "[{least_annual_tonnes: 40, of: {tier: 1}}]",
    "{tied_share: 0.3}",
    "{share_of_obligation: 0.05, obligation_t: {2026: 100}, price_won_per_t: {2026: 9_000}, lend_back: {funder: OEM}}",
    "]",
]
PLANNED = {ExitCode.DONE, ExitCode.BAD_INPUT, ExitCode.INFEASIBLE, ExitCode.USAGE}


@pytest.mark.parametrize("key", KEYS)
def test_any_value_under_a_key(key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Never a traceback, never "unexpected", never a plan that fails its audit."""
    model = str(written(tmp_path, CASCADE))
    for value in VALUES:
        code = run(["solve", model, "--set", f"{key}={value}", "--json"])
        said = capsys.readouterr()
        assert code in PLANNED, (key, value, code, said.err)
        assert said.out or code != ExitCode.DONE
        assert not said.out or code in (ExitCode.DONE, ExitCode.INFEASIBLE)
        assert code == ExitCode.DONE or said.err.strip(), (key, value)
