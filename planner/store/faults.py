"""What can go wrong with a store of plans, in words for people: no secrets, no statements, nothing of a driver.

::

    UsageError                   2
    ├── StoreError               2  the store cannot be reached, read or written; nothing was changed
    │   └── UnknownEndError      2  disk or connection failed at the very end: it may have been changed
    ├── NoSuchPlanError          2  no plan of that name or version is saved
    └── SaveConflictError        2  somebody else saved in between
    DamageError                  3  what the store holds is not what was saved
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.errors import ExitCode, PlannerError, UsageError
from planner.languages import T, Text

if TYPE_CHECKING:
    from sqlalchemy.exc import SQLAlchemyError

    from planner.store.address import Address


class StoreError(UsageError):
    """The store cannot be reached, read or written."""


class UnknownEndError(StoreError):
    """Disk or connection failed while a transaction was ended: nobody knows whether it was done, but all of it was or
    nothing."""


class NoSuchPlanError(UsageError):
    """No plan of that name or version is saved."""


class SaveConflictError(UsageError):
    """The newest version is not the one that was to be followed: somebody saved in between."""


class DamageError(PlannerError):
    """What the store holds is not what was saved."""

    exit_code = ExitCode.BAD_INPUT


_FULL, _READ_ONLY, _NO_OPENING, _INPUT_OUTPUT = 13, 8, 14, 10
_BUSY, _LOCKED, _PROTOCOL, _DAMAGED, _NO_DATABASE, _TOO_BIG = 5, 6, 15, 11, 26, 18
"""Primary result codes of SQLite."""

_OF_SQLITE = {
    _FULL: T("the disk is full"),
    _READ_ONLY: T("it may only be read"),
    _NO_OPENING: T("it cannot be opened: you must be allowed to read and write it and its folder"),
    _INPUT_OUTPUT: T("the disk cannot be read or written: it may be full, or gone"),
    _BUSY: T("other programs have been writing to it for too long; try again"),
    _LOCKED: T("other programs have been writing to it for too long; try again"),
    _PROTOCOL: T("other programs have been writing to it for too long; try again"),
    _DAMAGED: T("the file is damaged"),
    _NO_DATABASE: T("the file is no store of plans"),
    _TOO_BIG: T("a file of the plan is too large for it"),
}

_OF_STATES = {
    "53100": T("the server's disk is full"),
    "53200": T("the server has no memory left"),
    "53300": T("the server has no connection left; try again"),
    "25006": T("it may only be read"),
    "42501": T("your role may not read or write its tables"),
    "28P01": T("the server refuses name or password"),
    "28000": T("the server refuses name or password"),
    "3D000": T("the server has no such database"),
    "55P03": T("other programs have been writing to it for too long; try again"),
}
"""SQLSTATE codes of PostgreSQL."""

_STARTING = re.compile("starting up|shutting down|recovery mode", re.IGNORECASE)

_OF_CONNECTING = (
    (re.compile("password|authentication|pg_hba|no encryption", re.IGNORECASE), _OF_STATES["28P01"]),
    (re.compile("database .* does not exist", re.IGNORECASE), _OF_STATES["3D000"]),
    (re.compile("role .* does not exist", re.IGNORECASE), _OF_STATES["28P01"]),
    (re.compile("resolve|translate host|name or service", re.IGNORECASE), T("there is no computer of that name")),
    (re.compile("too many|remaining connection slots", re.IGNORECASE), _OF_STATES["53300"]),
    (_STARTING, T("the server is starting or stopping; try again")),
    (re.compile("invalid|option|missing", re.IGNORECASE), T("its address has something that PostgreSQL does not know")),
)
"""What a failed connection says where it has no code. Its own words are never repeated: addresses stand in them."""

_UNREACHABLE = T("the server does not answer: it may not be running, or not be reachable from here")
_BROKEN_OFF = T("the connection to the server broke")

TRY_AGAIN = frozenset({"40001", "40P01"})
"""SQLSTATE codes after which the same transaction may well succeed."""


def store_error(error: SQLAlchemyError, address: Address) -> PlannerError:
    """The error in words. What a driver says may hold the address with its password, and is never repeated."""
    reason = _reason(error)
    sentence = T("The store of plans ({store}) cannot be used: {reason}.", store=address.shown, reason=reason)
    if code_of_sqlite(error) in (_DAMAGED, _NO_DATABASE):
        return DamageError(sentence)
    return StoreError(sentence)


def unknown_end(address: Address) -> UnknownEndError:
    """The error of a transaction that may have been done."""
    return UnknownEndError(
        T(
            "The store of plans ({store}) failed at the very end: whether this was done is not known; planner plans "
            "history tells, once the store can be used again.",
            store=address.shown,
        )
    )


def ends_unknown(error: SQLAlchemyError) -> bool:
    """Whether an error at the end of a transaction leaves open if it was done: the disk may have all of it already, and
    only not have said so."""
    return broke_off(error) or code_of_sqlite(error) in (_FULL, _INPUT_OUTPUT)


def is_busy(error: SQLAlchemyError) -> bool:
    """Whether SQLite says that another program writes right now."""
    return code_of_sqlite(error) in (_BUSY, _LOCKED, _PROTOCOL)


def code_of_sqlite(error: SQLAlchemyError) -> int | None:
    """SQLite's primary result code; None where the error is none of its own."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF


def state_of(error: SQLAlchemyError) -> str | None:
    """PostgreSQL's SQLSTATE; None where the error is none of its own, or the server was not reached."""
    return getattr(getattr(error, "orig", None), "sqlstate", None)


def broke_off(error: SQLAlchemyError) -> bool:
    """Whether the connection to a server is gone, so that nobody knows what it did last."""
    state = state_of(error) or ""
    return bool(getattr(error, "connection_invalidated", False)) or state[:2] == "08" or state in ("57P01", "57P02")


def is_starting(error: SQLAlchemyError) -> bool:
    """Whether the server takes no connection yet, or none any more."""
    return _STARTING.search(str(getattr(error, "orig", ""))) is not None


def _reason(error: SQLAlchemyError) -> Text:
    code, state = code_of_sqlite(error), state_of(error)
    if code is not None:
        return _OF_SQLITE.get(code, T("it reports the error {code}", code=f"SQLite {code}"))
    if state in _OF_STATES:
        return _OF_STATES[state]
    if broke_off(error):
        return _BROKEN_OFF
    if state is not None:
        return T("it reports the error {code}", code=f"SQLSTATE {state}")
    if type(getattr(error, "orig", None)).__name__ in ("OperationalError", "ConnectionTimeout", "ProgrammingError"):
        said = str(getattr(error, "orig", ""))
        return next((words for pattern, words in _OF_CONNECTING if pattern.search(said)), _UNREACHABLE)
    return T("it reports the error {code}", code=type(error).__name__)
