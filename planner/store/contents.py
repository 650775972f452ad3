"""Files in the store: each once, by the SHA-256 of its bytes, packed; what comes back is checked to be the same."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.languages import T
from planner.store.faults import DamageError
from planner.store.tables import contents, files, plans

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LEVEL = 6


@dataclass(frozen=True)
class Content:
    """The bytes of a file, ready to be kept. Packing takes a while: it is done before a transaction begins."""

    sha256: str
    size: int
    packed: bytes

    @classmethod
    def of(cls, data: bytes) -> Content:
        """The content of these bytes."""
        return cls(hashlib.sha256(data).hexdigest(), len(data), zlib.compress(data, _LEVEL))


def keep(connection: Connection, wanted: Iterable[Content]) -> None:
    """Keep what is not there yet. Writers come one at a time, so nobody else keeps the same meanwhile."""
    from sqlalchemy import select

    new = {content.sha256: content for content in wanted}
    there = connection.scalars(select(contents.c.sha256).where(contents.c.sha256.in_(new)))
    for sha256 in set(new).difference(there):
        content = new[sha256]
        connection.execute(contents.insert(), {"sha256": sha256, "size": content.size, "packed": content.packed})


def fetch(connection: Connection, sha256: str) -> bytes:
    """The bytes under that hash. Raises ``DamageError`` where they are gone, or others than were saved."""
    from sqlalchemy import select

    found = connection.execute(select(contents.c.size, contents.c.packed).where(contents.c.sha256 == sha256)).first()
    data = None if found is None else _unpacked(bytes(found.packed), found.size)
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        raise DamageError(
            T("The store is damaged: what it holds under {hash} is not what was saved.", hash=sha256[:16])
        )
    return data


def sweep(connection: Connection) -> None:
    """Take away what no plan uses any more."""
    from sqlalchemy import delete, exists

    uses = (plans.c.document_sha256, plans.c.rows_sha256, files.c.sha256)
    unused = [~exists().where(column == contents.c.sha256) for column in uses]
    connection.execute(delete(contents).where(*unused))


def _unpacked(packed: bytes, size: int) -> bytes | None:
    """The bytes, never more than were kept; None where they cannot be unpacked."""
    stream = zlib.decompressobj()
    try:
        return stream.decompress(packed, size + 1)
    except zlib.error:
        return None
