"""Whoever is stopped in a save or a removal, or finds the disk full, leaves the store as it was before, or as it was to
become: never a half plan, never a damaged file. Tried at some points here, at all in a campaign."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from planner.store.address import Address

ROOT = Path(__file__).parents[2]


def test_stopped_at_any_statement_or_with_a_full_disk(address: Address) -> None:
    url = address.url.render_as_string(hide_password=False) if address.file is None else str(address.file)
    command = [sys.executable, "-m", "tests.contract.killed", url, "3"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [outcome["wrong"] for outcome in found.values()] == [[]] * len(found)
    assert found["save"]["points"] >= 7
    assert found["save"]["old"] + found["save"]["new"] == found["save"]["points"]
    assert found["save"]["old"] >= 5, "what was not committed is not there"
    assert found["remove"]["old"] >= 5
    if address.file is not None:
        assert found["small disk"]["points"] >= 2
