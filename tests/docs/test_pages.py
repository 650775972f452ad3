"""Steps are read off a page as a reader would take them, and a page that shows what is not printed is mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.__main__ import refreshed
from tests.docs.pages import Command, Filled, Reader, Statement, Written, steps

PAGE = """
# A page

Write three cells of `form.xlsx`:

| sheet | cell | write |
|---|---|---|
| `upgrades` | `D5` | `1.3억` |
| `links` | `A4` | `7` |

```console
$ planner check form.xlsx --lang ko  # ends with 3
...
E-204 form.xlsx
$ planner schema
```

The table `inputs/suppliers.csv`:

```csv
supplier_id,tier
```

This one, of `other.csv`, is only shown.

```csv
a,b
```

| question | answer |
|---|---|
| who | nobody |

In Python:

```pycon
>>> for tier in (1, 2):
...     print(tier)
1
2
>>> answer = 6 * 7
```
"""


def test_steps_in_their_order() -> None:
    assert list(steps(PAGE)) == [
        Filled("form.xlsx", (("upgrades", "D5", "1.3억"), ("links", "A4", "7"))),
        Command("planner check form.xlsx --lang ko", 3, ("E-204 form.xlsx",)),
        Command("planner schema", 0, ()),
        Written("inputs/suppliers.csv", "supplier_id,tier\n"),
        Statement(">>> for tier in (1, 2):\n...     print(tier)", "for tier in (1, 2):\n    print(tier)\n", "1\n2\n"),
        Statement(">>> answer = 6 * 7", "answer = 6 * 7\n", ""),
    ]


def test_a_block_that_would_be_passed_over_is_told() -> None:
    with pytest.raises(AssertionError, match="blank line"):
        list(steps("Text\n```console\n$ planner schema\n```\n"))


def test_cells_numbers_and_models_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from openpyxl import Workbook, load_workbook

    monkeypatch.chdir(tmp_path)
    Workbook().save("form.xlsx")
    Reader().do(Filled("form.xlsx", (("Sheet", "B2", "1.3억"), ("Sheet", "A1", "12"), ("Sheet", "A2", "007x"))))
    sheet = load_workbook("form.xlsx")["Sheet"]
    assert [sheet["B2"].value, sheet["A1"].value, sheet["A2"].value] == ["1.3억", 12, "007x"]
    for text in ("programme: A\n", "inputs: b\n"):
        Reader().do(Written("deep/model.yaml", text))
        Reader().do(Written("deep/table.csv", text))
    assert Path("deep/model.yaml").read_text(encoding="utf-8") == "programme: A\ninputs: b\n"
    assert Path("deep/table.csv").read_text(encoding="utf-8") == "inputs: b\n"


def test_a_page_is_refreshed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = "Make a chain:\n\n```console\n$ planner sample trial --tier1 1 --tier2 1\ntrail/modell.yaml\n...\n```\n"
    assert refreshed(page) == page.replace("trail/modell.yaml", "trial/model.yaml")


def test_what_statements_print_is_refreshed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it, with the names of the statements before."""
    monkeypatch.chdir(tmp_path)
    page = "Reckon:\n\n```pycon\n>>> answer = 6 * 7\n41\n>>> answer\n>>> print(1)\n2\n3\n```\n"
    assert refreshed(page) == "Reckon:\n\n```pycon\n>>> answer = 6 * 7\n>>> answer\n42\n>>> print(1)\n1\n```\n"


def test_an_exit_code_that_differs_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="ended with 3"):
        refreshed("There is no such file:\n\n```console\n$ planner check nothing.yaml\n```\n")
