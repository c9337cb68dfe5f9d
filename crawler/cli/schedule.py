"""``patrol schedule``"""

from __future__ import annotations

import getpass
import re
import shutil
import sys
from math import ceil
from pathlib import Path

import click

from crawler.cli.app import config_option
from crawler.config import Config
from crawler.errors import InputError
from crawler.sweeps.schedule import cron, systemd


def _time(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise click.BadParameter(f"'{value}' is not a time such as 01:30")
    return value


@click.command()
@click.option("--at", default="01:30", show_default=True, callback=_time, help="Local time, HH:MM.")
@config_option
def schedule(config: Config, at: str) -> None:
    """Print a systemd timer and a cron line for the nightly sweep; install either one."""
    if config.path is None:
        raise InputError("there is no config.yaml here: name the one to sweep with --config")
    program = Path(shutil.which("patrol") or Path(sys.executable).parent / "patrol").resolve()
    click.echo(
        systemd(
            program, config.path, at=at, user=getpass.getuser(), minutes=ceil(config.night.minutes)
        )
    )
    click.echo("# or, with cron (crontab -e):")
    click.echo(cron(program, config.path, at=at))
