"""The store of plans in Python: ``planner.save`` and ``planner.plans``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.api.frames import frame
from planner.errors import AuditError, UsageError
from planner.languages import T

if TYPE_CHECKING:
    import pandas as pd

    from planner.api.plan import Plan
    from planner.store.material import Material


def save(
    plan: Plan,
    name: str,
    *,
    note: str | None = None,
    tags: Sequence[str] = (),
    who: str | None = None,
    after: int | None = None,
    store: str | None = None,
) -> str:
    """Save a plan under a name, as its next version, with the tables it was made from; the answer is ``NAME@VERSION``.

    ``who`` is the user of this computer where not given; ``after``: only if that is still the newest version (0: if
    there is none); ``store``: a file, or ``postgresql://USER@HOST/DATABASE``, in place of the usual one.

    Raises ``UsageError`` where a text cannot be kept or a table is no longer what the plan was made from,
    ``SaveConflictError`` where somebody saved in between, ``StoreError`` where the store cannot be written, and
    ``AuditError`` for a plan that does not pass its audit.
    """
    from planner.opening.store import the_store, user, using
    from planner.store.saving import Order
    from planner.store.saving import save as saved

    if not plan.audit.passed:
        raise AuditError(T("{file} does not pass its audit, and is not saved.", file=plan.name))
    order = Order(name, _material(plan), user(who), note, tuple(tags), after)
    with using(store):
        return str(saved(the_store(), order.checked()))


def plans(name: str | None = None, tag: str | None = None, store: str | None = None) -> pd.DataFrame:
    """The saved plans, a row each, by name and version; of one name, or with a tag.

    ``value_in_unit`` is the value of the first objective. Raises ``StoreError`` where the store cannot be asked.
    """
    from planner.opening.store import store_if_there, using
    from planner.store.names import plan_name, tag_name
    from planner.store.opening import reading
    from planner.store.reading import entries

    wanted = None if name is None else plan_name(name), None if tag is None else tag_name(tag)
    with using(store):
        there = store_if_there()
    found = []
    if there is not None:
        with reading(there) as connection:
            found = entries(connection, *wanted)
    return frame(
        {
            "plan": [str(entry.key) for entry in found],
            "name": [entry.name for entry in found],
            "version_number": [entry.version for entry in found],
            "saved_at": [entry.saved_at for entry in found],
            "saved_by": [entry.saved_by for entry in found],
            "status": [entry.status for entry in found],
            "proof": [entry.proof for entry in found],
            "objective": [entry.objective for entry in found],
            "value_in_unit": [entry.value for entry in found],
            "unit": [entry.unit for entry in found],
            "programme": [entry.programme for entry in found],
            "hash": [entry.hash for entry in found],
            "inputs_hash": [entry.inputs_hash for entry in found],
            "tags": [", ".join(entry.tags) for entry in found],
            "notes": ["\n".join(note.text for note in entry.notes) for entry in found],
        },
        figures=("version_number", "value_in_unit"),
    )


def _material(plan: Plan) -> Material:
    """What is kept of a plan: of one that comes from a store, the tables that were kept there."""
    from planner.certificate.text import packed
    from planner.store.material import Material, material_of

    origin = plan.origin
    rows = None if origin.rows is None else packed(origin.rows)
    if origin.kept:
        return Material(plan.record, origin.kept, rows)
    if origin.folder is None:
        raise UsageError(T("The plan does not name the folder of its tables; name it with --inputs."))
    return material_of(plan.record, origin.folder, rows, origin.model, origin.limits)
