"""The tables. Alembic compares its migrations with this file."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from crawler.store.types import Money, UtcDateTime

REVISION = "0001"
"""The migration that this program works with."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

sweeps = Table(
    "sweeps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", String(64), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),  # empty: still running, or interrupted
    Column("lexicon_version", String(64), nullable=False),
    Column("verdict", String(20)),
    Column("reason", Text),
    Column("pages", Integer, nullable=False, default=0),
    Column("listings", Integer, nullable=False, default=0),  # distinct adverts met
    Column("new", Integer, nullable=False, default=0),
    Column("changed", Integer, nullable=False, default=0),
    Column("gone", Integer, nullable=False, default=0),
    Column("flagged", Integer, nullable=False, default=0),
    Column("counts", JSON, nullable=False, default=dict),  # every count, by path-like name
    Column("reread_before", UtcDateTime),  # what was read by then is read again; empty: everything
    Index(None, "site", "started_at"),
)

requests = Table(
    "requests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sweep", ForeignKey("sweeps.id", ondelete="CASCADE"), nullable=False),
    Column("fingerprint", String(40), nullable=False),
    Column("url", Text, nullable=False),
    Column("callback", String(64), nullable=False),
    Column("arguments", JSON, nullable=False, default=dict),
    Column("priority", Integer, nullable=False, default=0),
    Column("depth", Integer, nullable=False, default=0),
    Column("signs", JSON, nullable=False, default=list),  # of the cards that lead here
    Column("search", Text),  # the term whose search led here
    Column("state", String(8), nullable=False),  # waiting, leased, held, done, failed, skipped
    Column("reason", Text),
    Column("attempts", SmallInteger, nullable=False, default=0),
    Column("not_before", Float, nullable=False, default=0.0),  # seconds since 1970
    UniqueConstraint("sweep", "fingerprint"),
    Index(None, "sweep", "state", "priority", "id"),
)

visits = Table(  # what each page gave when it was last read
    "visits",
    metadata,
    Column("site", String(64), primary_key=True),
    Column("page", String(40), primary_key=True),  # hash of its canonical address
    Column("read_at", UtcDateTime, nullable=False),
    Column("sweep", Integer, nullable=False),  # that read it
    Column("reading", String(16), nullable=False),  # hash of the settings it was read with
    Column("signs", JSON, nullable=False),  # of the cards that led to it then
    Column("listings", JSON, nullable=False),  # keys of those read off it
    Column("etag", Text),
    Column("last_modified", Text),
    Column("found", JSON, nullable=False),  # requests it led to; kept with etag or last_modified
    Index(None, "site", "read_at"),
    Index(None, "sweep"),
)

searches = Table(  # what asking a site's search form for a term has cost and given
    "searches",
    metadata,
    Column("site", String(64), primary_key=True),
    Column("term", Text, primary_key=True),
    Column("asked_at", UtcDateTime),  # empty: its first page could not be read yet
    Column("asked", Integer, nullable=False),  # times
    Column("requests", Integer, nullable=False),
    Column("listings", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("flagged", Integer, nullable=False),
)

segments = Table(  # of the history's index
    "segments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("size", Integer, nullable=False),  # listings when it was written
)

segment_parts = Table(
    "segment_parts",
    metadata,
    Column("segment", ForeignKey("segments.id", ondelete="CASCADE"), primary_key=True),
    Column("part", String(12), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

listings = Table(
    "listings",
    metadata,
    Column("id", String(32), primary_key=True),  # hash of site and identifying address
    Column("site", String(64), nullable=False),
    Column("listing_id", Text),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("description", Text),
    Column("price", Money),
    Column("currency", String(3)),
    Column("price_raw", Text),
    Column("seller", Text),
    Column("seller_url", Text),
    Column("location", Text),
    Column("country", String(2)),  # of the site, where the operator says so
    Column("category", Text),
    Column("images", JSON, nullable=False),
    Column("posted_at", UtcDateTime),
    Column("posted_raw", Text),
    Column("language", String(16)),
    Column("condition", Text),
    Column("availability", Text),
    Column("ships_from", Text),
    Column("ships_to", Text),
    Column("attributes", JSON, nullable=False),
    Column("scraped_at", UtcDateTime, nullable=False),
    Column("state", String(10), nullable=False),
    Column("first_seen", UtcDateTime, nullable=False),
    Column("last_seen", UtcDateTime, nullable=False),
    Column("last_sweep", ForeignKey("sweeps.id", ondelete="SET NULL")),  # empty: imported
    Column("search", Text),  # the term whose search led to it last; empty: no search did
    # Of the history's index; empty: not indexed yet, or changed since.
    Column("segment", ForeignKey("segments.id", ondelete="SET NULL"), index=True),
    Index(None, "site", "last_seen"),
    Index(None, "last_sweep", "state"),
)

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("listing", ForeignKey("listings.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("field", String(16), nullable=False),
    Column("before", Text),
    Column("after", Text),
)

assessments = Table(
    "assessments",
    metadata,
    Column("listing", ForeignKey("listings.id", ondelete="CASCADE"), primary_key=True),
    Column("score", SmallInteger, nullable=False),
    Column("level", String(8), nullable=False),
    Column("rank", SmallInteger, nullable=False),  # of the level, to compare with
    Column("category", String(64), nullable=False),
    Column("tray", String(64), nullable=False),
    Column("flagged", Boolean, nullable=False, index=True),
    Column("reasons", JSON, nullable=False),
    Column("matches", JSON, nullable=False),
    Column("lexicon_version", String(64), nullable=False),
    Column("inputs", String(200), nullable=False),  # besides listing and lexicon, as JSON
    Column("assessed_at", UtcDateTime, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("listing", ForeignKey("listings.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("decision", String(12), nullable=False),
    Column("note", Text),
    Column("judged_by", Text, nullable=False),
    Column("judged_at", UtcDateTime, nullable=False),
)

keyword_files = Table(
    "keyword_files",
    metadata,
    Column("hash", String(64), primary_key=True),  # of the content
    Column("content", Text, nullable=False),  # without the groups that it uses
    Column("since", UtcDateTime, nullable=False),  # when it first came into force
)

lexicons = Table(
    "lexicons",
    metadata,
    Column("version", String(64), primary_key=True),
    Column("in_force_since", UtcDateTime, nullable=False),  # the latest is in force now
)

lexicon_files = Table(
    "lexicon_files",
    metadata,
    Column("lexicon", ForeignKey("lexicons.version", ondelete="CASCADE"), primary_key=True),
    Column("path", Text, primary_key=True),  # below the folder of keyword files
    Column("file", ForeignKey("keyword_files.hash"), nullable=False),
    Column("proven", String(64), nullable=False, index=True),  # hash of all that its tests met
)
