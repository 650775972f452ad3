"""A case of the list of bad inputs: how a good programme is spoiled, and what must be said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from planner.languages import Language
from tests.campaigns.bad_inputs.book import Book, Form
from tests.campaigns.bad_inputs.goods import book_of

type Ending = Literal["refused", "accepted", "warned", "merging", "infeasible"]
"""How it must end: refused (exit 3), read with a note or a warning, refused when files are put together (exit 3), or
read and found to be infeasible (exit 4)."""

VARIANTS = 10


@dataclass(frozen=True)
class Expected:
    """What must be said: a code at a place, with a remedy that has some word in English; and how it must end.

    ``files`` are the paths to put together, where that is what is refused; ``also`` are codes that rightly come too,
    since spoiling the file in one place makes something else wrong.
    """

    code: str
    place: str
    remedy: str = ""
    ending: Ending = "refused"
    files: Sequence[str] = ()
    also: Sequence[str] = ()


type Spoiler = Callable[[Book], Expected]


@dataclass(frozen=True)
class Case:
    """A case: its number and words in the list, and the forms and good programmes that it is tried in."""

    number: int
    title: str
    spoil: Spoiler
    forms: Sequence[Form]
    goods: Sequence[str]

    def book(self, variant: int) -> Book:
        """The good programme of a variant: forms, languages and programmes take turns."""
        form = self.forms[variant % len(self.forms)]
        good = self.goods[variant // len(self.forms) % len(self.goods)]
        language: Language = "en" if variant % 3 == 2 else "ko"
        return book_of(good, form, language, variant, Random(f"{self.number}/{variant}"))

    def made(self, variant: int, folder: Path) -> tuple[Book, Expected, Path]:
        """The spoiled files of a variant in a folder, the same ones at each run."""
        book = self.book(variant)
        expected = self.spoil(book)
        return book, expected, book.write(folder)


CASES: list[Case] = []
"""All cases, in the order in which their files are imported."""

ALL = ("example", "sample-3-5-1", "hyundai-kia")


def case(
    number: int, title: str, forms: Sequence[Form] = ("csv", "xlsx"), goods: Sequence[str] = ALL
) -> Callable[[Spoiler], Spoiler]:
    """Enters a function as a case."""

    def entered(spoil: Spoiler) -> Spoiler:
        CASES.append(Case(number, title, spoil, forms, goods))
        return spoil

    return entered
