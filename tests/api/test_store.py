"""Plans saved and found again in a store, from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner
from planner.errors import UsageError
from planner.store.faults import SaveConflictError
from tests.api.example import cascade, frames_of, regions


def test_a_plan_is_saved_listed_and_opened(tmp_path: Path) -> None:
    store = str(tmp_path / "plans.sqlite")
    assert planner.plans(store=store).empty
    assert planner.save(cascade(), "budget", note="first", tags=["draft"], who="kim", store=store) == "budget@1"
    assert planner.save(regions(), "other", who="lee", store=store) == "other@1"
    found = planner.plans(store=store).set_index("plan")
    assert found.loc["budget@1", ["saved_by", "status", "value_in_unit", "unit", "tags", "notes"]].tolist() == [
        "kim",
        "optimal",
        770.0,
        "t",
        "draft",
        "first",
    ]
    assert list(planner.plans(tag="draft", store=store)["name"]) == ["budget"]
    opened = planner.open("budget", store=store)
    assert (opened.hash, opened.name) == (cascade().hash, "budget@1")
    assert opened.awards.equals(cascade().awards)
    assert opened.audit.passed


def test_a_plan_of_the_store_is_saved_under_another_name(tmp_path: Path) -> None:
    """With the tables that were kept: the folder they came from is not asked."""
    store, again = str(tmp_path / "one.sqlite"), str(tmp_path / "two.sqlite")
    planner.save(cascade(), "budget", store=store)
    planner.save(planner.open("budget", store=store), "copy", store=again)
    assert planner.open("copy", store=again).hash == cascade().hash


def test_a_plan_of_the_store_can_be_written_and_compared(tmp_path: Path) -> None:
    store = str(tmp_path / "plans.sqlite")
    planner.save(cascade(), "budget", store=store)
    opened = planner.open("budget@1", store=store)
    assert opened.export(tmp_path / "plan.xlsx").is_file()
    assert planner.compare(opened, cascade()).who.empty
    assert set(frames_of(opened)) == set(frames_of(cascade()))


def test_who_saves_after_somebody_else_is_told(tmp_path: Path) -> None:
    store = str(tmp_path / "plans.sqlite")
    planner.save(cascade(), "budget", store=store)
    with pytest.raises(SaveConflictError):
        planner.save(cascade(), "budget", after=0, store=store)


def test_a_plan_whose_tables_changed_is_not_saved(tmp_path: Path) -> None:
    from tests.golden.files import REGIONS, written

    plan = planner.solve(written(tmp_path, REGIONS))
    with (tmp_path / "tables" / "upgrades.csv").open("a", encoding="utf-8") as file:
        file.write("UZ,SY,furnace,1000,1,1\n")
    with pytest.raises(UsageError, match="no longer"):
        planner.save(plan, "late", store=str(tmp_path / "plans.sqlite"))


def test_no_such_plan(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        planner.open("nobody", store=str(tmp_path / "plans.sqlite"))
