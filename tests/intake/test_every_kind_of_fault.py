"""Each kind of fault, at its place, with its remedy; and no kind without a case."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from planner.errors import Fault
from planner.intake import faults
from planner.intake.faults import Kind
from planner.intake.plain_yaml import _DEEPEST

from .example import SUPPLIERS, UPGRADES, Edit, read, refused, write


class Case(NamedTuple):
    """Edits that spoil the example, and what is to be said."""

    code: str
    place: str
    words: str
    edits: Mapping[str, Sequence[Edit] | bytes | None]


def model(*edits: Edit) -> Mapping[str, Sequence[Edit]]:
    return {"model.yaml": edits}


def adding(*lines: str) -> Mapping[str, Sequence[Edit]]:
    """Lines at the end of the model; the first of them is line 41."""
    return model(("ignore_columns: remark\n", "\n".join(("ignore_columns: remark", *lines, ""))))


def products(*rows: str) -> Mapping[str, bytes]:
    return {"products.csv": "\n".join(("supplier_id,product,share,units_per_year", *rows, "")).encode()}


def suppliers(*edits: Edit) -> Mapping[str, Sequence[Edit]]:
    return {"suppliers.csv": edits}


def upgrades(*edits: Edit) -> Mapping[str, Sequence[Edit]]:
    return {"upgrades.csv": edits}


def links(*edits: Edit) -> Mapping[str, Sequence[Edit]]:
    return {"links.csv": edits}


def cost_lines(*edits: Edit) -> Mapping[str, Sequence[Edit]]:
    return {"cost_lines.csv": edits}


def past(*edits: Edit, receipts: str = "", openings: str = "", plan_from: int = 2027) -> dict[str, Any]:
    """A later year is planned, and u1 is signed: 60 M of MOTIR, 40 M of the supplier's own."""
    commitments = "upgrade_id,award_year,paid_year,payer,won\nu1,2026,,MOTIR,60000000\nu1,2026,,own,40000000\n"
    for old, new in edits:
        assert old in commitments, old
        commitments = commitments.replace(old, new, 1)
    return {
        "model.yaml": [("count_until", f"plan_from: {plan_from}, count_until")],
        "commitments.csv": commitments.encode(),
        "repayments_received.csv": f"supplier_id,year,won\n{receipts}\n".encode(),
        "opening_balances.csv": f"account,won\n{openings}\n".encode(),
    }


def in_2028(receipts: str, openings: str = "") -> dict[str, Any]:
    """2028 is planned first; u3, which must be awarded, still can be. 20 M of the 60 M fell due in 2027."""
    return past(receipts=receipts, openings=openings, plan_from=2028)


def cost(cell: str) -> Mapping[str, Sequence[Edit]]:
    return upgrades(("30000000.0", f'"{cell}"'))


OFFSETS = "offsets: {share_of_obligation: 0.1, obligation_t: {2026: 900}, price_won_per_t: {2026: 10_000}"
CREDITS = upgrades(("needs,mandatory", "needs,creditable"))
DEEP = "[" * (_DEEPEST + 1) + "]" * (_DEEPEST + 1)
COST = "upgrades.csv › line 4, cost_won"

MODEL_CASES = [
    Case("E-101", "model.yaml › line 14, funders.MOTIR.carry_ovr", '"carry_over"', model(("carry_over", "carry_ovr"))),
    Case("E-101", "model.yaml › line 1, xyzzy", "programme, inputs", model(("programme:", "xyzzy: 1\nprogramme:"))),
    Case("E-102", "model.yaml › line 10, funders.MOTIR", '"kind"', model(("    kind: government\n", ""))),
    Case("E-102", "model.yaml", '"years"', model(("years:", "#"))),
    Case("E-103", "model.yaml › line 4, projects", '"whole"', model(("projects: divisible", "projects: hole"))),
    Case("E-103", "model.yaml › line 5, objective.maximise", "tonnes_in_2030", model(("lifetime_tonnes", "won"))),
    Case("E-104", "model.yaml › line 8, factors.gas_t_per_gj", "is not a number", model(("0.0561", "much"))),
    Case("E-104", "model.yaml › line 1, programme", '"5"', model(("cascade", "5"))),
    Case("E-104", "model.yaml › line 13, funders.MOTIR.budget.2026", "whole", model(("40_000_000", "0.5"))),
    Case("E-105", "model.yaml › line 13, funders.MOTIR.budget.2026", "0 or more", model(("40_000_000", "-1"))),
    Case("E-105", "model.yaml › line 23, funders.MSS.rate.small", "1 or less", model(("small: 0.7", "small: 7"))),
    Case("E-106", "model.yaml › line 39, fairness.1", "floor is above the cap", model(("cap: 0.9", "cap: 0.01"))),
    Case("E-107", "model.yaml › line 2", "line 1", model(("inputs:", "programme: b\ninputs:"))),
    Case("E-107", "model.yaml › line 13", "twice", model(("2027: 0", '"2026": 0'))),
    Case("E-108", "model.yaml › line 1", "&a", model(("cascade", "&a cascade"))),
    Case("E-109", "model.yaml › line 1", "type tag", model(("cascade", "!!str cascade"))),
    Case("E-110", "model.yaml › line 10", "10", model(("id: MOTIR", "id: 0010"))),
    Case("E-111", "model.yaml › line 2", "second document", model(("inputs:", "---\ninputs:"))),
    Case("E-112", "model.yaml › line 2", "not YAML", model(("inputs: tables", "inputs: a: b"))),
    Case("E-113", "model.yaml › line 1", "deep", model(("cascade", DEEP))),
    Case("E-114", "model.yaml › line 1", 'quote "no"', model(("cascade", "no"))),
    Case("E-115", "model.yaml", "no map", {"model.yaml": b"- 1\n"}),
    Case("E-116", "model.yaml › line 1", "word", model(("programme", "[a]: 1\nprogramme"))),
    Case("E-118", "model.yaml › line 3, years.award", "two years", model(("[2026, 2028]", "[2026]"))),
    Case("E-118", "model.yaml › line 34, caps", "a list is wanted", model(("caps: [{", "caps: {"), ("000}]", "000}"))),
    Case("E-120", "model.yaml › line 15, funders.MOTIR.id", "used twice", model(("id: HMC", "id: MOTIR"))),
    Case("E-121", "model.yaml › line 15, funders.own.id", "another id", model(("id: HMC", "id: own"))),
    Case("E-122", "model.yaml › line 13, funders.MOTIR.budget", "positive", model(("40_000_000", "0"))),
    Case("E-123", "model.yaml › line 13, funders.MOTIR.budget.2025", "2026", model(("2026: 40", "2025: 40"))),
    Case("E-124", "model.yaml › line 30, repayment.base.1", '"HMC"', model(("[MOTIR, HMC]", "[MOTIR, HMCC]"))),
    Case("E-124", "model.yaml › line 31, matching.0.funder", "HMC, MOTIR", model(("funder: MSS", "funder: X"))),
    Case("E-125", "model.yaml › line 28, support_rates.0.technology_class", "heat", model(
        ("{tier: 1, at_most: 0.6}", "{technology_class: cold, at_most: 0.6}"))),
    Case("E-126", "model.yaml › line 26, technology_classes.power", '"heat"', model(("power: motor", "power: dryer"))),
    Case("E-127", "model.yaml › line 38, fairness.0.group", '"south"', model(("group: south", "group: suth"))),
    Case("E-127", "model.yaml › line 39, fairness.1.group", "south, medium", model(("group: small", "group: huge"))),
    Case("E-128", "model.yaml › line 38, fairness.0", "1.65", model(
        ("{floor: 0.1, of: support, by: region, group: south}", "{floor: 0.55, of: tonnes, by: region}"))),
    Case("E-129", "model.yaml › line 38, fairness.0.floor", "0.2", model(
        ("fairness:", "fairness:\n  - {floor: 0.3, of: count, by: region}\n  - {cap: 0.2, of: count, by: region}"))),
    Case("E-130", "model.yaml › line 32, co_funding.0", "HMC", model(("of: MOTIR", "of: [MOTIR, HMC]"))),
    Case("E-131", "model.yaml › line 5, objective.maximise", "discount: {rate", model(("lifetime", "discounted"))),
    Case("E-132", "model.yaml › line 5, objective.maximise", "2035", model(("lifetime_tonnes", "tonnes_in_2036"))),
    Case("E-134", "model.yaml › line 31, matching.0", "Add repayment", model(("repayment:", "#"))),
    Case("E-135", "model.yaml › line 6, factors", "upgrades.csv › line 3", model(("  grid_t_per_mwh:", "  #"))),
    Case("E-136", "model.yaml › line 7, factors.grid_t_per_mwh", "2026", model(("2023: 0.4173", "2027: 0.4173"))),
    Case("E-137", "model.yaml › line 6, factors", "upgrades.csv › line 4", model(("  gas_t_per_gj:", "  #"))),
    Case("E-138", "model.yaml › line 30, repayment.base.1", "twice", model(("[MOTIR, HMC]", "[MOTIR, MOTIR]"))),
]  # fmt: skip

FURTHER_RULE_CASES = [
    Case("E-101", "model.yaml › line 38, fairness.0.leest", '"least"', model(
        ("{floor: 0.1, of: support, by: region, group: south}", "{leest: 1, of: support}"))),
    Case("E-101", "model.yaml › line 38, fairness.0.gin", '"gini"', model(
        ("{floor: 0.1, of: support, by: region, group: south}", "{gin: 0.5, of: count}"))),
    Case("E-101", "model.yaml › line 38, fairness.0.gruop", '"group"', model(
        ("{floor: 0.1, of: support, by: region, group: south}", "{gini: 0.5, of: count, gruop: south}"))),
    Case("E-103", "model.yaml › line 38, fairness.0.of", '"support_per_revenue"', model(
        ("{floor: 0.1, of: support, by: region, group: south}", "{gini: 0.5, of: support_per_revenu}"))),
    Case("E-103", "model.yaml › line 38, fairness.0.of", "_per_cost behind it", model(
        ("{floor: 0.1, of: support, by: region, group: south}", "{gini: 0.5, of: well-being}"))),
    Case("E-103", "model.yaml › line 5, objective.reach.tones", "annual_tonnes", model(
        ("maximise: lifetime_tonnes", "minimise: public_won, reach: {tones: 5}"))),
    Case("E-103", "model.yaml › line 7, objective.1.maximise", "annual_tonnes", model(
        (" {maximise: lifetime_tonnes}", "\n  - {maximise: lifetime_tonnes}\n  - maximise: yearly"))),
    Case("E-103", "model.yaml › line 7, factors.scenario", '"slow"', model(
        ("  grid_t_per_mwh:", "  scenario: slo\n  grid_scenarios: {slow: {2026: 0.4}}\n  grid_t_per_mwh:"))),
    Case("E-105", "model.yaml › line 5, objective.reach.annual_tonnes", "above 0", model(
        ("maximise: lifetime_tonnes", "minimise: public_won, reach: {annual_tonnes: 0}"))),
    Case("E-106", "model.yaml › line 5, objective", "exactly one of", model(("maximise: lifetime_tonnes", ""))),
    Case("E-106", "model.yaml › line 5, objective", "is empty", model(("{maximise: lifetime_tonnes}", "[]"))),
    Case("E-106", "model.yaml › line 5, objective", "for so many tonnes", model(
        ("maximise: lifetime_tonnes", "minimise: public_won"))),
    Case("E-106", "model.yaml › line 7, factors.scenario", "not among", model(
        ("  grid_t_per_mwh:", "  scenario: slow\n  grid_t_per_mwh:"))),
    Case("E-106", "model.yaml › line 41, targets.0", "not both", adding(
        "targets: [{year: 2030, of: annual_tonnes, tonnes: 5}]")),
    Case("E-118", "model.yaml › line 5, objective", "maximise: lifetime_tonnes", model(
        ("{maximise: lifetime_tonnes}", "most"))),
    Case("E-118", "model.yaml › line 41, offsets.obligation_t", "at least one entry", adding(
        "offsets: {share_of_obligation: 0.1, obligation_t: {}}")),
    Case("E-124", "model.yaml › line 41, reserved.0.funder.1", '"HMC"', adding(
        "reserved: [{funder: [MOTIR, HNC], share: 0.2, of: {size: small}}]")),
    Case("E-124", "model.yaml › line 41, offsets.lend_back.funder", '"HMC"', {
        **adding(OFFSETS + ", lend_back: {funder: HNC}}"), **CREDITS}),
    Case("E-125", "model.yaml › line 41, thresholds.0.of.technology_class", "heat", adding(
        "thresholds: [{least_support_won: 5, of: {technology_class: cold}}]")),
    Case("E-131", "model.yaml › line 41, targets.0.of", "base_year", adding(
        "targets: [{of: discounted_tonnes, tonnes: 5}]")),
    Case("E-131", "model.yaml › line 5, objective.ratio.of", "base_year", model(
        ("maximise: lifetime_tonnes", "ratio: {of: discounted_tonnes, deploy_at_least: 0.5}"))),
    Case("E-131", "model.yaml › line 5, objective.reach.discounted_tonnes", "base_year", model(
        ("maximise: lifetime_tonnes", "minimise: all_won, reach: {discounted_tonnes: 5}"))),
    Case("E-131", "model.yaml › line 5, objective.max_min.of", "base_year", model(
        ("maximise: lifetime_tonnes", "max_min: {of: discounted_tonnes_per_cost}"))),
    Case("E-132", "model.yaml › line 41, targets.0.year", "2026 to 2035", adding("targets: [{year: 2036, tonnes: 5}]")),
    Case("E-132", "model.yaml › line 38, fairness.0.of", "2026 to 2035", model(
        ("{floor: 0.1, of: support, by: region, group: south}", "{least: 5, of: tonnes_in_2025_per_cost}"))),
    Case("E-132", "model.yaml › line 41, footprint.0.year.1", "2026 to 2035", {
        **adding("footprint: [{product: EV, year: [2030, 2036], target_kg: 1}]"), **products("A,EV,1,1000")}),
    Case("E-136", "model.yaml › line 7, factors.grid_scenarios.slow", "2026", model(
        ("  grid_t_per_mwh:", "  grid_scenarios: {slow: {2027: 0.4}}\n  grid_t_per_mwh:"))),
    Case("E-138", "model.yaml › line 41, offsets.bundles.classes.1.name", "small", {
        **adding(OFFSETS + ", bundles: {classes: [{name: small, at_most_t: 5}, {name: small}]}}"), **CREDITS}),
    Case("E-139", "model.yaml › line 7, objective.1.ratio", "second ratio", model(
        (" {maximise: lifetime_tonnes}",
         "\n  - ratio: {deploy_at_least: 0.5}\n  - ratio: {per: all_won, deploy_at_least: 0.5}"))),
    Case("E-140", "model.yaml › line 5, objective.leximin", "no gain to compare", model(
        ("maximise: lifetime_tonnes", "leximin: {of: support, group: north}"),
        ("groups: {", "groups: {north: {size: large}, "))),
    Case("E-141", "model.yaml › line 5, objective.ratio.per", "kind oem", model(
        ("maximise: lifetime_tonnes", "ratio: {per: oem_won, deploy_at_least: 0.5}"),
        ("kind: oem", "kind: government"))),
    Case("E-142", "model.yaml › line 5, objective.ratio.deploy_at_least", "in tonnes", model(
        ("maximise: lifetime_tonnes", "ratio: {per: own_won, deploy_at_least: 0.5}"))),
    Case("E-143", "model.yaml › line 41, ceiling_phases.0.year.1", "2026 to 2028", adding(
        "ceiling_phases: [{year: [2026, 2029], won_per_lifetime_tonne: 100_000}]")),
    Case("E-143", "model.yaml › line 41, ceiling_phases.0.year", "2026 to 2028", adding(
        "ceiling_phases: [{year: 2029, won_per_lifetime_tonne: 100_000}]")),
    Case("E-144", "model.yaml › line 43, reserved.1", "1.25", adding(
        "reserved:", "  - {funder: MSS, share: 0.75, of: {tier: 2, technology: dryer}}",
        "  - {funder: MSS, won: 13_500_000, of: {technology: boiler}}")),
    Case("E-145", "model.yaml › line 41, offsets.bundles.classes.1.at_most_t", "100", {
        **adding(OFFSETS + ", bundles: {classes: [{name: a, at_most_t: 100}, {name: b, at_most_t: 100}, {name: c}]}}"),
        **CREDITS}),
    Case("E-146", "model.yaml › line 41, offsets.bundles.classes.0", "write it last", {
        **adding(OFFSETS + ", bundles: {classes: [{name: a}, {name: b, at_most_t: 100}]}}"), **CREDITS}),
    Case("E-147", "model.yaml › line 41, footprint.0.product", '"EV9"', {
        **adding("footprint: [{product: EV-9, year: 2030, target_kg: 1}]"), **products("A,EV9,1,1000")}),
    Case("E-147", "model.yaml › line 41, footprint.0.product", "EV9", {
        **adding("footprint: [{product: bus, year: 2030, target_kg: 1}]"), **products("A,EV9,1,1000")}),
    Case("E-148", "model.yaml › line 41, footprint", "units_per_year", adding(
        "footprint: [{product: EV, year: 2030, target_kg: 1}]")),
    Case("E-149", "model.yaml › line 38, fairness.0.group", '"south"', model(
        ("{floor: 0.1, of: support, by: region, group: south}", "{gini: 0.5, of: count, group: suoth}"))),
    Case("E-149", "model.yaml › line 5, objective.max_min.group", "use one of: south", model(
        ("maximise: lifetime_tonnes", "max_min: {of: support, group: everybody}"))),
    Case("E-426", "suppliers.csv › line 3, revenue_won", "line 38, fairness.0", model(
        ("{floor: 0.1, of: support, by: region, group: south}", "{gini: 0.5, of: support_per_revenue}"))),
    Case("E-426", "suppliers.csv › line 2, baseline_t", "objective.leximin", {
        **model(("maximise: lifetime_tonnes", "leximin: {of: tonnes_per_baseline_t, by: tier}")),
        **suppliers(("remark\nA", "baseline_t\nA"), ("1000000,any", "1000000,0"))}),
]  # fmt: skip

PRODUCT_CASES = [
    Case("E-201", "products.csv › line 2, product", "required", products("A,,1,1000")),
    Case("E-225", "products.csv › line 2, units_per_year", "above 0", products("A,EV,1,0")),
    Case("E-312", "products.csv › line 1", 'found "units per year"', {
        "products.csv": b"supplier_id,product,share,units per year\nA,EV,1,5\n"}),
    Case("E-403", "products.csv › line 2, supplier_id", '"007"', products("7,EV,1,1000")),
    Case("E-424", "products.csv › line 3, product", "line 2", products("A,EV,0.5,1000", "A,EV,0.4,1000")),
    Case("E-425", "products.csv › line 3, share", "1.1", products("A,EV,0.5,1000", "A,bus,0.6,10")),
]  # fmt: skip

CELL_CASES = [
    Case("E-201", "upgrades.csv › line 4, technology", "0 if zero", upgrades(("007,dryer", "007,"))),
    Case("E-202", COST, "Write 30000000.", cost("30,000,000")),
    Case("E-203", COST, "Write 1200.", cost("１２００")),
    Case("E-204", COST, '"1.2억" is not a whole won amount. Write 120000000, or', cost("1.2억")),
    Case("E-204", COST, "Write 3000000, or set the unit row to 백만원 and write 3.", cost("3백만")),
    Case("E-204", COST, "Write 120500000.", cost("1억 2050만원")),
    Case("E-204", COST, "Write 5000.", cost("₩5,000")),
    Case("E-204", COST, "Write 500000000, or", cost("５억")),
    Case("E-207", COST, "digits such as", cost("1억2천")),
    Case("E-205", COST, "Write -500.", cost("△500")),
    Case("E-205", COST, "Write -500.", cost("(500)")),
    Case("E-205", COST, "Write -5.", cost("−5")),
    *(Case("E-205", COST, "Write -500.", cost(cell)) for cell in ("△ 500", "( 500 )", "- 500", "500-")),
    Case("E-206", COST, "-5 is below zero", cost("-5")),
    Case("E-207", COST, "digits such as", cost("lots")),
    Case("E-207", COST, "digits such as", cost("574,5")),
    Case("E-208", COST, "blank is not zero", cost("-")),
    Case("E-208", COST, "blank is not zero", cost("N/A")),
    Case("E-208", COST, "blank is not zero", cost("nan")),
    Case("E-208", COST, "blank is not zero", cost("inf")),
    Case("E-209", COST, "formula", cost("#DIV/0!")),
    Case("E-210", COST, "logical value", cost("TRUE")),
    Case("E-208", COST, "blank is not zero", cost("해당 없음")),
    Case("E-209", "suppliers.csv › line 3, name", "Mend the formula", suppliers(('"Seven, Ltd"', "#REF!"))),
    Case("E-211", COST, "17 digits", cost("12345678901234567")),
    Case("E-212", COST, "Write it without a fraction, such as 1000", cost("1000.4")),
    Case("E-213", COST, "Write 1000000000.", cost("1e9")),
    Case("E-213", COST, "Write 1000.", cost("1_000")),
    Case("E-214", "links.csv › line 2, share", "Write 0.06 if 6 % is meant", links(("0.6", "6"))),
    Case("E-214", "links.csv › line 2, share", "0.05", links(("0.6", "-1"))),
    Case("E-215", "links.csv › line 2, share", "Write 0.06.", links(("0.6", "6%"))),
    Case("E-216", "suppliers.csv › line 3, supplier_id", 'U+200B (zero width space) at the end. Delete it: write "007"',
         suppliers(("007", "007\u200b"))),
    Case("E-216", "upgrades.csv › line 4, technology", "U+00A0", upgrades(("dryer", "dr\u00a0yer"))),
    Case("E-216", "upgrades.csv › line 4, technology", "at the start", upgrades(("dryer", " dryer"))),
    Case("E-216", COST, "U+0020 (space) at the end", cost("5 ")),
    Case("E-217", "upgrades.csv › line 4, technology", "Empty the cell", upgrades(("dryer", "\u00a0"))),
    Case("E-218", "upgrades.csv › line 3, first_year", "write 2026", upgrades((",2026,", ",1905-07-18,"))),
    Case("E-219", "upgrades.csv › line 3, first_year", "1900 to 2200", upgrades((",2026,", ",26,"))),
    Case("E-218", "upgrades.csv › line 3, first_year", "is a date", upgrades((",2026,", ",2026. 3. 2.,"))),
    Case("E-229", "upgrades.csv › line 4, life_years", "1,000 years", upgrades((",0,10,,2028", ",0,1001,,2028"))),
    Case("E-220", "upgrades.csv › line 4, mandatory", "yes or no", upgrades(("YES", "perhaps"))),
    Case("E-221", "suppliers.csv › line 3, size", '"small"', suppliers(("Seoul,small", "Seoul,Small"))),
    Case("E-221", "suppliers.csv › line 3, size", "mid-sized", suppliers(("Seoul,small", "Seoul,zzz"))),
    Case("E-222", "suppliers.csv › line 3, tier", "tier-3 supplier is entered as tier 2", suppliers(('",2', '",3'))),
    Case("E-223", "upgrades.csv › line 5, needs", "twice", upgrades(("u1; u3", "u1; u1"))),
]  # fmt: skip

LAYOUT_CASES = [
    Case("E-301", "suppliers.csv", "Put the file there", {"suppliers.csv": None}),
    Case("E-302", "model.yaml › line 2, inputs", "nowhere", model(("inputs: tables", "inputs: nowhere"))),
    Case("E-305", "suppliers.csv", "Excel", {"suppliers.csv": b"PK\x03\x04 and so on"}),
    Case("E-306", "suppliers.csv › line 2", "byte 3", {"suppliers.csv": b"supplier_id,tier\nA,\xff\xff\n"}),
    Case("E-307", "suppliers.csv › line 2", "NUL", {"suppliers.csv": b"supplier_id,tier\nA\0,1\n"}),
    Case("E-308", "suppliers.csv › line 1", "semicolons", {"suppliers.csv": SUPPLIERS.replace(",", ";").encode()}),
    Case("E-309", "suppliers.csv › line 3", "never closes", suppliers((' Ltd"', " Ltd"))),
    Case("E-310", "suppliers.csv › line 3", "twice", suppliers((' Ltd"', ' Ltd"x'))),
    Case("E-311", "upgrades.csv", "no data rows", {"upgrades.csv": UPGRADES.splitlines()[0].encode()}),
    Case("E-311", "upgrades.csv", "no data rows", {"upgrades.csv": b""}),
    Case("E-312", "upgrades.csv › line 1", "Years in which it saves", upgrades(("life_years", "remark"))),
    Case("E-312", "upgrades.csv › line 1", 'found "Life years"', upgrades(("life_years", "Life years"))),
    Case("E-313", "upgrades.csv › line 1", "C1 and F1", upgrades(("gas_gj", "technology"))),
    Case("E-314", "upgrades.csv › line 1", "ignore_columns", upgrades(("gas_gj", "메모2"))),
    Case("E-314", "upgrades.csv › line 1", '"saving_won"', upgrades(("saving_won", "savings_win"))),
    Case("E-315", "upgrades.csv › line 1", "G1", upgrades((",tonnes,", ",,"))),
    Case("E-316", "upgrades.csv › line 4", "15 cells", upgrades(("30000000.0", "30,000000"))),
    Case("E-317", "upgrades.csv › line 4", "13 cells", upgrades(("g,,YES", "g,YES"))),
    Case("E-318", "upgrades.csv › line 4", "lines 4, 5", upgrades(("u3,007", ",,,\n\nu3,007"))),
    Case("E-319", "upgrades.csv › line 3", "what is above", upgrades(("upgrade_id", "Upgrades,\n\nupgrade_id"))),
    *(
        Case("E-320", "suppliers.csv › line 5", word, suppliers(("나 회사,2,,Daegu,small,moulding,No,,\n", rest)))
        for word, rest in (
            ("합 계", "나 회사,2,,Daegu,small,moulding,No,,\n합 계,,,,,,,,,\n"),
            ("총계(원)", "나 회사,2,,Daegu,small,moulding,No,,\n,총계(원),,,,,,,,\n"),
        )
    ),
    Case("E-312", "upgrades.csv › line 1", "technology⟨U+200B⟩", upgrades(("technology", "technology\u200b"))),
    Case("E-320", "upgrades.csv › line 6", "total", {
        "upgrades.csv": (UPGRADES + "합계,,,150000000,,,,,,,,,,\n").encode()}),
    Case("E-322", "links.csv", "repayment.pool", {"links.csv": None}),
    Case("E-326", "links.csv › line 2", "1 row of data", {"links.csv": b"A,B,0.5\nbuyer_id,seller_id,share\n"}),
    Case("E-324", "links.csv › line 3", "at the top", {
        "links.csv": b"buyer_id,seller_id,share\nA,B,0.5\nbuyer_id,seller_id,share\n"}),
    Case("E-325", "links.csv › line 4", "below the header", {
        "links.csv": b"buyer_id,seller_id,share\nunit,,share\nA,B,0.5\n(Unit):,,%\n"}),
]  # fmt: skip

LINK_CASES = [
    Case("E-401", "suppliers.csv › line 4, supplier_id", "line 3", suppliers(("\nB,", "\n007,"))),
    Case(
        "E-401",
        "upgrades.csv › line 4, upgrade_id",
        "Their years overlap (2027)",
        upgrades(("u3,007,dryer,30000000.0,,900,,0,10,,2028", "u2,007,dryer,30000000.0,,900,,0,10,2027,2028")),
    ),
    Case("E-403", "links.csv › line 2, seller_id", "Format the column as text", links(("A,007", "A,7"))),
    Case("E-402", "suppliers.csv › line 4, supplier_id", "line 2", suppliers(("\nB,", "\na,"))),
    Case("E-403", "upgrades.csv › line 4, supplier_id", '"007"', upgrades(("u3,007", "u3,7"))),
    Case("E-403", "links.csv › line 2, buyer_id", "Add it", links(("A,007", "Zwei,007"))),
    Case("E-404", "links.csv › line 4, buyer_id", "itself", links(("A,B", "B,B"))),
    Case("E-405", "links.csv › line 3", "007 → B → 007 (lines 3, 4)", links(("A,B", "007,B"))),
    Case("E-406", "links.csv › line 3, share", "1.1", links(("0.4", "0.5"))),
    Case("E-407", "links.csv › line 3, seller_id", "line 2", links(("B,007", "A,007"))),
    Case("E-408", "upgrades.csv › line 3, cost_won", "Keep one", upgrades(("motor,,", "motor,5,"))),
    Case("E-409", COST, "neither", upgrades(("30000000.0", ""))),
    Case("E-410", COST, "costs nothing", upgrades(("30000000.0", "0"))),
    Case("E-411", "cost_lines.csv › line 2, upgrade_id", "upgrades.csv", cost_lines(("u2", "another"))),
    Case("E-411", "upgrades.csv › line 5, needs", "u", upgrades(("u1; u3", "u1; u33"))),
    Case("E-412", "cost_lines.csv › line 3, payer", "HMC, MOTIR, MSS", cost_lines(("HMC", "KIA"))),
    Case("E-413", "upgrades.csv › line 3, first_year", "2028", upgrades(("2026,2027", "2028,2027"))),
    Case("E-414", "upgrades.csv › line 4, last_year", "2026 to 2028", upgrades((",,2028,", ",,2025,"))),
    Case("E-414", "upgrades.csv › line 4, first_year", "2026 to 2028", upgrades((",,2028,", ",2029,,"))),
    Case("E-415", "upgrades.csv › line 5, needs", "itself", upgrades(("u1; u3", "u1; u4"))),
    Case("E-416", "upgrades.csv › line 2, needs", "u1 → u2 → u1", upgrades(("10,,,,,", "10,,,,u2,"))),
    Case("E-417", "upgrades.csv › line 3, needs", "2028", upgrades(("10,,,,,", "10,2028,,,,"))),
    Case("E-418", "upgrades.csv › line 4, mandatory", "full support rate is 0", model(
        ("{tier: 2, at_most: 0.7}", "{tier: 2, at_most: 0}"))),
    Case("E-419", "upgrades.csv › line 5, mandatory", "line 4", upgrades(("u1; u3,", "u1; u3,yes"))),
    Case("E-420", "upgrades.csv › line 4, tonnes", "blank is not zero", upgrades((",900,", ",,"))),
    Case("E-421", "upgrades.csv › line 4", "tier 2, size small, technology dryer, class heat", model(
        ("{tier: 2, at_most: 0.7}", "{tier: 2, technology: boiler, at_most: 0.7}"))),
    Case("E-422", "suppliers.csv › line 2, consortium", "own_chain", {
        **model(("own_chain", "consortium")), **suppliers(("1,K", "1,"))}),
    Case("E-423", "suppliers.csv › line 2, repay_capacity_won", "capacity_if_blank", suppliers(("1000000", ""))),
]  # fmt: skip

PAST_CASES = [
    Case("E-433", "opening_balances.csv", "years.plan_from", {"opening_balances.csv": b"account,won\nMSS,1\n"}),
    Case("E-106", "model.yaml › line 3, years", "award year", model(("count_until", "plan_from: 2030, count_until"))),
    Case("E-434", "commitments.csv › line 2, award_year", "2026 to 2026", past(("u1,2026,,MOTIR", "u1,2027,,MOTIR"))),
    Case("E-434", "repayments_received.csv › line 2, year", "2026 to 2026", past(receipts="A,2027,5")),
    Case("E-435", "commitments.csv › line 2, paid_year", "2025", past(("u1,2026,,MOTIR", "u1,2026,2025,MOTIR"))),
    Case("E-411", "commitments.csv › line 2, upgrade_id", "u1", past(("u1,2026,,MOTIR", "uu1,2026,,MOTIR"))),
    Case("E-436", "commitments.csv › line 2, payer", "own, HMC, MOTIR, MSS, pool:A", past(("MOTIR", "KIA"))),
    Case("E-436", "commitments.csv › line 2, payer", "pool:A", past(("MOTIR", "pool:B"))),
    Case("E-437", "commitments.csv › line 3, payer", "line 2", past(("u1,2026,,own", "u1,2026,2026,MOTIR"))),
    Case("E-438", "commitments.csv › line 3, won", "delete the row", past(("own,40000000", "own,0"))),
    Case("E-439", "commitments.csv › line 3, won", "100,000,000", past(("own,40000000", "own,60000001"))),
    Case("E-403", "repayments_received.csv › line 2, supplier_id", "suppliers", past(receipts="AA,2026,5")),
    Case("E-440", "repayments_received.csv › line 2, supplier_id", "tier-1", past(receipts="007,2026,5")),
    Case("E-441", "repayments_received.csv › line 3, year", "line 2", past(receipts="A,2026,5\nA,2026,6")),
    Case("E-442", "opening_balances.csv › line 2, account", "HMC, MOTIR, MSS, pool:A", past(openings="pool:007,1")),
    Case("E-443", "opening_balances.csv › line 3, account", "line 2", past(openings="MSS,0\nMSS,0")),
    Case("E-444", "commitments.csv", "opening_balances", past(("own,40000000", "own,40000000\nu4,2026,,pool:A,5"))),
    Case("E-445", "model.yaml › line 41, offsets.lend_back.funder", "opening_balances", {
        **past(), "model.yaml": [
            ("count_until", "plan_from: 2027, count_until"),
            ("carry_over: none", "carry_over: all"),
            ("ignore_columns: remark\n", f"ignore_columns: remark\n{OFFSETS}, lend_back: {{funder: MOTIR}}}}\n")]}),
    Case("E-446", "commitments.csv › line 4, paid_year", "end with 2028", past(
        ("own,40000000", "own,40000000\nu4,2026,2029,pool:A,5"))),
]  # fmt: skip

PAST_WARNING_CASES = [
    Case(
        "W-406", "repayments_received.csv › line 2, won", "5,000,000 did not (it is lost)", in_2028("A,2027,15000000")
    ),
    Case("W-406", "repayments_received.csv", "20,000,000 did not (it is lost)", in_2028("")),
    Case("W-407", "repayments_received.csv › line 2, won", "stays in the pool", in_2028("A,2027,25000000")),
    Case("W-409", "commitments.csv › line 2, won", "row of own", past(("u1,2026,,own,40000000\n", ""))),
    Case("W-408", "opening_balances.csv › line 2, won", "20,000,000 as", in_2028("A,2027,20000000", "pool:A,7")),
]

WARNING_CASES = [
    Case("W-101", "model.yaml › line 36, groups.south.region.1", "Busan", model(("Daegu]", "Daejeon]"))),
    Case("W-101", "model.yaml › line 35, technology_limits.0.technology", "boiler", model(("gy: motor", "gy: pv"))),
    Case("W-201", "suppliers.csv › line 3, name", "kept as text", suppliers(('"Seven, Ltd"', "=HYPERLINK(1)"))),
    Case("W-101", "model.yaml › line 41, reserved.0.of.region.1", "Busan", adding(
        "reserved: [{funder: MSS, share: 0.5, of: {region: [Seoul, Jeju]}}]")),
    Case("W-102", "model.yaml › line 41, contributions.0.year", "0 tonnes", adding(
        "contributions: [{year: 2040, sector: industry, sector_t: 1_000_000}]")),
    Case("W-103", "model.yaml › line 41, offsets.obligation_t", "the figure of 2020", {
        **adding("offsets: {share_of_obligation: 0.1, obligation_t: {2019: 1, 2020: 2}}"), **CREDITS}),
    Case("W-103", "model.yaml › line 41, offsets.obligation_t", "the figure of 2050", {
        **adding("offsets: {share_of_obligation: 0.1, obligation_t: {2060: 1, 2050: 2}}"), **CREDITS}),
    Case("W-104", "model.yaml › line 41, offsets", "creditable", adding(OFFSETS + "}")),
    Case("W-105", "model.yaml › line 41, offsets.lend_back.funder", "MSS", {
        **adding(OFFSETS + ", lend_back: {funder: MSS}}"), **CREDITS}),
    Case("W-106", "model.yaml › line 41, clawback", "tonnes_low", adding("clawback: {tied_share: 0.5}")),
    Case("W-107", "model.yaml › line 41, reserved.0.of", "nobody", adding(
        "reserved: [{funder: MSS, share: 0.5, of: {size: large}}]")),
    Case("W-108", "model.yaml › line 41, thresholds.0.least_share_of_baseline", "suppliers without baseline_t", adding(
        "thresholds: [{least_share_of_baseline: 0.05, of: {tier: 1}}]")),
    Case("W-301", "product.csv", "not read", {"product.csv": b"a,b\n1,2\n"}),
    Case("W-401", "upgrades.csv › line 2", "saves nothing", upgrades(
        (",50,", ",-50,"), ("2027,,u1,", "2027,,,"), ("u1; u3", "u3"))),
    Case("W-402", "products.csv › line 3, units_per_year", "1000 in line 2", products("A,EV,1,1000", "B,EV,1,10")),
]  # fmt: skip

KINDS = {name: value for name, value in vars(faults).items() if isinstance(value, Kind)}
CASES = PAST_CASES + MODEL_CASES + FURTHER_RULE_CASES + PRODUCT_CASES + CELL_CASES + LAYOUT_CASES + LINK_CASES


def named_elsewhere() -> set[str]:
    """The codes of kinds that other tests name, by code or by the name of the kind."""
    named: set[str] = set()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        text = path.read_text(encoding="utf-8") if path != Path(__file__) else ""
        named |= set(re.findall(r"\b[EWN]-\d{3}\b", text))
        named |= {kind.code for name, kind in KINDS.items() if f"faults.{name}" in text}
    return named


def expected(case: Case, said: Sequence[Fault]) -> Fault:
    found = [fault for fault in said if (fault.code, fault.place) == (case.code, case.place)]
    assert found, "\n".join(map(str, said))
    assert any(case.words in str(fault) for fault in found), "\n".join(map(str, found))
    return found[0]


def name(case: Case) -> str:
    return f"{case.code} {case.place}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_fault_is_named_with_place_and_remedy(tmp_path: Path, case: Case) -> None:
    error = refused(write(tmp_path, case.edits))
    fault = expected(case, error.faults)
    assert fault.remedy is not None
    assert all(count.read + count.refused == count.present for count in error.rows)
    assert len(error.faults) <= 4, "one cause should not make many faults:\n" + "\n".join(map(str, error.faults))


@pytest.mark.parametrize("case", WARNING_CASES + PAST_WARNING_CASES, ids=name)
def test_warning_does_not_stop(tmp_path: Path, case: Case) -> None:
    expected(case, read(write(tmp_path, case.edits)).remarks)


def test_every_kind_has_a_case() -> None:
    kinds = {kind.code for kind in KINDS.values()}
    assert kinds <= {case.code for case in CASES + WARNING_CASES + PAST_WARNING_CASES} | named_elsewhere()


def test_a_code_means_one_problem() -> None:
    problems: dict[str, set[str]] = {}
    for value in KINDS.values():
        if value.code not in ("E-312",):
            problems.setdefault(value.code, set()).add(value.problem.template)
    assert {code: texts for code, texts in problems.items() if len(texts) > 1} == {}
