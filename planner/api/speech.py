"""In which language a notebook is answered, and how it is told what is being done."""

from __future__ import annotations

from collections.abc import Callable

from planner.errors import UsageError
from planner.languages import LANGUAGES, Language, T, Text, speak, spoken

type Progress = Callable[[str], object] | None
"""What is called with each sentence on what is being done, such as ``print``; None: nobody is told."""


def language(chosen: Language | None = None) -> Language:
    """The language of errors, words in frames and documents: ``"en"`` or ``"ko"``; with an argument, it is chosen.

    Raises ``UsageError`` for another one.
    """
    if chosen is not None:
        if chosen not in LANGUAGES:
            raise UsageError(T("There are the languages {languages}.", languages=", ".join(LANGUAGES)))
        speak(chosen)
    return spoken()


def teller(progress: Progress) -> Callable[[Text], None]:
    """What studies call with a text: the progress is told it in the language chosen."""

    def say(text: Text) -> None:
        if progress is not None:
            progress(text.to(spoken()))

    return say
