"""The row of units of a table: in which unit each column is stated, and what that is in the programme's own unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from planner.intake import cells, faults
from planner.intake.cells import Parser, Refusal, decimal_text
from planner.intake.columns import Column
from planner.intake.layout import Layout
from planner.languages import LANGUAGES, Language, T, Text
from planner.units import DECLARED_UNITS

_ASIDE = re.compile(r"\(.*?\)")
_A_YEAR = re.compile(r"(/(년|연|yr|year|a|y)|peryear|ayear)$")
DECLARABLE: Mapping[str, Mapping[Language, tuple[str, ...]]] = {
    "won": {
        "en": ("won", "thousand won", "million won", "billion won"),
        "ko": ("원", "천원", "만원", "백만원", "억원"),
    },
    "t": {"en": ("t", "kg", "kt"), "ko": ("톤", "kg", "천톤")},
    "MWh": {"en": ("MWh", "kWh", "GWh"), "ko": ("MWh", "kWh", "GWh")},
    "GJ": {"en": ("GJ", "MJ", "TJ"), "ko": ("GJ", "MJ", "TJ")},
    "share": {"en": ("share", "%"), "ko": ("비율", "%")},
    "years": {"en": ("years",), "ko": ("년",)},
}
"""The units that people are offered for a column, by the unit in which the programme counts it, which comes first."""

_BASES: Mapping[str, Text] = {"won": T("won"), "t": T("t"), "share": T("share")}
"""The programme's units in words, where languages differ."""


def units_of(base: str) -> tuple[str, ...]:
    """The units that may be declared for columns that the programme counts in this unit, in either language."""
    return tuple(dict.fromkeys(unit for language in LANGUAGES for unit in DECLARABLE[base][language]))


def factor_of(base: str, written: str) -> Fraction | None:
    """How many of the programme's unit one of the written unit is; None for what is no such unit."""
    name = _ASIDE.sub("", unicodedata.normalize("NFKC", written).casefold().replace(" ", "").strip("[]"))
    known = DECLARED_UNITS[base]
    return known.get(name, known.get(_A_YEAR.sub("", name)))


def declared_factors(layout: Layout, columns: Mapping[str, Column]) -> tuple[dict[str, Fraction], list[Any]]:
    """The factors of the columns that the row of units states otherwise than the programme counts, with all remarks.

    Units that cannot be are faults of the layout; their columns are left out, so that no cell is read by guesswork.
    """
    factors: dict[str, Fraction] = {}
    remarks: list[Any] = []
    if layout.units is None:
        return factors, remarks
    for name, number in list(layout.columns.items()):
        written = layout.units.cells[number] if number < len(layout.units.cells) else ""
        if number == 0 or written == "" or (isinstance(written, str) and not written.strip()):
            continue
        place = layout.origin.cell(layout.units.line, number + 1)
        base = columns[name].unit
        factor = None if base is None else factor_of(base, str(written))
        if base is None:
            layout.faults.append(faults.NO_UNIT_HERE.at(place, found=written, column=layout.titles[name]))
        elif factor is None:
            layout.faults.append(
                faults.UNKNOWN_UNIT.at(
                    place, found=written, column=layout.titles[name], known=", ".join(units_of(base))
                )
            )
            factors[name] = Fraction(0)
        elif factor != 1:
            factors[name] = factor
            remarks.append(
                faults.READ_IN_UNIT.at(
                    place,
                    column=layout.titles[name],
                    unit=written,
                    factor=_grouped(factor),
                    base=_BASES.get(base, base),
                )
            )
    return factors, remarks


def _in_declared_unit(refusal: Refusal, factor: Fraction) -> Refusal:
    """Of an amount that names its own unit, what to write is told in the unit that the column declares."""
    if refusal.kind.code != faults.UNIT_IN_CELL.code:
        return refusal
    return refusal._replace(
        values={**refusal.values, "instead": decimal_text(Fraction(str(refusal.values["instead"])) / factor)}
    )


def _grouped(factor: Fraction) -> str:
    """A factor for people: with commas between thousands where it is large."""
    return f"{factor.numerator:,}" if factor.denominator == 1 else decimal_text(factor)


def scaled(parser: Parser, factor: Fraction) -> Parser:
    """A parser of cells in another unit: the exact number times the factor goes to the column's own parser."""

    def in_own_unit(cell: str) -> object:
        value = cells.number(cell)
        if isinstance(value, Refusal):
            return _in_declared_unit(value, factor)
        assert isinstance(value, Fraction)
        found = parser(decimal_text(value * factor))
        return found._replace(values={**found.values, "found": cell}) if isinstance(found, Refusal) else found

    return in_own_unit
