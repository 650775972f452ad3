"""Programmes full of ties, written down in every other way that says the same: one plan, with one hash.

``python -m tests.campaigns.same_plan`` does the same for every shipped model, in other Pythons too.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from planner.intake import read_programme
from tests.campaigns.same_plan.forms import FEW, FORMS
from tests.campaigns.same_plan.subjects import equals
from tests.campaigns.same_plan.told import told

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("projects", "names"), [("divisible", tuple(FORMS)), ("whole", FEW)])
def test_every_form_comes_to_one_plan(projects: str, names: tuple[str, ...], tmp_path: Path):
    """24 equals and money for some: nobody's fate hangs on orders, spellings, languages or formats."""
    model = equals(tmp_path / "equals", {"projects": projects})
    reading, first = read_programme(model), told(model)
    assert first["ties"] == 24
    for number, name in enumerate(names):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        assert told(FORMS[name](reading, folder, random.Random(number))) == first, name


def test_forms_are_not_what_they_were_made_of(tmp_path: Path):
    """Each form is other files than the first: else nothing would be tried."""
    model = equals(tmp_path / "equals", {})
    reading = read_programme(model)
    seen = {_content(model)}
    for number, (name, form) in enumerate(FORMS.items()):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        content = _content(form(reading, folder, random.Random(number)))
        assert content not in seen or name == "into a workbook and back", name
        seen.add(content)


def _content(model: Path) -> bytes:
    files = [model] if model.suffix == ".xlsx" else [model, *sorted((model.parent / "tables").iterdir())]
    return b"".join(path.read_bytes() for path in files)


@pytest.mark.parametrize(("hash_seed", "threads"), [("1", "1"), ("2", "2")])
def test_other_processes_come_to_the_same_plan(hash_seed: str, threads: str, tmp_path: Path):
    """Another seed of Python's hashes, one thread or two."""
    model = equals(tmp_path / "equals", {})
    command = [sys.executable, "-m", "tests.campaigns.same_plan.told", str(model), "--threads", threads]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
    assert json.loads(done.stdout) == told(model)
