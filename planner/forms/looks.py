"""Every look of a form's cells in one place: fonts, colours, number formats, and what is locked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.export.workbook.formats import FONTS
from planner.forms.fields import Entry
from planner.languages import Language

INK, DEEP, MIDDLE, PALE, LINE, WARM = "#1F2A37", "#1F3864", "#7183A6", "#E8EEF7", "#BFC7D5", "#FFF7E0"

_STYLES: Mapping[str, Mapping[str, Any]] = {
    "required": {"bold": True, "font_color": "#FFFFFF", "bg_color": DEEP, "border": 1, "border_color": LINE},
    "optional": {"bold": True, "font_color": "#FFFFFF", "bg_color": MIDDLE, "border": 1, "border_color": LINE},
    "unit": {"bg_color": PALE, "align": "center", "bottom": 1, "bottom_color": DEEP},
    "free_unit": {"bg_color": "#FFFFFF", "align": "center", "bottom": 1, "bottom_color": DEEP, "locked": False},
    "data": {"locked": False, "valign": "top"},
    "data_required": {"locked": False, "valign": "top", "bg_color": WARM, "border": 1, "border_color": "#E6DFC8"},
    "title": {"bold": True, "font_size": 16, "font_color": DEEP},
    "section": {"bold": True, "font_size": 12, "font_color": DEEP, "bottom": 2, "bottom_color": DEEP},
    "sentence": {"text_wrap": True, "valign": "top"},
    "legend": {"text_wrap": True, "valign": "top", "align": "left", "indent": 1},
    "heading": {"bold": True, "font_color": "#FFFFFF", "bg_color": DEEP, "text_wrap": True, "valign": "vcenter"},
    "cell": {"text_wrap": True, "valign": "top", "bottom": 4, "bottom_color": LINE},
    "strong": {"text_wrap": True, "valign": "top", "bottom": 4, "bottom_color": LINE, "bold": True},
    "command": {"font_name": "Consolas", "bg_color": PALE, "indent": 1},
}
_CENTRED = {"align": "center", "valign": "vcenter", "text_wrap": True}
_HEADERS = frozenset({"required", "optional"})
_INDENTED = {"align": "left", "indent": 1}
_IN_THE_MIDDLE = {"align": "center"}
_IN_TABLES = frozenset({"heading", "cell", "strong"})

_NUMBER_FORMATS: Mapping[Entry, str] = {
    Entry.WON: "#,##0",
    Entry.SIGNED_WON: "#,##0",
    Entry.YEAR: "0",
    Entry.YEARS: "0",
    Entry.TEXT: "@",
    Entry.NAMES: "@",
}
"""Ids are text, so that 007 keeps its zeros; other numbers are shown as they are, with every digit."""


class Looks:
    """The formats of a workbook, each made when first wanted."""

    def __init__(self, workbook: Any, language: Language) -> None:
        self._workbook = workbook
        self._font = {"font_name": FONTS[language], "font_size": 10, "font_color": INK}
        self._made: dict[str, Any] = {}

    @property
    def font(self) -> str:
        """The name of the font."""
        return str(self._font["font_name"])

    def get(self, style: str, number_format: str = "General") -> Any:
        """The format of a style."""
        aligned = _CENTRED if style in _HEADERS else _INDENTED if style in _IN_TABLES else {}
        return self._format({**aligned, **_STYLES[style], "num_format": number_format})

    def data(self, entry: Entry, required: bool, long: bool = False, grouped: bool = False) -> Any:
        """The format of a data cell: unlocked, tinted where every row needs a value, in lines where text is long.

        ``grouped`` shows the digits of a number in threes, whatever the column holds otherwise.
        """
        aligned = _INDENTED if entry.is_text else _IN_THE_MIDDLE if entry in (Entry.YEAR, Entry.YEARS) else {}
        number_format = "#,##0" if grouped else _NUMBER_FORMATS.get(entry, "General")
        style = _STYLES["data_required" if required else "data"]
        return self._format({**aligned, **style, "text_wrap": long, "num_format": number_format})

    def _format(self, properties: Mapping[str, Any]) -> Any:
        key = repr(properties)
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**self._font, **properties})
        return self._made[key]
