"""A keyword file: one question that an analyst asks of every advert."""

from __future__ import annotations

import hashlib
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from crawler.lexicon.entry import ANY_LANGUAGE, Entry, Id, Language, Text, Valid
from crawler.lexicon.group import Group, Role
from crawler.lexicon.rule import KeywordTest, Rule

SHIPPED = "shipped"
"""Tag of the files that come with the program, which must prove more."""

Threshold = Annotated[int, Field(ge=1, le=100)]


class Status(StrEnum):
    """Whether a file is in force."""

    DRAFT = "draft"
    SHADOW = "shadow"
    """Scored and counted, but flags nothing."""
    ACTIVE = "active"
    RETIRED = "retired"


class Reference(Entry):
    """Where knowledge comes from."""

    key: Id
    text: Text


class FileLevels(Entry):
    """Scores from which a level is reached; those left out come from ``config.yaml``."""

    watch: Threshold | None = None
    review: Threshold | None = None
    urgent: Threshold | None = None

    @model_validator(mode="after")
    def _rising(self) -> FileLevels:
        given = [at for at in (self.watch, self.review, self.urgent) if at is not None]
        if given != sorted(given):
            raise ValueError("levels must rise: watch, review, urgent")
        return self


class KeywordFile(Entry):
    """One file under ``keywords/``."""

    format: Literal["lexicon/1"] = Field(alias="schema")
    id: Id
    title: str = ""
    domain: Id
    """Category of the listings that it flags."""
    version: str = ""
    status: Status = Status.ACTIVE
    owner: str = ""
    languages: tuple[Language, ...] = ()
    valid: Valid | None = None
    why: str = ""
    references: tuple[Reference, ...] = ()
    tags: tuple[str, ...] = ()
    levels: FileLevels = FileLevels()
    disguise: Annotated[int, Field(ge=0, le=100)] = 10
    """Points added once to a signal term that was found disguised."""
    use: tuple[str, ...] = ()
    """Groups of shared files, as ``file-id/group``."""
    groups: tuple[Group, ...] = ()
    rules: tuple[Rule, ...] = ()
    tests: tuple[KeywordTest, ...] = ()

    @property
    def default_language(self) -> str:
        """Language of a term that names none."""
        return self.languages[0] if len(self.languages) == 1 else ANY_LANGUAGE

    @property
    def shared(self) -> bool:
        """Whether it only lends its groups to others: it has no signal of its own."""
        return all(group.role is not Role.SIGNAL for group in self.groups)

    @property
    def used(self) -> frozenset[str]:
        """Ids of the shared files that it takes groups from."""
        return frozenset(name.partition("/")[0] for name in self.use)

    @property
    def content(self) -> str:
        """All that it says, as JSON; ``model_validate_json`` gives the same file again."""
        return self.model_dump_json(by_alias=True, exclude_defaults=True)

    @property
    def digest(self) -> str:
        """SHA-256 of its content in hexadecimal digits: two files of one digest say the same."""
        return hashlib.sha256(self.content.encode()).hexdigest()

    def in_force(self, on: date) -> bool:
        """Whether it is scored on that day."""
        scored = self.status in (Status.ACTIVE, Status.SHADOW)
        return scored and (self.valid is None or self.valid.holds(on))
