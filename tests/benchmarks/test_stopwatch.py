"""The stopwatch: phases within phases are counted once, and functions are timed where they are called."""

from __future__ import annotations

import time

import pytest

from benchmarks.stopwatch import Stopwatch


class _Worker:
    def outer(self) -> str:
        return self.inner() + self.made("c")

    def inner(self) -> str:
        time.sleep(0.02)
        return "a"

    @classmethod
    def made(cls, text: str) -> str:
        return text


def test_the_inner_phase_has_its_own_time_alone() -> None:
    watch = Stopwatch()
    began = time.perf_counter()
    with watch.phase("outer"):
        with watch.phase("inner"):
            time.sleep(0.02)
        with watch.phase("inner"):
            time.sleep(0.02)
    elapsed = time.perf_counter() - began
    assert list(watch.seconds) == ["inner", "outer"]
    assert watch.seconds["inner"] >= 0.04
    assert sum(watch.seconds.values()) <= elapsed
    assert sum(watch.processor.values()) < 0.04, "a process that sleeps uses no processor"


def test_functions_are_timed_and_answer_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("outer", "inner", "made"):
        monkeypatch.setattr(_Worker, name, _Worker.__dict__[name])
    watch = Stopwatch()
    watch.watch(_Worker, "outer", "outer")
    watch.watch(_Worker, "inner", lambda: "inner")
    watch.watch(_Worker, "made", "made")
    assert _Worker().outer() == "ac"
    assert watch.seconds["inner"] >= 0.02 > watch.seconds["outer"]
    assert set(watch.seconds) == {"outer", "inner", "made"}


def test_a_function_that_is_not_there_is_said_at_once() -> None:
    """A benchmark that silently stops timing a renamed function would report its time as somebody else's."""
    with pytest.raises(AttributeError):
        Stopwatch().watch(_Worker, "gone", "gone")


def test_a_phase_that_fails_is_still_closed() -> None:
    watch = Stopwatch()
    with pytest.raises(ZeroDivisionError), watch.phase("outer"), watch.phase("inner"):
        _ = 1 // 0
    assert set(watch.seconds) == {"outer", "inner"}


def test_memory_is_that_of_this_process() -> None:
    watch = Stopwatch()
    watch.note_memory()
    assert 5 < watch.memory_mb < 100_000
