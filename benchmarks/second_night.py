"""What a second night costs, and whether it finds all that has changed.

``python benchmarks/second_night.py [--nights N] [--only SITE]`` sweeps three sites of 1,000 adverts
each on loopback: one whose result cards show the price, one with a sitemap that says when each
advert was changed, one with ETags on top of its cards. Between the nights 2 % change: prices (on
the sitemap's site texts too), new adverts, removed ones. Requests are counted by the site. With
``--nights`` the site with cards goes on: before every further night a text is edited that no card
shows, and the last line says after how many nights such a text was found.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from moving_site import Advert, MovingSite
from sqlalchemy import select, update

from crawler.store.database import open_database
from crawler.store.schema import visits

_CONFIG = """
contact: benchmark@customs.example
database: sqlite:///patrol.db
egress: {{allow: ["{host}"]}}
sites:
  - name: moving
    spider: {spider}
    start: ["http://{host}{start}"]
    selectors: {selectors}
    pace: {{delay: 0, concurrency: 4}}
    limits: {{pages: 10000}}
"""
_BOARD = '{listing: "li.card a::attr(href)", next: "a.next::attr(href)"}'


@dataclass
class Agency:
    """A folder with a configuration, and the site that it sweeps."""

    folder: Path
    site: MovingSite
    host: str

    def configure(self, spider: str, start: str, selectors: str = "{}") -> None:
        text = _CONFIG.format(host=self.host, spider=spider, start=start, selectors=selectors)
        (self.folder / "config.yaml").write_text(text)

    def sweep(self) -> tuple[int, dict[str, Any]]:
        """(requests that the site counted, what the report says)."""
        self.site.asked.clear()
        ended = self._patrol("sweep", "--json")
        (report,) = json.loads(ended)["sites"]
        return len(self.site.asked), report

    def stored(self) -> dict[int, dict[str, Any]]:
        """What the program exports, by the number of the advert."""
        lines = self._patrol("export", "--level", "none", "--tray", "all", "--format", "jsonl")
        found = map(json.loads, lines.splitlines())
        return {int(each["url"].rpartition("/")[2]): each for each in found}

    def descriptions(self) -> dict[int, str]:
        from crawler.store.schema import listings

        database = open_database(f"sqlite:///{self.folder / 'patrol.db'}")
        with database.read() as connection:
            rows = connection.execute(select(listings.c.url, listings.c.description)).all()
        database.close()
        return {int(url.rpartition("/")[2]): text for url, text in rows}

    def a_day_passes(self) -> None:
        database = open_database(f"sqlite:///{self.folder / 'patrol.db'}")
        with database.write() as connection:
            rows = connection.execute(select(visits.c.read_at).distinct()).scalars().all()
            for moment in sorted(rows):
                earlier = moment - timedelta(days=1)
                connection.execute(
                    update(visits).where(visits.c.read_at == moment).values(read_at=earlier)
                )
        database.close()

    def _patrol(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "crawler.cli", *arguments]
        command += ["--config", str(self.folder / "config.yaml")]
        return subprocess.run(command, check=False, capture_output=True, text=True).stdout


def edit(site: MovingSite, texts: tuple[int, ...] = ()) -> dict[str, set[int]]:
    """Two in a hundred: what the second night has to find."""
    changed = {17, 123, 250, 333, 421, 502, 640, 777, 808, 999}
    site.night += 1
    for number in changed - set(texts):
        site.change(number, price=site.adverts[number].price + 7)
    for number in texts:
        site.change(number, text="Now with a description of another kind.")
    gone = {44, 288, 555, 666, 901}
    for number in gone:
        del site.adverts[number]
    new = {1_001, 1_002, 1_003, 1_004, 1_005}
    for number in new:
        site.adverts[number] = Advert(number, 75, "Just in.", "2026-03-02T10:00:00+00:00")
    return {"changed": changed, "gone": gone, "new": new}


def second_night(agency: Agency, texts: tuple[int, ...] = ()) -> list[str]:
    """One row of the table."""
    first, _ = agency.sweep()
    expected = edit(agency.site, texts)
    second, report = agency.sweep()
    stored = agency.stored()
    missed = [
        (state, number) for state, numbers in expected.items() for number in numbers
        if stored.get(number, {}).get("state") != state
    ]  # fmt: skip
    wanted = sum(map(len, expected.values()))
    if missed:
        print("missed:", missed, report, file=sys.stderr)
    unread = ", ".join(f"{number} by {why}" for why, number in report["unread"].items())
    return [f"{first:,}", f"{second:,}", f"{second / first:.1%}",
            f"{wanted - len(missed)} of {wanted}", report["verdict"],
            unread]  # fmt: skip


def many_nights(agency: Agency, nights: int) -> None:
    """Texts that no card shows: when each is found, and what each night costs."""
    waiting: dict[int, int] = {}
    delays: list[int] = []
    costs: list[int] = []
    for night in range(1, nights + 1):
        agency.a_day_passes()
        agency.site.night += 1
        number = 30 * night
        if number in agency.site.adverts:
            agency.site.change(number, text=f"Edited before night {night}.")
            waiting[number] = night
        cost, _ = agency.sweep()
        costs.append(cost)
        told = agency.descriptions()
        for each, since in list(waiting.items()):
            if told[each] == agency.site.adverts[each].text:
                delays.append(night - since + 1)
                del waiting[each]
        print(f"night {night + 2}: {cost} requests, {len(waiting)} edited texts not found yet")
    late = f"nights until found: {min(delays)} to {max(delays)}" if delays else "none found"
    print(f"requests a night: {min(costs)} to {max(costs)}; {late}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nights", type=int, default=0)
    parser.add_argument("--only", default="", help="name of the one site to sweep")
    wanted = parser.parse_args()
    nights = wanted.nights
    print("| site | first night | second night | share | found | verdict | not read |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, etags, spider, start in (
        ("cards", False, "classifieds", "/"),
        ("sitemap with lastmod", False, "sitemap", "/sitemap.xml"),
        ("cards and ETags", True, "classifieds", "/"),
    ):
        if wanted.only not in ("", name):
            continue
        site = MovingSite(etags=etags)
        with tempfile.TemporaryDirectory() as folder, site.served() as host:
            agency = Agency(Path(folder), site, host)
            agency.configure(spider, start, _BOARD if spider == "classifieds" else "{}")
            texts = (17, 123, 250, 333, 421) if spider == "sitemap" else ()
            print("|", " | ".join([name, *second_night(agency, texts)]), "|", flush=True)
            if nights and name == "cards":
                many_nights(agency, nights)


if __name__ == "__main__":
    main()
