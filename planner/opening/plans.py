"""A plan and the programme that it was made from, for whoever is given a plan: from a file, or by the name under
which it is saved in the store where there is no such file."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import UsageError
from planner.languages import T, Text

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


@dataclass(frozen=True)
class _Document:
    """The text of a plan, what people call it, and the place that it sees its inputs from."""

    called: str
    text: str
    place: Path


def load_infeasibility(file: Path, inputs: Path | None) -> SavedInfeasibility | None:
    """Read the proof that a programme has no plan, and its inputs; None where it is none, but perhaps a plan.

    Raises as :func:`load_plan` does.
    """
    with _opened(file) as found:
        document = _infeasibility(found)
        return None if document is None else SavedInfeasibility(document, _programme_of(document, found, inputs))


def load_plan(plan_file: Path, inputs: Path | None) -> Saved:
    """Read a plan and its inputs; ``inputs`` says where these lie now, where they have moved.

    Raises ``UsageError`` where it cannot be read, is no plan, or names no inputs; ``ReadingError`` where the
    inputs have faults; ``StoreError`` where it is no file and the store cannot be asked.
    """
    with _opened(plan_file) as found:
        plan = _plan(found)
        return Saved(plan, _programme_of(plan, found, inputs))


def plan_of(plan_file: Path, inputs: Path | None, programme: Programme) -> Plan:
    """The plan of a programme. Raises as :func:`load_plan` does, and where it is of another programme."""
    plan = load_plan(plan_file, inputs).plan
    if plan.inputs_hash != programme.inputs_hash:
        raise UsageError(
            T(
                "{file} was made from other tables or rules than these; give the --set that it was made with.",
                file=str(plan_file),
            )
        )
    return plan


def read_plan(plan_file: Path) -> Plan:
    """The plan, without its inputs. Raises ``UsageError`` where it cannot be read, or is no plan."""
    with _opened(plan_file) as found:
        return _plan(found)


def carried_plan(plan_file: Path) -> Carried:
    """A saved plan to be carried forward. Raises as :func:`read_plan` does."""
    from planner.intake.programme import Carried
    from planner.plan.carried import carried_from

    return Carried(carried_from(read_plan(plan_file)), plan_file.name)


def carried_by(document: Plan | Infeasibility, called: str) -> Carried | None:
    """What the plan, or the proof that there is none, itself was carried forward from; None where from nothing."""
    from planner.intake.programme import Carried

    return None if document.carried_from is None else Carried(document.carried_from, called)


def file_beside(plan_file: Path) -> Path:
    """The plan's file, beside which documents of it are written; a saved plan's would lie here, under a name made of
    the letters and figures of its own and its hash."""
    from planner.opening.store import entry_of
    from planner.store.names import file_stem

    entry = None if plan_file.is_file() else entry_of(plan_file)
    return plan_file if entry is None else Path(f"{file_stem(str(entry.key), entry.hash)}.json")


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[_Document]:
    """The document of a file, or of the store; its inputs lie there within this context."""
    from planner.opening.store import kept_under
    from planner.store.writing_out import files_of, write_out

    try:
        text, missing = file.read_text(encoding="utf-8"), None
    except OSError as error:
        text, missing = "", error
    except UnicodeDecodeError:
        text, missing = "", None
    if missing is None:
        yield _Document(str(file), text, file.parent)
        return
    kept = kept_under(file)
    if kept is None:
        raise UsageError(_nowhere(file, missing)) from missing
    with tempfile.TemporaryDirectory(prefix="planner-") as folder:
        write_out(files_of(kept), Path(folder))
        yield _Document(str(kept.entry.key), kept.document.decode(), Path(folder))


def _nowhere(file: Path, error: OSError) -> Text:
    """That there is neither such a file nor, where it could be the name of one, such a saved plan."""
    from planner.store.names import plan_key

    reason = error.strerror or type(error).__name__
    try:
        plan_key(str(file))
    except UsageError:
        return T(
            "{file} cannot be read: {reason}. Check its name, and that you may open it.", file=str(file), reason=reason
        )
    return T(
        "{file} cannot be read: {reason}. No plan is saved under that name either; planner plans list shows what there "
        "is.",
        file=str(file),
        reason=reason,
    )


def _programme_of(document: Plan | Infeasibility, found: _Document, inputs: Path | None) -> Programme:
    from planner.intake import read_tables

    if inputs is None and document.inputs_folder is None:
        raise UsageError(T("The plan does not name the folder of its tables; name it with --inputs."))
    folder = inputs if inputs is not None else found.place / (document.inputs_folder or ".")
    return read_tables(document.model, folder, carried_by(document, Path(found.called).name)).programme


def _plan(found: _Document) -> Plan:
    from pydantic import ValidationError

    from planner.plan.plan import Plan

    try:
        return Plan.from_json(found.text)
    except ValidationError as error:
        if _infeasibility(found) is not None:
            raise UsageError(
                T("{file} is the proof that there is no plan; planner audit checks it.", file=found.called)
            ) from error
        raise UsageError(
            T(
                "{file} is not a plan of this planner. Name the .json file that planner solve wrote with --out.",
                file=found.called,
            )
        ) from error


def _infeasibility(found: _Document) -> Infeasibility | None:
    from pydantic import ValidationError

    from planner.plan.infeasibility import Infeasibility

    try:
        return Infeasibility.from_json(found.text)
    except ValidationError:
        return None
