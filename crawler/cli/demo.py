"""``patrol demo``"""

from __future__ import annotations

from pathlib import Path

import click

from crawler.cli.app import config_option
from crawler.cli.flagged_table import show_flagged
from crawler.cli.sweep import run_night, show
from crawler.config import Config
from crawler.errors import InputError
from crawler.exchange.exporting import exported, write_csv
from crawler.exchange.target import open_text
from crawler.store.database import open_database
from crawler.store.flagged import Wanted, flagged

_FLAGGED = Path("flagged.csv")


@click.command()
@click.option("--port", default=8700, show_default=True, help="Port on loopback; 0 for any.")
@click.option("--night", type=click.IntRange(1, 2), default=1, show_default=True,
              help="2: some adverts are new, changed, gone or posted again.")  # fmt: skip
@click.option("--sweep", "sweeping", is_flag=True, help="Sweep it, write flagged.csv, and close.")
@config_option
def demo(config: Config, port: int, night: int, sweeping: bool) -> int:
    """Open the bundled market: a made-up classifieds site on this machine."""
    from crawler.demo import serve

    with serve(port=port, night=night) as market:
        if sweeping:
            return _sweep(config, market.url, night)
        click.echo(f"The market is open at {market.url} (night {night}). Ctrl-C closes it.")
        market.wait()
    return 0


def _sweep(config: Config, url: str, night: int) -> int:
    names = [site.name for site in config.sites
             if any(address.startswith(url) for address in site.addresses)]  # fmt: skip
    if not names:
        raise InputError(f"{config.path or 'the configuration'} names no site at {url}")
    report = run_night(config, names)
    database = open_database(config.database)
    with database.read() as connection:
        rows = list(flagged(connection, Wanted(sites=tuple(names))))
    database.close()
    with open_text(str(_FLAGGED)) as out:
        write_csv((exported(row) for row in rows), out)
    show_flagged(rows)
    show(report)
    click.echo(_next_steps(night))
    return int(report.exit_code)


def _next_steps(night: int) -> str:
    steps = {
        "make sweep NIGHT=2": "the next night: what is new, changed, gone or posted again",
        "make sweep": "the first night again: nothing is reported twice",
        ".venv/bin/patrol demo": "look at the market in a browser",
        ".venv/bin/patrol sites try URL": "what would be read off a page of yours",
        "keywords/README.md": "add a word",
        "docs/adding-a-site.md": "add a site",
    }
    del steps["make sweep" if night == 1 else "make sweep NIGHT=2"]
    lines = "\n".join(f"  {what:32} {why}" for what, why in steps.items())
    return f"\nFlagged adverts are in {_FLAGGED}. What next:\n{lines}"
