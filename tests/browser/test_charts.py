"""The charts' specifications are drawn by Vega's own interpreter, under a policy that forbids to evaluate any text."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import vl_convert

from planner.export.charts import Frame, pictures
from planner.export.charts.drawn import VEGA_LITE, spec
from tests.export import example

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LIBRARY = "window.draw = (place, spec) => vegaEmbed(place, spec, {ast: true, actions: false, renderer: 'svg'});"
DRAW = """
    (async () => {
        for (const spec of SPECS) await draw(document.body.appendChild(document.createElement('div')), spec);
        document.title = 'drawn';
    })();
"""


def test_specifications_need_no_evaluation(browser: Browser, folder: Path) -> None:
    """A policy without unsafe-eval: were an expression compiled from text, the browser would refuse and complain."""
    specs = [spec(picture) for picture in pictures(example.plan(), example.programme(), Frame("ko", 760))]
    library = vl_convert.javascript_bundle(LIBRARY, vl_version=VEGA_LITE)
    script = f"const SPECS = {json.dumps(specs).replace('<', '\\u003c')};{DRAW}"
    allowed = " ".join(f"'sha256-{_digest(text)}'" for text in (library, script))
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src {allowed}"
    file = folder / "charts.html"
    file.write_text(
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}"><body>'
        f'<script type="module">{library}</script><script type="module">{script}</script>',
        encoding="utf-8",
    )
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_function("document.title === 'drawn'")
    assert complaints == []
    assert page.locator("svg.marks").count() == len(specs)
    page.close()


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
