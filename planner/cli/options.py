"""Options that several commands share, worded once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from planner.cli.speech import LANGUAGE_OPTION

type _Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

MONEY = {"won": "WON", "million": "MILLION_WON", "eok": "EOK_WON"}
"""Units of money as the command line names them, with their names in :class:`planner.export.numbers.MoneyUnit`."""

common: _Decorator = LANGUAGE_OPTION
"""What every command has: ``--lang``. Goes directly below ``@click.command``."""

model_argument: _Decorator = click.argument("model", type=click.Path(readable=False, path_type=Path), metavar="MODEL")
"""The model file, as ``model: Path``. Whether it is there is said by the intake, with exit code 3."""

overrides_option: _Decorator = click.option(
    "--set",
    "overrides",
    multiple=True,
    metavar="KEY=VALUE",
    help="Override a rule for this run, such as funders.MOTIR.budget.2026=12_000_000_000. May be repeated.",
)
"""Overrides, as ``overrides: tuple[str, ...]``."""

inputs_option: _Decorator = click.option(
    "--inputs",
    type=click.Path(readable=False, path_type=Path),
    metavar="DIR",
    help="Folder or workbook of the tables; not given: the one that the model names.",
)
"""The tables' folder, as ``inputs: Path | None``."""

json_option: _Decorator = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
"""JSON wanted, as ``as_json: bool``."""


def _time_limit(help_text: str) -> _Decorator:
    """Wall clock of a search, as ``time_limit: float | None``."""
    return click.option("--time-limit", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help=help_text)


time_limit_option = _time_limit("Stop after this.")
"""Wall clock of all that a command does, as ``time_limit: float | None``."""

search_limit_option = _time_limit(
    "Stop searching among whole projects after this: plan, ties and proof together. Reading, linear programmes and "
    "files come on top; so does, for as long again, why there is no plan."
)
"""Wall clock of a plan, as ``time_limit: float | None``."""

each_limit_option = _time_limit(
    "Stop each solve after this, of whole projects; there are as many as rows are told. Linear programmes are solved "
    "to their end."
)
"""Wall clock of each solve of a study, as ``time_limit: float | None``."""

gap_option: _Decorator = click.option(
    "--gap",
    type=click.FloatRange(min=0, max=1),
    metavar="G",
    help="A plan proven to be within this relative gap of the best is good enough: 0.01 is one percent.",
)
"""The gap that is good enough, as ``gap: float | None``."""


def _together(*decorators: _Decorator) -> _Decorator:
    """Several decorators as one, the first on top."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


model_options = _together(common, model_argument, overrides_option, inputs_option)
"""What a command on a model begins with: ``model``, ``overrides``, ``inputs``."""

search_options = _together(json_option, search_limit_option, gap_option)
"""What a command that makes a plan ends with: ``as_json``, ``time_limit``, ``gap``."""

study_options = _together(json_option, each_limit_option, gap_option)
"""What a command that solves again and again ends with: ``as_json``, ``time_limit``, ``gap``."""

money_option: _Decorator = click.option(
    "--money",
    type=click.Choice(list(MONEY)),
    default="won",
    help="Unit in which the workbook shows money: won, million won or 100 million won (eok). Cells hold whole won.",
)
"""The unit in which money is shown, as ``money: str``, a key of :data:`MONEY`."""
