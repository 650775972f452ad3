"""The edge: whatever a command raises leaves here as sentences on the error stream and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from planner.cli.group import commands
from planner.cli.speech import say, speak, wanted
from planner.cli.terminal import shown_streams
from planner.errors import ExitCode, PlannerError
from planner.languages import T


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: what it returned, or what its error stands for."""
    speak(wanted(sys.argv[1:] if arguments is None else arguments))
    with shown_streams():
        return _run(arguments)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        outcome = commands.main(args=arguments, prog_name="planner", standalone_mode=False)
        sys.stdout.flush()
    except PlannerError as error:
        return _refused(error)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        say(T("Stopped."))
        return ExitCode.UNEXPECTED
    except BrokenPipeError:
        _quiet_the_pipe()
        return ExitCode.UNEXPECTED
    except Exception as error:
        return _unexpected(error)
    return outcome if isinstance(outcome, int) else ExitCode.DONE


def _refused(error: PlannerError) -> int:
    """What the error has to say, line by line."""
    for line in error.lines():
        say(line)
    return error.exit_code


def _unexpected(error: Exception) -> int:
    """One line that names the error; the whole story only for those who ask."""
    if os.environ.get("PLANNER_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    say(
        T(
            "Unexpected {kind}: {message} (PLANNER_DEBUG=1 shows where).",
            kind=type(error).__name__,
            message=" ".join(str(error).split()),
        )
    )
    return ExitCode.UNEXPECTED


def _quiet_the_pipe() -> None:
    """Whoever read the output has left: point it to nowhere, or Python complains once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
