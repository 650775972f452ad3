"""The formulas as the code states them: docstrings of ``planner/formulation`` by family, with the names of their rows.

Nothing is typed twice: the text and the formula are the function's own, the rows are those that its body names.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.statemachine import StringList
from sphinx.application import Sphinx

import planner
from planner.programme.families import FAMILIES

_ROOM = Path(planner.__file__).parent / "formulation"
_SPOKEN = {
    "*option.key": "upgrade, year",
    "upgrade_id": "upgrade",
    "supplier_id": "supplier",
    "option.year": "year",
    "funder.id": "funder",
    "member.label": "member",
    "rule.product": "product",
    "number + 1": "number",
}
"""Parts of row names that read better otherwise than in the code."""

type _Documented = ast.FunctionDef | ast.ClassDef | ast.Module


@dataclass(frozen=True)
class Statement:
    """What a function, a class or a file states: its name, its docstring, and the names of the rows that it makes."""

    name: str
    text: str
    rows: tuple[str, ...]

    def made(self) -> list[str]:
        """Where it stands in the code and which rows it makes; a small table that ends the statement."""
        rows = [["rows", ", ".join(f"``{row}``" for row in self.rows)]] if self.rows else []
        fields = [*rows, ["in the code", f"``{self.name}``"]]
        return [f":{name}: {value}" for name, value in fields]


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this."""
    app.add_directive("formulas", Formulas)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class Formulas(Directive):
    """A section for each family of rules, then one for what they share."""

    def run(self) -> list[nodes.Node]:
        """The sections, in the register's order."""
        families = {family.name: family for family in FAMILIES}
        shared = sorted(file.stem for file in _ROOM.glob("*.py") if file.stem not in families)
        found = [self._section(name, family.says.to("en"), statements(name)) for name, family in families.items()]
        found += [self._section(name, "", statements(name)) for name in shared if statements(name)]
        for section in found:
            self.state.document.note_implicit_target(section, section)
        return list(found)

    def _section(self, file: str, says: str, stated: list[Statement]) -> nodes.section:
        title = file.replace("_", " ").capitalize()
        section = nodes.section("", nodes.title(text=title), ids=[nodes.make_id(file)], names=[file])
        lines = [says, ""] if says else []
        for statement in stated:
            lines += [*statement.text.splitlines(), "", *statement.made(), ""]
        self.state.nested_parse(StringList(lines, source=str(_ROOM / f"{file}.py")), 0, section)
        return section


def statements(file: str) -> list[Statement]:
    """What a file and its functions state, in their order; only what has a formula."""
    tree = ast.parse((_ROOM / f"{file}.py").read_text(encoding="utf-8"))
    return [found for node, name in _documented(tree, file) if (found := _statement(node, name))]


def _documented(tree: ast.Module, file: str) -> Iterator[tuple[_Documented, str]]:
    yield tree, file
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node, f"{file}.{node.name}"


def _statement(node: _Documented, name: str) -> Statement | None:
    text = inspect.cleandoc(ast.get_docstring(node) or "")
    if ".. math::" not in text:
        return None
    rows = _rows(node) if isinstance(node, ast.FunctionDef) else ()
    return Statement(name, text, tuple(dict.fromkeys(rows)))


def _rows(function: ast.FunctionDef) -> Iterator[str]:
    """The names of the rows that a function makes, such as ``budget[funder, year]``."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "row_name":
            rule, *index = node.args
            if isinstance(rule, ast.Constant):
                spoken = ", ".join(_spoken(part) for part in index)
                yield f"{rule.value}[{spoken}]"


def _spoken(part: ast.expr) -> str:
    """A part of a row's name as one says it: ``funder`` for ``funder.id``; constants stand for themselves."""
    text = ast.unparse(part)
    return str(part.value) if isinstance(part, ast.Constant) else _SPOKEN.get(text, text.removeprefix("*"))
