"""The facts of a saved plan, for programs and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from planner.languages import T, Text

if TYPE_CHECKING:
    from planner.store.names import PlanKey
    from planner.store.reading import Entry

STATUSES = {
    "optimal": T("proven best"),
    "within_gap": T("within its gap"),
    "feasible": T("stopped by a limit"),
    "infeasible": T("there is no plan"),
}
"""What is known of a plan, in a word."""

PROOFS = {"certified": T("by a certificate"), "solver": T("by the solver's word")}
"""What that rests on."""


def _key(_: click.Context, __: click.Parameter, value: str) -> PlanKey:
    from planner.store.names import plan_key

    return plan_key(value)


key_argument = click.argument("key", metavar="NAME[@VERSION]", callback=_key)
"""The plan, as ``key: PlanKey``."""


def as_data(entry: Entry) -> dict[str, Any]:
    """The facts as plain data for JSON."""
    return {
        "name": entry.name,
        "version": entry.version,
        "kind": entry.kind,
        "plan_hash": entry.plan_hash,
        "document_sha256": entry.document_sha256,
        "inputs_hash": entry.inputs_hash,
        "programme": entry.programme,
        "status": entry.status,
        "proof": entry.proof,
        "objective": {"name": entry.objective, "value": entry.value, "unit": entry.unit},
        "saved_by": entry.saved_by,
        "saved_at": entry.saved_at,
        "planner_version": entry.planner_version,
        "solver": entry.solver,
        "python_version": entry.python_version,
        "time_limit": entry.time_limit,
        "gap_limit": entry.gap_limit,
        "rows_sha256": entry.rows_sha256,
        "files": [{"role": file.role, "path": file.path, "sha256": file.sha256} for file in entry.files],
        "tags": list(entry.tags),
        "notes": [{"who": note.who, "when": note.when, "text": note.text} for note in entry.notes],
    }


def value_of(entry: Entry) -> Text | str:
    """The value of the first objective with its unit."""
    from planner.export.measures import Unit

    if entry.value is None:
        return "-"
    shown = f"{entry.value:,.0f}" if entry.unit == "won" else f"{entry.value:,.3f}"
    return T("{value} {unit}", value=shown, unit=Unit(entry.unit or ""))
