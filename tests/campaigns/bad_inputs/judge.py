"""What the readers made of a file, held against what they should have: each finding by itself."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from planner.errors import Fault, InfeasibleError
from planner.importing.run import imported
from planner.intake import Reading, ReadingError, read_programme
from planner.intake.faults import in_order
from planner.intake.reading import RowCount
from tests.campaigns.bad_inputs.book import Book
from tests.campaigns.bad_inputs.case import Expected

SECONDS = 5.0
"""The longest that a file may take, in processor time: what the clock says depends on what else the machine does."""
_LINE = re.compile(r"[EWN]-\d{3} \S.*: \S.*[.?…]\)?", re.DOTALL)
_HANGUL = re.compile("[가-힣]")


@dataclass
class Heard:
    """How a file ended, and what was said of it."""

    ending: str
    faults: Sequence[Fault] = ()
    remarks: Sequence[Fault] = ()
    rows: Sequence[RowCount] = ()
    seconds: float = 0.0
    inputs_hash: str = ""


@dataclass
class Verdict:
    """What is right about a file's reading. ``beside`` are faults and warnings that nobody asked for."""

    heard: Heard
    caught: bool = False
    ended: bool = False
    placed: bool = False
    remedied: bool = False
    formed: bool = False
    counted: bool = False
    beside: list[str] = field(default_factory=list)
    wrong: str = ""

    @property
    def is_good(self) -> bool:
        """Whether all is as the list of cases asks."""
        return self.caught and self.ended and self.placed and self.remedied and self.formed and self.counted

    @property
    def said(self) -> list[str]:
        """All lines, in English."""
        return [str(fault) for fault in (*self.heard.faults, *self.heard.remarks)]


def heard(path: Path, expected: Expected) -> Heard:
    """Read it, or put it together, or solve it; whatever else than a refusal is raised goes through."""
    started = time.process_time()
    found = _merged(path, expected.files) if expected.ending == "merging" else _read(path, expected)
    found.seconds = time.process_time() - started
    return found


def _read(path: Path, expected: Expected) -> Heard:
    try:
        reading = read_programme(path)
    except ReadingError as error:
        return Heard("refused", error.faults, error.remarks, error.rows)
    ending = "warned" if any(remark.severity == "warning" for remark in reading.remarks) else "accepted"
    if expected.ending == "infeasible":
        ending = _solved(reading)
    return Heard(ending, (), reading.remarks, reading.rows, inputs_hash=reading.programme.inputs_hash)


def _solved(reading: Reading) -> str:
    from planner.solving.outcome import Limits
    from planner.study.explained import plan_or_explanation

    try:
        plan_or_explanation(reading.programme, Limits())
    except InfeasibleError:
        return "infeasible"
    return "solved"


def _merged(folder: Path, names: Sequence[str]) -> Heard:
    result = imported([folder.parent / name for name in names], None)
    counts = [RowCount(str(one.file), one.present, one.present, 0) for one in ()]
    return Heard("merging" if result.faults else "accepted", result.faults, result.remarks, counts)


def judged(book: Book, expected: Expected, found: Heard, usual: Counter[str]) -> Verdict:
    """The verdict on a file; ``usual`` are the codes that the good programme gives as well."""
    verdict = Verdict(found)
    said = [*found.faults, *found.remarks]
    hits = [fault for fault in said if fault.code == expected.code]
    there = [fault for fault in hits if _is_at(fault.place, expected.place)]
    best = (there or hits or [None])[0]
    verdict.caught = bool(hits) or expected.ending == "infeasible"
    verdict.ended = found.ending in (expected.ending, *(["warned"] if expected.also else []))
    verdict.placed = bool(there) or expected.ending == "infeasible"
    verdict.remedied = expected.ending == "infeasible" or (best is not None and _is_remedied(best, expected.remedy))
    verdict.formed = all(map(_is_formed, said)) and _in_order(found.faults) and _in_order(found.remarks)
    verdict.counted = _is_counted(book, found)
    others = Counter(fault.code for fault in said if fault not in there[:1] and fault.severity != "note") - usual
    others = Counter({code: count for code, count in others.items() if code not in expected.also})
    verdict.beside = sorted(others.elements())
    return verdict


def _is_at(place: str, expected: str) -> bool:
    """Whether a place is the one expected; one that begins with … has a folder before it."""
    return place.endswith(expected[1:]) if expected.startswith("…") else place == expected


def _is_remedied(fault: Fault, word: str) -> bool:
    """Whether the remedy names what it should, and exists in Korean words of its own; notes need none."""
    if fault.remedy is None:
        return not word
    korean = fault.remedy.to("ko")
    return word in fault.remedy.to("en") and bool(_HANGUL.search(korean))


def _is_formed(fault: Fault) -> bool:
    """``CODE file › sheet › cell: what is wrong. How to mend it.``, in both languages, each in words of its own."""
    english, korean = fault.to("en"), fault.to("ko")
    own_words = bool(_HANGUL.search(fault.problem.to("ko"))) and fault.problem.to("ko") != fault.problem.to("en")
    return (
        all(map(_LINE.fullmatch, (english, korean))) and own_words and (fault.severity == "note" or _has_remedy(fault))
    )


def _has_remedy(fault: Fault) -> bool:
    return fault.remedy is not None


def _in_order(faults: Sequence[Fault]) -> bool:
    return list(faults) == sorted(faults, key=in_order)


def _is_counted(book: Book, found: Heard) -> bool:
    """Whether read and refused make the rows present, and these are the rows that were written."""
    if any(count.present != count.read + count.refused for count in found.rows):
        return False
    for name in book.grids:
        file = f"{book.workbook} › {book.sheet(name)}" if book.form == "xlsx" else f"{name}.csv"
        present = book.present.get(name, len(book.grids[name].rows))
        counts = [count.present for count in found.rows if count.file == file]
        if counts and present is not None and counts != [present]:
            return False
    return True
