"""What a comparison says in words: which rule changed how, who changes how, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.export.numbers import figure
from planner.export.rulebook.line import RuleLine
from planner.export.rulebook.places import line_of, lines_by_key
from planner.export.wording import Capital, Joined, Verbatim
from planner.languages import T, Text
from planner.plan.plan import Award
from planner.study.beside.changed import ChangeKind
from planner.study.beside.comparison import Pair
from planner.study.beside.rows import CellChange, RowChange
from planner.study.beside.settings import Setting, Value
from planner.study.beside.why import PAST, Cause, Reason

KINDS: dict[ChangeKind, Text] = {
    "in": T("comes in"),
    "out": T("leaves"),
    "more": T("gets a larger part"),
    "less": T("gets a smaller part"),
    "moved": T("in other years"),
}
"""How the awards of an upgrade change."""

TABLE_NAMES = {
    "suppliers": T("suppliers"),
    "links": T("links"),
    "upgrades": T("upgrades"),
    "products": T("products"),
    "commitments": T("commitments"),
    "repayments_received": T("repayments received"),
    "opening_balances": T("opening balances"),
}
"""The input tables."""

ROW_KINDS = {"added": T("new row"), "removed": T("row is gone"), "changed": T("changed")}
"""How a row of a table changes."""


@dataclass(frozen=True)
class RuleWords:
    """A value of a rule before and after, and the rule in the words of the rulebook, before and after."""

    plan: str
    setting: Setting
    value: Value
    topic: Text
    before: Text | None
    after: Text | None


def rule_words(pair: Pair) -> list[RuleWords]:
    """The changed rules of a pair, a row a value."""
    old, new = lines_by_key(pair.reference.plan.model), lines_by_key(pair.other.plan.model)
    found = []
    for setting in pair.settings:
        came = setting.place[-1] is None
        went = setting.after_key is None and isinstance(setting.place[-1], int)
        for value in setting.values:
            tail = value.key.removeprefix(setting.key)
            before = None if came else line_of(value.key, old)
            after = None if went else line_of((setting.after_key or setting.key) + tail, new)
            line = after or before
            topic = T("Model") if line is None else line.topic
            found.append(RuleWords(pair.other.name, setting, value, topic, _says(before), _says(after)))
    return found


def _says(line: RuleLine | None) -> Text | None:
    return None if line is None else line.says


def value_words(value: Value) -> Text:
    """A value before and after, with its place in the model."""
    if value.before is None:
        return T("{key}: {after} (not stated before)", key=value.key, after=value.after)
    if value.after is None:
        return T("{key}: {before} (no longer stated)", key=value.key, before=value.before)
    return T("{key}: {before} → {after}", key=value.key, before=value.before, after=value.after)


def cause_names(pair: Pair) -> list[Text]:
    """What each cause of a pair is called: field and place in the model, with the values where there is one."""
    models = lines_by_key(pair.other.plan.model), lines_by_key(pair.reference.plan.model)

    def name(cause: Cause) -> Text:
        if cause.table == PAST:
            words = [T("what is signed, received and held"), *(_with_topic(each, models) for each in cause.settings)]
            return Joined(words, "; ")
        if cause.table is not None:
            return T("changed rows of {table}", table=TABLE_NAMES[cause.table])
        return Joined([_with_topic(setting, models) for setting in cause.settings], "; ")

    return [name(cause) for cause in pair.causes]


def _with_topic(setting: Setting, models: Sequence[Mapping[str, RuleLine]]) -> Text:
    """The setting with the field of the rulebook that it belongs to: that of the plan, else of the reference."""
    keys = setting.after_key or setting.key, setting.before_key or setting.key
    found = (line_of(key, lines) for key, lines in zip(keys, models, strict=True))
    line = next((line for line in found if line is not None), None)
    change = _setting_words(setting)
    return change if line is None else T("{topic} ({change})", topic=line.topic, change=change)


def _setting_words(setting: Setting) -> Text:
    if setting.place[-1] is None or (setting.before_key is None and len(setting.values) > 1):
        return T("{key} (new rule)", key=setting.key)
    if setting.after_key is None:
        return T("{key} (rule is gone)", key=setting.key)
    values = [value for value in setting.values if not value.key.endswith((".source", ".name"))]
    return value_words(values[0]) if len(values) == 1 else Verbatim(setting.key)


def reason_words(reason: Reason, names: Sequence[Text]) -> Text:
    """Why, in a sentence or two; ``names`` are those of all causes of the pair."""
    parts = [_because(reason, [names[number] for number in reason.causes], len(names))]
    cells = [row_words(row) for row in reason.rows if row.kind == "changed"]
    if cells and reason.kind == "own":
        parts.append(T("They changed so: {rows}.", rows=Joined(cells, "; ")))
    elif cells:
        parts.append(T("Its own rows changed too: {rows}.", rows=Joined(cells, "; ")))
    if reason.tied:
        parts.append(T("Equally good plans differ here: the published order decided."))
    return Joined(parts, " ")


def _because(reason: Reason, causes: Sequence[Text], all_causes: int) -> Text:
    listed = Joined(causes, "; ")
    if reason.kind == "alone":
        return (
            T("This change alone does it: {changes}.", changes=listed)
            if len(causes) == 1
            else T("Each of these changes alone does it: {changes}.", changes=listed)
        )
    if reason.kind == "together":
        return (
            T("Only these changes together do it: {changes}.", changes=listed)
            if len(causes) == all_causes
            else T("Only several changes together do it, and not without: {changes}.", changes=listed)
        )
    return _OTHERWISE[reason.kind]


_OTHERWISE = {
    "several": T("Only several changes together do it; none of them is needed by itself."),
    "own": T("Its own rows in the tables alone do it."),
    "new": T("It is new in the tables."),
    "gone": T("It is no longer in the tables."),
    "equal": T("Rules and tables are the same; both plans are equally good."),
    "limit": T("A search was stopped before its end, so that the plans may differ for that alone."),
    "unknown": T("Not found out: some of the plans that would tell could not be made."),
}


def row_words(row: RowChange) -> Text:
    """The cells of a row that changed."""
    cells = Joined([cell_words(cell) for cell in row.cells], ", ")
    return T("{row}: {cells}", row=" / ".join(row.ids), cells=cells)


def cell_words(cell: CellChange) -> Text:
    """A cell before and after, and by how many percent it is more or less."""
    words = {"column": cell.column, "before": _cell(cell.before), "after": _cell(cell.after)}
    if cell.relative is None:
        return T("{column} {before} → {after}", **words)
    return T("{column} {before} → {after} ({percent} %)", **words, percent=signed(cell.relative * 100, 1))


def _cell(value: str | int | float | None) -> Text:
    if value is None:
        return T("(empty)")
    return Verbatim(value) if isinstance(value, str) else Verbatim(f"{value:,}")


def signed(value: float, digits: int) -> str:
    """A difference with its sign; nothing has none."""
    return f"{value:+,.{digits}f}" if round(value, digits) else f"{0:.{digits}f}"


def parts_words(awards: Sequence[Award]) -> str:
    """Years and shares of awards."""
    return ", ".join(f"{award.year}: {award.share:.4g}" if award.share < 1 else f"{award.year}: 1" for award in awards)


def headline(pair: Pair) -> Iterator[Text]:
    """What there is to say of a pair before any table: whether they differ at all, who changes, what is not known."""
    names = {"plan": pair.other.name, "reference": pair.reference.name}
    if pair.is_one_plan:
        yield T("{plan} and {reference} are the same plan: no difference.", **names)
        return
    if pair.same_inputs:
        yield T("{plan} was made from the same rules and tables as {reference}.", **names)
    if pair.rows is None:
        yield T(
            "The tables of {plan} or of {reference} cannot be read as they were: only what the plans hold is compared.",
            **names,
        )
    if not pair.changed:
        yield T("The awards of {plan} are those of {reference}, upgrade by upgrade.", **names)
        return
    count = {kind: figure(sum(changed.kind == kind for changed in pair.changed), 0) for kind in KINDS}
    yield T(
        "{plan} against {reference}, upgrades: {come} come in, {leave} leave; a larger part {more}, a smaller part "
        "{less}, other years {moved}; alike {same}.",
        **names,
        come=count["in"],
        leave=count["out"],
        more=count["more"],
        less=count["less"],
        moved=count["moved"],
        same=figure(pair.same, 0),
    )
    yield from _of_the_study(pair)


def _of_the_study(pair: Pair) -> Iterator[Text]:
    study = pair.study
    if study.none == "no_tables":
        yield T("Why they change takes the tables of both plans.")
    elif study.none is None and study.made:
        yield T("Plans made to find out why: {count}.", count=figure(study.made, 0))
    if study.left_out:
        yield T("Plans not made because of the bound on their number: {count}.", count=figure(study.left_out, 0))
    names = cause_names(pair) if study.unanswered else []
    for number in study.unanswered:
        yield T("With this change alone no plan was found: {change}.", change=names[number])


def kind_words(kind: ChangeKind) -> Text:
    """How an upgrade's awards change, as it begins a line."""
    return Capital(KINDS[kind])
