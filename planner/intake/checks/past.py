"""What is signed, received and held: facts about known things, each once, in past years, within what there was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.checks.chain import unknown_supplier
from planner.intake.checks.costs import unknown_upgrade
from planner.intake.draft import Draft
from planner.intake.faults import mentioned
from planner.intake.table import Table, rows_with
from planner.languages import T
from planner.programme.past import Commitment
from planner.programme.pools import pool_filled_by
from planner.programme.rates import POOL_PREFIX
from planner.programme.signed import OWN, Signed


def a_later_year_is_planned(draft: Draft) -> Iterator[Fault]:
    """The past is there only where the model says which year is planned first."""
    if not draft.has("years") or draft.rules.years.past_years:
        return
    tables: tuple[Table[Any], ...] = (draft.tables.commitments, draft.tables.receipts, draft.tables.openings)
    for table in tables:
        if table.rows:
            yield faults.NO_LATER_YEAR.at(table.file, table=table.name)


def of_known_upgrades(draft: Draft) -> Iterator[Fault]:
    """Commitments are of upgrades in the table."""
    if not draft.knows_upgrades:
        return
    table = draft.tables.commitments
    for row, name in rows_with(table, "upgrade_id"):
        if name not in draft.upgrade_rows:
            yield unknown_upgrade(draft, table.place(row.line, "upgrade_id"), name)


def in_years_past(draft: Draft) -> Iterator[Fault]:
    """Awards are signed, and money came back, in past years; nothing is paid before its award."""
    if not draft.has("years") or not draft.rules.years.past_years:
        return
    past = draft.rules.years.past_years
    tables: tuple[tuple[Table[Any], str], ...] = (
        (draft.tables.commitments, "award_year"),
        (draft.tables.receipts, "year"),
    )
    for table, column in tables:
        for row, year in rows_with(table, column):
            if year not in past:
                place = table.place(row.line, column)
                yield faults.NOT_PAST.at(place, year=year, first=past[0], last=past[-1])
    for row, year in rows_with(draft.tables.commitments, "paid_year"):
        award = row.values.get("award_year")
        if award is not None and year < award:
            place = draft.tables.commitments.place(row.line, "paid_year")
            yield faults.PAID_BEFORE_AWARD.at(place, year=year, award=award)


def payers_are_known(draft: Draft) -> Iterator[Fault]:
    """Whoever pays is a funder, the supplier itself, or a pool."""
    known = _accounts(draft)
    if known is None:
        return
    table = draft.tables.commitments
    for row, payer in rows_with(table, "payer"):
        if payer != OWN and payer not in known:
            place = table.place(row.line, "payer")
            yield faults.UNKNOWN_PAYER.at(place, id=payer, known=mentioned([OWN, *known]))
    last = draft.rules.years.award[1]
    for line in table.rows:
        if line.item is not None and _is_pool(line.item.payer) and line.item.year > last and draft.has("years"):
            place = table.place(line.line, "paid_year")
            yield faults.POOL_PAYS_TOO_LATE.at(place, payer=line.item.payer, year=line.item.year, last=last)


def payments_once(draft: Draft) -> Iterator[Fault]:
    """A payment stands in one row, and is one."""
    table = draft.tables.commitments
    first: dict[Hashable, int] = {}
    for row in table.rows:
        if row.values.get("won") == 0:
            yield faults.NOTHING_PAID.at(table.place(row.line, "won"))
        if row.item is None:
            continue
        key = (row.item.upgrade_id, row.item.award_year, row.item.year, row.item.payer)
        line = first.setdefault(key, row.line)
        if line != row.line:
            yield faults.PAYMENT_TWICE.at(
                table.place(row.line, "payer"),
                payer=row.item.payer,
                id=row.item.upgrade_id,
                year=row.item.year,
                first=table.row(line),
            )


def within_the_cost(draft: Draft) -> Iterator[Fault]:
    """No more is signed for an upgrade than it costs."""
    table = draft.tables.commitments
    signed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, name in rows_with(table, "upgrade_id"):
        if row.values.get("won") is not None:
            signed[name].append((row.line, row.values["won"]))
    for name, payments in signed.items():
        upgrade = draft.upgrade_rows.get(name)
        won = sum(amount for _, amount in payments)
        if upgrade is not None and upgrade.item is not None and upgrade.item.total_won < won:
            lines = [line for line, _ in payments]
            yield faults.SIGNED_ABOVE_COST.at(
                table.place(lines[-1], "won"),
                won=f"{won:,}",
                id=name,
                cost=f"{upgrade.item.total_won:,}",
                lines=table.rows_named(lines),
                table=draft.tables.upgrades.name,
            )


def own_money_is_written_down(draft: Draft) -> Iterator[Fault]:
    """Of an award of a part nothing is the supplier's own: its row may have been forgotten."""
    table = draft.tables.commitments
    awards: dict[tuple[str, int], list[tuple[int, Commitment]]] = defaultdict(list)
    for row, name in rows_with(table, "upgrade_id"):
        if row.item is None:
            return
        awards[name, row.item.award_year].append((row.line, row.item))
    for (name, year), payments in awards.items():
        upgrade = draft.upgrade_rows.get(name)
        won = sum(payment.won for _, payment in payments)
        own = any(payment.payer == OWN for _, payment in payments)
        if upgrade is not None and upgrade.item is not None and not own and won < upgrade.item.total_won:
            cost = f"{upgrade.item.total_won:,}"
            place = table.place(payments[-1][0], "won")
            yield faults.NO_OWN_MONEY.at(place, won=f"{won:,}", id=name, year=year, cost=cost)


def receipts_of_those_who_owe(draft: Draft) -> Iterator[Fault]:
    """Money came back from tier-1 suppliers, where anything is to come back."""
    if not draft.knows_suppliers or not draft.has("repayment"):
        return
    table = draft.tables.receipts
    for row, name in rows_with(table, "supplier_id"):
        place = table.place(row.line, "supplier_id")
        if name not in draft.supplier_rows:
            yield unknown_supplier(draft, place, name)
        elif draft.rules.repayment is None or draft.supplier_rows[name].values.get("tier", 1) != 1:
            yield faults.OWES_NOTHING.at(place, id=name)


def receipts_once(draft: Draft) -> Iterator[Fault]:
    """What came from a supplier in a year, and what an account holds, stand in one row."""
    table = draft.tables.receipts
    first: dict[Hashable, int] = {}
    for row, name in rows_with(table, "supplier_id"):
        year = row.values.get("year")
        line = first.setdefault((name, year), row.line)
        if year is not None and line != row.line:
            yield faults.RECEIPT_TWICE.at(table.place(row.line, "year"), id=name, year=year, first=table.row(line))
    balances = draft.tables.openings
    first.clear()
    for balance, account in rows_with(balances, "account"):
        line = first.setdefault(account, balance.line)
        if line != balance.line:
            place = balances.place(balance.line, "account")
            yield faults.ACCOUNT_TWICE.at(place, id=account, first=balances.row(line))


def accounts_are_known(draft: Draft) -> Iterator[Fault]:
    """Balances are those of funders and pools."""
    known = _accounts(draft)
    if known is None:
        return
    table = draft.tables.openings
    for row, account in rows_with(table, "account"):
        if account not in known:
            yield faults.UNKNOWN_ACCOUNT.at(table.place(row.line, "account"), id=account, known=mentioned(known))


def pools_hold_something(draft: Draft) -> Iterator[Fault]:
    """A pool whose past leaves less than nothing needs a stated balance. Source: reading 54 of the next year."""
    signed = _past_of(draft)
    if signed is None:
        return
    pools = {payment.payer for award in signed.awards for payment in award.payments if _is_pool(payment.payer)}
    for payer in sorted(pools - signed.stated.keys()):
        pool = payer.removeprefix(POOL_PREFIX)
        left, paid = signed.pool_left(pool), sum(signed.paid(payer).values())
        if left < 0:
            yield faults.POOL_BELOW_ZERO.at(
                draft.tables.commitments.file, pool=payer, paid=f"{paid:,}", came=f"{paid + left:,}", short=f"{-left:,}"
            )


def lent_money_is_stated(draft: Draft) -> Iterator[Fault]:
    """A purse that carries over and is lent the value of credits needs a stated balance (reading 54)."""
    offsets = draft.rules.offsets
    if not draft.has("years", "offsets", "funders") or not draft.rules.years.past_years:
        return
    if offsets is None or offsets.lend_back is None:
        return
    stated = {account for _, account in rows_with(draft.tables.openings, "account")}
    for funder in draft.rules.funders:
        if funder.id == offsets.lend_back.funder and funder.carry_over != "none" and funder.id not in stated:
            place = draft.model.place("offsets", "lend_back", "funder")
            yield faults.LENT_UNSTATED.at(place, funder=funder.id)


def received_as_promised(draft: Draft) -> Iterator[Fault]:
    """What came and what fell due by the end of the past, where they differ (readings 52 and 53)."""
    signed = _past_of(draft)
    if signed is None:
        return
    table, last = draft.tables.receipts, signed.planned_from - 1
    repayment = draft.rules.repayment
    still = repayment is not None and repayment.arrears == "due_next"
    for supplier_id in sorted(signed.promised.keys() | signed.received.keys()):
        due = sum(won for year, won in signed.promised.get(supplier_id, {}).items() if year <= last)
        came = sum(signed.received.get(supplier_id, {}).values())
        said = {"id": supplier_id, "due": f"{due:,}", "came": f"{came:,}", "year": last}
        lines = [row.line for row, name in rows_with(table, "supplier_id") if name == supplier_id]
        place = table.place(lines[-1], "won") if lines else table.file
        if came < due:
            arrears = T("it falls due again") if still else T("it is lost")
            yield faults.NOT_RECEIVED.at(place, **said, missing=f"{due - came:,}", arrears=arrears)
        elif came > due:
            yield faults.RECEIVED_ABOVE.at(place, **said)


def balances_as_worked_out(draft: Draft) -> Iterator[Fault]:
    """Stated balances that are not what the past leaves (reading 54)."""
    signed = _past_of(draft)
    if signed is None:
        return
    funders: Mapping[str, Any] = {funder.id: funder for funder in draft.rules.funders}
    table = draft.tables.openings
    offsets = draft.rules.offsets
    lent_to = offsets.lend_back.funder if offsets is not None and offsets.lend_back is not None else None
    for row, account in rows_with(table, "account"):
        stated = row.values.get("won")
        if stated is None or account == lent_to:
            continue
        if account in funders:
            worked = signed.funder_left(funders[account])
        else:
            worked = signed.pool_left(account.removeprefix(POOL_PREFIX))
        if worked != stated and max(worked, 0) != stated:
            place = table.place(row.line, "won")
            yield faults.BALANCE_DIFFERS.at(place, id=account, stated=f"{stated:,}", worked=f"{worked:,}")


def _past_of(draft: Draft) -> Signed | None:
    """The past as far as it was read; None where nothing may be concluded from it."""
    tables: tuple[Table[Any], ...] = (draft.tables.commitments, draft.tables.receipts, draft.tables.openings)
    whole = all(table.count is None or table.is_whole for table in tables)
    if not draft.is_sound or not whole or not draft.rules.years.past_years:
        return None
    return Signed(draft.programme)


def _accounts(draft: Draft) -> list[str] | None:
    """Funders and pools by their ids; None where they are not known for sure."""
    if draft.funder_ids is None or not draft.has("repayment") or not draft.knows_suppliers:
        return None
    pools: set[str] = set()
    if any(row.item is None for row in draft.supplier_rows.values()):
        return None
    for row in draft.supplier_rows.values():
        pool = pool_filled_by(draft.programme, row.item) if row.item is not None else None
        pools |= {POOL_PREFIX + pool} if pool else set()
    return [*sorted(draft.funder_ids), *sorted(pools)]


def _is_pool(payer: str) -> bool:
    return payer.startswith(POOL_PREFIX)
