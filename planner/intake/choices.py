"""Words to choose from: what the model writes in English, and the Korean word that a cell may hold instead."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping, Sequence

from planner.intake.guessing import folded
from planner.languages import Language, T, Text

_SIZES = {"small": T("small"), "medium": T("medium"), "mid-sized": T("mid-sized"), "large": T("large")}
_YES_OR_NO = {"yes": T("yes"), "no": T("no")}
_WORDS: Mapping[str, Mapping[str, Text]] = {
    "size": _SIZES,
    "pays_size": _SIZES,
    "kind": {"government": T("government"), "oem": T("lead firm")},
    "carry_over": {"none": T("nothing is carried over"), "all": T("all is carried over")},
    **dict.fromkeys(("ets_covered", "mandatory", "divisible", "creditable", "confirmed"), _YES_OR_NO),
}
"""The allowed words of each column, and what they mean."""

_COLUMNS = {"size": T("size"), "kind": T("kind"), "carry_over": T("carry-over")}
"""What the columns are called in a sentence, where only some words are allowed in them."""

_OTHER_SPELLINGS = {"아니오": "no"}
"""Spellings that are as common as the standard one, and cannot mean anything else."""


def choice_words(column: str) -> Mapping[str, str]:
    """The words that a cell of the column may hold, each with its Korean; none where the column has no fixed words."""
    return {word: meaning.to("ko") for word, meaning in _WORDS.get(column, {}).items()}


def column_name(column: str) -> Text | str:
    """What a column of fixed words is called in a sentence."""
    return _COLUMNS.get(column, column)


def in_english(column: str, cell: str) -> str | None:
    """The allowed word of a Korean one, which must be exactly right; None where the cell is none."""
    return None if cell.isascii() else _by_korean(column).get(unicodedata.normalize("NFC", cell))


def yes_or_no_in_english(cell: str) -> str | None:
    """yes or no of a Korean cell; None where it says neither."""
    return in_english("mandatory", cell)


def meant_in_korean(column: str, cell: str) -> str | None:
    """The Korean word that a cell has but for what people overlook.

    Being alike is not enough: 중소기업 is like 소기업 and like 중기업, and means both.
    """
    return next((word for word in _by_korean(column) if folded(word) == folded(cell)), None)


@functools.cache
def _by_korean(column: str) -> Mapping[str, str]:
    korean = {word: allowed for allowed, word in choice_words(column).items()}
    return korean | {word: allowed for word, allowed in _OTHER_SPELLINGS.items() if allowed in korean.values()}


class Allowed(Text):
    """The words of a column in a row; in Korean each with the word that the model writes for it."""

    def __init__(self, column: str, words: Sequence[str]) -> None:
        known = _WORDS.get(column, {})
        super().__init__(", ".join(words), {word: known[word] for word in words if word in known})

    def to(self, language: Language) -> str:
        """The words, parted by commas."""
        if language == "en" or not self.values:
            return self.template
        worded = ((word, meaning) for word, meaning in self.values.items() if isinstance(meaning, Text))
        return ", ".join(f"{meaning.to(language)}({word})" for word, meaning in worded)
