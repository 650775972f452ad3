"""The worked examples as a person would hand them in: a model in YAML and tables in CSV."""

from __future__ import annotations

from pathlib import Path

CASCADE = {
    "model.yaml": """\
programme: cascade
inputs: tables
years: {award: [2026, 2031], count_until: 2035}
projects: divisible
funders:
  - {id: MOTIR, kind: government, pays: {tier: 1}, budget: {2026: 40_000_000}}
  - {id: OEM, kind: oem, pays: {tier: 1}, budget: {2026: 20_000_000}}
  - id: MSS
    kind: government
    pays: {tier: 2}
    budget: {2026: 100_000_000, 2027: 100_000_000, 2028: 100_000_000,
             2029: 100_000_000, 2030: 100_000_000, 2031: 100_000_000}
support_rates:
  - {tier: 1, at_most: 0.6}
  - {tier: 2, at_most: 0.7}
repayment: {base: [MOTIR, OEM], ratio: 1, grace_years: 1, instalments: 3, pool: own_chain}
matching: [{funder: MSS, at_most: 1}]
""",
    "tables/suppliers.csv": "supplier_id,tier\nA,1\nB,2\n",
    "tables/links.csv": "buyer_id,seller_id,share\nA,B,1\n",
    "tables/upgrades.csv": """\
upgrade_id,supplier_id,technology,cost_won,tonnes,life_years
UA,A,furnace,100000000,50,10
UB,B,compressor,30000000,30,10
""",
}

RANKING = {
    "model.yaml": """\
programme: a ranking is not enough
inputs: tables
years: {award: [2026, 2026], count_until: 2026}
projects: whole
funders: [{id: GOV, kind: government, budget: {2026: 100_000_000}}]
""",
    "tables/suppliers.csv": "supplier_id,tier\nS,1\n",
    "tables/upgrades.csv": """\
upgrade_id,supplier_id,technology,cost_won,tonnes,life_years
P,S,furnace,60000000,600,1
Q,S,furnace,50000000,480,1
R,S,furnace,45000000,441,1
""",
}

REGIONS = {
    "model.yaml": """\
programme: the price of a floor
inputs: tables
years: {award: [2026, 2026], count_until: 2026}
projects: divisible
funders: [{id: GOV, kind: government, budget: {2026: 100_000_000}}]
fairness: [{floor: 0.3, of: support, by: region, group: Y}]
""",
    "tables/suppliers.csv": "supplier_id,tier,region\nSX,1,X\nSY,1,Y\n",
    "tables/upgrades.csv": """\
upgrade_id,supplier_id,technology,cost_won,tonnes,life_years
UX,SX,furnace,200000000,2000,1
UY,SY,furnace,200000000,1200,1
""",
}


def written(folder: Path, files: dict[str, str]) -> Path:
    """Write the files and give the model's path."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "model.yaml"
