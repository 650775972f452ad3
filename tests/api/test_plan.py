"""A plan in Python: its frames hold what its JSON and its workbook hold, and it says what is proven of it."""

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import planner
from planner.api.plan import Origin, Plan
from planner.errors import AuditError, UsageError
from tests.api.example import cascade, frames_of, full, hostile, regions
from tests.export.reading import records, sheets

MILLION = 1_000_000


def test_the_cascade_as_worked_out_by_hand() -> None:
    plan = cascade()
    assert plan.status == "optimal"
    assert plan.totals.iloc[0].to_dict() | {"t_per_million_won": 0} == {
        "lifetime_t": 770.0,
        "discounted_t": pytest.approx(float("nan"), nan_ok=True),
        "first_year_t_per_yr": 80.0,
        "t_per_million_won": 0,
        "cost_won": 130 * MILLION,
        "fresh_won": 61 * MILLION,
        "public_won": 41 * MILLION,
        "oem_won": 20 * MILLION,
        "recycled_won": 20 * MILLION,
        "own_won": 49 * MILLION,
        "owed_won": 60 * MILLION,
        "still_to_come_won": 0,
        "upgrades_count": 2,
        "suppliers_count": 2,
    }
    columns = ["upgrade_id", "year", "support_won", "returned_won", "own_won", "tonnes_t"]
    assert plan.awards[columns].values.tolist() == [
        ["UA", 2026, 60 * MILLION, 0, 40 * MILLION, 500.0],
        ["UB", 2027, 21 * MILLION, 20 * MILLION, 9 * MILLION, 270.0],
    ]
    assert plan.repayments[["supplier_id", "year", "owed_won"]].values.tolist() == [
        ["A", year, 20 * MILLION] for year in (2027, 2028, 2029)
    ]


def test_frames_hold_what_the_json_holds(tmp_path: Path) -> None:
    """Read from the file, without the planner."""
    plan = cascade()
    document = json.loads(plan.export(tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert plan.hash == document["plan_hash"]
    paid = plan.payments.groupby(["upgrade_id", "year"])["paid_won"].sum().to_dict()
    told: dict[tuple[str, int], int] = {}
    for award in document["awards"]:
        for payment in award["payments"]:
            key = award["upgrade_id"], payment["year"]
            told[key] = told.get(key, 0) + payment["won"]
    assert paid == told
    pools = plan.pools.set_index("year")
    for year in document["pools"]:
        amounts = {key: year[key] for key in ("opening", "received", "lost", "paid", "closing")}
        assert {key: pools.loc[year["year"], f"{key}_won"] for key in amounts} == amounts
    funders = plan.funders.set_index(["funder", "year"])
    assert {key: row.spent_won for key, row in funders.iterrows()} == {
        (row["funder"], row["year"]): row["spent"] for row in document["funders"]
    }
    by_year = plan.tonnes.groupby("year")["tonnes_t"].sum().to_dict()
    assert by_year == {int(year): tonnes for year, tonnes in document["indicators"]["tonnes_by_year"].items()}
    assert by_year == dict(plan.tonnes_by_year.values.tolist())


@functools.cache
def workbook(plan: Plan) -> dict[str, list[list[object]]]:
    """The sheets of the plan's workbook, read again."""
    return sheets(plan.export(Path(tempfile.mkdtemp(), "plan.xlsx")))


@pytest.mark.parametrize(
    ("frame", "sheet"),
    [
        ("awards", "Awards"),
        ("payments", "Payments"),
        ("suppliers", "Suppliers"),
        ("pools", "Pool"),
        ("funders", "Funders"),
        ("credits", "Credits"),
        ("fairness", "Fairness"),
        ("not_funded", "Not funded"),
    ],
)
@pytest.mark.parametrize("plan", [cascade, regions, hostile, full], ids=lambda plan: plan.__name__)
def test_frames_hold_what_the_workbook_shows(plan: Callable[[], Plan], frame: str, sheet: str) -> None:
    """Each column under its heading, cell by cell; what is empty in the workbook is missing in the frame."""
    found, book = plan(), workbook(plan())
    table = getattr(found, frame)
    shown = [row for row in records(book[sheet]) if len(table)] if sheet in book else []
    assert len(shown) == len(table)
    headings = {name: heading for name, heading in table.attrs["headings"].items() if shown and heading in shown[0]}
    assert headings or not shown
    for name, heading in headings.items():
        for row, value in zip(shown, table[name], strict=True):
            cell = row[heading]
            if isinstance(cell, str):
                assert cell == ("" if pd.isna(value) else value), (name, cell, value)
            else:
                assert value == pytest.approx(cell, rel=1e-12), (name, cell, value)


def test_the_audit_and_the_certificate() -> None:
    plan = regions()
    assert plan.audit.passed
    assert plan.audit.broken.empty
    assert plan.certificate is not None
    assert plan.certificate.holds
    assert plan.certificate.bounds.loc[0, "exact_in_unit"] == pytest.approx(880)
    assert plan.certificate.bounds.loc[0, "limit_in_unit"] == pytest.approx(880)
    assert plan.audit.families["broken_count"].sum() == 0
    assert plan.audit.families["checked_count"].sum() == len(plan.audit.rows)
    assert "passed" in str(planner.audit(plan))


def test_a_plan_with_one_won_too_much_fails_its_audit(tmp_path: Path) -> None:
    plan = regions()
    document = json.loads(plan.export(tmp_path / "plan.json").read_text(encoding="utf-8"))
    document["awards"][0]["payments"][0]["won"] += 1
    spoiled = tmp_path / "spoiled.json"
    spoiled.write_text(json.dumps(document), encoding="utf-8")
    found = planner.audit(spoiled)
    assert not found.passed
    assert len(found.broken) > 0
    with pytest.raises(AuditError, match="does not pass"):
        planner.save(planner.open(spoiled), "spoiled")


def test_a_plan_that_is_opened_is_the_plan_that_was_written(tmp_path: Path) -> None:
    plan = cascade()
    found = planner.open(plan.export(tmp_path / "plan.json"))
    assert (found.hash, found.name) == (plan.hash, "plan")
    for name, frame in frames_of(plan).items():
        assert frames_of(found)[name].equals(frame), name
    assert (tmp_path / "plan.rows.gz").is_file()


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".json"])
def test_it_is_written_as_the_command_writes_it(ending: str, tmp_path: Path) -> None:
    """The same bytes as ``planner solve --out`` writes, given the same plan."""
    from planner.cli.edge import run

    plan = cascade()
    mine = plan.export(tmp_path / f"mine{ending}")
    theirs = tmp_path / f"theirs{ending}"
    assert run(["solve", str(plan.origin.model), "--out", str(theirs)]) == 0
    assert mine.read_bytes() == theirs.read_bytes()


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ending"):
        cascade().export(tmp_path / "plan.pdf")


def test_markup_in_names_is_shown_as_text() -> None:
    """In the result itself, and in what pandas makes of its frames."""
    programme = hostile().programme
    rules = programme.rules.model_copy(update={"programme": "<script>alert(1)</script> & <img src=x>"})
    import dataclasses

    plan = Plan(hostile().record, dataclasses.replace(programme, rules=rules), "x", Origin())
    shown = plan._repr_html_()
    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;img src=x&gt;" in shown
    frame = plan.suppliers
    frame.loc[0, "name"] = "<script>alert(1)</script>"
    assert "<script" not in frame._repr_html_()


def test_it_says_what_the_command_says(capsys: pytest.CaptureFixture[str]) -> None:
    from planner.cli.edge import run

    plan = cascade()
    assert run(["solve", str(plan.origin.model)]) == 0
    assert capsys.readouterr().out.strip() == str(plan)
    assert repr(plan) == f"<Plan 'cascade': optimal, {plan.hash[:8]}>"
