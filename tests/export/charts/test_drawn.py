"""What is drawn: SVG that runs, loads and styles nothing; specifications without expressions; names stay text."""

import itertools
from xml.etree import ElementTree

import pytest

from planner.export.charts import Frame, pictures
from planner.export.charts.drawn import spec, svg
from planner.export.charts.picture import Picture
from planner.languages import LANGUAGES
from tests.export import example
from tests.export.charts.specs import nodes

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "datum.x + 1", "=cmd|'/C calc'!A0", "{{7*7}}")


def hostile() -> tuple[Picture, ...]:
    """The example's pictures, with payloads for names."""
    programme = example.programme()
    for supplier, payload in zip(programme.suppliers.values(), itertools.cycle(HOSTILE), strict=False):
        object.__setattr__(supplier, "name", payload)
        object.__setattr__(supplier, "region", payload)
    plan = example.plan()
    for funder, payload in zip(plan.model.funders, HOSTILE[::-1], strict=False):
        object.__setattr__(funder, "name", payload)
    return pictures(plan, programme, Frame("en", 760))


@pytest.fixture(scope="module")
def drawings() -> dict[str, str]:
    return {picture.key: svg(picture) for picture in hostile()}


def test_the_example_has_these_pictures() -> None:
    keys = [picture.key for picture in pictures(example.plan(), example.programme(), Frame())]
    assert keys == [
        "abatement",
        "flow",
        "regions",
        "payers",
        "tonnes",
        "repayment",
        "repayment_suppliers",
        "pool",
        "fairness",
    ]


def test_shapes_and_words_only(drawings: dict[str, str]) -> None:
    for drawing in drawings.values():
        for element in ElementTree.fromstring(drawing).iter():
            assert str(element.tag).removeprefix(SVG) in {
                "svg",
                "g",
                "path",
                "rect",
                "line",
                "text",
                "defs",
                "clipPath",
            }
            assert not {name for name in element.attrib if name.startswith("on") or name.endswith("href")}
            assert "style" not in element.attrib


def test_payloads_are_words(drawings: dict[str, str]) -> None:
    """They are there, told by marks, and nothing but text."""
    said = [
        str(element.get("aria-label")) for text in drawings.values() for element in ElementTree.fromstring(text).iter()
    ]
    for payload in HOSTILE[:3]:
        assert any(payload in words for words in said)


def test_specifications_have_no_expressions_and_load_nothing() -> None:
    forbidden = {"expr", "signal", "transform", "calculate", "href", "url", "params", "test", "condition"}
    for picture in hostile():
        found = spec(picture)
        assert not {key for key, _ in nodes(found)} & forbidden
        assert all(set(rows[0]) for rows in found["datasets"].values())


def test_every_mark_with_something_to_say_says_it(drawings: dict[str, str]) -> None:
    for key, drawing in drawings.items():
        assert "aria-label" in drawing, key
        assert 'aria-label="undefined' not in drawing


def test_same_plan_same_bytes() -> None:
    def drawn() -> list[str]:
        return [svg(picture) for picture in pictures(example.plan(), example.programme(), Frame("ko", 360))]

    assert drawn() == drawn()


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_and_figures_in_both_languages(language: str) -> None:
    """No braces of templates, no words of the other language: titles differ between the languages."""
    found = pictures(example.plan(), example.programme(), Frame("ko" if language == "ko" else "en", 360))
    for picture in found:
        assert not {"{", "}"} & set(picture.title)
        assert any("가" <= letter <= "힣" for letter in picture.title) == (language == "ko")


def test_fonts_have_hangul(drawings: dict[str, str]) -> None:
    assert all("Noto Sans CJK KR" in drawing and "Malgun Gothic" in drawing for drawing in drawings.values())
