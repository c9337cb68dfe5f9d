"""Groups of terms: what a keyword file looks for, and what each finding means."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from crawler.lexicon.entry import Country, Entry, Id, Language, Points, Text, Valid
from crawler.lexicon.taxon_filter import TaxonFilter


class Role(StrEnum):
    """What a hit of a group does."""

    SIGNAL = "signal"
    """Adds points, and can raise a listing alone."""
    CONTEXT = "context"
    """Adds points, but only beside a signal."""
    CLAIM = "claim"
    """Is shown to the analyst, and may add points."""
    LOWER = "lower"
    """Takes points away."""
    MASK = "mask"
    """Owns its words: no other term of the file may use them."""
    ROUTE = "route"
    """Sends the listing to the tray named in ``to``."""


class MatchKind(StrEnum):
    """How a spelling is looked for."""

    PHRASE = "phrase"
    """Normalised whole words."""
    RAW = "raw"
    """As written, with word limits."""
    SUBSTRING = "substring"
    """Normalised, anywhere, also inside words."""
    EMOJI = "emoji"
    """Anywhere, variation selectors ignored."""
    REGEX = "regex"
    """A pattern over the text as written, ignoring case."""
    STEM = "stem"
    """Normalised words, each of which may go on."""
    CONTACT = "contact"
    """A phone number, mail address, handle or wallet."""


DEFAULT_WEIGHT = {
    Role.SIGNAL: 25,
    Role.CONTEXT: 10,
    Role.CLAIM: 10,
    Role.LOWER: -20,
    Role.MASK: 0,
    Role.ROUTE: 0,
}


def _off_is_zero(value: object) -> object:
    return 0 if value in ("no", "off") else value


def _bare_word(value: Any) -> Any:
    return {"term": value} if isinstance(value, str) else value


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Term(Entry):
    """One entry: a word or phrase with its other spellings."""

    term: Text
    lang: Language | None = None
    variants: tuple[Text, ...] = ()
    """Other spellings and close synonyms; the term counts once, whichever is met."""
    match: MatchKind | None = None
    fuzzy: Annotated[int, BeforeValidator(_off_is_zero), Field(ge=0, le=2)] | None = None
    """Typing mistakes allowed; ``None`` leaves it to the length of the word."""
    weight: Points | None = None
    needs: tuple[str, ...] | None = None
    """Counts only beside a hit of one of these groups; replaces the group's own."""
    needs_not: tuple[str, ...] | None = None
    within: Annotated[int, Field(ge=0)] | None = None
    """Words at most between this hit and one of its ``needs``."""
    note: str = ""
    source: str = ""
    """Key of a reference of the file, or free text."""
    listed: str = ""
    """Where the taxon that it names is listed (``CITES II, EU Annex A``); told in reasons."""
    valid: Valid | None = None
    ambiguity: Literal["low", "medium", "high"] | None = None
    price_floor_eur: Annotated[Decimal, Field(gt=0)] | None = None
    """Below this the real thing is hardly ever offered second-hand, in euro."""
    keep_accents: bool = False
    """``haš`` is not ``has``: compare with the accents."""
    country: Country | None = None
    search: bool = False
    """Worth typing into a site's search form."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """The term and its variants."""
        return (self.term, *self.variants)


TermLike = Annotated[Term, BeforeValidator(_bare_word)]
"""A term, or in short a bare word."""


class TermsFrom(Entry):
    """Terms from a table beside the keyword file, or from the imported species list."""

    file: Text | None = None
    """CSV file, relative to the keyword file."""
    column: Text | None = None
    """Header of the column that holds the terms."""
    where: dict[str, Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]] = Field(
        default_factory=dict
    )
    """Only rows in which each named column holds (one of) these values."""
    lang: Text | None = None
    """A language, or the header of the column that holds it."""
    taxon: TaxonFilter | None = None
    """Names of the imported species list; none as long as there is no such list."""

    @model_validator(mode="after")
    def _one_form(self) -> TermsFrom:
        if self.taxon is not None:
            if self.file or self.column or self.where:
                raise ValueError("takes either a 'taxon' or a 'file' with its 'column', not both")
            if self.lang:
                raise ValueError("'lang' goes inside 'taxon'; it chooses among common names")
        elif not (self.file and self.column):
            raise ValueError("needs 'file' and 'column'")
        return self


class Group(Entry):
    """Terms that mean the same to the score."""

    id: Id
    role: Role
    weight: Points | None = None
    """Points of each term that names none; see :data:`DEFAULT_WEIGHT`."""
    cap: Annotated[int, Field(ge=0, le=100)] | None = None
    """The group's points are at most this, upwards or (``lower``) downwards."""
    match: MatchKind = MatchKind.PHRASE
    scope: Literal["title", "description", "all"] = "all"
    needs: tuple[str, ...] = ()
    needs_not: tuple[str, ...] = ()
    within: Annotated[int, Field(ge=0)] | None = None
    to: Id | None = None
    """Tray of a ``route`` group."""
    terms: tuple[TermLike, ...] = ()
    terms_from: TermsFrom | None = None
    search: bool = False

    def points_of(self, term: Term) -> int:
        """What a hit of ``term`` adds."""
        for weight in (term.weight, self.weight):
            if weight is not None:
                return weight
        return DEFAULT_WEIGHT[self.role]

    def kind_of(self, term: Term, spelling: str) -> MatchKind:
        """How ``spelling`` is looked for: one without a letter or digit only as a sign."""
        if term.match is None and self.match is MatchKind.PHRASE and not is_worded(spelling):
            return MatchKind.EMOJI
        return term.match or self.match


def is_worded(spelling: str) -> bool:
    """Whether there is a letter or digit in it."""
    return any(map(str.isalnum, spelling))
