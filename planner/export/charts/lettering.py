"""How much room words take, roughly: enough to keep them within theirs without asking for the reader's fonts."""

from __future__ import annotations

import unicodedata

_WIDE, _NARROW = 0.95, 0.56
"""Width of a Hangul syllable and of a Latin letter, in heights of the font."""


def width(text: str, size: float) -> float:
    """About how wide a line is [px] in a font of that size [px]."""
    return sum(_WIDE if unicodedata.east_asian_width(letter) in "WF" else _NARROW for letter in text) * size


def fitted(text: str, room: float, size: float) -> str:
    """The line, cut where it takes more than the room [px]; what is cut off shows as dots."""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrapped(text: str, room: float, size: float, most: int | None = None) -> list[str]:
    """The words in lines of at most the room [px]; of more lines than ``most`` the last one kept ends in dots."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if most is None or len(lines) <= most:
        return [fitted(line, room, size) for line in lines]
    return [*(fitted(line, room, size) for line in lines[: most - 1]), fitted(" ".join(lines[most - 1 :]), room, size)]
