"""What a section of the report is made of: plain data, which the templates turn into HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from planner.export.columns import AnyTable
from planner.languages import Text


@dataclass(frozen=True)
class Paragraph:
    """A sentence or a few."""

    template: ClassVar[str] = "paragraph"
    says: Text
    look: Literal["plain", "lead", "note", "verdict"] = "plain"


@dataclass(frozen=True)
class Subtitle:
    """The title of a part of a section."""

    template: ClassVar[str] = "subtitle"
    title: Text


@dataclass(frozen=True)
class Points:
    """Sentences that stand side by side."""

    template: ClassVar[str] = "points"
    says: tuple[Text, ...]


@dataclass(frozen=True)
class Tile:
    """A figure that is seen from afar: what it is, how much, and what else there is to say of it."""

    label: Text
    value: Text
    note: Text | None = None


@dataclass(frozen=True)
class Tiles:
    """Figures side by side."""

    template: ClassVar[str] = "tiles"
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Facts:
    """Labels, and what stands beside each; ``fixed`` where these are hashes, versions, commands: the same letters in
    every language."""

    template: ClassVar[str] = "facts"
    lines: tuple[tuple[Text, Text], ...]
    fixed: bool = False


@dataclass(frozen=True)
class Command:
    """A line to type."""

    template: ClassVar[str] = "command"
    line: str


@dataclass(frozen=True)
class TableBlock:
    """A table. A ``long`` one is folded, and where scripts run it is sorted, filtered and paged.

    ``choose`` are keys of columns of which one value can be chosen; ``payers`` are those of the columns that say what
    somebody pays, of which one can be chosen as well. ``titled`` and ``told``:
    whether its title and what it shows stand above it, and not elsewhere already.
    """

    template: ClassVar[str] = "table"
    table: AnyTable
    long: bool = False
    choose: Sequence[str] = ()
    payers: Sequence[str] = ()
    titled: bool = True
    told: bool = True


@dataclass(frozen=True)
class Drawing:
    """A chart as SVG for wide pages and paper, and another for narrow screens; safe to stand in a page as they are."""

    template: ClassVar[str] = "drawing"
    title: str
    says: str
    wide: str
    narrow: str | None = None


type Block = Paragraph | Subtitle | Points | Tiles | Facts | Command | TableBlock | Drawing


@dataclass(frozen=True)
class Section:
    """A part of the report under its own heading; ``anchor`` is its name within the page."""

    anchor: str
    title: Text
    blocks: tuple[Block, ...] = field(default=())
