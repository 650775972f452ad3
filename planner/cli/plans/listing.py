"""``planner plans list``: the saved plans, a line each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from planner.cli.help_text import command
from planner.cli.options import common, json_option
from planner.cli.plans.facts import STATUSES, as_data, value_of
from planner.cli.speech import language, say
from planner.cli.store import store_option
from planner.languages import T
from planner.opening.store import address, store_if_there

if TYPE_CHECKING:
    from planner.store.reading import Entry


@command("list")
@common
@click.option("--name", metavar="NAME", help="Only the versions of that name.")
@click.option("--tag", metavar="TAG", help="Only plans with that tag.")
@store_option
@json_option
def listing(name: str | None, tag: str | None, as_json: bool) -> None:
    """List the saved plans: all versions of all names, by name."""
    from planner.store.names import plan_name, tag_name
    from planner.store.opening import reading
    from planner.store.reading import entries

    wanted = None if name is None else plan_name(name), None if tag is None else tag_name(tag)
    store = store_if_there()
    found: list[Entry] = []
    if store is not None:
        with reading(store) as connection:
            found = entries(connection, *wanted)
    if as_json:
        document = {"store": address().shown, "plans": [as_data(entry) for entry in found]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    elif not found:
        say(T("No such plan is saved in {store}; planner solve --save NAME saves one.", store=address().shown))
    else:
        click.echo(_table(found))


def _table(found: list[Entry]) -> str:
    from planner.store.moments import to_the_second
    from planner.text_table import text_table

    headings = (T("Plan"), T("Saved at"), T("Saved by"), T("Status"), T("Value"), T("Hash"), T("Tags"))
    rows = [
        (
            str(entry.key),
            to_the_second(entry.saved_at),
            entry.saved_by,
            STATUSES[entry.status],
            value_of(entry),
            entry.hash[:8],
            ", ".join(entry.tags),
        )
        for entry in found
    ]
    return text_table(headings, rows, language(), words=4, remarks=2)
