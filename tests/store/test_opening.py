"""A store is opened: made where there is none, brought up to date, refused in words where it is none of ours."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from planner.languages import Text
from planner.store import opening
from planner.store.address import address_of
from planner.store.faults import DamageError, StoreError
from planner.store.migrating import MIGRATIONS
from planner.store.network import on_network
from planner.store.opening import changing, open_existing, open_store, reading
from planner.store.tables import SCHEMA, metadata
from tests.store.example import saved, there, whole


def test_a_new_store_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "plans.sqlite"
    open_store(address_of(str(file)))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_who_only_looks_makes_nothing(tmp_path: Path) -> None:
    assert open_existing(address_of(str(tmp_path / "none.sqlite"))) is None
    assert list(tmp_path.iterdir()) == []


def test_it_keeps_a_log_and_writes_through(tmp_path: Path) -> None:
    store = open_store(address_of(str(tmp_path / "plans.sqlite")))
    with reading(store) as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        }
        keys = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
    assert (found, keys) == ({"journal_mode": "wal", "synchronous": 2}, 1)


def test_the_migrations_make_the_tables_of_the_program(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    store = open_store(address_of(str(tmp_path / "plans.sqlite")))
    with reading(store) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "planner_schema"})
        assert compare_metadata(context, metadata) == []
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "newline")
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]


def test_a_store_of_a_newer_planner_is_refused(tmp_path: Path) -> None:
    address = address_of(str(tmp_path / "plans.sqlite"))
    with changing(open_store(address)) as connection:
        connection.exec_driver_sql("UPDATE planner_schema SET version_num = '0002'")
    before = (tmp_path / "plans.sqlite").read_bytes()
    with pytest.raises(StoreError, match=r"newer planner .*0002.*update the planner"):
        open_store(address)
    assert (tmp_path / "plans.sqlite").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"supplier_id,tier\nA,1\n" * 100, "no store of plans"),
        (b"SQLite format 3\x00" + b"\xff" * 8000, "damaged|no store"),
    ],
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "suppliers.csv"
    file.write_bytes(content)
    with pytest.raises(DamageError, match=says):
        open_store(address_of(str(file)))
    assert file.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE plans (a)")
    connection.close()
    with pytest.raises(DamageError, match="another program"):
        open_store(address_of(str(file)))


def test_an_empty_file_left_by_somebody_who_was_stopped_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "plans.sqlite").touch()
    store = open_store(address_of(str(tmp_path / "plans.sqlite")))
    saved(store)
    assert len(whole(store.address)) == 1


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be made: "):
        open_store(address_of(str(tmp_path / "file" / "plans.sqlite")))
    with pytest.raises(StoreError, match="cannot be used"):
        open_store(address_of(str(tmp_path)))


def test_many_who_open_a_new_store_at_once_all_find_it_whole(tmp_path: Path) -> None:
    file = tmp_path / "plans.sqlite"
    script = (
        "import sys; from planner.store.address import address_of; from planner.store.opening import open_store\n"
        "import alembic.command, sqlalchemy\n"
        "print(flush=True)\n"
        "sys.stdin.readline()\n"
        "open_store(address_of(sys.argv[1]))\n"
    )
    command = [sys.executable, "-c", script, str(file)]
    pipe = subprocess.PIPE
    many = [subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(4)]
    for opener in many:
        assert opener.stdout is not None
        opener.stdout.readline()
    for opener in many:
        assert opener.stdin is not None
        opener.stdin.write("\n")
        opener.stdin.flush()
    assert [opener.communicate()[1] for opener in many] == [""] * 4
    assert [opener.returncode for opener in many] == [0] * 4
    assert whole(address_of(str(file))) == []


def test_who_waits_too_long_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(address_of(str(tmp_path / "plans.sqlite")))
    monkeypatch.setattr(opening, "WAIT_SECONDS", 0)
    with (
        changing(store),
        pytest.raises(StoreError, match="other programs have been writing to it for too long") as caught,
    ):
        saved(store)
    assert "locked" not in str(caught.value)
    assert there(store) == []


def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    store = open_store(address_of(str(tmp_path / "plans.sqlite")))
    saved(store)
    with changing(store):
        assert [str(entry.key) for entry in there(open_store(store.address))] == ["budget@1"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, to become somebody else")
def test_somebody_who_may_only_read_is_told_so(tmp_path: Path) -> None:
    """Run as nobody: looking works, writing is refused in words."""
    file = tmp_path / "plans.sqlite"
    store = open_store(address_of(str(file)))
    saved(store)
    with changing(store) as connection:
        connection.exec_driver_sql("SELECT 1")
    file.chmod(0o644)
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(folder.stat().st_mode | 0o055)
    child = os.fork()
    if child == 0:
        os.setgid(65534)
        os.setuid(65534)
        os._exit(_tries_to_write(str(file)))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert len(whole(store.address)) == 1


def _tries_to_write(file: str) -> int:
    try:
        saved(open_store(address_of(file)))
    except StoreError as error:
        return 0 if "may only be read" in str(error) or "cannot be opened" in str(error) else 2
    except BaseException:
        return 3
    return 1


MOUNTS = """\
/dev/vda / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
//share /mnt/with\\040space cifs rw 0 0
me@host: /home/me/far fuse.sshfs rw 0 0
tmpfs /home/tmp tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("file", "remote"),
    [
        ("/var/plans.sqlite", False),
        ("/home/me/plans.sqlite", True),
        ("/homes/plans.sqlite", False),
        ("/mnt/with space/plans.sqlite", True),
        ("/home/me/far/plans.sqlite", True),
        ("/home/tmp/plans.sqlite", False),
    ],
)
def test_other_computers_disks_are_known(file: str, remote: bool, tmp_path: Path) -> None:
    (tmp_path / "mounts").write_text(MOUNTS)
    assert on_network(Path(file), tmp_path / "mounts") is remote
    assert on_network(Path(file), tmp_path / "none") is False


def test_on_another_computers_disk_the_older_way_is_taken_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a store with a log was moved there."""
    address = address_of(str(tmp_path / "plans.sqlite"))
    saved(open_store(address))
    monkeypatch.setattr(opening, "on_network", lambda _: True)
    said: list[Text] = []
    store = open_store(address, said.append)
    assert "another computer's disk" in str(said[0])
    with reading(store) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
    saved(store)
    assert [entry.version for entry in whole(address)] == [1, 2]
