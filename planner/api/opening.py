"""Plans of files and of the store, opened with what they were made from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.api.plan import Origin, Plan

if TYPE_CHECKING:
    from planner.api.model import Place


def open_plan(plan: Place, inputs: Place | None = None, store: str | None = None) -> Plan:
    """Open a plan: the path of its file (``.json``), or ``"NAME"`` or ``"NAME@VERSION"`` as it is saved in the store.

    ``inputs``: where its tables lie now, where they have moved; ``store``: a file, or
    ``postgresql://USER@HOST/DATABASE``, in place of the usual one.

    Raises ``UsageError`` where there is no such plan, ``InputError`` where its tables have faults, and ``StoreError``
    where the store cannot be asked.
    """
    from planner.opening.plans import load_plan
    from planner.opening.store import kept_under, using

    path = Path(plan)
    with using(store):
        saved = load_plan(path, None if inputs is None else Path(inputs))
        kept = None if path.is_file() else kept_under(path)
    if kept is not None:
        return Plan(saved.plan, saved.programme, str(kept.entry.key), Origin(kept=kept.inputs))
    folder = path.parent / (saved.plan.inputs_folder or ".") if inputs is None else Path(inputs)
    return Plan(saved.plan, saved.programme, path.stem, Origin(folder))


def opened(plan: Plan | Place) -> Plan:
    """The plan itself, or that of the file or the name."""
    return plan if isinstance(plan, Plan) else open_plan(plan)
