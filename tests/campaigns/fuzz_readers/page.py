"""What a run's logs tell: how often each target was called and for how long, and the sorts of findings."""

from __future__ import annotations

import re
from pathlib import Path

from tests.campaigns.page import table, written

PAGE = Path(__file__).parents[3] / "docs" / "fuzzing.md"

_DONE = re.compile(r"^Done (\d+) runs in (\d+) second", re.MULTILINE)
_COVERED = re.compile(r"^#\d+\s+\w+\s+cov: (\d+) ft: (\d+) corp: (\d+)/", re.MULTILINE)


def summary(work: Path) -> str:
    """A table in Markdown of all that ran in this folder."""
    rows = []
    for log in sorted(work.glob("*.log")):
        text = log.read_text(encoding="utf-8", errors="replace")
        done = [(int(runs), int(seconds)) for runs, seconds in _DONE.findall(text)]
        runs, seconds = sum(runs for runs, _ in done), sum(seconds for _, seconds in done)
        covered = _COVERED.findall(text)
        findings = len(list((work / log.stem / "findings").glob("*.bin")))
        rows.append(
            (log.stem, f"{seconds / 60:.1f}", f"{runs:,}", *(covered[-1] if covered else ("", "", "")), findings)
        )
    head = ("Target", "Minutes", "Executions", "Edges", "Features", "Inputs kept", "Open findings")
    return table(head, rows) + "\n"


def write_page(work: Path) -> None:
    """Write the table into the page."""
    PAGE.write_text(written("runs", summary(work).strip(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
