"""The looks of cells in the list of faults, by name. Each is made once: the library takes long to make one."""

from __future__ import annotations

from copy import copy
from typing import Any

from planner.export.workbook.formats import FONTS
from planner.forms.marking.severities import LOOKS
from planner.languages import Language

_INK, _DEEP, _PALE, _RULE, _LINK = "1F2A37", "1F3864", "E8EEF7", "BFC7D5", "0B5CAD"
_WHITE = "FFFFFF"

_TOP = {"vertical": "top", "wrap_text": True}
_INDENTED = {**_TOP, "horizontal": "left", "indent": 1}
_CENTRED = {**_TOP, "horizontal": "center"}

_FONTS: dict[str, dict[str, Any]] = {
    "title": {"size": 16, "bold": True, "color": _DEEP},
    "total": {"bold": True},
    "count heading": {"bold": True},
    "refused": {"bold": True},
    "heading": {"bold": True, "color": _WHITE},
    "link": {"underline": "single", "color": _LINK},
    **{severity.value: {"bold": True} for severity in LOOKS},
}
_ALIGNMENTS: dict[str, dict[str, Any]] = {
    "title": _TOP,
    "total": _TOP,
    "notice": _TOP,
    "heading": {**_CENTRED, "vertical": "center"},
    "number": _CENTRED,
    **{severity.value: _CENTRED for severity in LOOKS},
}
_FILLS: dict[str, str] = {
    "count heading": _PALE,
    "heading": _DEEP,
    **{severity.value: look.cell for severity, look in LOOKS.items()},
}
_UNRULED = ("title", "total", "notice")


class ListLooks:
    """Dresses the cells of one sheet."""

    def __init__(self, worksheet: Any, language: Language) -> None:
        self._worksheet = worksheet
        self._font = FONTS[language]
        self._made: dict[str, Any] = {}

    def dress(self, cell: Any, name: str) -> None:
        """Give the cell the look of that name; words in the list have ``text``."""
        if name not in self._made:
            self._made[name] = self._make(name)
        cell._style = copy(self._made[name])

    def _make(self, name: str) -> Any:
        from openpyxl.cell import Cell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        model = Cell(self._worksheet, row=1, column=1)
        model.font = Font(**({"name": self._font, "size": 10, "color": _INK} | _FONTS.get(name, {})))
        model.alignment = Alignment(**_ALIGNMENTS.get(name, _INDENTED))
        if name in ("count", "refused"):
            model.number_format = "#,##0"
        if name in _FILLS:
            model.fill = PatternFill("solid", fgColor=_FILLS[name])
        if name not in _UNRULED:
            model.border = Border(bottom=Side(style="hair", color=_RULE))
        return model._style
