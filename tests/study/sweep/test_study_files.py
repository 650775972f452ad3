"""What is wrong in a study's file is said with its place and how to mend it, before anything is solved."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import InputError
from planner.intake import faults
from planner.study.sweep.reading import read_study
from tests.golden.files import REGIONS
from tests.study.sweep.studies import prepared

GOOD = "study: s\nfactors:\n  - {name: f, set: years.count_until, values: [2026]}\n"


def told(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "study.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_study(path)
    assert all(fault.place.startswith("study.yaml") and fault.remedy for fault in error.value.faults)
    return [fault.code for fault in error.value.faults]


FACTOR = "study: s\nfactors:\n  - "


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[1, 2]\n", faults.NO_STUDY),
        (FACTOR + "{name: f, set: a, values: [1]}\n  - {name: f, set: b, values: [1]}\n", faults.NAME_TWICE),
        (FACTOR + "{name: f, set: a}\n", faults.NO_VALUES),
        (FACTOR + "{name: f, set: a, range: {low: 0, high: 1}}\n", faults.RANGE_IN_A_GRID),
        (FACTOR + "{name: f, column: upgrades.cost_won, values: [-1]}\n", faults.NO_MULTIPLE),
        (FACTOR + "{name: f, column: upgrades.cost_won, from: -1, to: 1, steps: 2}\n", faults.NO_MULTIPLE),
        (GOOD + "cases: [{name: a, values: {g: 1}}]\n", faults.NO_SUCH_FACTOR),
        (GOOD + "factor: 3\n", faults.UNKNOWN_KEY),
        (FACTOR + "{name: f, set: a, column: upgrades.cost_won, values: [1]}\n", faults.CONTRADICTION),
        (FACTOR + "{name: f, set: a, values: [1], from: 0, to: 1, steps: 3}\n", faults.CONTRADICTION),
        (FACTOR + "{name: f, set: a, from: 0, to: 1}\n", faults.CONTRADICTION),
        (FACTOR + "{name: f, set: a, where: {tier: 1}, values: [1]}\n", faults.CONTRADICTION),
        (FACTOR + "{name: f, set: a, range: {low: 1, high: 1}}\n", faults.CONTRADICTION),
        (
            GOOD + "samples: {method: sobol, number: 4}\nsensitivity: {method: sobol, number: 4}\n",
            faults.CONTRADICTION,
        ),
    ],
)
def test_each_fault_of_a_study_is_told(tmp_path: Path, text: str, kind: faults.Kind) -> None:
    assert told(tmp_path, text) == [kind.code]


def test_a_study_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read_study(tmp_path / "none.yaml")
    assert [fault.code for fault in error.value.faults] == [faults.NOT_FOUND.code]


@pytest.mark.parametrize(
    ("factor", "kind"),
    [
        ("{name: f, set: funders.NOBODY.budget.2026, values: [1]}", faults.LEADS_NOWHERE),
        ("{name: f, column: upgrades.cost_won, where: {region: Z}, values: [1]}", faults.FACTOR_WITHOUT_ROWS),
    ],
)
def test_a_factor_that_means_nothing_in_this_model_is_told(tmp_path: Path, factor: str, kind: faults.Kind) -> None:
    with pytest.raises(InputError) as error:
        prepared(tmp_path, REGIONS, FACTOR + factor + "\n")
    assert [(fault.code, fault.place) for fault in error.value.faults] == [(kind.code, "study.yaml › f")]
