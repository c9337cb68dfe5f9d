"""What the matcher finds, how often it is wrong and how fast it is, beside the naive way.

``python benchmarks/matching.py [--each N] [--clean N] [--terms N ...]`` plants N made-up terms in
each kind of disguise in adverts of seven languages, scans as many adverts that hold none (a term
that is a word of these adverts is left out), and prints tables in Markdown. Naive is RapidFuzz's
``process.extract`` with ``partial_ratio`` and a cut-off of 85. Times are processor seconds
of one core.
"""

from __future__ import annotations

import argparse
import random
import tracemalloc
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import process_time

from planted import KINDS, Bend, Fits, Planted, clean, han_terms, planted, terms
from rapidfuzz import fuzz, process
from unplanned import UNPLANNED

from crawler.lexicon import KeywordFile
from crawler.matching.finder import Finder
from crawler.matching.folding import fold, split
from crawler.matching.reading import Reading

_CUTOFF = 85
_NAIVE_TEXTS = {1_000: 70, 10_000: 14, 50_000: 7}


@dataclass(frozen=True)
class Figures:
    """What one number of terms gave."""

    terms: int
    build: float
    megabytes: float
    per_second: float
    again: float
    naive: float
    false_matches: float


def finder(names: Sequence[str]) -> Finder:
    """A finder of these terms as one keyword file, without any conditions."""
    group = {"id": "names", "role": "signal", "terms": [{"term": name} for name in names]}
    document = {
        "schema": "lexicon/1",
        "id": "names",
        "domain": "test",
        "languages": ["en", "fr", "nl", "de", "es", "it", "zh"],
        "groups": [group],
    }
    return Finder([KeywordFile.model_validate(document)])


def found(by: Finder, text: str) -> list[tuple[str, int, int]]:
    """Term and span of every place."""
    places = by.find({"title": Reading(text)}).get("names", [])
    return [(place.needle.term.term, place.start, place.end) for place in places]


def recall(by: Finder, adverts: Sequence[Planted]) -> Counter[str]:
    """How many of each kind were found for the right term, in the right place."""
    hits: Counter[str] = Counter()
    for advert in adverts:
        hits[advert.kind] += (advert.term, advert.start, advert.end) in found(by, advert.text)
    return hits


def naive_recall(names: Sequence[str], adverts: Sequence[Planted]) -> Counter[str]:
    """How many the naive way names at all; a place it does not give."""
    hits: Counter[str] = Counter()
    for advert in adverts:
        hits[advert.kind] += advert.term in _naive(names, advert.text)
    return hits


def _naive(names: Sequence[str], text: str) -> set[str]:
    scorer, cutoff = fuzz.partial_ratio, _CUTOFF
    matches = process.extract(text.lower(), names, scorer=scorer, score_cutoff=cutoff, limit=None)
    return {name for name, _, _ in matches}


def measure(count: int, adverts: Sequence[Planted]) -> Figures:
    """Speed, false matches and size with ``count`` terms on adverts that hold none."""
    said = {word for advert in adverts for word in split(fold(advert.text))}
    names = [name for name in terms(count, random.Random(count)) if name not in said]
    # The lists of common words are read once, not once for each lexicon.
    found(finder(names[:1]), "nothing")
    began = process_time()
    by = finder(names)
    build = process_time() - began
    speeds = []
    for _ in range(2):
        began = process_time()
        wrong = sum(len(found(by, advert.text)) for advert in adverts)
        speeds.append(len(adverts) / (process_time() - began))
    few = adverts[: _NAIVE_TEXTS.get(count, 7)]
    began = process_time()
    for advert in few:
        _naive(names, advert.text)
    naive = len(few) / (process_time() - began)
    tracemalloc.start()
    kept = finder(names)
    megabytes = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    del kept
    false_matches = 1_000 * wrong / len(adverts)
    return Figures(count, build, megabytes, speeds[0], speeds[1], naive, false_matches)


def print_recall(
    title: str,
    kinds: Mapping[str, tuple[Bend, Fits]],
    names: Sequence[str],
    each: int,
    naive_each: int,
) -> None:
    """A table of what is found of each kind, the naive way beside."""
    adverts = list(planted(kinds, names, each, random.Random(2)))
    hits = recall(finder([*names, *han_terms()]), adverts)
    some = adverts[:: max(1, each // max(1, naive_each))]
    naive, tried = naive_recall(names, some), Counter(advert.kind for advert in some)
    print(f"| {title} | found, right span | naive, named at all |\n| --- | --- | --- |")
    for kind in kinds:
        shown = kind.replace("|", "\\|")
        print(f"| {shown} | {hits[kind] / each:.3f} | {naive[kind] / tried[kind]:.2f} |")
    mean = hits.total() / len(adverts)
    print(f"| **all** | **{mean:.3f}** | **{naive.total() / len(some):.2f}** |\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=200, help="planted adverts of each kind")
    parser.add_argument("--clean", type=int, default=4_000, help="adverts without any term")
    parser.add_argument("--terms", type=int, nargs="*", default=[1_000, 10_000, 50_000])
    parser.add_argument("--naive-each", type=int, default=10, help="the same for the naive way")
    asked = parser.parse_args()
    names = terms(1_000, random.Random(1))
    for title, kinds in (("planned for", KINDS), ("not planned for", UNPLANNED)):
        print_recall(title, kinds, names, asked.each, asked.naive_each)
    print("| terms | new adverts/s | again | naive | times | false per 1,000 | build s | MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    texts = list(clean(asked.clean, random.Random(3)))
    for count in asked.terms:
        got = measure(count, texts)
        print(
            f"| {count:,} | {got.per_second:,.0f} | {got.again:,.0f} | {got.naive:,.1f} "
            f"| {got.per_second / got.naive:,.0f} | {got.false_matches:.1f} "
            f"| {got.build:.1f} | {got.megabytes:.0f} |"
        )


if __name__ == "__main__":
    main()
