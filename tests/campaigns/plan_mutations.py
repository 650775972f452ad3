"""Small falsehoods in the document of a plan, by kind: each takes a plan's document and makes it false in one place."""

from __future__ import annotations

import copy
import math
import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.campaigns.honest_plans import Document

type Path = tuple[str | int, ...]
type Mutation = Callable[[random.Random, Document], bool]
"""Changes the document; False where it has nothing of that kind."""

NOT_CHECKED: Mapping[str, str] = {
    "planner_version": "which version wrote the file: nothing is computed from it",
    "solver": "which solver proposed the plan: what is proven does not rest on it",
    "inputs_folder": "where the tables lay: they are recognised by their hashes",
    "model.inputs": "the same, in the model",
    "steps": "how many levels of leximin the solver settled: said by it alone",
    "shadow_price": "prices of the solver's last linear programme: advice beside the plan",
    "shadow_prices": "the same, row by row",
    "tie_break": "whom the published order alone decided: found by further solves, so the solver's word",
}
"""Fields that nobody can check without the solver, or that say nothing about the plan, and why."""

OF_THE_PROOF = {"bound", "gap", "exact", "status", "proof", "certificate"}
"""Fields that a certificate proves; plans without one say that they rest on the solver's word."""

LISTS = (
    *("awards", "repayments", "pools", "funders", "credits", "credit_bundles", "targets", "contributions"),
    *("footprint", "reclaims", "fairness", "inputs", "levels"),
)
"""Lists of a plan's rows."""


def leaves(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value that is no container, but for what is not checked and the certificate's inside."""
    if isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            if not _is_passed_over((*path, key)):
                yield from leaves(value, (*path, key))
    else:
        yield path, node


def _is_passed_over(path: Path) -> bool:
    return path[-1] in NOT_CHECKED or path[:2] == ("model", "inputs") or path == ("certificate",)


def put(document: Document, path: Path, value: Any) -> None:
    """Write a value where the path leads."""
    node: Any = document
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value


def _unit(path: Path, value: Any) -> str:
    """What kind of figure a leaf is."""
    names = [str(key) for key in path]
    if path[0] == "model":
        return "model"
    if isinstance(value, bool) or value is None:
        return "flag"
    if isinstance(value, str):
        return "hash" if names[-1] in ("plan_hash", "inputs_hash", "sha256") else "text"
    if any("tonnes" in name or name.endswith("_t") for name in names):
        return "tonnes"
    if names[-1] in ("year", "raises_until"):
        return "year"
    return "won" if isinstance(value, int) else "number"


def _leaf(unit: str, others: Callable[[random.Random, Any], Any]) -> Mutation:
    """One leaf of that unit, drawn evenly from the parts of the plan, changed as said."""

    def mutation(rng: random.Random, document: Document) -> bool:
        found: dict[str | int, list[tuple[Path, Any]]] = {}
        for path, value in leaves(document):
            if _unit(path, value) == unit and not (OF_THE_PROOF & set(path) and document["certificate"] is None):
                found.setdefault(path[0], []).append((path, value))
        if not found:
            return False
        path, value = rng.choice(found[rng.choice(sorted(found, key=str))])
        other = others(rng, value)
        if other == value:
            return False
        put(document, path, other)
        return True

    return mutation


def _near(rng: random.Random, value: Any) -> Any:
    """The next number that can be written, one hundred-millionth away, or the same with the other sign."""
    up = math.nextafter(value, math.inf * rng.choice((-1, 1)))
    return rng.choice((up, value * (1 + 1e-8), -value))


def _other_text(rng: random.Random, value: str) -> str:
    if not value:
        return "x"
    place = rng.randrange(len(value))
    return rng.choice((value[:place] + "0" + value[place + 1 :], value + "0", value[:-1]))


def _other_hash(rng: random.Random, value: str) -> str:
    place = rng.randrange(len(value)) if value else 0
    return value[:place] + rng.choice("0123456789abcdef") + value[place + 1 :]


def _other_flag(rng: random.Random, value: Any) -> Any:
    return not value if isinstance(value, bool) else rng.choice((0, 1, 2026))


def _other_rule(rng: random.Random, value: Any) -> Any:
    """Another value in the model: a number a little more or less, a text another."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + rng.choice((-1, 1))
    if isinstance(value, float):
        return _near(rng, value)
    return "x" if value is None else _other_text(rng, value)


def _row_of(rng: random.Random, document: Document, least: int = 1) -> list[Any] | None:
    lists = [document[name] for name in LISTS if len(document[name]) >= least]
    return rng.choice(lists) if lists else None


def drop_row(rng: random.Random, document: Document) -> bool:
    """A row of a list left out."""
    rows = _row_of(rng, document)
    if rows is None:
        return False
    del rows[rng.randrange(len(rows))]
    return True


def double_row(rng: random.Random, document: Document) -> bool:
    """A row of a list written twice."""
    rows = _row_of(rng, document)
    if rows is None:
        return False
    place = rng.randrange(len(rows))
    rows.insert(place, copy.deepcopy(rows[place]))
    return True


def exchange_rows(rng: random.Random, document: Document) -> bool:
    """Two neighbours of a list exchanged."""
    rows = _row_of(rng, document, least=2)
    if rows is None or rows is document["inputs"]:  # files stand in any order
        return False
    place = rng.randrange(len(rows) - 1)
    rows[place], rows[place + 1] = rows[place + 1], rows[place]
    return True


def _award(rng: random.Random, document: Document) -> Document | None:
    return rng.choice(document["awards"]) if document["awards"] else None


def drop_award(rng: random.Random, document: Document) -> bool:
    """An award left out."""
    if not document["awards"]:
        return False
    del document["awards"][rng.randrange(len(document["awards"]))]
    return True


def double_award(rng: random.Random, document: Document) -> bool:
    """An award written twice."""
    award = _award(rng, document)
    if award is None:
        return False
    document["awards"].insert(document["awards"].index(award), copy.deepcopy(award))
    return True


def shift_award(rng: random.Random, document: Document) -> bool:
    """An award, its payments and its tonnes a year later or earlier."""
    award = _award(rng, document)
    if award is None:
        return False
    years = rng.choice((-1, 1))
    award["year"] += years
    for payment in award["payments"]:
        payment["year"] += years
    if rng.random() < 0.5:
        award["tonnes_by_year"] = {str(int(year) + years): value for year, value in award["tonnes_by_year"].items()}
    return True


def other_payer(rng: random.Random, document: Document) -> bool:
    """All that one payer pays for an award in the name of another."""
    award = _award(rng, document)
    if award is None:
        return False
    payers = sorted({"own", *award["payers"], *(row["funder"] for row in document["funders"])})
    old, new = rng.choice(sorted(award["payers"])), rng.choice(payers)
    if old == new:
        return False
    for payment in award["payments"]:
        payment["payer"] = new if payment["payer"] == old else payment["payer"]
    award["payments"].sort(key=lambda payment: (payment["year"], payment["payer"]))
    award["payers"][new] = award["payers"].get(new, 0) + award["payers"].pop(old)
    award["support_won"] = sum(won for payer, won in award["payers"].items() if payer != "own")
    return True


def move_a_won(rng: random.Random, document: Document) -> bool:
    """A won of one payment of an award in another of its payments; the payers' sums in line."""
    award = _award(rng, document)
    if award is None or len(award["payments"]) < 2:
        return False
    for payment, won in zip(rng.sample(award["payments"], 2), (-1, 1), strict=True):
        payment["won"] += won
        award["payers"][payment["payer"]] += won
    award["support_won"] = sum(won for payer, won in award["payers"].items() if payer != "own")
    return True


def move_between_awards(rng: random.Random, document: Document) -> bool:
    """A won of cost, and of who pays it, from one award to another that the same payer pays for."""
    if len(document["awards"]) < 2:
        return False
    giving, taking = rng.sample(document["awards"], 2)
    pairs = [(a, b) for a in giving["payments"] for b in taking["payments"] if a["payer"] == b["payer"]]
    if not pairs:
        return False
    for award, payment, won in zip((giving, taking), rng.choice(pairs), (-1, 1), strict=True):
        payment["won"] += won
        award["payers"][payment["payer"]] += won
        award["cost_won"] += won
        award["support_won"] += won if payment["payer"] != "own" else 0
    return True


def a_won_more(rng: random.Random, document: Document) -> bool:
    """A won more or less of an award's cost, of a payment and of its payer's sum, all in line."""
    award = _award(rng, document)
    if award is None:
        return False
    payment, won = rng.choice(award["payments"]), rng.choice((-1, 1))
    payment["won"] += won
    award["payers"][payment["payer"]] += won
    award["cost_won"] += won
    award["support_won"] += won if payment["payer"] != "own" else 0
    return True


def split_payment(rng: random.Random, document: Document) -> bool:
    """A payment in two, of one won and the rest."""
    award = _award(rng, document)
    if award is None:
        return False
    place = rng.randrange(len(award["payments"]))
    payment = award["payments"][place]
    payment["won"] -= 1
    award["payments"].insert(place, payment | {"won": 1})
    return True


def in_the_objective(rng: random.Random, document: Document) -> bool:
    """An objective's value, or its name, said to be another."""
    value = rng.choice([document["objective"], *document["levels"]])
    if rng.random() < 0.2:
        value["name"] += "_net"
    else:
        value["value"] += rng.choice((-1, 1)) * rng.choice((1, 0.001, max(1e-12, abs(value["value"]) * 1e-9)))
    return True


def better_proof(rng: random.Random, document: Document) -> bool:
    """A better bound, gap, status or value before rounding than is proven."""
    if document["certificate"] is None:
        document.update(rng.choice(({"status": "optimal"}, {"proof": "certified"})))
        return True
    value = rng.choice([document["objective"], *document["levels"]])
    kind = rng.choice(("bound", "gap", "status", "exact"))
    if kind == "status" and document["status"] != "optimal":
        document["status"] = "optimal"
    elif kind == "gap" and value["gap"]:
        value["gap"] *= rng.choice((0.0, 0.5, 1 - 1e-9))
    elif kind == "bound" and value["bound"] is not None and value["exact"] is not None:
        value["bound"] = rng.choice((value["exact"], (value["bound"] + value["exact"]) / 2, value["bound"] * 0.999))
    elif kind == "exact" and value["exact"] is not None:
        value["exact"] = rng.choice((value["bound"], value["exact"] * (1 + 1e-9), value["exact"] + 0.001))
    else:
        return False
    return True


def without_certificate(rng: random.Random, document: Document) -> bool:
    """A certificate left out, while the plan says that it has one, or that it is optimal."""
    if document["certificate"] is None:
        return False
    document["certificate"] = None
    if rng.random() < 0.5 and document["status"] == "optimal":
        document["proof"] = "solver"
    return True


def another_award(rng: random.Random, document: Document) -> bool:
    """An award in the name of another upgrade or supplier."""
    award = _award(rng, document)
    if award is None:
        return False
    key = rng.choice(("upgrade_id", "supplier_id"))
    award[key] = rng.choice([other[key] for other in document["awards"]] + ["U0", "S0"])
    return True


MUTATIONS: Mapping[str, Mutation] = {
    "a won more or less in one place": _leaf("won", lambda rng, value: value + rng.choice((-1, 1))),
    "a kilogram more or less in one place": _leaf(
        "tonnes", lambda rng, value: round(value + rng.choice((-0.001, 0.001)), 3)
    ),
    "another year in one place": _leaf("year", lambda rng, value: value + rng.choice((-1, 1))),
    "another share, gap or figure": _leaf("number", _near),
    "another name": _leaf("text", _other_text),
    "another hash": _leaf("hash", _other_hash),
    "yes for no, something for nothing": _leaf("flag", _other_flag),
    "another rule in the model": _leaf("model", _other_rule),
    "a row left out": drop_row,
    "a row twice": double_row,
    "two rows exchanged": exchange_rows,
    "an award left out": drop_award,
    "an award twice": double_award,
    "an award in another year": shift_award,
    "an award of another upgrade": another_award,
    "another payer": other_payer,
    "a won from one payment to another": move_a_won,
    "a won from one award to another": move_between_awards,
    "a won more of an award, sums in line": a_won_more,
    "a payment in two": split_payment,
    "another objective value": in_the_objective,
    "a better bound, gap or status": better_proof,
    "no certificate": without_certificate,
}
"""Every kind of falsehood, by what it says."""
