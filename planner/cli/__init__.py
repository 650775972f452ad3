"""The command line: one file a command, thin; errors become sentences and exit codes at this one edge."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit code; without arguments, on those of the process."""
    from planner.cli.edge import run

    sys.exit(run(arguments))
