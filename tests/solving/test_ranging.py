"""How far limits may move with the same prices, worked by hand and beside HiGHS's own ranging."""

from __future__ import annotations

import highspy
import numpy as np
import pytest

from planner.solving.ranging import basis_range

MONEY, ROOM = 0, 1


def solved() -> highspy.Highs:
    """Most of 10 x + 6 y with x + y <= 100 and x <= 90, x up to 70 and y up to 50: x is 70, y 30."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.addVars(2, np.array([0.0, 0.0]), np.array([70.0, 50.0]))
    highs.changeColsCost(2, np.array([0, 1], dtype=np.int32), np.array([10.0, 6.0]))
    highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
    highs.addRow(-highspy.kHighsInf, 100.0, 2, np.array([0, 1], dtype=np.int32), np.array([1.0, 1.0]))
    highs.addRow(-highspy.kHighsInf, 90.0, 1, np.array([0], dtype=np.int32), np.array([1.0]))
    highs.run()
    assert list(highs.getSolution().col_value) == [70, 30]
    return highs


def test_a_row_that_binds_moves_until_y_is_at_a_limit():
    """y takes what is more or less: 30 less leave it nothing, 20 more are all that it can take."""
    assert basis_range(solved(), {MONEY: 1.0}) == (pytest.approx(-30), pytest.approx(20))


def test_twice_the_rate_is_half_the_way():
    assert basis_range(solved(), {MONEY: 2.0}) == (pytest.approx(-15), pytest.approx(10))


def test_a_row_with_room_moves_until_it_has_none():
    """x is 70: its row may come down by 20, and go up without end."""
    assert basis_range(solved(), {ROOM: 1.0}) == (pytest.approx(-20), float("inf"))


def test_rows_that_move_together_end_with_the_first():
    """The room comes down by two while the money goes up by one: it is gone after 10, before y is full."""
    assert basis_range(solved(), {MONEY: 1.0, ROOM: -2.0}) == (pytest.approx(-30), pytest.approx(10))


def test_of_one_row_it_is_what_highs_says():
    highs = solved()
    _, ranging = highs.getRanging()
    found = basis_range(highs, {MONEY: 1.0})
    assert found is not None
    limits = ranging.row_bound_dn.value_[MONEY], ranging.row_bound_up.value_[MONEY]
    assert (100 + found[0], 100 + found[1]) == (pytest.approx(limits[0]), pytest.approx(limits[1]))
