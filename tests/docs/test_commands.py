"""What the tutorial and the how-to pages have their readers do works, and prints what the pages show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, PAGES, Command, Reader, Statement, Step, steps

HERE = [DOCS / folder / page for folder in ("", "ko") for page in PAGES if (DOCS / folder / page).exists()]
by_name = pytest.mark.parametrize("page", HERE, ids=[str(page.relative_to(DOCS)) for page in HERE])


@by_name
def test_every_step_works(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In an empty folder, one step after the other; the lines shown are among those printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("planner.languages._spoken", ["en"])
    reader = Reader()
    done = list(steps(page.read_text(encoding="utf-8")))
    assert any(isinstance(step, Command) for step in done)
    for step in done:
        code = reader.do(step)
        printed = "".join(capsys.readouterr())
        if isinstance(step, Command):
            assert code == step.ends_with, (step.line, printed)
            lines = [line.rstrip() for line in printed.splitlines()]
            assert [line for line in step.shown if line not in lines] == [], step.line
        elif isinstance(step, Statement):
            assert printed == step.shown, step.typed


@by_name
def test_its_pictures_are_there_and_say_what_they_show(page: Path) -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    assert [link for says, link in pictures if not says or not (page.parent / link).is_file()] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_korean_page_has_the_same_steps(page: str) -> None:
    """The same commands and statements, in Korean, and the same files and cells."""

    def kinds(folder: str) -> list[object]:
        text = (DOCS / folder / page).read_text(encoding="utf-8")
        return [_in_any_language(step) for step in steps(text)]

    assert kinds("ko") == kinds("")


def _in_any_language(step: Step) -> object:
    if isinstance(step, Command):
        return step.line.removesuffix(" --lang ko")
    return step.source.replace('"ko"', '"en"') if isinstance(step, Statement) else type(step)
