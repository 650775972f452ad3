"""Mutants of a file: its source with one thing changed, by mutmut's operators and four of our own.

Not mutated is what no run could tell: type hints, docstrings, decorators, the arguments of ``len`` and ``isinstance``;
and the wording of messages, which another test holds against the catalogue word for word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider
from mutmut.mutation.mutators import mutation_operators

ROOT = Path(__file__).parents[3]
UNTOUCHED_CALLS = {"len", "isinstance", "cast"}
"""Calls that stay as they are; the first two as in mutmut."""
WORDING = {"T", "described"}
"""What makes a message of its wording."""
UNTOUCHED_ARGUMENTS = {"description", "strict"}
"""Arguments by name: what the schema prints, and what is asserted of lengths that are always the same."""


@dataclass(frozen=True)
class Change:
    """What a mutant changes, and where."""

    file: str
    line: int
    within: str
    """The function or class that it stands in, dotted; empty outside of all."""
    before: str
    after: str

    @property
    def words(self) -> tuple[str, str, str, str]:
        """The change without its line, which moves."""
        return self.file, self.within, self.before, self.after

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.within}: {self.before} → {self.after}"


@dataclass(frozen=True)
class Mutant:
    """A file with one change."""

    change: Change
    lines: tuple[int, ...]
    """The lines of the changed statement: a test that runs none of them cannot tell."""
    module: cst.Module
    old: cst.CSTNode
    new: cst.CSTNode

    @property
    def source(self) -> str:
        """The whole file as changed."""
        return self.module.deep_replace(self.old, self.new).code


def negated(node: cst.If | cst.While | cst.CompIf) -> Iterator[cst.CSTNode]:
    """``if a`` to ``if not (a)``, in comprehensions too."""
    bracketed = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    yield node.with_changes(test=cst.UnaryOperation(cst.Not(), bracketed))


def nothing_returned(node: cst.Return) -> Iterator[cst.CSTNode]:
    """``return a`` to ``return None``."""
    if node.value is not None and not node.value.deep_equals(cst.Name("None")):
        yield node.with_changes(value=cst.Name("None"))


def call_left_out(node: cst.Expr) -> Iterator[cst.CSTNode]:
    """A call for its effect, or a ``yield``, to ``pass``."""
    if isinstance(node.value, cst.Call | cst.Yield):
        yield cst.Pass(semicolon=node.semicolon)


def unfiltered(node: cst.CompFor) -> Iterator[cst.CSTNode]:
    """A comprehension without its conditions."""
    if node.ifs:
        yield node.with_changes(ifs=[])


OPERATORS = (
    *mutation_operators,
    (cst.If, negated),
    (cst.While, negated),
    (cst.CompIf, negated),
    (cst.Return, nothing_returned),
    (cst.Expr, call_left_out),
    (cst.CompFor, unfiltered),
)


def mutants_of(path: Path) -> list[Mutant]:
    """All mutants of a file, in its order."""
    return mutants_in(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())


def mutants_in(source: str, file: str) -> list[Mutant]:
    """All mutants of the source of a file of that name."""
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    visitor = _Visitor(file, wrapper.module)
    wrapper.visit(visitor)
    return visitor.found


class _Visitor(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider, ParentNodeProvider)

    def __init__(self, file: str, module: cst.Module) -> None:
        super().__init__()
        self.file = file
        self.module = module
        self.wording: set[cst.CSTNode] = set()
        self.found: list[Mutant] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if node in self.wording or _is_untouched(node):
            return False
        self.wording.update(_wording(node))
        for kind, operator in OPERATORS:
            if isinstance(node, kind):
                self._add(node, operator(node))
        return True

    def _add(self, node: cst.CSTNode, mutated: Iterable[cst.CSTNode]) -> None:
        for other in mutated:
            before, after = self._code(node), self._code(other)
            if before != after and not _touches_only_those(node, other):
                line = self.get_metadata(PositionProvider, node).start.line
                change = Change(self.file, line, self._within(node), before, after)
                self.found.append(Mutant(change, self._lines(node), self.module, node, other))

    def _code(self, node: cst.CSTNode) -> str:
        """The node's code in one line; of a long statement what stands before its body."""
        if isinstance(node, cst.If | cst.While):
            node = node.test
        return " ".join(self.module.code_for_node(node).split())

    def _above(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        while not isinstance(node, cst.Module):
            yield node
            node = self.get_metadata(ParentNodeProvider, node)

    def _within(self, node: cst.CSTNode) -> str:
        around = [one.name.value for one in self._above(node) if isinstance(one, cst.FunctionDef | cst.ClassDef)]
        return ".".join(reversed(around))

    def _lines(self, node: cst.CSTNode) -> tuple[int, ...]:
        statement = next((one for one in self._above(node) if isinstance(one, cst.SimpleStatementLine)), node)
        span = self.get_metadata(PositionProvider, statement)
        return tuple(range(span.start.line, span.end.line + 1))


def _is_untouched(node: cst.CSTNode) -> bool:
    match node:
        case (
            cst.Annotation()
            | cst.Decorator()
            | cst.TypeAlias()
            | cst.TypeParameters()
            | cst.Import()
            | cst.ImportFrom()
        ):
            return True
        case cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString()):
            return True
        case cst.Call(func=cst.Name(value=name)):
            return name in UNTOUCHED_CALLS
        case cst.Arg(keyword=cst.Name(value=name)):
            return name in UNTOUCHED_ARGUMENTS
        case _:
            return False


def _wording(node: cst.CSTNode) -> list[cst.CSTNode]:
    """What a call words a message with."""
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in WORDING:
        return [argument for argument in node.args if argument.keyword is None]
    return []


def _touches_only_those(node: cst.CSTNode, other: cst.CSTNode) -> bool:
    """Whether two calls differ in nothing but arguments that are not to be touched."""
    if not (isinstance(node, cst.Call) and isinstance(other, cst.Call)):
        return False
    wording = _wording(node)
    if wording and not all(argument in other.args for argument in wording):
        return True
    first, second = (
        [one for one in call.args if one.keyword is None or one.keyword.value not in UNTOUCHED_ARGUMENTS]
        for call in (node, other)
    )
    return len(first) == len(second) < len(node.args) and all(
        a.deep_equals(b) for a, b in zip(first, second, strict=True)
    )
