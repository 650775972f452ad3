"""The journal of a study: a line a case, on the disk before it counts as found; what is cut off is solved again."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from planner.errors import UsageError
from planner.languages import T, Text
from planner.study.sweep.outcome import Outcome

NAME = "journal.jsonl"


class Journal:
    """The outcomes in a study's folder. ``found`` are those of earlier runs, by number; ``torn`` says what was cut."""

    def __init__(self, folder: Path, key: str) -> None:
        """Open the journal, or begin one. ``key`` is a hash of study, inputs and planner.

        Raises ``UsageError`` where it belongs to another study, or the folder cannot be written.
        """
        self.path = folder / NAME
        self.found: dict[int, Outcome] = {}
        self.torn: Text | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if self.path.exists():
                self._read(key)
            else:
                self._begin(key)
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def append(self, outcomes: Iterable[Outcome]) -> None:
        """Add the outcomes, and have them on the disk. Raises ``UsageError`` where that fails."""
        lines = "".join(_line(outcome.as_dict()) for outcome in outcomes)
        try:
            with self.path.open("ab") as stream:
                stream.write(lines.encode())
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def _begin(self, key: str) -> None:
        """The heading stands there as a whole or not at all."""
        beside = self.path.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            with beside.open("xb") as stream:
                stream.write(_line({"journal": key}).encode())
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(self.path)
        finally:
            beside.unlink(missing_ok=True)

    def _read(self, key: str) -> None:
        content = self.path.read_bytes()
        lines = content.split(b"\n")
        whole = 0
        for number, line in enumerate(lines):
            data = _data(line) if number < len(lines) - 1 else None
            if data is None:
                break
            if number == 0 and data.get("journal") != key:
                self._refuse_another()
            if number:
                try:
                    outcome = Outcome.of(data)
                except (KeyError, TypeError, ValueError):
                    break
                self.found[outcome.number] = outcome
            whole += len(line) + 1
        if whole == 0:
            self._refuse_if_none(content)
            self._begin(key)
        elif whole < len(content):
            with self.path.open("r+b") as stream:
                stream.truncate(whole)
                os.fsync(stream.fileno())
        if whole < len(content):
            self.torn = T(
                "The journal {file} ends in the middle of a line; what is cut off is solved again.", file=str(self.path)
            )

    def _refuse_if_none(self, content: bytes) -> None:
        """A first line that is cut off is begun anew; what begins otherwise is somebody else's file."""
        begins = b'{"journal": "'
        if not (content.startswith(begins) or begins.startswith(content)):
            self._refuse_another()

    def _refuse_another(self) -> None:
        raise UsageError(
            T(
                "The journal {file} belongs to another study, to other inputs or another version of the planner. "
                "Name another folder with --resume, or remove that one.",
                file=str(self.path),
            )
        )


def _line(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False) + "\n"


def _data(line: bytes) -> dict[str, Any] | None:
    """The line as it was written; None where it is none."""
    try:
        data = json.loads(line)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def _unwritable(path: Path, error: OSError) -> UsageError:
    return UsageError(
        T("{file} cannot be written: {reason}.", file=str(path), reason=error.strerror or type(error).__name__)
    )
