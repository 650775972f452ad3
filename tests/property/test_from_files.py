"""Random programmes from files: rows in another order give the same plan, with the same hash."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import InfeasibleError
from planner.intake import ReadingError, read_programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.property.cases import Case, draw
from tests.property.files import write

CHUNK = 10


def plan_hash(case: Case, folder: Path) -> str:
    """The hash of the plan of the case's files; ``refused`` or ``none`` where there is no plan."""
    try:
        return make_plan(read_programme(write(case, folder)).programme, Limits()).plan.plan_hash
    except ReadingError:
        return "refused"
    except InfeasibleError:
        return "none"


@pytest.mark.parametrize("chunk", range(3))
def test_the_order_of_rows_in_the_files_does_not_matter(chunk: int, tmp_path: Path):
    """Suppliers, upgrades, links and cost lines, each in another order."""
    plans = 0
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        case = draw(seed)
        first = plan_hash(case, tmp_path / f"{seed}")
        assert plan_hash(case.shuffled(seed), tmp_path / f"{seed}-other") == first, seed
        plans += first not in ("refused", "none")
    assert plans >= CHUNK // 3


def test_a_case_from_files_is_the_case_itself(tmp_path: Path):
    """What is read from the files has the hash of the programme built from the same data, but for the files' own."""
    case = draw(1)
    read = read_programme(write(case, tmp_path)).programme
    assert read.inputs_hash == case.programme().inputs_hash
