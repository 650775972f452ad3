"""Studies of small programmes, read from files as a person would write them."""

from __future__ import annotations

from pathlib import Path

from planner.intake.kept import Kept
from planner.solving.outcome import Limits
from planner.study.sweep.altering import Altering
from planner.study.sweep.design import Case, cases_of
from planner.study.sweep.reading import read_study
from planner.study.sweep.solving import Prepared, prepare
from tests.golden.files import written

MIXED = """\
study: everything moves
factors:
  - {name: cost, column: upgrades.cost_won, range: {low: 0.8, high: 1.2}}
  - {name: tonnes, column: upgrades.tonnes, where: {region: Y}, range: {low: 0.5, high: 1.5}}
  - {name: floor, set: fairness.0.floor, range: {low: 0.1, high: 0.5}}
  - {name: budget, set: funders.GOV.budget.2026, range: {low: 50_000_000, high: 150_000_000}}
samples: {method: sobol, number: 64, seed: 3}
"""


def prepared(folder: Path, files: dict[str, str], study: str) -> tuple[Prepared, tuple[Case, ...]]:
    """The study of a programme, ready to be solved."""
    model = written(folder, files)
    place = folder / "study.yaml"
    place.write_text(study, encoding="utf-8")
    wanted = read_study(place)
    kept, reading = Kept.of(model, (), None)
    altering = Altering(wanted, kept, reading.programme)
    altering.refuse_unfit(place.name)
    cases = cases_of(wanted)
    return prepare(altering, cases, Limits(None, None)), cases
