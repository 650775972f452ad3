"""What it costs that nobody has to believe a plan: audits and certificate as parts of finding it.

``python -m benchmarks.proving --tier1 370 --tier2 5000`` makes a chain, solves it once, and takes the processor seconds
of each part: solving (linear programme, solver, whole won), the audits on the way, the whole-number rows, the
certificate; then what others do with the plan: the audit, the check of the certificate, the standalone checker in a
process of its own. All of it one after the other, so that the ratios mean something and the seconds little.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.stopwatch import Stopwatch
from planner.audit import audit
from planner.certificate.check import check
from planner.certificate.text import packed
from planner.intake import read_programme
from planner.plan.plan import Plan
from planner.plan.proof import with_proof
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.sample import write_sample
from planner.solving.outcome import Limits
from planner.study import attempt as attempts
from planner.study.proving import Prover

CHECKER = Path(__file__).parents[1] / "planner" / "standalone" / "check_plan.py"

SOLVING = "solving, without audits"
PROVING = ("audits on the way", "whole-number rows", "certificate")


def main(arguments: Sequence[str] | None = None) -> None:
    """Solve, prove, check, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tier1", type=int, default=87)
    parser.add_argument("--tier2", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = write_sample(folder / "sample", asked.tier1, asked.tier2, asked.seed)
        programme = read_programme(model).programme
        seconds, plan = measured(programme, folder)
    print(table(seconds))
    value = plan.objective
    print(f"\n{len(programme.upgrades):,} upgrades; {value.value:,.3f} t, {plan.status}, gap {value.gap:.1e}.")


def measured(programme: Programme, folder: Path) -> tuple[Mapping[str, float], Plan]:
    """The processor seconds of each part, and the plan."""
    watch = Stopwatch()
    watch.watch(attempts, "audit", "audits on the way")
    with watch.phase(SOLVING):
        options = Options.of(programme)
        found = attempts.attempt(options, Limits(), "usual", lambda _: None)
    with watch.phase("whole-number rows"):
        prover = Prover(programme, options)
    with watch.phase("certificate"):
        proven = prover.prove(found.plan, found.prices)
    assert proven is not None
    assert prover.exact is not None
    plan = with_proof(programme, found.plan, proven.known, found.says.ending, proven.certificate)
    with watch.phase("(audit of the plan)"):
        assert audit(programme, plan).passed
    with watch.phase("(check of the certificate)"):
        verdict = check(programme, plan)
    assert verdict is not None
    assert verdict.holds
    (folder / "plan.json").write_text(plan.to_json(), encoding="utf-8")
    (folder / "plan.rows.gz").write_bytes(packed(prover.exact))
    return {**watch.processor, "(standalone checker)": _checked_alone(folder / "plan.json")}, plan


def _checked_alone(plan: Path) -> float:
    """Processor seconds of the standalone checker. Raises ``CalledProcessError`` where it finds a fault."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-I", str(CHECKER), str(plan)], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def table(seconds: Mapping[str, float]) -> str:
    """Each part beside the solve without audits, which is 1."""
    solving, proving = seconds[SOLVING], sum(seconds[part] for part in PROVING)
    lines = ["| part | processor s | x |", "| --- | ---: | ---: |"]
    for part in (SOLVING, *(part for part in seconds if part != SOLVING)):
        lines.append(f"| {part} | {seconds[part]:.2f} | {seconds[part] / solving:.2f} |")
    whole = proving / (solving + proving)
    lines.append(f"\nAudits and certificate: {proving / solving:.2f} of solving, {whole:.2f} of the whole run.")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
