"""Changes to structured bytes: whole words, tags and cells are replaced, repeated, moved and left out.

The fuzzer's own changes of single bytes go on beside them; they find how words are read, these what words mean.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

_SWELL_TO = 900_000
_SWELL_ONE_IN = 3_000
_MOST_TOKENS = 60_000

XML = re.compile(rb'\x00[^\x00]*\x00|[\w:.]+="|"|</?[\w:]+|[/?]?>|<[!?]|[^<>"\x00]+|.', re.DOTALL)
CELLS = re.compile(rb"[^,\n\t]+|[,\n\t]|.", re.DOTALL)
WORDS = re.compile(rb"[\w.\-]+|[ ]+|.", re.DOTALL)

type Change = Callable[[bytes], bytes]


def changed(data: bytes, most: int, seed: int, tokens: re.Pattern[bytes], words: Sequence[bytes], own: Change) -> bytes:
    """The data after a change; ``own`` is the fuzzer's, ``most`` the bytes that the result may have."""
    chance = random.Random(seed)
    if chance.random() < 0.4:
        return own(data)
    found = tokens.findall(data[:_MOST_TOKENS]) or [b""]
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        _change(found, words, chance)
    return (b"".join(found) + data[_MOST_TOKENS:])[:most]


def _change(found: list[bytes], words: Sequence[bytes], chance: random.Random) -> None:
    here = chance.randrange(len(found))
    end = min(len(found), here + chance.choice((1, 1, 1, 2, 5, 20, 100)))
    match chance.randrange(7):
        case 0:
            found[here] = chance.choice(words)
        case 1:
            alike = [token for token in found if token[:1].isalnum() == found[here][:1].isalnum()]
            found[here] = chance.choice(alike)
        case 2 if len(found) > end - here:
            del found[here:end]
        case 3:
            there = chance.randrange(len(found))
            found[there:there] = found[here:end]
        case 4:
            found.insert(here, chance.choice(words))
        case 5:
            there = chance.randrange(len(found))
            found[here], found[there] = found[there], found[here]
        case _:
            found[here] += chance.choice(words)


def swollen(data: bytes, seed: int) -> bytes | None:
    """Now and then the data with one stretch repeated up to 0.9 MB: what takes its time with the square of the size."""
    chance = random.Random(seed)
    if chance.randrange(_SWELL_ONE_IN) or not data:
        return None
    start = chance.randrange(len(data))
    stretch = data[start : start + chance.choice((1, 2, 5, 20, 100, 1_000))]
    return data[:start] + stretch * ((_SWELL_TO - len(data)) // len(stretch)) + data[start:]
