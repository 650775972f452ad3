"""The audit in the workbook: its verdict, its families, and every row with value, limit and room."""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from planner.audit import AuditReport, audit
from planner.audit.finding import at_least, at_most, equal
from planner.audit.report import SAYS
from planner.export import Choices, write
from planner.export.workbook.audit_sheets import rows as audit_rows
from planner.export.workbook.audit_sheets.families import NAMES
from planner.export.workbook.audit_sheets.words import CHECKED, SIDED, Words
from planner.languages import LANGUAGES, Language, T
from planner.programme.families import FAMILIES
from tests.audit.full_example import plan as full_plan
from tests.audit.full_example import programme as full_programme
from tests.export.reading import figures, records, sheets, totals

BY_HAND = AuditReport(
    (
        at_most("fairness", "floor[1,X]", 5, Fraction(16, 3), "kg"),
        at_most("budgets", "budget[MOTIR,2026]", 999_999_999_999_999, 999_999_999_999_999),
        at_most("budgets", "budget[MOTIR,2027]", 10**15 + 1, 10**15, remark=T("In {year}.", year=2027)),
        at_least("pool", "pool[A,2027]", 3, 1),
        equal("funding", "funding[U,2026]", 7, 7),
        equal("funding", "funding[V,2026]", 7, 9),
        at_most("eligibility", "payer[U,2026]", 0, 0),
    )
)


def written(tmp_path: Path, report: AuditReport | None = None, language: Language = "en") -> dict[str, list]:
    path = tmp_path / "plan.xlsx"
    write(full_plan(), full_programme(), path, Choices(language), report)
    return sheets(path)


def by_row(found: list[list[object]]) -> dict[object, dict[str, object]]:
    return {record["Row"]: record for record in records(found)}


def test_families_with_their_counts(tmp_path: Path) -> None:
    """Each family once, in its order, with how many rows were checked, are tight and are broken; and all together."""
    book = written(tmp_path, BY_HAND)
    found = {record["Family of rules"]: record for record in records(book["Audit"])}
    assert list(found) == [NAMES[family].to("en") for family in SAYS]
    counts = {name: tuple(list(record.values())[2:]) for name, record in found.items() if record["Rows checked"]}
    assert counts == {
        "Funding": (2, 0, 1),
        "Budgets": (2, 1, 1),
        "Eligibility": (1, 0, 0),
        "Pool": (1, 0, 0),
        "Fairness": (1, 0, 0),
    }
    assert list(totals(book["Audit"]).values())[2:] == [7, 1, 2]


def test_rows_by_hand(tmp_path: Path) -> None:
    """Families in their order; whole amounts as numbers, too long ones as words, so that no won is rounded away; room
    below zero where a row is broken, none where an equality is kept.
    """
    found = by_row(written(tmp_path, BY_HAND)["Audit rows"])
    assert list(found) == [
        "funding[U,2026]",
        "funding[V,2026]",
        "budget[MOTIR,2026]",
        "budget[MOTIR,2027]",
        "payer[U,2026]",
        "pool[A,2027]",
        "floor[1,X]",
    ]
    shown = {
        row: tuple(record[key] for key in ("Value", "Must be", "Limit", "Room", "Unit", "Outcome", "Remark"))
        for row, record in found.items()
    }
    assert shown == {
        "funding[U,2026]": (7, "=", 7, "", "won", "kept", ""),
        "funding[V,2026]": (7, "=", 9, -2, "won", "broken", ""),
        "budget[MOTIR,2026]": (999_999_999_999_999, "≤", 999_999_999_999_999, 0, "won", "kept, no room left", ""),
        "budget[MOTIR,2027]": (
            "1,000,000,000,000,001",
            "≤",
            "1,000,000,000,000,000",
            -1,
            "won",
            "broken",
            "In 2027.",
        ),
        "payer[U,2026]": (0, "≤", 0, 0, "won", "kept", ""),
        "pool[A,2027]": (3, "≥", 1, 2, "won", "kept", ""),
        "floor[1,X]": (5, "≤", pytest.approx(16 / 3), pytest.approx(1 / 3), "kg", "kept", ""),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_the_audit_is_there(tmp_path: Path, language: Language) -> None:
    """Without a report the plan is audited anew: each of its findings has its row, and the verdict stands in front."""
    report = audit(full_programme(), full_plan())
    book = written(tmp_path, language=language)
    titles = [T("Audit").to(language), T("Audit rows").to(language)]
    assert list(book)[-2:] == titles
    assert [record[T("Row").to(language)] for record in records(book[titles[1]])] == [f.row for f in report.findings]
    assert report.passed
    assert figures(book[T("Summary").to(language)])[titles[0]] == report.verdict.to(language)


def test_a_plan_that_fails_says_so_in_front(tmp_path: Path) -> None:
    """A saved plan that somebody changed is written with its broken rows, not as if nothing were."""
    plan = full_plan()
    award = plan.awards[0].model_copy(update={"support_won": plan.awards[0].support_won + 1})
    path = tmp_path / "plan.xlsx"
    write(plan.model_copy(update={"awards": (award, *plan.awards[1:])}), full_programme(), path, Choices("en"))
    book = sheets(path)
    assert str(figures(book["Summary"])["Audit"]).startswith("Audit failed: 2 of ")
    broken = [record["Row"] for record in records(book["Audit rows"]) if record["Outcome"] == "broken"]
    assert broken == ["plan_hash[]", f"support_won[{award.upgrade_id},{award.year}]"]


def test_of_a_long_audit_broken_and_tight_rows_are_listed() -> None:
    """Of seven rows more than three: the two broken ones, then the tight one; the note says so and where all are."""
    table = audit_rows.table(BY_HAND, full_programme().rules, "en", most=3)
    assert [row.row for row in table.rows] == ["funding[V,2026]", "budget[MOTIR,2027]", "budget[MOTIR,2026]"]
    assert "Of 7 rows these are the 3 that are broken or have no room left, but for" in table.says.to("en")
    assert "planner audit PLAN --every-row" in table.says.to("en")
    short = audit_rows.table(BY_HAND, full_programme().rules, "en", most=1)
    assert [row.row for row in short.rows] == ["funding[V,2026]"], "broken rows come first"
    whole = audit_rows.table(BY_HAND, full_programme().rules, "en", most=7)
    assert [row.row for row in whole.rows] == by_order(BY_HAND)
    assert "--every-row" not in whole.says.to("en")


def by_order(report: AuditReport) -> list[str]:
    return [finding.row for family in SAYS for finding in report.of_family(family)]


def test_a_report_without_rows_has_a_sheet(tmp_path: Path) -> None:
    """No rows are said to be none."""
    assert written(tmp_path, AuditReport(()))["Audit rows"][-1][0] == "None."


def test_every_row_has_words() -> None:
    """No row of the plan that has nearly every rule is left with its bare name."""
    programme, plan = full_programme(), full_plan()
    words = Words(programme.rules, "en")
    bare = [
        f.row for f in audit(programme, plan).findings if words.of(f.row).partition("[")[0] == f.row.partition("[")[0]
    ]
    assert bare == []


def test_words_are_those_of_the_rows_own_rule() -> None:
    """Two caps, two purses, the floor and the ceiling of one ratio: each row has the words of its own."""
    words = Words(full_programme().rules, "en")
    pairs = [
        ("cap[1,A]", "cap[2,UA,2026]"),
        ("budget[MOTIR,2026]", "budget[HMC,2026]"),
        ("co_funding[1,at_least,programme]", "co_funding[1,at_most,programme]"),
        ("target[1]", "target[2]"),
        ("reach[tonnes_in_2030]", "reach[annual_tonnes]"),
        ("floor[1,south]", "cap_share[1,south]"),
    ]
    for one, other in pairs:
        assert words.of(one) != words.of(other)
        assert words.of(one) == Words(full_programme().rules, "en").of(one)
    assert words.of("cap[1,A]") == words.of("cap[1,B]")


def test_every_rule_of_the_register_has_words() -> None:
    """A rule is either worded here, or one of a list in the model, worded as the model states it."""
    listed = {"budget", "reserved", "cap", "technology", "phase", "threshold", "floor", "cap_share", "least", "gini"}
    listed |= {"footprint", "target", "reach", "deployment", *SIDED}
    rules = {rule for family in FAMILIES for rule in family.rules}
    assert rules <= listed | CHECKED.keys()
    assert not listed & CHECKED.keys()


def test_the_workbook_is_audited_without_a_solver() -> None:
    """Writing workbooks loads the audit, and no solver with it."""
    code = "import sys, planner.export.workbook; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "planner.audit" in done.stdout.split()
    assert not {"pulp", "highspy", "planner.solving", "planner.formulation"} & set(done.stdout.split())
