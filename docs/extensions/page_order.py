"""The site's contents are the rows of the index: the pages that README.md links to in its tables, in their order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

_ROW = re.compile(r"^\|[^\[\n]*\[[^\]]+\]\(([^)#]+)\.md\)", re.MULTILINE)


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this."""
    app.connect("source-read", _with_contents)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _with_contents(app: Sphinx, page: str, source: list[str]) -> None:
    """An index page with a hidden table of contents under each heading that has a table of pages."""
    if Path(page).name == "README":
        source[0] = "\n## ".join(_part(part) for part in source[0].split("\n## "))


def _part(text: str) -> str:
    pages = list(dict.fromkeys(_ROW.findall(text)))
    if not pages:
        return text
    caption = text.partition("\n")[0].removeprefix("# ")
    return "\n".join([text, "", "```{toctree}", ":hidden:", f":caption: {caption}", "", *pages, "```", ""])
