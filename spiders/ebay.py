"""eBay: the Browse API, the worked example of an official one."""

from __future__ import annotations

from urllib.parse import urlsplit

from spiders._records import RecordsSpider

_MARKETPLACES = {
    "com": "US", "at": "AT", "com.au": "AU", "be": "BE", "ca": "CA", "ch": "CH",
    "de": "DE", "es": "ES", "fr": "FR", "co.uk": "GB", "com.hk": "HK", "ie": "IE",
    "it": "IT", "com.my": "MY", "nl": "NL", "ph": "PH", "pl": "PL", "com.sg": "SG", "com.tw": "TW",
}  # fmt: skip


class EbaySpider(RecordsSpider):
    """Asked for one marketplace, that of the address in ``start``; eBay's own default is the US."""

    name = "ebay"

    def headers(self) -> dict[str, str]:
        host = urlsplit(self.site.start[0]).hostname if self.site.start else None
        _, _, country = (host or "").partition("ebay.")
        code = _MARKETPLACES.get(country, self.site.country)
        return {"X-EBAY-C-MARKETPLACE-ID": f"EBAY_{code}"} if code else {}
