"""A saved plan as a folder of files: plan, rows and inputs, as ``planner audit`` takes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from planner.errors import UsageError
from planner.languages import T
from planner.store.material import INPUTS, checked_path
from planner.store.reading import Kept

PLAN, ROWS = "plan.json", "plan.rows.gz"
NO_PLAN, NO_PLAN_ROWS = "plan.infeasible.json", "plan.infeasible.rows.gz"
AS_WRITTEN = "model-as-written"


def files_of(kept: Kept) -> Mapping[str, bytes]:
    """The files by their paths in the folder; the document is the first."""
    is_plan = kept.entry.kind == "plan"
    files = {PLAN if is_plan else NO_PLAN: kept.document}
    if kept.rows is not None:
        files[ROWS if is_plan else NO_PLAN_ROWS] = kept.rows
    files |= {f"{INPUTS}/{checked_path(path)}": data for path, data in kept.inputs.items()}
    return files | {f"{AS_WRITTEN}/{checked_path(path)}": data for path, data in kept.model.items()}


def write_out(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files into a folder that is new or empty. Raises ``UsageError`` where it is not, or cannot be."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(T("Nothing is written, because there is already: {files}.", files=str(folder)))
        for path, data in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    except OSError as error:
        raise UsageError(
            T("Cannot write into {folder}: {reason}.", folder=str(folder), reason=error.strerror)
        ) from error
