"""Whom a chart is drawn for: the reader's language, and how wide the page is."""

from __future__ import annotations

from dataclasses import dataclass

from planner.languages import Language, Text

_NARROW = 520


@dataclass(frozen=True)
class Frame:
    """A reader's language and a width [px]; below 520 px a chart is laid out for a phone."""

    language: Language = "en"
    width: int = 760

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for little beside the drawing itself."""
        return self.width < _NARROW

    def words(self, text: str | Text) -> str:
        """A text in the reader's language."""
        return text.to(self.language) if isinstance(text, Text) else text
