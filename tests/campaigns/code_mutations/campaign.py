"""A draw of mutants tried one after the other, one process at a time."""

from __future__ import annotations

import functools
import os
import pickle
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import click
import pytest
from hypothesis import Phase, settings

from tests.campaigns.code_mutations.mutants import Mutant
from tests.campaigns.code_mutations.reach import Reach, Tracer
from tests.campaigns.code_mutations.results import Ended
from tests.campaigns.code_mutations.trial import (
    NOT_IN_PLACE,
    SURVIVED,
    collected,
    forked,
    from_the_start,
    in_place,
)

FIRST_TESTS = 12
"""How many tests are collected first where everything is imported anew: most mutants get no further."""


def tried(paths: Sequence[str], mutants: Sequence[Mutant], known: Path, most: int | None = None) -> Iterator[Ended]:
    """How each mutant ended, in their order.

    ``known`` keeps what is known of the tests, and new ones are added to it; ``most`` tests at most try a mutant.
    """
    _warm_up()
    with tempfile.TemporaryDirectory() as folder:
        work = functools.partial(_in_one_collection, paths, mutants, known, most)
        reach, ended = _result_of(work, Path(folder) / "ended")
    for mutant, found in zip(mutants, ended, strict=True):
        yield found or _from_the_start(mutant, reach)


def _warm_up() -> None:
    """Imports what takes long and is not mutated, and has hypothesis try the same examples every time, unshrunk."""
    import babel.messages.pofile
    import highspy
    import openpyxl
    import pandas as pd
    import pulp
    import python_calamine
    import ruamel.yaml
    import xlsxwriter

    assert all((babel.messages.pofile, highspy, openpyxl, pd, pulp, python_calamine, ruamel.yaml, xlsxwriter))
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutations", database=None, deadline=None, derandomize=True, phases=phases)
    settings.load_profile("mutations")


def _in_one_collection(
    paths: Sequence[str], mutants: Sequence[Mutant], known: Path, most: int | None
) -> tuple[Reach, list[Ended | None]]:
    tracer = Tracer()

    def then(items: Sequence[pytest.Item]) -> tuple[Reach, list[Ended | None]]:
        tracer.stop()
        reach: Reach = pickle.loads(known.read_bytes()) if known.exists() else Reach({}, {})
        new = [item for item in items if item.nodeid not in reach.seconds]
        if new:
            reach = _result_of(lambda: reach.and_also(tracer.measured(new)), known)
        by_name = {item.nodeid: item for item in items}
        reach.seconds = {test: seconds for test, seconds in reach.seconds.items() if test in by_name}
        reach.most = most
        return reach, [_in_place(mutant, by_name, reach) for mutant in mutants]

    found = collected(paths, then)
    if isinstance(found, str):
        raise RuntimeError(found)
    return found


def _in_place(mutant: Mutant, items: Mapping[str, pytest.Item], reach: Reach) -> Ended | None:
    """How the mutant ended; None where it must be imported to be tried."""
    if reach.is_imported(mutant):
        return None
    chosen = [items[test] for test in reach.tests_of(mutant)]
    how, told = forked(lambda: in_place(mutant, chosen, reach.seconds)) if chosen else (SURVIVED, "")
    return None if told == NOT_IN_PLACE else reach.ended(mutant, how, told, len(chosen))


def _from_the_start(mutant: Mutant, reach: Reach) -> Ended:
    tests = reach.tests_of(mutant)
    how, told = SURVIVED, ""
    for some in (tests[:FIRST_TESTS], tests[FIRST_TESTS:]):
        if some and how == SURVIVED:
            how, told = forked(lambda some=some: from_the_start(mutant, some, reach.seconds))
    return reach.ended(mutant, how, told, len(tests))


def _result_of[Found](work: Callable[[], Found], kept: Path) -> Found:
    """What the work finds in a process of its own. Raises ``RuntimeError`` where it does not end well."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            kept.write_bytes(pickle.dumps(work()))
            status = 0
        except Exception as error:
            click.echo(error, err=True)
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError("ended too early")
    return pickle.loads(kept.read_bytes())
