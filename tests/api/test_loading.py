"""``import planner`` is light; models are read, faults are errors with readable words in the language chosen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import planner
from planner.errors import ConflictError, InputError, UsageError
from tests.golden.files import CASCADE, REGIONS, written

HEAVY = ("pydantic", "pandas", "numpy", "pulp", "highspy", "ruamel.yaml", "altair", "click", "sqlalchemy", "babel")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    planner.language("en")


def test_the_package_alone_loads_nothing_heavy() -> None:
    script = f"import sys, planner; dir(planner); print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_every_verb_is_there_with_its_words() -> None:
    """In a process of its own: packages loaded by other tests are no help."""
    script = (
        "import planner\n"
        "assert all(callable(getattr(planner, name)) and getattr(planner, name).__doc__\n"
        "           for name in planner.__all__ if name != '__version__')\n"
        "assert set(planner.__all__) <= set(dir(planner))\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_what_is_no_verb_is_not_there() -> None:
    with pytest.raises(AttributeError, match="frobnicate"):
        planner.frobnicate  # noqa: B018


def test_a_model_with_its_tables(tmp_path: Path) -> None:
    model = planner.load(written(tmp_path, CASCADE))
    assert model.rules.programme == "cascade"
    upgrades = model.tables["upgrades"]
    assert upgrades[["upgrade_id", "cost_won", "tonnes_t_per_yr"]].values.tolist() == [
        ["UA", 100_000_000, 50.0],
        ["UB", 30_000_000, 30.0],
    ]
    assert upgrades["saving_won"].isna().all()
    assert model.tables["links"]["share"].tolist() == [1.0]
    assert model.size["upgrades"] == 2
    assert repr(model) == "<Model 'cascade': 2 upgrades, 3 funders>"
    assert "cascade" in model._repr_html_()


@pytest.mark.parametrize(
    "given",
    [
        {"funders.GOV.budget.2026": 50_000_000},
        ["funders.GOV.budget.2026=50_000_000"],
        "funders.GOV.budget.2026=50000000",
    ],
    ids=["mapping", "texts", "one text"],
)
def test_rules_are_set_for_one_run(given: object, tmp_path: Path) -> None:
    """Half the money, and 30 % of it in Y: 350 + 90 t."""
    plan = planner.solve(planner.load(written(tmp_path, REGIONS), given))
    assert plan.totals.loc[0, "lifetime_t"] == 440


def test_numbers_of_other_kinds_are_taken_for_what_they_are(tmp_path: Path) -> None:
    path = written(tmp_path, REGIONS)
    changes = {"funders.0.budget.2026": np.int64(50_000_000), "fairness.0.floor": Fraction(1, 2)}
    rules = planner.load(path, changes).rules
    assert (rules.funders[0].budget[2026], rules.fairness[0].floor) == (50_000_000, Fraction(1, 2))
    with pytest.raises(UsageError, match="no value of a rule"):
        planner.load(path, {"fairness.0.floor": object()})


@pytest.mark.parametrize(("given", "says"), [({"time_limit": 0}, "no time"), ({"gap": 1.5}, "no part of 1")])
def test_limits_that_are_none_are_refused(given: dict[str, object], says: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=says):
        planner.solve(written(tmp_path, REGIONS), **given)


def test_tables_may_lie_elsewhere(tmp_path: Path) -> None:
    path = written(tmp_path, REGIONS)
    (tmp_path / "tables").rename(tmp_path / "moved")
    assert planner.check(path).ok is False
    assert planner.load(path, inputs=tmp_path / "moved").size["upgrades"] == 2


def test_faults_are_told_with_place_and_remedy(tmp_path: Path) -> None:
    path = written(tmp_path, REGIONS | {"tables/suppliers.csv": "supplier_id,tier,region\nSX,3,X\nSY,1,Y\n"})
    with pytest.raises(InputError) as caught:
        planner.load(path)
    assert "suppliers.csv › line 2" in str(caught.value)
    assert str(caught.value).endswith("Faults in models and inputs: 1.")
    found = planner.check(path)
    assert not found.ok
    assert found.faults.loc[0, ["file", "line", "column"]].tolist() == ["suppliers.csv", 2, "tier"]
    assert "tier" in found._repr_html_()
    rows = found.rows.set_index("file")
    assert rows.loc["suppliers.csv"].tolist() == [2, 1, 1]


def test_a_model_without_fault_is_there_after_the_check(tmp_path: Path) -> None:
    found = planner.check(written(tmp_path, REGIONS))
    assert found.ok
    assert found.faults.empty
    assert found.model.size["funders"] == 1


def test_errors_speak_the_language_chosen(tmp_path: Path) -> None:
    assert planner.language() == "en"
    with pytest.raises(UsageError) as caught:
        planner.open(tmp_path / "nothing.json")
    assert "cannot be read" in str(caught.value)
    assert planner.language("ko") == "ko"
    assert "읽을 수 없습니다" in str(caught.value)
    with pytest.raises(UsageError):
        planner.language("fr")


def test_words_of_frames_are_in_the_language_chosen(tmp_path: Path) -> None:
    planner.language("ko")
    plan = planner.solve(written(tmp_path, REGIONS))
    assert plan.awards.attrs["headings"]["support_won"] == "지원금"
    assert list(plan.awards) == list(_english_names(tmp_path))


def _english_names(folder: Path) -> list[str]:
    planner.language("en")
    return list(planner.solve(folder / "model.yaml").awards)


def test_no_plan_is_an_error_that_says_what_would_do(tmp_path: Path) -> None:
    """880 t are the most there is."""
    model = planner.load(written(tmp_path, REGIONS), {"targets": [{"of": "lifetime_tonnes", "tonnes": 5000}]})
    with pytest.raises(ConflictError) as caught:
        planner.solve(model)
    assert len(str(caught.value).splitlines()) > 1


def test_what_is_being_done_is_told_and_nothing_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[str] = []
    planner.prices(planner.load(written(tmp_path, REGIONS)), progress=told.append)
    assert told
    assert capsys.readouterr() == ("", "")
