"""Mutants tried, each in a process of its own, forked where importing and collecting the tests is done already.

A mutant inside a function is put in place by giving the function its code. One that stands in what importing runs is
tried in a process forked from before the import, with the mutated source in its file's place.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

from tests.campaigns.code_mutations.mutants import ROOT, Mutant
from tests.campaigns.code_mutations.reach import run
from tests.campaigns.code_mutations.results import KILLED, SURVIVED, TIMED_OUT

MEMORY = 4 << 30
"""What a mutant may use [bytes]: one that loops forever often fills memory."""
LONGEST = 300
"""How long a mutant may take in all [s], should it wait for something."""


NOT_IN_PLACE = "no function that is there has this code"


def forked(work: Callable[[], str | None]) -> tuple[str, str]:
    """How a mutant ended whose tests are run by ``work``, and the test that told; ``work`` names it.

    Whatever else ends the process kills the mutant too; past its time it is timed out.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.setitimer(signal.ITIMER_REAL, LONGEST)
        try:
            told = work()
        except BaseException as error:
            told = type(error).__name__
        os.write(writing, (told or "").encode()[:4000])
        os._exit(0 if told is None else 1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return (
            (TIMED_OUT, "") if number in (signal.SIGALRM, signal.SIGPROF) else (KILLED, signal.strsignal(number) or "")
        )
    return (SURVIVED, "") if os.waitstatus_to_exitcode(status) == 0 else (KILLED, told)


def in_place(mutant: Mutant, items: Sequence[pytest.Item], seconds: Mapping[str, float]) -> str | None:
    """Runs the tests with the mutant's code given to the functions that are there."""
    path = str(ROOT / mutant.change.file)
    new = {_key(code): code for code in _codes(compile(mutant.source, path, "exec", dont_inherit=True))}
    changed = False
    for function in _functions(path):
        code = new.get(_key(function.__code__))
        if code is not None and code != function.__code__:
            function.__code__ = code
            changed = True
    return run(items, seconds) if changed else NOT_IN_PLACE


def from_the_start(mutant: Mutant, tests: Sequence[str], seconds: Mapping[str, float]) -> str | None:
    """Runs the tests named, importing everything anew, with the mutant's source in its file's place."""
    path = str(ROOT / mutant.change.file)
    read = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, name: str) -> types.CodeType | None:
        if loader.path == path:
            return compile(mutant.source, path, "exec", dont_inherit=True)
        return read(loader, name)

    def chosen(items: Sequence[pytest.Item]) -> str | None:
        by_name = {item.nodeid: item for item in items}
        return run([by_name[test] for test in tests], seconds)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
    return collected(list(dict.fromkeys(test.partition("::")[0] for test in tests)), chosen)


def collected[Found](paths: Sequence[str], then: Callable[[Sequence[pytest.Item]], Found]) -> Found | str:
    """Has pytest collect tests, and does with them what is asked; where they cannot be collected, says so."""
    found: list[Found] = []
    failed: list[Exception] = []

    class Collected:
        @staticmethod
        def pytest_runtestloop(session: pytest.Session) -> bool:
            try:
                if not session.testsfailed:
                    found.append(then(session.items))
            except Exception as error:  # pytest would print it, and go on
                failed.append(error)
            return True

    sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - until the process ends
    options = ("-q", "-s", "-n0", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
    pytest.main([*options, *paths], [Collected()])
    if failed:
        raise failed[0]
    return found[0] if found else "the tests cannot be collected"


def _key(code: types.CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            yield from _codes(constant)


def _functions(path: str) -> list[types.FunctionType]:
    functions = (one for one in gc.get_objects() if isinstance(one, types.FunctionType))
    return [function for function in functions if function.__code__.co_filename == path]
