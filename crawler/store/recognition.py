"""New, unchanged or changed: a listing compared with what is stored of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from crawler.extraction import canonical
from crawler.items import Change, Listing, Sighting, State
from crawler.store.listings import COMPARED


def recognise(seen: Sighting, known: Mapping[str, Any] | None, sweep: int | None) -> Sighting:
    """The sighting with its state and changes.

    :param known: what :func:`crawler.store.listings.known` says of it; ``None`` for a new one.
    :param sweep: the sweep that sees it; ``None`` for an import.
    """
    if known is None:
        return replace(seen, state=State.NEW)
    if sweep is not None and known["last_sweep"] == sweep:
        return replace(seen, state=State(known["state"]), again=True)
    changes = tuple(differences(known, seen.listing))
    state = State.CHANGED if changes else State.UNCHANGED
    if known["state"] == State.GONE:
        state = State.BACK
    return replace(seen, state=state, changes=changes)


def differences(known: Mapping[str, Any], listing: Listing) -> Iterator[Change]:
    """What the page says now that it did not say when it was last read."""
    for name in COMPARED:
        before, after = known[name], getattr(listing, name)
        if name == "images":
            # The signature that a picture server appends changes from night to night.
            before, after = (sorted(canonical(url).partition("?")[0] for url in urls or ())
                             for urls in (before, after))  # fmt: skip
        if before != after:
            yield Change(name, _text(known[name]), _text(getattr(listing, name)))


def _text(value: Any) -> str | None:
    match value:
        case None:
            return None
        case list() | tuple():
            return " | ".join(value)
        case Decimal():
            return format(value.normalize(), "f")  # 12.50 is the 12.5 of before
        case _:
            return str(value)
