"""Talking to people: sentences in their language, on the error stream; data go to standard output."""

from __future__ import annotations

import click
from click.core import ParameterSource

from planner.errors import Fault
from planner.languages import LANGUAGES, Language, Text

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


def _chosen(context: click.Context, parameter: click.Parameter, value: Language) -> Language:
    """What is typed counts before the environment, also where it is typed before the command's name."""
    source = context.get_parameter_source(parameter.name or "")
    taken_already = source is ParameterSource.ENVIRONMENT and context.parent is not None
    if source is not ParameterSource.DEFAULT and not taken_already:
        speak(value)
    return value


LANGUAGE_OPTION = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="en",
    envvar="PLANNER_LANG",
    show_default=True,
    is_eager=True,
    expose_value=False,
    callback=_chosen,
    help="Language of messages (environment: PLANNER_LANG).",
)
