"""What the check refuses: claims beyond the proofs, proofs of other things, certificates of other inputs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.certificate.check import UNPROVEN, check
from planner.certificate.text import packed, rows_hash
from planner.errors import ExitCode
from planner.plan.certificate import Certificate, MultiplierSet, Proof
from planner.plan.plan import Plan
from planner.plan.proof import with_proof
from planner.programme.options import Options
from planner.sample import write_sample
from planner.solving.relaxation import Prices
from planner.study.proving import Prover
from tests.certificate.small import M, exact_of, three_projects, two_upgrades
from tests.golden.solving import solved

ROOT = Path(__file__).parents[2]

type Forging = Callable[[Certificate], Certificate]


def problems(plan: Plan, programme=None) -> list[str]:
    """What the check says is wrong."""
    verdict = check(programme or two_upgrades(), plan)
    assert verdict is not None
    return [problem.to("en") for problem in verdict.problems]


def with_certificate(forging: Forging) -> Plan:
    """The plan of two upgrades with its certificate forged."""
    plan = solved(two_upgrades())
    assert plan.certificate is not None
    return plan.model_copy(update={"certificate": forging(plan.certificate)})


def with_proofs(change: Callable[[Proof], Proof]) -> Forging:
    def forging(certificate: Certificate) -> Certificate:
        return certificate.model_copy(update={"proofs": tuple(map(change, certificate.proofs))})

    return forging


def with_rows(change: Callable[[dict[str, int]], dict[str, int]]) -> Forging:
    def changed(proof: Proof) -> Proof:
        sets = tuple(MultiplierSet(rows=change(given.rows), orders=given.orders) for given in proof.multipliers)
        return proof.model_copy(update={"multipliers": sets})

    return with_proofs(changed)


FORGERIES: dict[str, tuple[Forging, str]] = {
    "a lower bound": (
        with_proofs(lambda proof: proof.model_copy(update={"bound": proof.bound - 10**6})),
        "claims a bound",
    ),
    "no multipliers": (with_rows(lambda rows: {}), "claims a bound"),
    "signs turned": (with_rows(lambda rows: {name: -value for name, value in rows.items()}), "may not have"),
    "a row that is not there": (with_rows(lambda rows: rows | {"nothing[1]": 1}), "no such row"),
    "another objective": (
        with_proofs(lambda proof: proof.model_copy(update={"objective": 7})),
        "not in the programme",
    ),
    "an excess of what is no ratio": (
        with_proofs(lambda proof: proof.model_copy(update={"what": "excess"})),
        "not in the programme",
    ),
    "held to its own objective": (
        with_proofs(lambda proof: proof.model_copy(update={"held": {"0": 0}})),
        "does not come before",
    ),
    "a later step alone": (with_proofs(lambda proof: proof.model_copy(update={"step": 1})), "not in the programme"),
    "a tree without a leaf": (with_proofs(lambda proof: proof.model_copy(update={"tree": ()})), "leave some plans out"),
    "no proof": (lambda certificate: certificate.model_copy(update={"proofs": ()}), "no bound"),
    "that there is no plan": (
        with_proofs(lambda proof: proof.model_copy(update={"what": "nothing", "tree": ((0, "empty"),)})),
        "leave some plans out",
    ),
    "other rows": (lambda certificate: certificate.model_copy(update={"rows_hash": "0" * 64}), "other rows"),
    "fewer rows": (lambda certificate: certificate.model_copy(update={"rows": certificate.rows - 1}), "other rows"),
    "another point": (
        lambda certificate: certificate.model_copy(update={"point": {"award[U,2026]": 1}}),
        "other values of columns",
    ),
    "a ratio of what is none": (
        lambda certificate: certificate.model_copy(update={"ratios": {0: "1"}}),
        "holds plans to more",
    ),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_forged_certificates(forgery: str):
    forging, said = FORGERIES[forgery]
    assert any(said in problem for problem in problems(with_certificate(forging)))


def test_the_honest_certificate_holds():
    assert problems(solved(two_upgrades())) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"bound": 14.0}, "another bound"),
        ({"bound": 15.0}, "another bound"),
        ({"bound": None}, "another bound"),
        ({"gap": 0.5}, "another gap"),
        ({"gap": None}, "another gap"),
        ({"exact": 14.000001}, "another value"),
        ({"exact": None}, "another value"),
    ],
)
def test_what_a_plan_says_of_its_objective(changes: dict[str, float | None], said: str):
    """14 t is the best to the millionth, but the multipliers prove a little more."""
    plan = solved(two_upgrades())
    changed = plan.model_copy(update={"objective": plan.objective.model_copy(update=changes)})
    assert any(said in problem for problem in problems(changed))


def test_what_a_plan_says_of_its_proof():
    plan = solved(two_upgrades())
    assert problems(plan.model_copy(update={"status": "within_gap"}))
    assert problems(plan.model_copy(update={"proof": "solver"}))
    none = plan.model_copy(update={"certificate": None})
    assert problems(none) == problems(none.model_copy(update={"proof": "solver"})) == [UNPROVEN.to("en")]
    assert check(two_upgrades(), none.model_copy(update={"proof": "solver", "status": "within_gap"})) is None


def test_the_objective_and_the_first_of_several_are_one():
    lists = [{"maximise": "annual_tonnes"}, {"minimise": "public_won", "reach": {"annual_tonnes": 1}}]
    programme = two_upgrades(objective=lists)
    plan = solved(programme)
    assert problems(plan, programme) == []
    better = plan.model_copy(update={"objective": plan.objective.model_copy(update={"bound": plan.objective.value})})
    assert problems(better, programme) == ["The certificate does not speak of every objective."]


def test_held_to_more_than_the_plan_has():
    lists = [{"maximise": "annual_tonnes"}, {"minimise": "public_won", "reach": {"annual_tonnes": 1}}]
    programme = two_upgrades(objective=lists)
    plan = solved(programme)
    assert plan.certificate is not None
    first, second = plan.certificate.proofs
    more = second.model_copy(update={"held": {"0": second.held["0"] + 1}})
    forged = plan.certificate.model_copy(update={"proofs": (first, more)})
    said = problems(plan.model_copy(update={"certificate": forged}), programme)
    assert said == ["The certificate holds plans to more than this plan has: held[0]."]


def test_awards_that_no_plan_has():
    """Tonnes in a year that is not counted, and an award in a year without one, are said to be unknown, no error."""
    plan = solved(two_upgrades())
    for changes in ({"tonnes_by_year": {2040: 1}}, {"year": 2031}, {"upgrade_id": "X"}):
        award = plan.awards[0].model_copy(update=changes)
        (said,) = problems(plan.model_copy(update={"awards": (award, *plan.awards[1:])}))
        assert "no such award" in said


def test_other_inputs():
    """A budget of a won more is another programme."""
    (said,) = problems(solved(two_upgrades()), two_upgrades(150 * M + 1))
    assert said == "The certificate is of other rows than the inputs give."


def test_wrong_prices_prove_a_weak_bound_and_nothing_else():
    """Prices of nothing prove 18 t of a plan of 14 t: true, and with that bound the plan is not called optimal."""
    programme = two_upgrades()
    plan, exact = solved(programme), exact_of(programme)
    assert plan.certificate is not None
    weak = with_rows(lambda rows: {})(plan.certificate)
    weak = with_proofs(lambda proof: proof.model_copy(update={"bound": 18 * 10**12}))(weak)
    assert "claims a bound" not in str(problems(plan.model_copy(update={"certificate": weak})))
    from planner.certificate.point import point_of
    from planner.certificate.statements import statements

    known = tuple(statements(exact, weak, point_of(exact, plan)))
    honest = with_proof(programme, plan, known, "optimal", weak)
    assert honest.status == "within_gap"
    assert honest.objective.gap == pytest.approx(4 / 14)
    assert problems(honest) == []
    assert problems(honest.model_copy(update={"status": "optimal"})) != []


def test_prices_of_a_wrong_solver_are_mended():
    """The prover asks again where prices do not fit, so that the plan is proven all the same."""
    programme = two_upgrades()
    plan = solved(programme)
    proven = Prover(programme, Options.of(programme)).prove(plan, Prices({"budget[GOV,2026]": 99.0}, {}))
    assert proven is not None
    assert proven.known[0].limit == pytest.approx(14, abs=1e-6)


def test_no_solver_is_loaded_to_check_a_certificate():
    code = "import sys, planner.certificate.check; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"highspy", "planner.solving", "planner.study"} & set(loaded)


def test_no_solver_is_loaded_to_audit_a_plan(tmp_path: Path):
    """The whole command, certificate and all, in a process of its own."""
    from planner.cli.edge import run

    model, saved = write_sample(tmp_path / "chain", 2, 4, 1), tmp_path / "plan.json"
    assert run(["solve", str(model), "--out", str(saved)]) == ExitCode.DONE
    code = (
        "import sys; from planner.cli.edge import run; ended = run(['audit', sys.argv[1]]);"
        "print('MODULES', *sys.modules); sys.exit(ended)"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(saved)], capture_output=True, text=True, check=True)
    words, _, modules = ended.stdout.partition("MODULES")
    assert "Certificate holds" in words
    assert not {"highspy", "pulp", "planner.solving", "planner.study"} & set(modules.split())


def test_the_rows_are_the_same_in_every_process():
    """Whatever the hashes of texts are, and whatever the order of the rows of the tables."""
    code = (
        "from tests.certificate.small import exact_of; from planner.certificate.text import rows_hash;"
        "from tests.property.cases import draw; print(rows_hash(exact_of(draw({}).shuffled({}).programme())))"
    )
    seeds = [(0, 1), (7, 2)]
    for seed, other in seeds:
        from tests.property.cases import draw

        here = rows_hash(exact_of(draw(seed).programme()))
        for hashes in ("0", "4711"):
            environment = os.environ | {"PYTHONHASHSEED": hashes}
            command = [sys.executable, "-c", code.format(seed, other)]
            there = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT)
            assert there.stdout.strip() == here


def test_the_rows_packed_are_the_same_bytes():
    assert packed(exact_of(three_projects())) == packed(exact_of(three_projects()))
