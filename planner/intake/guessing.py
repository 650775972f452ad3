"""What was probably meant: the nearest of the known words."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterable

_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff_\-]+")
_UNSEEN = re.compile(r"[^\S ]|[\u00ad\u200b-\u200f\u2060\ufeff]")
_ENOUGH_ALIKE = 0.66
_MOST_COMPARED = 20_000
_MOST_COMPARISONS = 60_000


@functools.lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """The text without what people overlook: case, blanks, hyphens, invisible characters, composition and width."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def visible(text: str) -> str:
    """The text with the characters that nobody sees named, and blanks at its ends: ``cost_won⟨U+200B⟩``."""
    inner = text.strip(" ")
    start, end = text.partition(inner)[0] if inner else "", text.rpartition(inner)[2] if inner else ""
    shown = "".join(f"⟨U+{ord(each):04X}⟩" if _UNSEEN.match(each) else each for each in inner)
    return f"{'␣' * len(start)}{shown}{'␣' * len(end)}"


def guess(word: str, known: Iterable[str]) -> str | None:
    """The nearest known word; None where none is near."""
    candidates = [name for name in known if name != word][:_MOST_COMPARED]
    plain = folded(word)
    same = [name for name in candidates if folded(name) == plain or _without_zeros(name) == _without_zeros(word)]
    if same:
        return same[0]
    near = difflib.get_close_matches(word, candidates, n=1, cutoff=_ENOUGH_ALIKE)
    return near[0] if near else None


class Guesser:
    """Guesses for many words among the same known ones. Of thousands of words among thousands only the first are
    compared letter by letter, which takes 30 microseconds a pair; what differs as people overlook it is always found.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = list(known)
        self._alike: dict[str, str] = {}
        for name in self._known:
            self._alike.setdefault(folded(_without_zeros(name)), name)
        self._guesses: dict[str, str | None] = {}
        self._comparisons = _MOST_COMPARISONS

    def guess(self, word: str) -> str | None:
        """The nearest known word; None where none is near, or where too many were asked for before."""
        if word not in self._guesses:
            self._guesses[word] = self._alike.get(folded(_without_zeros(word))) or self._compared(word)
        return self._guesses[word]

    def _compared(self, word: str) -> str | None:
        self._comparisons -= len(self._known)
        return guess(word, self._known) if self._comparisons >= 0 else None


def lost_zeros(word: str, known: str) -> bool:
    """Whether a word is a known id but for leading zeros, which spreadsheets take from what looks like a number."""
    return word != known and word.isdecimal() and known.isdecimal() and _without_zeros(word) == _without_zeros(known)


def _without_zeros(name: str) -> str:
    """An id that lost its leading zeros in a spreadsheet is the same as the one that has them."""
    return name.lstrip("0") if name.isdecimal() else name
