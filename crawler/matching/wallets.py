"""Wallets in a text, in one piece or divided."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from crawler.matching.clearing import Span

_PREFIX = 8
_LETTER = "[A-Za-z0-9]"
_GAP = "[^A-Za-z0-9]{0,3}"
_NO_LETTER = re.compile("[^A-Za-z0-9]")


class Wallets:
    """The wallets that are sought, by how they begin.

    :param wallets: as :func:`crawler.lexicon.contact.wallet_in` gives them: in small letters where
        case says nothing.
    """

    def __init__(self, wallets: Collection[str]) -> None:
        self._by_prefix: dict[str, list[str]] = defaultdict(list)
        seconds: dict[str, set[str]] = defaultdict(set)
        for wallet in wallets:
            self._by_prefix[wallet[:_PREFIX]].append(wallet)
            seconds[wallet[0]].add(wallet[1])
        self._caseless = any(wallet == wallet.lower() for wallet in wallets)
        # Its first character comes first: so the engine passes over all others quickly.
        beginnings = "|".join(
            f"{first}(?<!{_LETTER}.)(?={_GAP}[{''.join(sorted(second))}])"
            for first, second in sorted(seconds.items())
        )
        self._begins = re.compile(
            f"(?:{beginnings})(?=((?:{_GAP}{_LETTER}){{{_PREFIX - 1}}}))", re.DOTALL
        )

    def find(self, text: str) -> Iterator[tuple[str, Span]]:
        """Each of them that stands in ``text``, letters in the case given."""
        if not self._by_prefix:
            return
        yield from self._in(text)
        small = text.lower() if self._caseless else text
        if small != text and len(small) == len(text):
            yield from self._in(small)

    def _in(self, text: str) -> Iterator[tuple[str, Span]]:
        for beginning in self._begins.finditer(text):
            prefix = beginning[0] + _NO_LETTER.sub("", beginning[1])
            for wallet in self._by_prefix.get(prefix, ()):
                whole = re.compile(_GAP.join(wallet) + f"(?!{_LETTER})")
                if found := whole.match(text, beginning.start()):
                    yield wallet, found.span()
