"""The report says what the plan says, in both languages, and holds nothing that could run but its own script."""

import base64
import functools
import hashlib
from decimal import Decimal
from html.parser import HTMLParser
from unittest import mock
from xml.etree import ElementTree

import pytest

from planner.audit import audit
from planner.export import Choices
from planner.export.columns import Kind
from planner.export.report import report_bytes
from planner.export.report.blocks import Points
from planner.export.report.cells import text_of
from planner.export.report.groups import group_tables
from planner.export.report.limits import dearest_purses, tight_purses
from planner.export.report.material import Material
from planner.export.report.pictures import harmless
from planner.export.report.sections import fairness, money
from planner.export.studies import Studies
from planner.languages import LANGUAGES, Language
from planner.plan.plan import FairnessFigure, Plan, ShadowPrice
from planner.study.comparison import compare
from planner.study.rungs import Ladder, Rung
from tests.export import example


class Page(HTMLParser):
    """The parts of a page: texts of scripts and styles, attributes, anchors, and all words."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.within: list[str] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": []}
        self.attributes: list[tuple[str, str | None]] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.within.append(tag)

    def handle_data(self, data: str) -> None:
        tag = self.within[-1] if self.within else ""
        if tag in self.texts:
            self.texts[tag].append(data)
        else:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.within:
            while self.within.pop() != tag:
                pass

    def values(self, name: str) -> list[str]:
        return [value or "" for given, value in self.attributes if given == name]

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.words).split())


@functools.cache
def report(language: Language = "en", status: str = "optimal") -> Page:
    """The example's report; drawn once, as every test looks at another part of it."""
    return told(Choices(language), example.plan(status=status))


def told(choices: Choices, plan: Plan) -> Page:
    """A report without charts, which take longer than all the rest."""
    with mock.patch("planner.export.charts.pictures", return_value=()):
        return Page(report_bytes(plan, example.programme(), choices))


@functools.cache
def drawn() -> Page:
    """A report with its charts."""
    return Page(report_bytes(example.plan(), example.programme(), Choices("ko")))


def material(plan: Plan) -> Material:
    return Material(plan, example.programme(), audit(example.programme(), plan), Studies(), "en")


def test_only_its_own_script_and_style_may_work() -> None:
    """The policy allows by their hashes the two texts that stand there, and nothing else; nothing loads anything."""
    page = drawn()
    (policy,) = [content for content in page.values("content") if "default-src" in content]
    (script,), (style,) = page.texts["script"], page.texts["style"]
    allowed = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, style)]
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{allowed[0]}'; style-src 'sha256-{allowed[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert page.tags.count("script") == page.tags.count("style") == 1
    assert not {"link", "img", "iframe", "object", "embed", "form", "base"} & set(page.tags)
    assert all(target.startswith("#") for target in page.values("href"))
    assert not page.values("src") and not page.values("style")
    assert not [name for name, _ in page.attributes if name.startswith("on")]


def test_the_page_says_its_language() -> None:
    assert report("ko").values("lang") == ["ko"]
    assert report("en").values("lang") == ["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_section(language: Language) -> None:
    page = report(language)
    assert {target.removeprefix("#") for target in page.values("href")} <= set(page.values("id"))


def test_same_plan_same_page() -> None:
    again = told(Choices("ko"), example.plan())
    assert (again.attributes, again.words) == (report("ko").attributes, report("ko").words)


def test_charts_stand_in_the_page_for_both_widths() -> None:
    """Each chart twice, each with shapes that say what they are; ids are the page's own."""
    page = drawn()
    assert page.tags.count("svg") == 2 * page.tags.count("figure") > 10
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert any("770" in words or "50" in words for words in page.values("aria-label"))


def test_the_first_page_tells_what_was_decided() -> None:
    """2 of the 4 upgrades, 2 of the 3 suppliers, 770 t; 61 million won of funders, 20 returned, 49 own."""
    said = report().said
    assert "The plan funds 2 of 4 candidate upgrades at 2 of 3 suppliers. Together they cut 770" in said
    assert "How good it is: optimal (proven by the solver)." in said
    assert "Funders' money 0.61 eok" in said
    assert "Returned money spent again 0.20 eok" in said
    assert "Suppliers' own money 0.49 eok" in said


def test_optimal_is_said_only_where_it_is_proven() -> None:
    for status in ("within_gap", "feasible"):
        assert "optimal" not in report("en", status).said.lower()
        assert "최적" not in report("ko", status).said
    assert "optimal (proven" in report("en").said


def test_tables_are_whole_and_their_ids_stay_as_they_are() -> None:
    """All awards, all that is not funded, with ids that begin like formulas."""
    said = report().said
    assert all(f" {name} " in said for name in ("a1", "=b1", "c1", "c2", "0012", "-compressor", "@SUM(1)"))


def test_purses_and_what_a_little_more_money_is_worth() -> None:
    """61 of 660 million won are spent; purses with one price in a year stand together, the dearest first."""
    prices = (
        ShadowPrice(rule="budget[MOTIR,2026]", price=7.0, unit="t per million won"),
        ShadowPrice(rule="budget[OEM,2026]", price=7.0 + 1e-9, unit="t per million won"),
        ShadowPrice(rule="budget[@MSS,2027]", price=9.5, unit="t per million won"),
    )
    said = [str(text) for text in tight_purses(example.plan(shadow_prices=prices))]
    assert said == [
        "0.61 eok of 6.60 eok in the purses are spent (9.2 %).",
        "One million won more in 2027 from @MSS would be worth 9.50 t.",
        "One million won more in 2026 from MOTIR, OEM would be worth 7.00 t.",
    ]
    assert [purses for purses, _, _ in dearest_purses(example.plan(shadow_prices=prices))] == [
        ["@MSS"],
        ["MOTIR", "OEM"],
    ]


def test_of_each_fairness_rule_the_nearest_to_its_level_is_told() -> None:
    """Of two groups under a floor of 10 %, the one that has 11 % is nearer than the one that has 30 %."""
    figures = (
        FairnessFigure(rule="floor[1,Busan]", level=0.1, value=0.3),
        FairnessFigure(rule="floor[1,=대구]", level=0.1, value=0.11),
    )
    with mock.patch("planner.export.charts.pictures", return_value=()):
        section = fairness.section(material(example.plan(fairness=figures)))
    assert section is not None
    (points,) = [block for block in section.blocks if isinstance(block, Points)]
    assert [str(says) for says in points.says] == [
        "region =대구: at least 10 % of support. Asked: 10.00 %. "
        "In the plan, of 2 groups or suppliers the nearest to it is =대구: 11.00 %."
    ]


def test_money_by_payer_and_year_adds_up_to_what_all_costs() -> None:
    table = money.table(example.plan())
    assert table.total("total") == example.plan().indicators.all_won
    assert sum(int(table.total(f"year:{year}") or 0) for year in range(2026, 2032)) == 130 * example.MILLION


def test_parts_of_groups_add_up_to_everything() -> None:
    """Of 81 million won of support A in tier 1 has 60, B in tier 2 has 21: 74.07 % and 25.93 %."""
    tables = {str(table.title): table for table in group_tables(example.plan(), example.programme())}
    tier = tables["Tier"]
    assert [(row.group, row.support // example.MILLION, float(row.part)) for row in tier.rows] == [
        ("1", 60, 74.07),
        ("2", 21, 25.93),
    ]
    assert all(sum(row.part for row in table.rows) == 100 for table in tables.values())


def test_studies_are_told_where_there_are_any() -> None:
    """Without them the command that makes them stands there; with them their figures."""
    plan = example.plan()
    rung = Rung("MOTIR", None, 40, 100 * example.MILLION, 12.5, 0.125, 99, ("c1",), (), 0.2, None, None)
    ladder = Ladder(plan, 1, "lifetime_tonnes", "t", 100 * example.MILLION, (rung,), False)
    studies = Studies(ladder=ladder, comparison=compare(example.programme(), plan, plan))
    alone, with_studies = report().said, told(Choices("en", studies=studies), plan).said
    assert "planner ladder MODEL" in alone and "planner ranking MODEL" in alone and "planner prices MODEL" in alone
    assert "planner ladder MODEL" not in with_studies and "planner ranking MODEL" not in with_studies
    assert "MOTIR all years 40 100,000,000 12.5 0.125" in with_studies
    assert "comes to 770 t" in with_studies or "comes to 770.0 t" in with_studies


def test_cells_have_the_digits_of_their_kind() -> None:
    assert text_of(1234567, Kind.WON, "en") == "1,234,567"
    assert text_of(Decimal("0.05"), Kind.TONNES, "en") == "0.1"
    assert text_of(-3, Kind.TONNES, "ko") == "-3.0"
    assert text_of(1 / 3, Kind.PERCENT, "en") == "33.33 %"
    assert text_of(Decimal("-0.0001"), Kind.TONNES, "en") == "0.0"
    assert text_of(2026, Kind.YEAR, "en") == "2026"
    assert text_of(None, Kind.WON, "en") == ""


def test_a_drawing_keeps_shapes_and_words_alone() -> None:
    """What runs, loads or styles is left out, with all that stands in it; ids are told apart."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="5"'
        ' onload="alert(1)"><style>*{}</style><script>alert(1)</script><a xlink:href="javascript:x"><text>x</text></a>'
        '<image href="http://example.com/x.png"/><foreignObject><p>x</p></foreignObject><defs><clipPath id="c">'
        '<rect width="1" height="1"/></clipPath></defs><g clip-path="url(#c)" style="fill: red" aria-label="X-axis">'
        '<path d="M0.123456,1" fill="url(http://example.com)" aria-label="&lt;b&gt; 1 t" onclick="alert(1)"/>'
        '<path d=""/><text x="1">&lt;script&gt;</text></g></svg>'
    )
    root = ElementTree.fromstring(harmless(svg, "key"))
    assert [element.tag for element in root.iter()] == ["svg", "defs", "clipPath", "rect", "g", "path", "text"]
    assert root.attrib == {"viewBox": "0 0 10 5", "aria-hidden": "true"}
    path, text, group = root.find(".//path"), root.find(".//text"), root.find("g")
    assert path is not None and path.attrib == {"d": "M0.12,1", "aria-label": "<b> 1 t"}
    assert text is not None and text.text == "<script>"
    assert group is not None and group.attrib == {"clip-path": "url(#key-c)"}
    assert [clip.get("id") for clip in root.iter("clipPath")] == ["key-c"]
