"""The report in a real browser: it asks nothing of any network, nothing in it comes to life, its tables can be used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

WIDTHS = (360, 800, 1280)

PATIENCE_MS = 120_000
"""A machine that has much else to do takes its time; what never comes is told after this."""


class Watched:
    """A page, and all that it asked for, complained of, or let be blocked."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append("dialog"), dialog.dismiss()))
        page.goto(file.as_uri())
        assert self.requests == [file.as_uri()]


@pytest.fixture(scope="session")
def hostile(folder: Path) -> Path:
    file = folder / "hostile.html"
    file.write_bytes(pages.hostile()[0])
    return file


@pytest.fixture(scope="session")
def crowded(folder: Path) -> Path:
    file = folder / "crowded.html"
    file.write_bytes(pages.crowded()[0])
    return file


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Any]:
    contexts = []

    def opened(file: Path, **options: Any) -> Watched:
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return Watched(context.new_page(), file)

    yield opened
    for context in contexts:
        context.close()


def open_awards(page: Page) -> Locator:
    """The table of awards, unfolded as a reader does it."""
    page.locator("#awards summary").click()
    return page.locator("#awards table")


def heading(page: Page, words: str) -> Locator:
    """The heading of a column of awards, by which it is sorted."""
    return page.locator("#awards th").get_by_text(words, exact=True)


def column(table: Locator, heading: str) -> list[str]:
    """A column's cells as they stand in the page now."""
    headings = [words.strip() for words in table.locator("thead th").all_inner_texts()]
    place = headings.index(heading) + 1
    return [words.strip() for words in table.locator(f"tbody tr td:nth-child({place})").all_inner_texts()]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_window(hostile: Path, open_page: Any, width: int) -> None:
    """Long words break, wide tables scroll within themselves, also when every table is unfolded."""
    page = open_page(hostile, viewport={"width": width, "height": 800}).page
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.evaluate("document.querySelectorAll('details').forEach((details) => details.open = true)")


def test_nothing_but_the_file_is_asked_for_and_nothing_is_blocked(hostile: Path, open_page: Any) -> None:
    """The console stays empty while everything is opened, pointed at, sorted and printed: a violated policy, a failed
    request or an error would stand there."""
    watched = open_page(hostile)
    page = watched.page
    page.evaluate("document.querySelectorAll('details').forEach((details) => details.open = true)")
    for button in page.locator("#awards th button").all():
        button.click()
    for mark in page.locator("svg [aria-label]").all()[:20]:
        if mark.is_visible():
            mark.hover(force=True)
    page.pdf()
    assert watched.requests == [hostile.as_uri()]
    assert watched.complaints == []


def test_the_policy_stops_what_would_get_in(hostile: Path, open_page: Any) -> None:
    """Were escaping forgotten one day: a script, styles and a picture put into the page do nothing."""
    watched = open_page(hostile)
    watched.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'run'";
            const style = document.createElement("style");
            style.textContent = "body { display: none }";
            const picture = document.createElement("img");
            picture.src = "http://example.com/x.png";
            document.body.append(script, style, picture);
            document.body.insertAdjacentHTML("beforeend", "<p id=styled style='position: fixed'>x</p>");
        }"""
    )
    assert watched.page.title() != "run"
    assert watched.page.locator("body").is_visible()
    assert watched.page.evaluate("getComputedStyle(document.getElementById('styled')).position") == "static"
    assert len([words for words in watched.complaints if "Content Security Policy" in words]) >= 4


@pytest.mark.parametrize("scripts", [True, False])
def test_what_users_wrote_stays_text(hostile: Path, open_page: Any, scripts: bool) -> None:
    page = open_page(hostile, java_script_enabled=scripts).page
    assert page.title() == f"{' '.join(pages.HOSTILE)} · Investment plan: report"
    assert page.locator("h1").inner_text() == " ".join(pages.HOSTILE)
    assert page.locator("script").count() == page.locator("style").count() == page.locator("title").count() == 1
    assert page.locator("img, iframe, object, embed, link, base, form, #live, svg svg, a:not([href^='#'])").count() == 0
    assert page.locator("[onload], [onerror], [onmouseover], [onclick], [style], [src], [srcdoc]").count() == 0


def test_readable_without_scripts(crowded: Path, open_page: Any) -> None:
    """Every award stands in the file; nothing that only a script could work is shown."""
    page = open_page(crowded, java_script_enabled=False).page
    table = open_awards(page)
    assert column(table, "Supplier") == [f"S{number:05}" for number in range(1, pages.AWARDS + 1)]
    assert page.locator("button, input, select").count() == 0
    assert page.locator("#summary .lead").inner_text().startswith("The plan funds")


def test_tables_sort_by_any_column(crowded: Path, open_page: Any) -> None:
    """Figures by their size, words in the order of the language; a second click turns the order round."""
    page = open_page(crowded).page
    table = open_awards(page)
    assert len(column(table, "Cost")) == 100
    heading(page, "Cost").click()
    assert column(table, "Cost")[:2] == ["1,000,000", "2,000,000"]
    heading(page, "Cost").click()
    assert column(table, "Cost")[:2] == ["250,000,000", "249,000,000"]
    assert table.locator("th[aria-sort='descending']").inner_text().startswith("Cost")
    heading(page, "Region").click()
    assert column(table, "Region") == sorted(column(table, "Region"))


def test_tables_are_searched_and_chosen_from(crowded: Path, open_page: Any) -> None:
    """What is found is what all that was asked holds for: tier 2 are the odd ones, MOTIR pays for every fifth."""
    page = open_page(crowded).page
    table = open_awards(page)
    controls = page.locator("#awards .controls")
    controls.get_by_label("Tier").select_option("2")
    assert column(table, "Supplier") == [f"S{number:05}" for number in range(1, 200, 2)]
    assert controls.locator("output").inner_text() == "1 to 100 of 125"
    controls.get_by_label("Paid by").select_option(label="산업부 (MOTIR)")
    assert column(table, "Supplier") == [f"S{number:05}" for number in range(5, 251, 10)]
    controls.get_by_label("Find").fill("supplier 155")
    assert column(table, "Supplier") == ["S00155"]
    controls.get_by_label("Region").select_option("부산")
    assert column(table, "Supplier") == []
    assert controls.locator("output").inner_text() == "nothing found"


def test_long_tables_are_turned_over_and_printed_whole(crowded: Path, open_page: Any) -> None:
    page = open_page(crowded).page
    table = open_awards(page)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    assert column(table, "Supplier") == [f"S{number:05}" for number in range(201, 251)]
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert len(column(table, "Supplier")) == pages.AWARDS
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert len(column(table, "Supplier")) == 50


def test_controls_are_not_printed(crowded: Path, open_page: Any) -> None:
    page = open_page(crowded).page
    open_awards(page)
    page.emulate_media(media="print")
    assert not page.locator("#awards .controls").is_visible()
    assert not page.locator("nav").is_visible()
    assert page.locator("#awards table").is_visible()


def test_shapes_say_what_they_are_under_the_pointer(crowded: Path, open_page: Any) -> None:
    """What is said is what the shape carries, as text."""
    page = open_page(crowded).page
    mark = page.locator(".picture.wide svg [aria-label]").first
    mark.hover(force=True)
    assert page.locator("#says").inner_text() == mark.get_attribute("aria-label")
