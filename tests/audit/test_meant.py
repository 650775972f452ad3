"""Whom a selector means: every mark by itself, several together, blanks, technologies and their classes."""

from __future__ import annotations

import pytest

from planner.audit.meant import MARKS, Meant
from planner.programme.selector import Selector

from .builders import rules_of, supplier_of

MEANT = Meant(
    rules_of(
        technology_classes={"air": ["compressor", "dryer"], "heat": ["boiler"]},
        groups={"south": {"region": ["Busan", "Daegu"], "size": "small"}},
    )
)
SUPPLIER = supplier_of("S", 1, size="small", region="Busan", consortium="C1", process="casting", ets_covered=True)
BLANK = supplier_of("B", 2)


def test_no_mark_is_unknown():
    """A mark that the vocabulary gains must be known here too, or rules would mean more than they say."""
    assert set(Selector.model_fields) == {*MARKS, "ets_covered", "technology", "technology_class"}


@pytest.mark.parametrize(
    ("mark", "its", "others"),
    [
        ("tier", 1, 2),
        ("size", "small", "large"),
        ("region", "Busan", "Daegu"),
        ("consortium", "C1", "C2"),
        ("process", "casting", "moulding"),
        ("supplier", "S", "T"),
        ("ets_covered", True, False),
        ("technology", "compressor", "boiler"),
        ("technology_class", "air", "heat"),
    ],
)
def test_each_mark_by_itself(mark, its, others):
    """Its own value, alone or among others, means the upgrade; another value does not."""
    assert MEANT.takes(Selector.model_validate({mark: its}), SUPPLIER, "compressor")
    assert not MEANT.takes(Selector.model_validate({mark: others}), SUPPLIER, "compressor")
    if mark != "ets_covered":
        assert MEANT.takes(Selector.model_validate({mark: [others, its]}), SUPPLIER, "compressor")
        assert not MEANT.takes(Selector.model_validate({mark: []}), SUPPLIER, "compressor")


def test_all_named_marks_must_fit():
    """Small in Busan: a small one, or one in Busan, is not enough. Nothing named means all."""
    both = Selector.model_validate({"size": "small", "region": "Busan"})
    assert MEANT.takes_supplier(both, SUPPLIER)
    assert not MEANT.takes_supplier(both, supplier_of("T", size="small", region="Daegu"))
    assert not MEANT.takes_supplier(both, supplier_of("T", size="large", region="Busan"))
    assert MEANT.takes(Selector(), BLANK, "anything")


@pytest.mark.parametrize("mark", ["size", "region", "consortium", "process"])
def test_a_blank_is_not_meant(mark):
    """A supplier without the mark has none of its values."""
    value = {"size": "small"}.get(mark, "X")
    assert not MEANT.takes_supplier(Selector.model_validate({mark: value}), BLANK)


def test_a_blank_about_the_trading_scheme_is_outside():
    assert MEANT.takes_supplier(Selector(ets_covered=False), BLANK)
    assert not MEANT.takes_supplier(Selector(ets_covered=True), BLANK)


def test_a_technology_of_no_class_is_in_none():
    assert not MEANT.takes(Selector.model_validate({"technology_class": ["air", "heat"]}), SUPPLIER, "pv")


def test_named_groups():
    """The group's own marks decide; a group that the model does not name has nobody in it."""
    assert MEANT.is_in("south", SUPPLIER)
    assert not MEANT.is_in("south", BLANK)
    assert not MEANT.is_in("north", SUPPLIER)
