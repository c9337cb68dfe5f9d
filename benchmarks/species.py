"""What a species list of 40,000 taxa costs: to import, to load, in memory, and per advert.

``python benchmarks/species.py [--taxa N] [--adverts N]`` makes up an index and a list of EU
listings, imports both beside a copy of the shipped keyword files, and prints a table in Markdown:
the same with the list and without. Times are processor seconds of one core; memory is the peak of
a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time
from types import SimpleNamespace
from typing import Any

from made_up_species import write
from planted import clean

from crawler.exchange.species_import import counts_of, import_species
from crawler.items import Listing
from crawler.lexicon import load_sound
from crawler.matching import Circumstances, Matcher, read_rates

KEYWORDS = Path(__file__).parents[1] / "keywords"
_ROUNDS = 3
"""The best of them counts: whatever else the machine does only slows it."""
LEVELS = SimpleNamespace(watch=25, review=50, urgent=80)


def measured(folder: Path, adverts: int) -> dict[str, float]:
    """Seconds to load the folder, peak memory in MB, and adverts a second."""
    texts = [advert.text for advert in clean(adverts, random.Random(3))]
    circumstances = Circumstances(date(2026, 11, 21), read_rates())
    listings = [Listing(site="b", url="urn:patrol:b:1", title=text) for text in texts]
    began = process_time()
    lexicon = load_sound(folder)
    read = process_time() - began
    matcher = Matcher(lexicon, LEVELS)
    loaded = process_time() - began
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    speed = max(_per_second(matcher, listings, circumstances) for _ in range(_ROUNDS))
    terms = sum(len(group.terms) for file in lexicon.files for group in file.groups)
    names = sum(
        len(term.spellings)
        for file in lexicon.files
        for group in file.groups
        for term in group.terms
    )
    return {"terms": terms, "spellings": names, "read": read, "load": loaded, "peak": peak,
            "speed": speed}  # fmt: skip


def _per_second(
    matcher: Matcher, listings: Sequence[Listing], circumstances: Circumstances
) -> float:
    began = process_time()
    for listing in listings:
        matcher.assess(listing, circumstances)
    return len(listings) / (process_time() - began)


def in_own_process(folder: Path, adverts: int) -> dict[str, Any]:
    """The same, where nothing else has taken memory."""
    command = [sys.executable, __file__, "--measure", str(folder), "--adverts", str(adverts)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result: dict[str, Any] = json.loads(told)
    return result


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--taxa", type=int, default=40_000)
    parser.add_argument("--adverts", type=int, default=2_000)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measured(asked.measure, asked.adverts)))
        return
    with tempfile.TemporaryDirectory() as place:
        folder, index, eu = (Path(place, name) for name in ("keywords", "index.csv", "eu.csv"))
        shutil.copytree(KEYWORDS, folder, ignore=shutil.ignore_patterns("species.csv"))
        without = in_own_process(folder, asked.adverts)
        write(index, eu, asked.taxa)
        began = process_time()
        done = import_species([str(index), str(eu)], folder)
        took = process_time() - began
        counts = counts_of(done.taxa)
        beside = in_own_process(folder, asked.adverts)
        size = (folder / "species.csv").stat().st_size / 1e6
    print(f"{counts['taxa']:,} taxa, {counts['synonyms']:,} synonyms: imported in {took:.1f} s, ")
    print(f"a list of {size:.1f} MB\n")
    print("| | terms | spellings | read s | ready s | peak MB | adverts/s |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, got in (("without the list", without), ("with it", beside)):
        print(
            f"| {name} | {got['terms']:,} | {got['spellings']:,} | {got['read']:.2f} "
            f"| {got['load']:.2f} | {got['peak']:.0f} | {got['speed']:,.0f} |"
        )
    more = {key: beside[key] - without[key] for key in beside}
    print(
        f"| **the list adds** | {more['terms']:,} | {more['spellings']:,} | {more['read']:.2f} "
        f"| {more['load']:.2f} | {more['peak']:.0f} | |"
    )


if __name__ == "__main__":
    main()
