"""Forged certificates, by kind: each takes the document of a certificate and changes it in one place."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from planner.certificate.claims import HELD_BITS
from planner.certificate.programme import IntegerProgramme
from planner.plan.certificate import BOUND_DIGITS
from tests.campaigns.honest_plans import Document, Honest


@dataclass(frozen=True)
class Forgery:
    """What a forger has at hand: chance, the plan and its integer programme, and certificates of other plans."""

    rng: random.Random
    honest: Honest
    exact: IntegerProgramme
    others: list[Document]


type Mutation = Callable[[Forgery, Document], bool]
"""Changes the certificate; False where it has nothing of that kind."""


def _proof(forgery: Forgery, certificate: Document) -> Document:
    proof: Document = forgery.rng.choice(certificate["proofs"])
    return proof


def _rows(forgery: Forgery, certificate: Document) -> dict[str, int]:
    """The multipliers of one set of one proof."""
    rows: dict[str, int] = forgery.rng.choice(_proof(forgery, certificate)["multipliers"])["rows"]
    return rows


def lower_bound(forgery: Forgery, certificate: Document) -> bool:
    """A bound by a digit, by a part, or down to what the plan has."""
    proof = _proof(forgery, certificate)
    exact = forgery.honest.plan.objective.exact or 0.0
    target = forgery.exact.targets[proof["objective"]]
    own = int(Fraction(exact) / abs(target.factor or Fraction(1)) * 10**BOUND_DIGITS)
    amount = abs(proof["bound"])
    lower = (proof["bound"] - 1, proof["bound"] - max(1, amount // 10**6), proof["bound"] - max(1, amount // 10), own)
    proof["bound"] = forgery.rng.choice(lower)
    return True


def change_multiplier(change: Callable[[random.Random, int], int]) -> Mutation:
    """One multiplier changed as said."""

    def mutation(forgery: Forgery, certificate: Document) -> bool:
        rows = _rows(forgery, certificate)
        if not rows:
            return False
        name = forgery.rng.choice(sorted(rows))
        rows[name] = change(forgery.rng, rows[name])
        return True

    return mutation


def _one_bit(rng: random.Random, value: int) -> int:
    bit = 1 << rng.randrange(max(1, abs(value).bit_length()))
    return (abs(value) ^ bit) * (-1 if value < 0 else 1)


def drop_multiplier(forgery: Forgery, certificate: Document) -> bool:
    """A multiplier left out."""
    rows = _rows(forgery, certificate)
    if not rows:
        return False
    del rows[forgery.rng.choice(sorted(rows))]
    return True


def exchange_multipliers(forgery: Forgery, certificate: Document) -> bool:
    """The multipliers of two rows exchanged."""
    rows = _rows(forgery, certificate)
    if len(rows) < 2:
        return False
    one, other = forgery.rng.sample(sorted(rows), 2)
    rows[one], rows[other] = rows[other], rows[one]
    return True


def move_multiplier(forgery: Forgery, certificate: Document) -> bool:
    """A multiplier given to another row."""
    rows = _rows(forgery, certificate)
    free = sorted(forgery.exact.rows.keys() - rows.keys())
    if not rows or not free:
        return False
    rows[forgery.rng.choice(free)] = rows.pop(forgery.rng.choice(sorted(rows)))
    return True


def scale_set(forgery: Forgery, certificate: Document) -> bool:
    """All multipliers of a set larger or smaller."""
    rows = _rows(forgery, certificate)
    above, below = forgery.rng.choice(((1, 2), (9, 10), (999, 1_000), (1_001, 1_000), (2, 1), (0, 1), (10**6, 1)))
    rows.update({name: value * above // below for name, value in rows.items()})
    return bool(rows)


def add_multipliers(forgery: Forgery, certificate: Document) -> bool:
    """Multipliers, large and small, for one to three rows that have none, of the sign that they may have."""
    rows = _rows(forgery, certificate)
    free = sorted(forgery.exact.rows.keys() - rows.keys())
    if not free:
        return False
    for name in forgery.rng.sample(free, min(len(free), forgery.rng.randint(1, 3))):
        size = 1 << certificate["exponent"] + forgery.rng.choice((-40, -20, 0, 20, 40))
        rows[name] = -size if forgery.exact.rows[name].sense == ">=" else size
    return True


def against_each_other(forgery: Forgery, certificate: Document) -> bool:
    """Huge multipliers for all rows of one rule: where its limits meet, they cancel out."""
    rows = _rows(forgery, certificate)
    rule = forgery.rng.choice(sorted({name.partition("[")[0] for name in forgery.exact.rows}))
    size = 1 << certificate["exponent"] + forgery.rng.choice((0, 20, 40))
    for name, row in forgery.exact.rows.items():
        if name.partition("[")[0] == rule:
            rows[name] = rows.get(name, 0) + (-size if row.sense == ">=" else size)
    return True


def other_exponent(forgery: Forgery, certificate: Document) -> bool:
    """The multipliers over another power of 2."""
    certificate["exponent"] = max(0, certificate["exponent"] + forgery.rng.choice((-60, -1, 1, 2, 60)))
    return True


def hold_more(forgery: Forgery, certificate: Document) -> bool:
    """A plan held to a little more, much more, or less than it has."""
    held = [proof["held"] for proof in certificate["proofs"] if proof["held"]]
    if not held:
        return False
    rows = forgery.rng.choice(held)
    key = forgery.rng.choice(sorted(rows))
    rows[key] += forgery.rng.choice((1, -1, 1 << 20, abs(rows[key]), -abs(rows[key])))
    return True


def hold_to_others(forgery: Forgery, certificate: Document) -> bool:
    """A plan held to what it has of an objective, or of a gain, that does not come before."""
    from planner.certificate.check import held_value
    from planner.certificate.point import point_of

    proof = _proof(forgery, certificate)
    targets = forgery.exact.targets
    keys = [*map(str, range(len(targets))), *(row for target in targets for row in target.gains)]
    key = forgery.rng.choice(keys)
    ratios = {int(place): ratio for place, ratio in certificate["ratios"].items()}
    try:
        proof["held"][key] = held_value(forgery.exact, key, ratios, point_of(forgery.exact, forgery.honest.plan))
    except KeyError:
        return False
    return True


def lean_on_the_first(forgery: Forgery, certificate: Document) -> bool:
    """The proof of the first objective added to a later one many times: were a plan held to more than the rows allow,
    as whole won may have lifted it, such a sum would prove anything.
    """
    first = certificate["proofs"][0]
    later = [proof for proof in certificate["proofs"] if "0" in proof["held"]]
    if not later or first["what"] != "value":
        return False
    proof, times = forgery.rng.choice(later), 1 << forgery.rng.choice((0, 10, 20, 40, 60))
    for given in proof["multipliers"]:
        rows = given["rows"]
        for name, value in first["multipliers"][0]["rows"].items():
            rows[name] = rows.get(name, 0) + times * value
        rows["held[0]"] = rows.get("held[0]", 0) - (times << certificate["exponent"] - HELD_BITS)
    return True


def hold_no_longer(forgery: Forgery, certificate: Document) -> bool:
    """A row that holds plans left out, or under another name."""
    held = [proof["held"] for proof in certificate["proofs"] if proof["held"]]
    if not held:
        return False
    rows = forgery.rng.choice(held)
    key = forgery.rng.choice(sorted(rows))
    value = rows.pop(key)
    if forgery.rng.random() < 0.5:
        rows[forgery.rng.choice(("0", "1", "7", *sorted(forgery.exact.rows)[:1]))] = value
    return True


def other_ratio(forgery: Forgery, certificate: Document) -> bool:
    """A ratio to measure from, or to hold plans to, that is another."""
    rng = forgery.rng
    proofs = [proof for proof in certificate["proofs"] if proof["ratio"] is not None]
    if not proofs:
        return False
    proof = rng.choice(proofs)
    ratio = Fraction(proof["ratio"]) * rng.choice((Fraction(9, 10), Fraction(1_001, 1_000), 2, 0, -1))
    if rng.random() < 0.5:
        proof["ratio"] = str(ratio)
    else:
        certificate["ratios"][str(proof["objective"])] = str(ratio)
    return True


def _tree(forgery: Forgery, certificate: Document) -> list[Any] | None:
    trees = [proof["tree"] for proof in certificate["proofs"] if len(proof["tree"]) > 1]
    return forgery.rng.choice(trees) if trees else None


def exchange_branches(forgery: Forgery, certificate: Document) -> bool:
    """The branches of 0 and of 1 exchanged."""
    tree = _tree(forgery, certificate)
    if tree is None:
        return False
    node = forgery.rng.choice([node for node in tree if len(node) == 3])
    node[1], node[2] = node[2], node[1]
    return True


def other_branch(forgery: Forgery, certificate: Document) -> bool:
    """A branch that leads elsewhere, or is on another column."""
    tree = _tree(forgery, certificate)
    if tree is None:
        return False
    node = forgery.rng.choice([node for node in tree if len(node) == 3])
    part = forgery.rng.randrange(3)
    columns = [column.name for column in forgery.exact.columns]
    node[part] = forgery.rng.choice(columns) if part == 0 else forgery.rng.randrange(len(tree))
    return True


def other_leaf(forgery: Forgery, certificate: Document) -> bool:
    """A leaf that refers to another set of multipliers, or says that nothing is left."""
    proof = _proof(forgery, certificate)
    leaf = forgery.rng.choice([node for node in proof["tree"] if len(node) < 3])
    if forgery.rng.random() < 0.5:
        leaf[0] = forgery.rng.randrange(len(proof["multipliers"]) + 1)
    elif len(leaf) == 1:
        leaf.append("empty")
    else:
        leaf.pop()
    return True


def cut_tree(forgery: Forgery, certificate: Document) -> bool:
    """A branch cut down to a leaf."""
    tree = _tree(forgery, certificate)
    if tree is None:
        return False
    places = [place for place, node in enumerate(tree) if len(node) == 3]
    tree[forgery.rng.choice(places)] = [0, "empty"] if forgery.rng.random() < 0.5 else [0]
    return True


def one_branch_only(forgery: Forgery, certificate: Document) -> bool:
    """A branch on a column that need not be whole, or one half of which is left out."""
    proof = _proof(forgery, certificate)
    name = forgery.rng.choice(forgery.exact.columns).name
    place = len(proof["tree"])
    proof["tree"] += [proof["tree"][0], proof["tree"][0]]
    proof["tree"][0] = [name, place, forgery.rng.choice((place, place + 1))]
    return True


def other_orders(forgery: Forgery, certificate: Document) -> bool:
    """The rows of a Gini ceiling: fewer times, or other weights."""
    orders = [o for proof in certificate["proofs"] for given in proof["multipliers"] for o in given["orders"].values()]
    orders = [order for order in orders if order["weights"]]
    if not orders:
        return False
    order = forgery.rng.choice(orders)
    kind = forgery.rng.choice(("times", "weight", "all", "nothing"))
    name = forgery.rng.choice(sorted(order["weights"]))
    if kind == "times":
        order["times"] = order["times"] * forgery.rng.choice((0, 1, 3)) // 2
    elif kind == "weight":
        order["weights"][name] += max(1, abs(order["weights"][name])) * forgery.rng.choice((-1, 1))
    elif kind == "all":
        order["weights"] = {name: value * 2 for name, value in order["weights"].items()}
    else:
        del order["weights"][name]
    return True


def other_point(forgery: Forgery, certificate: Document) -> bool:
    """A column that the plan has another value of."""
    if not certificate["point"]:
        return False
    name = forgery.rng.choice(sorted(certificate["point"]))
    certificate["point"][name] += forgery.rng.choice((-1, 1, 1 << 60))
    return True


def other_rows(forgery: Forgery, certificate: Document) -> bool:
    """Another hash of the rows, or another count."""
    what = forgery.rng.choice(("rows_hash", "rows", "columns"))
    if what == "rows_hash":
        place = forgery.rng.randrange(64)
        digits = certificate["rows_hash"]
        certificate["rows_hash"] = digits[:place] + ("1" if digits[place] == "0" else "0") + digits[place + 1 :]
    else:
        certificate[what] += forgery.rng.choice((-1, 1))
    return True


def drop_proof(forgery: Forgery, certificate: Document) -> bool:
    """A proof left out."""
    del certificate["proofs"][forgery.rng.randrange(len(certificate["proofs"]))]
    return True


def move_proof(forgery: Forgery, certificate: Document) -> bool:
    """A proof said to be about another objective, another step or another thing; or its neighbour's, first."""
    rng, proof = forgery.rng, _proof(forgery, certificate)
    kind = rng.choice(("objective", "step", "what", "order", "twice"))
    if kind == "what":
        proof["what"] = rng.choice(("value", "excess", "least_won", "nothing"))
    elif kind == "order":
        rng.shuffle(certificate["proofs"])
    elif kind == "twice":
        certificate["proofs"].insert(0, copy.deepcopy(proof) | {"objective": 0})
    else:
        proof[kind] = max(0, proof[kind] + rng.choice((-1, 1)))
    return True


def of_another_plan(forgery: Forgery, certificate: Document) -> bool:
    """The proofs of another plan, under this programme's name."""
    other = forgery.rng.choice(forgery.others)
    certificate["proofs"] = copy.deepcopy(other["proofs"])
    certificate["exponent"] = other["exponent"]
    if forgery.rng.random() < 0.5:
        certificate["point"] = copy.deepcopy(other["point"])
    return True


def no_plan(forgery: Forgery, certificate: Document) -> bool:
    """A proof that no plan keeps the rules, from the multipliers of another."""
    proof = copy.deepcopy(_proof(forgery, certificate))
    times = forgery.rng.choice((1, -1, 1 << 40))
    for given in proof["multipliers"]:
        given["rows"] = {name: value * times for name, value in given["rows"].items()}
    empty = {
        "what": "nothing",
        "objective": 0,
        "step": 0,
        "ratio": None,
        "held": {},
        "bound": 0,
        "tree": [[0, "empty"]],
    }
    certificate["proofs"].append(proof | empty)
    return True


MUTATIONS: Mapping[str, Mutation] = {
    "a lower bound": lower_bound,
    "one bit of a multiplier": change_multiplier(_one_bit),
    "the sign of a multiplier": change_multiplier(lambda rng, value: -value),
    "a multiplier of 0": change_multiplier(lambda rng, value: 0),
    "a multiplier larger or smaller": change_multiplier(
        lambda rng, value: value * rng.choice((1 << 10, 1 << 40, 3)) // rng.choice((1, 2, 1 << 20))
    ),
    "a multiplier left out": drop_multiplier,
    "two multipliers exchanged": exchange_multipliers,
    "a multiplier of another row": move_multiplier,
    "all multipliers scaled": scale_set,
    "multipliers of further rows": add_multipliers,
    "multipliers of a whole rule": against_each_other,
    "another exponent": other_exponent,
    "held to more": hold_more,
    "held to what does not come before": hold_to_others,
    "the first proof many times over": lean_on_the_first,
    "held no longer, or to something else": hold_no_longer,
    "another ratio": other_ratio,
    "branches exchanged": exchange_branches,
    "a branch elsewhere": other_branch,
    "another leaf": other_leaf,
    "a tree cut": cut_tree,
    "half of the plans left out": one_branch_only,
    "other orders of the gains": other_orders,
    "another point": other_point,
    "other rows": other_rows,
    "a proof left out": drop_proof,
    "a proof of something else": move_proof,
    "proofs of another plan": of_another_plan,
    "a proof that there is no plan": no_plan,
}
"""Every kind of forgery, by what it does."""
