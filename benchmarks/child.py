"""One contender in this process: ``python -m benchmarks.child NAME FOLDER`` prints its result as one line of JSON."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.register import load
from benchmarks.result import Result
from benchmarks.stopwatch import Stopwatch


def result_of(name: str, folder: Path) -> Result:
    """Run the contender on the problem in the folder."""
    entry = load(name)
    watch = Stopwatch()
    optimum = entry.run(folder, watch)
    return Result(
        contender=entry.name,
        says=entry.says,
        seconds=watch.seconds,
        processor=watch.processor,
        beside=watch.beside,
        notes=watch.notes,
        memory_mb=watch.memory_mb,
        optimum=optimum,
    )


if __name__ == "__main__":
    print(result_of(sys.argv[1], Path(sys.argv[2])).to_json())
