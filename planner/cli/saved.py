"""A saved plan and the programme that it was made from, for the commands that take a plan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import UsageError
from planner.languages import T

if TYPE_CHECKING:
    from planner.intake.programme import Carried
    from planner.plan.infeasibility import Infeasibility
    from planner.plan.plan import Plan
    from planner.programme.programme import Programme


@dataclass(frozen=True)
class Saved:
    """A plan and its programme, read again."""

    plan: Plan
    programme: Programme


@dataclass(frozen=True)
class SavedInfeasibility:
    """The proof that a programme has no plan, and the programme, read again."""

    document: Infeasibility
    programme: Programme


def load_infeasibility(file: Path, inputs: Path | None) -> SavedInfeasibility | None:
    """Read the proof that a programme has no plan, and its inputs; None where the file is none, but perhaps a plan.

    Raises as :func:`load_plan` does.
    """
    from pydantic import ValidationError

    from planner.plan.infeasibility import Infeasibility

    try:
        document = Infeasibility.from_json(file.read_text(encoding="utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError):
        return None
    return SavedInfeasibility(document, _programme_of(document, file, inputs))


def load_plan(plan_file: Path, inputs: Path | None) -> Saved:
    """Read a plan file and its inputs; ``inputs`` says where these lie now, where they have moved.

    Raises ``UsageError`` where the file cannot be read, is no plan, or names no inputs; ``ReadingError`` where the
    inputs have faults.
    """
    plan = read_plan(plan_file)
    return Saved(plan, _programme_of(plan, plan_file, inputs))


def plan_of(plan_file: Path, inputs: Path | None, programme: Programme) -> Plan:
    """The saved plan of a programme. Raises as :func:`load_plan` does, and where it is of another programme."""
    plan = load_plan(plan_file, inputs).plan
    if plan.inputs_hash != programme.inputs_hash:
        raise UsageError(
            T(
                "{file} was made from other tables or rules than these; give the --set that it was made with.",
                file=str(plan_file),
            )
        )
    return plan


def carried_plan(plan_file: Path) -> Carried:
    """A saved plan to be carried forward. Raises ``UsageError`` where the file cannot be read, or is no plan."""
    from planner.intake.programme import Carried
    from planner.plan.carried import carried_from

    return Carried(carried_from(read_plan(plan_file)), plan_file.name)


def _programme_of(document: Plan | Infeasibility, file: Path, inputs: Path | None) -> Programme:
    from planner.intake import read_tables
    from planner.intake.programme import Carried

    if inputs is None and document.inputs_folder is None:
        raise UsageError(T("The plan does not name the folder of its tables; name it with --inputs."))
    folder = inputs if inputs is not None else file.parent / (document.inputs_folder or ".")
    carried = None if document.carried_from is None else Carried(document.carried_from, file.name)
    return read_tables(document.model, folder, carried).programme


def read_plan(plan_file: Path) -> Plan:
    """The plan of a file, without its inputs. Raises ``UsageError`` where it cannot be read, or is no plan."""
    from pydantic import ValidationError

    from planner.plan.plan import Plan

    try:
        return Plan.from_json(plan_file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            T(
                "{file} cannot be read: {reason}. Check its name, and that you may open it.",
                file=str(plan_file),
                reason=error.strerror or type(error).__name__,
            )
        ) from error
    except (ValidationError, UnicodeDecodeError) as error:
        if _is_infeasibility(plan_file):
            raise UsageError(
                T("{file} is the proof that there is no plan; planner audit checks it.", file=str(plan_file))
            ) from error
        raise UsageError(
            T(
                "{file} is not a plan of this planner. Name the .json file that planner solve wrote with --out.",
                file=str(plan_file),
            )
        ) from error


def _is_infeasibility(file: Path) -> bool:
    from pydantic import ValidationError

    from planner.plan.infeasibility import Infeasibility

    try:
        Infeasibility.from_json(file.read_text(encoding="utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError):
        return False
    return True
