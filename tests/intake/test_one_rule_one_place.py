"""One spoiled rule is told of at that rule alone: nothing is concluded from what could not be read of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planner.intake.places import ModelPlaces, dotted
from planner.intake.plain_yaml import parsed
from planner.intake.translation import translated
from planner.intake.workbook.model_sheets import _listed

from .example import Edit, read, refused, write

RICH: list[Edit] = [
    (
        "  - {tier: 1, at_most: 0.6}",
        "  - {technology_class: heat, at_most: 0.6}\n  - {technology_class: power, at_most: 0.5}",
    ),
    (
        "ignore_columns: remark\n",
        "ignore_columns: remark\n"
        "reserved: [{funder: MSS, share: 0.2, of: {size: small}}]\n"
        "thresholds: [{least_support_won: 5, of: {technology_class: heat}}]\n"
        "targets: [{year: 2030, tonnes: 1}]\n"
        "ceiling_phases: [{year: [2026, 2028], won_per_lifetime_tonne: 100_000_000}]\n",
    ),
]
SPOILED = "{x: {y: [1, {z: 1}]}}"
"""No rule has such a value."""


def keys(edits: list[Edit]) -> list[str]:
    """Every value of the model, and all around it, as ``--set`` names it; purses stand in other rules too."""
    with tempfile.TemporaryDirectory() as folder:
        data = parsed(write(Path(folder), {"model.yaml": edits}).read_text(), "model.yaml").data
    purses = [f"funders.{funder['id']}" for funder in data["funders"]]
    left_out = {*purses, *(f"{purse}.id" for purse in purses)}
    return [key for path in _paths(data, ()) if (key := dotted(data, path)) not in left_out]


def _paths(data: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in below:
        yield (*path, key)
        yield from _paths(value, (*path, key))


@pytest.mark.parametrize("key", keys([]))
def test_of_the_example(tmp_path: Path, key: str) -> None:
    error = refused(write(tmp_path), f"{key}={SPOILED}")
    assert {fault.place for fault in error.faults} == {f"--set {key}"}
    assert {fault.code for fault in error.remarks} <= {"N-201"}


@pytest.mark.parametrize("key", keys(RICH))
def test_of_a_programme_of_more_rules(tmp_path: Path, key: str) -> None:
    error = refused(write(tmp_path, {"model.yaml": RICH}), f"{key}={SPOILED}")
    assert {fault.place for fault in error.faults} == {f"--set {key}"}
    assert {fault.code for fault in error.remarks} <= {"N-201"}


def test_both_are_sound(tmp_path: Path) -> None:
    for edits in ([], RICH):
        assert [fault.code for fault in read(write(tmp_path, {"model.yaml": edits})).remarks] == ["N-201"]


def test_a_fault_that_nobody_foresaw_is_told_in_the_librarys_words() -> None:
    places = ModelPlaces("model.yaml", {"years": 5}, {("years",): 3})
    error: Any = {"type": "new_in_a_release", "loc": ("years",), "input": 5, "msg": "is odd"}
    (fault,) = translated([error], places)
    assert str(fault) == 'E-104 model.yaml › line 3, years: "5" is odd. Write another value.'
    assert translated([error, error], places) == [fault]


def test_half_a_character() -> None:
    found = parsed('programme: "\\ud800"\n', "model.yaml")
    assert [str(fault).partition(":")[0] for fault in found.faults] == ["E-112 model.yaml › line 1"]
    assert "half a character" in str(found.faults[0])
    assert found.data == {"programme": None}


@pytest.mark.parametrize(
    ("text", "value"), [("캐스케이드", "캐스케이드"), ('"a\\tb"', "a\tb"), ('"\\u200bb"', "\u200bb")]
)
def test_other_characters_are_whole(text: str, value: str) -> None:
    found = parsed(f"programme: {text}\n", "model.yaml")
    assert (found.data, found.faults) == ({"programme": value}, [])


@pytest.mark.parametrize(
    ("text", "value"),
    [("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None), ("true", True), ("True", True),
     ("TRUE", True), ("false", False), ("False", False), ("FALSE", False), ("nULL", "nULL"), ("5", 5), ("-5", -5),
     ("1_000", 1000), ("0", 0), ("0.50", Decimal("0.50")), (".5", Decimal("0.5")), ("1e3", Decimal(1000)),
     ("+1.", Decimal(1)), ("1e100", "1e100"), ("9" * 40, int("9" * 40)), ("9" * 41, "9" * 41), ("1.2.3", "1.2.3")],
)  # fmt: skip
def test_bare_words(text: str, value: object) -> None:
    found = parsed(f"key: {text}\n", "model.yaml")
    assert (found.data, found.faults, found.is_whole) == ({"key": value}, [], True)
    assert type(found.data["key"]) is type(value)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("007", "7"), ("00", "0"), ("-012", "12"), ("+0_7", "7"), ("0x1F", "31"), ("0b101", "5"), ("0o17", "15"),
     ("0xZ", None), ("0b9", "0b9")],
)  # fmt: skip
def test_octal_and_other_numbers(text: str, plain: str | None) -> None:
    found = parsed(f"key: {text}\n", "model.yaml")
    assert found.data == {"key": text}
    assert [fault.code for fault in found.faults] == ([] if plain is None else ["E-110"])
    if plain is not None:
        assert dict(found.faults[0].problem.values) | dict(found.faults[0].remedy.values) == {  # type: ignore[union-attr]
            "found": text, "plain": plain,
        }  # fmt: skip


@pytest.mark.parametrize("word", ["yes", "No", "ON", "off"])
def test_words_that_programs_read_as_true_or_false(word: str) -> None:
    found = parsed(f"key: {word}\n", "model.yaml")
    assert (found.data, [fault.code for fault in found.faults]) == ({"key": word}, ["E-114"])


def test_lists_of_a_purse_in_a_sheet() -> None:
    """Sizes in either language; tiers as numbers; what is no tier stays what it is, and is refused as such."""
    assert _listed("pays_size", ["소기업", "large", "zzz"]) == ["small", "large", "zzz"]
    assert _listed("pays_tier", ["1", "2", "x", "9" * 8, "9" * 9]) == [1, 2, "x", 99_999_999, "9" * 9]
    assert _listed("pays_region", ["1", "Busan"]) == ["1", "Busan"]
