"""What ``planner ladder`` prints of one rung."""

from planner.cli.ladder import _row
from planner.study.rungs import Rung


def test_what_rounds_to_nothing_has_no_sign() -> None:
    """Solving again leaves a gain of minus a rounding error: told as 0.000, not as a loss of nothing."""
    rung = Rung("GOV", 2026, 59_000_000, 1, -1e-7, -1e-7, 0, (), (), -1e-9, None, None)
    stopped = Rung("GOV", 2026, 59_000_000, 1, -1e-7, -1e-7, 0, (), (), -1e-9, None, None, -0.01, 0.5)
    assert not any(str(cell).startswith("-0") for cell in (*_row(rung), *_row(stopped)))
    assert _row(stopped)[3] == "0.000 (0.0 - 0.5)"
