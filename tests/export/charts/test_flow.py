"""The flow of the money: every won that is paid, owed, returned and lost, and ribbons as thick as their money."""

from collections import Counter

import pytest

from planner.export.charts import Frame, flow
from planner.export.charts.money_network import FATE, FIRST, PAYER, SECOND, Node, money_network, through
from planner.export.charts.payer_colours import payer_colours
from planner.export.colours import GREEN
from planner.languages import LANGUAGES, Language
from planner.programme.programme import Programme
from planner.programme.supplier import Supplier
from tests.export import example
from tests.export.charts.specs import rows_with
from tests.export.example import MILLION


def test_flows_worked_by_hand() -> None:
    """A gets 60 of MOTIR and OEM and pays 40; it gives 60 back in time: 20 go to B, 40 stay. MSS adds 1, B pays 9."""
    a, b, returned = Node(FIRST, 1, "부산"), Node(SECOND, 3, "=대구"), Node(FATE, 2, "returns")
    flows = {(each.source, each.target): each.won for each in money_network(example.plan(), example.programme(), 6)}
    assert flows == {
        (Node(PAYER, 0, "MOTIR"), a): 40 * MILLION,
        (Node(PAYER, 0, "OEM"), a): 20 * MILLION,
        (Node(PAYER, 0, "own"), a): 40 * MILLION,
        (a, returned): 60 * MILLION,
        (returned, b): 20 * MILLION,
        (returned, Node(FATE, 3, "left")): 40 * MILLION,
        (Node(PAYER, 2, "@MSS"), b): MILLION,
        (Node(PAYER, 2, "own"), b): 9 * MILLION,
    }


def test_what_falls_due_later_is_still_to_come() -> None:
    plan = example.plan()
    late = plan.repayments[-1].model_copy(update={"year": 2032})
    pools = tuple(
        account.model_copy(update={"received": 0, "closing": account.closing - 20 * MILLION})
        if account.year >= 2029
        else account
        for account in plan.pools
    )
    changed = plan.model_copy(update={"repayments": (*plan.repayments[:-1], late), "pools": pools})
    flows = {(each.source, each.target): each.won for each in money_network(changed, example.programme(), 6)}
    assert flows[Node(FIRST, 1, "부산"), Node(FATE, 2, "later")] == 20 * MILLION
    assert flows[Node(FIRST, 1, "부산"), Node(FATE, 2, "returns")] == 40 * MILLION


def test_pools_pass_on_what_they_receive() -> None:
    flows = money_network(example.plan(), example.programme(), 6)
    returned = Node(FATE, 2, "returns")
    assert sum(each.won for each in flows if each.target == returned) == sum(
        each.won for each in flows if each.source == returned
    )


def test_payers_pay_the_whole_cost() -> None:
    plan = example.plan()
    flows = money_network(plan, example.programme(), 6)
    to_suppliers = sum(each.won for each in flows if each.target.sort in (FIRST, SECOND))
    assert to_suppliers == plan.indicators.all_won


@pytest.mark.parametrize("most", [1, 2, 3])
def test_small_groups_stand_together_and_no_won_is_lost(most: int) -> None:
    """Three regions of tier 2 with 10, 20 and 30 of the same kind of award; the largest are named."""
    programme, plan = _regions([10, 20, 30])
    flows = money_network(plan, programme, most)
    groups = {node.name: won for node, won in through(flows).items() if node.sort == SECOND}
    named = {1: {None: 60}, 2: {"R30": 30, None: 30}, 3: {"R10": 10, "R20": 20, "R30": 30}}[most]
    assert groups == {name: won * MILLION for name, won in named.items()}


@pytest.mark.parametrize("width", [360, 760, 1100])
def test_ribbons_are_as_thick_as_their_money(width: int) -> None:
    """At both ends and between, in one scale for all."""
    picture = flow.picture(example.plan(), example.programme(), Frame("en", width))
    thick: dict[int, set[float]] = {}
    for row in rows_with(picture, "place", "y2"):
        thick.setdefault(row["place"], set()).add(round(row["y2"] - row["y"], 1))
    amounts = sorted(each.won for each in money_network(example.plan(), example.programme(), 6))
    found = sorted(max(each) for each in thick.values())
    assert all(max(each) - min(each) <= 0.11 for each in thick.values())
    for won, pixels in zip(amounts, found, strict=True):
        assert pixels == pytest.approx(found[-1] * won / amounts[-1], abs=0.2)


@pytest.mark.parametrize("width", [360, 760, 1100])
def test_everything_is_within_the_drawing(width: int) -> None:
    picture = flow.picture(example.plan(), example.programme(), Frame("ko", width))
    assert picture is not None
    for row in rows_with(picture, "x", "y"):
        assert 0 <= row["x"] <= width
        assert 0 <= row["y"] <= row.get("y2", picture.chart.height) <= picture.chart.height


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 760, 1100])
def test_what_becomes_of_money_is_told_whole(width: int, language: Language) -> None:
    """No label of what is given back is cut, and none has a payer's colour."""
    plan = example.plan()
    pools = (*plan.pools[:-1], plan.pools[-1].model_copy(update={"lost": MILLION}))
    due = plan.repayments[0]
    odd = (due.model_copy(update={"pool": ""}), due.model_copy(update={"year": 2032}), *plan.repayments[1:])
    plan = plan.model_copy(update={"pools": pools, "repayments": odd})
    words = " ".join(
        row["text"] for row in rows_with(flow.picture(plan, example.programme(), Frame(language, width)), "text")
    )
    assert all(label.to(language).split()[-1] in words for label in flow._FATES.values())
    assert not set(flow._FATE_COLOURS.values()) & (set(payer_colours(plan).values()) - {GREEN})


def test_no_award_is_no_flow() -> None:
    assert flow.picture(example.plan(awards=(), repayments=(), pools=()), example.programme(), Frame()) is None


def _regions(millions: list[int]) -> tuple[Programme, "example.Plan"]:
    """Suppliers of tier 2 in a region each, with one award of so many million won each, all their own money."""
    base, plan = example.programme(), example.plan()
    suppliers = [Supplier(supplier_id=f"S{each}", tier=2, region=f"R{each}") for each in millions]
    model = plan.awards[0]
    awards = [
        model.model_copy(
            update={
                "supplier_id": f"S{each}",
                "cost_won": each * MILLION,
                "payments": (model.payments[0].model_copy(update={"payer": "own", "won": each * MILLION}),),
            }
        )
        for each in millions
    ]
    programme = Programme.of(base.rules, suppliers, [], list(base.upgrades.values()))
    return programme, plan.model_copy(update={"awards": tuple(awards), "repayments": (), "pools": ()})


def test_through_counts_each_won_once() -> None:
    won = through(money_network(example.plan(), example.programme(), 6))
    counted = Counter({node.name: amount for node, amount in won.items() if node.sort == FIRST})
    assert counted == {"부산": 100 * MILLION}
