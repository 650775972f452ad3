"""A time limit is kept by not beginning what would not end in time."""

from __future__ import annotations

from typing import Any

import pytest

from planner.study.alterations import Forced
from planner.study.planning import make_plan
from planner.study.why import asking
from planner.study.why.asking import Clock, Plans
from planner.study.why.searching import LateError
from tests.audit.worked_examples import two_regions


def test_a_plan_that_would_not_end_in_time_is_not_begun(monkeypatch: pytest.MonkeyPatch):
    """Each plan takes 10 s of a clock that nothing else moves: two fit into 25 s, and 5 s are left over."""
    now, made = [0.0], []

    def takes_ten_seconds(*given: Any, **how: Any) -> Any:
        now[0] += 10.0
        made.append(given)
        return make_plan(*given, **how)

    monkeypatch.setattr(asking.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(asking, "make_plan", takes_ten_seconds)
    programme = two_regions(None)
    plans = Plans(programme, Clock(25.0), whole=False)
    assert plans.plan(Forced("UX")) is None
    assert plans.plan(Forced("UY")) is None
    with pytest.raises(LateError):
        plans.plan(Forced("UX"))
    assert len(made) == 2
