"""The register of contenders: a new one is a new file under ``contenders``, and nothing else changes."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import contenders
from benchmarks.stopwatch import Stopwatch

type Run = Callable[[Path, Stopwatch], float]
"""Solves the problem in a folder, times its phases, and returns the optimum that it proved [t]."""


@dataclass(frozen=True)
class Contender:
    """A contender's name, what it does, and how it runs."""

    name: str
    says: str
    run: Run


_REGISTER: dict[str, Contender] = {}


def contender(name: str, says: str) -> Callable[[Run], Run]:
    """Register the decorated function under that name."""

    def register(run: Run) -> Run:
        if name in _REGISTER:
            raise ValueError(f"two contenders are called {name}")
        _REGISTER[name] = Contender(name, says, run)
        return run

    return register


def names() -> list[str]:
    """The contenders' names: those of the files, found without importing what they need."""
    return sorted(module.name for module in pkgutil.iter_modules(contenders.__path__))


def load(name: str) -> Contender:
    """The contender of that name. Only its own file is imported: some solvers cannot share a process."""
    importlib.import_module(f"{contenders.__name__}.{name}")
    return _REGISTER[name]
