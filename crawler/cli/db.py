"""``patrol db``: the database itself."""

from __future__ import annotations

import json
from contextlib import closing

import click

from crawler.cli.app import config_option, json_option
from crawler.config import Config


@click.group()
def db() -> None:
    """The database itself."""


@db.command()
@config_option
@json_option
def upgrade(config: Config, as_json: bool) -> None:
    """Create the database, or bring it to the revision of this program. Other commands do so
    too, when they meet an older one."""
    from crawler.store.database import connect
    from crawler.store.migrate import upgrade as bring_forward

    with closing(connect(config.database)) as database:
        revision = bring_forward(database)
        if as_json:
            click.echo(json.dumps({"database": database.url, "revision": revision}))
        else:
            click.echo(f"{database.url} stands at revision {revision}")
