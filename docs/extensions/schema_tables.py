"""The reference of keys, columns and fields, drawn from what ``planner schema`` prints: nothing is typed twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from click.testing import CliRunner
from docutils import nodes
from docutils.parsers.rst import Directive, directives
from sphinx.application import Sphinx

from planner.cli.group import commands

type _Schema = dict[str, Any]
type _Cell = list[nodes.Node]

_UNIT = re.compile(r" ?\[([^\]]+)\]")
_HEADINGS = {
    "en": ("key", "what stands there", "if absent", "meaning"),
    "ko": ("항목", "값", "없을 때", "의미"),
}
_WORDS = {
    "en": {
        "integer": "whole number", "number": "number", "string": "text", "boolean": "true or false", "null": "nothing",
        "list": "list of ", "map": "map of ", "or": " or ", "needed": "must be given", "under": "Under ",
    },
    "ko": {
        "integer": "정수", "number": "수", "string": "글", "boolean": "true 또는 false", "null": "없음",
        "list": "목록: ", "map": "이름별: ", "or": " 또는 ", "needed": "꼭 있어야 함", "under": "쓰이는 곳: ",
    },
}  # fmt: skip


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this."""
    app.add_directive("schema", SchemaTables)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def printed(what: str, language: str) -> _Schema:
    """The document that ``planner schema`` prints."""
    result = CliRunner().invoke(commands, ["schema", what, "--lang", language], catch_exceptions=False)
    document: _Schema = json.loads(result.stdout)
    return document


class SchemaTables(Directive):
    """``{schema} model``, or ``plan``, ``map``, ``inputs``: a table of keys for it, and for each of its parts."""

    required_arguments = 1
    option_spec: ClassVar = {"lang": lambda word: directives.choice(word, ("en", "ko"))}

    def run(self) -> list[nodes.Node]:
        """One table, then a section a part; for ``inputs`` a section a table."""
        what, language = self.arguments[0], self.options.get("lang", "en")
        document = printed(what, language)
        if what == "inputs":
            return [self._section(name, Table(what, table, table, language)) for name, table in document.items()]
        elsewhere = printed("model", language).get("$defs", {}) if what == "plan" else {}
        parts = document.get("$defs", {})
        own = {name: part for name, part in parts.items() if "properties" in part and elsewhere.get(name) != part}
        sections = [self._section(name, Table(what, part, document, language)) for name, part in own.items()]
        return [Table(what, document, document, language).drawn(), *sections]

    def _section(self, name: str, table: Table) -> nodes.section:
        section = nodes.section("", nodes.title(text=name), ids=[table.anchor(name)], names=[table.anchor(name)])
        self.state.document.note_implicit_target(section, section)
        section += [nodes.paragraph(text=line) for line in table.schema.get("description", "").split("\n\n") if line]
        section += [*table.users(name), table.drawn()]
        return section


class Table:
    """A table of the keys of one part of a schema."""

    def __init__(self, what: str, schema: _Schema, document: _Schema, language: str) -> None:
        self.what = what
        self.schema = schema
        self.top = document
        self.parts = document.get("$defs", {})
        self.words = _WORDS[language]
        self.headings = _HEADINGS[language]

    def anchor(self, name: str) -> str:
        """Where on the page a part stands."""
        return nodes.make_id(f"{self.what}-{name}")

    def users(self, name: str) -> list[nodes.Node]:
        """The keys under which a part stands."""
        parts = [*self.parts.values(), self.top]
        keys = [key for part in parts for key, value in part.get("properties", {}).items() if _refers(value, name)]
        listed = _listed([_code(key) for key in dict.fromkeys(keys)], ", ")
        return [nodes.paragraph("", "", nodes.Text(self.words["under"]), *listed)] if keys else []

    def drawn(self) -> nodes.Node:
        """A row a key: what stands there, in which unit, what its absence means, what it means."""
        needed = self.schema.get("required", [])
        rows = [self._row(key, value, key in needed) for key, value in self.schema["properties"].items()]
        return _table([_text(heading) for heading in self.headings], rows)

    def _row(self, key: str, value: _Schema, needed: bool) -> list[_Cell]:
        description = value.get("description", self._meaning_of_part(value))
        unit = "".join(f" [{unit}]" for unit in dict.fromkeys(_UNIT.findall(description)))
        kind = [*self._kind(value), nodes.Text(unit)]
        return [_code(key), kind, self._default(value, needed), _text(_UNIT.sub("", description))]

    def _meaning_of_part(self, value: _Schema) -> str:
        """What a part says of itself, for a key that says nothing more."""
        part = self.parts.get(value.get("$ref", "").rpartition("/")[2], {})
        return str(part.get("description", "")).partition("\n\n")[0]

    def _default(self, value: _Schema, needed: bool) -> _Cell:
        default = _worth_saying(value.get("default"))
        if needed:
            return _text(self.words["needed"])
        return [] if default is None else _code(str(default) if isinstance(default, str) else json.dumps(default))

    def _kind(self, value: _Schema) -> Iterator[nodes.Node]:
        """What may stand at a key, in words, with links to the parts."""
        if "$ref" in value:
            yield from self._part(value["$ref"].rpartition("/")[2])
        elif "enum" in value or "const" in value:
            yield from _listed([_code(str(word)) for word in value.get("enum", [value.get("const")])], ", ")
        elif "anyOf" in value or "oneOf" in value:
            kinds = [kind for kind in value.get("anyOf", value.get("oneOf")) if kind.get("type") != "null"]
            yield from _listed([list(self._kind(kind)) for kind in kinds], self.words["or"])
        elif value.get("type") == "array":
            inner = value.get("prefixItems") or [value.get("items", {})]
            yield nodes.Text(self.words["list"])
            yield from _listed([list(self._kind(kind)) for kind in inner], ", ")
        elif value.get("type") == "object" and "additionalProperties" in value:
            yield nodes.Text(self.words["map"])
            yield from self._kind(value["additionalProperties"])
        else:
            yield nodes.Text(self.words.get(value.get("type", "string"), "") + _limits(value))

    def _part(self, name: str) -> Iterator[nodes.Node]:
        """A link to the part's own table; what has no keys of its own is said in place."""
        part = self.parts[name]
        if "properties" not in part:
            yield from self._kind(part)
        elif self.what == "inputs":
            yield nodes.Text(name)
        else:
            yield nodes.reference("", name, internal=True, refid=self.anchor(name))


def _refers(value: _Schema, name: str) -> bool:
    return f'/{name}"' in json.dumps(value)


def _worth_saying(default: Any) -> Any:
    """A default without what is empty in it; None where nothing is left."""
    if isinstance(default, dict):
        default = {key: said for key, value in default.items() if (said := _worth_saying(value)) is not None}
    elif isinstance(default, list):
        default = [said for value in default if (said := _worth_saying(value)) is not None]
    return None if default in ({}, [], None) else default


def _limits(value: _Schema) -> str:
    """Least and greatest values, as signs."""
    signs = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}
    return "".join(f" {sign} {value[key]}" for key, sign in signs.items() if key in value)


def _listed(cells: Iterable[_Cell], between: str) -> Iterator[nodes.Node]:
    for number, cell in enumerate(cells):
        if number:
            yield nodes.Text(between)
        yield from cell


def _text(words: str) -> _Cell:
    return [nodes.Text(words)]


def _code(words: str) -> _Cell:
    return [nodes.literal(text=words)]


def _table(head: list[_Cell], rows: list[list[_Cell]]) -> nodes.table:
    body = nodes.tbody("", *[_table_row(row) for row in rows])
    group = nodes.tgroup("", cols=len(head))
    group += [nodes.colspec(colwidth=1) for _ in head]
    group += [nodes.thead("", _table_row(head)), body]
    return nodes.table("", group, classes=["reference"])


def _table_row(cells: list[_Cell]) -> nodes.row:
    return nodes.row("", *[nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells])
