"""``planner plans show``: all that is known of a saved plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from planner.cli.help_text import command
from planner.cli.options import common, json_option
from planner.cli.plans.facts import PROOFS, STATUSES, as_data, key_argument, value_of
from planner.cli.speech import language
from planner.cli.store import store_option
from planner.languages import T, Text
from planner.opening.store import address, store_if_there

if TYPE_CHECKING:
    from planner.store.names import PlanKey
    from planner.store.reading import Entry


@command("show")
@common
@key_argument
@store_option
@json_option
def show(key: PlanKey, as_json: bool) -> None:
    """Show the facts of a saved plan, the hashes of the files that it was made from, its notes and its tags."""
    from planner.text_table import text_table

    entry = entry_under(key)
    if as_json:
        click.echo(json.dumps(as_data(entry) | {"store": address().shown}, ensure_ascii=False, indent=1))
        return
    click.echo(text_table(("", ""), list(_facts(entry)), language(), words=2).lstrip("\n"))
    if entry.files:
        click.echo("")
        headings = (T("File"), "", "SHA-256")
        roles = {"inputs": T("table"), "model": T("model as written")}
        click.echo(
            text_table(headings, [(file.path, roles[file.role], file.sha256) for file in entry.files], language(), 3)
        )
    for line in _notes(entry):
        click.echo(line)


def entry_under(key: PlanKey) -> Entry:
    """The facts of the saved plan. Raises ``NoSuchPlanError``; who only looks makes no store."""
    from planner.store.opening import reading
    from planner.store.reading import found, no_such_plan

    store = store_if_there()
    if store is None:
        raise no_such_plan(key)
    with reading(store) as connection:
        return found(connection, key)


def _facts(entry: Entry) -> Iterator[tuple[Text, Text | str]]:
    from planner.store.moments import to_the_second

    yield T("Plan"), str(entry.key)
    yield T("Programme"), entry.programme
    yield T("Status"), T("{status} ({proof})", status=STATUSES[entry.status], proof=PROOFS[entry.proof])
    if entry.objective is not None:
        yield T("Objective"), entry.objective
        yield T("Value"), value_of(entry)
    if entry.plan_hash is not None:
        yield T("Plan hash"), entry.plan_hash
    yield T("Inputs hash"), entry.inputs_hash
    yield T("Saved by"), entry.saved_by
    yield T("Saved at"), to_the_second(entry.saved_at)
    yield T("Made by"), T("planner {version}, {solver}", version=entry.planner_version, solver=entry.solver)
    yield T("Saved in"), T("Python {version}", version=entry.python_version)
    if entry.time_limit is not None:
        yield T("Time limit"), T("{seconds} s", seconds=f"{entry.time_limit:,g}")
    if entry.gap_limit is not None:
        yield T("Gap allowed"), f"{entry.gap_limit * 100:g} %"
    if entry.tags:
        yield T("Tags"), ", ".join(entry.tags)


def _notes(entry: Entry) -> Iterator[str]:
    from planner.store.moments import to_the_second

    for note in entry.notes:
        yield ""
        yield T("{who}, {moment}:", who=note.who, moment=to_the_second(note.when)).to(language())
        yield from (f"  {line}" for line in note.text.split("\n"))
