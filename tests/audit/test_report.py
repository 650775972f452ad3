"""The report: verdict, families, sentences, plain data; the register; and that no solver is loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction

import pytest

from planner.audit import audit
from planner.audit.finding import at_least, at_most, equal
from planner.audit.register import CHECKS
from planner.audit.report import SAYS, STATEMENTS, AuditReport, sentence
from planner.languages import T
from planner.programme.families import FAMILIES

from .worked_examples import cascade, cascade_plan, two_regions


def test_register_lists_every_family_and_rule():
    """The audit re-checks the families and rules of the register, in its order, under its names."""
    assert list(CHECKS) == [*(family.name for family in FAMILIES), STATEMENTS]
    for family in FAMILIES:
        assert tuple(check.__name__ for check in CHECKS[family.name]) == family.rules


def test_rows_stand_in_their_family_under_their_rule():
    """Every finding of a family has a row of one of its rules."""
    rules = {family.name: family.rules for family in FAMILIES}
    for finding in audit(cascade(), cascade_plan()).findings:
        if finding.family != STATEMENTS:
            assert finding.row.partition("[")[0] in rules[finding.family]


@pytest.mark.parametrize(
    ("finding", "excess"),
    [
        (at_most("budgets", "r", 5, 5), 0),
        (at_most("budgets", "r", 6, 5), 1),
        (at_most("budgets", "r", 5, Fraction(9, 2)), Fraction(1, 2)),
        (at_least("budgets", "r", 5, 5), 0),
        (at_least("budgets", "r", 4, 5), 1),
        (equal("budgets", "r", 5, 5), 0),
        (equal("budgets", "r", 4, 5), 1),
        (equal("budgets", "r", 6, 5), 1),
    ],
)
def test_excess(finding, excess):
    """The excess is how much a row is broken by, never below zero, and 0 exactly where it is kept."""
    assert finding.excess == excess
    assert finding.kept is (excess == 0)


def test_sentences():
    """Numbers are grouped; parts are shown to six digits, or as a fraction where those would show nothing."""
    remark = T("In {year}.", year=2027)
    assert sentence(at_most("budgets", "budget[F,2027]", 1_234_568, 1_234_567, remark=remark), "en") == (
        "budget[F,2027]: 1,234,568 won is above the limit 1,234,567 won by 1 won. In 2027."
    )
    assert sentence(at_least("fairness", "floor[1,Y]", Fraction(-1, 3), 0, "share"), "en") == (
        "floor[1,Y]: -0.333333 share is below the limit 0 share by 0.333333 share."
    )
    tiny = Fraction(1, 3_000_000)
    assert sentence(equal("selection", "mandatory[U]", 1 - tiny, 1, "share"), "en").endswith("by 1/3000000 share.")
    assert sentence(at_most("eligibility", "technology[1]", 5, Fraction(11, 2), "kg"), "en") == (
        "technology[1]: 5 kg, limit <= 5.5 kg: kept."
    )


def test_report_of_a_good_plan():
    """A verdict and a line a family; every row only where it is asked for."""
    report = audit(cascade(), cascade_plan())
    lines = report.to("en").splitlines()
    assert lines[0] == f"Audit passed: all {len(report.findings)} rows are kept."
    assert len(lines) == 1 + len(SAYS)
    assert len(report.to("en", every_row=True).splitlines()) == 1 + len(SAYS) + len(report.findings)
    assert str(report) == report.to("en")


def test_report_of_a_bad_plan():
    """A plan held against the inputs of another is broken in many rows, each with its sentence."""
    report = audit(two_regions(None), cascade_plan())
    text = report.to("en")
    assert text.startswith(f"Audit failed: {len(report.broken)} of {len(report.findings)} rows are broken.")
    assert "inputs_hash[]: 1 (number) differs from 0 (number) by 1 (number)." in text
    assert "award[UA,2026]" in text


def test_plain_data():
    """The report as JSON: exact amounts, counts by family, and only broken rows where wanted."""
    report = AuditReport(
        (
            at_most("budgets", "budget[F,2026]", 5, 5),
            at_least("fairness", "floor[1,Y]", 1, Fraction(4, 3), remark=T("Short.")),
        )
    )
    document = json.loads(json.dumps(report.as_dict()))
    assert document["passed"] is False
    assert [f for f in document["families"] if f["rows"]] == [
        {"family": "budgets", "says": str(SAYS["budgets"]), "rows": 1, "broken": 0},
        {"family": "fairness", "says": str(SAYS["fairness"]), "rows": 1, "broken": 1},
    ]
    assert document["findings"][1] == {
        "family": "fairness",
        "row": "floor[1,Y]",
        "value": 1,
        "limit": "4/3",
        "sense": ">=",
        "unit": "won",
        "excess": "1/3",
        "remark": "Short.",
    }
    assert [f["row"] for f in report.as_dict(every_row=False)["findings"]] == ["floor[1,Y]"]
    assert [f.row for f in report.of_family("budgets")] == ["budget[F,2026]"]


def test_audit_loads_no_solver_and_no_room_that_finds_plans():
    """In a fresh process, importing the audit loads neither solver nor formulation, solving, rounding, or the facts
    that they share.
    """
    code = "import sys, planner.audit; print('\\n'.join(sys.modules))"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    shared = {f"planner.programme.{name}" for name in ("carbon", "rates", "money", "options", "pools", "dues")}
    rooms = {"planner.formulation", "planner.solving", "planner.study", "planner.intake", "planner.plan.rounding"}
    assert loaded & ({"pulp", "highspy", "numpy", "pandas"} | shared | rooms) == set()
