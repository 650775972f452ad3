"""Where the audits lie: outside the repository, in the folder that PLANNER_REAL_DATA names."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "PLANNER_REAL_DATA"
NOT_SET = f"{VARIABLE} is not set: the audits of real plants are not part of the repository"

_REPOSITORY = Path(__file__).parents[2]


def audits_file() -> Path | None:
    """The audits, None where the variable is not set. A relative folder is seen from the repository.

    Raises ``FileNotFoundError`` where the variable is set and the file is not there: then nothing may be skipped.
    """
    folder = os.environ.get(VARIABLE)
    if not folder:
        return None
    file = _REPOSITORY / folder / "us-auto-audits" / "audits_2018_2021.csv"
    if not file.is_file():
        raise FileNotFoundError(f"{VARIABLE} is {folder}, but there is no {file}")
    return file
