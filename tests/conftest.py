"""In how many processes the tests run, that none of them is held to a time, and that nobody's own store is touched."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

MOST = 4
"""Processes at most: each may take a gigabyte of memory."""

settings.register_profile("default", deadline=None)


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> Generator[None, int, int]:
    """A process for each core, and none beside the first one where there is one core or only files are named."""
    cores = yield
    only_files = all(Path(named.partition("::")[0]).is_file() for named in config.args)
    return 0 if cores == 1 or only_files else min(cores, MOST)


@pytest.fixture(scope="session", autouse=True)
def _a_store_for_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A test that saves without naming a store finds one of the tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANNER_STORE", str(tmp_path_factory.mktemp("store") / "plans.sqlite"))
        yield
