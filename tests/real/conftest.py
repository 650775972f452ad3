"""The audits, read once; where they are not at hand, the tests that ask for them are skipped and say why."""

from __future__ import annotations

import pytest

from tests.real.audits import Audits, read_audits
from tests.real.place import NOT_SET, audits_file


@pytest.fixture(scope="session")
def audits() -> Audits:
    file = audits_file()
    if file is None:
        pytest.skip(NOT_SET)
    return read_audits(file)
