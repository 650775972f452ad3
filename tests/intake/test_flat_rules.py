"""Nested rules as flat rows and back: nothing is lost, whatever keys and values people choose."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.intake.flat_rules import flattened, parts_of, written_value
from planner.intake.plain_yaml import parsed
from planner.intake.workbook.rule_tree import RuleTree
from planner.languages import Text

REPOSITORY = Path(__file__).parents[2]
ROW = Text("row 1")

NAMES = st.text(min_size=1, max_size=8).filter(lambda text: text != "?")
SCALARS = (
    st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.decimals(-1000, 1000, places=3).map(lambda number: Decimal(str(number)))
    | st.text(max_size=12)
)
VALUES = st.recursive(
    SCALARS | st.lists(SCALARS, min_size=1, max_size=3),
    lambda inner: (
        st.dictionaries(NAMES | st.integers(1900, 2200), inner, min_size=1, max_size=3)
        | st.lists(st.dictionaries(NAMES, inner, min_size=1, max_size=3), min_size=1, max_size=3)
    ),
    max_leaves=12,
)


def again(rules: dict[str, Any]) -> dict[str, Any]:
    """The rules written as cells and read back."""
    tree = RuleTree("rules")
    for flat in flattened(rules):
        written = written_value(flat.value)
        value = parsed(written, "cell").data if isinstance(written, str) else written
        assert tree.put(flat.path, value, "cell", ROW) is None
    return tree.grown()[0]


@given(rules=st.dictionaries(NAMES, VALUES, max_size=4))
def test_what_is_written_is_read_back(rules: dict[str, Any]) -> None:
    assert again(rules) == rules


@pytest.mark.parametrize("model", sorted((REPOSITORY / "models").glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_models_are_read_back(model: Path) -> None:
    rules = parsed(model.read_text(encoding="utf-8"), model.name).data
    assert again(rules) == rules


def test_years_are_keys_and_entries_are_numbered_from_one() -> None:
    assert parts_of("rate[1].at_most") == ("rate", 0, "at_most")
    assert parts_of("budget.2026") == ("budget", 2026)
    assert parts_of('"a.b".c') == ("a.b", "c")


@pytest.mark.parametrize("key", ["a..b", ".a", "a.", "[0]", "a[", 'a"b', "a[1]b"])
def test_keys_that_cannot_be_taken_apart(key: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parts_of(key)
