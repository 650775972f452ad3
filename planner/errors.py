"""What can go wrong, and the exit code each kind ends a command with.

::

    PlannerError            1  unexpected
    ├── UsageError          2  the command was called wrongly
    ├── InputError          3  faults in models or inputs, all of them, each with its place and remedy
    ├── InfeasibleError     4  no plan keeps every rule
    │   ├── ConflictError   4  the same, with the rules that cannot be kept together and what would mend it
    │   └── RoundingError   4  plans exist, but none in whole won
    ├── NoAnswerError       1  the solver ended without a plan and without a proof
    └── AuditError          6  a plan breaks a rule

A plan found before a limit stopped the solver is no error: the command ends with 5 and leaves the plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any, Protocol

from planner.languages import Language, T, Text, spoken
from planner.live_text import COMMANDS


class ExitCode(IntEnum):
    """How a command ends."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    BAD_INPUT = 3
    INFEASIBLE = 4
    STOPPED_WITH_PLAN = 5
    AUDIT_FAILED = 6


class Severity(StrEnum):
    """A fault stops the run, a warning does not, a note says what was accepted."""

    FAULT = "fault"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Fault:
    """One thing wrong: its code, its place (file › sheet or line › cell), what is wrong and how to mend it."""

    code: str
    place: str
    problem: Text
    remedy: Text | None = None
    severity: Severity = Severity.FAULT

    def to(self, language: Language) -> str:
        """The line a person reads: one line, whatever a file has put into its values."""
        sentence = f"{self.code} {self.place}: {self.problem.to(language)}"
        sentence = sentence if self.remedy is None else f"{sentence} {self.remedy.to(language)}"
        return _shown(_LINE.sub(lambda found: _line(found[1]).to(language), sentence))

    def __str__(self) -> str:
        return self.to("en")


_LINE = re.compile(r"(?<=› )line (\d+)")
"""A line of a file, as places name it for programs too."""


def _line(number: str) -> Text:
    return T("line {number}", number=number)


_LONGEST = 12_000
_LEFT = 1_000


def _shown(line: str) -> str:
    """The line with such characters named, ``⟨U+001B⟩``: what stands in a file commands nobody's terminal.

    Of a line that nobody would read the middle is left out.
    """
    if len(line) > _LONGEST:
        line = f"{line[:_LEFT]} … {line[-_LEFT:]}"
    return line if line.isprintable() else COMMANDS.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", line)


class PlannerError(Exception):
    """The root of every error that this package raises on purpose."""

    exit_code = ExitCode.UNEXPECTED

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text

    def lines(self) -> Sequence[Text | Fault]:
        """All that there is to say, a line each."""
        return (self.text,)

    def __str__(self) -> str:
        """The lines in the language of whoever works with the package in Python; English where none is chosen."""
        return "\n".join(line.to(spoken()) for line in self.lines())


class UsageError(PlannerError):
    """The command or function was called with something it cannot take."""

    exit_code = ExitCode.USAGE


class InputError(PlannerError):
    """Models or inputs have faults: all that were found, in the order of their places."""

    exit_code = ExitCode.BAD_INPUT

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(T("Faults in models and inputs: {count}.", count=len(self.faults)))

    def lines(self) -> Sequence[Text | Fault]:
        """Every fault, then how many there are."""
        return (*self.faults, self.text)


class InfeasibleError(PlannerError):
    """No plan keeps every rule. ``row`` is the one that nothing can keep, where that is known before solving;
    ``proof`` is what proves it without the solver that found it."""

    exit_code = ExitCode.INFEASIBLE

    def __init__(self, text: Text, row: str | None = None, proof: object = None) -> None:
        super().__init__(text)
        self.row = row
        self.proof = proof


class Explanation(Protocol):
    """Why no plan keeps every rule, and what would mend it."""

    def lines(self) -> Sequence[Text]:
        """For people, a line each."""
        ...

    def as_dict(self, language: Language) -> dict[str, Any]:
        """For programs, as plain data."""
        ...


class ConflictError(InfeasibleError):
    """No plan keeps every rule, and it is known which rules cannot be kept together."""

    def __init__(self, text: Text, explanation: Explanation, proof: object = None) -> None:
        super().__init__(text, proof=proof)
        self.explanation = explanation

    def lines(self) -> Sequence[Text | Fault]:
        """That there is no plan, then what explains it."""
        return (self.text, *self.explanation.lines())


class RoundingError(InfeasibleError):
    """Plans exist in fractions of a won, but none was found in whole won."""


class NoAnswerError(PlannerError):
    """The solver stopped without a plan and without a proof that there is none."""


class AuditError(PlannerError):
    """A plan breaks a rule or does not say what its inputs say."""

    exit_code = ExitCode.AUDIT_FAILED
