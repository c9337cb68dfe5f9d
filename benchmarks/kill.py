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
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from chained_site import configuration, site

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


def run(kills: int, adverts: int, result_pages: int, folder: Path, database: str = "") -> Damage:
    """Sweep, kill, sweep again, and count."""
    url = database or f"sqlite:///{folder / 'patrol.db'}"
    chance = random.Random(kills)
    with site(adverts, result_pages, 2_000) as address:
        config = configuration(folder, address, url, CONCURRENCY)
        command = [sys.executable, "-m", "crawler.cli", "sweep", "--config", str(config)]
        done = 0
        while done < kills:
            child = subprocess.Popen(
                command,
                start_new_session=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(1.0 + 2.5 * chance.random())  # it takes about a second to begin
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
                done += 1
            child.wait()
            if child.returncode == 0:
                break  # it was through before the last kill
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        asked = json.load(urlopen(f"http://{address}/_count"))
    stored = _stored(config)
    expected = {f"http://{address}/advert/{number}" for number in range(adverts)}
    pages = {path: times for path, times in asked.items() if path != "/robots.txt"}
    return Damage(
        kills=done,
        lost=len(expected - set(stored)),
        doubled=len(stored) - len(set(stored)),
        fetched_twice=sum(pages.values()) - len(pages),
    )


def _stored(config: Path) -> list[str]:
    """Addresses of the listings in the database, as the program itself exports them."""
    command = [sys.executable, "-m", "crawler.cli", "export", "--config", str(config),
               "--level", "none", "--tray", "all", "--format", "jsonl"]  # fmt: skip
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return [json.loads(line)["url"] for line in lines]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=30)
    parser.add_argument("--database", default="")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        damage = run(wanted.kills, 1_000, 50, Path(folder), wanted.database)
    print("| kills | lost | doubled | pages fetched twice per kill | allowed |")
    print("| --- | --- | --- | --- | --- |")
    print(
        f"| {damage.kills} | {damage.lost} | {damage.doubled} | {damage.twice_per_kill:.1f} "
        f"| {4 * CONCURRENCY} |"
    )


if __name__ == "__main__":
    main()
