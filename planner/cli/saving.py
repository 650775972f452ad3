"""Saving in the store, for the commands that do: what is asked for, checked before any work is done for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.speech import say
from planner.cli.store import store_option, who_option
from planner.errors import InfeasibleError, PlannerError, UsageError
from planner.languages import T
from planner.opening.store import the_store, user

if TYPE_CHECKING:
    from planner.certificate.programme import IntegerProgramme
    from planner.intake import Reading
    from planner.plan.infeasibility import Infeasibility
    from planner.plan.plan import Plan
    from planner.store.material import Material
    from planner.store.opening import Store
    from planner.study.planning import Planned

type _Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_OPTIONS: tuple[_Decorator, ...] = (
    click.option(
        "--after",
        type=click.IntRange(min=0),
        metavar="VERSION",
        help="Save only if this is still the newest version of that name; 0: if there is none.",
    ),
    click.option("--note", metavar="TEXT", help="A note to be kept with the plan."),
    click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag to find it by. May be repeated."),
    who_option,
    store_option,
)


def saving_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``after: int | None``, ``note: str | None``, ``tags: tuple[str, ...]``, ``who: str | None``; and the store."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True)
class Origin:
    """What a plan was made from: its programme as it was read, the model file, the limits [s, gap] of the search."""

    reading: Reading
    model: Path
    limits: tuple[float | None, float | None]

    def material(self, document: Plan | Infeasibility, rows: IntegerProgramme | None) -> Material:
        """Everything that is kept of it. Raises ``UsageError`` where a file has changed since."""
        from planner.certificate.text import packed
        from planner.store.material import material_of

        text = None if rows is None else packed(rows)
        return material_of(document, self.reading.folder, text, self.model, self.limits)


@dataclass(frozen=True)
class Saving:
    """Under which name a plan is to be saved, and in which store, which is there and can be written."""

    store: Store
    name: str
    after: int | None
    note: str | None
    tags: Sequence[str]
    who: str

    def save(self, material: Material) -> None:
        """Save, and say as what. Raises ``SaveConflictError``, ``StoreError``."""
        from planner.store.saving import Order, save

        order = Order(self.name, material, self.who, self.note, self.tags, self.after)
        saved = save(self.store, order)
        say(T("Saved: {plan} (hash {hash})", plan=str(saved), hash=saved.hash[:16]))

    def keep(self, planned: Planned, origin: Origin, *, on_disk: bool) -> None:
        """Save the plan that was found. Where that fails, leave it as a file here unless it is one ``on_disk`` already:
        what took hours to find is not lost because somebody else saved in between, or a server went away."""
        try:
            self.save(origin.material(planned.plan, planned.rows))
        except PlannerError:
            if not on_disk:
                self._leave(planned.plan, origin.reading.folder)
            raise

    def keep_none(self, error: InfeasibleError, origin: Origin) -> None:
        """Save the proof that there is no plan, where there is one. That it cannot be saved is said: the answer is
        still that there is no plan."""
        from planner.plan.infeasibility import Infeasibility
        from planner.study.planning import NoPlan

        if not isinstance(error.proof, NoPlan):
            say(T("Not saved: without a plan there is only a proof to save, and there is none."))
            return
        none = Infeasibility.of(origin.reading.programme, error.proof.certificate, error.proof.solver)
        try:
            self.save(origin.material(none, error.proof.rows))
        except PlannerError as failure:
            say(failure.text)

    def _leave(self, plan: Plan, folder: Path) -> None:
        from planner.export.atomic import replace_file
        from planner.plan.place import seen_from
        from planner.store.names import file_stem

        target = Path(f"{file_stem(self.name, plan.plan_hash)}.json")
        replace_file(target, seen_from(plan, folder, Path.cwd()).to_json().encode())
        say(T("The plan is not lost: it is in {file}, which planner plans save takes.", file=str(target)))


def saving(name: str, after: int | None, note: str | None, tags: Sequence[str], who: str | None) -> Saving:
    """What is asked for, checked: texts, store, and that nobody has saved in between already.

    Raises ``UsageError``, ``SaveConflictError``, ``StoreError``.
    """
    from planner.store.names import note_text, plan_name, tag_name
    from planner.store.opening import reading
    from planner.store.saving import check_after

    name, tags = plan_name(name), tuple(map(tag_name, tags))
    note = None if note is None else note_text(note)
    store = the_store()
    with reading(store) as connection:
        check_after(connection, name, after)
    return Saving(store, name, after, note, tags, user(who))


def saving_if_asked(
    name: str | None, after: int | None, note: str | None, tags: Sequence[str], who: str | None
) -> Saving | None:
    """The same for a command that also runs without saving."""
    if name is not None:
        return saving(name, after, note, tags, who)
    if after is not None or note is not None or tags or who is not None:
        raise UsageError(T("--after, --note, --tag and --who belong to --save NAME."))
    return None
