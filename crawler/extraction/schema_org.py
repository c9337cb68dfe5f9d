"""schema.org objects, from JSON-LD or microdata alike, read as adverts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from crawler.extraction.draft import Draft
from crawler.extraction.text import first_line, fold

Node: TypeAlias = dict[str, Any]

_OFFERED = (
    "Product IndividualProduct ProductModel SomeProducts ProductGroup Vehicle Car Motorcycle"
    " BusOrCoach MotorizedBicycle RealEstateListing Apartment House SingleFamilyResidence Book"
    " SoftwareApplication VideoGame MobileApplication WebApplication Movie MusicAlbum Course"
    " Accommodation VisualArtwork Drug MenuItem Service"
)
PRODUCTS = frozenset(_OFFERED.split())
"""Types of things that are offered."""
OFFERS = frozenset({"Offer", "AggregateOffer", "OfferForPurchase", "OfferForLease", "Demand"})
THREADS = frozenset({"DiscussionForumPosting", "QAPage", "Conversation"})
POSTS = frozenset({"SocialMediaPosting"})
LISTS = frozenset(
    {"ItemList", "CollectionPage", "SearchResultsPage", "OfferCatalog", "ProductCollection"}
)

_CONDITIONS = {
    "new": "new", "used": "used", "refurbished": "refurbished", "damaged": "damaged",
}  # fmt: skip
_AVAILABILITY = {
    "instock": "in_stock", "instoreonly": "in_stock", "onlineonly": "in_stock",
    "limitedavailability": "in_stock", "outofstock": "sold_out", "soldout": "sold_out",
    "discontinued": "discontinued", "preorder": "preorder", "presale": "preorder",
    "backorder": "backorder", "madetoorder": "in_stock", "reserved": "reserved",
}  # fmt: skip

_FORMER = frozenset({"strikethroughprice", "listprice", "msrp", "srp", "rrp", "regularprice"})
"""Types of prices that are not asked any more, or never were."""


def types(node: Node) -> frozenset[str]:
    """The names of a node's types, without ``https://schema.org/``."""
    said = node.get("@type")
    names = said if isinstance(said, list) else [said]
    return frozenset(
        name.replace("#", "/").rpartition("/")[2].rpartition(":")[2]
        for name in names
        if isinstance(name, str)
    )


def texts(value: Any, depth: int = 3) -> Iterator[str]:
    """Every text that a value gives: its own, its members', the names of its objects."""
    for each in _members(value):
        if isinstance(each, dict):
            if depth:
                yield from texts(each.get("@value") or each.get("name"), depth - 1)
        elif isinstance(each, str):
            if folded := fold(each):
                yield folded
        elif isinstance(each, int | float) and not isinstance(each, bool):
            yield _plain_number(each)


def _members(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else (value,)


def _plain_number(value: float) -> str:
    """A number with two decimals or more than three: ``1.299`` would be taken for a thousand."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.2f}" if round(value, 2) == value else f"{value:.4f}"


def text(node: Node, *names: str) -> str:
    """The first text that a node gives under one of ``names``."""
    for name in names:
        value = node.get(name)
        if value is None:
            continue
        found = fold(value) if isinstance(value, str) else next(texts(value), "")
        if found:
            return found
    return ""


def nodes(node: Node, *names: str) -> list[Node]:
    """The objects that a node holds under ``names``."""
    return [each for name in names for each in _members(node.get(name)) if isinstance(each, dict)]


def draft(node: Node, source: str) -> Draft:
    """An offered thing as an advert."""
    found = Draft(
        source=source,
        title=text(node, "name", "headline", "title"),
        description=_long_text(node, "description", "articleBody", "text"),
        url=text(node, "url", "mainEntityOfPage"),
        images=list(images(node)),
        category=text(node, "category"),
        listing_id=text(node, "productID", "sku", "identifier"),
        posted=text(node, "datePosted", "datePublished", "dateCreated", "uploadDate"),
        condition=_known(_CONDITIONS, text(node, "itemCondition"), "condition"),
        location=_place(node, "availableAtOrFrom", "contentLocation", "address", "location"),
    )
    offers = nodes(node, "offers", "offer")
    if types(node) & OFFERS:
        offers = [node]
        for thing in nodes(node, "itemOffered"):
            inner = draft(thing, source)
            found.title = found.title or inner.title
            found.description = found.description or inner.description
            found.images = found.images or inner.images
    _add_offers(found, offers)
    _add_person(found, node, "seller", "offeredBy")
    return found


def posting(node: Node, source: str) -> Draft:
    """A posting of a forum or a social network as an advert: who wrote it offers it.

    One without a headline is called by its first line.
    """
    words = _long_text(node, "articleBody", "text", "description")
    found = Draft(
        source=source,
        title=text(node, "headline", "name") or first_line(words),
        description=words,
        images=list(images(node)),
        category=text(node, "articleSection"),
        posted=text(node, "datePublished", "dateCreated"),
    )
    _add_person(found, node, "author", "creator")
    return found


def _long_text(node: Node, *names: str) -> str:
    for name in names:
        for each in _members(node.get(name)):
            if isinstance(each, str) and each.strip():
                return each
    return ""


def _known(table: dict[str, str], said: str, suffix: str) -> str:
    word = said.rpartition("/")[2].lower().replace(" ", "").replace("_", "")
    return table.get(word.removesuffix(suffix), "")


def _add_offers(found: Draft, offers: list[Node]) -> None:
    """Price, seller and state of the offers, as far as they agree."""
    plain = [inner for offer in offers for inner in (nodes(offer, "offers") or [offer])]
    priced = {price for offer in plain if (price := _price(offer)) is not None}
    if len(priced) > 1:
        aggregate = {price for offer in offers if (price := _price(offer)) is not None}
        priced = aggregate if len(aggregate) == 1 else set()
    if len(priced) == 1:
        found.price, found.currency = priced.pop()
        found.machine_price = True
    states = {_known(_AVAILABILITY, text(offer, "availability"), "") for offer in plain}
    # Several variants: one in stock is enough for the advert to be live.
    found.availability = "in_stock" if "in_stock" in states else next(iter(sorted(states)), "")
    for offer in plain[:1]:
        found.condition = found.condition or _known(
            _CONDITIONS, text(offer, "itemCondition"), "condition"
        )
        found.posted = found.posted or text(offer, "datePosted", "validFrom", "availabilityStarts")
        found.location = found.location or _place(offer, "availableAtOrFrom", "areaServed")
        _add_person(found, offer, "seller", "offeredBy")


def _price(offer: Node) -> tuple[str, str] | None:
    """Amount and currency of one offer; none for an empty or open one."""
    currency = text(offer, "priceCurrency")
    low, high = text(offer, "lowPrice"), text(offer, "highPrice")
    price = text(offer, "price") or (low if low == high or not high else "")
    for detail in nodes(offer, "priceSpecification"):
        if _FORMER & {text(detail, "priceType").rpartition("/")[2].lower()}:
            continue
        price = price or text(detail, "price")
        currency = currency or text(detail, "priceCurrency")
    return (price, currency) if price else None


def _add_person(found: Draft, node: Node, *names: str) -> None:
    for name in names:
        if found.seller:
            return
        for person in _members(node.get(name)):
            if isinstance(person, dict):
                said = text(person, "name", "alternateName")
                found.seller = "" if "://" in said else said
                found.seller_url = text(person, "url", "sameAs") if found.seller else ""
            elif isinstance(person, str):
                found.seller = fold(person) if "://" not in person else ""
            if found.seller:
                break


def images(node: Node) -> Iterator[str]:
    """Addresses of a node's images."""
    for name in ("image", "images", "photo"):
        for each in _members(node.get(name)):
            if isinstance(each, str):
                yield each
            elif isinstance(each, dict):
                yield from (
                    inner
                    for inner in (each.get("contentUrl") or each.get("url") or each.get("@id"),)
                    if isinstance(inner, str)
                )


def _place(node: Node, *names: str, depth: int = 3) -> str:
    """A place as one line: town, region, country."""
    for name in names:
        for each in _members(node.get(name)):
            if isinstance(each, str) and fold(each) and "://" not in each:
                return fold(each)
            if not isinstance(each, dict) or not depth:
                continue
            parts = [
                text(each, key) for key in ("addressLocality", "addressRegion", "addressCountry")
            ]
            line = ", ".join(dict.fromkeys(part for part in parts if part))
            line = (
                line or _place(each, "address", "location", depth=depth - 1) or text(each, "name")
            )
            if line:
                return line
    return ""
