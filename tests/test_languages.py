"""Every message has its Korean, with the same placeholders; nothing in the catalogue is stale."""

import string

from tests.catalogue import catalogue, messages, placeholders, templates


def test_every_message_is_translated() -> None:
    korean = {message.id: message.string for message in catalogue() if message.id}
    missing = {message: places for message, places in messages().items() if not korean.get(message)}
    assert not missing, "python -m tests.catalogue brings them into the catalogue"


def test_nothing_in_the_catalogue_is_stale_or_fuzzy() -> None:
    entries = [message for message in catalogue() if message.id]
    assert not {message.id for message in entries} - set(messages())
    assert not [message.id for message in entries if message.fuzzy]


def test_placeholders_are_the_same() -> None:
    known = templates()
    korean = [message for message in catalogue() if message.id in known]
    differing = [message.id for message in korean if placeholders(message.id) != placeholders(message.string)]
    assert not differing


def test_placeholders_are_named() -> None:
    """Nameless ones could not change their order between languages."""
    names = [name for message in templates() for _, name, _, _ in string.Formatter().parse(message)]
    assert not [name for name in names if name is not None and not name.isidentifier()]


def test_sheet_titles_fit_a_spreadsheet() -> None:
    from planner.audit import AuditReport
    from planner.export.workbook.audit_sheets import families, rows
    from planner.export.workbook.sheets import Sheets
    from planner.languages import LANGUAGES, T
    from tests.export import example

    audit = AuditReport(())
    tables = [*Sheets.of(example.plan(), example.programme()).in_order, families.table(audit)]
    tables += rows.tables(audit, example.plan().model, "en")
    for language in LANGUAGES:
        titles = [title.to(language) for title in (T("Summary"), *(table.title for table in tables))]
        assert len({title.casefold() for title in titles}) == len(titles)
        assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\'") for title in titles)
