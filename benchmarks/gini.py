"""What a Gini ceiling costs beside the same linear programme without it.

``python -m benchmarks.gini --tier1 87 --tier2 500 --gini 0.5 0.4`` solves a made-up chain to its first optimum, with no
other fairness rule and then under each ceiling on support per baseline tonne. Ceilings are solved one after the other
in one process, so that a busy minute of the machine meets all of them.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import highspy
import numpy as np

from planner.formulation.assemble import assemble
from planner.intake import read_programme
from planner.programme.fairness import GiniCeiling
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.sample import write_sample
from planner.solving.engine import Engine

MEASURE = "support_per_baseline_t"
"""The gain that the ceilings compare."""


@dataclass(frozen=True)
class Run:
    """One linear programme, solved to its first optimum.

    ``processor`` seconds of the solver and of the search for cuts; ``coefficient`` is the Gini coefficient reached,
    ``optimum`` is in tonnes.
    """

    ceiling: str | None
    optimum: float
    coefficient: float
    rows: int
    columns: int
    cuts: int
    rounds: int
    processor: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Solve the chain without a ceiling and under each, and print the table."""
    asked = _asked(arguments)
    with tempfile.TemporaryDirectory() as name:
        model = write_sample(Path(name) / "sample", asked.tier1, asked.tier2, asked.seed)
        programme = read_programme(model).programme
    runs = [solved(programme, ceiling) for ceiling in (None, *asked.gini)]
    print(table(runs))


def solved(programme: Programme, ceiling: str | None) -> Run:
    """The programme's first optimum with that ceiling as its only fairness rule; none: with no fairness rule.

    Raises ``SystemExit`` where there is no optimum: then no time means anything.
    """
    rule = GiniCeiling.model_validate({"gini": ceiling or "1", "of": MEASURE})
    stated = replace(programme, rules=programme.rules.model_copy(update={"fairness": (rule,)}))
    assembled = assemble(stated, Options.of(stated))
    level = assembled.levels[0]
    engine = Engine(assembled.lp, level.value)
    cost, began = engine.cost(level.value), time.process_time()
    status = engine.maximise(cost)
    processor = time.process_time() - began
    if status != highspy.HighsModelStatus.kOptimal:
        raise SystemExit(f"No optimum under {ceiling}: {engine.highs.modelStatusToString(status)}")
    point = np.array(engine.highs.getSolution().col_value)
    return Run(
        ceiling=ceiling,
        optimum=float(cost @ point),
        coefficient=coefficient(engine.ceilings[0].gains(point)) if engine.ceilings else float("nan"),
        rows=len(assembled.lp.rows),
        columns=len(cost),
        cuts=sum(cuts.found for cuts in engine.ceilings),
        rounds=engine.cut_rounds,
        processor=processor,
    )


def coefficient(gains: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """The Gini coefficient of these gains."""
    size = len(gains)
    return float((2 * np.arange(1, size + 1) - size - 1) @ np.sort(gains) / (size * gains.sum()))


def table(runs: Sequence[Run]) -> str:
    """The runs in Markdown; "x" is the processor's seconds over those without a ceiling."""
    lines = [
        "| ceiling | coefficient | optimum, t | rows x columns | cuts | rounds | processor s | x |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for run in runs:
        size = f"{run.rows:,} x {run.columns:,}"
        reached = "" if np.isnan(run.coefficient) else f"{run.coefficient:.6f}"
        ratio = run.processor / runs[0].processor
        lines.append(
            f"| {run.ceiling or 'none'} | {reached} | {run.optimum:,.3f} | {size} | {run.cuts:,} | {run.rounds} |"
            f" {run.processor:.2f} | {ratio:.2f} |"
        )
    return "\n".join(lines)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gini", description=__doc__)
    parser.add_argument("--tier1", type=int, required=True, help="tier-1 suppliers")
    parser.add_argument("--tier2", type=int, required=True, help="tier-2 suppliers")
    parser.add_argument("--seed", type=int, default=1, help="seed of the made-up chain")
    parser.add_argument("--gini", nargs="+", default=["0.5"], help="ceilings on the Gini coefficient")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
