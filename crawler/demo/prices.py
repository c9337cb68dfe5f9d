"""Prices as sellers write them."""

from __future__ import annotations

import re
from decimal import Decimal

_SAMPLE = re.compile(r"1(?P<group>\D?)250(?P<cents>[.,]00)?")


def written(price: Decimal, notation: str) -> str:
    """The price in the manner of ``notation``, which shows how 1250 would be written.

    ``written(Decimal(3800), "1.250,00 €")`` is ``3.800,00 €``.
    """
    sample = _SAMPLE.search(notation)
    if sample is None:
        raise ValueError(f"{notation!r} does not show how 1250 is written")
    whole = f"{int(price):,}".replace(",", sample["group"])
    cents = f"{sample['cents'][0]}{int(price % 1 * 100):02d}" if sample["cents"] else ""
    return notation[: sample.start()] + whole + cents + notation[sample.end() :]
