"""Rules made stricter or looser: the best of more plans is no worse than the best of fewer."""

from __future__ import annotations

from dataclasses import replace

from planner.audit import audit
from planner.programme.families import FAMILIES
from tests.property.cases import Case, Data
from tests.property.finding import find
from tests.property.metamorphic import changes
from tests.property.metamorphic.comparing import DoesNotApplyError, exact, no_worse, planned, worth_of


def more_budget_never_hurts(case: Case) -> str | None:
    """Every budget half as large again: what the smaller purses pay, the larger ones can."""
    case = changes.without_ratio(case)
    return no_worse(find(_richer(case, 3, 2)), find(case))


def returns_diminish(case: Case) -> str | None:
    """Parts only: the mean of two plans is a plan for the mean of their budgets, so that is worth no less."""
    case = changes.without_ratio(case).with_rules(projects="divisible")
    if any("minimise" in goal for goal in changes.objectives(case)[:1]):
        raise DoesNotApplyError("least won")
    even = changes.funders(case, lambda row: row | {"budget": {year: won * 2 for year, won in row["budget"].items()}})
    poor, middle, rich = (find(_richer(even, numerator, 2)) for numerator in (1, 2, 3))
    if poor.plan is None or rich.plan is None or middle.plan is None:
        return no_worse(rich, poor)
    one, two, mean = worth_of(poor.plan), worth_of(rich.plan), worth_of(middle.plan)
    return None if mean.high >= (one.low + two.low) / 2 else f"{mean} between {one} and {two}"


def more_carried_over_never_hurts(case: Case) -> str | None:
    """Every purse carries over all that is left: what is carried need not be spent."""
    return no_worse(find(changes.funders(case, lambda row: row | {"carry_over": "all"})), find(case))


def looser_shares_never_hurt(case: Case) -> str | None:
    """Floors halved, ceilings on shares lifted halfway to the whole: every plan keeps the looser rules."""

    def looser(rule: Data) -> Data:
        changed = dict(rule)
        for key in ("floor", "least"):
            if key in rule:
                changed[key] = str(exact(rule[key]) / 2)
        for key in ("cap", "gini", "at_most"):
            if key in rule:
                changed[key] = str((exact(rule[key]) + 1) / 2)
        return changed

    families = [name for name in ("fairness", "technology_limits") if case.rules.get(name)]
    if not families:
        raise DoesNotApplyError("no shares")
    loose = case
    for family in families:
        loose = changes.each(loose, family, looser)
    return no_worse(find(loose), find(case))


def looser_caps_never_hurt(case: Case) -> str | None:
    """Caps for consortia and the programme doubled (other caps also set rates, and a higher rate costs more)."""

    def looser(rule: Data) -> Data:
        return rule | {"won": 2 * rule["won"]} if rule.get("per") in ("consortium", "programme") else rule

    loose = changes.each(case, "caps", looser)
    if loose == case:
        raise DoesNotApplyError("no caps for consortia or the programme")
    return no_worse(find(loose), find(case))


def looser_ratios_never_hurt(case: Case) -> str | None:
    """Agreed ratios of funders to funders and to pools: the least halved, the most doubled."""

    def looser(rule: Data) -> Data:
        changed = dict(rule)
        if "at_least" in rule:
            changed["at_least"] = str(exact(rule["at_least"]) / 2)
        if "at_most" in rule:
            changed["at_most"] = str(exact(rule["at_most"]) * 2)
        return changed

    families = [name for name in ("co_funding", "matching") if case.rules.get(name)]
    if not families:
        raise DoesNotApplyError("no agreed ratios")
    loose = case
    for family in families:
        loose = changes.each(loose, family, looser)
    return no_worse(find(loose), find(case))


def deeper_pockets_never_hurt(case: Case) -> str | None:
    """Suppliers that can pay and repay more: their limits are never asked for."""

    def deeper(row: Data) -> Data:
        capacity = row["repay_capacity_won"]
        return row | {"copay_limit_won": None, "repay_capacity_won": None if capacity is None else 2 * capacity}

    deep = changes.suppliers(case, deeper)
    if affordability := case.rules.get("affordability"):
        deep = deep.with_rules(affordability=affordability | {"share_of_savings": 2})
    return no_worse(find(deep), find(case))


def less_loss_never_hurts(case: Case) -> str | None:
    """Pools that lose nothing of what comes back have no less to spend."""
    repayment = case.rules.get("repayment")
    if repayment is None:
        raise DoesNotApplyError("no repayment")
    return no_worse(find(case.with_rules(repayment=repayment | {"loss": 0})), find(case))


def fewer_conditions_never_hurt(case: Case) -> str | None:
    """Alternatives, prerequisites and mandates struck out: every selection stays one."""
    free = changes.upgrades(
        case,
        lambda row: {k: v for k, v in row.items() if k not in ("alternative_group", "needs", "mandatory")},
    )
    return no_worse(find(free), find(case))


def fewer_targets_never_hurt(case: Case) -> str | None:
    """Targets, footprints and reserves struck out: every plan stays one."""
    families = ("targets", "footprint", "reserved")
    if not any(case.rules.get(family) for family in families):
        raise DoesNotApplyError("neither target nor reserve")
    return no_worse(find(changes.without(case, *families)), find(case))


def longer_horizon_never_hurts(case: Case) -> str | None:
    """Three more counting years where nothing ever emits more: every award saves as much, or more."""
    case = changes.saving_only(changes.without_tonnes_in_rules(case))
    years = case.rules["years"]
    return no_worse(find(case.with_rules(years=years | {"count_until": years["count_until"] + 3})), find(case))


def one_more_award_year_never_hurts(case: Case) -> str | None:
    """One more year in which awards may be made: none has to be made in it."""
    case = changes.without_benefits(case)
    years = case.rules["years"]
    first, last = years["award"]
    if last == years["count_until"]:
        raise DoesNotApplyError("the horizon is the last award year")
    return no_worse(find(case.with_rules(years=years | {"award": [first, last + 1]})), find(case))


def one_more_upgrade_never_hurts(case: Case) -> str | None:
    """One more upgrade, the copy of another, that nothing asks for: it need not be awarded."""
    case = changes.without_benefits(case)
    row = changes.pick(case, case.upgrades)
    return no_worse(find(copied(case, row, mandatory=False)), find(case))


def a_cap_never_helps(case: Case) -> str | None:
    """A ceiling on all support at half of what the plan gives: its plans were plans before."""
    cap = {"per": "programme", "won": planned(case).support_won // 2}
    return no_worse(find(case), find(changes.one_more(case, "caps", cap)))


def a_floor_never_helps(case: Case) -> str | None:
    """A floor for tier 2: its plans were plans before."""
    floor = {"floor": "0.25", "of": "support", "by": "tier", "group": "2"}
    return no_worse(find(case), find(changes.one_more(case, "fairness", floor)))


def a_target_never_helps(case: Case) -> str | None:
    """A target for the first award year: its plans were plans before."""
    target = {"year": case.rules["years"]["award"][0], "tonnes": 5}
    return no_worse(find(case), find(changes.one_more(case, "targets", target)))


def a_technology_limit_never_helps(case: Case) -> str | None:
    """A ceiling on compressors: its plans were plans before."""
    limit = {"technology": "compressor", "at_most": "0.4", "of": "tonnes"}
    return no_worse(find(case), find(changes.one_more(case, "technology_limits", limit)))


def a_reserve_never_helps(case: Case) -> str | None:
    """A part of the first purse kept for tier 2: its plans were plans before."""
    reserve = {"funder": case.rules["funders"][0]["id"], "share": 0.4, "of": {"tier": 2}}
    return no_worse(find(case), find(changes.one_more(case, "reserved", reserve)))


def a_ceiling_on_inequality_never_helps(case: Case) -> str | None:
    """A Gini ceiling on support: its plans were plans before."""
    ceiling = {"gini": "0.35", "of": "support", "by": "supplier"}
    return no_worse(find(case), find(changes.one_more(case, "fairness", ceiling)))


def a_least_benefit_never_helps(case: Case) -> str | None:
    """A least count of awards for each supplier: its plans were plans before."""
    least = {"least": "0.02", "of": "count", "by": "supplier"}
    return no_worse(find(case), find(changes.one_more(case, "fairness", least)))


def parts_are_no_worse_than_wholes(case: Case) -> str | None:
    """Whole projects, then parts of them (without caps per supplier, which set the rates of whole projects only)."""
    case = changes.without_caps(case, "supplier").with_rules(projects="whole")
    return no_worse(find(case.with_rules(projects="divisible")), find(case))


def the_stricter_programmes_plan_passes_the_looser_audit(case: Case) -> str | None:
    """Under one more cap and one more floor: the plan keeps every rule of the programme without them, to the won."""
    cap = {"per": "programme", "won": planned(case).support_won * 2 // 3}
    floor = {"floor": "0.2", "of": "support", "by": "tier", "group": "2"}
    strict = changes.one_more(changes.one_more(case, "caps", cap), "fairness", floor)
    plan, programme = planned(strict), case.programme()
    moved = plan.model_copy(update={"model": programme.rules, "inputs_hash": programme.inputs_hash})
    rules = {rule for family in FAMILIES for rule in family.rules}
    broken = [found.row for found in audit(programme, moved).broken if found.row.partition("[")[0] in rules]
    return f"broken: {broken}" if broken else None


def copied(case: Case, row: Data, **changed: object) -> Case:
    """The case with one more upgrade like that one, but for what is changed."""
    name = row["upgrade_id"] + "c"
    lines = [line | {"upgrade_id": name} for line in case.cost_lines if line["upgrade_id"] == row["upgrade_id"]]
    return replace(
        case,
        upgrades=(*case.upgrades, row | {"upgrade_id": name} | changed),
        cost_lines=(*case.cost_lines, *lines),
    )


def _richer(case: Case, numerator: int, denominator: int) -> Case:
    """Every budget so many times as large."""
    return changes.funders(
        case,
        lambda row: row | {"budget": {year: won * numerator // denominator for year, won in row["budget"].items()}},
    )


RELATIONS = (
    more_budget_never_hurts,
    returns_diminish,
    more_carried_over_never_hurts,
    looser_shares_never_hurt,
    looser_caps_never_hurt,
    looser_ratios_never_hurt,
    deeper_pockets_never_hurt,
    less_loss_never_hurts,
    fewer_conditions_never_hurt,
    fewer_targets_never_hurt,
    longer_horizon_never_hurts,
    one_more_award_year_never_hurts,
    one_more_upgrade_never_hurts,
    a_cap_never_helps,
    a_floor_never_helps,
    a_target_never_helps,
    a_technology_limit_never_helps,
    a_reserve_never_helps,
    a_ceiling_on_inequality_never_helps,
    a_least_benefit_never_helps,
    parts_are_no_worse_than_wholes,
    the_stricter_programmes_plan_passes_the_looser_audit,
)
