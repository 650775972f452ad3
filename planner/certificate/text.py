"""The integer programme as text: a line for each column, row and objective. Its SHA-256 is what a certificate names."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator

from planner.certificate.programme import IntegerProgramme, IntegerSum

FORMAT = "planner rows 1"


def lines(programme: IntegerProgramme) -> Iterator[str]:
    """Every line, ending in a line feed: JSON lists whose first word says what the line is.

    ``["column", name, lower, upper, whole]`` in the order of their numbers, from 0; bounds in millionths.
    ``["row", name, sense, limit, factor, step, unit, columns, coefficients]``
    ``["sums", name, mean, scale, divisor, first, last, gains, raised, raised divisor]``
    ``["maximise", number, factor, gains, divisor, columns, coefficients, steps]``, followed by
    ``["over", divisor, columns, coefficients]`` where it is divided by won
    ``["awarded", column, upgrade, year, total won]``
    ``["paid", column, year, payers, [[upgrade, year, named won], …]]``
    ``["given", award's column, year, payers, won as a fraction]``
    ``["signed", upgrade, year, [[year, payer, won], …]]`` for awards of the past, which no column decides
    """
    yield _line(FORMAT, programme.inputs_hash)
    for column in programme.columns:
        yield _line("column", column.name, column.lower, column.upper, int(column.whole))
    for row in programme.rows.values():
        head = row.name, row.sense, row.limit, row.factor, row.step, row.unit
        yield _line("row", *head, list(row.terms), list(row.terms.values()))
    for sums in programme.ordered_sums.values():
        about = sums.name, sums.mean, sums.scale, sums.divisor, sums.first, sums.last
        yield _line("sums", *about, list(sums.gains), list(sums.raised), sums.raised_divisor)
    for target in programme.targets:
        factor = None if target.factor is None else str(target.factor)
        yield _line("maximise", target.number, factor, list(target.gains), *_parts(target.value), target.steps)
        if target.won is not None:
            yield _line("over", *_parts(target.won))
    for tie in programme.awarded:
        yield _line("awarded", tie.column, tie.upgrade_id, tie.year, tie.total_won)
    for money in programme.paid:
        awards = [[*key, named] for key, named in zip(money.awards, money.named, strict=True)]
        yield _line("paid", money.column, money.year, list(money.payers), awards)
    for gift in programme.given:
        yield _line("given", gift.award, gift.year, list(gift.payers), str(gift.won))
    for award in programme.signed:
        yield _line("signed", award.upgrade_id, award.year, [list(payment) for payment in award.payments])


def packed(programme: IntegerProgramme) -> bytes:
    """The text, compressed by gzip; the same bytes for the same programme."""
    return gzip.compress("".join(lines(programme)).encode(), compresslevel=6, mtime=0)


def rows_hash(programme: IntegerProgramme) -> str:
    """SHA-256 of the text."""
    digest = hashlib.sha256()
    for line in lines(programme):
        digest.update(line.encode())
    return digest.hexdigest()


def _parts(total: IntegerSum) -> tuple[int, list[int], list[int]]:
    return total.divisor, list(total.terms), list(total.terms.values())


def _line(*parts: object) -> str:
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")) + "\n"
