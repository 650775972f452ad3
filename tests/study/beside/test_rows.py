"""Rows of tables by their ids, and whose awards changed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.plan.plan import Award
from planner.programme.programme import Programme
from planner.study.beside.changed import changed_awards
from planner.study.beside.mixing import mixed
from planner.study.beside.rows import RowChange, changed_rows
from tests.audit.builders import line_of, plan_of, product_of, programme_of, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M


def chain(cost: int = 100, **more: object) -> Programme:
    return programme_of(
        rules_of(years={"award": [2026, 2027], "count_until": 2028}),
        [supplier_of("A", **{"name": "Forge", **more}), supplier_of("B", tier=2)],
        [upgrade_of("U", "A", cost * M, tonnes=10), upgrade_of("V", "B", 30 * M)],
        [("B", "A")],
        [product_of("A", "car", "0.5", 100)],
    )


def test_the_same_tables_have_no_changes() -> None:
    assert changed_rows(chain(), chain()) == ()


def test_cells_before_and_after() -> None:
    """A cost 20 % up, a region that was empty."""
    supplier, upgrade = changed_rows(chain(), chain(120, region="Ulsan"))
    assert [(cell.column, cell.before, cell.after) for cell in supplier.cells] == [("region", None, "Ulsan")]
    (cost,) = upgrade.cells
    assert (cost.before, cost.after, cost.relative) == (100 * M, 120 * M, pytest.approx(0.2))


def test_links_products_and_cost_lines() -> None:
    given = chain()
    lined = upgrade_of("V", "B", None, cost_lines=(line_of("V", 0, 20 * M), line_of("V", 1, 10 * M, "GOV")))
    other = Programme.of(
        given.rules,
        list(given.suppliers.values()),
        [],
        [given.upgrades["U"], lined],
        products=[given.products[0].model_copy(update={"share": Fraction(3, 4)})],
    )
    link, upgrade, product = changed_rows(given, other)
    assert link == RowChange("links", ("B", "A"), "removed")
    assert {cell.column: cell.after for cell in upgrade.cells} == {
        "cost_won": None,
        "cost_lines": "+0: 20,000,000; +1: 10,000,000 (GOV)",
    }
    assert [(cell.before, cell.after) for cell in product.cells] == [(0.5, 0.75)]


def test_rows_that_come_and_go_and_cells_of_every_kind() -> None:
    """A firm with its upgrade is new, another gone; a yes and a year taken out, a list that grew."""
    rules = chain().rules
    firms = {name: supplier_of(name) for name in "ABC"}
    plain = {"tonnes": 10, "creditable": True, "needs": ["P"], "first_year": 2026}
    before = programme_of(
        rules,
        [firms["A"], firms["B"]],
        [upgrade_of("P", "A"), upgrade_of("Q", "A"), upgrade_of("U", "A", **plain), upgrade_of("V", "B")],
    )
    other = plain | {"creditable": False, "needs": ["P", "Q"], "first_year": None}
    after = programme_of(
        rules,
        [firms["A"], firms["C"]],
        [upgrade_of("P", "A"), upgrade_of("Q", "A"), upgrade_of("U", "A", **other), upgrade_of("W", "C")],
    )
    found = {(row.table, row.ids): row for row in changed_rows(before, after)}
    assert {key: row.kind for key, row in found.items()} == {
        ("suppliers", ("B",)): "removed",
        ("suppliers", ("C",)): "added",
        ("upgrades", ("U",)): "changed",
        ("upgrades", ("V",)): "removed",
        ("upgrades", ("W",)): "added",
    }
    cells = {cell.column: cell for cell in found["upgrades", ("U",)].cells}
    assert {name: (cell.before, cell.after) for name, cell in cells.items()} == {
        "creditable": ("yes", None),
        "needs": ("P", "P; Q"),
        "first_year": (2026, None),
    }
    assert all(cell.relative is None for cell in cells.values())
    assert all(row.decides for row in found.values())


def test_names_and_sources_decide_nothing() -> None:
    (row,) = changed_rows(chain(), chain(name="Smithy"))
    assert not row.decides


def test_one_table_of_the_other_programme() -> None:
    """The other's upgrades alone bring the supplier that they need, and nothing else."""
    before = chain()
    after = programme_of(before.rules, [supplier_of("C")], [upgrade_of("W", "C")])
    made = mixed(before, after, [], ["upgrades"])
    assert (list(made.upgrades), list(made.suppliers)) == (["W"], ["A", "B", "C"])
    assert len(made.links) == 1
    whole = mixed(before, after, [], ["suppliers", "links", "upgrades", "products"])
    assert whole.inputs_hash == after.inputs_hash


@pytest.mark.parametrize(
    ("paid", "kind"),
    [
        ({2026: 100 * M}, None),
        ({2026: 100 * M - 1}, None),
        ({2026: 60 * M}, "less"),
        ({2027: 100 * M}, "moved"),
        ({2026: 50 * M, 2027: 50 * M}, "moved"),
        ({}, "out"),
    ],
)
def test_how_awards_change(paid: dict[int, int], kind: str | None) -> None:
    """A won is rounding; a part, another year, or nothing at all is a change."""
    programme = chain()
    whole = plan_of(programme, ("U", 2026, {"GOV": 100 * M}))
    other = plan_of(programme, *(("U", year, {"GOV": won}) for year, won in paid.items()))
    changed, same = changed_awards(whole, other)
    assert ([one.kind for one in changed], same) == (([], 1) if kind is None else ([kind], 0))
    back, _ = changed_awards(other, whole)
    opposite = {"less": "more", "out": "in", "moved": "moved"}
    assert [one.kind for one in back] == ([] if kind is None else [opposite[kind]])


def test_half_of_a_change_counts() -> None:
    """From 100 M down to 60 M: 80 M are half the way, 81 M are not."""
    programme = chain()
    plans = [plan_of(programme, ("U", 2026, {"GOV": won * M})) for won in (100, 60)]
    ((changed,), _) = changed_awards(*plans)

    def shares(won: int) -> dict[int, float]:
        award: Award = plan_of(programme, ("U", 2026, {"GOV": won * M})).awards[0]
        return {award.year: award.share}

    assert changed.comes_about(shares(80))
    assert not changed.comes_about(shares(81))
