"""A certificate checked from the inputs: rows built again, bound worked out again, no solver asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from planner.certificate.certify import stated_bound
from planner.certificate.rows import ExactProgramme, exact_programme
from planner.certificate.weak_duality import has_right_sign
from planner.languages import T, Text
from planner.plan.certificate import MILLIONTHS, Certificate
from planner.plan.plan import Plan
from planner.programme.options import Options
from planner.programme.programme import Programme

STATED_PRECISION = Fraction(1, 10**14)
"""A plan states its bound as a floating-point number, which is so close."""


@dataclass(frozen=True)
class Verdict:
    """A certificate with the bound that its multipliers really prove, and what is wrong with it."""

    proven: Certificate | None
    problems: tuple[Text, ...]

    @property
    def holds(self) -> bool:
        """Whether the certificate proves what the plan says."""
        return not self.problems


def check(programme: Programme, plan: Plan) -> Verdict | None:
    """Whether the plan's certificate proves the plan's bound; None where the plan has none."""
    certificate = plan.certificate
    if certificate is None:
        return None
    exact = exact_programme(programme, Options.of(programme))
    if exact is None:
        return Verdict(None, (T("The programme has an objective that such a certificate cannot speak of."),))
    wrong = tuple(_wrong_rows(exact, certificate))
    if wrong:
        return Verdict(None, wrong)
    bound, unit = stated_bound(programme, exact, certificate.multipliers, certificate.exponent)
    proven = certificate.model_copy(update={"bound": bound, "unit": unit})
    return Verdict(proven, tuple(_wrong_bound(plan, certificate, proven)))


def _wrong_rows(exact: ExactProgramme, certificate: Certificate) -> Iterator[Text]:
    if certificate.rows_hash != exact.rows_hash() or certificate.rows != len(exact.rows):
        yield T("The certificate is of other rows than the inputs give.")
    unknown = next((name for name in certificate.multipliers if name not in exact.rows), None)
    if unknown is not None:
        yield T("The certificate has a multiplier for {row}, which is no row.", row=unknown)
        return
    for name, multiplier in certificate.multipliers.items():
        if not has_right_sign(exact.rows[name].sense, multiplier):
            yield T("The multiplier of {row} has the wrong sign.", row=name)
            return


def _wrong_bound(plan: Plan, certificate: Certificate, proven: Certificate) -> Iterator[Text]:
    sense = 1 if proven.unit == "kg" else -1
    if proven.unit != certificate.unit or (certificate.bound - proven.bound) * sense < 0:
        yield T(
            "The certificate claims a bound of {claimed}; its multipliers prove {proven}.",
            claimed=_told(certificate),
            proven=_told(proven),
        )
    stated = plan.objective.bound
    if stated is None:
        yield T("The plan states no bound, but has a certificate of one.")
    elif (Fraction(stated) - proven.limit) * sense < -abs(proven.limit) * STATED_PRECISION:
        yield T("The plan states a better bound than its certificate proves.")


def _told(certificate: Certificate) -> str:
    """A bound for people, in every language alike."""
    return f"{float(Fraction(certificate.bound, MILLIONTHS)):,.6f} {certificate.unit}"
