"""Every look of a cell in one place: fonts, number formats, colours."""

from __future__ import annotations

from typing import Any

from planner.export.columns import Kind
from planner.export.numbers import MoneyUnit
from planner.languages import Language

# Of money nothing is a dash, as in budgets: so that it differs from what rounds to 0 in a larger unit.
NUMBER_FORMATS = {
    Kind.TEXT: "@",
    Kind.SENTENCE: "@",
    Kind.SIGN: "@",
    Kind.YEAR: "0",
    Kind.MARK: "0",
    Kind.COUNT: "#,##0",
    Kind.WON: '#,##0;-#,##0;"-"',
    Kind.WON_PER_TONNE: "#,##0",
    Kind.EOK: '#,##0.00;-#,##0.00;"-"',
    Kind.TONNES: "#,##0.0",
    Kind.PERCENT: "0.00%",
    Kind.SMALL_PERCENT: "0.0000%",
    Kind.KG_PER_UNIT: "#,##0.00",
    Kind.FIGURE: "#,##0.0###",
    Kind.PART: "#,##0.000000",
}

MILLIONS = '#,##0,,;-#,##0,,;"-"'
"""Whole won shown in million won. No number format shows 억원: these have cells of their own."""

_LEAST_SHOWN = {
    MILLIONS: "500000",
    NUMBER_FORMATS[Kind.EOK]: "0.005",
    NUMBER_FORMATS[Kind.TONNES]: "0.05",
    NUMBER_FORMATS[Kind.PERCENT]: "0.00005",
    NUMBER_FORMATS[Kind.SMALL_PERCENT]: "0.0000005",
    NUMBER_FORMATS[Kind.KG_PER_UNIT]: "0.005",
}
"""From where on a format shows something else than 0."""

FONTS: dict[Language, str] = {"ko": "맑은 고딕", "en": "Malgun Gothic"}
"""One font under its two names; it has Hangul, which names have in either language."""

_INK = "#1F2A37"
_DEEP = "#1F3864"
_PALE = "#E8EEF7"
_LINE = "#BFC7D5"
_AMBER = "#FFF2CC"
_RED = "#F8CBAD"

STYLES: dict[str, dict[str, Any]] = {
    "plain": {"valign": "top", "text_wrap": True, "bottom": 4, "bottom_color": _LINE},
    "figure": {"valign": "top", "bottom": 4, "bottom_color": _LINE},
    "tight": {"valign": "top", "bottom": 4, "bottom_color": _LINE, "bg_color": _AMBER},
    "broken": {"valign": "top", "bottom": 4, "bottom_color": _LINE, "bg_color": _RED, "bold": True},
    "total": {"bold": True, "bg_color": _PALE, "top": 1, "bottom": 1, "border_color": _DEEP},
    "change": {"valign": "top", "bottom": 4, "bottom_color": _LINE},
    "total_change": {"bold": True, "bg_color": _PALE, "top": 1, "bottom": 1, "border_color": _DEEP},
    "heading": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": _DEEP,
        "align": "center",
        "indent": 0,
        "valign": "vcenter",
        "text_wrap": True,
        "border": 1,
        "border_color": _LINE,
    },
    "title": {"bold": True, "font_size": 16, "font_color": _DEEP, "indent": 0},
    "section": {"indent": 0, "bold": True, "font_size": 12, "font_color": _DEEP, "bottom": 2, "bottom_color": _DEEP},
    "label": {"bg_color": _PALE, "valign": "top", "text_wrap": True, "bottom": 4, "bottom_color": _LINE},
    "strong": {"bold": True, "valign": "top", "bottom": 4, "bottom_color": _LINE},
    "note": {"font_color": "#5B6472", "font_size": 9, "indent": 0},
    "lines": {"font_color": "#5B6472", "font_size": 9, "indent": 0, "text_wrap": True, "valign": "top"},
}
"""The looks by name, apart from font and number format."""


CHANGES = ("change", "total_change")
"""Increases and decreases: what is less stands behind a triangle in Korean budgets, where nothing is a dash."""

ALARMS: dict[str, dict[str, Any]] = {"tight": {"bg_color": _AMBER}, "broken": {"bg_color": _RED, "bold": True}}
"""What conditional formats add to a cell."""


class Formats:
    """The workbook's formats, each made when first wanted."""

    def __init__(self, workbook: Any, language: Language, money: MoneyUnit = MoneyUnit.WON) -> None:
        self._workbook = workbook
        self._numbers = NUMBER_FORMATS | ({Kind.WON: MILLIONS} if money is MoneyUnit.MILLION_WON else {})
        self._language: Language = language
        self.font = FONTS[language]
        self._base = {"font_name": self.font, "font_size": 10, "font_color": _INK}
        self._made: dict[tuple[str, Kind], Any] = {}
        self._alarms: dict[str, Any] = {}

    def get(self, style: str, kind: Kind = Kind.TEXT) -> Any:
        """The format of a style for a kind of value."""
        key = (style, kind)
        if key not in self._made:
            self._made[key] = self._workbook.add_format(self._properties(style, kind))
        return self._made[key]

    def alarm(self, name: str) -> Any:
        """What a conditional format adds."""
        if name not in self._alarms:
            self._alarms[name] = self._workbook.add_format(ALARMS[name])
        return self._alarms[name]

    def _properties(self, style: str, kind: Kind) -> dict[str, Any]:
        number = self._numbers[kind]
        if style in CHANGES and not kind.is_text:
            number = of_change(number, self._language)
        return self._base | _alignment(kind) | {"num_format": number} | STYLES[style]


def of_change(number_format: str, language: Language) -> str:
    """The format of an increase or decrease. What rounds to nothing is 0 and has no sign."""
    least = _LEAST_SHOWN.get(number_format)
    if least is None:
        return with_triangle(number_format) if language == "ko" else number_format
    above, sign = number_format.split(";", maxsplit=1)[0], '"△"' if language == "ko" else "-"
    return f'[>={least}]{above};[<=-{least}]{sign}{above};"0"'


def with_triangle(number_format: str) -> str:
    """The format with △ before what is less than nothing."""
    above = number_format.split(";", maxsplit=1)[0]
    return f'{above};"△"{above};"-"'


def _alignment(kind: Kind) -> dict[str, Any]:
    """Words left, figures right, years and signs in the middle; a little air between words and the line before them."""
    if kind in (Kind.YEAR, Kind.MARK, Kind.SIGN):
        return {"align": "center"}
    return {"align": "left", "indent": 1} if kind.is_text else {"align": "right"}
