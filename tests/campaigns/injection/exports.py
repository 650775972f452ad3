"""Everything the planner writes of one programme: each command run as a user would, its files and its words kept."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from planner.cli.edge import run
from planner.store.address import VARIABLE
from tests.campaigns.injection import poisoned


@dataclass
class Written:
    """What came out: files by what they are, the words of each command, what lies where nothing should."""

    files: list[tuple[str, Path]] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)
    stray: list[Path] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """One call of the program, and the file that it writes, if any."""

    name: str
    arguments: tuple[str, ...]
    target: str | None = None

    @property
    def is_page(self) -> bool:
        """Whether it writes a page for a browser."""
        return self.target is not None and self.target.endswith(".html")


STORE = "plans.sqlite"

WORD = "WORD"
"""In the arguments of a call: the word that the programme is called by."""

DOCUMENTS = (
    Run("solve with another rule", ("solve", "in/model.yaml", "--set=years.count_until=2034", "--out", "before.json")),
    *(
        Run(
            f"export, {kind}, {lang}",
            ("export", "plan.json", "--out", f"{lang}.{kind}", "--lang", lang),
            f"{lang}.{kind}",
        )
        for kind in ("xlsx", "csv")
        for lang in ("en", "ko")
    ),
    Run("export, html", ("export", "plan.json", "--out", "report.html", "--lang", "ko"), "report.html"),
    Run("export, xlsx in eok", ("export", "plan.json", "--out", "eok.xlsx", "--money", "eok"), "eok.xlsx"),
    Run(
        "export, xlsx with a plan before",
        ("export", "plan.json", "--before", "before.json", "--out", "compared.xlsx", "--lang", "ko"),
        "compared.xlsx",
    ),
    Run(
        "compare, xlsx",
        ("compare", "before.json", "plan.json", "--out", "beside.xlsx", "--lang", "ko"),
        "beside.xlsx",
    ),
    Run("compare, html", ("compare", "before.json", "plan.json", "--out", "beside.html"), "beside.html"),
    Run("plans save", ("plans", "save", "before.json", WORD, f"--note={WORD}", f"--tag={WORD}", f"--who={WORD}")),
    Run("plans list", ("plans", "list", "--lang", "ko")),
    Run("plans show", ("plans", "show", WORD)),
    Run("plans history", ("plans", "history", WORD)),
    Run("plans get", ("plans", "get", WORD, "got"), "got"),
    Run("compare a saved one", ("compare", "plan.json", WORD, "--no-why", "--lang", "ko")),
    *(
        Run(
            f"compare a saved one, {kind}",
            ("compare", WORD, "plan.json", "--no-why", "--money=eok", "--out", f"saved.{kind}"),
            f"saved.{kind}",
        )
        for kind in ("xlsx", "html", "json")
    ),
    Run("compare, json", ("compare", "before.json", "plan.json", "--no-why", "--json")),
    Run("export, html with studies", ("export", "plan.json", "--studies", "--out", "studied.html"), "studied.html"),
    Run("export, json", ("export", "plan.json", "--out", "again.json"), "again.json"),
    Run("export, rows", ("export", "plan.json", "--to", "rows"), "plan.rows.gz"),
    Run("ranking", ("ranking", "in/model.yaml", "--out", "ranking.xlsx", "--lang", "ko"), "ranking.xlsx"),
    Run("prices", ("prices", "in/model.yaml", "--out", "prices.xlsx"), "prices.xlsx"),
    Run(
        "prices --curve",
        ("prices", "in/model.yaml", "--curve", "1", "--points", "3", "--out", "curve.xlsx", "--lang", "ko"),
        "curve.xlsx",
    ),
    Run("explain", ("explain", "plan.json", "--rejected", "--out", "explained.xlsx"), "explained.xlsx"),
    Run("ladder", ("ladder", "in/model.yaml", "--out", "ladder.xlsx"), "ladder.xlsx"),
    Run("audit", ("audit", "plan.json", "--every-row")),
    Run("check", ("check", "in/model.yaml", "--lang", "ko")),
    Run("check --json", ("check", "in/model.yaml", "--json")),
    Run("convert to a workbook", ("convert", "in/model.yaml", "programme.xlsx", "--lang", "ko"), "programme.xlsx"),
    Run("convert to a folder", ("convert", "in/model.yaml", "programme"), "programme"),
    Run("import", ("import", "in/tables", "--into", "imported"), "imported"),
    Run("check --marked", ("check", "broken.xlsx", "--marked", "marked.xlsx"), "marked.xlsx"),
)
"""What is written once there is a plan; commands that do not exist are left out."""

ASIDE = {"broken.xlsx", "before.json", "before.rows.gz", STORE, f"{STORE}-wal", f"{STORE}-shm"}
"""What is written for another run to read."""

_SLOW = (
    "ranking",
    "prices",
    "prices --curve",
    "explain",
    "ladder",
    "export, html with studies",
    "export, xlsx in eok",
    "check --json",
)

QUICK_DOCUMENTS = tuple(run for run in DOCUMENTS if not run.is_page and run.name not in _SLOW)
"""Those that take no second: not the page, which is drawn, nor what solves again."""

WITH_PAGE = (*QUICK_DOCUMENTS, *(run for run in DOCUMENTS if run.is_page and run.name not in _SLOW))
"""And the page."""


def everything(folder: Path, programme: poisoned.Files, documents: Sequence[Run] = DOCUMENTS) -> Written:
    """Run every command on the programme, in the folder."""
    home = folder / "home" / "user"
    home.mkdir(parents=True)
    programme.write(home / "in")
    found, before = Written(), set(_all_files(folder))
    name = saved_name(str(programme.model["programme"]))
    with contextlib.chdir(home), _store(home / STORE):
        solve = Run("solve", ("solve", "in/model.yaml", "--out", "plan.json"), "plan.json")
        _take(solve, found)
        if found.codes["solve"] == 0:
            for document in documents:
                if document.name == "check --marked":
                    _spoil(Path("programme.xlsx"), Path("broken.xlsx"))
                _take(replace(document, arguments=_named(document.arguments, name)), found)
    wanted = {home / name for name in ASIDE} | {home / "plan.rows.gz"}
    wanted |= {path for _, target in found.files for path in (target, *_all_files(target))}
    found.stray = sorted(set(_all_files(folder)) - before - wanted)
    return found


def saved_name(word: str) -> str:
    """The word as the store takes it for a name: what it refuses is left out, or stands behind a letter."""
    seen = "".join(letter for letter in word if letter not in "/\\@" and unicodedata.category(letter)[0] not in "CZ")
    return f"x{seen}" if seen.startswith("-") else seen[:60]


def _named(arguments: Sequence[str], name: str) -> tuple[str, ...]:
    return tuple(name if argument == WORD else argument.replace(f"={WORD}", f"={name}") for argument in arguments)


@contextlib.contextmanager
def _store(file: Path) -> Iterator[None]:
    """Plans are saved there."""
    known = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(file)
    try:
        yield
    finally:
        os.environ.pop(VARIABLE)
        os.environ.update({} if known is None else {VARIABLE: known})


class _Terminal(io.StringIO):
    """Where words go as to a terminal: nothing is taken out of them on the way."""

    def isatty(self) -> bool:
        return True


def taken(word: str) -> bool:
    """Whether the readers take the word in a table; invisible characters, for example, they refuse."""
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(_Terminal()):
        poisoned.everywhere(word).write(Path(folder))
        with contextlib.redirect_stderr(_Terminal()):
            return run(["check", str(Path(folder) / "model.yaml")]) == 0


def _take(asked: Run, found: Written) -> None:
    out, err = _Terminal(), _Terminal()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(list(asked.arguments))
    if "No such command" in err.getvalue():
        return
    found.codes[asked.name] = code
    found.words += [(f"{asked.name}: standard output", out.getvalue()), (f"{asked.name}: errors", err.getvalue())]
    if asked.target is not None and Path(asked.target).exists():
        found.files.append((asked.name, Path(asked.target).resolve()))


def _spoil(book: Path, into: Path) -> None:
    """A copy of a workbook with a fault in the first row of each of its sheets: a word where a figure belongs."""
    import openpyxl

    if not book.exists():
        return
    opened = openpyxl.load_workbook(book)
    for sheet in opened.worksheets:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, int | float):
                    cell.value, cell.data_type = row[0].value or "x", "s"
                    break
    opened.save(into)


def _all_files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
