"""The model that a command is given, read, with what there is to remark said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.speech import say

if TYPE_CHECKING:
    from planner.programme.programme import Programme


def read_model(model: Path, overrides: tuple[str, ...], inputs: Path | None) -> Programme:
    """The programme of a model file and its tables. Raises ``ReadingError`` where they have faults."""
    from planner.intake import read_programme

    reading = read_programme(model, overrides, inputs)
    for remark in reading.remarks:
        say(remark)
    return reading.programme
