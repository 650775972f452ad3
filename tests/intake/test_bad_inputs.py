"""One file of each case of bad input, and one good file in each dress; all of them are tried by the campaign."""

from __future__ import annotations

import pytest

from tests.campaigns.bad_inputs.alarms import tried
from tests.campaigns.bad_inputs.case import Case
from tests.campaigns.bad_inputs.dresses import DRESSES, Dress
from tests.campaigns.bad_inputs.every_case import cases, verdict
from tests.campaigns.bad_inputs.together import together

_LARGE = (14,)
_SLOW = ("saved by LibreOffice",)


def test_the_list_has_64_cases() -> None:
    assert [case.number for case in cases()] == list(range(1, 65))


def test_good_files_are_two_hundred() -> None:
    assert sum(dress.count for dress in DRESSES) == 200


@pytest.mark.parametrize(
    "case", [case for case in cases() if case.number not in _LARGE], ids=lambda case: str(case.number)
)
def test_a_bad_file_is_told_as_it_must_be(case: Case) -> None:
    found = verdict(case, case.number % 2)
    assert found.is_good, (found, found.said)


def test_faults_are_told_together() -> None:
    result = together(6)
    assert result.faults > 20
    assert result.missed == []


@pytest.mark.parametrize("dress", [dress for dress in DRESSES if dress.name not in _SLOW], ids=lambda dress: dress.name)
def test_a_good_file_gives_no_false_alarm(dress: Dress) -> None:
    assert tried(dress, 1).wrong == ""
