"""A certificate proves a bound whatever made it: by hand, on random programmes, and against forgeries."""

from __future__ import annotations

import functools
import json
import random
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from planner.certificate.certify import certify
from planner.certificate.check import check
from planner.certificate.rows import ExactProgramme, exact_programme
from planner.certificate.weak_duality import EXPONENT, bound, has_right_sign, whole_multipliers
from planner.cli.edge import run
from planner.errors import ExitCode, InfeasibleError
from planner.formulation.assemble import Assembled, assemble
from planner.formulation.exact import assemble_exactly
from planner.intake import read_programme
from planner.plan.certificate import Certificate
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.sample import write_sample
from planner.solving.outcome import Answer, Limits, ProvenOptimal
from planner.solving.solve import Solver
from planner.study.planning import make_plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, solved
from tests.property.cases import draw

SEEDS = [seed for seed in range(60) if "ratio" not in draw(seed, "divisible").rules["objective"]]


def two_upgrades() -> Programme:
    """U saves 10 t for 100 M, V 8 t for 100 M; the purse holds 150 M: U whole, half of V, 14 t."""
    return programme_of(
        rules_of(projects="divisible", funders=[purse("GOV", budget={2026: 150 * M})]),
        [supplier_of("S")],
        [upgrade_of("U", "S", 100 * M, tonnes=10), upgrade_of("V", "S", 100 * M, tonnes=8)],
    )


def exact_of(programme: Programme) -> ExactProgramme:
    exact = exact_programme(programme, Options.of(programme))
    assert exact is not None
    return exact


def test_a_bound_by_hand() -> None:
    """8 t for 100 M is 0.08 t a million: 150 M are worth 12 t, and U, one of, has 2 t more than its money is worth."""
    exact = exact_of(two_upgrades())
    price = 8 * 2**EXPONENT // 100
    (budget,) = [name for name in exact.rows if name.startswith("budget")]
    assert bound(exact, {budget: price}) == pytest.approx(14)
    assert bound(exact, {}) == 18, "without a price nothing is scarce"


def test_a_plan_has_its_certificate() -> None:
    programme = two_upgrades()
    plan = solved(programme)
    assert plan.proof == "certified"
    assert plan.certificate is not None
    assert 14 <= plan.certificate.limit <= 14 + Fraction(1, 10**6)
    verdict = check(programme, plan)
    assert verdict is not None
    assert verdict.holds


@functools.cache
def random_proofs() -> list[tuple[int, Assembled, ExactProgramme, Answer]]:
    """Random programmes that have a plan, each with its solver's answer. Most have: fewer would prove nothing here."""
    found = []
    for seed in SEEDS:
        programme = draw(seed, "divisible").programme()
        options = Options.of(programme)
        try:
            assembled = assemble(programme, options)
            outcome = Solver(assembled, Limits()).solve({})
        except InfeasibleError:
            continue
        exact = exact_programme(programme, options)
        if isinstance(outcome, ProvenOptimal) and exact is not None:
            found.append((seed, assembled, exact, outcome.answer))
    assert len(found) > 40, "too few random programmes have a plan and a certificate"
    return found


def test_no_multipliers_prove_less_than_the_optimum() -> None:
    """The solver's own prices prove its optimum to a ten-millionth; prices spoilt at random prove something true."""
    for seed, _, exact, answer in random_proofs():
        proven = answer.proven[0]
        assert proven.bound is not None
        close = 1e-7 * max(1.0, abs(proven.bound))
        best = float(bound(exact, whole_multipliers(exact, proven.prices)))
        assert best == pytest.approx(proven.bound, abs=close), seed
        rng = random.Random(seed)
        for _ in range(10):
            spoilt = {row: price * rng.choice((0, 0.5, 0.99, 1.01, 2, -1)) for row, price in proven.prices.items()}
            assert float(bound(exact, whole_multipliers(exact, spoilt))) >= proven.bound - close, seed


def test_no_column_exceeds_its_bound() -> None:
    """Bounds that rows imply hold for the solver's points, which know nothing of them."""
    for seed, assembled, exact, answer in random_proofs():
        bounded = [variable for variable in assembled.lp.problem.variables() if variable.name in exact.most]
        assert bounded
        for variable in bounded:
            assert answer.values[variable.id] <= float(exact.most[variable.name]) + 1e-6, (seed, variable.name)


def test_the_same_rows_in_any_order_of_the_tables() -> None:
    case = draw(SEEDS[0], "divisible")
    first, second = exact_of(case.programme()), exact_of(case.shuffled(3).programme())
    assert first.rows_hash() == second.rows_hash()


def forged(certificate: Certificate) -> dict[str, Certificate]:
    """Certificates that claim what they do not prove."""
    rows = list(certificate.multipliers)
    dearest = max(rows, key=lambda row: abs(certificate.multipliers[row]))
    without = {row: value for row, value in certificate.multipliers.items() if row != dearest}
    more = certificate.multipliers | {dearest: certificate.multipliers[dearest] * 2}
    turned = certificate.multipliers | {dearest: -certificate.multipliers[dearest]}
    return {
        "a better bound": certificate.model_copy(update={"bound": certificate.bound - 10**6}),
        "a multiplier less": certificate.model_copy(update={"multipliers": without}),
        "a multiplier doubled": certificate.model_copy(update={"multipliers": more}),
        "a multiplier turned": certificate.model_copy(update={"multipliers": turned}),
        "another exponent": certificate.model_copy(update={"exponent": certificate.exponent + 1}),
        "other rows": certificate.model_copy(update={"rows_hash": "0" * 64}),
        "a row that is not there": certificate.model_copy(update={"multipliers": {"nothing[1]": 1}}),
        "another unit": certificate.model_copy(update={"unit": "won"}),
    }


@pytest.mark.parametrize("forgery", list(forged(Certificate(bound=1, unit="kg", rows=1, rows_hash="", exponent=1,
                                                           multipliers={"a": 1}))))  # fmt: skip
def test_forgeries_are_refused(forgery: str) -> None:
    programme = two_upgrades()
    plan = solved(programme)
    assert plan.certificate is not None
    verdict = check(programme, plan.model_copy(update={"certificate": forged(plan.certificate)[forgery]}))
    assert verdict is not None
    assert not verdict.holds


def test_a_certificate_of_other_inputs_is_refused() -> None:
    """A budget of a won more is another programme."""
    plan = solved(two_upgrades())
    other = programme_of(
        rules_of(projects="divisible", funders=[purse("GOV", budget={2026: 150 * M + 1})]),
        [supplier_of("S")],
        [upgrade_of("U", "S", 100 * M, tonnes=10), upgrade_of("V", "S", 100 * M, tonnes=8)],
    )
    verdict = check(other, plan)
    assert verdict is not None
    assert not verdict.holds


def test_wrong_prices_make_a_weak_certificate_and_no_optimum() -> None:
    """A solver that returns prices of nothing proves 18 t: the plan of 14 t is then not called optimal by them."""
    programme = two_upgrades()
    certificate = certify(programme, Options.of(programme), {"budget[GOV,2026]": 0.0, "x": 1.0})
    assert certificate is not None
    assert certificate.limit == 18


def test_least_won_is_certified_too() -> None:
    """14 t need 150 M at least: U whole and half of V."""
    rules = rules_of(
        projects="divisible",
        funders=[purse("GOV", budget={2026: 500 * M})],
        objective={"minimise": "public_won", "reach": {"annual_tonnes": 14}},
    )
    programme = programme_of(
        rules,
        [supplier_of("S")],
        [upgrade_of("U", "S", 100 * M, tonnes=10), upgrade_of("V", "S", 100 * M, tonnes=8)],
    )
    plan = make_plan(programme, Limits()).plan
    assert plan.certificate is not None
    assert plan.certificate.unit == "won"
    assert 150 * M - 1 <= plan.certificate.limit <= 150 * M
    verdict = check(programme, plan)
    assert verdict is not None
    assert verdict.holds


def test_whole_projects_and_ratios_have_none_yet() -> None:
    """Their proof takes more than one set of multipliers."""
    programme = two_upgrades()
    whole = programme.rules.model_copy(update={"projects": "whole"})
    plan = make_plan(
        Programme.of(whole, [*programme.suppliers.values()], [], [*programme.upgrades.values()]), Limits()
    ).plan
    assert plan.certificate is None
    assert plan.proof == "solver"


def test_the_audit_checks_a_saved_certificate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = write_sample(tmp_path / "chain", 2, 4, 1)
    saved = tmp_path / "plan.json"
    assert run(["solve", str(model), "--out", str(saved)]) == ExitCode.DONE
    capsys.readouterr()
    assert run(["audit", str(saved)]) == ExitCode.DONE
    assert "Certificate holds" in capsys.readouterr().out
    document = json.loads(saved.read_text(encoding="utf-8"))
    document["certificate"]["bound"] -= 10**6
    saved.write_text(json.dumps(document), encoding="utf-8")
    assert run(["audit", str(saved)]) == ExitCode.AUDIT_FAILED
    assert "its multipliers prove" in capsys.readouterr().out


def test_no_solver_is_loaded_to_check_a_certificate() -> None:
    code = "import sys, planner.certificate.check; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"highspy", "planner.solving", "planner.study"} & set(loaded)


def test_exact_numbers_stay_exact() -> None:
    """Nothing of the exact programme has passed through a float."""
    programme = read_programme(Path(__file__).parents[2] / "models" / "sde-ranking.yaml").programme
    lp = assemble_exactly(programme, Options.of(programme)).lp
    assert all(isinstance(value, Fraction) for row in lp.exact_rows.values() for value in row.terms.values())  # type: ignore[attr-defined]


def test_signs() -> None:
    assert has_right_sign("<=", 1)
    assert not has_right_sign("<=", -1)
    assert has_right_sign(">=", -1)
    assert not has_right_sign(">=", 1)
    assert has_right_sign("=", -1)
