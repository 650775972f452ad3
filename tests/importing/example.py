"""A foreign table in Korean, a map for it, and means to spoil both."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from planner.errors import Fault
from planner.importing.map_file import read_map
from planner.importing.run import Import, imported
from planner.importing.vocabulary import ImportMap

TABLE = """\
과제번호,업체명,업체코드,차수,종업원수,설비,투자비(백만원),절감전력(kWh),절감가스(MMBtu),연료,절감액($)
P-01,가나다,S1,1,30,모터,"1,250.5",12000,,전기,1000
P-02,가나다,S1,1,30,보일러,300,,10,가스,-200.25
P-03,라마바,S2,2,320,보일러,0,,5,가스,10
P-04,라마바,S2,2,320,LED,20,500,,전기,
"""

MAP = """\
map: A trial
numbers: {thousands: ","}
currencies:
  USD: {won: 1350, source: assumed}
sheets:
  - leave_out:
      - {column: 투자비(백만원), at_most: 0, because: no cost}
    tables:
      suppliers:
        distinct: true
        columns:
          supplier_id: 업체코드
          name: 업체명
          tier: 차수
          size: {column: 종업원수, ranges: [{below: 50, gives: small}, {below: 300, gives: medium}, {gives: mid-sized}]}
      upgrades:
        columns:
          upgrade_id: {join: [업체코드, 과제번호], by: "/"}
          supplier_id: 업체코드
          technology: {column: 설비, words: {모터: motor, 보일러: boiler}, otherwise: other}
          cost_won: {column: 투자비(백만원), unit: 백만원}
          electricity_mwh: {column: 절감전력(kWh), unit: kWh}
          gas_gj: {column: 절감가스(MMBtu), unit: MMBtu, when: [{column: 연료, one_of: 가스}]}
          saving_won: {column: 절감액($), unit: USD, if_blank: 0}
          life_years: {constant: 10}
"""


def chart_of(folder: Path, text: str = MAP) -> ImportMap:
    """The map of a text without faults."""
    chart = map_or_faults(folder, text)
    assert isinstance(chart, ImportMap), [str(fault) for fault in chart]
    return chart


def map_or_faults(folder: Path, text: str) -> ImportMap | list[Fault]:
    file = folder / "trial.yaml"
    file.write_text(text, encoding="utf-8")
    return read_map(file)


def run_import(folder: Path, text: str = MAP, table: str | bytes = TABLE) -> Import:
    """The import of one CSV file by a map."""
    file = folder / "견적.csv"
    file.write_bytes(table if isinstance(table, bytes) else table.encode())
    return imported([file], chart_of(folder, text))


def tables(result: Import) -> Mapping[str, list[dict[str, str]]]:
    """The tables as they would be written, without blank cells."""
    return {
        name: [{column: cell for column, cell in result.merged.cells(entry).items() if cell} for entry in entries]
        for name, entries in result.merged.tables.items()
    }


def said(result: Import) -> list[tuple[str, str]]:
    return [(fault.code, fault.place) for fault in result.faults]


def changed(text: str, old: str, new: str) -> str:
    """The text with a part replaced that must be in it."""
    assert old in text
    return text.replace(old, new)
