"""The site: built without a warning, complete, drawn from code and schema, and read without a network."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from planner.cli.group import COMMANDS
from planner.programme.families import FAMILIES
from planner.programme.rules import Rules
from tests.docs.pages import DOCS, ROOT

pytest.importorskip("sphinx")
pytest.importorskip("latex2mathml")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as docs/README.md says, elsewhere."""
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", str(DOCS), str(target)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return target


def words_of(page: Path) -> str:
    """What a page says, without its markup."""
    return html.unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))


class Fetched(HTMLParser):
    """The addresses from which a browser would fetch something to show the page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "a":
            self.addresses += [value for name, value in attrs if name in {"src", "href", "data", "srcset"} and value]


def test_every_page_is_in_the_site(site: Path) -> None:
    pages = [page.relative_to(DOCS).with_suffix(".html") for page in DOCS.rglob("*.md")]
    assert [str(page) for page in pages if not (site / page).is_file()] == []


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        fetched = Fetched()
        fetched.feed(page.read_text(encoding="utf-8"))
        assert [address for address in fetched.addresses if re.match(r"\w+:(?!image/)|//", address)] == [], page
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:|//)|@import", style.read_text(encoding="utf-8")), style


def test_every_formula_of_the_code_is_drawn(site: Path) -> None:
    """Counted in the source text, apart from the extension that collects them."""
    sources = (ROOT / "planner" / "formulation").glob("*.py")
    stated = sum(source.read_text(encoding="utf-8").count(".. math::") for source in sources)
    drawn = (site / "reference" / "formulas.html").read_text(encoding="utf-8")
    assert drawn.count('<div class="formula">') == stated


def test_no_formula_is_left_as_it_was_typed(site: Path) -> None:
    """Well-formed MathML on every page; what the converter does not know it leaves with its backslash."""
    for page in site.rglob("*.html"):
        formulas = re.findall(r"<math.*?</math>", page.read_text(encoding="utf-8"), re.DOTALL)
        words = ["".join(ElementTree.fromstring(formula).itertext()) for formula in formulas]
        assert [word for word in words if not word or "\\" in word or "$" in word] == [], page


def test_every_family_has_its_section_and_rows_their_names(site: Path) -> None:
    page = site / "reference" / "formulas.html"
    text = words_of(page)
    assert [family.name for family in FAMILIES if family.says.to("en") not in text] == []
    assert [name for name in ("budget[funder, year]", "once[upgrade]", "deployment[]") if name not in text] == []


def test_every_key_stands_in_the_reference(site: Path) -> None:
    schema = json.dumps(Rules.model_json_schema())
    keys = set(re.findall(r'"(\w+)": \{"(?:description|anyOf|default)', schema)) | set(Rules.model_fields)
    text = words_of(site / "reference" / "model.html")
    assert sorted(key for key in keys if not re.search(rf"\b{key}\b", text)) == []


def test_every_command_stands_in_the_reference(site: Path) -> None:
    text = (site / "reference" / "commands.html").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f'id="planner-{name}"' not in text] == []
