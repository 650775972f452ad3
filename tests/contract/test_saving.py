"""What is saved is there, whole, under its own version; what is refused leaves nothing."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from planner.plan.plan import Plan
from planner.store.address import Address
from planner.store.faults import DamageError, NoSuchPlanError, SaveConflictError
from planner.store.history import history
from planner.store.names import PlanKey
from planner.store.notes import add_note, set_tag
from planner.store.opening import Store, changing, open_store, reading
from planner.store.reading import entries, fetched, find, found
from planner.store.removing import remove
from planner.store.saving import save
from planner.store.tables import contents
from tests.store.example import ROWS, TABLES, material, order, plan, saved, there, whole


@pytest.fixture
def store(address: Address) -> Store:
    return open_store(address)


def _count(store: Store) -> int:
    with reading(store) as connection:
        return len(connection.execute(contents.select()).all())


def test_what_is_saved_comes_back_to_the_byte(store: Store) -> None:
    save(store, replace(order("예산", who="김"), note="첫 번째\n둘째 줄", tags=("final", "보고", "final")))
    with reading(open_store(store.address)) as connection:
        kept = fetched(connection, found(connection, PlanKey("예산")))
    entry = kept.entry
    assert Plan.from_json(kept.document.decode()) == plan()
    assert (kept.rows, kept.inputs, kept.model) == (ROWS, TABLES, {"model.yaml": b"programme: trial\n"})
    assert (entry.name, entry.version, entry.saved_by, entry.tags) == ("예산", 1, "김", ("final", "보고"))
    assert [(note.who, note.text) for note in entry.notes] == [("김", "첫 번째\n둘째 줄")]
    assert (entry.plan_hash, entry.inputs_hash) == (plan().plan_hash, plan().inputs_hash)
    assert (entry.status, entry.proof, entry.value, entry.unit) == ("optimal", plan().proof, 770.0, "t")
    assert (entry.planner_version, entry.solver, entry.time_limit) == (plan().planner_version, plan().solver, 60.0)
    assert entry.programme == plan().model.programme
    assert {file.path: file.sha256 for file in entry.files if file.role == "inputs"} == {
        path: hashlib.sha256(data).hexdigest() for path, data in TABLES.items()
    }


def test_versions_count_up_for_each_name(store: Store) -> None:
    assert [str(saved(store, name)) for name in ("a", "b", "a", "a")] == ["a@1", "b@1", "a@2", "a@3"]
    with reading(store) as connection:
        newest, second = find(connection, PlanKey("a")), find(connection, PlanKey("a", 2))
        assert newest is not None
        assert second is not None
        assert (newest.version, second.version) == (3, 2)
        assert find(connection, PlanKey("a", 4)) is find(connection, PlanKey("c")) is None


def test_names_are_told_apart_by_letters_and_case(store: Store) -> None:
    for name in ("Budget", "budget", "budget%", "_udget", "' OR 1=1 --"):
        saved(store, name)
    assert {(entry.name, entry.version) for entry in there(store)} == {
        (name, 1) for name in ("Budget", "budget", "budget%", "_udget", "' OR 1=1 --")
    }


def test_every_file_is_kept_once(store: Store) -> None:
    """Plan, rows, model and two tables are five; the second plan differs in its document alone."""
    saved(store, "a")
    assert _count(store) == 5
    saved(store, "b")
    assert _count(store) == 5
    saved(store, "b", solver="another")
    assert _count(store) == 6


def test_after_a_version_saves_only_while_it_is_the_newest(store: Store) -> None:
    save(store, order(after=0))
    save(store, order(who="lee", after=1))
    with pytest.raises(SaveConflictError, match=r"version 1 of budget .* lee saved budget@2 at 20..-.* \(hash "):
        save(store, order(after=1))
    with pytest.raises(SaveConflictError, match="lee saved budget@2"):
        save(store, order(after=0))
    with pytest.raises(SaveConflictError, match="the newest version of budget is 2, not 7"):
        save(store, order(after=7))
    with pytest.raises(SaveConflictError, match="the newest version of other is none, not 1"):
        save(store, order("other", after=1))
    assert [entry.version for entry in whole(store.address)] == [1, 2]


def test_a_refused_save_leaves_nothing(store: Store) -> None:
    saved(store)
    before = _count(store)
    with pytest.raises(SaveConflictError):
        save(store, order(after=0, solver="another"))
    with pytest.raises(SaveConflictError):
        save(store, order("new", after=3, solver="another"))
    assert _count(store) == before
    assert str(saved(store)) == "budget@2"


def test_notes_are_added_and_tags_come_and_go(store: Store) -> None:
    saved(store)
    saved(store)
    add_note(store, PlanKey("budget", 1), "first", "lee")
    add_note(store, PlanKey("budget"), "newest", "kim")
    set_tag(store, PlanKey("budget", 1), "sent", "lee")
    set_tag(store, PlanKey("budget", 1), "sent", "lee")
    with reading(store) as connection:
        first, second = entries(connection, "budget")
        assert [entry.version for entry in entries(connection, tag="sent")] == [1]
        assert ([note.text for note in first.notes], [note.text for note in second.notes]) == (["first"], ["newest"])
    set_tag(store, PlanKey("budget", 1), "sent", "kim", on=False)
    set_tag(store, PlanKey("budget", 1), "sent", "kim", on=False)
    with reading(store) as connection:
        assert entries(connection, tag="sent") == []
        done = [(event.version, event.what, event.who, event.detail) for event in history(connection, "budget")]
    assert done == [
        (1, "saved", "kim", ""),
        (2, "saved", "kim", ""),
        (1, "noted", "lee", ""),
        (2, "noted", "kim", ""),
        (1, "tagged", "lee", "sent"),
        (1, "untagged", "kim", "sent"),
    ]


def test_what_is_removed_is_gone_but_for_the_record(store: Store) -> None:
    saved(store, "a")
    saved(store, "a", solver="another")
    saved(store, "b")
    add_note(store, PlanKey("a", 2), "wrong", "kim")
    set_tag(store, PlanKey("a", 2), "draft", "kim")
    assert [str(entry.key) for entry in remove(store, PlanKey("a", 2), "lee")] == ["a@2"]
    assert _count(store) == 5
    assert str(saved(store, "a")) == "a@3"
    assert [str(entry.key) for entry in remove(store, PlanKey("a"), "lee")] == ["a@1", "a@3"]
    assert [str(entry.key) for entry in whole(store.address)] == ["b@1"]
    remove(store, PlanKey("b"), "lee")
    assert _count(store) == 0
    with reading(store) as connection:
        gone = [(event.version, event.who, event.hash) for event in history(connection, "a") if event.what == "removed"]
    assert gone == [(version, "lee", plan().plan_hash) for version in (2, 1, 3)]


def test_a_number_is_never_given_twice(store: Store) -> None:
    saved(store)
    remove(store, PlanKey("budget"), "kim")
    assert str(save(store, order(after=0))) == "budget@2"


@pytest.mark.parametrize("key", [PlanKey("bugdet"), PlanKey("budget", 2)], ids=str)
def test_what_is_not_saved_is_said_with_what_is(store: Store, key: PlanKey) -> None:
    saved(store)
    calls = (lambda: add_note(store, key, "x", "kim"), lambda: remove(store, key, "kim"))
    for call in calls:
        with pytest.raises(NoSuchPlanError, match="there is: budget"):
            call()


def test_bytes_that_changed_are_not_given_out(store: Store) -> None:
    saved(store)
    other = hashlib.sha256(TABLES["suppliers.csv"]).hexdigest()
    with changing(store) as connection:
        found_bytes = connection.execute(contents.select().where(contents.c.sha256 != other)).first()
        assert found_bytes is not None
        connection.execute(contents.update().where(contents.c.sha256 == other).values(packed=found_bytes.packed))
    with pytest.raises(DamageError, match=f"under {other[:16]} is not what was saved"):
        whole(store.address)


def test_a_packed_file_never_grows_beyond_its_size(store: Store) -> None:
    """Megabytes of nothing in place of a small table: no more is unpacked than was kept."""
    import zlib

    saved(store)
    bomb = zlib.compress(b"\0" * 10**7)
    with changing(store) as connection:
        connection.execute(contents.update().values(packed=bomb))
    with pytest.raises(DamageError):
        whole(store.address)


def test_a_text_that_cannot_be_kept_is_refused_before_anything_is_done(store: Store) -> None:
    from planner.errors import UsageError

    for wrong in (
        replace(order(), note="\x00"),
        replace(order(), tags=("a\nb",)),
        replace(order(), who=""),
        replace(order(), name="a/b"),
    ):
        with pytest.raises(UsageError):
            save(store, wrong)
    assert there(store) == []
    assert material().inputs == TABLES


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_a_connection_that_breaks_at_the_end_saves_once(address: Address) -> None:
    """The server ends the connection just before the commit: it is saved by the next, and only by that."""
    from sqlalchemy import event

    from tests.contract.databases import server

    store, broken = open_store(address), [0]

    def breaks(connection: Any) -> None:
        import psycopg

        if broken[0] < 2:
            broken[0] += 1
            pid = connection.connection.driver_connection.info.backend_pid
            with psycopg.connect(server() or "", autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", (pid,))

    event.listen(store.engine, "commit", breaks)
    assert str(saved(store)) == "budget@1"
    assert broken == [2]
    assert [str(entry.key) for entry in whole(address)] == ["budget@1"]
