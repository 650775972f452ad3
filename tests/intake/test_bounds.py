"""The ends of what is believed, and words for no value."""

from __future__ import annotations

import pytest

from planner.intake.checks.sizes.bounds import Bound
from planner.intake.row_reader import says_nothing
from planner.languages import T


@pytest.mark.parametrize(("value", "holds"), [(0.99, False), (1, True), (5, True), (9, True), (9.01, False)])
def test_both_ends_are_believed(value: float, holds: bool) -> None:
    bound = Bound(1, 9, T("won"))
    assert bound.holds(value) is holds
    assert bound.middle == 3


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("NA", True),
        ("n / a", True),
        ("없음", True),
        ("-", True),
        ("zinc", False),
        ("", False),
        ("n" + " " * 99 + "a", False),
    ],
)
def test_words_for_no_value(text: str, nothing: bool) -> None:
    assert says_nothing(text) is nothing
