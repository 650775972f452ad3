"""Why an upgrade is funded or not, in sentences: what decided it first, then what would change that."""

from __future__ import annotations

from collections.abc import Iterator

from planner.export.explained.amounts import awarded, change, level, worth
from planner.export.numbers import figure, tonnes_in_words, won_in_words
from planner.export.objectives import objective_names
from planner.export.selection import selection
from planner.export.wording import Joined, payer_name
from planner.languages import T, Text
from planner.plan.plan import Award
from planner.programme.rules import Rules
from planner.study.why.answer import Checked, Enough, Explained, Explanation, Forced, NotEnough, Part, Weighing

CHECKED: dict[Checked, Text] = {
    "plan": T("by a whole plan made again, in whole won and audited"),
    "linear": T("by a linear programme solved again"),
}
"""How a figure was found."""

OF_PRICES = T(
    "What something brings elsewhere is reckoned at the plan's prices, which hold for small amounts. "
    "What forcing in and changes cost was found by solving again."
)
"""What the weighing is good for."""

HALF_A_UNIT = 0.05
"""A margin smaller than this rounds to nothing."""


def lines(explained: Explained, explanation: Explanation) -> Iterator[Text]:
    """A line each: what it is, what became of it, what decided that, what would change it."""
    yield _heading(explained)
    yield from _fate(explained, explanation.plan.model)
    if explained.weighing is not None:
        yield from _weighed(explained.weighing, explanation.unit, is_in=explained.is_in)
    if explained.forced is not None:
        yield from _forced(explained.forced, explanation)
    if explained.enough:
        yield T("Each of these changes alone brings it in:")
        yield from (_item(enough(one)) for one in explained.enough)
    if explained.not_enough:
        yield T("Not brought in by:")
        yield from (_item(not_enough(one)) for one in explained.not_enough)


def _heading(explained: Explained) -> Text:
    words = {
        "upgrade": explained.upgrade_id,
        "supplier": explained.supplier_id,
        "technology": explained.technology,
        "won": won_in_words(explained.cost_won),
    }
    if explained.tonnes is None:
        return T("{upgrade} of {supplier} ({technology}): {won}", **words)
    tonnes = tonnes_in_words(explained.tonnes)
    return T("{upgrade} of {supplier} ({technology}): {won}, {tonnes} over its life at most", tonnes=tonnes, **words)


def _fate(explained: Explained, rules: Rules) -> Iterator[Text]:
    """What the plan does with it, and reasons that are plain to see."""
    if not explained.awards:
        yield T("Not funded.")
    elif not explained.is_in:
        yield T("Awarded in part: {share}.", share=awarded(explained.share))
    for award in explained.awards:
        yield _award(award, rules)
    if explained.mandatory:
        yield T("It is mandatory.")
    if explained.reason is not None and not explained.awards:
        yield T("Reason: {reason}", reason=explained.reason)
    if explained.no_payer:
        yield from _whom_purses_pay(rules)
    if explained.tie:
        yield T("Other plans that are as good treat its supplier otherwise: the published order decided between them.")


def _whom_purses_pay(rules: Rules) -> Iterator[Text]:
    """Which upgrades each purse may pay: none of them this one."""
    yield T("No lower cost, larger budget or other level would bring it in: no purse is open to it. They may pay:")
    for funder in rules.funders:
        yield _item(T("{funder}: {whom}", funder=payer_name(rules, funder.id), whom=selection(funder.pays)))
    if rules.repayment is not None:
        yield _item(T("returned money: the suppliers of tier 2 that a pool serves"))


def _award(award: Award, rules: Rules) -> Text:
    paid = [
        T("{payer} {won}", payer=payer_name(rules, payer), won=won_in_words(won)) for payer, won in award.payers.items()
    ]
    words = {
        "year": award.year,
        "share": awarded(award.share),
        "won": won_in_words(award.cost_won),
        "tonnes": tonnes_in_words(award.tonnes),
        "payers": Joined(paid, ", "),
    }
    if award.committed:
        return T(
            "Signed in {year}, no more to be decided: {share} of it, {won}, for {tonnes}; paid by: {payers}.", **words
        )
    return T("Awarded in {year}: {share} of it, {won}, for {tonnes}; paid by: {payers}.", **words)


def _weighed(weighing: Weighing, unit: str, *, is_in: bool) -> Iterator[Text]:
    """Its worth against what it takes from others."""
    taken = weighing.worth - weighing.margin
    words = {"year": weighing.year, "worth": worth(weighing.worth, unit), "taken": worth(taken, unit)}
    margin = worth(abs(weighing.margin), unit)
    if taken < -HALF_A_UNIT:
        yield _with_rules_in_favour(weighing, unit, is_in=is_in)
    elif abs(weighing.margin) < HALF_A_UNIT:
        yield T(
            "The whole upgrade in {year} brings {worth}; what it takes brings as much elsewhere: it is the last that "
            "the money reaches, or as good as the last.",
            **words,
        )
    elif weighing.margin > 0:
        yield T(
            "The whole upgrade in {year} brings {worth}; what it takes would bring {taken} elsewhere: {margin} less.",
            margin=margin,
            **words,
        )
    elif is_in:
        yield T(
            "The whole upgrade in {year} brings {worth}; what it takes would bring {taken} elsewhere: {margin} more.",
            margin=margin,
            **words,
        )
    else:
        yield T(
            "The whole upgrade in {year}, its best year, would bring {worth}; what it would take brings {taken} "
            "elsewhere: it falls short by {margin}.",
            margin=margin,
            **words,
        )
    yield from (_item(part_in_words(part, unit)) for part in weighing.parts)


def _with_rules_in_favour(weighing: Weighing, unit: str, *, is_in: bool) -> Text:
    """Where the rules that it helps to keep bring others more than its money would."""
    words = {
        "year": weighing.year,
        "worth": worth(weighing.worth, unit),
        "added": worth(weighing.margin - weighing.worth, unit),
        "margin": worth(abs(weighing.margin), unit),
    }
    if is_in or weighing.margin >= 0:
        return T(
            "The whole upgrade in {year} brings {worth} itself. It also helps to keep rules that bind, and so makes "
            "room elsewhere for {added} more than its money would bring there.",
            **words,
        )
    return T(
        "The whole upgrade in {year}, its best year, would bring {worth} itself. It would also help to keep rules that "
        "bind, and so make room elsewhere for {added} more than its money would bring there: it still falls short by "
        "{margin}.",
        **words,
    )


def part_in_words(part: Part, unit: str) -> Text:
    """What one purse or rule has to do with it."""
    words = {"what": part.says, "amount": worth(abs(part.amount), unit)}
    if part.amount < 0:
        return T("{what}: adds {amount}", **words)
    if part.million_won is None or part.price is None:
        return T("{what}: takes {amount}", **words)
    return T(
        "{what}: {won} million won, of which a million brings {price} elsewhere: takes {amount}",
        won=figure(part.million_won, 3, least=0),
        price=worth(part.price, unit),
        **words,
    )


def _forced(forced: Forced, explanation: Explanation) -> Iterator[Text]:
    if forced.unsure:
        yield T("What forcing it in costs was not found out.")
    elif forced.loss is not None:
        how, amount = CHECKED[forced.checked], worth(forced.loss, explanation.unit)
        if len(explanation.plan.model.objective) > 1:
            told = objective_names(explanation.plan.model)[explanation.told]
            yield T(
                "Forcing it in whole costs {amount} of: {objective} ({how}).", amount=amount, objective=told, how=how
            )
        else:
            yield T("Forcing it in whole costs {amount} ({how}).", amount=amount, how=how)
    else:
        yield T("No plan can hold it whole. What stands against it:")
        yield from (_item(says) for says in forced.conflict)


def enough(found: Enough) -> Text:
    """The smallest change of one kind, how much is awarded then, and how that is known."""
    words = {
        "what": found.says,
        "new": level(found.after, found.unit),
        "old": level(found.before, found.unit),
        "change": change(found.change, found.unit),
        "share": awarded(found.share),
        "step": change(found.step, found.unit),
        "below": awarded(found.share_below),
        "how": CHECKED[found.checked],
    }
    head = (
        T("{what}: {new} in place of {old} ({change} less, {part})", part=awarded(found.change / found.before), **words)
        if found.kind == "cost"
        else T("{what}: {new} in place of {old} ({change} less)", **words)
        if found.after < found.before
        else T("{what}: {new} in place of {old} ({change} more)", **words)
    )
    if not found.sure:
        return T("{change}; then {share} of it is awarded; less may do ({how})", **{**words, "change": head})
    return T(
        "{change}; then {share} of it is awarded, with a change smaller by {step} only {below} ({how})",
        **{**words, "change": head},
    )


def not_enough(missed: NotEnough) -> Text:
    """What was tried of one kind, in vain."""
    if missed.stopped or missed.furthest is None:
        return T("{what}: there was no time to look", what=missed.says)
    words = {"what": missed.says, "furthest": level(missed.furthest, missed.unit)}
    if missed.kind == "budget":
        return (
            T("{what}: {furthest} more in all years together would do, but in no year alone", **words)
            if missed.alone
            else T("{what}: not even {furthest} more in each", **words)
        )
    return T("{what}: not even {furthest}", **words)


def _item(what: Text) -> Text:
    return Text("- {what}", {"what": what})
