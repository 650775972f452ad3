"""Words of other people in a workbook: kept as they are, but for what a workbook cannot hold."""

from __future__ import annotations

import re
from typing import Any

_UNSTORABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 2_000


def storable(words: str) -> str:
    """The words without characters that XML does not know, and cut where they are endless."""
    words = _UNSTORABLE.sub("\ufffd", words)
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"


def write_words(cell: Any, words: str) -> None:
    """Put words into a cell as words: nothing becomes a formula or an error, whatever it begins with."""
    cell.value = storable(words)
    cell.data_type = "s"
