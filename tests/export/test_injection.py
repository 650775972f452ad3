"""The words that would like to be programs, over every export but the page: the campaign's short version; and that what
counts as live is found."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from planner.export.report.pictures import harmless
from tests.campaigns.injection import payloads, poisoned
from tests.campaigns.injection.exports import QUICK_DOCUMENTS, everything
from tests.campaigns.injection.live import in_csv, in_html, in_text, in_workbook, live_in


@pytest.mark.parametrize("name", payloads.SHORT)
def test_nothing_is_live(name: str, tmp_path: Path) -> None:
    word = payloads.ALL[name]
    written = everything(tmp_path / "everywhere", poisoned.everywhere(word), QUICK_DOCUMENTS)
    if written.codes["solve"] != 0:
        written = everything(tmp_path / "rules", poisoned.in_rules(word), QUICK_DOCUMENTS)
    assert written.codes["solve"] == 0
    assert 1 not in written.codes.values()
    assert len(written.files) >= 8
    assert not [(kind, each) for kind, path in written.files for each in live_in(path)]
    assert not [(kind, each) for kind, words in written.words for each in in_text(words)]
    assert not written.stray


def workbook(formula: str | None = None, link: str | None = None, name: str | None = None) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet("A")
    sheet.write_string("A1", f"={payloads.MARK}")
    if formula is not None:
        sheet.write_formula("A2", formula)
    if link is not None:
        sheet.write_url("A3", link)
    if name is not None:
        book.define_name("one", name)
    book.close()
    return content.getvalue()


def test_a_formula_a_link_and_a_name_are_found() -> None:
    assert not list(in_workbook(workbook()))
    assert not list(in_workbook(workbook(formula="=SUM(A1:A2)")))
    assert list(in_workbook(workbook(formula=f'="{payloads.MARK}"')))
    assert list(in_workbook(workbook(formula='=HYPERLINK("x")')))
    assert list(in_workbook(workbook(link="http://a.example/")))
    assert list(in_workbook(workbook(name=f"={payloads.MARK}!$A$1")))


def test_a_part_that_fetches_is_found() -> None:
    content = io.BytesIO(workbook())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    assert list(in_workbook(content.getvalue())) == ["part xl/externalLinks/externalLink1.xml"]


def test_cells_that_begin_formulas_are_found() -> None:
    assert not list(in_csv('a,\'=1,-5,-1.5e3\r\n"x\n=1",,b=1\r\n'))
    assert len(list(in_csv('=1,+a, =1,＝1,@x,"\t=1",-1+2\r\n'))) == 7


POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'


@pytest.mark.parametrize(
    "body",
    [
        f"<script>{payloads.MARK}</script>",
        f"<style>{payloads.MARK}</style>",
        "<p onclick=x>",
        "<img src=http://a.example/>",
        "<a href='javascript:x'>x</a>",
        f"<iframe srcdoc={payloads.MARK}>",
        "<meta http-equiv=refresh content=0>",
    ],
)
def test_what_runs_in_a_page_is_found(body: str) -> None:
    assert list(in_html(POLICY + body))
    assert list(in_html("<p>x</p>")) == ["no content policy"]


def test_words_in_a_page_are_only_words() -> None:
    escaped = f"&lt;script&gt;{payloads.MARK}&lt;/script&gt; {payloads.MARK} <a href='#x'>x</a><script>ours()</script>"
    assert not list(in_html(POLICY + escaped))


def test_commands_to_a_terminal_are_found() -> None:
    assert list(in_text("a\x1b[0m\u202eb\n")) == ["character U+001B", "character U+202E"]
    assert not list(in_text("a\n\tb 한"))


def test_every_kind_of_word_is_in_the_short_list() -> None:
    kinds = (payloads.FORMULAS, payloads.SCRIPTS, payloads.COMMANDS)
    assert all(set(kind) & set(payloads.SHORT) for kind in kinds)
    assert set(payloads.SHORT) <= set(payloads.ALL)
    assert all(payloads.MARK in word for word in payloads.ALL.values() if not word.startswith("[$-x]"))


def test_a_character_that_xml_has_not_is_replaced_in_pictures() -> None:
    picture = harmless('<svg xmlns="http://www.w3.org/2000/svg"><text>a\uffffb\x1bc한</text></svg>', "key")
    assert "a\ufffdb\ufffdc한" in picture
