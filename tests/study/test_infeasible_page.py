"""The page of programmes without a plan says what the planner says."""

from __future__ import annotations

import pytest

from planner.errors import ConflictError
from planner.solving.outcome import Limits
from planner.study.explained import plan_or_explanation
from tests.campaigns.infeasible_programmes import PAGE, page
from tests.study.infeasible import CASES


def test_the_page_is_as_the_planner_answers():
    """``python -m tests.campaigns.infeasible_programmes`` writes it."""
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_line_is_said_in_korean_too(case):
    """No sentence is left in English: what both have in common are names and numbers."""
    with pytest.raises(ConflictError) as caught:
        plan_or_explanation(case.make(), Limits())
    english = [line.to("en") for line in caught.value.explanation.lines()]
    korean = [line.to("ko") for line in caught.value.explanation.lines()]
    assert len(english) == len(korean)
    assert not set(english) & set(korean)
