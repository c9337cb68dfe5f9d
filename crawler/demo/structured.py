"""What an advert's page tells machines, in the vocabulary of schema.org."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crawler.demo.truth import Advert, Market

CONDITIONS: Mapping[str, str] = {
    "new": "https://schema.org/NewCondition",
    "used": "https://schema.org/UsedCondition",
    "damaged": "https://schema.org/DamagedCondition",
}


def json_ld(advert: Advert, base: str) -> dict[str, Any]:
    """The advert as JSON-LD: a product alone, or in a graph beside its breadcrumbs.

    :param base: address of the market without a slash at the end.
    """
    product = _product(advert, base)
    if int(advert.id) % 2:
        return {"@context": "https://schema.org", **product}
    steps = [("Old Quay", f"{base}/"), (advert.section.name, section_url(advert, base))]
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": url}
            for place, (name, url) in enumerate(steps, 1)
        ],
    }
    return {"@context": "https://schema.org", "@graph": [crumbs, product]}


def section_url(advert: Advert, base: str) -> str:
    """Absolute address of the advert's section."""
    return f"{base}/section/{advert.section.slug}"


def _product(advert: Advert, base: str) -> dict[str, Any]:
    price = {}
    if advert.price is not None:
        price = {"price": f"{advert.price:.2f}", "priceCurrency": advert.currency}
    return {
        "@type": "Product",
        "name": advert.title,
        "description": advert.description,
        "sku": advert.id,
        "category": advert.section.name,
        "image": [base + path for path in advert.images],
        "offers": {
            "@type": "Offer",
            **price,
            "url": base + advert.path,
            "availability": "https://schema.org/InStock",
            "itemCondition": CONDITIONS[advert.condition],
            "validFrom": advert.posted.isoformat(),
            "seller": {
                "@type": "Person",
                "name": advert.seller.name,
                "url": base + advert.seller.path,
            },
            "availableAtOrFrom": {
                "@type": "Place",
                "address": {"@type": "PostalAddress", "addressLocality": advert.location},
            },
        },
    }


def robots(base: str) -> str:
    """The market's robots.txt: everything but one corner is open."""
    return f"User-agent: *\nDisallow: /private/\n\nSitemap: {base}/sitemap.xml\n"


def sitemap(market: Market, base: str) -> str:
    """The market's sitemap: the adverts of the night, newest first, with the day of their last
    change."""
    entries = "\n".join(
        f"  <url><loc>{base}{advert.path}</loc><lastmod>{day}</lastmod></url>"
        for advert in market.adverts
        for day in [market.today if advert.id in market.changed else advert.posted]
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}\n</urlset>\n"
    )
