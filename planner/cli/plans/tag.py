"""``planner plans tag``: a word that plans are found by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from planner.cli.help_text import command
from planner.cli.options import common
from planner.cli.plans.facts import key_argument
from planner.cli.plans.show import entry_under
from planner.cli.speech import say
from planner.cli.store import store_option, who_option
from planner.languages import T
from planner.opening.store import the_store, user

if TYPE_CHECKING:
    from planner.store.names import PlanKey


@command("tag")
@common
@key_argument
@click.argument("tag")
@click.option("--off", is_flag=True, help="Take the tag off.")
@who_option
@store_option
def tag(key: PlanKey, tag: str, off: bool, who: str | None) -> None:
    """Tag a saved plan, such as final or sent; planner plans list --tag finds it."""
    from planner.store.notes import set_tag

    entry_under(key)
    entry = set_tag(the_store(), key, tag, user(who), on=not off)
    if off:
        say(T("Tag taken off: {plan}", plan=str(entry.key)))
    else:
        say(T("Tagged: {plan}", plan=str(entry.key)))
