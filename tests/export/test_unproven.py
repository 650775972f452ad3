"""No export of a plan that is not proven to be the best says that it is."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from planner.export.choices import Choices
from planner.export.report import report_bytes
from planner.export.summary import summary
from planner.export.writing import write
from planner.languages import LANGUAGES, Language
from planner.plan.plan import ObjectiveValue
from tests.export import example

CLAIM = re.compile(r"\boptimal|\boptimum|최적(?!화)", re.IGNORECASE)
LABELS = ("Optimal is proven", "최적 여부의 근거")
"""The line that says by what it is proven, or that it is not."""

UNPROVEN = {
    "within_gap": {"status": "within_gap", "proof": "solver", "gap": 0.004, "bound": 773.1},
    "feasible": {"status": "feasible", "proof": "solver", "gap": 0.2, "bound": 962.5},
    "no bound": {"status": "feasible", "proof": "solver", "gap": None, "bound": None},
}


def unproven(name: str) -> Any:
    given = dict(UNPROVEN[name])
    bound, gap = given.pop("bound"), given.pop("gap")
    objective = ObjectiveValue(name="lifetime_tonnes", value=770.0, unit="t", bound=bound, gap=gap)
    return example.plan(objective=objective, **given)


def claims(words: str) -> list[str]:
    for label in LABELS:
        words = words.replace(label, "")
    return CLAIM.findall(words)


def words_of(path: Path) -> str:
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", UNPROVEN)
def test_no_export_of_an_unproven_plan_claims_the_best(name: str, language: Language, tmp_path: Path) -> None:
    programme = example.programme()
    for ending in ("xlsx", "csv"):
        write(unproven(name), programme, tmp_path / f"plan.{ending}", Choices(language))
        assert not claims(words_of(tmp_path / f"plan.{ending}"))
    assert not claims(summary(unproven(name), programme, language))
    assert json.loads(unproven(name).to_json())["status"] != "optimal"


def test_the_report_of_an_unproven_plan_claims_nothing() -> None:
    assert not claims(report_bytes(unproven("feasible"), example.programme(), Choices("ko")).decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proven_plan_says_so(language: Language) -> None:
    """Otherwise the tests above could not fail."""
    assert claims(summary(example.plan(), example.programme(), language))
