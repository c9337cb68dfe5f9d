"""Which pages of a site with ``render: auto`` are opened in the browser."""

from __future__ import annotations

from collections import Counter

from crawler.config import Site
from crawler.config.policy import need_browser
from crawler.errors import MissingError

_FIRST = 10
_NEARLY_ALL = 0.9
IN_BROWSER = {"playwright": True}
"""Meta of requests that the browser fetches (scrapy-playwright's)."""


class Rendering:
    """Learns from the pages that were fetched plainly what the others will need.

    If nine in ten of at least ten pages of one kind (results, adverts) showed nothing without
    scripts, further ones go straight to the browser for the rest of the sweep.
    """

    def __init__(self, site: Site) -> None:
        self._auto = site.render == "auto"
        self._plain: Counter[str] = Counter()
        self._shells: Counter[str] = Counter()
        self.missing: str | None = None
        """Why there is no browser; ``None`` if there is one, or none is wanted."""
        if self._auto:
            try:
                need_browser("render: auto")
            except MissingError as error:
                self.missing = str(error)

    @property
    def opens(self) -> bool:
        """Whether a page that turns out a shell is opened in the browser."""
        return self._auto and not self.missing

    @property
    def lacks(self) -> bool:
        """Whether it would be, if there were a browser."""
        return self._auto and self.missing is not None

    def straight(self, callback: str) -> bool:
        """Whether a page for this callback is not worth fetching plainly."""
        plain = self._plain[callback]
        enough = plain >= _FIRST and self._shells[callback] >= _NEARLY_ALL * plain
        return self.opens and enough

    def came(self, callback: str, *, shell: bool) -> None:
        """A page for this callback was fetched plainly."""
        self._plain[callback] += 1
        self._shells[callback] += shell
