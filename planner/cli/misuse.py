"""What is told to whoever called a command wrongly: what was found, what is wanted there, how to write it.

click words its errors in English only, with the values inside; here they are worded anew from what the errors are of.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import click
from click.core import ParameterSource

from planner.cli.speech import language, placeholder
from planner.languages import T, Text

_EXAMPLES = {
    "gap": T("Write 0.01 for one percent."),
    "amount": T("Write whole won in digits: 100000000 is 100 million won (1 eok)."),
    "time_limit": T("Write seconds in digits: 90 is a minute and a half."),
}
"""How values are written that people write otherwise, such as 1%, by the option's name in the code."""


class Misuse(click.UsageError):
    """A wrong call, in the language of the run, with the line that shows how the command is called."""

    def __init__(self, text: Text, ctx: click.Context) -> None:
        super().__init__(text.to(language()), ctx)

    def show(self, file: IO[Any] | None = None) -> None:
        """Tell it on the error stream, or in the file."""
        assert self.ctx is not None
        hint = T("Try '{command} --help' for help.", command=self.ctx.command_path)
        refusal = T("Error: {message}", message=self.message)
        lines = (self.ctx.get_usage(), hint.to(language()), "", refusal.to(language()))
        click.echo("\n".join(lines), file=file, err=True)


def reworded(error: click.UsageError, ctx: click.Context, given: Sequence[str]) -> Text:
    """What an error of click says, with how to mend it; ``given`` are the words that were typed."""
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return _missing(error.param, ctx)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _wrong_value(error.param, ctx, given)
    if isinstance(error, click.NoSuchOption):
        return _no_such_option(error)
    if isinstance(error, click.BadOptionUsage):
        return _wrong_use(error.option_name, ctx)
    return T("The command is called in another way than the usage above shows.")


def _missing(parameter: click.Parameter, ctx: click.Context) -> Text:
    value = placeholder(parameter.make_metavar(ctx))
    if isinstance(parameter, click.Option):
        return T("Missing option {name}: add {name} {value}.", name=_name(parameter, ctx), value=value)
    return T("Missing argument {name}: write it where the usage above has it.", name=value)


def _no_such_option(error: click.NoSuchOption) -> Text:
    if error.possibilities:
        others = ", ".join(sorted(error.possibilities))
        return T("No such option {name}. Did you mean {others}?", name=error.option_name, others=others)
    return T("No such option {name}.", name=error.option_name)


def _wrong_use(name: str, ctx: click.Context) -> Text:
    """Of an option that stands alone though it has a value, or has a value though it stands alone."""
    option = next(one for one in ctx.command.get_params(ctx) if name in one.opts)
    if isinstance(option, click.Option) and option.is_flag:
        return T("Option {name} takes no value: write {name} alone.", name=name)
    return T("Option {name} wants a value: {name} {value}.", name=name, value=placeholder(option.make_metavar(ctx)))


def _wrong_value(parameter: click.Parameter, ctx: click.Context, given: Sequence[str]) -> Text:
    typed, _, _ = ctx.command.make_parser(ctx).parse_args(args=list(given))
    values, source = parameter.consume_value(ctx, typed)
    value = next(one for one in _each(values) if _is_refused(one, parameter, ctx))
    name = str(parameter.envvar) if source is ParameterSource.ENVIRONMENT else _name(parameter, ctx)
    if isinstance(parameter.type, click.Path):
        return _wrong_path(name, value, parameter.type)
    refusal = T('{name} wants {what}, found "{value}".', name=name, what=_wanted(parameter.type), value=value)
    example = _EXAMPLES.get(parameter.name or "")
    return refusal if example is None else T("{first} {second}", first=refusal, second=example)


def _each(values: Any) -> Sequence[Any]:
    return values if isinstance(values, (tuple, list)) else (values,)


def _is_refused(value: Any, parameter: click.Parameter, ctx: click.Context) -> bool:
    try:
        parameter.type.convert(value, parameter, ctx)
    except click.BadParameter:
        return True
    return False


def _name(parameter: click.Parameter, ctx: click.Context) -> str:
    """The longest way of writing an option; of an argument its placeholder, or the command where one chooses."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return ctx.command_path if isinstance(parameter.type, click.Choice) else placeholder(parameter.make_metavar(ctx))


def _wrong_path(name: str, value: str, kind: click.Path[Any]) -> Text:
    if Path(value).is_dir() and not kind.dir_okay:
        return T('{name} wants a file, and "{value}" is a folder: name a file in it.', name=name, value=value)
    return T('{name}: "{value}" may not be read. Allow reading it, or name another.', name=name, value=value)


def _wanted(kind: click.ParamType[Any]) -> Text:
    """What values an option takes."""
    if isinstance(kind, click.Choice):
        return T("one of {choices}", choices=", ".join(map(str, kind.choices)))
    number = T("a whole number") if isinstance(kind, click.types.IntParamType) else T("a number")
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    if least is None:
        return number
    if most is not None:
        return T("{number} from {least} to {most}", number=number, least=least, most=most)
    if getattr(kind, "min_open", False):
        return T("{number} above {least}", number=number, least=least)
    return T("{number} of at least {least}", number=number, least=least)
