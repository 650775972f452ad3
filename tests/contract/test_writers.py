"""Several programs save at once: what each was told is stored, and nothing else; whoever was late is told of whom."""

from __future__ import annotations

from planner.store.address import Address
from tests.contract.writers import run_writers


def test_nothing_is_lost_when_several_save_at_once(address: Address) -> None:
    """Also that they all find the store new, and make it together. The long run is a campaign."""
    tally = run_writers(address, writers=3, saves=6)
    assert tally.wrong == ()
    assert tally.errors == ()
    assert tally.acknowledged == tally.stored
    assert tally.acknowledged + tally.conflicts == tally.asked == 18
    assert tally.conflicts > 0
