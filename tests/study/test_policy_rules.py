"""Which named rule a row belongs to, also where ids hold commas and brackets."""

from __future__ import annotations

import pytest

from planner.formulation.assemble import assemble
from planner.programme.families import FAMILIES
from planner.programme.options import Options
from planner.study.policy.making import Key
from planner.study.policy.rules import MAKERS, ORDER, policy_rules, rule_of_row
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.study.infeasible import CASES

DEFINITIONS = {
    "once",
    "award_year",
    "funding",
    "support",
    "payer",
    "phase",
    "threshold",
    "repayment",
    "credit_use",
    "lent",
}
"""Rules of the register whose rows nobody can let go: what an award is, and what follows from the tables."""


SOLVED = [case for case in CASES if case.name != "mandatory_without_payer"]
"""Without the programme for which nothing is built."""


def test_every_rule_of_the_register_is_named_or_a_definition():
    known = {rule for family in FAMILIES for rule in family.rules}
    assert known - DEFINITIONS == set(MAKERS) == set(ORDER)


@pytest.mark.parametrize("case", SOLVED, ids=[case.name for case in SOLVED])
def test_every_row_belongs_to_one_rule_at_most(case):
    programme = case.make()
    rows = assemble(programme, Options.of(programme)).lp.rows
    owned = [row for rule in policy_rules(programme, rows) for row in rule.rows]
    assert len(owned) == len(set(owned))
    assert {row.partition("[")[0] for row in set(rows) - set(owned)}.isdisjoint(MAKERS)


def test_ids_with_commas():
    programme = programme_of(
        rules_of(funders=[purse("A,2026"), purse("A")]),
        [supplier_of("S")],
        [upgrade_of("U,V", "S", mandatory=True)],
    )
    found = {rule.key: rule.rows for rule in policy_rules(programme, ["budget[A,2026,2026]", "budget[A,2026]"])}
    assert found == {Key("budget", "A,2026"): ("budget[A,2026,2026]",), Key("budget", "A"): ("budget[A,2026]",)}
    rule = rule_of_row(programme, "mandatory[U,V]")
    assert rule is not None
    assert rule.key == Key("mandatory", "U,V")
    assert rule_of_row(programme, "once[U,V]") is None
