"""The migrations lead to the tables that the program works with, from any earlier state."""

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, inspect, text

from crawler.errors import DatabaseError, Exit
from crawler.store.database import connect, open_database, revision
from crawler.store.migrate import difference, upgrade
from crawler.store.schema import REVISION, metadata


def test_the_migrations_make_exactly_the_tables_of_the_schema(database):
    assert difference(database) == ""
    with database.read() as connection:
        assert set(inspect(connection).get_table_names()) == {
            *metadata.tables, "alembic_version",
        }  # fmt: skip


def test_a_table_that_no_migration_makes_is_noticed(database):
    with database.write() as connection:
        Table("surprise", MetaData(), Column("id", Integer, primary_key=True)).create(connection)
    assert "surprise" in difference(database)


def test_an_empty_database_is_brought_forward(database_url):
    database = connect(database_url)
    assert revision(database) is None
    assert upgrade(database) == REVISION
    assert revision(database) == REVISION
    database.close()


def test_upgrading_twice_changes_nothing(database):
    assert upgrade(database) == REVISION


def test_a_database_newer_than_the_program_is_refused(database_url):
    database = open_database(database_url)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(DatabaseError, match=r"newer than this program .* revision 9999") as caught:
        open_database(database_url)
    assert caught.value.exit_code == Exit.DATABASE
