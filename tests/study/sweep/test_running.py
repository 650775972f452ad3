"""The same outcomes in this process, in two, and on a cluster; a process that is killed loses nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from planner.errors import UsageError
from planner.study.sweep.design import Case
from planner.study.sweep.journal import Journal
from planner.study.sweep.outcome import Outcome
from planner.study.sweep.running import outcomes_in_processes, outcomes_on_cluster
from planner.study.sweep.solving import Prepared
from planner.study.sweep.sweep import Where, missing, run
from tests.golden.files import REGIONS
from tests.study.sweep.studies import MIXED, prepared

CASES = 24


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> tuple[Prepared, tuple[Case, ...]]:
    found, cases = prepared(tmp_path_factory.mktemp("regions"), REGIONS, MIXED)
    return found, cases[:CASES]


def ordered(found: Iterator[list[Outcome]]) -> list[Outcome]:
    return sorted((outcome for some in found for outcome in some), key=lambda outcome: outcome.number)


def test_two_processes_find_what_one_finds(ready: tuple[Prepared, tuple[Case, ...]]) -> None:
    found, cases = ready
    here = [found.solve(case) for case in cases]
    assert ordered(outcomes_in_processes(found, cases, 2)) == here


class Deadly(Prepared):
    """Kills its process at the fifth case, the first time it comes there."""

    def solve(self, case: Case) -> Outcome:
        """The case, unless the process dies of it."""
        mark = Path(os.environ["PLANNER_TEST_MARK"])
        if case.number == 5 and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().solve(case)


def deadly(found: Prepared) -> Deadly:
    return Deadly(**{name: getattr(found, name) for name in Prepared.__dataclass_fields__})


def test_a_process_that_is_killed_loses_nothing(
    ready: tuple[Prepared, tuple[Case, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from joblib.externals.loky import get_reusable_executor

    found, cases = ready
    monkeypatch.setenv("PLANNER_TEST_MARK", str(tmp_path / "died"))
    get_reusable_executor().shutdown(wait=True)  # new processes, which have the mark's place
    try:
        again = ordered(outcomes_in_processes(deadly(found), cases, 2))
    finally:
        get_reusable_executor().shutdown(wait=True)
    assert (tmp_path / "died").exists()
    assert again == [found.solve(case) for case in cases]


def test_what_a_run_left_is_all_that_the_next_one_solves(
    ready: tuple[Prepared, tuple[Case, ...]], tmp_path: Path
) -> None:
    found, cases = ready
    journal, told = Journal(tmp_path, "k"), list[int]()
    run(found, cases[:10], journal, Where(), told.append)
    assert told == [1] * 10
    again = Journal(tmp_path, "k")
    left = missing(cases, again)
    assert [case.number for case in left] == [case.number for case in cases[10:]]
    run(found, left, again, Where(), told.append)
    assert list(again.found.values()) == [found.solve(case) for case in cases]


def on_cluster(found: Prepared, cases: Sequence[Case], address: str) -> list[Outcome]:
    return ordered(outcomes_on_cluster(found, cases, address))


def test_a_cluster_finds_what_one_process_finds_though_a_worker_is_killed(
    ready: tuple[Prepared, tuple[Case, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import LocalCluster

    found, cases = ready
    monkeypatch.setenv("PLANNER_TEST_MARK", str(tmp_path / "died"))
    here = [found.solve(case) for case in cases]
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50, host="127.0.0.1"
    ) as cluster:
        assert on_cluster(deadly(found), cases, cluster.scheduler_address) == here
    assert (tmp_path / "died").exists()


def test_a_cluster_that_is_not_there_is_told(ready: tuple[Prepared, tuple[Case, ...]]) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        on_cluster(*ready, "nowhere")
