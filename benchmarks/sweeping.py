"""Cases of a study per second: in one process, in two, on a cluster; beside the bare solves; and after a kill.

``python -m benchmarks.sweeping --cases N --jobs 1,2 --cluster`` runs ``planner sweep`` as a person would, each way in a
folder of its own, and checks that all tables are equal byte for byte. The bare time is that of HiGHS alone, summed over
some of the cases and told for all of them. ``--kill`` also kills the command, and then a worker of the cluster, midway.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]

STUDY = """\
study: what a cascade depends on
factors:
  - {{name: cost, column: upgrades.cost_won, range: {{low: 0.9, high: 1.1}}}}
  - {{name: tonnes of tier 2, column: upgrades.tonnes, where: {{tier: 2}}, range: {{low: 0.8, high: 1.1}}}}
  - {{name: floor of regions, set: fairness.0.floor, range: {{low: 0.7, high: 0.9}}}}
  - {{name: budget of 2027, set: funders.MOTIR.budget.2027, range: {{low: 1_500_000_000, high: 3_500_000_000}}}}
  - {{name: loss, set: repayment.loss, range: {{low: 0, high: 0.2}}}}
  - {{name: grid, set: factors.scenario, values: [null, frozen, slow]}}
samples: {{method: sobol, number: {cases}, seed: 1}}
"""


def main() -> None:
    """Measure, print, and end with an error where two tables differ."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as name:
        bench = _Bench(asked, Path(name))
        bench.measure()
        if asked.bare:
            bench.bare()
        if asked.kill:
            bench.kill()
        bench.compare()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=ROOT / "models" / "hyundai-kia-2026.yaml")
    parser.add_argument("--cases", type=int, default=32)
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--cluster", action="store_true", help="also on a local Dask cluster of two workers")
    parser.add_argument("--kill", action="store_true", help="also killed midway and taken up again")
    parser.add_argument("--bare", type=int, default=10, metavar="N", help="solve so many cases with HiGHS alone")
    return parser.parse_args()


class _Bench:
    def __init__(self, asked: argparse.Namespace, folder: Path) -> None:
        self._asked = asked
        self._folder = folder
        self._study = folder / "study.yaml"
        self._study.write_text(STUDY.format(cases=asked.cases), encoding="utf-8")
        self._tables: dict[str, bytes] = {}

    def measure(self) -> None:
        """Each way once."""
        for jobs in self._asked.jobs.split(","):
            self._timed(f"{jobs} process(es)", f"jobs-{jobs}", "--jobs", jobs)
        if self._asked.cluster:
            with _cluster() as address:
                self._timed("Dask, 2 workers", "cluster", "--cluster", address)

    def bare(self) -> None:
        """HiGHS alone, of the same cases from the same basis."""
        from planner.intake.kept import Kept
        from planner.solving.engine import Engine
        from planner.solving.outcome import Limits
        from planner.study.sweep.altering import Altering
        from planner.study.sweep.design import cases_of
        from planner.study.sweep.reading import read_study
        from planner.study.sweep.solving import prepare

        study = read_study(self._study)
        kept, reading = Kept.of(self._asked.model, (), None)
        cases = cases_of(study)
        begun = time.perf_counter()
        prepared = prepare(Altering(study, kept, reading.programme), cases, Limits(None, None))
        made = time.perf_counter() - begun
        spent = [0.0]
        solve = Engine._run

        def timed(engine: Engine) -> None:
            begun = time.perf_counter()
            solve(engine)
            spent[0] += time.perf_counter() - begun

        Engine._run = timed  # type: ignore[method-assign, assignment]
        some = cases[:: max(1, len(cases) // self._asked.bare)][: self._asked.bare]
        begun = time.perf_counter()
        for case in some:
            prepared.solve(case)
        whole = time.perf_counter() - begun
        Engine._run = solve  # type: ignore[method-assign]
        each = spent[0] / len(some)
        way = "moved" if prepared.template else f"anew ({prepared.why_none})"
        print(f"preparing: {made:.1f} s; {way}")
        print(f"bare solve: {each:.3f} s a case, {each * len(cases):.1f} s for {len(cases)}")
        print(f"a case in all: {whole / len(some):.3f} s")

    def kill(self) -> None:
        """The command killed midway and run again; a worker of the cluster killed midway."""
        folder = self._folder / "killed"
        process = subprocess.Popen(self._command("killed", "--jobs", "2"), start_new_session=True)
        _wait_for(folder / "journal.jsonl", self._asked.cases // 3)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        lines = (folder / "journal.jsonl").read_bytes().count(b"\n") - 1
        print(f"killed with {lines} of {self._asked.cases} cases found")
        self._timed("taken up again", "killed", "--jobs", "2")
        if self._asked.cluster:
            with _cluster() as address:
                process = subprocess.Popen(self._command("worker", "--cluster", address))
                _wait_for(self._folder / "worker" / "journal.jsonl", self._asked.cases // 3)
                _kill_a_worker(address)
                process.wait()
                self._tables["a worker killed"] = self._table("worker").read_bytes()
                print("a worker was killed midway")

    def compare(self) -> None:
        """End with an error unless all tables are the same bytes."""
        if len(set(self._tables.values())) != 1:
            sys.exit(f"tables differ: { {name: hash(table) for name, table in self._tables.items()} }")
        print(f"{len(self._tables)} tables, equal byte for byte")

    def _timed(self, says: str, name: str, *options: str) -> None:
        begun = time.perf_counter()
        subprocess.run(self._command(name, *options), check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - begun
        self._tables[says] = self._table(name).read_bytes()
        print(f"{says}: {seconds:.1f} s in all, {self._asked.cases / seconds:.3f} cases per second", flush=True)

    def _command(self, name: str, *options: str) -> list[str]:
        words = [sys.executable, "-m", "planner", "sweep", str(self._asked.model), str(self._study)]
        return [*words, "--resume", str(self._folder / name), "--out", str(self._table(name)), *options]

    def _table(self, name: str) -> Path:
        return self._folder / f"{name}.parquet"


def _wait_for(journal: Path, cases: int) -> None:
    while not journal.exists() or journal.read_bytes().count(b"\n") - 1 < cases:
        time.sleep(0.2)


@contextmanager
def _cluster() -> Iterator[str]:
    from distributed import LocalCluster

    settings: dict[str, Any] = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0"}
    with LocalCluster(host="127.0.0.1", processes=True, silence_logs=50, **settings) as cluster:
        yield cluster.scheduler_address


def _kill_a_worker(address: str) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        pids = client.run(os.getpid)
    os.kill(next(iter(pids.values())), signal.SIGKILL)


if __name__ == "__main__":
    main()
