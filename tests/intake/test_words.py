"""Every sentence is worded in templates, and every check of the vocabulary has its sentence."""

from __future__ import annotations

import re
from pathlib import Path

from planner.intake.checks.circles import circles
from planner.intake.guessing import guess
from planner.intake.reasons import REASONS
from planner.programme import credits, fairness, objective, quantities, rules, supplier, targets


def test_every_check_of_the_vocabulary_can_be_worded() -> None:
    for module in (credits, fairness, objective, quantities, rules, supplier, targets):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for sentence in re.findall(r'raise ValueError\("([^"]*)"\)', source):
            assert sentence in REASONS


def test_guesses() -> None:
    assert guess("7", ["007", "8"]) == "007"
    assert guess("B 사", ["B사", "A사"]) == "B사"
    assert guess("budgte", ["budget", "rate"]) == "budget"
    assert guess("xyz", ["budget", "rate"]) is None


def test_circles_share_no_member() -> None:
    edges = {"a": ["b"], "b": ["c", "a"], "c": ["a"], "d": ["e", "d"], "e": ["d"], "f": ["a"], "g": ["g"]}
    assert list(circles(edges)) == [["a", "b", "a"], ["d", "e", "d"]]
    assert list(circles({"a": ["b"], "b": ["c"], "c": []})) == []
