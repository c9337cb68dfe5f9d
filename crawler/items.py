"""The vocabulary: what every room of the house means by its words. All of it is frozen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Level(StrEnum):
    """How soon an analyst should look; declared from lowest to highest."""

    NONE = "none"
    WATCH = "watch"
    REVIEW = "review"
    URGENT = "urgent"

    @property
    def rank(self) -> int:
        """0 for ``none`` to 3 for ``urgent``."""
        return list(Level).index(self)


class State(StrEnum):
    """What became of a listing since it was last seen."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    GONE = "gone"
    BACK = "back"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """How one sweep over one site went."""

    HEALTHY = "healthy"
    THIN = "thin"
    BLOCKED = "blocked"
    LOGIN_EXPIRED = "login_expired"
    LAYOUT_CHANGED = "layout_changed"
    UNREACHABLE = "unreachable"
    REFUSED_BY_ROBOTS = "refused_by_robots"
    FAILED = "failed"
    NOT_RUN = "not_run"
    CUT_SHORT = "cut_short"
    PARKED = "parked"


class Decision(StrEnum):
    """What the analyst decided about a listing."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    UNSURE = "unsure"


MAIN_TRAY = "main"
CAPTURED = "captured"
"""Attribute of a listing that no sweep has read: how its page was come by."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One advert as published. What could not be read stays empty, never guessed."""

    site: str
    """Name of the site in ``config.yaml``."""
    url: str
    """Address of the advert's own page, or ``urn:patrol:SITE:ID`` if it has none."""
    title: str
    """Headline as published, white space folded."""
    listing_id: str | None = None
    """The site's own number or name for the advert."""
    description: str | None = None
    """The seller's text, paragraphs kept as line breaks."""
    price: Decimal | None = None
    """Asking price of the whole offer in ``currency``."""
    currency: str | None = None
    """ISO 4217 code."""
    price_raw: str | None = None
    """The price as written on the page."""
    seller: str | None = None
    """Name under which the seller appears on this site."""
    seller_url: str | None = None
    """Absolute address of the seller's page on this site."""
    location: str | None = None
    """Where the goods or the seller are, as written."""
    category: str | None = None
    """The site's own section for the advert, as written."""
    images: tuple[str, ...] = ()
    """Absolute addresses of the photos, in the page's order."""
    posted_at: datetime | None = None
    """When the advert was published, UTC."""
    posted_raw: str | None = None
    """The date as written on the page."""
    language: str | None = None
    """ISO 639-1 code that the page declares."""
    condition: str | None = None
    """``new``, ``used``, ``refurbished`` or ``damaged``, where the page says so."""
    availability: str | None = None
    """``in_stock``, ``sold_out`` and the like, where the page says so."""
    ships_from: str | None = None
    """Country or place the goods leave from, as written."""
    ships_to: str | None = None
    """Where the seller ships to, as written."""
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Whatever else the page says by name, as written."""
    scraped_at: datetime = field(default_factory=_now)
    """When the page was read, UTC."""


@dataclass(frozen=True, slots=True)
class Match:
    """One term meeting one piece of text."""

    file: str
    """Id of the keyword file."""
    group: str
    """Id of the group inside that file (``file-id/group`` for a shared one)."""
    term: str
    """The term as the analyst wrote it."""
    field: str
    """``title`` or ``description``."""
    start: int
    """First code point of the match in that field as published."""
    end: int
    """One past the last code point."""
    text: str
    """The words as written: ``field[start:end]``."""
    similarity: int = 100
    """0-100; 100 where the words are the term's own."""
    disguise: tuple[str, ...] | None = None
    """How the words were bent (``homoglyph``, ``leet`` …), ``None`` if they were not."""
    points: int = 0
    """Points of the term, on its first place only."""
    dropped_by: str | None = None
    """What kept it from counting, such as ``mask other_sense: ivory dress``; only in a trace."""

    def as_dict(self) -> dict[str, Any]:
        """The match as it is written to JSON everywhere."""
        values: dict[str, Any] = {
            "file": self.file,
            "group": self.group,
            "term": self.term,
            "field": self.field,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "similarity": self.similarity,
            "disguise": list(self.disguise) if self.disguise else None,
            "points": self.points,
        }
        return values if self.dropped_by is None else {**values, "dropped_by": self.dropped_by}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Match:
        """The match of which :meth:`as_dict` made ``values``."""
        disguise = values["disguise"]
        return cls(**{**values, "disguise": tuple(disguise) if disguise else None})


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a score was given besides the listing and the lexicon."""

    on: date
    """The day that terms and files had to be valid."""
    rates: date
    """The day of the exchange rates."""
    same_text_sellers: int
    """Sellers who posted the same text, as far as was known."""
    confirmed: int
    """Listings of this seller that had been confirmed."""
    levels: tuple[int, int, int]
    """Scores from which ``watch``, ``review`` and ``urgent`` are reached where a file says none."""

    def __str__(self) -> str:
        """As JSON; equal inputs give equal text."""
        values = {
            "on": str(self.on),
            "rates": str(self.rates),
            "same_text_sellers": self.same_text_sellers,
            "confirmed": self.confirmed,
            "levels": self.levels,
        }
        return json.dumps(values, separators=(",", ":"))

    @classmethod
    def of(cls, text: str) -> Inputs:
        """The inputs of which ``text`` was made."""
        said = json.loads(text)
        return cls(
            date.fromisoformat(said["on"]),
            date.fromisoformat(said["rates"]),
            said["same_text_sellers"],
            said["confirmed"],
            tuple(said["levels"]),
        )


@dataclass(frozen=True, slots=True)
class Trial:
    """What a keyword file on trial (``status: shadow``) would have flagged, were it active."""

    file: str
    """Id of the keyword file."""
    level: Level
    """``watch`` or more."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A score and the reasons it was born with."""

    score: int
    """0-100, from the keyword file that gave most."""
    level: Level
    """The highest level that the score reaches in that file."""
    category: str
    """Domain of that file; empty if no file gave points."""
    tray: str
    """``main``, or where a ``route`` group sent the listing."""
    matches: tuple[Match, ...]
    """What counted in that file, in reading order."""
    reasons: tuple[str, ...]
    """Sentences for the analyst, most weighty first."""
    lexicon_version: str
    """Hash of the lexicon that gave this score."""
    inputs: Inputs
    """With these, the same listing and lexicon give the same assessment again."""
    trials: tuple[Trial, ...] = ()
    """By file id; files on trial change nothing else here."""

    @property
    def says(self) -> tuple[object, ...]:
        """All that it says of the listing, whatever that rests on."""
        return self.score, self.level, self.category, self.tray, self.matches, self.reasons

    @property
    def flagged(self) -> bool:
        """Whether the listing goes to the analyst: ``watch`` or more, in the main tray."""
        return self.level is not Level.NONE and self.tray == MAIN_TRAY


@dataclass(frozen=True, slots=True)
class NoListing:
    """A page where a listing was expected and something else stood."""

    kind: str
    """What stood there: ``blocked``, ``login``, ``shell``, ``gone``, ``search``, ``untitled`` (an
    advert without a title), ``empty`` (a list of nothing) or ``other``."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a listing that is not what it was."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A listing on its way through the pipelines, with what each step found out about it."""

    listing: Listing
    identity: str
    """The address that tells this advert from all others on its site, however it was reached."""
    page: int = 0
    """The frontier's number of the page it was read from; 0 for an import."""
    state: State = State.NEW
    changes: tuple[Change, ...] = ()
    again: bool = False
    """Whether this sweep has met the advert before, behind another address."""
    assessment: Assessment | None = None

    @property
    def id(self) -> str:
        """The listing's key in the store: 128 bits of a hash of site and identity, in hex."""
        text = f"{self.listing.site}\n{self.identity}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
