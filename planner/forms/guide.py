"""The first sheet: what the workbook is for, how it is filled in and checked, and what every column and rule means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from planner.export.wording import Verbatim
from planner.export.workbook.sheet import LINE_HEIGHT
from planner.forms.comments import expected
from planner.forms.example_rules import example_rules
from planner.forms.fields import SHEETS, Entry, Field, fields_of
from planner.forms.rule_keys import RuleKey, rule_keys
from planner.forms.rule_rows import rule_rows
from planner.forms.sheet import Form, FormRow, set_up_page
from planner.forms.text_width import lines_in
from planner.forms.units import worded
from planner.intake.sheets import GUIDE, RULES, SheetKind
from planner.languages import Language, T, Text

_WIDTHS = (19, 30, 62, 19, 11, 27)
"""Of the six columns that everything on the sheet is laid out in."""

_WHOLE = sum(_WIDTHS)
_MANY = 10_000
"""From here on digits are parted in threes; years are below."""

_NEEDED = frozenset({"suppliers", "upgrades", "funders", "budgets", "rules"})
"""The sheets without which there is no programme."""

_PURPOSE = T(
    "This workbook holds a whole support programme: the firms, the equipment that could be replaced, who pays, and the "
    "rules. The planner reads it as it is and finds the plan that cuts the most greenhouse gas."
)

_STEPS: Sequence[Text] = (
    T("Fill in one row a firm, one row a piece of equipment, and so on. Data begin in row 3 and go on without blanks."),
    T("Leave the header in row 1 as it is. Point at a header to see what its column means."),
    T(
        "Row 2 states the units. If your figures are in another unit, such as million won, choose it there; never "
        "write units into data cells."
    ),
    T("A blank cell means that the value is not given. It does not mean 0."),
    T("Several values in one cell are parted by semicolons, such as A-01; A-02."),
    T("Ids such as business numbers are text: 007 keeps its zeros. One firm has one id on all sheets."),
    T(
        "The sheets are protected without a password, so that headers are not lost by mistake. Rows can be added, "
        "deleted, sorted and filtered."
    ),
)

_CHECK = T("To check it, type this command; it names every fault with its cell and how to mend it. Then make the plan:")


def sheet_name(language: Language) -> str:
    """The name of the guide's sheet."""
    return "guide" if language == "en" else GUIDE.to(language)


def write_guide(form: Form, file_name: str) -> None:
    """The sheet; ``file_name`` is the workbook's own name, as it stands in the commands."""
    page = _Page(form)
    page.line(T("Support programme: workbook to fill in"), "title", height=1.6)
    page.paragraph(_PURPOSE)
    page.section(T("How to fill in"))
    for step in (*_STEPS, _about_rules(form.language)):
        page.paragraph(Verbatim(f"-  {step.to(form.language)}"))
    page.section(T("What the colours mean"))
    page.legend("required", T("Header of a column that every row needs"))
    page.legend("optional", T("Header of a column that may be left blank"))
    page.legend("data_required", T("Cell that must be filled in, once its row is begun"))
    page.legend("unit", T("Unit of the column; a white cell lets you choose another one"))
    page.section(T("How to check"))
    page.paragraph(_CHECK)
    for command in ("check", "solve"):
        out = " --out plan.xlsx" if command == "solve" else ""
        page.line(Verbatim(f"planner {command} {file_name} --lang {form.language}{out}"), "command")
    _sheets(page, form.language)
    _columns(page, form.language)
    _rule_examples(page, form.language)
    _rules(page, form.language)
    page.close()


def _about_rules(language: Language) -> Text:
    return T(
        "On the sheet {sheet}, a row states one value: choose the rule, then its key, and write the value.",
        sheet=RULES.sheet(language),
    )


class _Page:
    """The guide's sheet, written from the top down."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._row = 0
        self._sheet: Any = form.workbook.add_worksheet(sheet_name(form.language))
        for column, width in enumerate(_WIDTHS):
            self._sheet.set_column(column, column, width, form.looks.get("sentence"))
        set_up_page(self._sheet, form)
        self._sheet.hide_gridlines(2)

    def line(self, text: Text, style: str, height: float = 1.0) -> None:
        """A line across the page."""
        self._across(text.to(self._form.language), style, height)

    def paragraph(self, text: Text) -> None:
        """A sentence or more across the page, as tall as it needs."""
        words = text.to(self._form.language)
        self._across(words, "sentence", lines_in(words, _WHOLE))

    def section(self, text: Text) -> None:
        """A heading, with some air above."""
        self._row += 1
        self.line(text, "section", 1.2)

    def legend(self, style: str, text: Text) -> None:
        """A look, and what it means."""
        self._sheet.write_blank(self._row, 0, None, self._form.looks.get(style))
        self._sheet.merge_range(
            self._row, 1, self._row, len(_WIDTHS) - 1, text.to(self._form.language), self._form.looks.get("legend")
        )
        self._row += 1

    def table(self, headings: Sequence[Text], rows: Iterator[Sequence[str]]) -> None:
        """A table whose rows are as tall as their longest cell needs; the last of few columns goes on to the edge."""
        self._cells([heading.to(self._form.language) for heading in headings], ["heading"] * len(headings))
        for cells in rows:
            self._cells(cells, ["cell", "strong", *["cell"] * (len(cells) - 2)])

    def close(self) -> None:
        """Nothing here is to be filled in."""
        self._sheet.protect("", {"format_columns": True, "format_rows": True})

    def _across(self, words: str, style: str, height: float) -> None:
        self._sheet.set_row(self._row, LINE_HEIGHT * height)
        self._sheet.merge_range(self._row, 0, self._row, len(_WIDTHS) - 1, words, self._form.looks.get(style))
        self._row += 1

    def _cells(self, cells: Sequence[str], styles: Sequence[str]) -> None:
        last = len(cells) - 1
        widths = [*_WIDTHS[:last], sum(_WIDTHS[last:])]
        tall = max(lines_in(cell, width - 3) for cell, width in zip(cells, widths, strict=True))
        self._sheet.set_row(self._row, LINE_HEIGHT * tall)
        for column, (cell, style) in enumerate(zip(cells, styles, strict=True)):
            look = self._form.looks.get(style, "@")
            if column == last < len(_WIDTHS) - 1:
                self._sheet.merge_range(self._row, column, self._row, len(_WIDTHS) - 1, "", look)
            self._sheet.write_string(self._row, column, cell, look)
        self._row += 1


def _sheets(page: _Page, language: Language) -> None:
    page.section(T("The sheets"))
    headings = (T("Sheet"), T("Needed"), T("What it holds"))
    page.table(headings, (_sheet_row(kind, language) for kind in SHEETS))


def _sheet_row(kind: SheetKind, language: Language) -> Sequence[str]:
    needed = T("always") if kind.name in _NEEDED else T("as needed")
    required = ", ".join(field.title(language) for field in fields_of(kind) if field.required)
    holds = f"{kind.holds.to(language)} {T('Required: {columns}.', columns=required).to(language)}"
    return kind.sheet(language), needed.to(language), holds


def _columns(page: _Page, language: Language) -> None:
    page.section(T("All columns"))
    headings = (T("Sheet"), T("Column"), T("Meaning"), T("Unit or kind"), T("Required"), T("Example"))
    page.table(headings, (_column_row(kind, field, language) for kind in SHEETS for field in fields_of(kind)))


def _column_row(kind: SheetKind, field: Field, language: Language) -> Sequence[str]:
    units = field.units(language)
    words = () if field.entry is Entry.YES_NO else field.choices
    return (
        kind.sheet(language),
        field.title(language),
        field.meaning.to(language) + _choices([field.word(word, language) for word in words], language),
        units[0] if units else expected(field, language),
        _yes_or_no(field.required, language),
        field.example(language) or "",
    )


def _rules(page: _Page, language: Language) -> None:
    page.section(T("All rules"))
    page.paragraph(
        T(
            "Each may also have the key source. YYYY stands for a year, NAME for a name of your own. Rules marked with "
            "a number are lists: number their entries 1, 2, 3 in the column number. A rule that is absent is no rule."
        )
    )
    headings = (T("Rule"), T("Key"), T("Meaning"), T("Unit"), T("Required"), T("Number"))
    page.table(headings, (_rule_row(key, language) for key in _shown_keys()))


def _rule_examples(page: _Page, language: Language) -> None:
    page.section(T("Rules: an example"))
    page.paragraph(T("Lists stand in brackets, their values parted by commas."))
    headings = (T("Rule"), T("Key"), T("Meaning"), T("Unit"), T("Number"), T("Value"))
    page.table(headings, (_example_row(row) for row in rule_rows(example_rules(language), language)))


def _example_row(row: FormRow) -> Sequence[str]:
    value = row["value"]
    shown = f"{value:,}" if isinstance(value, int) and value >= _MANY else str(value)
    return (*(str(row[name] or "") for name in ("rule", "key", "meaning", "unit", "number")), shown)


def _shown_keys() -> Iterator[RuleKey]:
    """The keys; of the marks by which suppliers and upgrades are picked only the first, for all of them."""
    picked: set[tuple[str, str]] = set()
    for key in rule_keys():
        prefix = (key.rule, key.key.rpartition(".")[0])
        if not key.picks:
            yield key
        elif prefix not in picked:
            picked.add(prefix)
            yield key


def _rule_row(key: RuleKey, language: Language) -> Sequence[str]:
    meaning = key.meaning.to(language) + _choices(key.choices, language)
    shown = key.key
    if key.picks:
        prefix = key.key.rpartition(".")[0]
        shown = f"{prefix}.*" if prefix else "*"
        marks = [other.key.rpartition(".")[2] for other in rule_keys() if _is_beside(other, key)]
        meaning = T("Whom it speaks of: {marks}. What is not named does not count.", marks=", ".join(marks)).to(
            language
        )
    unit = worded(key.unit, language) if key.unit is not None else ""
    return key.rule, shown, meaning, unit, _yes_or_no(key.required, language), "1, 2, 3 …" if key.is_list else ""


def _is_beside(other: RuleKey, key: RuleKey) -> bool:
    return other.picks and (other.rule, other.key.rpartition(".")[0]) == (key.rule, key.key.rpartition(".")[0])


def _choices(words: Sequence[str], language: Language) -> str:
    """What may be chosen, as a further sentence."""
    if not words or len(words) > 9:
        return ""
    return " " + T("To choose from: {words}", words=", ".join(words)).to(language)


def _yes_or_no(value: bool, language: Language) -> str:
    return (T("yes") if value else T("no")).to(language)
