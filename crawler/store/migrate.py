"""Alembic, as far as this program needs it: forward to the revision in force, checked."""

from __future__ import annotations

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import text

from crawler.errors import DatabaseError
from crawler.store.database import Database, revision

_UPGRADE_LOCK = 0x70617472  # "patr": one upgrade at a time on a shared PostgreSQL


def alembic_config() -> Config:
    """Where the migrations are; no ``alembic.ini`` is needed."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def upgrade(database: Database) -> str:
    """Bring ``database`` to this program's revision and return it.

    :raises DatabaseError: if the database is newer than the program.
    """
    config = alembic_config()
    for name in ("alembic.runtime.migration", "alembic.runtime.plugins"):
        logging.getLogger(name).setLevel(logging.WARNING)
    current = revision(database)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseError(
            f"the database {database.url} is newer than this program (it stands at revision "
            f"{current}): update the program, or name another database"
        )
    with database.write() as connection:
        if not database.is_sqlite:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})"))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise DatabaseError(f"the database {database.url}: {error}") from None
    return revision(database) or ""


def difference(database: Database) -> str:
    """What Alembic would still change to reach the tables in ``schema.py``; empty if nothing."""
    config = alembic_config()
    with database.write() as connection:
        config.attributes["connection"] = connection
        try:
            command.check(config)
        except CommandError as error:
            return str(error)
    return ""
