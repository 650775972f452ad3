"""The results as a table in Markdown: seconds, and ratios to the reference within each repeat."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from benchmarks.result import Result

REFERENCE = "highs_arrays"

type Repeat = dict[str, Result]
"""One run of each contender, one after the other, by name."""

HEAD = ("contender", "phase", "least s", "median s", "x", "processor s", "x", "MB")
LEFT = 2
"""The first columns are words."""


def table(repeats: Sequence[Repeat]) -> str:
    """All contenders, phase by phase.

    "x" is the seconds before it over the reference's total: within each repeat, then the median of the repeats.
    """
    rows: list[tuple[str, ...]] = [HEAD, (*["---"] * LEFT, *["---:"] * (len(HEAD) - LEFT))]
    for name in repeats[0]:
        rows += _rows(name, repeats)
    width = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(f"| {' | '.join(_padded(row, width))} |" for row in rows)


def notes(repeats: Sequence[Repeat]) -> list[str]:
    """What each contender does, and what else it says; once, where the repeats say the same."""
    lines = []
    for name, first in repeats[0].items():
        said = dict.fromkeys(note for repeat in repeats for note in repeat[name].notes)
        lines.append(f"- {name}: {'; '.join([first.says, *said])}.")
    return [*lines, ""]


def _rows(name: str, repeats: Sequence[Repeat]) -> Iterator[tuple[str, ...]]:
    runs = [repeat[name] for repeat in repeats]
    memory = f"{statistics.median(run.memory_mb for run in runs):,.0f}"
    wall = [repeat[REFERENCE].total for repeat in repeats]
    processor = [repeat[REFERENCE].total_processor for repeat in repeats]

    def figures(own: Sequence[float], own_processor: Sequence[float]) -> tuple[str, ...]:
        return (
            f"{min(own):.3f}",
            f"{statistics.median(own):.3f}",
            _ratio(own, wall),
            f"{statistics.median(own_processor):.3f}",
            _ratio(own_processor, processor),
        )

    yield name, "**total**", *figures([run.total for run in runs], [run.total_processor for run in runs]), memory
    for phase in runs[0].seconds:
        label = f"({phase})" if phase in runs[0].beside else phase
        seconds = [run.seconds.get(phase, 0.0) for run in runs]
        yield name, label, *figures(seconds, [run.processor.get(phase, 0.0) for run in runs]), ""


def _ratio(own: Sequence[float], reference: Sequence[float]) -> str:
    return f"{statistics.median(mine / its for mine, its in zip(own, reference, strict=True)):.2f}"


def _padded(row: Sequence[str], width: Sequence[int]) -> Iterator[str]:
    for column, (cell, size) in enumerate(zip(row, width, strict=True)):
        yield cell.ljust(size) if column < LEFT else cell.rjust(size)
