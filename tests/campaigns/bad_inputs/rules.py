"""Cases 55 to 64: what the programme says as a whole."""

from __future__ import annotations

from tests.campaigns.bad_inputs.book import AsText, Book
from tests.campaigns.bad_inputs.case import Expected, case
from tests.campaigns.bad_inputs.numbers import put


def _row_with(book: Book, rule: str, number: str, key: str) -> int:
    rows = book.grids["rules"].dictionaries()
    wanted = (rule, number, key)
    return next(n for n, row in enumerate(rows) if (row["rule"], row["number"], row["key"]) == wanted)


def _purse(book: Book) -> str:
    return {"example": "MSS", "hyundai-kia": "KIA"}.get(book.good, "SME")


def _set_budgets(book: Book, purse: str, won: int) -> str:
    """All budgets of a purse; gives the place of the purse's budget."""
    if book.form == "xlsx":
        grid = book.grids["budgets"]
        rows = [row for row in range(len(grid.rows)) if grid.get(row, "funder") == purse]
        for row in rows:
            grid.put(row, "won", str(won))
        return book.place("budgets", rows[0], "won")
    line = book.model_line(f"id: {purse}", "budget:")
    lines = book.model_text.splitlines()
    head, _, rest = lines[line - 1].partition("budget:")
    if "{" in rest:
        lines[line - 1] = f"{head}budget: {{2026: {won}}}" + rest.partition("}")[2]
    else:
        end = line
        while lines[end].lstrip()[:4].isdecimal():
            year = lines[end].partition(":")[0]
            lines[end] = f"{year}: {won}"
            end += 1
    book.model_text = "\n".join(lines) + "\n"
    return f"model.yaml › line {line}, funders.{purse}.budget"


@case(55, "an upgrade that costs nothing")
def zero_cost(book: Book) -> Expected:
    row = book.any_row("upgrades", "cost_won")
    book.grids["upgrades"].put(row, "cost_won", book.pick("0", "0.0", 0))
    return Expected("E-410", book.place("upgrades", row, "cost_won"), "what it costs", also=("W-512",))


@case(56, "an upgrade that saves nothing")
def no_benefit(book: Book) -> Expected:
    grid = book.grids["upgrades"]
    needed = {name.strip() for row in grid.filled("needs") for name in str(grid.get(row, "needs")).split(";")}
    free = [row for row in grid.filled("cost_won") if grid.get(row, "upgrade_id") not in needed]
    row = book.draw.choice([row for row in free if not grid.get(row, "mandatory")])
    for column in ("electricity_mwh", "gas_gj", "other_t", "tonnes"):
        if column in grid.columns:
            grid.put(row, column, "")
    grid.put(row, "tonnes", "0")
    return Expected("W-401", book.place("upgrades", row), "Check its savings", "warned")


@case(57, "a purse without any budget")
def no_budget(book: Book) -> Expected:
    place = _set_budgets(book, _purse(book), 0)
    if book.form == "xlsx" and book.variant % 4 == 3:
        grid = book.grids["budgets"]
        grid.rows = [row for row in grid.rows if row[0] != _purse(book)]
        funders = book.grids["funders"]
        row = next(n for n in range(len(funders.rows)) if funders.get(n, "id") == _purse(book))
        return Expected("E-122", book.place("funders", row, "id"), "Give it a budget")
    return Expected("E-122", place, "Give it a budget")


@case(58, "a budget below the cheapest upgrade", goods=("example", "sample-3-5-1"))
def nothing_affordable(book: Book) -> Expected:
    for purse in ("MOTIR", "HMC", "MSS") if book.good == "example" else ("GOV", "OEM", "SME"):
        _set_budgets(book, purse, book.pick(100, 1, 2_000))
    if book.form == "xlsx":
        book.grids["rules"].put(book.rule("projects"), "value", AsText("whole"))
    else:
        book.edit_model("projects: divisible", "projects: whole")
    grid = book.grids["upgrades"]
    cheapest = 1
    if book.good == "example":
        for column in ("mandatory", "alternative_group"):
            for row in grid.filled(column):
                grid.put(row, column, "")
    else:
        cheapest = min(range(len(grid.rows)), key=lambda row: int(grid.get(row, "cost_won")))
    return Expected("E-430", book.place("upgrades", cheapest, "cost_won"), "Raise the budgets", also=("W-501",))


@case(59, "mandatory upgrades above the budget", goods=("example", "sample-3-5-1"))
def mandatory(book: Book) -> Expected:
    grid = book.grids["upgrades"]
    if book.variant % 5 == 4:
        return _capped(book)
    if book.good == "example":
        rows = [0, 2]
        grid.put(0, "mandatory", "yes")
        _set_budgets(book, "MOTIR", book.pick(30_000_000, 1_000_000))
    else:
        rows = list(range(len(grid.rows)))
        for row in rows:
            grid.put(row, "mandatory", "yes")
    return Expected("E-429", book.place("upgrades", rows[0], "mandatory"), "take marks away")


def _capped(book: Book) -> Expected:
    """The budget is there, but a cap on a supplier forbids to spend it: only the solver finds out."""
    rows = range(len(book.grids["upgrades"].rows))
    row = max(rows, key=lambda n: float(book.grids["upgrades"].get(n, "cost_won") or 0))
    book.grids["upgrades"].put(row, "mandatory", "yes")
    purse = "MOTIR" if book.good == "example" else "GOV"
    if book.form == "xlsx":
        book.grids["rules"].rows += [
            ["caps", "9", "funders", AsText(f"[{purse}, {'HMC' if purse == 'MOTIR' else 'OEM'}]"), ""],
            ["caps", "9", "per", "supplier", ""],
            ["caps", "9", "won", "1000", ""],
        ]
    else:
        other = "HMC" if purse == "MOTIR" else "OEM"
        entry = f"{{funders: [{purse}, {other}], per: supplier, won: 1000}}"
        if "caps: [" in book.model_text:
            book.edit_model("caps: [", f"caps: [{entry}, ")
        else:
            book.model_text += f"caps: [{entry}]\n"
    return Expected("", "", ending="infeasible")


@case(60, "a floor above the cap of the same group", goods=("example", "sample-3-5-1"))
def floor_above_cap(book: Book) -> Expected:
    floor, cap = book.pick(("0.3", "0.2"), ("0.5", "0.1"), ("0.9", "0.89"), ("0.35", "0.3"))
    by, group = ("region", "south") if book.good == "example" else ("size", "medium")
    if book.form == "xlsx":
        grid = book.grids["rules"]
        grid.rows = [row for row in grid.rows if row[0] != "fairness"]
        for number, (word, level) in enumerate((("floor", floor), ("cap", cap)), start=1):
            for key, value in ((word, level), ("of", "support"), ("by", by), ("group", group)):
                grid.rows.append(["fairness", str(number), key, value, ""])
        return Expected(
            "E-129", book.place("rules", _row_with(book, "fairness", "1", "floor"), "value"), "Lower the floor"
        )
    start = book.model_text.index("fairness:")
    rest = book.model_text[start:].splitlines()[1:]
    after = [line for line in rest if not line.startswith("  -")]
    book.model_text = book.model_text[:start] + "\n".join(
        ["fairness:", f"  - {{floor: {floor}, of: support, by: {by}, group: {group}}}",
         f"  - {{cap: {cap}, of: support, by: {by}, group: {group}}}", *after, ""]
    )  # fmt: skip
    line = book.model_line("floor:")
    return Expected("E-129", f"model.yaml › line {line}, fairness.0.floor", "Lower the floor")


@case(61, "what an upgrade needs is missing, late or excluded")
def needs(book: Book) -> Expected:
    grid = book.grids["upgrades"]
    how = book.pick("missing", "late", "excluded", "missing", "late")
    for row in (0, 1):
        for column in ("first_year", "last_year", "alternative_group", "needs", "mandatory"):
            grid.put(row, column, "")
    name = str(grid.get(0, "upgrade_id"))
    grid.put(1, "needs", AsText("P-99" if how == "missing" else name))
    place = book.place("upgrades", 1, "needs")
    if how == "missing":
        return Expected("E-411", place, "Add it there")
    if how == "late":
        grid.put(0, "first_year", "2028")
        grid.put(1, "last_year", "2027")
        return Expected("E-417", place, "the years")
    grid.put(0, "alternative_group", "either")
    grid.put(2, "alternative_group", "either")
    grid.put(2, "mandatory", "yes")
    grid.put(2, "needs", "")
    return Expected("E-428", place, "take the mark away", also=("E-428",))


@case(62, "numbers too far apart", goods=("hyundai-kia", "sample-3-5-1"))
def far_apart(book: Book) -> Expected:
    grid = book.grids["upgrades"]
    row = book.any_row("upgrades", "cost_won")
    if book.variant % 2:
        grid.put(row, "cost_won", book.pick("999000000000000", "500000000000000"))
        grid.put((row + 1) % len(grid.rows), "cost_won", "1000")
    else:
        grid.put(row, "cost_won", "999000000000000")
        grid.put((row + 1) % len(grid.rows), "cost_won", book.pick("1", "20"))
    also = ("W-501", "W-503", "W-512")
    code, ending = ("W-404", "warned") if book.variant % 2 else ("E-432", "refused")
    return Expected(code, book.place("upgrades", row, "cost_won"), "Check the unit", ending, also=also)


@case(63, "YAML: a key twice, aliases, bare no, octal numbers")
def yaml(book: Book) -> Expected:
    if book.form == "xlsx":
        grid = book.grids["rules"]
        if book.variant % 4 == 1:
            row = book.rule("years")
            grid.rows.append([*grid.rows[row]])
            return Expected("E-353", book.place("rules", len(grid.rows) - 1, "value"), "Keep one")
        value, code, word = book.pick(
            ("&x 5", "E-108", "value itself"),
            ("no", "E-114", "quote"),
            ("012", "E-110", "quote"),
            ("!!int 5", "E-109", "Delete it"),
            ("on", "E-114", "quote"),
        )
        grid.rows.append(["notes", "", "", AsText(value), ""])
        return Expected(code, book.place("rules", len(grid.rows) - 1, "value"), word)
    lines, code, word = book.pick(
        ("projects: whole", "E-107", "Delete or rename"),
        ("notes: &x text", "E-108", "value itself"),
        ("notes: no", "E-114", "quote"),
        ("notes: 010", "E-110", "quote"),
        ("notes: !!str text", "E-109", "Delete it"),
        ("notes: yes", "E-114", "quote"),
        ("notes: 0x1F", "E-110", "quote"),
        ("---\nnotes: more", "E-111", "one document"),
    )
    text = "\n".join(
        line
        for line in book.model_text.splitlines()
        if not line.startswith(("notes:", "  Every supplier", "  agreement,"))
    )
    book.model_text = f"{text}\n{lines}\n"
    last = len(book.model_text.splitlines())
    if code == "E-111":
        return Expected(code, f"model.yaml › line {last - 1}", word)
    return Expected(code, f"model.yaml › line {last}", word)


@case(64, "names that look like formulas")
def formula_like(book: Book) -> Expected:
    name = book.pick(
        '=HYPERLINK("http://x","y")', "=1+1", "+82-2-123-4567", "@한빛", "-정밀", "=cmd|' /C calc'!A0", "-1+1"
    )
    table, column = book.pick(("suppliers", "name"), ("suppliers", "process"), ("upgrades", "technology"))
    return Expected("W-201", put(book, table, column, name), "Put other characters first", "warned")
