"""The figures in docs/programmes.md are those of the model files as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pulp
import pytest

from tests.campaigns.page import PAGE, between, names
from tests.campaigns.programmes import TABLES

MODELS = Path(__file__).parents[2] / "models"
SLOW = {"cascade", "ratio", "fairness", "equality"}
"""Left to the campaign: many solves of the whole cascade."""


BY_CBC_TOO = {"knapsacks"}
"""Tables that hold the planner's figures beside another solver's; CBC is optional: ``pip install 'pulp[cbc]'``."""


@pytest.mark.parametrize("name", sorted(set(TABLES) - SLOW))
def test_figures_are_up_to_date(name: str) -> None:
    """Where this fails, ``python -m tests.campaigns.programmes`` writes the page anew."""
    if name in BY_CBC_TOO and "COIN_CMD" not in pulp.listSolvers(onlyAvailable=True):
        pytest.skip("CBC is not installed")
    assert between(name, PAGE.read_text(encoding="utf-8")) == TABLES[name]()


def test_every_table_has_its_place() -> None:
    assert set(TABLES) <= set(names(PAGE.read_text(encoding="utf-8")))


def test_every_model_file_is_on_the_page() -> None:
    shown = set(re.findall(r"planner solve models/(\S+)\.yaml", PAGE.read_text(encoding="utf-8")))
    assert {model.stem for model in MODELS.glob("*.yaml")} <= shown
