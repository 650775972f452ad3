"""What a page does in a browser: Debian's Chromium, driven by playwright, without a window and without a network."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.campaigns.injection.payloads import MARK

CHROMIUM = shutil.which("chromium")

_POKE = """() => {
  for (const each of document.querySelectorAll('*')) {
    for (const kind of ['focus', 'mouseover', 'click', 'load', 'error']) {
      if (each.tagName !== 'A' && each.tagName !== 'BUTTON') { each.dispatchEvent(new Event(kind)); }
    }
  }
}"""
"""Every event that a handler might wait for, on every element."""


@contextlib.contextmanager
def chromium() -> Iterator[Any]:
    """The browser; None where there is none."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sync_playwright = None
    if sync_playwright is None or CHROMIUM is None:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def done_by(browser: Any, file: Path) -> list[str]:
    """What the page does that no page of ours does: dialogs, requests, new windows, scripts of a user's word."""
    context = browser.new_context(offline=True)
    done: list[str] = []
    try:
        page = context.new_page()
        context.on("page", lambda other: done.append(f"window {other.url}"))
        page.on(
            "request", lambda asked: done.append(f"request {asked.url[:80]}") if asked.url != file.as_uri() else None
        )
        page.on("dialog", lambda dialog: (done.append("dialog"), dialog.dismiss()))
        page.on("pageerror", lambda error: done.append(f"error {str(error)[:80]}"))
        page.on("console", lambda message: done.append(f"console {message.text[:80]}"))
        page.goto(file.as_uri())
        page.evaluate(_POKE)
        if page.evaluate(f"typeof window.{MARK} !== 'undefined'"):
            done.append("script ran")
        if page.url != file.as_uri():
            done.append(f"went to {page.url[:80]}")
    finally:
        context.close()
    return done
