"""Shopify shops: the public list of products, up to 250 a request."""

from __future__ import annotations

from spiders._records import RecordsSpider


class ShopifySpider(RecordsSpider):
    """Asked for the whole shop, or for the collections that the configuration names."""

    name = "shopify"
