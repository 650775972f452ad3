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
from planner.audit.report import SAYS, STATEMENTS, AuditReport, figure, sentence
from planner.languages import T
from planner.programme.families import FAMILIES
from planner.text_table import width_of

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
        "floor[1,Y]: -0.333333 (share) is below the limit 0 (share) by 0.333333 (share)."
    )
    tiny = Fraction(1, 3_000_000)
    assert sentence(equal("selection", "mandatory[U]", 1 - tiny, 1, "share"), "en").endswith("by 1/3000000 (share).")
    assert sentence(at_most("eligibility", "technology[1]", 5, Fraction(11, 2), "kg"), "en") == (
        "technology[1]: 5 kg, limit <= 5.5 kg: kept, 0.5 kg left."
    )
    assert sentence(at_least("pool", "pool[A,2027]", 1_005, 5), "en") == (
        "pool[A,2027]: 1,005 won, limit >= 5 won: kept, 1,000 won left."
    )
    assert sentence(at_most("budgets", "budget[F,2027]", 5, 5), "en") == "budget[F,2027]: 5 won, limit <= 5 won: kept."
    assert sentence(equal("repayment", "repayment[A,2027]", 5, 5), "en") == (
        "repayment[A,2027]: 5 won, limit = 5 won: kept."
    )


@pytest.mark.parametrize(
    ("finding", "room", "is_tight"),
    [
        (at_most("budgets", "r", 4, 5), 1, False),
        (at_most("budgets", "r", 5, 5), 0, True),
        (at_most("budgets", "r", 6, 5), -1, False),
        (at_most("budgets", "r", 0, 0), 0, False),
        (at_least("pool", "r", 1, 0), 1, False),
        (at_least("pool", "r", 0, 0), 0, True),
        (at_least("pool", "r", -1, 0), -1, False),
        (equal("funding", "r", 5, 5), 0, False),
        (equal("funding", "r", 6, 5), -1, False),
        (equal("funding", "r", 4, 5), -1, False),
    ],
)
def test_room(finding, room, is_tight):
    """What is left before the row breaks, below 0 where it is broken. Tight is an inequality with nothing left; that
    nothing is taken of nothing is no news, that a balance is down to nothing is.
    """
    assert finding.room == room
    assert finding.is_tight is is_tight


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1_234_567, "1,234,567"),
        (Fraction(5, 2), "2.5"),
        (Fraction(-1, 3), "-0.333333"),
        (Fraction(50_000_001, 10_000_000), "5"),
        (Fraction(100_000_001, 10_000_000), "10"),
        (Fraction(1, 3_000_000), "1/3000000"),
    ],
)
def test_figures_for_people(value, words):
    """Grouped, to six digits without noughts at the end; what would then be nothing is written as a fraction."""
    assert figure(value) == words


def test_report_of_a_good_plan():
    """A verdict and a line a family, in columns; every row, under its family, only where it is asked for."""
    report = audit(cascade(), cascade_plan())
    lines = report.to("en").splitlines()
    assert lines[0] == f"Audit passed: all {len(report.findings)} rows are kept."
    table = lines[2:]
    assert [line.split()[0] for line in table] == ["Family", *SAYS]
    assert len({line.index(says.to("en")) for line, says in zip(table[1:], SAYS.values(), strict=True)}) == 1
    all_lines = report.to("en", every_row=True).splitlines()
    families = len({finding.family for finding in report.findings})
    assert len(all_lines) == len(lines) + 2 * families + len(report.findings)
    assert str(report) == report.to("en")


def test_columns_of_the_report_in_korean():
    """Korean letters take two columns of a terminal: what families say begins in the same one."""
    lines = audit(cascade(), cascade_plan()).to("ko").splitlines()[2:]
    says = [T("What it says"), *SAYS.values()]
    before = [line[: line.index(words.to("ko"))] for line, words in zip(lines, says, strict=True)]
    assert len({width_of(part) for part in before}) == 1


def test_broken_rows_stand_under_their_family():
    """One row of each of two families is broken: they alone are listed, by how much, in the order of the families."""
    report = AuditReport(
        (
            at_least("fairness", "floor[1,Y]", 3, 4, "kg"),
            at_most("budgets", "budget[F,2026]", 5, 5),
            at_most("budgets", "budget[F,2027]", 7, 5),
        )
    )
    assert report.to("en").splitlines()[-5:] == [
        "budgets:",
        "  budget[F,2027]: 7 won is above the limit 5 won by 2 won.",
        "",
        "fairness:",
        "  floor[1,Y]: 3 kg is below the limit 4 kg by 1 kg.",
    ]


def test_report_of_a_bad_plan():
    """A plan held against the inputs of another is broken in many rows, each with its sentence."""
    report = audit(two_regions(None), cascade_plan())
    text = report.to("en")
    assert text.startswith(f"Audit failed: {len(report.broken)} of {len(report.findings)} rows are broken.")
    assert "  inputs_hash[]: The plan was made from other inputs." in text.splitlines()
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
    assert (document["passed"], document["rows"], document["broken"]) == (False, 2, 1)
    assert [f for f in document["families"] if f["rows"]] == [
        {"family": "budgets", "says": str(SAYS["budgets"]), "rows": 1, "tight": 1, "broken": 0},
        {"family": "fairness", "says": str(SAYS["fairness"]), "rows": 1, "tight": 0, "broken": 1},
    ]
    assert document["findings"][0] == {
        "family": "budgets",
        "row": "budget[F,2026]",
        "value": 5,
        "limit": 5,
        "sense": "<=",
        "unit": "won",
        "excess": 0,
        "room": 0,
        "kept": True,
        "remark": None,
    }
    assert document["findings"][1] == {
        "family": "fairness",
        "row": "floor[1,Y]",
        "value": 1,
        "limit": "4/3",
        "sense": ">=",
        "unit": "won",
        "excess": "1/3",
        "room": "-1/3",
        "kept": False,
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
