"""requirements.lock holds what pyproject.toml asks for, pinned and hashed, and says nothing of where it comes from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+) \\$", LOCK, re.MULTILINE)}


def test_what_the_project_asks_for_is_pinned_within_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    requirements = [Requirement(text) for text in asked]
    assert requirements
    for requirement in requirements:
        assert requirement.specifier.contains(PINS.get(canonicalize_name(requirement.name), "0")), str(requirement)


def test_every_line_is_a_pin_a_hash_or_a_remark() -> None:
    line = re.compile(r"[\w.-]+==\S+ \\|    --hash=sha256:[0-9a-f]{64}( \\)?|\s*#.*|")
    assert [text for text in LOCK.splitlines() if not line.fullmatch(text)] == []


def test_no_addresses() -> None:
    assert re.findall(r"\w+://|index-url|find-links=", LOCK) == []
