"""Rules as YAML, as one writes it by hand: a key a line, short lists and maps in one line, numbers as written."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from planner.intake.flat_rules import written_value
from planner.intake.plain_yaml import parsed

_WIDTH = 118
_MANY_DIGITS = 10_000
"""From here on digits are parted in threes, as in 2_500_000_000; years are below."""


def yaml_text(model: Mapping[Any, Any]) -> str:
    """The text of a model file. Read again it gives the same data, to the last digit."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt", pure=True)
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(Decimal, _decimal)
    parts = []
    for key, value in model.items():
        stream = io.StringIO()
        yaml.dump({key: _node(value, 1, len(str(key)))}, stream)
        parts.append(stream.getvalue())
    text = _with_air(parts)
    assert parsed(text, "").data == _plain(model), "what is written is read as the same"
    return text


def _with_air(parts: list[str]) -> str:
    """A blank line around whatever takes several lines."""
    found = ""
    for number, part in enumerate(parts):
        is_tall = part.count("\n") > 1
        above_is_tall = number > 0 and parts[number - 1].count("\n") > 1
        found += ("\n" if number and (is_tall or above_is_tall) else "") + part
    return found


def _node(value: Any, depth: int, lead: int) -> Any:
    """The value as the writer takes it: in one line where it fits, else one entry a line."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarint import ScalarInt

    if isinstance(value, Mapping):
        node = CommentedMap({_key(key): _node(inner, depth + 1, len(str(key))) for key, inner in value.items()})
        if _fits(value, depth, lead) and (depth > 1 or not _holds_maps(value)):
            node.fa.set_flow_style()
        return node
    if isinstance(value, list | tuple):
        entries = CommentedSeq([_node(inner, depth + 1, 2) for inner in value])
        if _fits(value, depth, lead) and not _holds_maps(value):
            entries.fa.set_flow_style()
        return entries
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    if type(value) is int and value >= _MANY_DIGITS:
        return ScalarInt(value, underscore=[3, False, False])
    return value


def _holds_maps(value: Any) -> bool:
    inner = value.values() if isinstance(value, Mapping) else value
    return any(isinstance(part, Mapping) for part in inner)


def _fits(value: Any, depth: int, lead: int) -> bool:
    return len(str(written_value(value))) + 2 * depth + lead + 4 <= _WIDTH


def _key(key: Any) -> Any:
    return _text(key) if isinstance(key, str) else key


def _text(value: str) -> str:
    """Bare where it is read back as the same text wherever it stands, else in quotes."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    is_bare = written_value(value) == value and written_value([value]) == f"[{value}]"
    return value if is_bare and not set(value) & set(",[]{}#:&*!|>'\"%@`") else DoubleQuotedScalarString(value)


def _decimal(representer: Any, value: Decimal) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:float", format(value, "f"))


def _plain(value: Any) -> Any:
    """The data without what only looks different: a tuple is a list, 2.0 is 2."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
