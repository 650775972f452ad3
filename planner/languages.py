"""What people read exists in Korean and English: texts carry their template and values, and are worded late.

English is the source; ``catalogues/ko.po`` holds the Korean. A text is worded only where it leaves the program,
so that one run can answer in either language.
"""

from __future__ import annotations

import functools
import gettext
import io
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from planner.particles import PARTICLE, settled
from planner.plurals import is_one, singular

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")

_spoken: list[Language] = ["en"]


def speak(language: Language) -> None:
    """Answer whoever works with the package in Python in this language from now on."""
    _spoken[0] = language


def spoken() -> Language:
    """The language of whoever works with the package in Python; a command has the one that it was called with."""
    return _spoken[0]


@dataclass(frozen=True)
class Text:
    """A sentence with named values, not yet in any language."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def to(self, language: Language) -> str:
        """The sentence in that language; values that are texts themselves are worded too."""
        worded = {name: value.to(language) if isinstance(value, Text) else value for name, value in self.values.items()}
        template = translate(self.template, language)
        if language == "ko" and PARTICLE.search(template):
            return _piece_by_piece(template, worded, settled)
        if language == "en" and any(map(is_one, worded.values())):
            return _piece_by_piece(template, worded, singular)
        return string.Formatter().vformat(template, (), worded)

    def __str__(self) -> str:
        return self.to("en")


class Described(Text):
    """What a key or a column means, as the schema words it. Its braces are part of it: it is no template."""

    def to(self, language: Language) -> str:
        """The description in that language."""
        return translate(self.template, language)


def described(description: str) -> Text:
    """A description of the schema as a text; the catalogue's extraction finds it in the models."""
    return Described(description)


def T(template: str, /, **values: object) -> Text:  # noqa: N802 - the extraction keyword, one letter as in gettext
    """A text with its values; the template is found by the catalogue's extraction under this name."""
    return Text(template, values)


def _piece_by_piece(template: str, values: Mapping[str, object], fit: Callable[[str, str], str]) -> str:
    """The sentence, each piece of the template fitted to what is said before it."""
    formatter, said = string.Formatter(), ""
    for literal, name, form, _ in formatter.parse(template):
        said += fit(said, literal)
        if name is not None:
            said += formatter.format_field(values[name], form or "")
    return said


def translate(template: str, language: Language) -> str:
    """The template in that language; English is its own translation."""
    return template if language == "en" else _catalogue(language).gettext(template)


@functools.cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    """The compiled catalogue. Compiled when first wanted, so that the repository holds no binary of it."""
    from babel.messages import mofile, pofile

    source = Path(__file__).parent / "catalogues" / f"{language}.po"
    with source.open("rb") as stream:
        catalogue = pofile.read_po(stream)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
