"""What it costs to try an edit on the whole history, beside scoring all of it again.

``python benchmarks/history.py [--listings N] [--terms N] [--folder DIR] [--rescore]`` stores N
generated adverts (some with planted terms) in an SQLite database, indexes them, back-tests the
change of 1 and of 10 terms, and assesses every listing again by the edited lexicon in the same
run, on one core, to compare both the time and the result. ``--rescore`` times the command
``patrol rescore --all`` as well. Times are processor seconds, but for that one. A folder that is
named keeps the database for the next run.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import chain, islice, repeat
from pathlib import Path
from time import perf_counter, process_time

from planted import KINDS, Planted, clean, planted, terms

from crawler.config import Config
from crawler.items import Listing, Sighting
from crawler.lexicon import Lexicon, load_sound
from crawler.matching import Circumstances, Matcher, read_rates
from crawler.rescoring.backtest import Backtest
from crawler.rescoring.index import bring_up_to_date
from crawler.rescoring.scoring import Assessor, Scoring
from crawler.store import assessments, listings, segments
from crawler.store.database import Database, open_database
from crawler.store.in_force import put_in_force

_BATCH = 1_000


def write_keywords(folder: Path, names: Sequence[str]) -> None:
    """The names as a keyword file without conditions."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(f'      - {{term: "{name}", source: made}}' for name in names)
    (folder / "names.yaml").write_text(
        "schema: lexicon/1\nid: names\ndomain: test\nlanguages: [en]\ngroups:\n"
        f"  - id: names\n    role: signal\n    terms:\n{lines}\n",
        "utf-8",
    )


def adverts(names: Sequence[str], chance: random.Random) -> Iterator[Planted]:
    """Adverts without end, one in three with a term."""
    turns = ((planted(KINDS, names, 20, chance), clean(1_000, chance)) for _ in repeat(None))
    return chain.from_iterable(chain.from_iterable(turns))


def fill(database: Database, lexicon: Lexicon, names: Sequence[str], count: int) -> None:
    """Store ``count`` adverts, assessed."""
    matcher = Matcher(lexicon, Config().levels)
    now = datetime.now(UTC)
    circumstances = Circumstances(now.date(), read_rates())
    made = islice(adverts(names, random.Random(5)), count)
    for start in range(0, count, _BATCH):
        seen = []
        for number, advert in enumerate(islice(made, _BATCH), start):
            url = f"https://site.example/advert/{number}"
            text = advert.text
            listing = Listing(site="site", url=url, title=text[:60], description=text)
            assessed = matcher.assess(listing, circumstances)
            seen.append(Sighting(listing=listing, identity=url, assessment=assessed))
        with database.write() as connection:
            listings.save(connection, seen, sweep=None, country=None, now=now)


def full(database: Database, after: Scoring) -> tuple[set[str], float]:
    """Every listing assessed anew: which are assessed otherwise than before, and the time."""
    began = process_time()
    assessor = Assessor(after)
    different = set()
    with database.read() as connection:
        ids = listings.keys(connection)
        for start in range(0, len(ids), _BATCH):
            some = ids[start : start + _BATCH]
            known = assessments.stored(connection, some)
            for key, listing in listings.some_of(connection, some):
                before = known[key].assessment
                assessed = assessor.assess(listing, before.inputs)
                if before.says != assessed.says:
                    different.add(listing.url)
    return different, process_time() - began


def tried(database: Database, before: Scoring, after: Scoring) -> tuple[set[str], int, float]:
    """The same by back-test: the listings, how many were looked at, and the time."""
    began = process_time()
    test = Backtest(database, before, after)
    ids = test.ids()
    different = {each.listing.url for each in test.comparisons(ids) if each is not None}
    return different, len(ids), process_time() - began


def measure(folder: Path, count: int, number: int, *, rescore: bool) -> None:
    """Fill, index, back-test, compare, print."""
    names = terms(number + 10, random.Random(1))
    keywords = folder / "keywords"
    write_keywords(keywords, names[:number])
    levels, today, rates = Config().levels, datetime.now(UTC).date(), read_rates()
    with closing(open_database(f"sqlite:///{folder / 'history.db'}")) as database:
        lexicon = put_in_force(database, keywords, levels, datetime.now(UTC)).lexicon
        with database.read() as connection:
            stored = len(listings.keys(connection))
        if not stored:
            fill(database, lexicon, names, count)
        began = process_time()
        indexed = sum(bring_up_to_date(database))
        took = process_time() - began
        with database.read() as connection:
            size = sum(
                16 * len(segments.members(connection, segment))
                + sum(map(len, segments.parts(connection, segment).values()))
                for segment in segments.numbers(connection)
            )
        print(f"{count:,} listings, {number:,} terms; index: {size / count:.0f} bytes a listing")
        if indexed:
            print(f"indexing: {1e3 * took / indexed:.2f} ms a listing")
        before = Scoring(lexicon, levels, today, rates)
        print("| edit | looked at | different | s | all again, s | times faster | identical |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        half = number // 2
        for changed in (1, 10):
            few = (changed + 1) // 2
            # As many terms taken away as added, so that both directions are tried.
            edited = [*names[: half - few], *names[half:number], *names[number:][: changed // 2]]
            write_keywords(folder / f"edit-{changed}", edited)
            after = Scoring(load_sound(folder / f"edit-{changed}"), levels, today, rates)
            quick, looked_at, seconds = tried(database, before, after)
            slow, long = full(database, after)
            print(
                f"| {changed} terms | {looked_at:,} | {len(quick):,} | {seconds:.2f} | {long:.1f} "
                f"| {long / seconds:.0f} | {'yes' if quick == slow else 'NO'} |"
            )
    if rescore:
        (folder / "config.yaml").write_text("database: sqlite:///history.db\nkeywords: keywords\n")
        began = perf_counter()
        subprocess.run(
            [sys.executable, "-m", "crawler.cli", "rescore", "--all"], cwd=folder, check=True
        )
        print(f"patrol rescore --all: {perf_counter() - began:.0f} s of the clock")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listings", type=int, default=100_000)
    parser.add_argument("--terms", type=int, default=1_000)
    parser.add_argument("--folder", type=Path, help="where the database is kept for another run")
    parser.add_argument("--rescore", action="store_true", help="time 'patrol rescore --all' too")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        measure(folder, asked.listings, asked.terms, rescore=asked.rescore)


if __name__ == "__main__":
    main()
