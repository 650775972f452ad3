"""The README lies outside the folder of the site: the page ``start`` shows it, and links to it lead there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

_PAGE = "start"
_LINK = re.compile(r"\]\((?=[\w.]+[^:)]*\))")
_PAGE_OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./[^)]+\.md\)")


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this."""
    app.connect("source-read", _readme)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _readme(app: Sphinx, page: str, source: list[str]) -> None:
    """The README at the end of its page, and links to it in all others."""
    if page == _PAGE:
        source[0] += "\n" + _seen_from_the_page(Path(app.srcdir, "..", "README.md").read_text(encoding="utf-8"))
    up = "../" * page.count("/")
    source[0] = source[0].replace(f"]({up}../README.md)", f"]({up}{_PAGE}.md)")


def _seen_from_the_page(readme: str) -> str:
    """Without its title, its links as they are from ``docs/``; other pages outside the site are named only."""
    text = readme.partition("\n")[2]
    return _PAGE_OUTSIDE.sub(r"\1", _LINK.sub("](../", text).replace("](../docs/", "]("))
