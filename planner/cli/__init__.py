"""The command line: one file a command, thin; errors become sentences and exit codes at this one edge."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit code; without arguments, on those of the process.

    Names of files and keys of models may have what no encoding has: it is written as JSON writes it, ``\\udcff``.
    """
    from planner.cli.edge import run

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(run(arguments))
