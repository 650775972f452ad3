"""The linear programmes of the tiny programmes, as text.

``python -m tests.formulation.golden_lp`` writes them anew into ``tests/formulation/golden_lp``. Read the difference
before you keep it: it is what a change of the formulation means.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pulp

from planner.formulation.assemble import assemble
from planner.programme.options import Options
from planner.programme.programme import Programme
from tests.formulation.tiny_programmes import PROGRAMMES

FOLDER = Path(__file__).parent / "golden_lp"


def lp_text(programme: Programme) -> str:
    """The linear programme in PuLP's LP format, for the first objective: million won and tonnes."""
    assembled = assemble(programme, Options.of(programme))
    problem = assembled.lp.problem
    problem.setObjective(pulp.lpSum_vars_coefs(assembled.levels[0].value))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "programme.lp"
        problem.writeLP(str(file))
        return file.read_text(encoding="utf-8")


def expected(name: str) -> str:
    """The text that is kept under that name, below the words that say what the programme is."""
    _, _, text = (FOLDER / f"{name}.lp").read_text(encoding="utf-8").partition("\n\n")
    return text


def write_all() -> None:
    """Write every file anew."""
    FOLDER.mkdir(exist_ok=True)
    for file in FOLDER.glob("*.lp"):
        file.unlink()
    for name, maker in PROGRAMMES.items():
        words = " ".join((maker.__doc__ or "").split())
        (FOLDER / f"{name}.lp").write_text(f"\\* {words} *\\\n\n{lp_text(maker())}", encoding="utf-8")


if __name__ == "__main__":
    write_all()
    sys.stdout.write(f"{len(PROGRAMMES)} files in {FOLDER}\n")
