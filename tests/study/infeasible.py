"""Programmes without a plan, worked out by hand: which rules are in conflict, and the least changes that mend them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from planner.programme.programme import Programme
from planner.programme.targets import Product
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of

EOK = 100_000_000


@dataclass(frozen=True)
class Case:
    """A programme without a plan.

    ``conflicts`` are the rules in conflict; ``repairs`` the new value by setting, ``dropped`` for a rule that has
    none; ``together`` the changes that are enough together where no rule alone is.
    """

    name: str
    title: str
    story: str
    make: Callable[[], Programme]
    conflicts: tuple[frozenset[str], ...]
    repairs: dict[str, Any]
    together: dict[str, Any] = field(default_factory=dict)


CASES: list[Case] = []


def case(title: str, *conflicts: set[str], together: dict[str, Any] | None = None) -> Callable[..., Any]:
    """Register a maker of a programme; its repairs follow as the value that it returns beside it."""

    def register(maker: Callable[[], tuple[Programme, dict[str, Any]]]) -> Callable[[], Programme]:
        def make() -> Programme:
            return maker()[0]

        repairs = maker()[1]
        story = maker.__doc__ or ""
        CASES.append(
            Case(maker.__name__, title, story, make, tuple(map(frozenset, conflicts)), repairs, together or {})
        )
        return make

    return register


def gov(eok: float, **more: Any) -> dict[str, Any]:
    return purse("GOV", budget={2026: int(eok * EOK)}, **more)


DROPPED = "dropped"


@case("A floor above what a cap leaves", {"floor[1]", "cap_share[2]", "target[1]"})
def floor_and_cap() -> tuple[Programme, dict[str, Any]]:
    """Busan has one supplier, which may have 30 % of the support at most, and Busan must have 40 %.

    The plan that gives nobody anything would do, but for the target. The floor must fall to 30 %, or the cap rise to
    40 %; the other suppliers then share the rest.
    """
    rules = rules_of(
        funders=[gov(30)],
        fairness=[
            {"floor": 0.4, "of": "support", "by": "region", "group": "Busan"},
            {"cap": 0.3, "of": "support", "by": "supplier"},
        ],
        targets=[{"year": 2026, "tonnes": 10}],
    )
    suppliers = [
        supplier_of(name, region=region) for name, region in zip("ABCD", ["Busan", "x", "y", "z"], strict=True)
    ]
    upgrades = [upgrade_of(f"U{name}", name, 10 * EOK, tonnes=100) for name in "ABCD"]
    repairs = {"fairness.0.floor": 0.3, "fairness.1.cap": 0.4, "targets.0": DROPPED}
    return programme_of(rules, suppliers, upgrades), repairs


@case("A target above what the budget buys", {"target[1]", "budget[GOV]"})
def target_and_budget() -> tuple[Programme, dict[str, Any]]:
    """15 eok buy U whole (10 eok, 100 t) and half of V (10 eok, 50 t): 125 t. 140 t ask for 8 eok of V: 18 eok."""
    rules = rules_of(funders=[gov(15)], targets=[{"year": 2026, "tonnes": 140}])
    upgrades = [upgrade_of("U", "S", 10 * EOK, tonnes=100), upgrade_of("V", "S", 10 * EOK, tonnes=50)]
    repairs = {"funders.GOV.budget.2026": 18 * EOK, "targets.0.tonnes": 125}
    return programme_of(rules, [supplier_of("S")], upgrades), repairs


@case("A mandatory upgrade above the budget", {"mandatory[U7]", "budget[GOV]"})
def mandatory_and_budget() -> tuple[Programme, dict[str, Any]]:
    """U7 costs 12 eok, whole or not at all; the purse holds 10."""
    rules = rules_of(projects="whole", funders=[gov(10)])
    upgrades = [upgrade_of("U7", "S", 12 * EOK, mandatory=True), upgrade_of("V", "S", EOK)]
    repairs = {"funders.GOV.budget.2026": 12 * EOK, "upgrades, U7, mandatory": DROPPED}
    return programme_of(rules, [supplier_of("S")], upgrades), repairs


@case("Money that must be spent on suppliers that cannot owe so much", {"deployment[]", "affordability[]"})
def deployment_and_affordability() -> tuple[Programme, dict[str, Any]]:
    """S gives back what it gets a year later: 10 eok x, of half of the 10 eok x that it saves and 2.5 eok of its own.

    So 5 x is at most 2.5: half of the upgrade, half of the budget, where 80 % must be spent. With x = 0.8 it owes
    8 eok: (8 - 2.5) / 8 = 68.75 % of the savings, said as 69 %.
    """
    rules = rules_of(
        years={"award": [2026, 2027], "count_until": 2030},
        funders=[gov(10)],
        objective={"ratio": {"per": "fresh_won", "deploy_at_least": 0.8}},
        repayment={"base": "GOV", "instalments": 1, "pool": "programme"},
        affordability={"share_of_savings": 0.5},
    )
    supplier = supplier_of("S", repay_capacity_won=5 * EOK // 2)
    upgrade = upgrade_of("U", "S", 10 * EOK, tonnes=100, saving_won=10 * EOK, life_years=4)
    repairs = {"objective.ratio.deploy_at_least": 0.5, "affordability.share_of_savings": 0.69}
    return programme_of(rules, [supplier], [upgrade]), repairs


@case("A car maker that must pay more than it has", {"co_funding[1]", "budget[OEM]", "mandatory[U]"})
def co_funding_and_budget() -> tuple[Programme, dict[str, Any]]:
    """Of 9 eok the car maker pays 3, exactly half of what the ministry pays, and has 2.

    With 2 of the car maker and 7 of the ministry the ratio is 2/7 = 0.2857: at least 0.28 can be kept. A higher most
    ratio helps nobody.
    """
    rules = rules_of(
        funders=[gov(10), purse("OEM", "oem", budget={2026: 2 * EOK})],
        co_funding=[{"funder": "OEM", "of": "GOV", "at_least": 0.5, "at_most": 0.5}],
    )
    upgrade = upgrade_of("U", "S", 9 * EOK, mandatory=True)
    repairs = {
        "funders.OEM.budget.2026": 3 * EOK,
        "co_funding.0.at_least": 0.28,
        "upgrades, U, mandatory": DROPPED,
    }
    return programme_of(rules, [supplier_of("S")], [upgrade]), repairs


@case("A least benefit for everybody above the budget", {"least[1]", "budget[GOV]"})
def least_benefit_and_budget() -> tuple[Programme, dict[str, Any]]:
    """4 eok for each of three suppliers are 12 eok; 10 eok are 3.33 for each."""
    rules = rules_of(funders=[gov(10)], fairness=[{"least": 4 * EOK, "of": "support", "by": "supplier"}])
    suppliers = [supplier_of(name) for name in "ABC"]
    upgrades = [upgrade_of(f"U{name}", name, 5 * EOK) for name in "ABC"]
    repairs = {"funders.GOV.budget.2026": 12 * EOK, "fairness.0.least": 333_000_000}
    return programme_of(rules, suppliers, upgrades), repairs


@case("A prerequisite that comes too late", {"prerequisite[]", "mandatory[U]"})
def prerequisites_and_years() -> tuple[Programme, dict[str, Any]]:
    """U must be awarded in 2026 and needs P, which can be awarded from 2027 on."""
    rules = rules_of(
        years={"award": [2026, 2027], "count_until": 2028},
        funders=[purse("GOV", budget={2026: 10 * EOK, 2027: 10 * EOK})],
    )
    upgrades = [
        upgrade_of("U", "S", EOK, mandatory=True, last_year=2026, needs=("P",)),
        upgrade_of("P", "S", EOK, first_year=2027),
    ]
    return programme_of(rules, [supplier_of("S")], upgrades), {"upgrades, U, mandatory": DROPPED}


@case("A product's footprint that the budget cannot cut", {"footprint[1]", "budget[GOV]"})
def footprint_and_budget() -> tuple[Programme, dict[str, Any]]:
    """10 eok cut 100 t, 100 kg for each of 1,000 cars; 6 eok cut 60 kg, and 80 kg are asked."""
    rules = rules_of(funders=[gov(6)], footprint=[{"product": "car", "year": 2026, "at_least_kg": 80}])
    programme = programme_of(rules, [supplier_of("S")], [upgrade_of("U", "S", 10 * EOK, tonnes=100)])
    products = [Product.model_validate({"supplier_id": "S", "product": "car", "share": 1, "units_per_year": 1_000})]
    suppliers, upgrades = list(programme.suppliers.values()), list(programme.upgrades.values())
    repairs = {"funders.GOV.budget.2026": 8 * EOK, "footprint.0.at_least_kg": 60}
    return Programme.of(rules, suppliers, [], upgrades, programme.files, products), repairs


@case("Whole projects that do not fit, though parts would", {"target[1]", "budget[GOV]"})
def whole_projects() -> tuple[Programme, dict[str, Any]]:
    """10 eok buy one of two upgrades of 6 eok and 60 t, or 100 t in parts. 90 t ask for both: 12 eok; one is 60 t."""
    rules = rules_of(projects="whole", funders=[gov(10)], targets=[{"year": 2026, "tonnes": 90}])
    upgrades = [upgrade_of(name, "S", 6 * EOK, tonnes=60) for name in "PQ"]
    repairs = {"funders.GOV.budget.2026": 12 * EOK, "targets.0.tonnes": 60}
    return programme_of(rules, [supplier_of("S")], upgrades), repairs


@case("A target that a technology alone could reach, and may not", {"technology[1]", "target[1]"})
def technology_and_target() -> tuple[Programme, dict[str, Any]]:
    """PV saves 100 t, the rest 20 t; PV may be a third of the tonnes, 10 of 30 t. 60 t ask for 40 of 60 t: 66.7 %."""
    rules = rules_of(
        funders=[gov(100)],
        technology_limits=[{"technology": "pv", "at_most": "1/3", "of": "tonnes"}],
        targets=[{"year": 2026, "tonnes": 60}],
    )
    upgrades = [
        upgrade_of("PV", "S", 10 * EOK, tonnes=100, technology="pv"),
        upgrade_of("M", "S", 10 * EOK, tonnes=20, technology="motor"),
    ]
    repairs = {"technology_limits.0.at_most": 0.67, "targets.0.tonnes": 30}
    return programme_of(rules, [supplier_of("S")], upgrades), repairs


@case("More tonnes to be reached than there are", {"reach[tonnes_in_2026]"})
def reach() -> tuple[Programme, dict[str, Any]]:
    """All upgrades together save 150 t; the least money is sought for 200 t."""
    rules = rules_of(funders=[gov(100)], objective={"minimise": "fresh_won", "reach": {"tonnes_in_2026": 200}})
    upgrades = [upgrade_of("U", "S", 10 * EOK, tonnes=100), upgrade_of("V", "S", 10 * EOK, tonnes=50)]
    return programme_of(rules, [supplier_of("S")], upgrades), {"objective.reach.tonnes_in_2026": 150}


@case(
    "Two conflicts that have nothing in common",
    {"budget[GOV]", "mandatory[U]"},
    {"budget[OEM]", "mandatory[V]"},
    together={"funders.GOV.budget.2026": 10 * EOK, "funders.OEM.budget.2026": 10 * EOK},
)
def two_conflicts() -> tuple[Programme, dict[str, Any]]:
    """U and V cost 10 eok each; the ministry may pay U only and has 8, the car maker V only and has 9."""
    rules = rules_of(
        funders=[
            gov(8, pays={"supplier": "S"}),
            purse("OEM", "oem", budget={2026: 9 * EOK}, pays={"supplier": "T"}),
        ]
    )
    upgrades = [upgrade_of("U", "S", 10 * EOK, mandatory=True), upgrade_of("V", "T", 10 * EOK, mandatory=True)]
    return programme_of(rules, [supplier_of("S"), supplier_of("T")], upgrades), {}


@case("An equality that the tonnes do not allow", {"gini[1]", "target[1]"})
def gini_and_target() -> tuple[Programme, dict[str, Any]]:
    """A's upgrade costs 8 eok and saves 80 t, B's costs 1 eok and saves 10 t. 81 t ask for 7.1 eok for A beside B's 1.

    The Gini coefficient of (1, 7.1) is 6.1 / (2 * 8.1) = 0.3765, said as 0.38. Within 0.2, A has at most
    1.4 / 0.6 = 2.33 eok: 33.3 t in all.
    """
    rules = rules_of(
        funders=[gov(100)],
        fairness=[{"gini": 0.2, "of": "support"}],
        targets=[{"year": 2026, "tonnes": 81}],
    )
    upgrades = [upgrade_of("UA", "A", 8 * EOK, tonnes=80), upgrade_of("UB", "B", EOK, tonnes=10)]
    repairs = {"fairness.0.gini": 0.38, "targets.0.tonnes": 33}
    return programme_of(rules, [supplier_of("A"), supplier_of("B")], upgrades), repairs


@case("Money kept for small firms that a large upgrade needs", {"reserved[1]", "mandatory[U]"})
def reserved_and_mandatory() -> tuple[Programme, dict[str, Any]]:
    """Half of 10 eok is kept for small firms; the upgrade of a mid-sized firm costs 8, so 20 % can be kept."""
    rules = rules_of(funders=[gov(10)], reserved=[{"funder": "GOV", "share": 0.5, "of": {"size": "small"}}])
    suppliers = [supplier_of("S", size="mid-sized"), supplier_of("T", size="small")]
    upgrades = [upgrade_of("U", "S", 8 * EOK, mandatory=True), upgrade_of("V", "T", 2 * EOK)]
    repairs = {"reserved.0.share": 0.2, "upgrades, U, mandatory": DROPPED}
    return programme_of(rules, suppliers, upgrades), repairs


@case("A supplier that cannot pay its part", {"own_money[]", "mandatory[U]"})
def own_money_and_mandatory() -> tuple[Programme, dict[str, Any]]:
    """Half of 10 eok is paid by S itself, which said that it pays 3 at most."""
    rules = rules_of(funders=[gov(100)], support_rates=[{"at_most": 0.5}])
    supplier = supplier_of("S", copay_limit_won=3 * EOK)
    repairs = {"suppliers, S, copay_limit_won": 5 * EOK, "upgrades, U, mandatory": DROPPED}
    return programme_of(rules, [supplier], [upgrade_of("U", "S", 10 * EOK, mandatory=True)]), repairs


@case("A cap that two mandatory upgrades pass", {"cap[1]", "mandatory[U]", "mandatory[V]"})
def cap_and_mandatory() -> tuple[Programme, dict[str, Any]]:
    """U and V of S cost 5 eok each; S may have 8."""
    rules = rules_of(funders=[gov(100)], caps=[{"per": "supplier", "won": 8 * EOK}])
    upgrades = [upgrade_of(name, "S", 5 * EOK, mandatory=True) for name in "UV"]
    repairs = {
        "caps.0.won": 10 * EOK,
        "upgrades, U, mandatory": DROPPED,
        "upgrades, V, mandatory": DROPPED,
    }
    return programme_of(rules, [supplier_of("S")], upgrades), repairs


@case("Money that is matched against a pool that nothing fills", {"matching[1]", "pool[]", "mandatory[V]"})
def matching_and_pool() -> tuple[Programme, dict[str, Any]]:
    """The ministry pays tier-2's V at most as much as the pool does, and nothing has come back in 2026."""
    rules = rules_of(
        years={"award": [2026, 2027], "count_until": 2028},
        funders=[purse("GOV", budget={2026: 100 * EOK, 2027: 100 * EOK})],
        repayment={"base": "GOV", "pool": "programme"},
        matching=[{"funder": "GOV", "at_most": 1}],
    )
    suppliers = [supplier_of("S"), supplier_of("T", 2)]
    upgrades = [upgrade_of("U", "S", EOK, last_year=2026), upgrade_of("V", "T", 10 * EOK, mandatory=True)]
    return programme_of(rules, suppliers, upgrades, [("T", "S")]), {"upgrades, V, mandatory": DROPPED}


@case("A mandatory upgrade that nobody may pay", {"mandatory[U]"})
def mandatory_without_payer() -> tuple[Programme, dict[str, Any]]:
    """The only purse pays tier 2, and U is tier 1's."""
    rules = rules_of(funders=[gov(10, pays={"tier": 2})])
    upgrade = upgrade_of("U", "S", EOK, mandatory=True)
    return programme_of(rules, [supplier_of("S")], [upgrade]), {"upgrades, U, mandatory": DROPPED}


@case("More kept for small firms than the purse has", {"reserved[1]", "mandatory[U]"})
def reserved_beyond_the_budget() -> tuple[Programme, dict[str, Any]]:
    """12 eok of 10 are kept for small firms, and the upgrade of a mid-sized firm costs 3. The first 2 eok that are kept
    less leave nothing for it: with 7 kept it is paid."""
    rules = rules_of(funders=[gov(10)], reserved=[{"funder": "GOV", "won": 12 * EOK, "of": {"size": "small"}}])
    suppliers = [supplier_of("S", size="mid-sized"), supplier_of("T", size="small")]
    upgrades = [upgrade_of("U", "S", 3 * EOK, mandatory=True), upgrade_of("V", "T", 2 * EOK)]
    repairs = {"reserved.0.won": 7 * EOK, "upgrades, U, mandatory": DROPPED}
    return programme_of(rules, suppliers, upgrades), repairs


@case("A small purse, of which more is kept than it has", {"reserved[1]", "budget[GOV]", "target[1]"})
def reserved_of_a_small_budget() -> tuple[Programme, dict[str, Any]]:
    """An eok saves 30 t with U of a mid-sized firm and 10 t with V of a small one. The 2 eok of the purse are kept for
    small firms, and would be if it had 3: 20 t.

    60 t take 6 eok for V alone; but with 4 eok one is left for U: 30 t and, of the 3 for V, 30 t.
    """
    rules = rules_of(
        funders=[gov(2)],
        reserved=[{"funder": "GOV", "won": 3 * EOK, "of": {"size": "small"}}],
        targets=[{"year": 2026, "tonnes": 60}],
    )
    suppliers = [supplier_of("S", size="mid-sized"), supplier_of("T", size="small")]
    upgrades = [upgrade_of("U", "S", 10 * EOK, tonnes=300), upgrade_of("V", "T", 10 * EOK, tonnes=100)]
    repairs = {"funders.GOV.budget.2026": 4 * EOK, "reserved.0.won": 0, "targets.0.tonnes": 20}
    return programme_of(rules, suppliers, upgrades), repairs


@case("Much of the purse kept for small firms", {"reserved[1]", "mandatory[U]"})
def reserved_won_and_mandatory() -> tuple[Programme, dict[str, Any]]:
    """8 eok of 10 are kept for small firms, and the upgrade of a mid-sized firm costs 6: 4 eok can be kept."""
    rules = rules_of(funders=[gov(10)], reserved=[{"funder": "GOV", "won": 8 * EOK, "of": {"size": "small"}}])
    suppliers = [supplier_of("S", size="mid-sized"), supplier_of("T", size="small")]
    upgrades = [upgrade_of("U", "S", 6 * EOK, mandatory=True), upgrade_of("V", "T", 2 * EOK)]
    repairs = {"reserved.0.won": 4 * EOK, "upgrades, U, mandatory": DROPPED}
    return programme_of(rules, suppliers, upgrades), repairs
