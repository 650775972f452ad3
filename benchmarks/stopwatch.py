"""Seconds by phase, on the wall and of the processor, and the most memory that the process has held."""

from __future__ import annotations

import functools
import inspect
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1_024
_MEGABYTE = 1_000_000


class Stopwatch:
    """Seconds by phase, in the order in which phases first end: on the wall, and of the processor.

    On a machine that others use too, the processor's seconds are the steadier of the two.

    A phase within a phase counts in the inner one only, so that the phases add up to the time in which any ran.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.processor: dict[str, float] = {}
        self.beside: list[str] = []
        self.notes: list[str] = []
        self.memory_mb = 0.0
        self._spent: dict[str, tuple[float, float]] = {}
        self._running: list[str] = []
        self._since = (0.0, 0.0)

    @contextmanager
    def phase(self, name: str, *, beside: bool = False) -> Iterator[None]:
        """Time what happens inside. ``beside``: reported, but no part of the contender's total."""
        if beside and name not in self.beside:
            self.beside.append(name)
        self._stop()
        self._running.append(name)
        try:
            yield
        finally:
            self._stop()
            self._running.pop()
            self.seconds[name], self.processor[name] = self._spent[name]

    def watch(self, owner: Any, function: str, name: str | Callable[[], str]) -> None:
        """Time every call of ``owner.function`` from now on. Raises ``AttributeError`` where there is no such thing."""
        original = getattr(owner, function)

        @functools.wraps(original)
        def timed(*arguments: Any, **named: Any) -> Any:
            with self.phase(name if isinstance(name, str) else name()):
                return original(*arguments, **named)

        setattr(owner, function, staticmethod(timed) if inspect.ismethod(original) else timed)

    def note_memory(self) -> None:
        """Keep the most memory held until now [MB]; what comes later is not counted."""
        self.memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _BYTES_PER_UNIT / _MEGABYTE

    def _stop(self) -> None:
        """Give the time since the last change to the phase that was running."""
        now = time.perf_counter(), time.process_time()
        if self._running:
            wall, processor = self._spent.get(self._running[-1], (0.0, 0.0))
            self._spent[self._running[-1]] = wall + now[0] - self._since[0], processor + now[1] - self._since[1]
        self._since = now
