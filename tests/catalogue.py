"""The messages in the code and in its models, and the Korean catalogue that must hold each of them.

Run as ``python -m tests.catalogue`` to bring ``planner/catalogues/ko.po`` up to date: new messages come in with an
empty translation for a person to fill, stale ones go, translations stay.
"""

import inspect
import string
import sys
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

import click
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from pydantic import BaseModel

from planner.cli import speech
from planner.cli.group import COMMANDS, commands
from planner.importing.vocabulary import ImportMap
from planner.intake.keys import models_in
from planner.intake.sheets import MODEL_SHEETS, TABLES
from planner.intake.titles import title_keys
from planner.languages import Language
from planner.plan.plan import Plan
from planner.programme.rules import Rules

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "planner"
KOREAN = PACKAGE / "catalogues" / "ko.po"
KEYWORDS = {"T": None, "translate": None}
HEADER = """\
# Korean words of the planner. English is the source; tests/catalogue.py brings new messages in.
msgid ""
msgstr ""
"Language: ko\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def messages() -> dict[str, list[str]]:
    """Every message that needs its Korean, with the files that it stands in."""
    found: dict[str, list[str]] = {}
    for source in (templates(), descriptions(), titles(), helps()):
        for message, places in source.items():
            found[message] = sorted({*found.get(message, []), *places})
    return found


def templates() -> dict[str, list[str]]:
    """Every literal template in the code."""
    found: dict[str, list[str]] = {}
    for path, _, message, _, _ in extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS):
        if isinstance(message, str) and message:
            places = found.setdefault(message, [])
            if path not in places:
                places.append(path)
    return found


def descriptions() -> dict[str, list[str]]:
    """What tables, rules, plans and their keys mean, as their models say; no templates."""
    found: dict[str, set[str]] = {}
    for model in _vocabulary():
        found.setdefault(str(inspect.getdoc(model)), set()).add(_place(model))
        for name, field in model.model_fields.items():
            if field.description and not field.exclude:
                stated = [base for base in model.__mro__ if name in getattr(base, "model_fields", ())][-1]
                found.setdefault(field.description, set()).add(_place(stated))
    return {meaning: sorted(places) for meaning, places in found.items()}


def _place(model: type[BaseModel]) -> str:
    """The file that a model stands in, as the extraction names files."""
    return Path(inspect.getfile(model)).relative_to(PACKAGE).as_posix()


def titles() -> dict[str, list[str]]:
    """The columns of all tables, under the messages that their Korean titles have; no templates."""
    return {key: ["intake/titles.py"] for key in title_keys()}


def helps() -> dict[str, list[str]]:
    """What the help of the commands looks up, as it is rendered; no templates."""
    texts: dict[str, set[str]] = {}
    group = click.Context(commands, info_name="planner")
    everything: list[tuple[str, click.Command]] = [("cli/group.py", commands)]
    for name, entry in COMMANDS.items():
        command = commands.get_command(group, name)
        assert command is not None
        place = entry.home.partition(":")[0].removeprefix("planner.").replace(".", "/") + ".py"
        everything.append((place, command))
        if isinstance(command, click.Group):
            inner = click.Context(command, parent=group, info_name=name)
            everything += [
                (place, found) for one in command.list_commands(inner) if (found := command.get_command(inner, one))
            ]
    for place, command in everything:
        for text in looked_up(command):
            texts.setdefault(text, set()).add(place)
    return {text: sorted(places) for text, places in texts.items()}


def looked_up(command: click.Command) -> list[str]:
    """The texts that the help of a command looks up in the catalogue."""
    found: list[str] = []

    def note(text: str, language: Language) -> str:
        found.append(text)
        return text

    with mock.patch.object(speech, "translate", note):
        command.get_help(command.context_class(command, info_name=command.name))
    return found


def _vocabulary() -> list[type[BaseModel]]:
    """The models of rows, rules, plans and import maps, with all that can be reached from them."""
    waiting: list[type[BaseModel]] = [Rules, Plan, ImportMap, *(kind.row for kind in (*TABLES, *MODEL_SHEETS))]
    found: list[type[BaseModel]] = []
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.append(model)
            waiting += [inner for field in model.model_fields.values() for inner in models_in(field.annotation)]
    return found


def catalogue() -> Catalog:
    """The Korean catalogue as it stands."""
    with KOREAN.open("rb") as stream:
        return read_po(stream, locale="ko", abort_invalid=True)


def placeholders(template: str) -> list[tuple[str, str]]:
    """The names in a template with their formats, in the order of the alphabet."""
    parts = string.Formatter().parse(template)
    return sorted({(name, form or "") for _, name, form, _ in parts if name is not None})


def write(translations: Mapping[str, str]) -> int:
    """Write the catalogue with these translations, by file and message; how many are missing."""
    new = Catalog(locale="ko", fuzzy=False)
    ordered = sorted(messages().items(), key=lambda entry: (min(entry[1]), entry[0]))
    for message, places in ordered:
        new.add(message, translations.get(message, ""), locations=[(place, None) for place in sorted(places)])
    with KOREAN.open("wb") as stream:
        stream.write(HEADER.encode())
        write_po(stream, new, width=110, omit_header=True, include_lineno=False)
    return sum(not message.string for message in new if message.id)


def update() -> int:
    """Bring the catalogue up to date; how many translations are missing."""
    return write({message.id: message.string for message in catalogue() if message.id})


if __name__ == "__main__":
    sys.stdout.write(f"{update()} messages without a translation\n")
