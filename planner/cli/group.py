"""The table of commands. A command's file loads when it is called, so that ``planner --help`` answers at once."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import click

from planner import __version__
from planner.cli.help_text import Spoken
from planner.cli.misuse import Misuse
from planner.cli.speech import LANGUAGE_OPTION, language, said
from planner.languages import T


@dataclass(frozen=True)
class Entry:
    """Where a command lives (``module:name``), and its line in the help."""

    home: str
    says: str


COMMANDS: dict[str, Entry] = {
    "init": Entry("planner.cli.init:init", "Write a starter programme, or a workbook to fill in."),
    "check": Entry("planner.cli.check:check", "Name every fault of a model and its tables, and the size."),
    "solve": Entry("planner.cli.solve:solve", "Find the best plan, and say what is proven about it."),
    "ranking": Entry("planner.cli.ranking:ranking", "Hold the best plan against the ranking by won per tonne."),
    "prices": Entry("planner.cli.prices:prices", "Say what each fairness rule costs in the objective."),
    "ladder": Entry("planner.cli.ladder:ladder", "Say what the next money of each purse buys."),
    "frontier": Entry("planner.cli.frontier:frontier", "Follow the objective along the level of a rule, or of two."),
    "sweep": Entry("planner.cli.sweep:sweep", "Solve a model in the many cases of a study."),
    "explain": Entry("planner.cli.explain:explain", "Say why upgrades are funded or not, and what would change it."),
    "compare": Entry("planner.cli.compare:compare", "Hold plans against each other: figures, who changes, and why."),
    "robustness": Entry("planner.cli.robustness:robustness", "Say how often plans keep their promises by chance."),
    "audit": Entry("planner.cli.audit:audit", "Check a saved plan again, exactly and without a solver."),
    "export": Entry("planner.cli.export:export", "Write a plan as a workbook, a report, tables or JSON."),
    "plans": Entry("planner.cli.plans:plans", "List, show, note, remove and make again plans that are saved."),
    "convert": Entry("planner.cli.convert:convert", "Turn a programme into one workbook, or into a model and tables."),
    "sample": Entry("planner.cli.sample:sample", "Write a made-up supply chain of any size, for trials."),
    "import": Entry("planner.cli.import_:import_", "Turn other people's tables into an inputs folder, by a map."),
    "schema": Entry("planner.cli.schema:schema", "Print the JSON Schema of models, tables, plans and maps."),
}
"""The commands in the order in which one meets them."""


class LazyGroup(Spoken, click.Group):
    """A group that knows its commands by name and line, and loads the one that is called."""

    def __init__(self, *args: Any, table: Mapping[str, Entry] = COMMANDS, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, loaded now; none of that name: None."""
        entry = self._table.get(cmd_name)
        if entry is None:
            return None
        module, _, name = entry.home.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was typed; refuses what is none."""
        if args[0] not in self._table:
            there = ", ".join(self._table)
            raise Misuse(T("No such command {name}. There are: {commands}.", name=args[0], commands=there), ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, from the table alone."""
        with formatter.section(T("Commands").to(language())):
            formatter.write_dl([(name, said(entry.says)) for name, entry in self._table.items()])


def _names() -> str:
    return ", ".join(COMMANDS)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    no_args_is_help=True,
    subcommand_metavar="COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="planner", message="%(prog)s %(version)s")
@LANGUAGE_OPTION
@click.pass_context
def commands(context: click.Context) -> None:
    """Decide which equipment replacements at suppliers are funded, so that each won cuts the most CO2e.

    Exit codes: 0 done, 1 unexpected, 2 usage, 3 bad input, 4 infeasible, 5 stopped at a limit with a plan,
    6 audit failed, or a saved plan does not come out the same.
    """
    if context.invoked_subcommand is None:
        raise Misuse(T("No command is named. There are: {commands}.", commands=_names()), context)
