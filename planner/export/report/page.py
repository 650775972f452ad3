"""The HTML page: templates filled with escaped words, and a policy that lets nothing but its own two parts work.

The policy names the style sheet and the script by their hashes, so that no other could run even if one got in. Neither
is ever made from what users wrote.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.export.columns import AnyTable, Column, Kind, filled
from planner.export.report.blocks import Section
from planner.export.report.cells import cell_text, text_of
from planner.export.report.material import Material
from planner.languages import Language, T, Text

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent

WORDS = {
    "find": T("Find"),
    "all": T("all"),
    "payer": T("Paid by"),
    "shown": T("{first} to {last} of {count}"),
    "none": T("nothing found"),
    "back": T("Back"),
    "on": T("Next"),
}
"""What the script says."""


@dataclass(frozen=True)
class Cover:
    """What stands above and below the sections: what the page is, of which programme, of which plan or plans."""

    language: Language
    title: Text
    programme: str
    plan: Text


def page(material: Material, sections: Sequence[Section]) -> str:
    """The report of a plan as text."""
    plan = T("Plan {plan_hash}", plan_hash=material.plan.plan_hash[:16])
    cover = Cover(material.language, T("Investment plan: report"), material.programme.rules.programme, plan)
    return bound(cover, sections)


def bound(cover: Cover, sections: Sequence[Section]) -> str:
    """The whole page as text."""
    style, script = _asset("report.css"), _asset("report.js")
    return (
        _environment(cover.language)
        .get_template("page.html")
        .render(
            language=cover.language,
            policy=policy(style, script),
            style=style,
            script=script,
            programme=cover.programme,
            title=cover.title,
            contents=T("Contents"),
            total_label=T("Total"),
            in_won=T("Money is in whole won."),
            printing=T("Folded tables are not printed: open those that you want on paper."),
            plan=cover.plan,
            words={name: Text(word.template, _kept(word)) for name, word in WORDS.items()},
            sections=sections,
        )
    )


def policy(style: str, script: str) -> str:
    """The content security policy: these two texts and pictures within the page, and nothing else."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _asset(name: str) -> str:
    return (_HERE / "assets" / name).read_text(encoding="utf-8")


def _kept(word: Text) -> dict[str, str]:
    """Each place for a figure stays what it is: the script fills it."""
    return {name: f"{{{name}}}" for name in ("first", "last", "count") if f"{{{name}}}" in word.template}


def _environment(language: Language) -> Environment:
    """Templates that escape all they are given, and stop at a name that they are not given."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(_HERE / "templates"),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = lambda text: text.to(language) if isinstance(text, Text) else str(text)
    environment.filters["look"] = _look
    environment.filters["columns"] = _columns
    environment.filters["in_won"] = lambda columns: any(column.kind is Kind.WON for column in columns)
    environment.filters["cell"] = lambda row, column: cell_text(column, row, language)
    environment.filters["total"] = lambda table, column: text_of(table.total(column.key), column.kind, language)
    return environment


def _columns(table: AnyTable) -> tuple[Column[Any], ...]:
    """The columns to be read: those that formulas of a workbook need stand behind them, and empty ones say nothing."""
    read = table.columns[: table.printed]
    return filled(read, table.rows) or read


def _look(column: Column[Any]) -> str:
    """What the style sheet and the script know a column's cells by."""
    return "sentence" if column.kind is Kind.SENTENCE else "text" if column.kind.is_text else "figure"
