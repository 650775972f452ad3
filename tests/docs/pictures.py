"""Draws the pictures of the pages anew: ``python -m tests.docs.pictures``.

They are made of what the tutorial's steps leave in a folder: charts of the plan as SVG, pages of the workbooks as
PNG, the top of the report; and of the charts that the page on Python saves. Needs LibreOffice (``soffice``), poppler
(``pdftoppm``) and ``chromium``.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from planner.languages import LANGUAGES, Language
from planner.opening.plans import load_plan
from tests.docs.pages import DOCS, Reader, steps

CHARTS = ("abatement", "flow")
"""The charts that the pages show, by their keys."""

PAGES_OF_WORKBOOKS = (("plan.xlsx", "workbook", 540), ("marked.xlsx", "marked", 370))
"""Workbook, picture, and how many pixels of its first page from the top."""


def draw_python(language: Language) -> None:
    """The charts that the page on Python saves, under its name."""
    page = DOCS / ("" if language == "en" else language) / "python.md"
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        _do(page)
        for chart in Path(folder).glob("*.svg"):
            shutil.copy(chart, DOCS / "pictures" / language / f"python-{chart.name}")
        os.chdir(DOCS)


def draw(language: Language) -> None:
    """The tutorial's pictures in one language."""
    target = DOCS / "pictures" / language
    target.mkdir(parents=True, exist_ok=True)
    page = DOCS / ("" if language == "en" else language) / "tutorial.md"
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        _do(page)
        _charts(target, language)
        for workbook, name, height in PAGES_OF_WORKBOOKS:
            _first_page(Path(folder, workbook), target / f"{name}.png", height)
        _top_of_report(Path(folder, "plan.html"), target / "report.png")
        os.chdir(DOCS)


def _do(page: Path) -> None:
    reader = Reader()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for step in steps(page.read_text(encoding="utf-8")):
            reader.do(step)


def _charts(target: Path, language: Language) -> None:
    from planner.export.charts import pictures
    from planner.export.charts.drawn import svg
    from planner.export.charts.frame import Frame

    saved = load_plan(Path("plan.json"), None)
    for picture in pictures(saved.plan, saved.programme, Frame(language=language, width=760)):
        if picture.key in CHARTS:
            (target / f"{picture.key}.svg").write_text(svg(picture), encoding="utf-8")


def _first_page(workbook: Path, target: Path, height: int) -> None:
    """The first page as it is printed; in colours that a wide page needs, not more."""
    _quietly("soffice", "--headless", "--convert-to", "pdf", str(workbook))
    cut = ("-x", "0", "-y", "0", "-W", "1200", "-H", str(height))
    pages = ("-l", "1", "-singlefile")
    _quietly("pdftoppm", "-png", "-r", "90", *pages, *cut, f"{workbook.stem}.pdf", str(target.with_suffix("")))


def _top_of_report(report: Path, target: Path) -> None:
    window = ("--hide-scrollbars", "--window-size=1000,760", f"--screenshot={target}")
    _quietly("chromium", "--headless", "--no-sandbox", *window, report.as_uri())


def _quietly(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    for language in LANGUAGES:
        draw(language)
        draw_python(language)
