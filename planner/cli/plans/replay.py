"""``planner plans replay``: a saved plan made again from what is kept of it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.help_text import command
from planner.cli.options import common, gap_option, json_option, search_limit_option
from planner.cli.plans.facts import key_argument
from planner.cli.plans.kept import kept_plan
from planner.cli.speech import language, say
from planner.cli.store import store_option
from planner.errors import ExitCode, UsageError
from planner.languages import T, Text

if TYPE_CHECKING:
    from planner.store.names import PlanKey
    from planner.store.reading import Entry, Kept
    from planner.study.replaying import Replay


@command("replay")
@common
@key_argument
@store_option
@json_option
@search_limit_option
@gap_option
def replay(key: PlanKey, as_json: bool, time_limit: float | None, gap: float | None) -> ExitCode:
    """Read the inputs that are kept with a saved plan, audit the plan, solve again within the same limits, and compare.

    Says "the same plan" where the hash is the same, else what differs: planner, solver, inputs as they are read now,
    rules, objectives, awards. Ends with 6 where it is another plan, or where the saved one does not pass its audit.
    --time-limit and --gap take the place of the limits that it was solved with.
    """
    kept = kept_plan(key)
    entry = kept.entry
    if gap is None and entry.gap_limit is None and entry.status == "within_gap":
        say(T("With which --gap it was solved is not known; without it the search goes on to the best plan."))
    if entry.status == "feasible":
        say(T("A limit stopped its search: another run may end with another plan."))
    limits = time_limit if time_limit is not None else entry.time_limit, gap if gap is not None else entry.gap_limit
    found = _replayed(kept, *limits)
    if as_json:
        click.echo(json.dumps(_as_data(entry, found), ensure_ascii=False, indent=1))
    else:
        for line in _lines(entry, found):
            click.echo(line)
    return ExitCode.DONE if found.stands else ExitCode.AUDIT_FAILED


def _replayed(kept: Kept, seconds: float | None, gap: float | None) -> Replay:
    """Make it again from files that lie in a folder of their own for as long as they are read."""
    from pydantic import ValidationError

    from planner.intake import read_tables
    from planner.opening.plans import carried_by
    from planner.plan.infeasibility import Infeasibility
    from planner.plan.plan import Plan
    from planner.solving.outcome import Limits
    from planner.store.writing_out import files_of, write_out
    from planner.study.replaying import replay as again
    from planner.study.replaying import replay_none

    text = kept.document.decode()
    try:
        document = Plan.from_json(text) if kept.entry.kind == "plan" else Infeasibility.from_json(text)
    except ValidationError as error:
        raise UsageError(
            T(
                "{plan} was written by planner {version}, and is no plan to this one, {now}: replay it with that one.",
                plan=str(kept.entry.key),
                version=kept.entry.planner_version,
                now=_now(),
            )
        ) from error
    with tempfile.TemporaryDirectory(prefix="planner-") as folder:
        write_out(files_of(kept), Path(folder))
        tables = Path(folder) / (document.inputs_folder or ".")
        programme = read_tables(document.model, tables, carried_by(document, str(kept.entry.key))).programme
    limits, plain = Limits(seconds, gap), json.loads(text)
    if isinstance(document, Plan):
        return again(document, programme, limits, plain, say)
    return replay_none(document, programme, limits, plain, say)


def _now() -> str:
    from planner import __version__

    return __version__


def _lines(entry: Entry, found: Replay) -> Iterator[str]:
    from planner.text_table import text_table

    yield _verdict(entry, found).to(language())
    if found.broken:
        yield T("The saved plan breaks {count} rows of its audit.", count=f"{found.broken:,}").to(language())
    for problem in found.problems:
        yield T("Certificate refused: {problem}", problem=problem).to(language())
    if found.differences:
        yield ""
        rows = [(one.what, one.then, one.now) for one in found.differences]
        yield text_table((T("Differs"), T("Saved"), T("Now")), rows, language(), words=3)


def _verdict(entry: Entry, found: Replay) -> Text:
    plan = str(entry.key)
    if not found.same:
        return T("{plan} does not come out the same.", plan=plan)
    if entry.kind == "infeasible":
        return T("{plan}: again there is no plan, and that is proven.", plan=plan)
    return T("{plan}: the same plan, {hash}", plan=plan, hash=entry.hash)


def _as_data(entry: Entry, found: Replay) -> dict[str, Any]:
    return {
        "name": entry.name,
        "version": entry.version,
        "same": found.same,
        "audit_passed": not found.broken,
        "certificate_problems": [problem.to(language()) for problem in found.problems],
        "saved_hash": entry.plan_hash,
        "hash_now": None if found.made is None else found.made.plan.plan_hash,
        "differences": [
            {"what": one.what.to(language()), "saved": one.then, "now": one.now} for one in found.differences
        ],
    }
