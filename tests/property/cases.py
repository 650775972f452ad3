"""Random small programmes with every family of rules, the same for the same seed.

A case is kept as the plain data that a model file and its tables would hold, so that a test can change one thing
(a budget, a rule, the order of rows) and build the programme anew.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from planner.programme.programme import InputFile, Programme
from planner.programme.rules import Rules
from planner.programme.supplier import Link, Supplier
from planner.programme.targets import Product
from planner.programme.upgrade import CostLine, Upgrade

type Data = dict[str, Any]

FIRST_YEAR = 2026
SIZES = ("small", "medium", "mid-sized", "large")
TECHNOLOGIES = ("compressor", "boiler", "pv")


@dataclass(frozen=True)
class Case:
    """A programme as plain data: the model's keys, and rows of the tables."""

    rules: Data
    suppliers: tuple[Data, ...]
    upgrades: tuple[Data, ...]
    links: tuple[tuple[str, str], ...] = ()
    cost_lines: tuple[Data, ...] = ()
    seed: int = field(default=0, compare=False)
    products: tuple[Data, ...] = ()

    def programme(self) -> Programme:
        """The programme of these data, rows in the order given."""
        lines: dict[str, list[CostLine]] = {}
        for row in self.cost_lines:
            lines.setdefault(row["upgrade_id"], []).append(CostLine.model_validate(row))
        sold: dict[str, int] = {}
        for seller, _ in self.links:
            sold[seller] = sold.get(seller, 0) + 1
        return Programme.of(
            Rules.model_validate(self.rules),
            [Supplier.model_validate(row) for row in self.suppliers],
            [Link(seller_id=seller, buyer_id=buyer, share=Fraction(1, sold[seller])) for seller, buyer in self.links],
            [
                Upgrade.model_validate(row | {"cost_lines": tuple(lines.get(row["upgrade_id"], ()))})
                for row in self.upgrades
            ],
            [InputFile("suppliers.csv", "a" * 64), InputFile("upgrades.csv", "b" * 64)],
            [Product.model_validate(row) for row in self.products],
        )

    def with_rules(self, **rules: Any) -> Case:
        """The case with these keys of the model replaced."""
        return replace(self, rules=self.rules | rules)

    def shuffled(self, seed: int) -> Case:
        """The same data: every table's rows, the rules' keys, and lists whose order says nothing, in another order."""
        rng = random.Random(seed)

        def mixed(rows: Sequence[Any]) -> tuple[Any, ...]:
            return tuple(rng.sample(rows, len(rows)))

        return replace(
            self,
            rules=_reordered(self.rules, rng),
            suppliers=mixed(self.suppliers),
            upgrades=mixed(self.upgrades),
            links=mixed(self.links),
            cost_lines=mixed(self.cost_lines),
            products=mixed(self.products),
        )


def _reordered(data: Any, rng: random.Random, key: str = "") -> Any:
    """The data with keys and lists in another order, but for those whose order says something."""
    if isinstance(data, dict):
        return {name: _reordered(data[name], rng, str(name)) for name in rng.sample(list(data), len(data))}
    if not isinstance(data, list | tuple) or key in ("objective", "award", "classes"):
        return data
    return [_reordered(entry, rng, key) for entry in rng.sample(data, len(data))]


def draw(seed: int, projects: str | None = None, *, ratio: bool | None = None, times: int = 1) -> Case:
    """The programme of that seed; ``projects`` and ``ratio`` where they are not left to chance.

    ``times`` as many suppliers and upgrades as otherwise, at most.
    """
    rng = random.Random(seed)
    scale = rng.choice([10_000, 1_000_000, 37_000_000, 1_234_567_891])
    years = list(range(FIRST_YEAR, FIRST_YEAR + rng.randint(1, 3)))
    projects = projects or rng.choice(["divisible", "whole", "as_marked"])
    suppliers = _suppliers(rng, scale, times)
    funders = _funders(rng, suppliers)
    upgrades, cost_lines = _upgrades(rng, suppliers, funders, years, scale, times)
    total = sum(row["cost_won"] or 0 for row in upgrades) + sum(row["won"] for row in cost_lines)
    _fill_purses(rng, funders, years, total)
    rules: Data = {
        "programme": f"random {seed}",
        "inputs": "tables",
        "years": {"award": [years[0], years[-1]], "count_until": years[-1] + rng.randint(0, 5)},
        "projects": projects,
        "funders": funders,
        "factors": {"grid_t_per_mwh": {2023: "0.4173", 2035: "0.12"}, "gas_t_per_gj": "0.0561"},
        "technology_classes": {"heat": ["boiler"], "power": ["compressor", "pv"]},
    }
    wants_ratio = rng.random() < 0.2 if ratio is None else ratio
    rules |= _objective(rng, rules["years"], wants_ratio and projects == "divisible")
    for family in (_support_rates, _repayment, _co_funding, _affordability, _caps, _technology, _fairness, _offsets):
        rules |= family(rng, rules, suppliers, scale)
    return Case(rules, tuple(suppliers), tuple(upgrades), _links(rng, suppliers), tuple(cost_lines), seed)


def _suppliers(rng: random.Random, scale: int, times: int) -> list[Data]:
    count = rng.randint(1, 6 * times)
    suppliers = []
    for number in range(count):
        row: Data = {
            "supplier_id": f"S{number}",
            "tier": 1 if number == 0 else rng.choice([1, 2, 2]),
            "region": rng.choice(["Busan", "Daegu", None]),
            "size": rng.choice([*SIZES, None]),
            "consortium": rng.choice(["K", "L", None]),
            "ets_covered": rng.choice([True, False, None]),
            "repay_capacity_won": rng.choice([None, 0, rng.randint(0, scale)]),
            "copay_limit_won": rng.choice([None, None, rng.randint(0, scale)]),
        }
        suppliers.append(row)
    return suppliers


def _links(rng: random.Random, suppliers: list[Data]) -> tuple[tuple[str, str], ...]:
    links = []
    for number, row in enumerate(suppliers):
        if row["tier"] == 2:
            buyers = rng.sample(suppliers[:number], min(number, rng.choice([1, 1, 2])))
            links += [(row["supplier_id"], buyer["supplier_id"]) for buyer in buyers]
    return tuple(links)


def _funders(rng: random.Random, suppliers: list[Data]) -> list[Data]:
    kinds = rng.sample(["MOTIR", "MSS", "HMC"], rng.randint(1, 3))
    funders = []
    for name in kinds:
        funder: Data = {"id": name, "kind": "oem" if name == "HMC" else "government"}
        if rng.random() < 0.4:
            funder["pays"] = rng.choice(
                [{"tier": 1}, {"tier": 2}, {"technology_class": "heat"}, {"size": ["small", "medium"]}]
            )
        if rng.random() < 0.4:
            funder["rate"] = rng.choice(
                [
                    0.4,
                    "1/3",
                    {"small": 0.7, "large": 0},
                    [{"tier": 1, "at_most": 0.37}, {"technology": "pv", "at_most": 0.5}],
                ]
            )
        funders.append(funder)
    return funders


def _fill_purses(rng: random.Random, funders: list[Data], years: list[int], total: int) -> None:
    for funder in funders:
        later = [years[-1] + 1] if rng.random() < 0.3 else []
        share = rng.choice([0.2, 0.5, 1.0])
        funder["budget"] = {
            year: rng.choice([0, *[rng.randint(1, max(1, int(total * share)))] * 6]) for year in [*years, *later]
        }
        funder["carry_over"] = rng.choice(["none", "all", {"at_most": rng.randint(0, max(1, total // 5))}])


def _upgrades(
    rng: random.Random, suppliers: list[Data], funders: list[Data], years: list[int], scale: int, times: int
) -> tuple[list[Data], list[Data]]:
    upgrades: list[Data] = []
    cost_lines: list[Data] = []
    for number in range(rng.randint(1, 8 * times)):
        name = f"U{number}"
        staged = rng.random() < 0.25
        row: Data = {
            "upgrade_id": name,
            "supplier_id": rng.choice(suppliers)["supplier_id"],
            "technology": rng.choice(TECHNOLOGIES),
            "cost_won": None if staged else rng.randint(max(1, scale // 20), scale),
            "saving_won": rng.choice([None, rng.randint(0, max(1, scale // 4))]),
            "life_years": rng.choice([1, 3, 10]),
            "lead_years": rng.choice([0, 0, 1]),
            "divisible": rng.choice([True, False]),
            "creditable": rng.choice([True, False]),
        } | _savings(rng)
        if staged:
            for _ in range(rng.randint(1, 3)):
                payer = rng.choice([None, None, rng.choice(funders)["id"]])
                won = rng.randint(1, scale)
                cost_lines.append({"upgrade_id": name, "year_offset": rng.randint(0, 2), "won": won, "payer": payer})
        if rng.random() < 0.2:
            row["first_year"] = rng.choice(years)
        if rng.random() < 0.15:
            row["alternative_group"] = "either"
        if number and rng.random() < 0.15:
            row["needs"] = (f"U{rng.randrange(number)}",)
        if rng.random() < 0.07:
            row["mandatory"] = True
        if rng.random() < 0.2:
            row["support_rate_min"] = rng.choice([0.1, 0.2, "0.143"])
        upgrades.append(row)
    return upgrades, cost_lines


def _savings(rng: random.Random) -> Data:
    if rng.random() < 0.6:
        return {"tonnes": f"{rng.randint(1, 200_000) / 1_000:.3f}"}
    electricity = rng.choice([rng.randint(1, 400), -rng.randint(1, 100)])
    return {"electricity_mwh": str(electricity), "gas_gj": f"{rng.randint(0, 9_000) / 10:.1f}"}


def _objective(rng: random.Random, years: Data, ratio: bool) -> Data:
    discount = {"discount": {"rate": "0.045", "base_year": FIRST_YEAR}}
    if ratio:
        per = rng.choice(["fresh_won", "public_won", "all_won"])
        return {
            "objective": {"ratio": {"of": "lifetime_tonnes", "per": per, "deploy_at_least": rng.choice([0.05, 0.2])}}
        }
    kind = rng.choice(["lifetime", "lifetime", "discounted", "year"])
    if kind == "discounted":
        return discount | {"objective": {"maximise": "discounted_tonnes"}}
    if kind == "year":
        return {"objective": {"maximise": f"tonnes_in_{years['count_until']}"}}
    return {"objective": {"maximise": "lifetime_tonnes"}}


def _support_rates(rng: random.Random, rules: Data, suppliers: list[Data], scale: int) -> Data:
    if rng.random() < 0.4:
        return {}
    return {"support_rates": [{"tier": 1, "at_most": rng.choice([0.6, "1/3", 1])}, {"tier": 2, "at_most": 0.7}]}


def _repayment(rng: random.Random, rules: Data, suppliers: list[Data], scale: int) -> Data:
    if rng.random() < 0.4:
        return {}
    ids = [funder["id"] for funder in rules["funders"]]
    repayment: Data = {
        "base": rng.sample(ids, rng.randint(1, len(ids))),
        "ratio": rng.choice([1, "0.5", "1/3"]),
        "grace_years": rng.choice([1, 1, 2]),
        "instalments": rng.randint(1, 3),
        "pool": rng.choice(["own_chain", "consortium", "programme"]),
        "loss": rng.choice([0, 0, "0.03"]),
    }
    if rng.random() < 0.3:
        repayment["pool_rate"] = rng.choice([0.3, {"small": 0.5}])
    found: Data = {"repayment": repayment}
    if rng.random() < 0.5:
        limits = rng.choice(
            [{"at_most": 1}, {"at_most": "0.5"}, {"at_least": "0.25"}, {"at_least": "0.2", "at_most": 2}]
        )
        found["matching"] = [{"funder": rng.choice(ids), "over": rng.choice(["award", "year", "programme"])} | limits]
    return found


def _co_funding(rng: random.Random, rules: Data, suppliers: list[Data], scale: int) -> Data:
    ids = [funder["id"] for funder in rules["funders"]]
    if len(ids) < 2 or rng.random() < 0.6:
        return {}
    first, second = rng.sample(ids, 2)
    limits = rng.choice(
        [{"at_least": "0.4"}, {"at_most": "0.7"}, {"at_least": "0.25", "at_most": "0.25"}, {"at_most": "1/3"}]
    )
    return {
        "co_funding": [{"funder": first, "of": second, "over": rng.choice(["award", "year", "programme"])} | limits]
    }


def _affordability(rng: random.Random, rules: Data, suppliers: list[Data], scale: int) -> Data:
    if rng.random() < 0.6:
        return {}
    return {
        "affordability": {"share_of_savings": rng.choice(["0.5", 1, "1/3"]), "capacity_if_blank": rng.randint(0, scale)}
    }


def _caps(rng: random.Random, rules: Data, suppliers: list[Data], scale: int) -> Data:
    ids = [funder["id"] for funder in rules["funders"]]
    caps: list[Data] = []
    for _ in range(rng.choice([0, 0, 1, 2])):
        if rng.random() < 0.2:
            caps.append({"won_per_lifetime_tonne": rng.randint(scale // 200, scale // 20)})
            continue
        cap: Data = {
            "per": rng.choice(["upgrade", "supplier", "consortium", "programme"]),
            "won": rng.randint(scale // 4, scale * 2),
        }
        if rng.random() < 0.6:
            cap["funders"] = rng.choice([["pool"], [rng.choice(ids)], [rng.choice(ids), "pool"]])
        if rng.random() < 0.4:
            cap["of"] = rng.choice([{"tier": 1}, {"technology": "pv"}, {"size": "small"}])
        caps.append(cap)
    return {"caps": caps} if caps else {}


def _technology(rng: random.Random, rules: Data, suppliers: list[Data], scale: int) -> Data:
    if rng.random() < 0.8:
        return {}
    of = rng.choice(["support", "tonnes", "count"])
    return {"technology_limits": [{"technology": "pv", "at_most": rng.choice(["1/3", "0.5"]), "of": of}]}


def _fairness(rng: random.Random, rules: Data, suppliers: list[Data], scale: int) -> Data:
    if rng.random() < 0.65:
        return {}
    of = rng.choice(["support", "tonnes", "count"])
    region = rng.choice([row["region"] for row in suppliers if row["region"]] or ["Busan"])
    found: list[Callable[[], Data]] = [
        lambda: {"floor": rng.choice(["0.1", "1/3"]), "of": of, "by": "region", "group": region},
        lambda: {"cap": "0.8", "of": of, "by": "supplier"},
        lambda: {"floor": "0.05", "cap": "0.95", "of": of, "by": "tier", "group": "2"},
        lambda: {
            "floor": "0.1",
            "of": "support",
            "by": "size",
            "group": ["small", "medium"],
            "payers": ["MSS", "pool"],
        },
        lambda: {"floor": "0.2", "of": of, "by": "consortium", "group": "south"},
    ]
    return {
        "groups": {"south": {"region": ["Busan", "Daegu"]}},
        "fairness": [rng.choice(found)() for _ in range(rng.choice([1, 1, 2]))],
    }


def _offsets(rng: random.Random, rules: Data, suppliers: list[Data], scale: int) -> Data:
    if rng.random() < 0.8:
        return {}
    return {"offsets": {"share_of_obligation": "0.05", "obligation_t": {2026: 4_000, 2030: "1000.5"}}}
