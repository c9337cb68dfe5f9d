"""Kill -9 of the whole process group at random instants, then sweep again: what is lost?

``python benchmarks/kill.py [KILLS] [--database URL]`` sweeps 1,000 adverts behind 50 chained result
pages, kills it KILLS times (default 30), lets it finish, and compares what is stored with what the
site holds, and how often each page was asked for with how often it had to be.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from dataclasses import astuple, dataclass
from pathlib import Path
from urllib.request import urlopen

from chained_site import configuration, site

from crawler.store import sweeps
from crawler.store.database import open_database

CONCURRENCY = 8


@dataclass(frozen=True)
class Damage:
    """What the kills cost."""

    kills: int
    lost: int
    doubled: int
    fetched_twice: int
    """Page requests beyond one for each page."""

    @property
    def twice_per_kill(self) -> float:
        """Pages asked for again, per kill."""
        return self.fetched_twice / max(self.kills, 1)


def run(
    kills: int, shape: tuple[int, int], folder: Path, *, database: str = "", seed: int = 1
) -> Damage:
    """Sweep, kill up to ``kills`` times, sweep to the end, and count.

    :param shape: number of adverts, and of the result pages before them.
    """
    adverts, result_pages = shape
    url = database or f"sqlite:///{folder / 'patrol.db'}"
    chance = random.Random(seed)
    with site(adverts, result_pages, 2_000) as address:
        config = configuration(folder, address, url, CONCURRENCY)
        command = [sys.executable, "-m", "crawler.cli", "sweep", "--config", str(config)]
        done = 0
        finished = False
        while done < kills and not finished:
            child = subprocess.Popen(
                command,
                start_new_session=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            try:
                finished = child.wait(1.0 + 5.0 * chance.random()) == 0
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
                done += 1
        last = subprocess.run(command, check=False, capture_output=True, text=True)
        if last.returncode:
            logs = sorted(folder.glob("data/reports/*/chained.log"))
            log = logs[-1].read_text() if logs else ""
            raise SystemExit(f"the last sweep failed:\n{last.stdout}{last.stderr}{log[-3000:]}")
        with urlopen(f"http://{address}/_count") as answer:
            asked = json.load(answer)
    stored = _stored(config)
    expected = {f"http://{address}/advert/{number}" for number in range(adverts)}
    pages = {path: times for path, times in asked.items() if path != "/robots.txt"}
    nights = _nights(url)  # a kill after the verdict ends nothing: what follows is a new night
    return Damage(
        kills=done,
        lost=len(expected - set(stored)),
        doubled=len(stored) - len(set(stored)),
        fetched_twice=sum(pages.values()) - nights * len(pages),
    )


def rounds(kills: int, database: str) -> Damage:
    """As many sweeps, each from the start, as it takes to kill so often."""
    total = Damage(0, 0, 0, 0)
    while total.kills < kills:
        with tempfile.TemporaryDirectory() as folder:
            left = kills - total.kills
            one = run(left, (1_000, 50), Path(folder), database=database, seed=total.kills)
        total = Damage(*(sum(pair) for pair in zip(astuple(total), astuple(one), strict=True)))
        if database:
            break
    return total


def _stored(config: Path) -> list[str]:
    """Addresses of the listings in the database, as the program itself exports them."""
    command = [sys.executable, "-m", "crawler.cli", "export", "--config", str(config),
               "--level", "none", "--tray", "all", "--format", "jsonl"]  # fmt: skip
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return [json.loads(line)["url"] for line in lines]


def _nights(url: str) -> int:
    """How many sweeps came to their end."""
    database = open_database(url)
    with database.read() as connection:
        ended = sweeps.history(connection, "chained")
    database.close()
    return len(ended)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=30)
    parser.add_argument("--database", default="")
    wanted = parser.parse_args()
    damage = rounds(wanted.kills, wanted.database)
    print("| kills | lost | doubled | pages fetched twice per kill | allowed |")
    print("| --- | --- | --- | --- | --- |")
    print(
        f"| {damage.kills} | {damage.lost} | {damage.doubled} | {damage.twice_per_kill:.1f} "
        f"| {4 * CONCURRENCY} |"
    )


if __name__ == "__main__":
    main()
