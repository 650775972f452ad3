"""How large a workbook may be, in one table. What is larger is refused before anything is unpacked into memory.

The programme that must pass has 100,000 upgrades in 30 columns: about 80 MB of sheet XML, 10 MB zipped, 3 million
cells.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, counts otherwise; each with the reason for its figure."""

    file: int = 100 * MEGABYTE
    """The file itself: ten times the largest programme, for pictures and scans that lie in it."""

    unpacked: int = 250 * MEGABYTE
    """All parts together: three times the largest programme, and half a second of unpacking."""

    small_part: int = 4 * MEGABYTE
    """Parts that are read whole (the list of sheets, relationships, content types); usual are 10 kB."""

    ratio: int = 200
    """Unpacked to packed size: sheets reach 10 to 50, a part of nothing but zeros 1,000."""

    ratio_from: int = 5 * MEGABYTE
    """The ratio says nothing below this size: a short part of blanks does no harm."""

    parts: int = 2_000
    """Files in the archive: a sheet has three or four, pictures one each."""

    directory: int = 1 * MEGABYTE
    """The archive's directory: 500 bytes for each of the parts."""

    cells: int = 5_000_000
    """Cells that are written in a sheet: half as many again as the largest programme has."""

    tags: int = 25_000_000
    """Tags and ends of tags in a sheet: six for each cell of the largest programme make 18 million."""

    rectangle: int = 10_000_000
    """Cells from A1 to the farthest one: readers lay out all of them, with 50 bytes each and more."""

    sparse: int = 1_000_000
    """Cells from A1 to the farthest one that need not be filled: a table of 30,000 rows with one in thirty filled."""

    sparseness: int = 50
    """Cells from A1 to the farthest one for each that is filled, beyond those: tables have 1 to 10."""

    merges: int = 20_000
    """Merged ranges in a sheet: each company's block of rows merged in ten columns, 2,000 companies."""

    merged_area: int = 1_048_576
    """Cells in one merged range: a whole column may be merged by a careless hand."""

    depth: int = 64
    """Elements in elements: a sheet has 5, its extensions 12."""

    token: int = 1 * MEGABYTE
    """One tag or one text: in sheets they have 200 bytes, and Excel keeps at most 32,767 characters of a text."""

    strings: int = 500 * MEGABYTE
    """Characters of all cells of a sheet: texts are shared in the file, and copied for each cell that is read."""


LIMITS = Limits()
