"""Check a plan without trusting whoever made it:  python check_plan.py PLAN.json [ROWS.gz] [--lang ko]

Any Python from 3.10 on will do. Nothing is installed, nothing is imported but its standard library, no solver is asked.

What it does. The rows file holds a *programme*: columns (how much of an upgrade is awarded, who pays how much), each
between two bounds, and rows (budgets, rates, caps), each a sum of columns with a limit. The plan has to keep them all.
That no other plan is better is proven by *weak duality*: give each row ``sum(a x) <= b`` any price y of 0 or more. For
a plan that keeps the rows ``y sum(a x)`` is no more than ``y b``, and therefore

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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil, gcd, lcm
from pathlib import Path
from typing import Any, NamedTuple

Document = dict[str, Any]
Terms = list[tuple[int, int]]  # numbers of columns, and their coefficients
Award = tuple[str, int]  # upgrade and year
Findings = Iterator[tuple[str, Any, Any]]  # where; what was found; what should be there

BITS, HELD_BITS = (
    96,
    30,
)  # a plan's columns are counted in 1/2**96 of a million won, t or share; what it has, in 1/2**30
MILLION, BOUND_UNIT, OWN = 10**6, 10**12, "own"  # bounds of columns in millionths; those of proofs in 1/10**12
DAMAGED = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError, MemoryError)
KOREAN = {
    "ok": "통과",
    "FAILED": "실패",
    "{}: {} in place of {} ({} in all)": "{}: {} (있어야 할 값: {}, 모두 {}건)",
    "The plan's hash is that of its contents": "계획의 해시가 내용과 일치합니다",
    "Every award's payments and tonnes add up": "선정 건마다 지급액과 감축량의 합계가 맞습니다",
    "The indicators are the sums of the awards": "지표가 선정 건의 합계와 일치합니다",
    "The accounts of purses and pools add up to the payments": "재원과 기금의 장부가 지급액과 일치합니다",
    "The rows are those that the certificate names": "제약식 파일이 증명서가 가리키는 것입니다",
    "The rows know every award and payment": "모든 선정과 지급이 제약식과 연결됩니다",
    "The plan keeps every bound and row, but for rounding": "계획이 반올림 몫을 빼고 모든 한계와 제약식을 지킵니다",
    "The prices prove the bounds that the certificate claims": "증명서의 승수가 주장한 한계를 증명합니다",
    "What the plan says of {} is what is proven": "{}에 대해 계획이 밝힌 것이 증명된 것과 일치합니다",
    "The plan is rightly called {}": "계획의 상태 {}이(가) 맞습니다",
    "No plan keeps these rows.": "이 제약식을 모두 지키는 계획은 없습니다.",
    "No plan that keeps these rows has more {} than {} {}; this plan has {}; gap {}.": (
        "이 제약식을 지키는 어떤 계획도 {} 값이 {} {}보다 클 수 없습니다. 이 계획은 {}, 차이는 {}입니다."
    ),
    "No plan that keeps these rows has less {} than {} {}; this plan has {}; gap {}.": (
        "이 제약식을 지키는 어떤 계획도 {} 값이 {} {}보다 작을 수 없습니다. 이 계획은 {}, 차이는 {}입니다."
    ),
    "(Of the plans that are as good as this one in what stands above.)": "(위의 목표에서 이 계획만큼 좋은 계획 가운데)",
    "{} of {} checks FAILED: nothing is proven of this plan.": "{}개(전체 {}개) 점검 실패: 증명된 것이 없습니다.",
}


class Column(NamedTuple):
    """A quantity between two bounds [1/MILLION]; ``whole``: 0 or 1."""

    name: str
    least: int
    most: int
    whole: int


class Row(NamedTuple):
    """``sum(terms) sense limit``, all times ``factor``; ``step``: how far one won or kilogram, its unit, moves it."""

    sense: str
    limit: int
    factor: int
    step: int
    unit: str | None
    terms: Terms


class Target(NamedTuple):
    """An objective, to be maximised: terms over a divisor, or over ``won``; times ``factor`` it is what people read."""

    number: int
    factor: Fraction | None
    gains: list[str]
    divisor: int
    terms: Terms
    won: tuple[int, Terms] | None = None


class Rows:
    """The programme of a rows file, which has one JSON list a line."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.columns: list[Column] = []
        self.rows: dict[str, Row] = {}
        self.sums: Document = {}  # a Gini ceiling's rule: mean, scale, divisor, first, last, gains, raised, its divisor
        self.targets: list[Target] = []
        self.awarded: dict[Award, tuple[int, int]] = {}  # the column, and what the whole upgrade costs [won]
        self.others: dict[str, list[Any]] = {"planner rows 1": [], "paid": [], "given": []}
        for line in lines:
            kind, *rest = json.loads(line, parse_float=exactly, parse_constant=exactly)
            if kind == "column":
                self.columns.append(Column(*rest))
            elif kind == "row":
                self.rows[rest[0]] = Row(*rest[1:6], terms_of(rest))  # type: ignore[call-arg]
            elif kind == "sums":
                self.sums[rest[0]] = rest[1:]
            elif kind == "maximise":
                factor = None if rest[1] is None else Fraction(rest[1])
                self.targets.append(Target(rest[0], factor, rest[2], rest[3], terms_of(rest)))
            elif kind == "over":
                self.targets[-1] = self.targets[-1]._replace(won=(rest[0], terms_of(rest)))
            elif kind == "awarded":
                self.awarded[rest[1], rest[2]] = rest[0], rest[3]
            else:
                self.others[kind].append(rest)
        self.number = {column.name: place for place, column in enumerate(self.columns)}
        self.award_of = {column: award for award, (column, _) in self.awarded.items()}

    def in_steps(self, bound: Fraction, divisor: int, terms: Terms) -> Fraction:
        """A bound rounded down to what the sum can be, where whole columns alone make it."""
        step = Fraction(gcd(*(amount for _, amount in terms)), divisor)
        return bound // step * step if self.counted(terms) else bound

    def counted(self, terms: Terms) -> bool:
        """Whether whole columns alone make the sum."""
        return bool(terms) and all(self.columns[column].whole for column, _ in terms)


def terms_of(line: list[Any]) -> Terms:
    """The terms that stand at the end of a line: columns, and their coefficients."""
    return list(zip(line[-2], line[-1], strict=True))


def exactly(text: str) -> Fraction:
    """A decimal number as it is written, not the binary number nearest to it. Refuses what is no number."""
    return Fraction(repr(float(text)))


def once(pairs: list[tuple[str, Any]]) -> Document:
    """An object; refuses one with a key twice, of which every reader may take another one."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key is there twice")
    return dict(pairs)


# ------------------------------------------------------------------------------------------------ the plan's own books


def fingerprint(plan: Document) -> Findings:
    """The hash of what the plan decides: neither its proof, nor versions, nor where files lie."""
    parts = {
        "footprint": ("product", "year", "kg_per_unit", "at_least_kg", "target_kg"),
        "targets": ("of", "target_t", "tonnes"),
        "fairness": ("level", "value"),
        "levels": ("name", "value", "unit"),
    }
    whole = "inputs_hash indicators awards repayments pools funders credits credit_bundles contributions reclaims"
    decided = {key: plan[key] for key in whole.split()}
    decided |= {key: [{part: each[part] for part in kept} for each in plan[key]] for key, kept in parts.items()}
    decided["objective"] = {part: plan["objective"][part] for part in parts["levels"]}
    for key in ("targets", "contributions", "fairness"):
        decided[key].sort(key=canonical)
    yield "plan_hash", plan["plan_hash"], hashlib.sha256(canonical(decided).encode()).hexdigest()


def canonical(data: Any) -> str:
    """JSON with sorted keys and no blanks: one text for the same data."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=float)


def award_books(plan: Document) -> Findings:
    """What is paid for an award is what it costs."""
    for award in plan["awards"]:
        name, paid = f"{award['upgrade_id']},{award['year']} ", total(award["payments"], "won", "payer")
        won = [payment["won"] for payment in award["payments"]]
        yield name + "payments", all(type(each) is int and each > 0 for each in won), True
        yield name + "payers", award["payers"], dict(paid)
        yield name + "cost_won", award["cost_won"], sum(won)
        yield name + "support_won", award["support_won"], sum(won) - paid[OWN]
        yield name + "tonnes", award["tonnes"], sum(award["tonnes_by_year"].values())


def total(records: Iterable[Document], amount: str, *keys: str) -> Counter[Any]:
    """Amounts added up by keys."""
    found: Counter[Any] = Counter()
    for record in records:
        found[tuple(record[key] for key in keys) if keys[1:] else record[keys[0]]] += record[amount]
    return found


def indicators(plan: Document) -> Findings:
    """The figures that follow from awards alone. Discounted tonnes and those of the first year need the inputs."""
    stated, awards, last = plan["indicators"], plan["awards"], plan["model"]["years"]["award"][1]
    kinds = {funder["id"]: funder["kind"] for funder in plan["model"]["funders"]}
    won: Counter[str] = Counter()
    for payer, amount in total((each for award in awards for each in award["payments"]), "won", "payer").items():
        won["pool" if payer.startswith("pool:") else kinds.get(payer, payer)] += amount
    tonnes = dict.fromkeys(stated["tonnes_by_year"], 0)
    for year, amount in ((year, each) for award in awards for year, each in award["tonnes_by_year"].items()):
        tonnes[year] += amount
    fresh, lifetime, due = won["government"] + won["oem"], sum(tonnes.values()), plan["repayments"]
    expected = {"lifetime_tonnes": lifetime, "tonnes_by_year": tonnes, "all_won": sum(won.values()), "fresh_won": fresh}
    expected |= {"public_won": won["government"], "oem_won": won["oem"], "recycled_won": won["pool"]}
    expected["own_won"] = won[OWN]
    expected["tonnes_per_million_won"] = exactly(repr(float(Fraction(lifetime) * MILLION / fresh))) if fresh else None
    expected["upgrades_funded"] = len({award["upgrade_id"] for award in awards})
    expected["suppliers_funded"] = len({award["supplier_id"] for award in awards})
    expected["owed_won"] = sum(each["owed_won"] for each in due)
    expected["still_to_come_won"] = sum(each["owed_won"] for each in due if each["year"] > last)
    yield from ((name, stated[name], value) for name, value in expected.items())


def accounts(plan: Document) -> Findings:
    """Every purse and pool, year by year: what comes in, what is paid, what goes on into the next year."""
    paid = total((each for award in plan["awards"] for each in award["payments"]), "won", "payer", "year")
    came, left = total(plan["repayments"], "owed_won", "pool", "year"), Counter[str]()
    budgets = {
        (funder["id"], int(year)): won for funder in plan["model"]["funders"] for year, won in funder["budget"].items()
    }
    for year in plan["funders"]:
        key = year["funder"], year["year"]
        yield f"{key} spent", year["spent"], paid.pop(key, 0)
        yield f"{key} carried_in", year["carried_in"], left[key[0]]
        yield f"{key} budget", year["budget"], budgets.get(key, 0)
        rest = year["budget"] + year["lent"] + year["carried_in"] - year["spent"]
        yield f"{key} left", (year["carried_out"] + year["lapsed"], rest >= 0), (rest, True)
        left[key[0]] = year["carried_out"]
    for year in plan["pools"]:
        key = f"pool:{year['pool']}", year["year"]
        yield f"{key} paid", year["paid"], paid.pop(key, 0)
        yield f"{key} received", year["received"], came[year["pool"], year["year"]]
        yield f"{key} opening", year["opening"], left[key[0]]
        rest = year["opening"] + year["received"] - year["lost"] - year["paid"]
        yield f"{key} closing", (year["closing"], rest >= 0), (rest, True)
        left[key[0]] = rest
    yield from ((f"{key} in no account", won, 0) for key, won in paid.items() if key[0] != OWN)


# ------------------------------------------------------------------------------------ the plan as a point of the rows


class Point:
    """What the plan has of each column, and how far rounding may move a row. ``strays``: what no row knows.

    A plan is in whole won and kilograms, the rows are not. So a row may be missed by two won for each part of an
    upgrade that is awarded, since its cost is rounded and then its support; by one for each sum of which it counts no
    whole won, such as a third to be paid back, and where it is an equality, which an odd won cannot meet; and by half a
    kilogram for each counting year of each award. Rows that count neither won nor kilograms may not be missed at all.
    """

    def __init__(self, plan: Document, rows: Rows) -> None:
        self.rows, self.at, self.slack = rows, [0] * len(rows.columns), [0] * len(rows.columns)
        self.strays: list[tuple[str, Any, Any]] = []
        self.cost: dict[Award, int] = {}
        self.years: Counter[int] = Counter()  # by column: in how many years an award's tonnes were rounded
        paid: Counter[tuple[str, int, int, str]] = Counter()
        for award in plan["awards"]:
            key = award["upgrade_id"], award["year"]
            column, whole = rows.awarded.get(key, (-1, 1))
            self.strays.append((f"{key} known, and once", column >= 0 and key not in self.cost, True))
            self.strays.append((f"{key} share", award["share"], exactly(repr(award["cost_won"] / whole))))
            self.cost[key], self.years[column] = award["cost_won"], len(award["tonnes_by_year"])
            self.at[column] = (award["cost_won"] << BITS) // whole
            for payment in award["payments"]:
                paid[(*key, payment["year"], payment["payer"])] += payment["won"]
        self._payments(paid)
        tied = self.years.keys() | {line[0] for line in rows.others["paid"]} | {c for c, _ in rows.awarded.values()}
        for name, value in plan["certificate"]["point"].items():
            self.strays.append((f"{name} from awards and payments alone", rows.number[name] in tied, False))
            self.at[rows.number[name]] = value

    def _payments(self, paid: Counter[tuple[str, int, int, str]]) -> None:
        """The money columns; and whether each award gets what it asks from those whom it may ask."""
        held = set()  # who pays an award in a year is a column of its own, which rows hold
        for column, year, payers, awards in self.rows.others["paid"]:
            here = [((upgrade, at), named) for upgrade, at, named in awards if (upgrade, at) in self.cost]
            won = sum(paid[(*key, year, payer)] for key, _ in here for payer in payers)
            named = sum(named * self.cost[key] // self.rows.awarded[key][1] for key, named in here)
            self.at[column], self.slack[column] = (won - named << BITS) // MILLION, len(here)
            held |= {(key, year, payer) for key, _ in here for payer in payers} if len(awards) == 1 else set()
        asked: dict[Any, list[Any]] = defaultdict(list)
        for column, year, payers, whole in self.rows.others["given"]:
            award = self.rows.award_of[column]
            if award in self.cost:
                asks = Fraction(whole) * self.cost[award] / self.rows.awarded[award][1]
                asked[award, year].append((payers, asks))
        given: dict[Any, Counter[str]] = defaultdict(Counter)
        for (upgrade, at, year, payer), won in paid.items():
            given[(upgrade, at), year][payer] += won if payer != OWN else 0
        for key in asked.keys() | given.keys():
            lines, won_of, name = asked[key], given[key], f"{key[0]} {key[1]}"
            is_part = self.cost[key[0]] < self.rows.awarded[key[0]][1]
            room = sum(2 if is_part else asks.denominator > 1 for _, asks in lines)
            free = {payer for payer in won_of if (*key, payer) in held}
            for payer in set(won_of).union(*(payers for payers, _ in lines)):
                least = sum(asks for payers, asks in lines if payers == [payer]) - room
                most = sum(asks for payers, asks in lines if payer in payers) + room
                if won_of[payer] < least or (won_of[payer] > most and payer not in free):
                    self.strays.append((f"{name} {payer}", won_of[payer], f"{float(least):.0f}..{float(most):.0f}"))
            off = sum(won_of.values()) - sum(asks for _, asks in lines)
            self.strays.append((f"{name}, off by {float(off)} won", bool(free) or abs(off) <= room, True))

    def sum(self, terms: Terms) -> int:
        """A sum of columns."""
        return sum(amount * self.at[column] for column, amount in terms)

    def tolerance(self, row: Row) -> int:
        """How far rounding may move a row; the last part is for the columns, which are rounded down to 1/2**BITS."""
        times = Fraction(row.unit == "won" and row.sense == "=")
        for column, amount in row.terms if row.step else ():
            if row.unit == "kg":
                times += Fraction(self.years.get(column, 0), 2)
            elif column in self.years and self.at[column] < 1 << BITS:
                times += 2
            elif self.at[column]:
                times += amount % (row.step if column in self.years else row.factor) != 0
        return ceil(times * row.step * (1 << BITS)) + sum(abs(amount) for _, amount in row.terms)

    def broken(self) -> Findings:
        """Bounds and rows that the plan does not keep."""
        for (name, least, most, whole), value, slack in zip(self.rows.columns, self.at, self.slack, strict=True):
            fits = (least - slack << BITS) < (value + 1) * MILLION and value * MILLION <= most + slack << BITS
            yield f"{name} {value / 2**BITS}", fits and (not whole or value in (0, 1 << BITS)), True
        for name, row in self.rows.rows.items():
            over = self.sum(row.terms) - (row.limit << BITS)
            over = over if row.sense == "<=" else -over if row.sense == ">=" else abs(over)
            if over > 0 and over > self.tolerance(row):
                unit = row.unit if row.step else ""
                yield f"{name} {row.sense}", f"{over / ((row.step or row.factor) << BITS):+,.6g} {unit}", 0
        for name, (mean, scale, divisor, first, last, gains, raised, of) in self.rows.sums.items():
            largest = sorted(
                (self.at[g] - (up << BITS) // of for g, up in zip(gains, raised, strict=True)), reverse=True
            )
            most = sum(gain * min(last - first + 1, max(0, last - place)) for place, gain in enumerate(largest))
            has = Fraction((self.at[mean] + len(gains)) * scale, divisor) - Fraction(sum(raised) << BITS, of)
            yield name, most <= has * (last - first + 1), True


# --------------------------------------------------------------------------------------------------------- the proofs


class Claim:
    """What a proof bounds, and over which rows: the programme's, and those that hold plans to what this one has.

    That no plan is better in an objective *and as good in those before* is proven over plans that are held to what this
    one has of these; and where the worst-off are raised step by step, to the gains that were settled in earlier steps.
    """

    def __init__(self, rows: Rows, certificate: Document, proof: Document, point: Point | None) -> None:
        self.all, self.rows, self.proof, self.exponent = rows, rows.rows, proof, certificate["exponent"]
        self.divisor, self.terms, self.columns = 1, Terms(), list(rows.columns)
        if proof["what"] == "nothing":
            return
        place, target = proof["objective"], rows.targets[proof["objective"]]
        self.divisor, self.terms = target.divisor, target.terms
        if proof["what"] != "value" and target.won:
            negative = [(column, -amount) for column, amount in target.won[1]]
            is_excess = proof["what"] == "excess"
            self.divisor, self.terms = excess(target, proof["ratio"]) if is_excess else (target.won[0], negative)
        self.rows = {
            name: row for name, row in rows.rows.items() if name not in proof["held"].keys() & set(target.gains)
        }
        left = [self.rows[name] for name in target.gains if name in self.rows]
        if (
            0 < len(left) < len(target.gains)
        ):  # those who are left bound the least gain; its bound may be of the settled
            [(least, _)] = target.terms
            self.columns[least] = rows.columns[least]._replace(most=min(self._room(row, least) for row in left))
        for key, value in proof["held"].items():
            self._hold(key, value, rows.targets[:place], target.gains if proof["step"] else [], certificate, point)

    def _hold(
        self, key: str, value: int, before: list[Target], gains: list[str], certificate: Document, point: Point | None
    ) -> None:
        """A row that every plan keeps that is as good as this one in an objective before: this one does."""
        if key.isdigit():
            target = before[int(key)]
            divisor, terms = (
                excess(target, certificate["ratios"][key]) if target.won else (target.divisor, target.terms)
            )
        else:
            row = {name: self.all.rows[name] for names in [gains, *(each.gains for each in before)] for name in names}[
                key
            ]
            divisor, terms = row.factor, [each for each in row.terms if self.all.columns[each[0]].name[:6] != "least_"]
        has = point.sum(terms) >> BITS - HELD_BITS if point else 0
        if value > has or (key.isdigit() and before[int(key)].won and not value <= 0 <= has):
            raise ValueError(f"held[{key}]: {value} > {has}")
        terms = [(column, amount << HELD_BITS) for column, amount in terms]
        self.rows[f"held[{key}]"] = Row(">=", value, divisor << HELD_BITS, 0, None, terms)

    def bound(self) -> Fraction | None:
        """The most that the value can be; None where the proof shows that no plan is left."""
        leaves: dict[tuple[int, bool], list[dict[int, int]]] = defaultdict(list)
        for leaf, held in self._leaves():
            leaves[leaf[0], leaf[1:] == ["empty"]].append(held)
        bounds = []
        for (prices, empty), those in leaves.items():
            whole, rest = self._evaluated(self.proof["multipliers"][prices], empty)
            for held in those:  # a column that is held counts as it is held, not with the most that it can be
                moved = sum(rest.get(c, 0) * at * MILLION - self._most(c, rest.get(c, 0)) for c, at in held.items())
                bounds.append(Fraction(whole + moved, self.divisor * MILLION << self.exponent))
                if empty and bounds.pop() >= 0:
                    raise ValueError(f"a leaf of multipliers {prices} is not empty")
        return self.all.in_steps(max(bounds), self.divisor, self.terms) if bounds else None

    def _leaves(self) -> Iterator[tuple[list[Any], dict[int, int]]]:
        """The tree's leaves, each with the whole columns that are held at 0 or 1 in it. A branch has both sides."""
        tree, met = self.proof["tree"], set()
        ahead: list[tuple[int, dict[int, int]]] = [(0, {})]
        while ahead:
            place, held = ahead.pop()
            column = self.all.number[tree[place][0]] if len(tree[place]) == 3 else None
            if place in met or place < 0 or (column is not None and not self.all.columns[column].whole):
                raise ValueError(f"tree, node {place}")
            met.add(place)
            if column is None:
                yield tree[place], held
            else:
                ahead += [(tree[place][1 + at], held | {column: at}) for at in (0, 1)]

    def _evaluated(self, prices: Document, empty: bool) -> tuple[int, dict[int, int]]:
        """Weak duality: the bound, and what the prices leave of each column's value."""
        rest = {} if empty else {column: amount << self.exponent for column, amount in self.terms}
        limits = 0
        for name, price in prices["rows"].items():
            row = self.rows[name]
            if row.sense != "=" and price * (1 if row.sense == "<=" else -1) < 0:
                raise ValueError(f"{name} {row.sense} takes no price of {price / 2**self.exponent}")
            limits += price * row.limit
            for column, amount in row.terms:
                rest[column] = rest.get(column, 0) - price * amount
        for name, order in prices["orders"].items():
            weights = {self.all.number[column]: weight for column, weight in order["weights"].items()}
            limits += self._order(name, order["times"], weights, rest)
        return limits * MILLION + sum(self._most(column, price) for column, price in rest.items()), rest

    def _most(self, column: int, price: int) -> int:
        """The most that a column can be worth."""
        return price * (self.columns[column].most if price > 0 else self.columns[column].least)

    def _room(self, row: Row, least: int) -> int:
        """How large a row of ``gain - weight * least >= limit`` lets the least gain be, rounded up [1/MILLION]."""
        most = sum(self._most(column, amount) for column, amount in row.terms if column != least)
        return -((row.limit * MILLION - most) // -dict(row.terms)[least])

    def _order(self, name: str, times: int, weights: dict[int, int], rest: dict[int, int]) -> int:
        """The rows of a Gini ceiling, one for each order of the gains, some of them taken together; returns the limit.

        ``sum(w gain) <= times scale mean`` holds in every order where, for every k, the k largest weights together are
        no more than what the mean of the sums of the largest gains counts (Rado 1952). Gains that may be below 0 are
        raised: the limit is what that adds, and the most that they can be below 0 where weights are missing.
        """
        mean, scale, divisor, first, last, gains, raised, of = self.all.sums[name]
        rooms = [times * min(last - first + 1, max(0, last - place)) for place in range(len(weights))]
        room, sound = 0, times >= 0 and times * scale % divisor == 0 and min([0, *weights.values()]) >= 0
        for weight, more in zip(sorted(weights.values(), reverse=True), rooms, strict=True):
            room += more - weight * (last - first + 1)
            sound = sound and room >= 0
        if not sound or weights.keys() - set(gains) or any(self.all.columns[gain].least < 0 for gain in gains):
            raise ValueError(name)
        for column, change in [
            *((column, -weight) for column, weight in weights.items()),
            (mean, times * scale // divisor),
        ]:
            rest[column] = rest.get(column, 0) + change
        missing = max(0, Fraction(times * (first + last), 2) - sum(weights.values()))
        added = sum((weights.get(gain, 0) - times) * up for gain, up in zip(gains, raised, strict=True))
        return ceil(Fraction(added + missing * max([0, *raised]), of))


def excess(target: Target, ratio: str) -> tuple[int, Terms]:
    """An objective's value less a ratio times its won: above 0 exactly where the plan's own ratio is above it."""
    assert target.won
    divisor = lcm(target.divisor, target.won[0] * Fraction(ratio).denominator)
    terms = Counter({column: amount * (divisor // target.divisor) for column, amount in target.terms})
    times = divisor // target.won[0] * Fraction(ratio)
    terms.subtract({column: amount * int(times) for column, amount in target.won[1]})
    return divisor, list(terms.items())


def proofs(rows: Rows, certificate: Document, point: Point | None) -> Findings:
    """Whether every proof proves what it claims."""
    for number, proof in enumerate(certificate["proofs"], 1):
        bound = Claim(rows, certificate, proof, point).bound()
        name = f"{number}: {proof['what']}"
        if proof["what"] == "nothing":
            yield name, bound, None
        elif bound is not None and proof["bound"] < bound * BOUND_UNIT:
            yield name, proof["bound"] / BOUND_UNIT, float(bound)


# ------------------------------------------------------------------------------------------------- what the plan says


class Statement:
    """What is proven of one objective in the unit that people read: the most that a plan has, and what this one has.

    ``rounding``: how far the plan's figure may be from that of its point. ``may_miss``: what may be missing of the most
    in a plan that is called optimal: a ten-millionth part, a gram, or what whole won and kilograms take from it, which
    is what one won, and the kilograms that may be rounded away, are worth by the prices in every row; nothing of a
    count.
    """

    def __init__(self, rows: Rows, plan: Document, point: Point, place: int) -> None:
        target, certificate = rows.targets[place], plan["certificate"]
        assert target.factor
        self.said, self.sense = (plan["levels"] or [plan["objective"]])[target.number], 1 if target.factor > 0 else -1
        of = {p["what"]: p for p in certificate["proofs"][::-1] if p["objective"] == place and p["step"] == 0}
        proof, spent, divisor = of["excess" if target.won else "value"], Fraction(1), target.divisor
        self.exact = Fraction(point.sum(target.terms), target.divisor << BITS) * target.factor
        self.limit = Fraction(proof["bound"], BOUND_UNIT)
        if target.won:  # no ratio is above the one that the excess is taken from, and the excess over the least won
            spent = Fraction(point.sum(target.won[1]), target.won[0] << BITS) or Fraction(1)
            self.exact, divisor = self.exact / spent, excess(target, proof["ratio"])[0]
            least_won = -Fraction(of["least_won"]["bound"], BOUND_UNIT)
            self.limit = Fraction(proof["ratio"]) + max(self.limit, Fraction(0)) / max(least_won, Fraction(0))
        else:
            self.limit = rows.in_steps(self.limit, divisor, target.terms) * target.factor
            self.limit = Fraction(ceil(self.limit)) if target.factor < -1 else self.limit  # won are whole
        kilograms, gain = Fraction(sum(point.years.values()), 2), self._gain(rows, point, target)
        whole_won = Fraction(2 * len(plan["awards"])) if target.factor < -1 else gain  # of cost, and of support
        self.rounding = whole_won or (kilograms / 1000 + abs(self.exact) * 2 * len(plan["awards"]) / MILLION) / spent
        worth = {"won": Fraction(0), "kg": Fraction(0)}
        for name, price in proof["multipliers"][0]["rows"].items() if proof["tree"] == [[0]] else ():
            if name in rows.rows and rows.rows[name].unit in worth:
                worth[rows.rows[name].unit or ""] += abs(price) * rows.rows[name].step
        bought = (worth["won"] + worth["kg"] * max(2 * kilograms + 1, Fraction(4))) / (
            divisor << certificate["exponent"]
        )
        gram = Fraction(target.factor == 1 and not (target.won or gain), MILLION)
        self.may_miss = max(abs(self.exact) / 10**7, gram, bought * abs(target.factor) / spent + whole_won)
        if rows.counted(target.terms) and not target.won:
            self.may_miss = Fraction(1, BOUND_UNIT)  # nothing but the last digit of the bound
        self.missing = (self.limit - self.exact) * self.sense

    def _gain(self, rows: Rows, point: Point, target: Target) -> Fraction:
        """Of a least gain: twice what rounding may move in a row that keeps it below some member's gain."""
        columns = {column for column, _ in target.terms if rows.columns[column].name.startswith("least_")}
        stops = ((row, amount) for row in rows.rows.values() for column, amount in row.terms if column in columns)
        moved = [Fraction(2 * point.tolerance(row), abs(amount) << BITS) for row, amount in stops]
        return max(moved, default=Fraction(0)) * abs(target.factor or Fraction(1))

    def wrong(self) -> Findings:
        """What the plan says beyond what is proven. Its numbers are the nearest binary ones: close to 1 in 10**14."""
        said, close = self.said, Fraction(1, 10**14)
        off, better = abs(said["exact"] - self.exact), (self.limit - said["bound"]) * self.sense
        gap = max(self.missing, Fraction(0)) / abs(self.exact or Fraction(1))
        is_said = (said["gap"] is None and not (self.exact and self.missing > 0)) or (said["gap"] or 0) >= gap
        yield f"exact {float(said['exact'])}", off <= abs(self.exact) * close, True
        yield f"value {float(said['value'])}", abs(said["value"] - self.exact) <= self.rounding + close, True
        yield f"bound {float(said['bound'])}", better <= abs(self.limit) * close, True
        yield f"gap {said['gap'] and float(said['gap'])}", is_said, True
        yield "bound above the plan", -self.missing <= max(self.may_miss, abs(self.exact) / MILLION), True

    def words(self) -> tuple[str, ...]:
        """The verdict."""
        more = "more" if self.sense > 0 else "less"
        figures = self.limit, self.exact, max(self.missing, Fraction(0))
        limit, exact, gap = (f"{float(figure):,.6f}".rstrip("0").rstrip(".") for figure in figures)
        text = f"No plan that keeps these rows has {more} {{}} than {{}} {{}}; this plan has {{}}; gap {{}}."
        return text, self.said["name"], limit, self.said["unit"], exact, gap


# --------------------------------------------------------------------------------------------------------- the report


class Report:
    """A line for each thing that was checked."""

    def __init__(self, korean: bool) -> None:
        self.korean, self.lines, self.failed = korean, 0, 0

    def text(self, text: str, *parts: Any) -> str:
        """The text in the reader's language."""
        return (KOREAN[text] if self.korean else text).format(*parts)

    def check(self, findings: Findings, text: str, *parts: Any) -> bool:
        """Print whether what was found is what should be there: the first that is not, and how many are not."""
        try:
            wrong = [(where, found, right) for where, found, right in findings if found != right]
        except DAMAGED as error:
            wrong = [(type(error).__name__, str(error)[:200], "-")]
        line = f"{self.text('FAILED' if wrong else 'ok')}: {self.text(text, *parts)}"
        if wrong:
            figures = (float(part) if isinstance(part, Fraction) else part for part in wrong[0])
            line += f": {self.text('{}: {} in place of {} ({} in all)', *figures, len(wrong))}"
        print(line)
        self.lines, self.failed = self.lines + 1, self.failed + bool(wrong)
        return not wrong


def same_rows(plan: Document, digest: str, read: Iterable[str], found: list[Rows]) -> Findings:
    """Whether the file is the one that the certificate names; only then it is read, and left in ``found``."""
    certificate = plan["certificate"]
    yield "SHA-256", digest, certificate["rows_hash"]
    if digest == certificate["rows_hash"]:
        rows = Rows(read)
        yield "inputs_hash", rows.others["planner rows 1"], [[plan["inputs_hash"]]]
        yield "rows", len(rows.rows), certificate["rows"]
        yield "columns", (len(rows.columns), len(rows.number)), (certificate["columns"], certificate["columns"])
        found.append(rows)


def strays(plan: Document, rows: Rows, found: list[Point]) -> Findings:
    """What no row knows of the plan, whose point is left in ``found``."""
    found.append(Point(plan, rows))
    yield from found[0].strays


def said(plan: Document, rows: Rows, point: Point, number: int, found: list[Statement]) -> Findings:
    """What is wrong with what the plan says of an objective, from the first of its levels, left in ``found``."""
    place = [place for place, target in enumerate(rows.targets) if target.number == number][0]  # noqa: RUF015
    found.append(Statement(rows, plan, point, place))
    yield from found[-1].wrong()


def status(plan: Document, rows: Rows, statements: list[Statement]) -> Findings:
    """Whether a plan that is called optimal misses no more than it may, in any objective."""
    missing = [each.said["name"] for each in statements if each.missing > each.may_miss]
    yield "objectives", len(statements), len({target.number for target in rows.targets})
    yield "the first of them", plan["objective"], statements[0].said
    yield "proof", plan["proof"], "certified"
    yield "missing", [] if plan["status"] in ("within_gap", "feasible") else missing, []
    yield "status", plan["status"] in ("optimal", "within_gap", "feasible"), True


def checked(plan: Document, digest: str, read: Iterable[str], report: Report) -> None:
    """Print everything that is to be said of a plan, or of the proof that there is none, and the verdict."""
    rows, point, statements = list[Rows](), list[Point](), list[Statement]()
    is_plan = "awards" in plan
    if is_plan:
        report.check(fingerprint(plan), "The plan's hash is that of its contents")
        report.check(award_books(plan), "Every award's payments and tonnes add up")
        report.check(indicators(plan), "The indicators are the sums of the awards")
        report.check(accounts(plan), "The accounts of purses and pools add up to the payments")
    report.check(same_rows(plan, digest, read, rows), "The rows are those that the certificate names")
    if rows and is_plan:
        report.check(strays(plan, rows[0], point), "The rows know every award and payment")
    if point:
        report.check(point[0].broken(), "The plan keeps every bound and row, but for rounding")
    if rows and (point or not is_plan):
        text = "The prices prove the bounds that the certificate claims"
        report.check(proofs(rows[0], plan["certificate"], point[0] if point else None), text)
    for number, objective in enumerate(plan["levels"] or [plan["objective"]] if point and not report.failed else ()):
        text = "What the plan says of {} is what is proven"
        report.check(said(plan, rows[0], point[0], number, statements), text, objective["name"])
    if statements:
        report.check(status(plan, rows[0], statements), "The plan is rightly called {}", plan.get("status"))
    if report.failed:
        print(report.text("{} of {} checks FAILED: nothing is proven of this plan.", report.failed, report.lines))
    elif not is_plan:
        print(report.text("No plan keeps these rows."))
    for number, statement in enumerate(statements if not report.failed else ()):
        print(report.text(*statement.words()))
        print(report.text("(Of the plans that are as good as this one in what stands above.)")) if number else None


def main(arguments: list[str]) -> int:
    """Check one plan. Returns the exit code."""
    korean = arguments[-2:] == ["--lang", "ko"]
    names = arguments[:-2] if arguments[-2:-1] == ["--lang"] else arguments
    if not 1 <= len(names) <= 2 or any(name.startswith("-") for name in names):
        print(__doc__)
        return 2
    try:
        text = Path(names[0]).read_text(encoding="utf-8")
        plan = json.loads(text, parse_float=exactly, parse_constant=exactly, object_pairs_hook=once)
        if not isinstance(plan, dict):
            raise ValueError("no plan")
        packed, digest = Path(names[-1] if names[1:] else Path(names[0]).with_suffix(".rows.gz")), hashlib.sha256()
        with gzip.open(packed) as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except (OSError, EOFError, zlib.error, RecursionError, ValueError) as error:
        print(f"{type(error).__name__}: {error}"[:300], file=sys.stderr)
        return 2
    report = Report(korean)
    with gzip.open(packed, "rt", encoding="utf-8") as lines:
        checked(plan, digest.hexdigest(), lines, report)
    return 6 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
