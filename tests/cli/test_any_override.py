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
    "factors.grid_t_per_mwh",
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
    "offsets",
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
        assert bool(said.out) == (code == ExitCode.DONE)
        assert code == ExitCode.DONE or said.err.strip(), (key, value)
