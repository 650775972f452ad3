"""``planner plans history``: who did what when to the plans of a name."""

from __future__ import annotations

import json

import click

from planner.cli.help_text import command
from planner.cli.options import common, json_option
from planner.cli.speech import language
from planner.cli.store import store_option
from planner.errors import UsageError
from planner.languages import T
from planner.opening.store import store_if_there

_DONE = {
    "saved": T("saved"),
    "removed": T("removed"),
    "noted": T("noted"),
    "tagged": T("tagged"),
    "untagged": T("tag taken off"),
}


@command("history")
@common
@click.argument("name")
@store_option
@json_option
def history(name: str, as_json: bool) -> None:
    """Say who did what when to the plans of NAME, also to those that were removed."""
    from planner.store.history import history as happened
    from planner.store.moments import to_the_second
    from planner.store.names import PlanKey, plan_name
    from planner.store.opening import reading
    from planner.text_table import text_table

    name = plan_name(name)
    store = store_if_there()
    events = []
    if store is not None:
        with reading(store) as connection:
            events = happened(connection, name)
    if not events:
        raise UsageError(T("No plan was ever saved as {name}.", name=name))
    if as_json:
        data = [vars(event) for event in events]
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    headings = (T("Plan"), T("At"), T("By"), T("Done"), T("Hash"))
    rows = [
        (
            str(PlanKey(event.name, event.version)),
            to_the_second(event.when),
            event.who,
            T("{done}: {detail}", done=_DONE[event.what], detail=event.detail) if event.detail else _DONE[event.what],
            event.hash[:16],
        )
        for event in events
    ]
    click.echo(text_table(headings, rows, language(), words=5))
