"""Wallets in a text, in one piece or divided."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from crawler.matching.clearing import Span

_SIGN = re.compile(r"[A-Za-z0-9]")
# A wallet in one piece, a piece of one, or one that is spelt out.
_MAY_BE_WALLET = re.compile(r"[A-Za-z0-9]{25}|[A-Za-z]\d+[A-Za-z]|(?:[A-Za-z0-9][^A-Za-z0-9]){8}")
_WIDEST_GAP = 3
_PREFIX = 8


class Wallets:
    """The wallets that are sought, by how they begin."""

    def __init__(self, wallets: Iterable[str]) -> None:
        self._by_prefix: dict[str, list[str]] = defaultdict(list)
        for wallet in wallets:
            self._by_prefix[wallet[:_PREFIX]].append(wallet)

    def find(self, text: str) -> Iterator[tuple[str, Span]]:
        """Each of them that stands in ``text``, letters in the case given."""
        if not self._by_prefix or _MAY_BE_WALLET.search(text) is None:
            return
        at = [sign.start() for sign in _SIGN.finditer(text)]
        signs = "".join(text[place] for place in at)
        small = signs.lower()  # segwit and Ethereum know no case; others begin otherwise
        for first, place in enumerate(at):
            if first and at[first - 1] == place - 1:
                continue  # inside a word
            for read in (signs, small):
                for wallet in self._by_prefix.get(read[first : first + _PREFIX], ()):
                    last = first + len(wallet) - 1
                    if read.startswith(wallet, first) and _is_whole(at, first, last):
                        yield wallet, (place, at[last] + 1)


def _is_whole(at: list[int], first: int, last: int) -> bool:
    """Whether it ends with a word, and no gap in it is wide."""
    ends = last + 1 == len(at) or at[last + 1] > at[last] + 1
    gaps = zip(at[first:last], at[first + 1 : last + 1], strict=True)
    return ends and all(after - before <= _WIDEST_GAP + 1 for before, after in gaps)
