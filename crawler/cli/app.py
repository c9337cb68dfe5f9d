"""``patrol``: the list of commands, and what they have in common."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, get_args

import click

from crawler import __version__
from crawler.config import Config, load
from crawler.config.model import Render

_COMMANDS = {
    "sweep": "crawler.cli.sweep:sweep",
    "score": "crawler.cli.score:score",
    "import": "crawler.cli.importing:import_",
    "extract": "crawler.cli.extract:extract",
    "export": "crawler.cli.export:export",
    "keywords": "crawler.cli.keywords:keywords",
    "rescore": "crawler.cli.rescore:rescore",
    "sites": "crawler.cli.sites:sites",
    "schedule": "crawler.cli.schedule:schedule",
    "doctor": "crawler.cli.doctor:doctor",
    "db": "crawler.cli.db:db",
    "demo": "crawler.cli.demo:demo",
}


class Lazy(click.Group):
    """A group that imports a command when it is called: ``score`` needs no Scrapy."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="patrol")
def patrol() -> None:
    """Watch open-web marketplaces for adverts that should not be there, and say why."""


def config_option(command: Any) -> Any:
    """``--config FILE``, handed to the command as the loaded configuration ``config``."""
    return click.option(
        "--config",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=_load,
        is_eager=False,
        expose_value=True,
        help="Configuration file.  [default: $PATROL_CONFIG, else ./config.yaml]",
    )(command)


def json_option(command: Any) -> Any:
    """``--json``, handed to the command as ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")(
        command
    )


def render_option(command: Any) -> Any:
    """``--render``, handed to the command as ``render``; ``None`` if it was not given."""
    return click.option(
        "--render",
        type=click.Choice(get_args(Render)),
        help="How addresses are fetched.  [default: as the site has it]",
    )(command)


def _load(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Config:
    return load(value)
