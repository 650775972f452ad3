"""One cell of ours is made from a row of theirs, by the rule of the map; what cannot be made is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.importing.cell_text import exact_text, text_of
from planner.importing.measures import factor_of
from planner.importing.sheets import SheetRow
from planner.importing.vocabulary import ColumnRule, Condition, Currency, ImportMap, Numbers
from planner.intake import cells, faults
from planner.intake.cells import Refusal, refused
from planner.intake.columns import Column
from planner.intake.guessing import guess
from planner.languages import T, Text
from planner.units import round_half_up

_NUMBERS = frozenset({cells.won, cells.signed_won, cells.years, cells.year, cells.share, cells.positive_share,
                      cells.not_negative, cells.positive, cells.number})  # fmt: skip


@dataclass(frozen=True)
class Made:
    """What a rule made of a row: text for the cell, None for a blank, or a refusal; and what was changed on the way.

    ``header`` names the column of theirs in which the cause of a refusal stands.
    """

    text: str | None = None
    refusal: Refusal | None = None
    header: str | None = None
    changes: tuple[Text, ...] = ()


class Maker:
    """Makes cells by the rules of one map."""

    def __init__(self, chart: ImportMap) -> None:
        self._numbers: Numbers = chart.numbers
        self._currencies: Mapping[str, Currency] = chart.currencies

    def made(self, column: Column, rule: ColumnRule, row: SheetRow) -> Made:
        """The cell of a column, checked as the tables' own cells are."""
        for condition in rule.when:
            outcome = self.meets(condition, row)
            if outcome is not True:
                return Made() if outcome is False else Made(refusal=outcome, header=condition.column)
        header = rule.column or (rule.join[0] if rule.join else None)
        text = rule.constant if rule.constant is not None else self._text(rule, row)
        if not text:
            if rule.if_blank is None:
                return Made(header=header)
            filled = T("{column}: blank, taken as {value}", column=column.name, value=rule.if_blank)
            return _checked(column, Made(rule.if_blank, None, header, (filled,)))
        return _checked(column, self._converted(column, rule, row, text, header))

    def meets(self, condition: Condition, row: SheetRow) -> bool | Refusal:
        """Whether a condition holds for a row; a refusal where a number was needed and is none."""
        cell = row.cell(condition.column)
        if condition.blank is not None:
            return (not cell) == condition.blank
        if not cell:
            return condition.or_blank
        if condition.one_of is not None:
            return cell in condition.one_of
        if condition.none_of is not None:
            return cell not in condition.none_of
        number = read_number(cell, self._numbers)
        return number if isinstance(number, Refusal) else _compares(condition, number)

    def _text(self, rule: ColumnRule, row: SheetRow) -> str:
        parts = [row.cell(header) for header in rule.join or (rule.column or "",)]
        return rule.by.join(part for part in parts if part)

    def _converted(self, column: Column, rule: ColumnRule, row: SheetRow, text: str, header: str | None) -> Made:
        if rule.words:
            return _worded(column, rule, text, header)
        if rule.ranges:
            return self._classed(rule, text, header)
        if rule.constant is None and (column.parser in _NUMBERS or rule.unit or rule.factor or rule.factors):
            return self._number(column, rule, row, text, header)
        return Made(text, header=header)

    def _classed(self, rule: ColumnRule, text: str, header: str | None) -> Made:
        number = read_number(text, self._numbers)
        if isinstance(number, Refusal):
            return Made(refusal=number, header=header)
        for part in rule.ranges:
            if part.below is None or number < part.below:
                return Made(part.gives, header=header)
        return Made(refusal=refused(faults.NO_RANGE, found=text), header=header)

    def _number(self, column: Column, rule: ColumnRule, row: SheetRow, text: str, header: str | None) -> Made:
        number = read_number(text.removesuffix("%").rstrip() if rule.unit == "%" else text, self._numbers)
        if isinstance(number, Refusal):
            return Made(refusal=number, header=header)
        if rule.factors is not None:
            code = row.cell(rule.factors.by)
            if code not in rule.factors.of:
                known = ", ".join(rule.factors.of)
                return Made(refusal=refused(faults.NO_FACTOR, found=code, known=known), header=rule.factors.by)
            number *= rule.factors.of[code]
        number *= rule.factor if rule.factor is not None else 1
        number *= (factor_of(column.unit, rule.unit, self._currencies) or 1) if rule.unit is not None else 1
        return _numbered(column, number, header)


def read_number(text: str, numbers: Numbers) -> Fraction | Refusal:
    """The number of a cell that is written as the map says, exact."""
    plain = text
    if numbers.thousands is not None:
        mark, point = re.escape(numbers.thousands), re.escape(numbers.decimal)
        if re.fullmatch(rf"-?\d{{1,3}}({mark}\d{{3}})+({point}\d+)?", text, re.ASCII):
            plain = text.replace(numbers.thousands, "")
    if numbers.decimal == "," and re.fullmatch(r"-?\d+,\d+", plain, re.ASCII):
        plain = plain.replace(",", ".")
    value = cells.number(plain)
    assert isinstance(value, Fraction | Refusal)
    return value


def _compares(condition: Condition, number: Fraction) -> bool:
    """Whether the number is as the condition's only comparison says."""
    if condition.below is not None:
        return number < condition.below
    if condition.at_most is not None:
        return number <= condition.at_most
    if condition.above is not None:
        return number > condition.above
    assert condition.at_least is not None
    return number >= condition.at_least


def _worded(column: Column, rule: ColumnRule, text: str, header: str | None) -> Made:
    if text in rule.words:
        return Made(rule.words[text], header=header)
    if rule.otherwise is not None:
        taken = T('{column}: "{found}" taken as {value}', column=column.name, found=text, value=rule.otherwise)
        return Made(rule.otherwise, header=header, changes=(taken,))
    near = guess(text, rule.words)
    if near is not None:
        return Made(refusal=refused(faults.NOT_IN_WORDS_WITH_GUESS, found=text, guess=near), header=header)
    return Made(refusal=refused(faults.NOT_IN_WORDS, found=text, known=", ".join(rule.words)), header=header)


def _numbered(column: Column, number: Fraction, header: str | None) -> Made:
    """A number in our unit as text: whole where money is meant, else exact as far as decimals go."""
    changes = []
    kept = number
    if column.unit == "won" and number.denominator != 1:
        kept = Fraction(round_half_up(number))
        changes.append(T("{column}: rounded to whole won", column=column.name))
    text, is_exact = exact_text(kept)
    if not is_exact:
        changes.append(T("{column}: rounded to {text}", column=column.name, text=text))
    if number < 0:
        changes.append(T("{column}: below zero, kept", column=column.name))
    return Made(text, None, header, tuple(changes))


def _checked(column: Column, made: Made) -> Made:
    """What our own tables would not take is refused here already, at the cell of theirs."""
    if made.text is None:
        return made
    value = column.parser(made.text)
    if isinstance(value, Refusal):
        return Made(refusal=value, header=made.header)
    return Made(text_of(value), None, made.header, made.changes)
