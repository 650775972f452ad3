"""Every total in the report is the plan's: of awards, payments and accounts in its JSON, added up here again."""

import html
import json
import re
from collections import Counter
from fractions import Fraction
from typing import Any
from unittest import mock

from planner.export import Choices
from planner.export.report import report_bytes
from tests.export import example

CHECKED_ELSEWHERE = {"Candidate upgrades", "Rows checked", "Kept, with no room left", "Broken"}
"""Totals of the programme and of the audit, of which the plan's file says nothing."""


def test_every_total_is_the_plans() -> None:
    plan = example.plan()
    with mock.patch("planner.export.charts.pictures", return_value=()):
        page = report_bytes(plan, example.programme(), Choices("en")).decode()
    totals, saved = footers(page), json.loads(plan.model_dump_json())
    paid_in, due_in = by_year(saved["awards"]), Counter[str]()
    for due in saved["repayments"]:
        due_in[str(due["year"])] += due["owed_won"]
    expected = sums(saved)
    compared = 0
    for total in totals:
        years = paid_in if "Payer" in total else due_in
        whole = sum(paid_in.values()) if "Payer" in total else sum(due_in.values())
        for heading, shown in total.items():
            if heading in CHECKED_ELSEWHERE or shown == "Total":
                continue
            value = whole if heading == "Total" else years[heading] if heading.isdigit() else expected[heading]
            assert Fraction(shown.replace(",", "")) == value, heading
            compared += 1
    assert len(totals) >= 10 and compared >= 40


def footers(page: str) -> list[dict[str, str]]:
    """The total of each table that has one, by heading; empty cells left out."""
    found = []
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        if foot := re.search(r"<tfoot>(.*?)</tfoot>", table, re.DOTALL):
            headings, figures = cells("th", table), cells("td", foot[1])
            found.append({heading: shown for heading, shown in zip(headings, figures, strict=True) if shown})
    return found


def cells(tag: str, text: str) -> list[str]:
    return [
        html.unescape(re.sub("<[^>]+>", "", cell)).strip() for cell in re.findall(rf"<{tag}\b.*?</{tag}>", text, re.S)
    ]


def by_year(awards: list[dict[str, Any]]) -> Counter[str]:
    """All that is paid [won]."""
    paid = Counter[str]()
    for award in awards:
        for payment in award["payments"]:
            paid[str(payment["year"])] += payment["won"]
    return paid


def sums(saved: dict[str, Any]) -> dict[str, Fraction | int]:
    """Totals by their headings, of the smallest parts that the file holds."""
    payers = Counter[str]()
    for award in saved["awards"]:
        for payment in award["payments"]:
            payers["pool" if payment["payer"].startswith("pool:") else payment["payer"]] += payment["won"]
    cost, own = sum(payers.values()), payers["own"]
    tonnes = sum(Fraction(str(award["tonnes"])) for award in saved["awards"])
    first = sum(Fraction(str(t)) for award in saved["awards"] for t in list(award["tonnes_by_year"].values())[:1])
    account = {key: sum(year[key] for year in saved["funders"]) for key in ("budget", "spent", "lapsed")}
    pools = {key: sum(year[key] for year in saved["pools"]) for key in ("received", "lost", "paid")}
    return {
        "Upgrades funded": len({award["upgrade_id"] for award in saved["awards"]}),
        "Cost": cost,
        "Support": cost - own,
        "Own money": own,
        "Returned money": payers["pool"],
        "Lifetime tonnes": tonnes,
        "Tonnes": tonnes,
        "Tonnes in the first year (t/yr)": first,
        "Support per tonne": Fraction(round((cost - own) / tonnes)),
        "To be given back": sum(due["owed_won"] for due in saved["repayments"]),
        "Budget": account["budget"],
        "Spent": account["spent"],
        "Lapsed": account["lapsed"],
        "Received": pools["received"],
        "Lost (allowance)": pools["lost"],
        "Paid": pools["paid"],
        "산업부 (MOTIR)": payers["MOTIR"],
        "+1 자동차 (OEM)": payers["OEM"],
        "@MSS": payers["@MSS"],
    }
