"""``patrol db``: the database itself."""

import sqlite3

from crawler.store.schema import REVISION


def test_upgrade_makes_the_database_and_says_where_it_stands(stocked):
    done = stocked.patrol("db", "upgrade")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(f"stands at revision {REVISION}\n")
    again = stocked.patrol("db", "upgrade", "--json")
    assert again.json["revision"] == REVISION


def test_a_newer_database_is_refused_with_its_own_exit_code(office):
    office.patrol("db", "upgrade")
    with sqlite3.connect(office.folder / "patrol.db") as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    other.close()
    for command in (["db", "upgrade"], ["export"]):
        done = office.patrol(*command)
        assert done.code == 6
        assert "newer than this program (it stands at revision 9999)" in done.err


def test_a_server_that_is_away_has_the_same_exit_code(office):
    office.configure(f"postgresql://nobody@/patrol?host={office.folder}")
    done = office.patrol("db", "upgrade")
    assert done.code == 6
    assert done.err.count("\n") == 1
