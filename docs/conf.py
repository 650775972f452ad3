"""How the documentation becomes a site: ``sphinx-build -W -b html docs build/docs``. It is read without a network."""

import sys
from pathlib import Path

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent / "extensions"))

from planner import __version__

project = "planner"
version = release = __version__
root_doc = "README"
extensions = [
    "myst_parser",
    "sphinx_click",
    "formulas",
    "mathml",
    "page_language",
    "page_order",
    "readme",
    "schema_tables",
]

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "planner"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_math_renderer = "mathml"
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False


def setup(app: Sphinx) -> None:
    """CSV is shown as it is: Pygments has no lexer of that name."""
    from pygments.lexers.special import TextLexer

    app.add_lexer("csv", TextLexer)
