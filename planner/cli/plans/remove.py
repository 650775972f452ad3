"""``planner plans remove``: a saved plan, or all versions of a name, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from planner.cli.help_text import command
from planner.cli.options import common
from planner.cli.plans.facts import key_argument
from planner.cli.plans.show import entry_under
from planner.cli.speech import language, say
from planner.cli.store import store_option, who_option
from planner.languages import T
from planner.opening.store import the_store, user

if TYPE_CHECKING:
    from planner.store.names import PlanKey


@command("remove")
@common
@key_argument
@click.option("--yes", is_flag=True, help="Do not ask.")
@who_option
@store_option
def remove(key: PlanKey, yes: bool, who: str | None) -> None:
    """Remove a version, or all versions where none is named, with the inputs that no other plan uses.

    That it was there, its hash, and who removed it when, stay in the history; a version's number is never given again.
    """
    from planner.store.removing import remove as removed_from

    entry_under(key)
    if not yes:
        question = (
            T("Remove all versions of {plan} for good?", plan=str(key))
            if key.version is None
            else T("Remove {plan} for good?", plan=str(key))
        )
        click.confirm(question.to(language()), abort=True, err=True)
    for entry in removed_from(the_store(), key, user(who)):
        say(T("Removed: {plan} (hash {hash})", plan=str(entry.key), hash=entry.hash[:16]))
