"""A small programme without faults, as files, and means to spoil it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from planner.errors import Fault
from planner.intake import Reading, ReadingError, read_programme

MODEL = """\
programme: cascade
inputs: tables
years: {award: [2026, 2028], count_until: 2035}
projects: divisible
objective: {maximise: lifetime_tonnes}
factors:
  grid_t_per_mwh: {2023: 0.4173, 2035: 0.12}
  gas_t_per_gj: 0.0561
funders:
  - id: MOTIR
    kind: government
    pays: {tier: 1}
    budget: {2026: 40_000_000, 2027: 0, 2028: 0}
    carry_over: none
  - id: HMC
    kind: oem
    pays: {tier: 1}
    budget: {2026: 20_000_000, 2027: 0, 2028: 0}
  - id: MSS
    kind: government
    pays: {tier: 2}
    budget: {2026: 9_000_000, 2027: 9_000_000, 2028: 9_000_000}
    rate: {small: 0.7, medium: 0.6}
technology_classes:
  heat: [boiler, dryer]
  power: motor
support_rates:
  - {tier: 1, at_most: 0.6}
  - {tier: 2, at_most: 0.7}
repayment: {base: [MOTIR, HMC], ratio: 1, instalments: 3, pool: own_chain}
matching: [{funder: MSS, at_most: 1}]
co_funding: [{funder: HMC, of: MOTIR, at_least: 0.4}]
affordability: {share_of_savings: 0.5}
caps: [{funders: [MSS, pool], per: supplier, won: 300_000_000}]
technology_limits: [{technology: motor, at_most: 0.9, of: tonnes}]
groups: {south: {region: [Busan, Daegu]}}
fairness:
  - {floor: 0.1, of: support, by: region, group: south}
  - {floor: 0.1, cap: 0.9, of: support, by: size, group: small, payers: [MSS, pool]}
ignore_columns: remark
"""

SUPPLIERS = """\
supplier_id,name,tier,consortium,region,size,process,ets_covered,repay_capacity_won,remark
A,None,1,K,Busan,medium,casting,no,1000000,any
007,"Seven, Ltd",2,K,Seoul,small,forging,,,
B,나 회사,2,,Daegu,small,moulding,No,,
"""

LINKS = """\
buyer_id,seller_id,share
A,007,0.6
B,007,0.4
A,B,1
"""

UPGRADES = """\
upgrade_id,supplier_id,technology,cost_won,electricity_mwh,gas_gj,tonnes,saving_won,life_years,first_year,last_year,alternative_group,needs,mandatory
u1,A,boiler,100000000,,,50,5000000,10,,,,,
u2,A,motor,,120.5,,,0,10,2026,2027,,u1,
u3,007,dryer,30000000.0,,900,,0,10,,2028,g,,YES
u4,B,boiler,20000000,-5,,30,0,10,,,g,u1; u3,
"""

COST_LINES = """\
upgrade_id,year_offset,won,payer
u2,0,1000000,
u2,1,2000000,HMC
"""

TABLES = {"suppliers.csv": SUPPLIERS, "links.csv": LINKS, "upgrades.csv": UPGRADES, "cost_lines.csv": COST_LINES}

type Edit = tuple[str, str]
"""What stands there, and what is to stand there instead."""


def write(folder: Path, edits: Mapping[str, Sequence[Edit] | bytes | None] | None = None) -> Path:
    """The example's files with edits by file; bytes replace a file, None leaves it out. Gives the model's path."""
    texts = {"model.yaml": MODEL} | {f"tables/{name}": text for name, text in TABLES.items()}
    contents: dict[str, bytes] = {name: text.encode() for name, text in texts.items()}
    for file, edit in (edits or {}).items():
        name = file if file == "model.yaml" else f"tables/{file}"
        if edit is None:
            contents.pop(name)
        elif isinstance(edit, bytes):
            contents[name] = edit
        else:
            contents[name] = _edited(contents[name].decode(), edit).encode()
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return folder / "model.yaml"


def _edited(text: str, edits: Sequence[Edit]) -> str:
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def read(model: Path, *overrides: str) -> Reading:
    """The reading of a model without faults."""
    return read_programme(model, overrides)


def refused(model: Path, *overrides: str) -> ReadingError:
    """What is said of a model with faults."""
    try:
        read_programme(model, overrides)
    except ReadingError as error:
        return error
    raise AssertionError("no fault was found")


def said(faults: Sequence[Fault]) -> list[tuple[str, str]]:
    """Codes and places."""
    return [(fault.code, fault.place) for fault in faults]
