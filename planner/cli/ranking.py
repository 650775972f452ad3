"""``planner ranking``: the official ranking by won per tonne, and the best plan beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.help_text import command
from planner.cli.options import model_options, search_options
from planner.cli.plain_data import tell_data
from planner.cli.read_model import read_model
from planner.cli.speech import language, say
from planner.cli.store import store_option
from planner.cli.workbooks import check_workbook, workbook_option, write_workbook
from planner.errors import ExitCode
from planner.languages import Language, T, Text

if TYPE_CHECKING:
    from planner.plan.plan import Plan
    from planner.study.comparison import Comparison, Figure, Totals
    from planner.study.ranking import By, Ranking


@command("ranking")
@model_options
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(path_type=Path),
    metavar="PLAN",
    help="A saved plan of the same model to hold against the ranking; not given: the best plan, solved now.",
)
@click.option(
    "--by",
    type=click.Choice(["annual", "lifetime", "discounted"]),
    default="lifetime",
    show_default=True,
    help="The tonnes that the ranking divides by.",
)
@workbook_option
@store_option
@search_options
def ranking(
    model: Path,
    overrides: tuple[str, ...],
    inputs: Path | None,
    plan_file: Path | None,
    by: By,
    out: Path | None,
    as_json: bool,
    time_limit: float | None,
    gap: float | None,
) -> ExitCode:
    """Rank the upgrades of MODEL by won per tonne, fund them in that order under the same rules until the purses are
    empty, and hold the best plan against that: tonnes gained, won, who changes.

    Ends with 5 where a limit stopped the search for the best plan. Rules of the whole that the ranking breaks are said.
    """
    from planner.export.comparison import comparison_bytes
    from planner.opening.plans import plan_of
    from planner.solving.outcome import Limits
    from planner.study.comparison import compare
    from planner.study.planning import make_plan
    from planner.study.ranking import make_ranking, refuse_past

    check_workbook(out)
    programme = read_model(model, overrides, inputs)
    refuse_past(programme)
    stopped = False
    if plan_file is not None:
        plan = plan_of(plan_file, inputs, programme)
    else:
        planned = make_plan(programme, Limits(time_limit, gap), say)
        plan, stopped = planned.plan, planned.stopped
    found = make_ranking(programme, by, say)
    comparison = compare(programme, plan, found.plan)
    if out is not None:
        write_workbook(out, comparison_bytes(comparison, programme, plan, language(), found.broken))
    if as_json:
        tell_data(as_data(plan, found, comparison, by))
    else:
        click.echo("\n".join(_lines(comparison, found, language())))
    if stopped:
        say(T("A limit stopped the search: this is the best plan so far, not proven best."))
    return ExitCode.STOPPED_WITH_PLAN if stopped else ExitCode.DONE


def _lines(comparison: Comparison, found: Ranking, language: Language) -> Iterator[str]:
    from planner.audit.report import sentence
    from planner.export.comparison import figure_name
    from planner.export.wording import MARKS, Capital, payer_name
    from planner.text_table import text_table

    rules = found.plan.model
    headings = ("", T("Plan"), T("Ranking"), T("Difference"), "%")
    figures = [
        (figure_name(figure), _figure(figure.plan), _figure(figure.other), _figure(figure.difference), _percent(figure))
        for figure in comparison.figures
    ]
    yield text_table(headings, figures, language)
    yield ""
    yield text_table(
        (T("Payer [won]"), T("Plan"), T("Ranking"), T("Difference")),
        [
            (
                Capital(payer_name(rules, row.payer)),
                _figure(row.plan),
                _figure(row.other),
                _figure(row.difference),
            )
            for row in comparison.payers
        ],
        language,
    )
    yield ""
    yield text_table(
        (
            "",
            "",
            T("Upgrades, plan"),
            T("Upgrades, ranking"),
            T("Support, plan"),
            T("Support, ranking"),
            T("Tonnes, plan"),
            T("Tonnes, ranking"),
        ),
        [(MARKS[row.mark], row.group, *_beside(row.plan, row.other)) for row in comparison.groups],
        language,
        words=2,
    )
    yield ""
    yield from (sentence.to(language) for sentence in _who_changes(comparison))
    yield ""
    if found.broken:
        yield T("Rules of the whole that the ranking breaks: {count} rows.", count=f"{len(found.broken):,}").to(
            language
        )
        yield from (f"  {sentence(finding, language)}" for finding in found.broken)
    else:
        yield T("The ranking keeps every rule of the programme.").to(language)


def _who_changes(comparison: Comparison) -> Iterator[Text]:
    yield T(
        "Upgrades funded only in the plan: {plan}; only in the ranking: {ranking}; in both, in another year or part: "
        "{changed}; alike: {same}.",
        plan=f"{len({award.upgrade_id for award in comparison.only_plan}):,}",
        ranking=f"{len({award.upgrade_id for award in comparison.only_other}):,}",
        changed=f"{len(comparison.changed):,}",
        same=f"{comparison.same:,}",
    )
    yield T(
        "Suppliers funded only in the plan: {plan}; only in the ranking: {ranking}.",
        plan=f"{len(comparison.suppliers_only_plan):,}",
        ranking=f"{len(comparison.suppliers_only_other):,}",
    )


def _beside(plan: Totals, other: Totals) -> Iterator[str]:
    for one in ("upgrades", "support_won", "tonnes"):
        yield from (_figure(getattr(plan, one)), _figure(getattr(other, one)))


def _figure(amount: object) -> str:
    if amount is None:
        return "-"
    return f"{amount:,}" if isinstance(amount, int) else f"{amount:z,.3f}"


def _percent(figure: Figure) -> str:
    """By how many percent the plan has more or less; what rounds to nothing has no sign."""
    if figure.relative is None:
        return "-"
    shown = round(figure.relative * 100, 1)
    return f"{shown:+,.1f}" if shown else "0.0"


def as_data(plan: Plan, found: Ranking, comparison: Comparison, by: str) -> dict[str, Any]:
    """The comparison as plain data for JSON. Amounts in won and tonnes."""
    return {
        "by": by,
        "plan": {"plan_hash": plan.plan_hash, "status": plan.status},
        "ranking": {
            "plan_hash": found.plan.plan_hash,
            "broken": [
                {"row": finding.row, "by": float(finding.excess), "unit": finding.unit} for finding in found.broken
            ],
        },
        "figures": [
            {
                "name": figure.name,
                "unit": figure.unit,
                "plan": _plain(figure.plan),
                "ranking": _plain(figure.other),
                "difference": _plain(figure.difference),
                "relative": figure.relative,
            }
            for figure in comparison.figures
        ],
        "payers": [{"payer": row.payer, "plan": row.plan, "ranking": row.other} for row in comparison.payers],
        "groups": [
            {"mark": row.mark, "group": row.group, "plan": _totals(row.plan), "ranking": _totals(row.other)}
            for row in comparison.groups
        ],
        "upgrades": {
            "only_plan": sorted({award.upgrade_id for award in comparison.only_plan}),
            "only_ranking": sorted({award.upgrade_id for award in comparison.only_other}),
            "changed": [
                {
                    "upgrade_id": mine[0].upgrade_id,
                    "plan": {str(award.year): award.share for award in mine},
                    "ranking": {str(award.year): award.share for award in theirs},
                }
                for mine, theirs in comparison.changed
            ],
            "same": comparison.same,
        },
        "suppliers": {
            "only_plan": list(comparison.suppliers_only_plan),
            "only_ranking": list(comparison.suppliers_only_other),
            "each": [
                {"supplier_id": row.supplier.supplier_id, "plan": _totals(row.plan), "ranking": _totals(row.other)}
                for row in comparison.suppliers
            ],
        },
    }


def _totals(totals: Totals) -> dict[str, Any]:
    return {"upgrades": totals.upgrades, "support_won": totals.support_won, "tonnes": float(totals.tonnes)}


def _plain(amount: object) -> int | float | None:
    return amount if amount is None or isinstance(amount, int) else float(str(amount))
