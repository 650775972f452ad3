"""Talking to people: sentences in their language, on the error stream; data go to standard output."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import takewhile

import click

from planner.errors import Fault
from planner.languages import LANGUAGES, Language, Text, translate

VARIABLE = "PLANNER_LANG"
"""The environment's language, for those who do not type one."""

_language: list[Language] = ["en"]


def speak(language: Language) -> None:
    """Use this language from now on."""
    _language[0] = language


def language() -> Language:
    """The language of this run."""
    return _language[0]


def say(sentence: Text | Fault) -> None:
    """One sentence to the person at the terminal."""
    click.echo(sentence.to(language()), err=True)


def said(text: str) -> str:
    """A help text, which is plain English where it stands, in the language of this run."""
    return translate(text, language()) if text else ""


def placeholder(value: str) -> str:
    """What stands for a value, such as FILE, in the language of this run; words to choose from stay as they are."""
    return value if "|" in value else said(value)


def wanted(arguments: Sequence[str]) -> Language:
    """The language of a run, from what was typed, before or after the command's name, or else from the environment.

    It is known before the arguments are understood, so that help and refusals can be in it wherever it stands.
    """
    typed = [os.environ.get(VARIABLE, "")]
    words = list(takewhile(lambda word: word != "--", arguments))
    for word, following in zip(words, [*words, ""][1:], strict=True):
        name, equals, value = word.partition("=")
        if name == "--lang":
            typed.append(value if equals else following)
    return next((known for word in reversed(typed) for known in LANGUAGES if known == word), "en")


LANGUAGE_OPTION = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="en",
    envvar=VARIABLE,
    show_default=True,
    is_eager=True,
    expose_value=False,
    help="Language of messages (environment: PLANNER_LANG).",
)
