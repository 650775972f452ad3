"""Why a cell that should be a number is none, and which number was probably meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction

from planner.intake import faults
from planner.intake.faults import Kind

LONGEST_NUMBER = 100
"""No number has more characters than this; a longer cell is text by mistake, and is not looked at any further."""

_PLAIN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_COMMAS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_ACCOUNTING = re.compile(r"(?:[△▲▵−–—‐] ?|- |\( ?)(\d[\d,]*(?:\.\d+)?)(?: ?\))?|(\d[\d,]*(?:\.\d+)?) ?-", re.ASCII)
_SHORTHAND = re.compile(r"[+-]?([\d_]+(\.[\d_]*)?|\.\d+)([eE][+-]?\d{1,2})?|\d+/\d+", re.ASCII)
# Every turn of the loop ends in a unit, and none is taken back (*+): else a long cell would be tried in all ways.
_WITH_UNIT = re.compile(
    r"[₩￦\\]?((\d[\d,]*(\.\d+)?)?(조|천억|백억|십억|억|천만|백만|십만|만|천|백))*+(\d[\d,]*(\.\d+)?)?원?", re.ASCII
)
_PART = re.compile(r"(\d[\d,]*(?:\.\d+)?)?(조|천억|백억|십억|억|천만|백만|십만|만|천|백)?", re.ASCII)
_DATE = re.compile(r"\d{1,4}([-/.]) ?\d{1,2}\1 ?\d{1,4}\.?( .*)?", re.ASCII)
_KOREAN_DATE = re.compile(r"\d{4}년 ?\d{1,2}월( ?\d{1,2}일)?", re.ASCII)
_DECIMALS = 12
_NO_VALUE = frozenset(
    {
        "-",
        "--",
        "–",
        "—",
        ".",
        "?",
        "x",
        "n/a",
        "na",
        "nan",
        "none",
        "null",
        "nil",
        "inf",
        "+inf",
        "-inf",
        "infinity",
        "-infinity",
        "tbd",
        "미정",
        "없음",
        "해당없음",
        "해당사항없음",
        "미산정",
        "산정중",
        "추후산정",
        "추후",
        "확인중",
        "모름",
        "불명",
    }
)

_ONE_UNIT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(조|십억|억|백만|만|천)원?", re.ASCII)
_MAN, _EOK = 10**4, 10**8
_UNITS = {
    "조": 10**12, "천억": 10**11, "백억": 10**10, "십억": 10**9, "억": 10**8,
    "천만": 10**7, "백만": 10**6, "십만": 10**5, "만": 10**4, "천": 10**3, "백": 10**2,
}  # fmt: skip


def number_instead(cell: str) -> tuple[Kind, str]:
    """The kind of fault and what to write instead; where nothing can be said, the plain kind and an empty text."""
    if len(cell) > LONGEST_NUMBER:
        return faults.NOT_A_NUMBER, ""
    for suspect in _SUSPECTS:
        found = suspect(cell)
        if found is not None:
            return found
    return faults.NOT_A_NUMBER, ""


def _formula_error(cell: str) -> tuple[Kind, str] | None:
    is_error = cell.startswith("#") and cell.endswith(("!", "?", "A", "#"))
    return (faults.FORMULA_ERROR, "") if is_error else None


def _logical(cell: str) -> tuple[Kind, str] | None:
    return (faults.LOGICAL_VALUE, "") if cell.casefold() in ("true", "false", "yes", "no") else None


def _no_value(cell: str) -> tuple[Kind, str] | None:
    return (faults.NO_VALUE_WORD, "") if cell.casefold().replace(" ", "") in _NO_VALUE else None


def _full_width(cell: str) -> tuple[Kind, str] | None:
    narrow = unicodedata.normalize("NFKC", cell).replace(",", "")
    is_other = narrow != cell.replace(",", "") and _PLAIN.fullmatch(narrow)
    return (faults.FULL_WIDTH, narrow) if is_other and not cell.isascii() else None


def _commas(cell: str) -> tuple[Kind, str] | None:
    return (faults.THOUSANDS_COMMA, cell.replace(",", "")) if _COMMAS.fullmatch(cell) else None


def _accounting(cell: str) -> tuple[Kind, str] | None:
    match = _ACCOUNTING.fullmatch(cell)
    if match is None:
        return None
    return faults.ACCOUNTING_NEGATIVE, "-" + (match[1] or match[2]).replace(",", "")


def _percent(cell: str) -> tuple[Kind, str] | None:
    bare = unicodedata.normalize("NFKC", cell).removesuffix("%").rstrip()
    if not cell.endswith(("%", "％")) or not _PLAIN.fullmatch(bare):
        return None
    return faults.PERCENT, plain(Fraction(bare) / 100)


def _date(cell: str) -> tuple[Kind, str] | None:
    return (faults.A_DATE, "") if _DATE.fullmatch(cell) or _KOREAN_DATE.fullmatch(cell) else None


def _shorthand(cell: str) -> tuple[Kind, str] | None:
    if not _SHORTHAND.fullmatch(cell):
        return None
    try:
        return faults.SHORTHAND, plain(Fraction(cell.replace("_", "")))
    except (ValueError, ZeroDivisionError):
        return None


def _unit(cell: str) -> tuple[Kind, str] | None:
    bare = unicodedata.normalize("NFKC", cell).replace(" ", "").replace("₩", "")
    if not re.search(r"\d", bare, re.ASCII) or not _WITH_UNIT.fullmatch(bare):
        return None
    total, bare = Fraction(0), bare.strip("₩￦\\원")
    sizes = []
    for digits, unit in _PART.findall(bare):
        if "," in digits and not _COMMAS.fullmatch(digits):
            return None  # 574,5 may be 574.5 or 5745
        if digits or unit:
            sizes.append(_UNITS.get(unit, 1))
            total += Fraction((digits or "1").replace(",", "")) * sizes[-1]
    if len(sizes) > 1 and sizes[-2] >= _EOK and sizes[-1] < _MAN:
        return None  # 1억2천 is said for 1억 2천만, and means something else to the letter
    return faults.UNIT_IN_CELL, plain(total)


def unit_of_all(cell: str) -> tuple[str, str] | None:
    """Digits and unit of a cell such as 1.2억, where the whole column could be stated in that unit."""
    match = _ONE_UNIT.fullmatch(unicodedata.normalize("NFKC", cell).replace(" ", ""))
    return None if match is None else (match[1].replace(",", ""), f"{match[2]}원")


def plain(value: Fraction) -> str:
    """The number in plain digits, exact to twelve decimals."""
    whole, decimals = divmod(abs(round(value * 10**_DECIMALS)), 10**_DECIMALS)
    digits = f"{whole}.{decimals:0{_DECIMALS}d}".rstrip("0").rstrip(".")
    return f"-{digits}" if value < 0 and digits != "0" else digits


_SUSPECTS: tuple[Callable[[str], tuple[Kind, str] | None], ...] = (
    _formula_error,
    _logical,
    _no_value,
    _full_width,
    _commas,
    _accounting,
    _percent,
    _date,
    _shorthand,
    _unit,
)
