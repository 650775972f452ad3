"""``planner plans``: the plans that are saved in the store, a file a command."""

from __future__ import annotations

import click

from planner.cli.group import Entry, LazyGroup
from planner.cli.options import common

COMMANDS: dict[str, Entry] = {
    "list": Entry("planner.cli.plans.listing:listing", "List the saved plans."),
    "show": Entry("planner.cli.plans.show:show", "Show all that is known of a saved plan."),
    "history": Entry("planner.cli.plans.history:history", "Say who did what when to the plans of a name."),
    "save": Entry("planner.cli.plans.save:save", "Save a plan's file under a name."),
    "get": Entry("planner.cli.plans.get:get", "Write a saved plan out as a folder, with its rows and inputs."),
    "replay": Entry("planner.cli.plans.replay:replay", "Make a saved plan again, and say what differs."),
    "note": Entry("planner.cli.plans.note:note", "Add a note to a saved plan."),
    "tag": Entry("planner.cli.plans.tag:tag", "Tag a saved plan, or take a tag off."),
    "remove": Entry("planner.cli.plans.remove:remove", "Remove a saved plan, or all of a name."),
}
"""The commands in the order in which one meets them."""


@click.group("plans", cls=LazyGroup, table=COMMANDS)
@common
def plans() -> None:
    """Plans saved with all that they were made from. planner solve --save NAME saves one; wherever a command takes a
    plan, NAME is its newest version and NAME@3 its third.

    They lie in a file of the user's own, in the file or on the PostgreSQL server that --store names, or where the
    environment variable PLANNER_STORE says.
    """
