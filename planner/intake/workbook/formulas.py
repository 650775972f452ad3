"""Formulas are never evaluated; they are only looked at for references to other workbooks and programs."""

from __future__ import annotations

import re

_TEXT = re.compile(r'"[^"]*"')
_ELSEWHERE = re.compile(
    r"""
      (?<![\w\[\]:,.])\[[^\[\]]+\][^\[\]'"!(),;+*/]*!   # [1]Sheet!A1, [prices.xlsx]Sheet!A1, [1]!Name
    | '[^']*\[[^\[\]']+\](?:[^']|'')*'!                 # '[1]My sheet'!A1, 'C:\prices\[a.xlsx]Sheet'!A1
    | '[a-z]+:///?(?:[^']|'')*'[!#]                     # 'file:///C:/prices.xlsx'#$Sheet.A1
    | \w\|'                                             # Program|'subject'!item
    """,
    re.VERBOSE | re.IGNORECASE,
)


def leads_elsewhere(formula: str) -> bool:
    """Whether a formula refers to another workbook, or to a running program.

    The brackets of a table's own columns (``Table1[2026]``) do not.
    """
    return _ELSEWHERE.search(_TEXT.sub('""', formula)) is not None
