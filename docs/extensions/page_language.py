"""Pages under ``ko/`` say that they are Korean: browsers then break lines, hyphenate and read aloud as they should."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this."""
    app.connect("html-page-context", _say_which)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _say_which(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: Any) -> None:
    if page.startswith("ko/"):
        context["language"] = "ko"
