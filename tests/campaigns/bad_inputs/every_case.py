"""All cases in the order of the list, whatever files they are written in, and their variants read and judged."""

from __future__ import annotations

import functools
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from planner.intake import read_programme
from planner.languages import Language
from tests.campaigns.bad_inputs import files, identity, layout, numbers, rules
from tests.campaigns.bad_inputs.book import Form
from tests.campaigns.bad_inputs.case import CASES, VARIANTS, Case
from tests.campaigns.bad_inputs.goods import book_of
from tests.campaigns.bad_inputs.judge import Heard, Verdict, heard, judged

SECTIONS = (files, layout, numbers, identity, rules)
"""The sections of the list, each a file; importing them enters their cases."""


def cases() -> list[Case]:
    """The cases by their numbers."""
    return sorted(CASES, key=lambda case: case.number)


def verdicts(case: Case) -> Iterator[Verdict]:
    """The verdicts on all variants of a case."""
    return (verdict(case, variant) for variant in range(VARIANTS))


def verdict(case: Case, variant: int) -> Verdict:
    """The verdict on one variant; whatever else than a refusal is raised is caught here and told with it."""
    with tempfile.TemporaryDirectory() as folder:
        book, expected, path = case.made(variant, Path(folder))
        try:
            found = heard(path, expected)
        except Exception:  # a traceback is what must never be
            return Verdict(Heard("traceback"), wrong=traceback.format_exc(limit=-3))
        return judged(book, expected, found, usual(book.good, book.form, book.language))


@functools.cache
def usual(good: str, form: Form, language: Language) -> Counter[str]:
    """The codes that are said of a good programme too."""
    with tempfile.TemporaryDirectory() as folder:
        reading = read_programme(book_of(good, form, language, 0, Random(0)).write(Path(folder)))
    return Counter(remark.code for remark in reading.remarks)
