"""Reading a page as one of a site's, with what the configuration says of that site."""

from __future__ import annotations

from crawler.config import Site
from crawler.exchange.saved import BY_HAND, Capture
from crawler.extraction import Hints, Kind, Page, Reading, Selectors, read


class PageReader:
    """Reads the pages of one site.

    :param name: the site, as its listings are to name it.
    :param site: its configuration, if it has one.
    """

    def __init__(self, name: str, site: Site | None = None) -> None:
        self.name = name
        self._selectors = Selectors.compile(dict(site.selectors)) if site else None
        self._hints = (
            Hints(currency=site.currency, country=site.country, languages=site.languages)
            if site
            else Hints()
        )

    def read(self, page: Page, *, expected: bool = False) -> Reading:
        """What the page gives.

        :param expected: whether somebody who knows says that it is an advert.
        """
        return read(page, self.name, self._selectors, self._hints, expected=expected)

    def read_saved(self, capture: Capture) -> Reading:
        """What a saved page gives.

        Somebody who saves one page knows that it is an advert, which is believed of a page that
        tells nothing by itself; a program that kept a whole site knows nothing.
        """
        reading = self.read(capture.page)
        if reading.kind is Kind.OTHER and capture.how == BY_HAND:
            return self.read(capture.page, expected=True)
        return reading
