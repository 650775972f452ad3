"""What became of every row: a table for people, and the counts of each file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planner.importing.entries import Gathered, SourceRow
from planner.importing.merging import Merged, key_of
from planner.languages import Language, T, Text
from planner.live_text import guarded

_HEADER = (T("file"), T("sheet"), T("row"), T("outcome"), T("table"), T("id"), T("what was done"))


@dataclass(frozen=True)
class Became:
    """What a source row became in one table; in none, where it was left out."""

    source: SourceRow
    outcome: Text
    table: str = ""
    id: str = ""
    done: tuple[Text, ...] = ()


def fates(gathered: Iterable[Gathered], merged: Merged) -> list[Became]:
    """What became of every row that was read, in the order of files, sheets and rows."""
    return [fate for each in gathered for fate in sorted(_fates(each, merged), key=lambda fate: fate.source)]


def _fates(gathered: Gathered, merged: Merged) -> Iterator[Became]:
    for entry in gathered.entries:
        first = merged.same.get(entry)
        outcome = T("became a row") if first is None else T("says the same as another row")
        same = () if first is None else (T("the same as {place}", place=first.place(None)),)
        yield Became(entry.source, outcome, entry.table, " → ".join(key_of(entry)), (*same, *entry.changes))
    for source, reason in gathered.left_out.items():
        yield Became(source, T("left out"), done=(reason,))


def report_text(became: Sequence[Became], language: Language) -> str:
    """The report as CSV."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([title.to(language) for title in _HEADER])
    for fate in became:
        done = "; ".join(what.to(language) for what in fate.done)
        source = fate.source
        words = (source.file, source.sheet, source.line, fate.outcome.to(language), fate.table, fate.id, done)
        writer.writerow([guarded(word) if isinstance(word, str) else word for word in words])
    return stream.getvalue()


def counted(gathered: Gathered) -> Text:
    """The counts of a sheet or file in a sentence."""
    count = gathered.count
    return T(
        "{place}: {present} rows, {became} became rows of the tables, {left_out} left out, {refused} refused",
        place=" › ".join(part for part in (count.file, count.sheet) if part),
        present=f"{count.present:,}",
        became=f"{count.became:,}",
        left_out=f"{count.left_out:,}",
        refused=f"{count.refused:,}",
    )
