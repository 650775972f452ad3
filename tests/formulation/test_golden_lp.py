"""Each rule's rows, as a linear programme small enough to be read, are what they were when somebody read them.

To write the files anew after a change that is meant: ``python -m tests.formulation.golden_lp``.
"""

from __future__ import annotations

import re

import pytest

from planner.programme.families import FAMILIES, row_name
from tests.formulation.golden_lp import FOLDER, expected, lp_text
from tests.formulation.tiny_programmes import PROGRAMMES

WITHOUT_ROWS = {"award_year", "payer", "phase", "threshold", "repayment", "lent"}
"""Rules that are data, or that other rules' rows read."""


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_linear_programme_is_as_read(name: str):
    assert lp_text(PROGRAMMES[name]()) == expected(name)


def test_every_family_has_its_linear_programme():
    assert {file.stem for file in FOLDER.glob("*.lp")} == set(PROGRAMMES)
    assert {family.name for family in FAMILIES} <= set(PROGRAMMES)


def test_every_rule_has_a_row_somewhere():
    """The rules that build rows; the others are data (which options there are), or other rules' rows read them."""
    texts = "".join(expected(name) for name in PROGRAMMES)
    seen = set(re.findall(r"^([a-z_]+)\[", texts, flags=re.MULTILINE))
    rules = {rule for family in FAMILIES for rule in family.rules}
    assert rules - seen == WITHOUT_ROWS


def test_rows_of_the_new_rules_have_the_names_that_people_read():
    text = expected("reserved")
    assert f"{row_name('reserved', 1)}:" in text
    assert f"{row_name('reserved', 2, 2026)}:" in text
    assert f"{row_name('target', 1)}:" in expected("targets")
    assert f"{row_name('reach', 'lifetime_tonnes')}:" in expected("reach")
    assert f"{row_name('footprint', 1, 'EV', 2026)}:" in expected("footprint")
    assert f"{row_name('credit_use', 2027)}:" in expected("offsets")
