"""The store of plans on the command line: which one it is, and who uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from planner.cli.speech import say
from planner.opening.store import using

type _Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _meant(context: click.Context, _: click.Parameter, value: str | None) -> None:
    context.with_resource(using(value, say))


store_option: _Decorator = click.option(
    "--store",
    metavar="URL",
    expose_value=False,
    callback=_meant,
    help="Where saved plans lie: a file, or postgresql://USER@HOST/DATABASE (environment: PLANNER_STORE); not given: "
    "a file of the user's own.",
)
"""The store that the command means while it runs; it is no parameter of the command."""

who_option: _Decorator = click.option(
    "--who", metavar="NAME", help="Who does it, for the history; not given: the user of this computer."
)
"""Who does it, as ``who: str | None``."""
