"""Help and refusals in the language of the run.

Help texts stay plain English in the commands' options and docstrings, where the reference finds them; they are looked
up in the catalogue where they are rendered, each option's text, each paragraph and each placeholder by itself.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

import click

from planner.cli.misuse import Misuse, reworded
from planner.cli.speech import language, placeholder, said
from planner.languages import T
from planner.text_table import width_of

_SECOND_COLUMN = "\N{HANGUL FILLER}"
"""Stands behind a letter of two columns while lines are made, because click takes every letter for one column."""


class _Columns(click.HelpFormatter):
    """Lines as long as a terminal shows them: Korean letters take two columns."""

    def write(self, string: str) -> None:
        """Write what has been laid out."""
        super().write(string.replace(_SECOND_COLUMN, ""))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how a command is called."""
        super().write_usage(prog, _widened(args), None if prefix is None else _widened(prefix))

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        super().write_text(_widened(text))

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and what they mean."""
        super().write_dl([(_widened(term), _widened(meaning)) for term, meaning in rows], col_max, col_spacing)


def _widened(text: str) -> str:
    return text if text.isascii() else "".join(letter + _SECOND_COLUMN * (width_of(letter) - 1) for letter in text)


class _Context(click.Context):
    formatter_class = _Columns


class Spoken(click.Command):
    """A command whose help and refusals are in the language of the run."""

    context_class = _Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Understand what was typed; what cannot be understood is refused with how to write it."""
        given = tuple(args)
        takes_more = ctx.allow_extra_args
        ctx.allow_extra_args = True
        try:
            left = super().parse_args(ctx, args)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise Misuse(reworded(error, ctx, given), ctx) from error
        if left and not takes_more and not ctx.resilient_parsing:
            words = " ".join(left)
            raise Misuse(T("Too many arguments: {words}. Quote a name that has spaces in it.", words=words), ctx)
        return left

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how the command is called."""
        pieces = " ".join(placeholder(piece) for piece in self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=T("Usage:").to(language()) + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The docstring, paragraph by paragraph, however its lines are broken."""
        paragraphs = re.split(r"\n\s*\n", inspect.cleandoc(self.help or ""))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text("\n\n".join(said(" ".join(paragraph.split())) for paragraph in paragraphs))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, a row each."""
        with formatter.section(T("Options").to(language())):
            formatter.write_dl(list(self._options(ctx)))

    def _options(self, ctx: click.Context) -> Iterator[tuple[str, str]]:
        for option in self.get_params(ctx):
            record = option.get_help_record(ctx)
            if isinstance(option, click.Option) and record is not None:
                yield _spelling(option, ctx, record[0]), f"{said(option.help or '')}{_extra(option, ctx)}"


def _spelling(option: click.Option, ctx: click.Context, spelling: str) -> str:
    """How the option is written, with the placeholder of its value."""
    if option.is_flag:
        return spelling
    value = option.make_metavar(ctx)
    return spelling.removesuffix(value) + placeholder(value)


def _extra(option: click.Option, ctx: click.Context) -> str:
    """What goes without saying, the limits of the value, and whether it must be there; in brackets."""
    extra = option.get_help_extra(ctx)
    known = []
    if "default" in extra:
        known.append(T("default: {default}", default=extra["default"]).to(language()))
    if "range" in extra:
        known.append(extra["range"])
    if "required" in extra:
        known.append(T("required").to(language()))
    return f"  [{'; '.join(known)}]" if known else ""


def command(name: str) -> Callable[[Callable[..., Any]], Spoken]:
    """``click.command`` for commands that speak the language of the run."""
    return click.command(name, cls=Spoken)
