"""The market's adverts as they are written down: one YAML file per language."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib.resources import as_file, files
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, RootModel

from crawler import strict_yaml
from crawler.errors import PatrolError

Model = TypeVar("Model", bound=BaseModel)


class _Written(BaseModel):
    """Part of a data file: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SellerEntry(_Written):
    """Somebody who sells on the market; every one of them is invented."""

    name: str
    place: str
    since: str
    """Month of joining, ``2019-03``."""
    currency: str | None = None
    """ISO 4217; the file's first currency if it is not given."""
    reserved: bool = False
    """Has only the adverts that name this seller; all others are dealt out among the rest."""


class Revision(_Written):
    """What the seller has rewritten by the second night."""

    title: str | None = None
    text: str | None = None
    price: Decimal | None = None


class Entry(_Written):
    """One advert."""

    title: str
    kind: str
    """What is sold: decides the section and the drawing (``sections.yaml``, ``drawings.yaml``)."""
    text: str
    price: Decimal | None = None
    price_words: str | None = None
    """What stands in place of a figure: "on request", "free"."""
    colour: str | None = None
    """Colour of the thing in the photo; any, if it is not given."""
    condition: Literal["new", "used", "damaged"] = "used"
    seller: str | None = None
    closing: bool = True
    """Whether one of the language's closing remarks follows the text."""
    suspect: str | None = None
    """Domain of the keyword file that should flag it; nothing for an ordinary advert."""
    bent: bool = False
    """The telling words are disguised, so that plain words and phrases miss them."""
    later: Literal["gone", "again"] | Revision | None = None
    """Its fate by the second night: taken down, posted again under a new number, rewritten."""


class Labels(_Written):
    """The words around an advert, in its language."""

    seller: str
    since: str
    location: str
    posted: str
    condition: str
    reference: str
    description: str
    more: str


class Language(_Written):
    """One file: the adverts in one language, and how its speakers write prices and dates."""

    language: str
    """ISO 639-1."""
    space: str = " "
    """What stands between two sentences."""
    notations: dict[str, tuple[str, ...]]
    """Currency → the ways to write 1250 of it; the first currency is the usual one."""
    date: str
    months: tuple[str, ...]
    labels: Labels
    conditions: dict[str, str]
    closings: tuple[tuple[str, ...], ...]
    """Remarks that end an advert: at most one of each list."""
    sellers: tuple[SellerEntry, ...]
    adverts: tuple[Entry, ...]
    second_night: tuple[Entry, ...]
    """Adverts that are new on the second night."""


class Section(_Written):
    """One section of the market."""

    slug: str
    name: str
    kinds: tuple[str, ...]


class _Sections(RootModel[tuple[Section, ...]]):
    model_config = ConfigDict(frozen=True)


@cache
def languages() -> tuple[Language, ...]:
    """All adverts, one entry per language file, in the order of the file names."""
    folder = files("crawler.demo") / "adverts"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return tuple(read_data(Language, f"adverts/{name}") for name in names)


@cache
def sections() -> tuple[Section, ...]:
    """The market's sections in the order of its front page."""
    return read_data(_Sections, "sections.yaml").root


def read_data(model: type[Model], name: str) -> Model:
    """The market's own data file ``name`` as ``model``.

    :raises PatrolError: if the file does not say what the market needs, with file and line.
    """
    with as_file(files("crawler.demo") / name) as path:
        document = strict_yaml.read(path, shown_as=f"crawler/demo/{name}")
    valid = strict_yaml.validate(model, document)
    if valid is None:
        raise PatrolError("; ".join(str(found) for found in document.findings))
    return valid
