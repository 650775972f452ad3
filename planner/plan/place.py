"""Where a plan's inputs lie, as seen from the plan's own place: so that both can move together."""

from __future__ import annotations

import os
from pathlib import Path

from planner.plan.infeasibility import Infeasibility
from planner.plan.plan import Plan


def seen_from[Document: (Plan, Infeasibility)](plan: Document, inputs: Path, place: Path) -> Document:
    """The plan with its inputs folder written as seen from a place, with forward slashes; its hash stays the same."""
    try:
        relative = os.path.relpath(inputs.resolve(), place.resolve())
    except ValueError:  # on another drive there is no way from here to there
        relative = str(inputs.resolve())
    return plan.model_copy(update={"inputs_folder": relative.replace(os.sep, "/")})
