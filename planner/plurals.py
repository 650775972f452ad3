"""English nouns after a count: a template says "{count} rows", and of one it says "1 row".

Only a noun that stands right behind the value, alone or after one of a few words that describe it, is put in the
singular; nouns that no message counts are not known here. Verbs do not follow, so sentences about a count are worded
without one: "Rows kept: {count}", not "{count} rows are kept".
"""

from __future__ import annotations

import re

COUNTED = (
    "awards",
    "candidates",
    "cases",
    "cells",
    "characters",
    "columns",
    "cuts",
    "digits",
    "files",
    "formulations",
    "groups",
    "keys",
    "levels",
    "limits",
    "lines",
    "multipliers",
    "options",
    "others",
    "plans",
    "pools",
    "proofs",
    "rounds",
    "rows",
    "suppliers",
    "upgrades",
    "years",
)
"""What messages count. All have the plural that ends in s."""

_DESCRIBED = ("award", "candidate", "other", "merged")
_ONE = re.compile(r"(?<![\w.,/-])1$")
_NOUN = re.compile(rf"^ ((?:(?:{'|'.join(_DESCRIBED)}) )?)({'|'.join(COUNTED)})\b")


def is_one(value: object) -> bool:
    """Whether a value is the count 1, as a number or as it is written."""
    return value == "1" or (isinstance(value, int) and value == 1)


def singular(before: str, literal: str) -> str:
    """A piece of a sentence, its first noun in the singular where the count 1 stands right before it."""
    if not _ONE.search(before):
        return literal
    return _NOUN.sub(lambda noun: f" {noun[1]}{noun[2].removesuffix('s')}", literal)
