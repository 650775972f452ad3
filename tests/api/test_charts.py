"""The charts of a plan as Altair charts: those of its report, with title and description."""

from __future__ import annotations

import altair
import pytest

import planner
from planner.api.charts import Charts
from planner.errors import UsageError
from planner.export.charts import Frame, pictures
from tests.api.example import cascade, full, hostile

NAMES = [name for name in vars(Charts) if not name.startswith("_") and callable(getattr(Charts, name))]


def test_there_is_a_method_for_every_picture_of_a_plan() -> None:
    shown = {
        picture.title for plan in (cascade(), full()) for picture in pictures(plan.record, plan.programme, Frame())
    }
    drawn = {chart.to_dict()["title"] for plan in (cascade(), full()) for chart in _all(plan.charts)}
    assert drawn == shown
    assert len(shown) > 6


def _all(charts: Charts) -> list[altair.TopLevelMixin]:
    found = []
    for name in NAMES:
        try:
            found.append(getattr(charts, name)())
        except UsageError:
            continue
    return found


@pytest.mark.parametrize("name", NAMES)
def test_each_is_drawn_or_says_that_there_is_nothing(name: str) -> None:
    try:
        chart = getattr(hostile().charts, name)(width=400)
    except UsageError as error:
        assert "nothing to draw" in str(error)
    else:
        assert isinstance(chart, altair.TopLevelMixin)
        assert chart.to_dict()["description"]


def test_titles_are_in_the_language_chosen() -> None:
    planner.language("ko")
    try:
        assert cascade().charts.tonnes().to_dict()["title"] == "연도별 감축량"
    finally:
        planner.language("en")
