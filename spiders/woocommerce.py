"""WooCommerce shops: the public Store API, up to 100 products a request."""

from __future__ import annotations

from spiders._records import RecordsSpider


class WooCommerceSpider(RecordsSpider):
    """Asked for the whole shop, for categories, or for the terms of keyword files."""

    name = "woocommerce"
