"""``python -m tests.campaigns.injection [--write] [--every]``: every word over every export, and docs/injection.md."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.campaigns.injection import payloads, poisoned
from tests.campaigns.injection.browsing import chromium, done_by
from tests.campaigns.injection.exports import DOCUMENTS, QUICK_DOCUMENTS, WITH_PAGE, Run, Written, everything, taken
from tests.campaigns.injection.live import in_text, live_in
from tests.campaigns.page import table

PAGE = Path(__file__).parents[3] / "docs" / "injection.md"

HEAD = """\
# Words that would like to be programs

Inputs come from many companies, and what they call themselves ends up in workbooks, tables, pages and on terminals.
Each of {words} words that a spreadsheet would calculate, a browser would run, a terminal would obey or a file system
would take for a path is put into every text that users write: names, ids, regions, processes, consortia, technologies,
groups, classes, products, sectors and sources of one programme that holds all but those for which tables are refused,
with the place of the word; {alone}, also of those, one after the other,
into every text of a programme of their own, its name and its funders' too: into the rules alone where the tables are
refused for the word, as they are for invisible characters. Then every command writes what it can write.
What takes seconds, as it is drawn (the report) or solved again (ranking, prices and their curve, explain, ladder, a
report with studies), is written of the programme with all the words; the report of {pages} others too.

What came out is read again by other means than it was written with: formulas, names, links, validations and page texts
out of the XML of workbooks; cells of CSV files as a spreadsheet sees them; scripts, handlers, addresses and styles of
pages, which Chromium also opens without a network, sending every event to every element; characters that command a
terminal out of all that is printed; and files that lie where nothing was to be written.

| What is written | times | live |
| --- | ---: | ---: |
{rows}

**{live} live** in {outputs:,} outputs. {refused} of {runs} programmes were refused when they were read, with
the place of the word.{browser}

This page is written by `python -m tests.campaigns.injection {options}--write`; tests/export/test_injection.py does
the same with {short} of the words.

"""


class Tally:
    """How often each kind of output was looked at, and what was live in it."""

    def __init__(self) -> None:
        self.outputs: Counter[str] = Counter()
        self.live: list[tuple[str, str, str]] = []
        self.runs = self.refused = 0

    def take(self, word: str, kind: str, found: list[str]) -> None:
        """One output, and what is live in it."""
        self.outputs[kind] += 1
        self.live += [(word, kind, each) for each in found]

    def count(self, kind: str) -> int:
        """How much is live in the outputs of a kind."""
        return sum(kind == where for _, where, _ in self.live)


def campaign(alone: Iterable[str], browser: Any) -> Tally:
    """All the words together over every export, then some of them alone."""
    tally = Tally()
    together = [word for word in payloads.ALL.values() if taken(word)]
    if not _run(tally, "all together", poisoned.crowd(together), DOCUMENTS, browser):
        tally.live.append(("all together", "solve", "the crowd was refused"))
    for name in alone:
        documents = WITH_PAGE if name in payloads.WITH_PAGE else QUICK_DOCUMENTS
        if not _run(tally, name, poisoned.everywhere(payloads.ALL[name]), documents, browser):
            _run(tally, name, poisoned.in_rules(payloads.ALL[name]), documents, browser)
        sys.stderr.write(f"{name}: {len(tally.live)} live so far\n")
    return tally


def _run(tally: Tally, name: str, programme: poisoned.Files, documents: Sequence[Run], browser: Any) -> bool:
    """Write all of a programme and look at it; whether the programme was taken."""
    with tempfile.TemporaryDirectory() as folder:
        taken = _look_at(tally, name, everything(Path(folder).resolve(), programme, documents), browser)
    tally.runs += 1
    tally.refused += not taken
    return taken


def _look_at(tally: Tally, name: str, written: Written, browser: Any) -> bool:
    """Look at all that was written; whether there was a plan to write."""
    for kind, path in written.files:
        tally.take(name, kind, live_in(path))
        if path.suffix == ".html" and browser is not None:
            tally.take(name, f"{kind}, in Chromium", done_by(browser, path))
    for kind, words in written.words:
        tally.take(name, f"printed by {kind.split(':')[0]}", list(in_text(words)))
    tally.take(name, "files elsewhere", [str(path) for path in written.stray])
    tally.live += [(name, kind, "a fault of the program") for kind, code in written.codes.items() if code == 1]
    return written.codes["solve"] == 0


def page(tally: Tally, alone: Collection[str], with_browser: bool) -> str:
    """The page as this run writes it."""
    head = HEAD.format(
        words=len(payloads.ALL),
        alone="each" if len(alone) == len(payloads.ALL) else f"{len(alone)} of them",
        rows="\n".join(f"| {kind} | {times:,} | {tally.count(kind)} |" for kind, times in tally.outputs.items()),
        live=len(tally.live),
        outputs=tally.outputs.total(),
        options="--every " if len(alone) == len(payloads.ALL) else "",
        refused=tally.refused,
        runs=tally.runs,
        browser="" if with_browser else " Pages were not opened in a browser.",
        short=len(payloads.SHORT),
        pages=len(payloads.WITH_PAGE),
    )
    lists = {
        "Formulas": payloads.FORMULAS,
        "Scripts": payloads.SCRIPTS,
        "Commands": payloads.COMMANDS,
        "Paths": payloads.PATHS,
    }
    return head + "\n\n".join(f"## {title}\n\n{_listed(each)}" for title, each in lists.items()) + "\n"


def _listed(words: Mapping[str, str]) -> str:
    return table(["What it is", "The word"], ([name, f"`{_shown(word)}`"] for name, word in words.items()))


def _shown(word: str) -> str:
    """The word in a cell of Markdown, with what cannot be seen as its escape."""
    return "".join(_letters(word)).replace("|", "\\|")


def _letters(word: str) -> Iterator[str]:
    for letter in word:
        yield letter if letter.isprintable() else letter.encode("unicode_escape").decode()


def main() -> int:
    """Run it; 1 where anything is live."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns.injection")
    parser.add_argument("--write", action="store_true", help="write docs/injection.md")
    parser.add_argument("--every", action="store_true", help="every word alone too, not only some")
    asked = parser.parse_args()
    alone = tuple(payloads.ALL) if asked.every else payloads.ALONE
    with chromium() as browser:
        tally = campaign(alone, browser)
        with_browser = browser is not None
    for name, kind, what in tally.live:
        sys.stdout.write(f"{name} | {kind} | {what!a}\n")
    sys.stdout.write(f"{len(tally.live)} live in {tally.outputs.total()} outputs\n")
    if asked.write:
        PAGE.write_text(page(tally, alone, with_browser), encoding="utf-8")
    return 1 if tally.live else 0


if __name__ == "__main__":
    sys.exit(main())
