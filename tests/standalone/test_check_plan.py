"""The checker that stands alone: run by a bare Python on honest plans of every kind, and on forgeries."""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from planner.certificate.building import integer_programme
from planner.certificate.point import point_of, untied
from planner.certificate.text import packed
from planner.intake import read_programme
from planner.plan.infeasibility import Infeasibility
from planner.plan.plan import Award, Payment, Plan
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.sample import write_sample
from planner.solving.outcome import Limits
from planner.standalone import check_plan
from planner.study.planning import Planned, make_plan
from planner.study.proving import Prover
from tests.audit.builders import programme_of, purse, restated, rules_of, supplier_of, upgrade_of
from tests.property.cases import draw
from tests.property.finding import find
from tests.property.test_gini import case as with_gini_ceiling
from tests.property.wider_cases import draw_wider

type Document = dict[str, Any]

M = 1_000_000


@dataclass(frozen=True)
class Said:
    """What the checker printed, and how it ended."""

    code: int
    lines: list[str]
    error: str = ""

    @property
    def failed(self) -> list[str]:
        """What follows ``FAILED`` in the lines of the checks."""
        return [line.removeprefix("FAILED: ") for line in self.lines if line.startswith("FAILED")]


def run(*arguments: str | Path) -> Said:
    """The file alone, by a Python that sees no package and no variable of this one."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [sys.executable, "-I", "-S", str(Path(check_plan.__file__)), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return Said(done.returncode, done.stdout.splitlines(), done.stderr)


def said_of(folder: Path, document: Document, rows: bytes) -> Said:
    (folder / "plan.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    (folder / "plan.rows.gz").write_bytes(rows)
    return run(folder / "plan.json")


@functools.cache
def planned(programme: Callable[[], Programme]) -> Planned:
    made = make_plan(programme(), Limits())
    assert made.rows is not None
    return made


def document_of(plan: Plan) -> Document:
    document: Document = json.loads(plan.to_json())
    return document


def two_upgrades() -> Programme:
    """U saves 10 t for 100 M, V 8 t for 100 M; the purse holds 150 M: U whole, half of V, 14 t."""
    return programme_of(
        rules_of(projects="divisible", funders=[purse("GOV", budget={2026: 150 * M})]),
        [supplier_of("S")],
        [upgrade_of("U", "S", 100 * M, tonnes=10), upgrade_of("V", "S", 100 * M, tonnes=8)],
    )


@functools.cache
def chain_programme() -> Programme:
    """A small chain with pools, three purses, caps and floors."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return read_programme(write_sample(Path(folder) / "chain", 4, 6, seed=1)).programme


def whole_projects() -> Programme:
    return draw(126).programme()


def ratio() -> Programme:
    return draw(25).programme()


def leximin() -> Programme:
    return draw_wider(23).programme()


def list_of_objectives() -> Programme:
    return draw_wider(14).programme()


def least_won() -> Programme:
    return draw_wider(24).programme()


def gini_ceiling() -> Programme:
    programme = with_gini_ceiling(36)
    assert programme is not None
    return programme


def nothing_fits() -> Programme:
    return draw(2).programme()


def has_what_it_is_here_for(kind: str, plan: Document) -> bool:
    """Whether the plan's certificate is of the kind that the case stands for."""
    proofs = plan["certificate"]["proofs"]
    return {
        "chain_programme": len(plan["pools"]) > 0 and len(plan["awards"]) > 20,
        "whole_projects": any(len(proof["tree"]) > 1 for proof in proofs),
        "ratio": {proof["what"] for proof in proofs} == {"excess", "least_won"},
        "leximin": any(proof["step"] for proof in proofs),
        "list_of_objectives": len(plan["levels"]) > 1 and any(proof["held"] for proof in proofs),
        "least_won": plan["objective"]["unit"] == "won",
        "gini_ceiling": any(prices["orders"] for proof in proofs for prices in proof["multipliers"]),
    }[kind]


@pytest.mark.parametrize(
    "programme",
    [chain_programme, whole_projects, ratio, leximin, list_of_objectives, least_won, gini_ceiling],
)
def test_an_honest_plan(programme: Callable[[], Programme], tmp_path: Path):
    """What is printed of it is what the plan says of itself."""
    made = planned(programme)
    plan = document_of(made.plan)
    assert has_what_it_is_here_for(programme.__name__, plan)
    said = said_of(tmp_path, plan, packed(made.rows))
    assert said.code == 0, said.failed
    objectives = plan["levels"] or [plan["objective"]]
    assert sum("in every plan that keeps these rows" in line for line in said.lines) == len(objectives)
    for objective in objectives:
        sides = [f"{objective['name']} {sign} {_figure(objective['bound'])} " for sign in "≤≥"]
        assert any(line.startswith(tuple(sides)) for line in said.lines)


def _figure(number: float) -> str:
    return f"{number:,.6f}".rstrip("0").rstrip(".")


def test_random_plans_are_not_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Whatever rules are drawn, rounding to whole won and kilograms does not look like a broken row."""
    done = 0
    for case in [draw(seed) for seed in range(12)] + [draw_wider(seed) for seed in range(60, 72)]:
        found = find(case)
        rows = integer_programme(case.programme(), Options.of(case.programme())) if found.plan is not None else None
        if found.plan is None or rows is None:
            continue
        done += 1
        (tmp_path / "plan.json").write_text(found.plan.to_json(), encoding="utf-8")
        (tmp_path / "plan.rows.gz").write_bytes(packed(rows))
        assert check_plan.main([str(tmp_path / "plan.json")]) == 0, (case.seed, capsys.readouterr().out)
    assert done > 10


def test_no_plan_at_all(tmp_path: Path):
    """A proof that nothing keeps the rows; and the same with a multiplier less, which proves nothing."""
    programme = nothing_fits()
    prover = Prover(programme, Options.of(programme))
    certificate = prover.prove_none()
    assert certificate is not None and prover.exact is not None
    document = json.loads(Infeasibility.of(programme, certificate, "none").to_json())
    said = said_of(tmp_path, document, packed(prover.exact))
    assert (said.code, said.lines[-1]) == (0, "No plan keeps these rows.")
    refused = document | {"certificate": document["certificate"] | {"proofs": []}}
    assert said_of(tmp_path, refused, packed(prover.exact)).code == 6
    prices = document["certificate"]["proofs"][0]["multipliers"][0]["rows"]
    del prices[max(prices, key=lambda row: abs(prices[row]))]
    said = said_of(tmp_path, document, packed(prover.exact))
    assert said.code == 6
    assert any(line.startswith("The prices prove") for line in said.failed)


def test_a_bound_by_hand(tmp_path: Path):
    """8 t for 100 M is 0.08 t a million: 150 M are worth 12 t, and U, one of, has 2 t more than its money is worth."""
    made = planned(two_upgrades)
    plan = document_of(made.plan)
    proof, certificate = plan["certificate"]["proofs"][0], plan["certificate"]
    (budget,) = [name for name in made.rows.rows if name.startswith("budget")]
    price = Fraction(8, 100) / made.rows.rows[budget].factor * 2 ** certificate["exponent"]
    proof["multipliers"] = [{"rows": {budget: -(-price.numerator // price.denominator)}, "orders": {}}]
    proof["bound"] = 14 * 10**12 + 1
    said = said_of(tmp_path, plan, packed(made.rows))
    assert said.lines[-1] == "lifetime_tonnes ≤ 14 t in every plan that keeps these rows; in this plan 14; gap 0."
    proof["bound"] = 14 * 10**12 - 1
    assert any(line.startswith("The prices prove") for line in said_of(tmp_path, plan, packed(made.rows)).failed)


# What a forger changes, and which check finds it.


def moved(award: Award, giver: str, taker: str, won: int) -> Award:
    """The award with so many won paid by another, all its own totals made to fit."""
    paid = {(payment.year, payment.payer): payment.won for payment in award.payments}
    year = next(year for year, payer in paid if payer == giver)
    paid[year, giver] -= won
    paid[year, taker] = paid.get((year, taker), 0) + won
    payers: dict[str, int] = {}
    for (_, payer), amount in sorted(paid.items(), key=lambda payment: payment[0][1]):
        payers[payer] = payers.get(payer, 0) + amount
    payments = tuple(Payment(year=at, payer=payer, won=amount) for (at, payer), amount in sorted(paid.items()))
    support = sum(amount for payer, amount in payers.items() if payer != "own")
    return award.model_copy(update={"payments": payments, "payers": payers, "support_won": support})


def careful(awards: list[Award]) -> Document:
    """The chain's plan with other awards, every total, ledger, figure and hash made to fit; the proof as it was."""
    made, before = planned(chain_programme), document_of(planned(chain_programme).plan)
    plan = restated(chain_programme(), made.plan.model_copy(update={"awards": tuple(awards)}))
    after = document_of(plan)
    certificate = before["certificate"] | {"point": untied(made.rows, point_of(made.rows, plan))}
    proven = {key: before["objective"][key] for key in ("exact", "bound", "gap")}
    objective = after["objective"] | proven
    return after | {"objective": objective, "certificate": certificate, "status": "optimal", "proof": "certified"}


def chain_awards() -> list[Award]:
    return list(planned(chain_programme).plan.awards)


def paid_by(*payers: str) -> int:
    return next(place for place, award in enumerate(chain_awards()) if set(payers) <= award.payers.keys())


def with_moved(place: int, giver: str, taker: str, won: int) -> list[Award]:
    awards = chain_awards()
    awards[place] = moved(awards[place], giver, taker, won)
    return awards


def lazy(awards: list[Award]) -> Document:
    """The awards changed and nothing else."""
    made = planned(chain_programme).plan
    return document_of(made.model_copy(update={"awards": tuple(awards)}))


def certified(change: Callable[[Document], None], programme: Callable[[], Programme] = chain_programme) -> Document:
    """A plan whose certificate is changed."""
    plan = document_of(planned(programme).plan)
    change(plan["certificate"])
    return plan


def dearest(proof: Document) -> tuple[Document, str]:
    prices: Document = proof["multipliers"][0]["rows"]
    return prices, max(prices, key=lambda row: abs(prices[row]))


def better_bound(certificate: Document) -> None:
    certificate["proofs"][0]["bound"] -= 1


def turned(certificate: Document) -> None:
    prices, row = dearest(certificate["proofs"][0])
    prices[row] = -prices[row]


def doubled(certificate: Document) -> None:
    prices, row = dearest(certificate["proofs"][0])
    prices[row] *= 2


def without_a_leaf(certificate: Document) -> None:
    proof = next(proof for proof in certificate["proofs"] if len(proof["tree"]) > 1)
    branch = next(node for node in proof["tree"] if len(node) == 3)
    branch[1] = branch[2]


def held_to_itself(certificate: Document) -> None:
    """The first objective is bounded over plans that are as good in the last one."""
    certificate["proofs"][0]["held"] = {str(certificate["proofs"][-1]["objective"]): 0}


def point_of_its_own(certificate: Document) -> None:
    column = planned(chain_programme).rows.awarded[0].column
    certificate["point"] |= {planned(chain_programme).rows.columns[column].name: 1 << 96}


def says(**changed: Any) -> Document:
    plan = document_of(planned(chain_programme).plan)
    plan["objective"] |= changed
    return plan


def one_place() -> Document:
    plan = document_of(planned(chain_programme).plan)
    plan["awards"][paid_by("GOV", "own")]["payments"][0]["won"] += 1
    return plan


def overspent() -> Document:
    """The purse that pays half of the dearest award pays all but a won of it."""
    place = max(range(len(chain_awards())), key=lambda place: chain_awards()[place].payers.get("GOV", 0))
    return careful(with_moved(place, "GOV", "OEM", chain_awards()[place].payers["GOV"] - 1))


def another_figure() -> Document:
    plan = document_of(planned(chain_programme).plan)
    plan["indicators"]["upgrades_funded"] += 1
    return plan


def another_indicator() -> Document:
    """Won of a kind of payer who pays nothing at all."""
    plan = planned(two_upgrades).plan
    indicators = plan.indicators.model_copy(update={"recycled_won": 1})
    return document_of(plan.model_copy(update={"indicators": indicators}).sealed())


def another_budget() -> Document:
    plan = planned(chain_programme).plan
    years = (plan.funders[0].model_copy(update={"budget": plan.funders[0].budget + 1}), *plan.funders[1:])
    return document_of(plan.model_copy(update={"funders": years}).sealed())


def another_value() -> Document:
    plan = planned(chain_programme).plan
    value = plan.objective.model_copy(update={"value": plan.objective.value * 1.1})
    return document_of(plan.model_copy(update={"objective": value}).sealed())


def of_another_upgrade() -> Document:
    awards = chain_awards()
    awards[0] = awards[0].model_copy(update={"upgrade_id": f"{awards[0].upgrade_id}-x"})
    return document_of(planned(chain_programme).plan.model_copy(update={"awards": tuple(awards)}).sealed())


BOOKS = "Every award's payments"
HASH = "The plan's hash"
ACCOUNTS = "The accounts"
KNOWN = "The rows know every award and payment"
KEPT = "The plan keeps every bound and row"
PRICES = "The prices prove"
SAID = "The plan says no more than is proven"

FORGERIES: dict[str, tuple[Callable[[], Document], str]] = {
    "a won moved": (lambda: lazy(with_moved(paid_by("GOV", "own"), "own", "GOV", 1)), BOOKS),
    "a won moved in one place": (one_place, BOOKS),
    "an award dropped": (lambda: lazy(chain_awards()[1:]), BOOKS),
    "a figure that stands in no book": (another_figure, HASH),
    "an indicator of nothing": (another_indicator, BOOKS),
    "a larger budget": (another_budget, ACCOUNTS),
    "a purse overspent with care": (overspent, ACCOUNTS),
    "support above its rate with care": (lambda: careful(with_moved(paid_by("GOV", "own"), "own", "GOV", 3)), KNOWN),
    "an award twice": (lambda: lazy([*chain_awards(), chain_awards()[0]]), BOOKS),
    "an award of another upgrade": (of_another_upgrade, KNOWN),
    "a payment that is not asked for": (lambda: careful(with_moved(paid_by("GOV", "own"), "own", "OEM", 3)), KNOWN),
    "a better bound": (lambda: certified(better_bound), PRICES),
    "a multiplier's sign": (lambda: certified(turned), PRICES),
    "a multiplier doubled": (lambda: certified(doubled), PRICES),
    "a leaf less": (lambda: certified(without_a_leaf, whole_projects), PRICES),
    "held to what comes after": (lambda: certified(held_to_itself, list_of_objectives), PRICES),
    "a column of its own": (lambda: certified(point_of_its_own), KNOWN),
    "a better bound said": (lambda: says(bound=planned(chain_programme).plan.objective.exact), SAID),
    "a smaller gap said": (lambda: says(gap=0.0), SAID),
    "another value said": (lambda: says(exact=1.0), SAID),
    "an objective less": (
        lambda: document_of(planned(list_of_objectives).plan.model_copy(update={"levels": ()}).sealed()),
        SAID,
    ),
    "another value": (another_value, SAID),
    "another status": (lambda: document_of(planned(chain_programme).plan) | {"status": "perfect"}, SAID),
    "another proof": (lambda: document_of(planned(chain_programme).plan) | {"proof": "solver"}, SAID),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forgery(forgery: str, tmp_path: Path):
    """It is found by the check that it is for."""
    make, check = FORGERIES[forgery]
    document = make()
    of_lists = dict.fromkeys(("held to what comes after", "an objective less"), list_of_objectives)
    programme = {"a leaf less": whole_projects, "an indicator of nothing": two_upgrades, **of_lists}.get(forgery)
    said = said_of(tmp_path, document, packed(planned(programme or chain_programme).rows))
    assert said.code == 6
    assert any(line.startswith(check) for line in said.failed), said.lines
    assert said.lines[-1] == "Nothing is proven of this plan."
    assert not any("every plan" in line for line in said.lines)


@pytest.mark.parametrize("place", (0, 9, 18))
def test_an_award_dropped_with_care_is_another_plan_or_none(place: int, tmp_path: Path):
    """Every book fits and the hash is right: still its value is not what it says, or some row needs the award."""
    awards = chain_awards()
    said = said_of(tmp_path, careful(awards[:place] + awards[place + 1 :]), packed(planned(chain_programme).rows))
    assert said.code == 6
    assert len(said.failed) == 1
    assert said.failed[0].startswith((SAID, KEPT, ACCOUNTS))


def test_another_plan_that_says_so_is_a_plan(tmp_path: Path):
    """V in place of a part of U: 13 t, proven to be 1 t below the best, is no forgery; called optimal it is one."""
    made, programme = planned(two_upgrades), two_upgrades()
    costs = {"V": 100 * M, "U": 50 * M}
    awards = [
        award.model_copy(
            update={
                "cost_won": costs[award.upgrade_id],
                "support_won": costs[award.upgrade_id],
                "share": costs[award.upgrade_id] / (100 * M),
                "payers": {"GOV": costs[award.upgrade_id]},
                "payments": (Payment(year=award.year, payer="GOV", won=costs[award.upgrade_id]),),
                "tonnes": award.tonnes * costs[award.upgrade_id] / award.cost_won,
                "tonnes_by_year": {
                    year: tonnes * costs[award.upgrade_id] / award.cost_won
                    for year, tonnes in award.tonnes_by_year.items()
                },
            }
        )
        for award in made.plan.awards
    ]
    plan = document_of(restated(programme, made.plan.model_copy(update={"awards": tuple(awards)})))
    before = document_of(made.plan)
    plan |= {"certificate": before["certificate"], "proof": "certified", "status": "within_gap"}
    plan["objective"] |= {"exact": 13.0, "bound": before["objective"]["bound"], "gap": 0.0769231}
    said = said_of(tmp_path, plan, packed(made.rows))
    assert said.code == 0, said.failed
    assert said.lines[-1].startswith("lifetime_tonnes ≤ 14 t ")
    assert said.lines[-1].endswith("in this plan 13; gap 1.")
    said = said_of(tmp_path, plan | {"status": "optimal"}, packed(made.rows))
    assert [line.startswith(SAID) for line in said.failed] == [True]
    assert "called optimal with a gap of 7.69%" in said.failed[0]


def test_a_coefficient_changed(tmp_path: Path):
    """Other rows are not the certificate's; where their hash is forged too, they are what is proven of, and say so."""
    made = planned(two_upgrades)
    lines = gzip.decompress(packed(made.rows)).decode().splitlines(keepends=True)
    number = next(place for place, line in enumerate(lines) if line.startswith('["row","budget'))
    *head, columns, coefficients = json.loads(lines[number])
    changed = [*head, columns, [coefficients[0] * 2, *coefficients[1:]]]
    lines[number] = json.dumps(changed, separators=(",", ":")) + "\n"
    text = "".join(lines).encode()
    plan = document_of(made.plan)
    said = said_of(tmp_path, plan, gzip.compress(text))
    assert said.code == 6
    assert said.failed[0].startswith("The rows are those that the certificate names")
    plan["certificate"]["rows_hash"] = hashlib.sha256(text).hexdigest()
    said = said_of(tmp_path, plan, gzip.compress(text))
    assert any(line.startswith(KEPT) for line in said.failed)


def damaged(plan: Path, rows: Path) -> Iterator[tuple[int, Callable[[], object]]]:
    """Ways to damage the files, each with how the checker ends."""
    text, packed_rows = plan.read_text(encoding="utf-8"), rows.read_bytes()
    yield 2, lambda: plan.write_text(text[: len(text) // 2], encoding="utf-8")
    yield 2, lambda: rows.write_bytes(packed_rows[: len(packed_rows) // 2])
    yield 2, lambda: rows.write_bytes(b"no rows")
    yield 2, rows.unlink
    yield 2, lambda: plan.write_text(text.replace('"cost_won"', '"year"', 1), encoding="utf-8")
    yield 2, lambda: plan.write_text(text.replace('"value": ', '"value": NaN, "was": ', 1), encoding="utf-8")
    yield 2, lambda: plan.write_text("[" * 100_000, encoding="utf-8")
    yield 2, lambda: plan.write_text("[]", encoding="utf-8")
    yield 6, lambda: plan.write_text("{}", encoding="utf-8")
    yield 6, lambda: plan.write_text(text.replace('"payments"', '"paid"', 1), encoding="utf-8")
    yield 6, lambda: plan.write_text(text.replace('"proofs"', '"proof"', 1), encoding="utf-8")
    yield 6, lambda: plan.write_text(text.replace('"status"', '"state"', 1), encoding="utf-8")
    yield 6, lambda: plan.write_text(text.replace('"exponent": ', '"exponent": -', 1), encoding="utf-8")


@pytest.mark.parametrize("number", range(13))
def test_a_damaged_file_is_no_traceback(number: int, tmp_path: Path):
    made = planned(two_upgrades)
    plan, rows = tmp_path / "plan.json", tmp_path / "plan.rows.gz"
    plan.write_text(made.plan.to_json(), encoding="utf-8")
    rows.write_bytes(packed(made.rows))
    assert run(plan).code == 0
    ways = list(damaged(plan, rows))
    assert len(ways) == 13
    code, damage = ways[number]
    damage()
    assert run(plan).code == code


@pytest.mark.parametrize(
    ("lang", "wrong", "missing", "plan_first", "rows_beside"),
    [
        ("en", "is not the right file", "there is no such file", "Name the plan first", "--to rows writes them again"),
        ("ko", "맞는 파일이 아니거나", "그런 파일이 없습니다", "먼저 계획을 지정하십시오", "--to rows로 다시 쓸 수"),
    ],
)
def test_a_wrong_or_missing_file_is_said_in_words(
    lang: str, wrong: str, missing: str, plan_first: str, rows_beside: str, tmp_path: Path
):
    """Which of the two files it is, what is the matter, and how to mend it: no word of Python's alone."""
    made = planned(two_upgrades)
    plan, rows = tmp_path / "plan.json", tmp_path / "plan.rows.gz"

    def refused(*files: Path) -> str:
        said = run(*files, "--lang", lang)
        assert (said.code, said.lines) == (2, [])
        return said.error

    rows.write_bytes(packed(made.rows))
    for named, what in ((plan, missing), (rows, wrong)):
        assert refused(named).startswith(f"{named}")
        assert what in refused(named)
        assert plan_first in refused(named)
    plan.write_text(made.plan.to_json(), encoding="utf-8")
    assert wrong in refused(plan, plan)
    assert rows_beside in refused(plan, plan)
    rows.unlink()
    assert refused(plan).startswith(f"{rows}")
    assert missing in refused(plan)
    assert rows_beside in refused(plan)


def test_in_korean(tmp_path: Path):
    """Every line has its Korean, and says the same figures."""
    made = planned(two_upgrades)
    (tmp_path / "plan.json").write_text(made.plan.to_json(), encoding="utf-8")
    (tmp_path / "other.gz").write_bytes(packed(made.rows))
    said = run(tmp_path / "plan.json", tmp_path / "other.gz", "--lang", "ko")
    assert said.code == 0
    assert all(line.startswith("통과: ") for line in said.lines[:-1])
    assert "14" in said.lines[-1]
    for english, korean in check_plan.KOREAN.items():
        assert english.count("{}") == korean.count("{}"), english


def test_how_to_use_it_is_said():
    said = run()
    assert said.code == 2
    assert "python check_plan.py PLAN.json" in said.lines[0]
