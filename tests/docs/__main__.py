"""Writes what the commands now print into the pages: ``python -m tests.docs [PAGE]...``.

Lines that a page shows and that are no longer printed become those most like them; which lines are shown stays.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import os
import sys
import tempfile
from pathlib import Path

from tests.docs.pages import DOCS, PAGES, Command, Reader, Statement, steps


def refreshed(text: str) -> str:
    """The page with what its commands print now, run in the current folder."""
    reader = Reader()
    for step in steps(text):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            code = reader.do(step)
        if isinstance(step, Command):
            lines = [line.rstrip() for line in printed.getvalue().splitlines()]
            if code != step.ends_with:
                sys.exit("\n".join([f"{step.line}: ended with {code}", *lines]))
            text = _with_lines_of(text, step, lines)
        elif isinstance(step, Statement):
            text = text.replace(f"{step.typed}\n{step.shown}", f"{step.typed}\n{printed.getvalue()}", 1)
    return text


def _with_lines_of(text: str, step: Command, printed: list[str]) -> str:
    before, typed, after = text.partition(f"$ {step.line}")
    block, end, rest = after.partition("```")
    for line in step.shown:
        if line not in printed:
            like = difflib.get_close_matches(line, printed, 1, 0.3)
            sys.stderr.write(f"- {line}\n+ {''.join(like)}\n")
            block = block.replace(f"\n{line}\n", f"\n{like[0]}\n" if like else "\n", 1)
    return before + typed + block + end + rest


def main(names: list[str]) -> None:
    """Refresh the pages named, or all."""
    pages = [Path(name).resolve() for name in names] or [
        DOCS / folder / page for folder in ("", "ko") for page in PAGES if (DOCS / folder / page).exists()
    ]
    for page in pages:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            os.environ["PLANNER_STORE"] = str(Path(folder) / "plans.sqlite")
            text = refreshed(page.read_text(encoding="utf-8"))
            os.chdir(DOCS)
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
