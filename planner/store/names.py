"""Names of saved plans, their tags and notes: keys and texts of a database, never paths, and of one form each."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from planner.errors import UsageError
from planner.languages import T, Text

LONGEST_NAME = 120
LONGEST_TAG = 60
LONGEST_NOTE = 4_000
LONGEST_WHO = 120

_VERSION_MARK = "@"
_PATHS = frozenset("/\\")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that nobody sees, that no encoding has, or that have no meaning."""


@dataclass(frozen=True)
class PlanKey:
    """A saved plan as people name it: ``NAME`` for the newest version, ``NAME@3`` for the third."""

    name: str
    version: int | None = None

    def __str__(self) -> str:
        return self.name if self.version is None else f"{self.name}{_VERSION_MARK}{self.version}"


def plan_key(text: str) -> PlanKey:
    """The key in ``NAME`` or ``NAME@VERSION``. Raises ``UsageError`` where it is neither."""
    name, mark, version = text.rpartition(_VERSION_MARK)
    if not mark:
        return PlanKey(plan_name(text))
    if not re.fullmatch(r"[1-9][0-9]{0,8}", version.strip()):
        raise UsageError(
            T("{name}: after @ stands the number of a version, as in {example}.", name=text, example="budget-2026@3")
        )
    return PlanKey(plan_name(name), int(version))


def plan_name(text: str) -> str:
    """The name as it is kept: composed (NFC), without spaces around it. Raises ``UsageError`` where it is none.

    A name never looks like the path of a file or an option, so that nobody takes the one for the other.
    """
    name = _one_line(text, LONGEST_NAME, T("The name of a plan"))
    if _PATHS & set(name) or name.lower().endswith(".json") or name in (".", ".."):
        raise UsageError(
            T("{name} looks like a file: the name of a plan has no / or \\ in it and does not end in .json.", name=name)
        )
    if _VERSION_MARK in name:
        raise UsageError(T("{name}: the name of a plan has no @ in it; the version stands behind it.", name=name))
    if name.startswith("-"):
        raise UsageError(T("{name} looks like an option: the name of a plan does not begin with -.", name=name))
    return name


def tag_name(text: str) -> str:
    """A tag as it is kept. Raises ``UsageError`` where it is none."""
    return _one_line(text, LONGEST_TAG, T("A tag"))


def who_name(text: str) -> str:
    """Who did something, as it is kept. Raises ``UsageError`` where it is no name."""
    return _one_line(text, LONGEST_WHO, T("The name of who does it"))


def note_text(text: str) -> str:
    """A note as it is kept: lines, without spaces around them. Raises ``UsageError`` where it is none."""
    note = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ").strip()
    _check(note.replace("\n", ""), note, LONGEST_NOTE, T("A note"))
    return note


def plain_line(text: str, longest: int = 200) -> str:
    """Words of a plan beside its key figures: what no database takes or nobody sees is a replacement character."""
    line = "".join("\ufffd" if _is_unseen(letter) else letter for letter in text)
    return line if len(line) <= longest else line[: longest - 1] + "…"


def file_stem(name: str, fingerprint: str) -> str:
    """The beginning of a file's name for a plan: its letters and figures, in any script, and what tells it apart."""
    slug = re.sub(r"[^\w]+", "-", name.replace("_", "-")).strip("-")[:60]
    return f"{slug}-{fingerprint[:8]}" if slug else fingerprint[:8]


def _one_line(text: str, longest: int, what: Text) -> str:
    line = re.sub(r"[ \u3000\u00a0]+", " ", unicodedata.normalize("NFC", text)).strip()
    _check(line, line, longest, what)
    return line


def _check(shown: str, text: str, longest: int, what: Text) -> None:
    if not text:
        raise UsageError(T("{what} cannot be empty.", what=what))
    if len(text) > longest:
        raise UsageError(T("{what} has {longest} characters at most.", what=what, longest=f"{longest:,}"))
    if any(map(_is_unseen, shown)):
        raise UsageError(T("{what} has no characters that cannot be seen.", what=what))


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in _UNSEEN
