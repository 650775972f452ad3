"""Check a plan without trusting whoever made it:  python check_plan.py PLAN.json [ROWS.gz] [--lang ko]

Any Python from 3.10 on will do: nothing is imported but its standard library, no solver is asked. The rows file holds
columns (how much of an upgrade is awarded, who pays how much), each between two bounds, and rows (budgets, rates,
caps), each a sum of columns with a limit. The plan has to keep them all. That no other plan is better is proven by
*weak duality*: give each row ``sum(a x) <= b`` a price y of 0 or more. Every plan that keeps the rows then has

    value = sum(c x)  <=  sum over rows of y b  +  sum over columns of the most that (c - sum over rows of y a) x can be

What stands on the right anybody can work out. Prices from anywhere will do: bad ones give a weak bound, never a false
one. A row of ``>=`` takes prices of 0 or less, an equality any. With a value of 0, a bound below 0 proves that no plan
is left. Where projects are taken whole or not at all, a tree parts the plans into those that have a project and those
that have not, again and again, and every leaf has prices of its own. All of it is worked out in whole numbers.

What is trusted: Python, this file, and that the rows say what the rules say: for that, read them, or let the planner
build them again from the inputs (``planner audit``). What is not: the solver, the prices, the plan, who sent them.
Ends with 0 where all holds, with 6 where something does not, with 2 where a file cannot be read.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import zlib
from collections import Counter, defaultdict, namedtuple
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from math import ceil, gcd, lcm
from pathlib import Path
from typing import Any

BITS, HELD_BITS = 96, 30  # a plan's columns are in 1/2**96 of a million won, t or share; what it is held to in 1/2**30
MILLION, BOUND_UNIT = 10**6, 10**12  # bounds of columns are in millionths, those of proofs in 1/10**12
ROUNDING = Fraction(1, 50)  # whole won take no more of a value; how much they take of this plan, `planner audit` judges
NOTHING, GRAM = Fraction(0), Fraction(1, MILLION)
KOREAN = {
    "ok": "통과",
    "FAILED": "실패",
    "The plan's hash is that of its contents": "계획의 해시가 내용과 일치합니다",
    "Every award's payments and tonnes add up": "선정 건마다 지급액과 감축량의 합계가 맞습니다",
    "The accounts of purses and pools add up to the payments": "재원과 기금의 장부가 지급액과 일치합니다",
    "The rows are those that the certificate names": "제약식 파일이 증명서가 가리키는 것입니다",
    "The rows know every award and payment": "모든 선정과 지급이 제약식과 연결됩니다",
    "The plan keeps every bound and row, but for rounding": "계획이 반올림 몫을 빼고 모든 한계와 제약식을 지킵니다",
    "The prices prove the bounds that the certificate claims": "증명서의 승수가 주장한 한계를 증명합니다",
    "The plan says no more than is proven": "계획이 증명된 것보다 더 많이 주장하지 않습니다",
    "No plan keeps these rows.": "이 제약식을 모두 지키는 계획은 없습니다.",
    "{} {} {} {} in every plan that keeps these rows; in this plan {}; gap {}.": (
        "이 제약식을 지키는 모든 계획에서 {} {} {} {}; 이 계획은 {}, 차이는 {}입니다."
    ),
    "(Of plans as good as this one in what stands above.)": "(위의 목표에서 이 계획만큼 좋은 계획 가운데)",
    "Nothing is proven of this plan.": "이 계획에 대해 증명된 것이 없습니다.",
    "{}: there is no such file.": "{}: 그런 파일이 없습니다.",
    "{} is not the right file, damaged, or closed to you ({}).": (
        "{}: 맞는 파일이 아니거나, 손상되었거나, 열 수 없습니다({})."
    ),
    "Name the plan first: the .json file that planner solve wrote with --out.": (
        "먼저 계획을 지정하십시오. planner solve가 --out으로 쓴 .json 파일입니다."
    ),
    "The rows lie beside the plan, or are named after it; planner export PLAN.json --to rows writes them again.": (
        "제약식 파일은 계획 옆에 두거나 계획 다음에 지정합니다. "
        "planner export PLAN.json --to rows로 다시 쓸 수 있습니다."
    ),
}
Document = dict[str, Any]
Terms = dict[int, int]  # a sum of columns: their amounts by their numbers

Column = namedtuple("Column", "name least most whole")  # between two bounds [1/MILLION]; whole: 0 or 1
# "sum(terms) sense limit", all times a factor; step: how far one won or kilogram, the row's unit, moves it.
Row = namedtuple("Row", "sense limit factor step unit terms")
# An objective, to be maximised: terms over the divisor, or these over won; times the factor it is what people read.
# gains: the rows that keep a least gain below the gain of each member.
Target = namedtuple("Target", "number factor gains divisor terms won")


class Refused(ValueError):  # noqa: N818
    """What is wrong with a plan."""


DAMAGED = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError, MemoryError)


def same(where: str, found: Any, right: Any = True) -> None:
    """Refuse what is not as it should be; without ``right``: what is not true, ``where`` saying what is wrong."""
    if found != right:
        raise Refused(where if right is True else f"{where}: {found} ≠ {right}")


def exactly(text: str) -> Fraction:
    """A fraction, or a decimal number as it is written, not the binary one nearest to it; no number is refused."""
    return Fraction(text) if set(text) <= set("-0123456789/") else Fraction(repr(float(text)))


def once(pairs: list[tuple[str, Any]]) -> Document:
    """An object of JSON. With a key twice it is refused, since every reader may take another one."""
    same("a key is there twice", len(dict(pairs)), len(pairs))
    return dict(pairs)


read_json = partial(json.loads, parse_float=exactly, parse_constant=exactly, object_pairs_hook=once)
to_json = partial(json.dumps, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=float)


class Programme:
    """What a rows file holds, if the certificate names it. Its lines are lists whose first word says what they are."""

    def __init__(self, plan: Document, file: bytes) -> None:
        certificate, lines = plan["certificate"], defaultdict[str, list[Any]](list)
        same("SHA-256", hashlib.sha256(file).hexdigest(), certificate["rows_hash"])
        self.rows, self.targets = dict[str, Row](), list[Target]()
        for line in file.decode().split("\n")[:-1]:
            kind, *rest = read_json(line)
            lines[kind].append(rest)
            if kind == "row":
                name, *about, columns, amounts = rest
                self.rows[name] = Row._make([*about, dict(zip(columns, amounts, strict=True))])
            elif kind == "maximise":
                *about, columns, amounts, _most_steps = rest
                self.targets.append(Target._make([*about, dict(zip(columns, amounts, strict=True)), None]))
            elif kind == "over":  # the objective before, divided by won
                self.targets[-1] = self.targets[-1]._replace(won=(rest[0], dict(zip(rest[1], rest[2], strict=True))))
        self.columns = [Column(*rest) for rest in lines["column"]]
        self.number = {column.name: number for number, column in enumerate(self.columns)}
        self.sums = {name: rule for name, *rule in lines["sums"]}  # the rules of a Gini ceiling
        self.awarded = {(upgrade, year): (column, won) for column, upgrade, year, won in lines["awarded"]}
        self.paid, self.given = lines["paid"], lines["given"]  # columns of payments; what awards ask of whom
        self.signed = {(upgrade, year): payments for upgrade, year, payments in lines["signed"]}  # awards of the past
        same("inputs", lines["planner rows 1"], [[plan["inputs_hash"]]])
        found = len(self.rows), len(self.columns), len(self.number)
        same("rows, columns, names", found, (certificate["rows"], certificate["columns"], certificate["columns"]))

    def gain_of(self, row: Row) -> Terms:
        """A row of ``gain - weight * least >= limit`` without the least gain."""
        return {number: a for number, a in row.terms.items() if not self.columns[number].name.startswith("least_")}

    def in_steps(self, bound: Fraction, divisor: int, terms: Terms) -> Fraction:
        """A bound rounded down to what the sum can be, where whole columns alone make it."""
        step = Fraction(gcd(*terms.values()), divisor)
        return bound // step * step if step and all(self.columns[column].whole for column in terms) else bound


def check_hash(plan: Document) -> None:
    """The hash is of what the plan decides: neither of its proof, nor of versions, nor of where files lie."""
    whole = "inputs_hash indicators awards repayments pools funders credits credit_bundles contributions reclaims"
    parts = {"footprint": "product year kg_per_unit at_least_kg target_kg", "targets": "of target_t tonnes"}
    parts |= {"fairness": "level value", "levels": "name value unit"}
    decided = {key: plan[key] for key in whole.split()}
    decided |= {key: [{part: each[part] for part in kept.split()} for each in plan[key]] for key, kept in parts.items()}
    decided["objective"] = {part: plan["objective"][part] for part in ("name", "value", "unit")}
    for key in ("targets", "contributions", "fairness"):
        decided[key].sort(key=to_json)
    same("SHA-256", plan["plan_hash"], hashlib.sha256(to_json(decided).encode()).hexdigest())


def check_awards(plan: Document) -> None:
    """What is paid for an award is what it costs, its tonnes are those of its years; the indicators are the sums."""
    kinds = {"government": "public_won", "oem": "oem_won"}
    kind = {"own": "own_won"} | {funder["id"]: kinds[funder["kind"]] for funder in plan["model"]["funders"]}
    won, tonnes, indicators = Counter[str](), Counter[str](), plan["indicators"]
    for award in plan["awards"]:
        name, paid = f"{award['upgrade_id']} {award['year']}", Counter[str]()
        for payment in award["payments"]:
            same(f"{name}: a payment that is not in whole won", type(payment["won"]) is int and payment["won"] > 0)
            paid[payment["payer"]] += payment["won"]
            won[kind.get(payment["payer"], "recycled_won")] += payment["won"]
        stated = award["payers"], award["cost_won"], award["support_won"]
        same(f"{name}: payers, cost, support", stated, (dict(paid), paid.total(), paid.total() - paid["own"]))
        same(f"{name}: tonnes of other years", award["tonnes"] == sum(award["tonnes_by_year"].values()))
        tonnes.update(award["tonnes_by_year"])
    won.update({"all_won": won.total(), "fresh_won": won["public_won"] + won["oem_won"]})
    names = ("public_won", "oem_won", "own_won", "recycled_won", "fresh_won", "all_won")
    same("indicators", {name: indicators[name] for name in names}, {name: won[name] for name in names})
    same("tonnes by year are not those of the awards", Counter(indicators["tonnes_by_year"]) == tonnes)
    same("lifetime tonnes are not those of the awards", indicators["lifetime_tonnes"] == tonnes.total())


def check_accounts(plan: Document) -> None:
    """Every purse and pool, year by year: what comes in, what is paid, what goes on into the next year.

    Years before the first planned one are facts; what accounts begin with then is in the limits of the rows.
    """
    planned = plan["model"]["years"].get("plan_from", 0)
    paid, income, left = Counter[Any](), Counter[Any](), Counter[str]()
    for payment in (each for award in plan["awards"] for each in award["payments"] if each["payer"] != "own"):
        paid[payment["payer"], payment["year"]] += payment["won"]
    for funder in plan["model"]["funders"]:
        income.update({(funder["id"], int(year)): won for year, won in funder["budget"].items()})
    for due in plan["repayments"]:
        came = due.get("received_won", due["owed_won"] + due.get("arrears_won", 0))
        income[f"pool:{due['pool']}", due["year"]] += came
    of_purse, of_pool = ("carried_in", "spent", "lapsed", "carried_out"), ("opening", "paid", "lost", "closing")
    for each in (*plan["funders"], *plan["pools"]):
        name, year = each.get("funder") or f"pool:{each['pool']}", each["year"]
        opening, spent, lost, closing = (each[amount] for amount in (of_purse if "funder" in each else of_pool))
        left[name] = opening if year == planned else left[name]
        rest = left[name] + income[name, year] + each.get("lent", 0) - spent
        after = lost + closing if year < planned else abs(lost) + abs(closing)  # nothing is below 0 but facts
        stated = opening, spent, after
        same(f"{name} {year}: opening, spent, rest", stated, (left[name], paid.pop((name, year), 0), rest))
        same(f"{name} {year}: income", each["budget" if "funder" in each else "received"], income[name, year])
        left[name] = closing
    same("payments in no account", dict(paid), {})


class Point:
    """What the plan has of each column [1/2**BITS]. Refuses awards and payments that no row knows."""

    def __init__(self, plan: Document, programme: Programme) -> None:
        self.programme, self.at = programme, [0] * len(programme.columns)
        self.years: dict[int, int] = {}  # by an award's column: in how many years its tonnes were rounded
        self.behind: dict[int, int] = {}  # by a column of payments: how many awards they are for
        self.part: dict[Any, Fraction] = {}  # of each upgrade that is awarded
        paid = defaultdict[Any, Counter[str]](Counter)  # by award and year: by payer
        signed = dict(programme.signed)  # what no column decides, and the rows count as it is
        for award in plan["awards"]:
            key = award["upgrade_id"], award["year"]
            if key in signed:
                payments = sorted([payment["year"], payment["payer"], payment["won"]] for payment in award["payments"])
                same(f"{key} as it was signed", payments, sorted(signed.pop(key)))
                continue
            same(f"{key} is not possible, or there twice", key in programme.awarded and key not in self.part)
            column, whole = programme.awarded[key]
            same(f"{key}: share and cost differ", award["share"] == exactly(repr(award["cost_won"] / whole)))
            self.part[key], self.years[column] = Fraction(award["cost_won"], whole), len(award["tonnes_by_year"])
            self.at[column] = (award["cost_won"] << BITS) // whole
            for payment in award["payments"]:
                paid[key, payment["year"]][payment["payer"]] += payment["won"] if payment["payer"] != "own" else 0
        same("signed awards that the plan does not have", signed, {})
        self._pay(paid)
        follow = {column for column, _ in programme.awarded.values()} | self.behind.keys()
        for name, value in plan["certificate"]["point"].items():
            same(f"{name} follows from awards and payments", programme.number[name] not in follow)
            self.at[programme.number[name]] = value

    def _pay(self, paid: dict[Any, Counter[str]]) -> None:
        """The columns of payments. Each award gets in each year what it asks of whom it may ask, but for rounding."""
        asked = defaultdict[Any, list[Any]](list)
        award_of = {column: award for award, (column, _) in self.programme.awarded.items()}
        for column, year, payers, won in self.programme.given:
            if award_of[column] in self.part:
                asked[award_of[column], year].append((payers, exactly(won) * self.part[award_of[column]]))
        for column, year, payers, awards in self.programme.paid:
            lines = [((upgrade, at), named) for upgrade, at, named in awards if (upgrade, at) in self.part]
            won = sum(paid[key, year][payer] for key, _ in lines for payer in payers)
            won -= sum(int(named * self.part[key]) for key, named in lines)
            self.at[column], self.behind[column] = (won << BITS) // MILLION, len(lines)
            if self.programme.columns[column].name.startswith("support["):  # rows say how much it may be
                asked.update({(key, year): [*asked[key, year], (payers, Fraction(won))] for key, _ in lines})
        for award, year in asked.keys() | paid.keys():
            lines, given = asked[award, year], paid[award, year]
            room = sum(2 if self.part[award] < 1 else asks.denominator > 1 for _, asks in lines)
            for payer in set(given).union(*(payers for payers, _ in lines)):
                least = sum(asks for payers, asks in lines if set(payers) == {payer}) - room
                most = sum(asks for payers, asks in lines if payer in payers) + room
                same(f"{award} in {year}: {payer} may not give {given[payer]}", least <= given[payer] <= most)
            off = given.total() - sum(asks for _, asks in lines)
            same(f"{award} in {year} gets {float(off):+} won beside what it asks for", abs(off) <= room)

    def sum(self, terms: Terms) -> int:
        """A sum of columns."""
        return sum(amount * self.at[column] for column, amount in terms.items())

    def check(self) -> None:
        """The plan keeps every bound, row, and rule about the largest gains, but for rounding."""
        for number, (name, least, most, whole) in enumerate(self.programme.columns):
            value, room = self.at[number], self.behind.get(number, 0)
            fits = (least - room << BITS) < (value + 1) * MILLION and value * MILLION <= most + room << BITS
            same(f"{name} may not be {value / 2**BITS}", fits and (not whole or value in (0, 1 << BITS)))
        for name, row in self.programme.rows.items():
            over = self.sum(row.terms) - (row.limit << BITS)
            over = over if row.sense == "<=" else -over if row.sense == ">=" else abs(over)
            if over > 0 and over > self.rounding(row):
                by = over / ((row.step or row.factor) << BITS)
                raise Refused(f"{name} {row.sense} {by:+,.6g} {row.unit if row.step else ''}")
        for name, (mean, scale, divisor, first, last, gains, raised, of) in self.programme.sums.items():
            largest = sorted(
                (self.at[g] - (up << BITS) // of for g, up in zip(gains, raised, strict=True)), reverse=True
            )
            most = sum(gain * min(last - first + 1, max(0, last - place)) for place, gain in enumerate(largest))
            has = Fraction((self.at[mean] + len(gains)) * scale, divisor) - Fraction(sum(raised) << BITS, of)
            same(f"{name} does not hold", most <= has * (last - first + 1))

    def rounding(self, row: Row) -> int:
        """How far a row may be missed, since a plan is in whole won and kilograms, and the rows are not.

        By two won for each part of an upgrade, since its cost is rounded and then its support; by one for each sum of
        which the row counts no whole won, such as a third to be paid back, and where it is an equality, which an odd
        won cannot meet; by half a kilogram for each counting year of an award; by the last digit of columns.
        """
        if row.unit == "kg":
            times = Fraction(sum(self.years.get(column, 0) for column in row.terms), 2)
        else:
            times = Fraction(row.sense == "=")
            for column, amount in row.terms.items() if row.step else ():
                is_part = column in self.years and self.at[column] < 1 << BITS
                odd = self.at[column] and amount % (row.step if column in self.years else row.factor)
                times += 2 if is_part else odd != 0
        return int(ceil(times * row.step * (1 << BITS)) + sum(map(abs, row.terms.values())))


class Claim:
    """What a proof bounds, and over which rows: the programme's, and those that hold plans to what this one has.

    That no plan is better in an objective *and as good in those before* is proven over plans that are held to what this
    one has of these; and where the worst-off are raised step by step, to the gains that were settled in earlier steps.
    """

    def __init__(self, programme: Programme, certificate: Document, proof: Document, point: Point | None) -> None:
        self.programme, self.proof, self.exponent = programme, proof, certificate["exponent"]
        self.columns, self.rows, self.divisor, self.terms = list(programme.columns), dict(programme.rows), 1, Terms()
        if point is None:
            return
        target, before = programme.targets[proof["objective"]], programme.targets[: proof["objective"]]
        self.divisor, self.terms = amount_of(target, proof["what"], proof["ratio"])
        gains = {name for each in before for name in each.gains} | set(target.gains if proof["step"] else ())
        for key, value in proof["held"].items():
            is_ratio = key.isdigit() and before[int(key)].won
            if key.isdigit():
                ratio = certificate["ratios"].get(key)
                divisor, terms = amount_of(before[int(key)], "excess" if is_ratio else "value", ratio)
            else:
                same(f"{key} does not come before", key in gains)
                divisor, terms = programme.rows[key].factor, programme.gain_of(programme.rows[key])
            has = point.sum(terms) >> BITS - HELD_BITS
            same(f"held[{key}]: the plan has {has}, not {value}", value <= has and (not is_ratio or value <= 0 <= has))
            terms = {column: amount << HELD_BITS for column, amount in terms.items()}
            self.rows[f"held[{key}]"] = Row(">=", value, divisor << HELD_BITS, 0, None, terms)
            if key in target.gains:  # who is settled does not stop the least gain
                del self.rows[key]
        left = [self.rows[name] for name in target.gains if name in self.rows]
        if left and proof["what"] == "value":  # no least gain is above the most that anybody can have who is left
            (least,) = self.terms
            self.columns[least] = self.columns[least]._replace(most=max(self.room(row, least) for row in left))

    def worth(self, column: int, price: int) -> int:
        """The most that a column can be worth [1/MILLION]."""
        return price * int(self.columns[column].most if price > 0 else self.columns[column].least)

    def room(self, row: Row, least: int) -> int:
        """How large a row of ``gain - weight * least >= limit`` lets the least gain be, rounded up [1/MILLION]."""
        gain = sum(self.worth(column, amount) for column, amount in self.programme.gain_of(row).items())
        return int(-((row.limit * MILLION - gain) // -row.terms[least]))

    def bound(self) -> Fraction | None:
        """The most that the value can be in any leaf of the tree; None where no plan is left in any."""
        tree, met, ahead = self.proof["tree"], set[int](), [(0, dict[int, int]())]
        weighed, bounds = dict[Any, tuple[int, Terms]](), list[Fraction]()
        while ahead:
            place, fixed = ahead.pop()
            same(f"node {place} is met twice, or is none", place >= 0 and place not in met)
            met.add(place)
            if len(tree[place]) == 3:
                column = self.programme.number[tree[place][0]]  # parts the plans; neither side may be left out
                same(f"{tree[place][0]} is 0 or 1", self.columns[column].whole, 1)
                ahead += [(tree[place][1 + at], fixed | {column: at}) for at in (0, 1)]
                continue
            key = prices, is_empty = tree[place][0], tree[place][1:] == ["empty"]
            if key not in weighed:
                weighed[key] = self.weigh(self.proof["multipliers"][prices], is_empty)
            total, rest = weighed[key]
            for column, at in fixed.items():  # it counts as it is fixed, not with the most that it can be
                total += rest.get(column, 0) * at * MILLION - self.worth(column, rest.get(column, 0))
            bounds.append(Fraction(total, self.divisor * MILLION << self.exponent))
            same(f"the leaf {place} is not empty", not is_empty or bounds.pop() < 0)
        return self.programme.in_steps(max(bounds), self.divisor, self.terms) if bounds else None

    def weigh(self, prices: Document, empty: bool) -> tuple[int, Terms]:
        """Weak duality: the bound, and what the prices leave of each column's value, ``c - sum over rows of y a``."""
        rest = {} if empty else {column: amount << self.exponent for column, amount in self.terms.items()}
        limits = 0
        for name, price in prices["rows"].items():
            row = self.rows[name]
            is_right = price >= 0 if row.sense == "<=" else price <= 0 if row.sense == ">=" else True
            same(f"{name} {row.sense} takes no price of {price / 2**self.exponent}", is_right)
            limits += price * row.limit
            for column, amount in row.terms.items():
                rest[column] = rest.get(column, 0) - price * amount
        for name, order in prices["orders"].items():
            weights = {self.programme.number[column]: weight for column, weight in order["weights"].items()}
            limit, terms = rows_of_orders(self.programme.sums[name], order["times"], weights)
            limits += limit
            for column, amount in terms.items():
                rest[column] = rest.get(column, 0) - amount
        return limits * MILLION + sum(self.worth(column, price) for column, price in rest.items()), rest


def rows_of_orders(rule: list[Any], times: int, weights: Terms) -> tuple[int, Terms]:
    """The rows of a Gini ceiling, one for each order of the gains, some taken together: their limit and their terms.

    ``sum(w gain) <= times scale mean`` holds in every order where, for every k, the k largest weights together are no
    more than what the mean of the sums of the largest gains counts (Rado 1952). Gains below 0 are raised: the limit is
    what that adds, and the most that they can be below 0 where weights are missing.
    """
    mean, scale, divisor, first, last, gains, raised, of = rule
    is_right, room = times >= 0 and times * scale % divisor == 0 and set(gains) >= weights.keys(), 0
    for place, weight in enumerate(sorted(weights.values(), reverse=True)):
        room += times * min(last - first + 1, max(0, last - place)) - weight * (last - first + 1)
        is_right = is_right and weight >= 0 and room >= 0
    same("wrong weights of a Gini ceiling's rows", is_right)
    missing = max(0, Fraction(times * (first + last), 2) - sum(weights.values()))
    added = sum((weights.get(gain, 0) - times) * up for gain, up in zip(gains, raised, strict=True))
    return ceil(Fraction(added + missing * max([0, *raised]), of)), weights | {mean: -(times * scale // divisor)}


def amount_of(target: Target, what: str, ratio: str | None) -> tuple[int, Terms]:
    """What is bounded, as terms over a divisor."""
    if what == "value":
        return target.divisor, target.terms
    (won_divisor, won), times = target.won, exactly(ratio or "1")
    if what == "least_won":  # that a ratio divides by, below 0
        return won_divisor, {column: -amount for column, amount in won.items()}
    same("a proof of", what, "excess")  # of the value over a ratio times the won: above 0 where a plan's own ratio is
    divisor = lcm(target.divisor, won_divisor * times.denominator)
    terms = Counter({column: amount * (divisor // target.divisor) for column, amount in target.terms.items()})
    terms.subtract({column: int(amount * times * divisor // won_divisor) for column, amount in won.items()})
    return divisor, terms


def check_proofs(programme: Programme, plan: Document, point: Point | None) -> None:
    """Every proof proves what it claims: a bound; or, where there is no plan, that."""
    certificate = plan["certificate"]
    same("no proofs", bool(certificate["proofs"]))
    same("an exponent above a million, or below 0", 0 <= certificate["exponent"] <= MILLION)
    for number, proof in enumerate(certificate["proofs"], 1):
        same(f"proof {number} proves something else", (proof["what"] == "nothing") == (point is None))
        bound = Claim(programme, certificate, proof, point).bound()
        if bound is not None and (point is None or proof["bound"] < bound * BOUND_UNIT):
            raise Refused(f"proof {number} claims {proof['bound'] / BOUND_UNIT}; its prices prove {float(bound)}")


def proven(programme: Programme, certificate: Document, point: Point, place: int) -> tuple[Fraction, Fraction, int]:
    """What the plan has of an objective and what no plan has more of, as people read them, and 1; or -1: less of."""
    target, held = programme.targets[place], certificate["proofs"]
    proofs = {proof["what"]: proof for proof in held if (proof["objective"], proof["step"]) == (place, 0)}
    bounds = {what: Fraction(proof["bound"], BOUND_UNIT) for what, proof in proofs.items()}
    value, factor = Fraction(point.sum(target.terms), target.divisor << BITS), exactly(target.factor)
    if target.won:  # no ratio is above the one that the excess is taken from, and the excess over the least won
        spent = Fraction(point.sum(target.won[1]), target.won[0] << BITS) or Fraction(1)
        limit = exactly(proofs["excess"]["ratio"]) + max(bounds["excess"], NOTHING) / max(-bounds["least_won"], NOTHING)
        return value / spent, limit, 1
    limit = programme.in_steps(bounds["value"], target.divisor, target.terms) * factor
    return value * factor, Fraction(ceil(limit)) if factor < -1 else limit, 1 if factor > 0 else -1  # won are whole


def check_said(programme: Programme, plan: Document, point: Point) -> list[tuple[str, ...]]:
    """The verdict on each objective. Refuses a plan that says more than is proven; its numbers are binary, to 1e-14."""
    verdicts, levels, firsts = [], plan["levels"] or [plan["objective"]], dict[int, int]()
    for place, target in enumerate(programme.targets):
        firsts.setdefault(target.number, place)  # further levels of the same number refine an objective
    same("other objectives than the rows have", (len(levels), levels[0]) == (len(firsts), plan["objective"]))
    same("proof", (plan["proof"], plan["status"] in ("optimal", "within_gap", "feasible")), ("certified", True))
    for said, place in zip(levels, firsts.values(), strict=True):
        name, (exact, limit, sense) = said["name"], proven(programme, plan["certificate"], point, place)
        missing, close, room = (limit - exact) * sense, Fraction(1, 10**14), max(abs(exact) * ROUNDING, GRAM)
        gap = max(missing, NOTHING) / (abs(exact) or 1)
        same(f"{name} is {float(exact)}, not as it says", abs(said["exact"] - exact) <= abs(exact) * close)
        same(f"{name} is {float(exact)}, not {float(said['value'])}", abs(said["value"] - exact) <= room)
        same(f"{name}: only a bound of {float(limit)} is proven", (limit - said["bound"]) * sense <= abs(limit) * close)
        is_gap = not (exact and gap) if said["gap"] is None else said["gap"] >= gap
        same(f"{name}: the gap is {float(gap)}, not less", is_gap)
        same(f"{name}: {float(exact)} is beyond its bound of {float(limit)}", -missing <= room)
        same(f"{name}: called optimal with a gap of {float(gap):.2%}", plan["status"] != "optimal" or missing <= room)
        shown = [f"{float(each):,.6f}".rstrip("0").rstrip(".") for each in (limit, exact, max(missing, NOTHING))]
        verdicts.append((name, "≤" if sense > 0 else "≥", shown[0], said["unit"], *shown[1:]))
    return verdicts


def main(arguments: list[str]) -> int:
    """Print a line for each check of a plan, and the verdict. The first check that fails ends it."""
    korean, names = arguments[-2:] == ["--lang", "ko"], arguments[:-2] if "--lang" in arguments else arguments

    def say(text: str, *parts: Any) -> str:
        return (KOREAN[text] if korean else text).format(*parts)

    def check(text: str, function: Callable[..., Any], *parts: Any) -> Any:
        try:
            found = function(*parts)
        except DAMAGED as error:
            print(f"{say('FAILED')}: {say(text)}: {type(error).__name__}: {error}"[:400])
            print(say("Nothing is proven of this plan."))
            raise SystemExit(6) from error
        print(f"{say('ok')}: {say(text)}")
        return found

    if len(names) not in (1, 2) or names[0].startswith("-"):
        print(__doc__)
        return 2
    name, mend = names[0], "Name the plan first: the .json file that planner solve wrote with --out."
    try:
        plan = read_json(Path(name).read_text(encoding="utf-8"))
        same("what the file holds", type(plan), dict)
        mend = (
            "The rows lie beside the plan, or are named after it; planner export PLAN.json --to rows writes them again."
        )
        name = names[1] if names[1:] else str(Path(name).with_suffix(".rows.gz"))
        file = gzip.decompress(Path(name).read_bytes())
    except FileNotFoundError:
        print(say("{}: there is no such file.", name), say(mend), file=sys.stderr)
        return 2
    except (OSError, EOFError, zlib.error, *DAMAGED) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        print(say("{} is not the right file, damaged, or closed to you ({}).", name, why), say(mend), file=sys.stderr)
        return 2
    if "awards" not in plan:
        programme = check("The rows are those that the certificate names", Programme, plan, file)
        check("The prices prove the bounds that the certificate claims", check_proofs, programme, plan, None)
        print(say("No plan keeps these rows."))
        return 0
    check("Every award's payments and tonnes add up", check_awards, plan)
    check("The accounts of purses and pools add up to the payments", check_accounts, plan)
    check("The plan's hash is that of its contents", check_hash, plan)
    programme = check("The rows are those that the certificate names", Programme, plan, file)
    point = check("The rows know every award and payment", Point, plan, programme)
    check("The plan keeps every bound and row, but for rounding", point.check)
    check("The prices prove the bounds that the certificate claims", check_proofs, programme, plan, point)
    for number, words in enumerate(check("The plan says no more than is proven", check_said, programme, plan, point)):
        print(say("{} {} {} {} in every plan that keeps these rows; in this plan {}; gap {}.", *words))
        if number:
            print(say("(Of plans as good as this one in what stands above.)"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
