"""How well and how fast saved pages are read: a table per kind and per field.

``python -m benchmarks.extraction FOLDER [--misses] [--extruct]``. The folder holds pages as
``NAME.html.gz`` or ``NAME.html``, each with a ``NAME.json`` beside it that says ``url``, ``kind``
and what a person read there: ``title``, ``author``. What else a person read on them is in
``readings.json``: the kinds that are right, the prices that are right (``null``: none), the
currency, and the number of pictures. A page without its JSON, and a JSON without its page, are
named.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from crawler.extraction import Page, Reading, read
from crawler.items import Listing

READINGS = Path(__file__).with_name("readings.json")
# What the collections of saved pages call their kinds, and which of ours are right for each; a page
# that somebody looked at has its own in the readings.
KINDS = {
    "product": {"item"},
    "forum": {"thread"},
    "collection": {"search"},
    "listing": {"search", "other"},
    "article": {"other"},
}
TITLED = {"product", "forum", "item", "thread", "post"}


@dataclass(slots=True)
class Field:
    """How often a field was right, wrong and empty."""

    right: int = 0
    wrong: int = 0
    empty: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, name: str, found: object, is_right: bool) -> None:
        if is_right:
            self.right += 1
        elif found in (None, "", ()):
            self.empty += 1
        else:
            self.wrong += 1
        if not is_right:
            self.misses.append(f"{name}: {found}")


def main() -> None:
    arguments = _arguments()
    pages = list(_pages(arguments.folder))
    if not pages:
        sys.exit(f"{arguments.folder} holds no pages with their JSON")
    more = json.loads(arguments.readings.read_text("utf-8"))
    fields: dict[str, Field] = defaultdict(Field)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: list[float] = []
    for name, body, truth in pages:
        started = time.process_time()
        reading = read(Page(truth["url"], body), "benchmark")
        seconds.append(time.process_time() - started)
        kinds[truth["kind"]][reading.kind.value] += 1
        _judge(name, reading, {**truth, **more.get(name, {})}, fields)
    _print_kinds(kinds)
    _print_fields(fields, arguments.misses)
    size = sum(len(body) for _, body, _ in pages)
    _print_speed("read", seconds, size)
    if arguments.extruct:
        _print_speed("extruct, default syntaxes", _extruct(pages), size)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readings", type=Path, default=READINGS, help="other readings")
    parser.add_argument("--misses", action="store_true", help="name every page that went wrong")
    parser.add_argument("--extruct", action="store_true", help="time extruct on the same pages")
    return parser.parse_args()


def _pages(folder: Path) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """The pages with what is known of them; whatever is incomplete is named."""
    files = {path.name.split(".")[0]: path for path in folder.glob("*.html*")}
    truths = {path.stem: path for path in folder.glob("*.json")}
    for name in sorted(files.keys() ^ truths.keys()):
        print(f"left out, page or JSON is missing: {name}")
    for name in sorted(files.keys() & truths.keys()):
        raw = files[name].read_bytes()
        body = gzip.decompress(raw) if files[name].suffix == ".gz" else raw
        yield name, body, json.loads(truths[name].read_text("utf-8"))


def _judge(name: str, reading: Reading, truth: dict[str, Any], fields: dict[str, Field]) -> None:
    """Compare each field that the truth has with what was read."""
    right_kinds = truth.get("kinds") or KINDS.get(truth["kind"], {truth["kind"]})
    fields["kind"].count(name, reading.kind.value, reading.kind.value in right_kinds)
    listing = reading.listings[0].listing if reading.listings else None
    found = _found(listing)
    if truth["kind"] in TITLED:
        for field_, said in (("title", "title"), ("seller", "author"), ("seller", "seller")):
            if truth.get(said):
                right = _plain(found[field_]) == _plain(truth[said])
                fields[field_].count(name, found[field_], right)
    if "prices" in truth:
        amounts = [_amount(said) for said in truth["prices"]]
        both = (found["price"], found["currency"])
        right = any(_same(both, amount, truth.get("currency")) for amount in amounts)
        fields["price, currency"].count(name, both if both[0] else None, right)
    if "images" in truth:
        fields["image count"].count(name, found["images"], found["images"] == truth["images"])


def _same(found: tuple[Any, Any], amount: Decimal | None, currency: str | None) -> bool:
    return found[0] is None if amount is None else found == (amount, currency)


def _found(listing: Listing | None) -> dict[str, Any]:
    if listing is None:
        return dict.fromkeys(("title", "seller", "price", "currency"), None) | {"images": 0}
    return {
        "title": listing.title,
        "seller": listing.seller,
        "price": listing.price,
        "currency": listing.currency,
        "images": len(listing.images),
    }


def _amount(said: object) -> Decimal | None:
    return None if said is None else Decimal(str(said))


def _plain(text: str | None) -> str:
    """Letters and digits of a text in lower case: punctuation and ™ are no difference."""
    folded = unicodedata.normalize("NFKC", re.sub("[™®©]", "", text or "")).casefold()
    return " ".join(re.findall(r"\w+", folded))


def _print_kinds(kinds: dict[str, Counter[str]]) -> None:
    columns = sorted({kind for counts in kinds.values() for kind in counts})
    print(f"\n{'kind said':<14}" + "".join(f"{column:>9}" for column in columns))
    for said, counts in sorted(kinds.items()):
        print(f"{said:<14}" + "".join(f"{counts[column] or '':>9}" for column in columns))


def _print_fields(fields: dict[str, Field], misses: bool) -> None:
    print(f"\n{'field':<20}{'pages':>7}{'right':>7}{'wrong':>7}{'empty':>7}{'right %':>9}")
    for name, counts in fields.items():
        pages = counts.right + counts.wrong + counts.empty
        share = 100 * counts.right / pages
        print(
            f"{name:<20}{pages:>7}{counts.right:>7}{counts.wrong:>7}{counts.empty:>7}{share:>9.1f}"
        )
    for name, counts in fields.items() if misses else ():
        print(f"\n{name}:\n  " + "\n  ".join(counts.misses))


def _print_speed(what: str, seconds: list[float], size: int) -> None:
    total = sum(seconds)
    pages = len(seconds)
    print(
        f"\n{what}: {pages / total:.1f} pages/s of CPU, {size / pages / 1000:.0f} KB a page,"
        f" {1000 * sorted(seconds)[pages // 2]:.1f} ms median, {1000 * max(seconds):.0f} ms longest"
    )


def _extruct(pages: list[tuple[str, bytes, dict[str, Any]]]) -> list[float]:
    import extruct

    seconds = []
    for name, body, truth in pages:
        started = time.process_time()
        try:
            extruct.extract(body.decode("utf-8", "replace"), base_url=truth["url"])
        except Exception as error:  # noqa: BLE001 it is measured, whatever it stumbles over
            print(f"extruct failed on {name}: {type(error).__name__}")
        seconds.append(time.process_time() - started)
    return seconds


if __name__ == "__main__":
    main()
