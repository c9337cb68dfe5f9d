"""Pages per second of a full sweep against a bare Scrapy spider and the usual ways, in one run.

``python benchmarks/throughput.py [PAGES] [--rounds N] [--database URL]``: PAGES (default 3,000)
pages of 30 KB at delay 0; the ways take turns, and medians are printed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from chained_site import configuration, site

SIZE = 30_000
_USUAL = Path(__file__).with_name("usual_way.py")


@dataclass(frozen=True)
class Speed:
    """One run of one way."""

    wall: float
    cpu: float


def timed(command: list[str]) -> Speed:
    """Wall and processor seconds of a command and its children."""
    before, began = os.times(), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = os.times()
    cpu = sum(after[2:4]) - sum(before[2:4])
    return Speed(time.monotonic() - began, cpu)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="?", type=int, default=3_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--database", default="")
    parser.add_argument("--ways", default="ours,bare,usual,usual-all")
    wanted = parser.parse_args()
    runs: dict[str, list[Speed]] = {way: [] for way in wanted.ways.split(",")}
    with site(wanted.pages, 50, SIZE) as address:
        for _ in range(wanted.rounds):
            for way, done in runs.items():
                with tempfile.TemporaryDirectory() as folder:
                    done.append(timed(_command(way, address, Path(folder), wanted.database)))
    _print(runs, wanted.pages)


def _command(way: str, address: str, folder: Path, database: str) -> list[str]:
    url = f"sqlite:///{folder / 'adverts.db'}"
    if way == "ours":
        config = configuration(folder, address, database or url, concurrency=8)
        return [sys.executable, "-m", "crawler.cli", "sweep", "--config", str(config)]
    return [sys.executable, str(_USUAL), way, address, url]


def _print(runs: dict[str, list[Speed]], pages: int) -> None:
    wall = {way: statistics.median(run.wall for run in done) for way, done in runs.items()}
    cpu = {way: statistics.median(run.cpu for run in done) for way, done in runs.items()}
    print("| way | pages/s | ms of CPU a page | our speed against it |")
    print("| --- | --- | --- | --- |")
    for way in runs:
        ratio = wall[way] / wall["ours"]
        print(f"| {way} | {pages / wall[way]:.0f} | {cpu[way] / pages * 1000:.1f} | {ratio:.2f} |")
    print(json.dumps({way: [vars(run) for run in done] for way, done in runs.items()}),
          file=sys.stderr)  # fmt: skip


if __name__ == "__main__":
    main()
