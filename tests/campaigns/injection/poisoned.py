"""A programme in which every text that users write is one of the words: ids, names, marks, groups, sources, remarks."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.live_text import guarded_unless_number

MILLION = 1_000_000
BUDGET = {str(year): 60 * MILLION for year in range(2026, 2029)}


@dataclass(frozen=True)
class Files:
    """A programme, as its files hold it."""

    model: dict[str, Any]
    tables: dict[str, list[Mapping[str, object]]]

    def write(self, folder: Path) -> None:
        """Write the files into the folder."""
        (folder / "tables").mkdir(parents=True)
        for name, rows in self.tables.items():
            (folder / "tables" / f"{name}.csv").write_bytes(_csv(rows))
        # JSON is YAML; what no encoding has is written as its escape.
        (folder / "model.yaml").write_text(json.dumps(self.model, indent=1, ensure_ascii=True), encoding="ascii")


def everywhere(word: str) -> Files:
    """The word in the rules and in the tables."""
    return Files(model(word, word), tables(word))


def in_rules(word: str) -> Files:
    """The word in the rules alone, where the tables would be refused for it."""
    return Files(model(word, "plain"), tables("plain"))


def crowd(words: Sequence[str]) -> Files:
    """All the words in one programme: each has suppliers, upgrades, a product, a group and a sector of its own."""
    given, rows = model(words[0], words[0]), tables(words[0])
    for number, word in enumerate(words[1:], start=1):
        for name, more in tables(word).items():
            rows[name] += [row for row in more if name != "links"]
        given["technology_classes"][word] = [word]
        given["groups"][word] = {"region": word}
        given["support_rates"].append({"technology_class": word, "at_most": 0.7, "source": word})
        given["contributions"].append({"year": 2030, "sector": word, "sector_t": 10**6 + number, "source": word})
        given["footprint"].append({"product": word, "year": [2030], "target_kg": 20, "source": word})
    given["matching"], given["reserved"] = [], []
    return Files(given, rows)


def _csv(rows: list[Mapping[str, object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows({name: guarded_unless_number(str(cell)) for name, cell in row.items()} for row in rows)
    return text.getvalue().encode("utf-8", errors="surrogatepass")


def tables(word: str) -> dict[str, list[Mapping[str, object]]]:
    """Two suppliers of the first tier and two of the second, an upgrade each and one more that nobody funds."""
    who = dict(zip("ABCD", _numbered(word), strict=False))
    what = dict(zip("abcde", _numbered(word + " u"), strict=False))
    marks = {"consortium": word, "region": word, "size": "small", "process": word, "baseline_t": 1_000, "source": word}
    suppliers = [
        {"supplier_id": who[one], "name": word, "tier": tier, **marks}
        for one, tier in (("A", 1), ("B", 1), ("C", 2), ("D", 2))
    ]
    links = [
        {"buyer_id": who["A"], "seller_id": who["C"], "share": 1, "source": word},
        {"buyer_id": who["B"], "seller_id": who["D"], "share": 1, "source": word},
    ]
    made = (("a", "A", 100, 500, ""), ("b", "B", 100, 400, ""), ("c", "C", 30, 90, ""), ("d", "D", 40, 80, what["c"]))
    upgrades: list[Mapping[str, object]] = [
        {
            "upgrade_id": what[one],
            "supplier_id": who[owner],
            "technology": word,
            "cost_won": million * MILLION,
            "tonnes": tonnes,
            "life_years": 10,
            "alternative_group": word if one in "de" else "",
            "needs": "" if ";" in needed else needed,
            "creditable": "yes",
            "source": word,
        }
        for one, owner, million, tonnes, needed in (*made, ("e", "D", 900, 1, ""))
    ]
    products = [{"supplier_id": who["A"], "product": word, "share": 1, "units_per_year": 1_000, "source": word}]
    return {"suppliers": suppliers, "links": links, "upgrades": upgrades, "products": products}


def _numbered(word: str) -> Iterator[str]:
    """Ids that differ: the word with a number behind it."""
    number = 0
    while True:
        number += 1
        yield f"{word} {number}"


def model(word: str, mark: str) -> dict[str, Any]:
    """The rules, as a model file states them; ``mark`` is what the tables say, and what rules name of it."""
    state, leader, later = (f"{word} {letter}" for letter in "GLM")
    return {
        "programme": word,
        "inputs": "tables",
        "years": {"award": [2026, 2028], "count_until": 2035},
        "projects": "divisible",
        "factors": {
            "grid_t_per_mwh": {"2026": 0.4, "2035": 0.1},
            "grid_scenarios": {word: {"2026": 0.4, "2035": 0.2}},
            "scenario": word,
            "source": word,
        },
        "funders": [
            {"id": state, "name": word, "kind": "government", "pays": {"tier": 1}, "budget": BUDGET, "source": word},
            {"id": leader, "name": word, "kind": "oem", "pays": {"tier": 1}, "budget": BUDGET, "source": word},
            {"id": later, "name": word, "kind": "government", "pays": {"tier": 2}, "budget": BUDGET, "source": word},
        ],
        "technology_classes": {word: [mark]},
        "support_rates": [{"tier": 1, "at_most": 0.6, "source": word}, {"technology_class": word, "at_most": 0.7}],
        "repayment": {"base": [state, leader], "instalments": 2, "pool": "own_chain", "source": word},
        "matching": [{"funder": later, "at_most": 2, "source": word}],
        "co_funding": [{"funder": leader, "of": state, "at_least": 0.1, "source": word}],
        "caps": [{"per": "supplier", "funders": [state], "won": 50 * MILLION, "source": word}],
        "technology_limits": [{"technology": mark, "at_most": 1, "of": "tonnes", "source": word}],
        "groups": {word: {"region": mark}},
        "fairness": [
            {"floor": 0.1, "of": "support", "by": "region", "group": word, "source": word},
            {"cap": 0.9, "of": "support", "by": "supplier", "source": word},
        ],
        "reserved": [{"funder": later, "share": 0.1, "of": {"region": mark}, "source": word}],
        "clawback": {"tied_share": 0.5, "free_shortfall": 0.1, "source": word},
        "contributions": [{"year": 2030, "sector": word, "sector_t": 10**6, "source": word}],
        "footprint": [{"product": mark, "year": [2030], "target_kg": 20, "source": word}],
        "offsets": {
            "crediting": {"years": 3},
            "split": {"oem": 0.7, "supplier": 0.3},
            "share_of_obligation": 0.1,
            "obligation_t": {"2026": 4_000},
            "price_won_per_t": {"2026": 2_000},
            "bundles": {"by": "region", "classes": [{"name": word, "at_most_t": 1000}], "source": word},
            "source": word,
        },
        "notes": word,
    }
