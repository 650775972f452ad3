"""The problem that all contenders solve: a made-up chain, and its linear programme as plain arrays.

``python -m benchmarks.problem FOLDER TIER1 TIER2 SEED`` writes it; in a process of its own, because a process started
by a large one counts that one's memory as its own.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from planner.programme.programme import Programme


@dataclass(frozen=True)
class Arrays:
    """A linear programme to maximise; the matrix by columns."""

    cost: npt.NDArray[np.float64]
    column_lower: npt.NDArray[np.float64]
    column_upper: npt.NDArray[np.float64]
    row_lower: npt.NDArray[np.float64]
    row_upper: npt.NDArray[np.float64]
    start: npt.NDArray[np.int32]
    index: npt.NDArray[np.int32]
    value: npt.NDArray[np.float64]

    @property
    def size(self) -> tuple[int, int, int]:
        """Rows, columns, coefficients that are not 0."""
        return len(self.row_lower), len(self.cost), len(self.value)

    def save(self, folder: Path) -> None:
        """Write the arrays into the folder."""
        import numpy as np

        np.savez(_file(folder), **vars(self))

    @classmethod
    def load(cls, folder: Path) -> Arrays:
        """The arrays of a folder, in memory."""
        import numpy as np

        with np.load(_file(folder)) as kept:
            return cls(**{name: np.array(kept[name]) for name in kept.files})

    @classmethod
    def of(cls, programme: Programme) -> Arrays:
        """What the planner builds for the programme and hands to its solver."""
        import numpy as np

        from planner.formulation.assemble import assemble
        from planner.programme.options import Options
        from planner.solving.engine import Engine

        assembled = assemble(programme, Options.of(programme))
        engine = Engine(assembled.lp, assembled.levels[0].value)
        matrix = engine.matrix
        entries = np.bincount(matrix.columns, minlength=len(engine.columns.lower))
        return cls(
            cost=engine.cost(assembled.levels[0].value),
            column_lower=engine.columns.lower,
            column_upper=engine.columns.upper,
            row_lower=engine.rows.lower,
            row_upper=engine.rows.upper,
            start=np.concatenate([[0], np.cumsum(entries)]).astype(np.int32),
            index=matrix.rows.astype(np.int32),
            value=matrix.values,
        )


def model_of(folder: Path) -> Path:
    """The model file of a problem's folder."""
    return folder / "sample" / "model.yaml"


def write_problem(folder: Path, tier1: int, tier2: int, seed: int) -> tuple[int, int, int]:
    """Write the chain and its arrays; return rows, columns and coefficients."""
    from planner.intake import read_programme
    from planner.sample import write_sample

    model = write_sample(model_of(folder).parent, tier1, tier2, seed)
    arrays = Arrays.of(read_programme(model).programme)
    arrays.save(folder)
    return arrays.size


def _file(folder: Path) -> Path:
    return folder / "arrays.npz"


if __name__ == "__main__":
    print(*write_problem(Path(sys.argv[1]), *(int(number) for number in sys.argv[2:5])))
