"""The pages of the market. Each is made of the night's truth alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from crawler.demo.chance import pick
from crawler.demo.structured import CONDITIONS, json_ld
from crawler.demo.truth import Advert, Market, Markup, Seller

Value = TypeVar("Value")

PER_PAGE = 20
_MORE = 4  # further adverts of the same seller on an advert's page
# What follows an advert's address in lists, so that one advert stands behind several addresses.
_TRACKING = ("", "", "?ref={place}", "?utm_source=oldquay&utm_medium={place}")


class NotHereError(LookupError):
    """Nothing stands at this address."""


class Pages:
    """The market of one night as HTML."""

    def __init__(self, market: Market, base: str) -> None:
        """
        :param base: address of the market, without a slash at the end.
        """
        self.market = market
        self._base = base
        self._gone = {advert.id for advert in market.gone}
        self._known = {advert.id: advert for advert in (*market.gone, *market.adverts)}
        self._sellers = {seller.slug: seller for seller in market.sellers}
        self._sections = {section.slug: section for section in market.sections}
        self._searchable = {advert.id: _folded(_words(advert)) for advert in market.adverts}
        self._templates = Environment(
            loader=PackageLoader("crawler.demo"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(market=market, base=base, link=_link)

    def advert_of(self, number: str) -> Advert:
        """The advert under this number, tonight's or one that is gone.

        :raises NotHereError: if there never was one.
        """
        return _found(self._known, number)

    def is_gone(self, number: str) -> bool:
        """Whether the advert was here the night before and is not any more."""
        return number in self._gone

    def front(self) -> str:
        """Sections, and the first page of all adverts."""
        newest = {advert.kind: advert for advert in reversed(self.market.adverts)}
        tiles = [(each, newest[each.kinds[0]]) for each in self.market.sections]
        listed = self._listed(self.market.adverts, "/adverts", 1)
        return self._render("front.html", place="front", tiles=tiles, **listed)

    def results(self, page: int) -> str:
        """All adverts, newest first."""
        listed = self._listed(self.market.adverts, "/adverts", page)
        return self._render("results.html", place="results", heading="All adverts", **listed)

    def section(self, slug: str, page: int) -> str:
        """The adverts of one section."""
        section = _found(self._sections, slug)
        mine = [advert for advert in self.market.adverts if advert.section == section]
        listed = self._listed(mine, f"/section/{slug}", page)
        return self._render("results.html", place="section", heading=section.name, **listed)

    def search(self, query: str, page: int) -> str:
        """The adverts whose title or text contains the query, whatever its case and accents."""
        wanted = _folded(query)
        found = [each for each in self.market.adverts if wanted in self._searchable[each.id]]
        listed = self._listed(found, f"/search?{urlencode({'q': query})}", page)
        return self._render("search.html", place="search", query=query, **listed)

    def seller(self, slug: str, page: int) -> str:
        """One seller and what is on offer there."""
        seller = _found(self._sellers, slug)
        listed = self._listed(self._offers(seller), seller.path, page)
        since = date.fromisoformat(f"{seller.since}-01")
        english = self.market.languages["en"]
        joined = f"{english.months[since.month - 1]} {since.year}"
        return self._render("seller.html", place="seller", seller=seller, joined=joined, **listed)

    def advert(self, advert: Advert) -> str:
        """The advert's own page, with schema.org data, OpenGraph or neither."""
        more = [each for each in self._offers(advert.seller) if each.id != advert.id]
        return self._render(
            "advert.html",
            advert=advert,
            language=self.market.languages[advert.language],
            more=more[:_MORE],
            markup=advert.markup,
            Markup=Markup,
            condition_url=CONDITIONS[advert.condition],
            data=json_ld(advert, self._base) if advert.markup is Markup.JSON_LD else None,
        )

    def gone(self, advert: Advert) -> str:
        """What stands in the place of an advert that was taken down."""
        return self._notice(
            "This advert is no longer available",
            f"“{advert.title}” was taken down by its seller. Things move quickly here.",
        )

    def missing(self) -> str:
        """What an address without anything behind it shows."""
        return self._notice(
            "Nothing on this shelf", "The address may be mistyped. Try the search instead."
        )

    def private(self) -> str:
        """The corner that robots.txt keeps robots out of."""
        return self._notice("Staff only", "This corner is closed to visitors and to robots.")

    def _notice(self, heading: str, text: str) -> str:
        return self._render("notice.html", heading=heading, text=text)

    def _offers(self, seller: Seller) -> list[Advert]:
        return [advert for advert in self.market.adverts if advert.seller == seller]

    def _listed(self, adverts: Sequence[Advert], address: str, page: int) -> dict[str, Any]:
        """One page of a list and the way to its neighbours."""
        pages = max(1, -(-len(adverts) // PER_PAGE))
        if not 1 <= page <= pages:
            raise NotHereError(f"{address} has {pages} pages")
        joint = "&" if "?" in address else "?"
        return {
            "adverts": adverts[(page - 1) * PER_PAGE : page * PER_PAGE],
            "count": len(adverts),
            "page": page,
            "pages": [(each, f"{address}{joint}page={each}") for each in range(1, pages + 1)],
        }

    def _render(self, template: str, **values: Any) -> str:
        return self._templates.get_template(template).render(**values)


def _found(shelf: Mapping[str, Value], key: str) -> Value:
    try:
        return shelf[key]
    except KeyError:
        raise NotHereError(key) from None


def _link(advert: Advert, place: str) -> str:
    return advert.path + pick(_TRACKING, "link", advert.id, place).format(place=place)


def _words(advert: Advert) -> str:
    return f"{advert.title}\n{advert.description}"


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
