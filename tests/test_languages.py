"""Every message has its Korean, with the same placeholders; nothing in the catalogue is stale."""

import re
import string

from planner.errors import Fault
from planner.languages import T
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
    from planner.export.candidates import candidates
    from planner.export.workbook.audit_sheets import families, rows
    from planner.export.workbook.sheets import Sheets
    from planner.languages import LANGUAGES
    from tests.export import example

    audit, plan, programme = AuditReport(()), example.plan(), example.programme()
    tables = [*Sheets.of(plan, programme, audit, candidates(plan, programme)).in_order, families.table(audit)]
    tables.append(rows.table(audit, plan.model, "en"))
    for language in LANGUAGES:
        titles = [title.to(language) for title in (T("Summary"), *(table.title for table in tables))]
        assert len({title.casefold() for title in titles}) == len(titles)
        assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\'") for title in titles)


def test_optimal_is_said_only_where_it_is_proven_or_denied() -> None:
    """All messages with the word, and the status of the plans that they are said of: none but "optimal"."""
    said_of_proven_plans = {
        "optimal (proven by a certificate that needs no trust in the solver)",
        "optimal (proven by the solver)",
    }
    about_the_word = {
        "Optimal is proven",  # the label of "by a certificate", "by the solver's word" and "no"
        "Optimal is what is proven in every objective.",
        "The plan is called optimal or certified, but has no certificate.",
    }
    words = re.compile(r"\boptimal|\boptimum|최적(?!화)", re.IGNORECASE)
    known = templates()
    korean = {message.id: message.string for message in catalogue() if message.id in known}
    found = {message for message, words_of in korean.items() if words.search(message) or words.search(words_of)}
    assert found == said_of_proven_plans | about_the_word
    assert all(words.search(korean[message]) for message in said_of_proven_plans)


def test_korean_has_no_words_of_english_prose() -> None:
    """Latin letters in the Korean are keys, file formats, units and commands: they stand in the English just so."""
    prose = {"the", "a", "an", "is", "are", "and", "or", "of", "to", "in", "by", "with", "line", "row", "not", "no"}
    quoted = {"of", "no", "by", "to"}  # these are keys as well
    known = templates()
    leftover: dict[str, set[str]] = {}
    for message in catalogue():
        if message.id not in known:
            continue
        words = set(re.findall(r"[A-Za-z]+", _without_placeholders(message.string)))
        english = set(re.findall(r"[A-Za-z]+", _without_placeholders(message.id)))
        strange = {word for word in words if word not in english and word not in LATIN_IN_KOREAN}
        strange |= words & prose - quoted
        if strange:
            leftover[message.string] = strange
    assert not leftover


LATIN_IN_KOREAN = frozenset(
    {
        "CO",
        "ID",
        "UTF",
        "YAML",
        "CSV",
        "MB",
        "t",
        "xlsx",
        "yes",
        "words",
        "planner",
        "TRUE",
        "FALSE",
        "tCO",
        "by",
        "DOCTYPE",
        "RTF",
        "HWP",
        "p",
    }
)
"""What Korean says in Latin letters where English has a word for it."""


def _without_placeholders(template: str) -> str:
    words = " ".join(literal for literal, *_ in string.Formatter().parse(template))
    return re.sub(r"--[\w-]+", "", words)


def test_places_are_worded_in_the_language_of_the_reader() -> None:
    fault = Fault("E-1", "model.yaml › line 4, years", T("{first} differs: line 9", first="a.csv › line 12"))
    assert fault.to("en") == "E-1 model.yaml › line 4, years: a.csv › line 12 differs: line 9"
    assert fault.to("ko") == "E-1 model.yaml › 4번째 줄, years: a.csv › 12번째 줄 differs: line 9"
