"""``planner plans note``: something to be read with a plan."""

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


@command("note")
@common
@key_argument
@click.argument("text")
@who_option
@store_option
def note(key: PlanKey, text: str, who: str | None) -> None:
    """Add a note to a saved plan. Notes stay as they are written; the plan itself never changes."""
    from planner.store.notes import add_note

    entry_under(key)
    entry = add_note(the_store(), key, text, user(who))
    say(T("Noted: {plan}", plan=str(entry.key)))
