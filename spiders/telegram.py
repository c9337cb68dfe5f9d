"""Public Telegram channels as https://t.me/s/CHANNEL shows them: every message is a listing."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawler.extraction import canonical, telegram
from crawler.items import NoListing, Sighting
from spiders._site import SiteSpider, page_of


class TelegramSpider(SiteSpider):
    name = "telegram"

    def parse_results(self, response: Response) -> Iterator[Request | Sighting | NoListing]:
        page = page_of(response)
        channel = telegram.read(page, self.site.name, self.hints)
        if channel is None or channel.single or not (channel.found or channel.older):
            yield self.dead_end(page)  # private, gone, or without a preview
            return
        for found in channel.found:
            yield Sighting(listing=found.listing, identity=canonical(found.listing.url))
        if channel.older:
            yield Request(channel.older, self.parse_results, meta={"paging": True}, priority=1)

    def parse_listing(self, response: Response) -> Iterator[Request | Sighting | NoListing]:
        """The page of one message, asked for when the channel did not show it."""
        page = page_of(response)
        if telegram.is_message(page):  # shown in a frame; the page around it knows no date
            yield Request(f"{response.url.partition('?')[0]}?embed=1", self.parse_listing)
            return
        channel = telegram.read(page, self.site.name, self.hints)
        for found in channel.found if channel else ():
            yield Sighting(listing=found.listing, identity=canonical(found.listing.url))
        if not (channel and channel.found):
            yield self.dead_end(page)
