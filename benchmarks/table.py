"""The results as a table in Markdown: seconds, and ratios to the reference within each repeat."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from benchmarks.result import Result

REFERENCE = "highs_arrays"

type Repeat = dict[str, Result]
"""One run of each contender, one after the other, by name."""

HEAD = ("contender", "phase", "least s", "median s", f"x {REFERENCE}", "MB")


def table(repeats: Sequence[Repeat]) -> str:
    """All contenders, phase by phase; a ratio is the median of the repeats' ratios."""
    rows = [HEAD, ("---", "---", *["---:"] * 4)]
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
    yield name, "**total**", *_figures([run.total for run in runs], repeats), memory
    for phase in runs[0].seconds:
        label = f"({phase})" if phase in runs[0].beside else phase
        yield name, label, *_figures([run.seconds.get(phase, 0.0) for run in runs], repeats), ""


def _figures(seconds: Sequence[float], repeats: Sequence[Repeat]) -> tuple[str, str, str]:
    ratios = [own / repeat[REFERENCE].total for own, repeat in zip(seconds, repeats, strict=True)]
    return f"{min(seconds):.3f}", f"{statistics.median(seconds):.3f}", f"{statistics.median(ratios):.2f}"


def _padded(row: Sequence[str], width: Sequence[int]) -> Iterator[str]:
    for column, (cell, size) in enumerate(zip(row, width, strict=True)):
        yield cell.ljust(size) if column < 2 else cell.rjust(size)
