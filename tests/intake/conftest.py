"""Whatever a test of the readers proves, every fault that it meets must be one that a person can act on."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

import pytest

from planner.errors import Fault
from planner.intake import faults
from planner.intake.faults import Kind
from planner.languages import LANGUAGES

CODES = {kind.code for kind in vars(faults).values() if isinstance(kind, Kind)}


@pytest.fixture(autouse=True)
def _faults_are_sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    met: list[Fault] = []
    original = Kind.at

    def at(kind: Kind, place: str, /, **values: object) -> Fault:
        met.append(original(kind, place, **values))
        return met[-1]

    monkeypatch.setattr(Kind, "at", at)
    yield
    for fault in {id(fault): fault for fault in met[:2_000]}.values():
        _is_sound(fault)


def _is_sound(fault: Fault) -> None:
    """Of a kind that there is, at a place, and worded in each language with all its values."""
    assert fault.code in CODES, fault
    assert "None" not in re.split(r"[ ›,.]+", fault.place), fault
    for text in (fault.problem, fault.remedy):
        if text is not None:
            named = {name for _, name, _, _ in string.Formatter().parse(text.template) if name}
            assert all(text.values[name] is not None for name in named), fault
    assert all(fault.to(language) for language in LANGUAGES), fault
