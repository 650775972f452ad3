"""Which store is meant: the one of the innermost context, and the usual one outside of any."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.languages import Text
from planner.opening.store import address, entry_of, kept_under, store_if_there, the_store, user, using
from tests.store.example import plan, saved


def test_a_store_is_meant_within_its_context(tmp_path: Path) -> None:
    usual, one, other = address(), str(tmp_path / "one.sqlite"), str(tmp_path / "other.sqlite")
    with using(one):
        assert "one.sqlite" in str(address())
        with using(other):
            assert "other.sqlite" in str(address())
        assert "one.sqlite" in str(address())
    assert address() == usual


def test_a_context_that_breaks_off_leaves_none_behind(tmp_path: Path) -> None:
    usual = address()
    with pytest.raises(KeyError), using(str(tmp_path / "one.sqlite")):
        raise KeyError
    assert address() == usual


def test_who_only_looks_makes_no_store(tmp_path: Path) -> None:
    with using(str(tmp_path / "none.sqlite")):
        assert store_if_there() is None
        assert entry_of(Path("budget")) is None
        assert kept_under(Path("budget")) is None
    assert list(tmp_path.iterdir()) == []


def test_a_plan_by_its_name(tmp_path: Path) -> None:
    told: list[Text] = []
    with using(str(tmp_path / "plans.sqlite"), told.append):
        saved(the_store())
        entry = entry_of(Path("budget@1"))
        kept = kept_under(Path("budget"))
        assert entry_of(Path("a/b.json")) is None
    assert entry is not None
    assert kept is not None
    assert entry.plan_hash == plan().plan_hash
    assert kept.document.decode() == plan().to_json()


def test_who_does_it() -> None:
    assert user("kim") == "kim"
    assert user(None)
