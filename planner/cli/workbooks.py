"""Workbooks that a command writes beside what it says on the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from planner.cli.speech import say
from planner.errors import UsageError
from planner.languages import T

workbook_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it as .xlsx."
)
"""The workbook wanted, as ``out: Path | None``."""


def check_workbook(out: Path | None) -> None:
    """Refuse a file that could not be written, before any work is done for it."""
    from planner.export.atomic import refuse_protected

    if out is None:
        return
    if out.suffix.lower() != ".xlsx":
        raise UsageError(T("{file} does not end in .xlsx: what this command writes is a workbook.", file=out.name))
    if not out.parent.is_dir():
        raise UsageError(T("The folder {folder} does not exist: create it, or name another.", folder=str(out.parent)))
    refuse_protected(out)


def write_workbook(out: Path, content: bytes) -> None:
    """Write it, and say so."""
    from planner.export.atomic import replace_file

    replace_file(out, content)
    say(T("Written: {file}", file=out))
