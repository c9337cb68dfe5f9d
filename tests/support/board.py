"""A small board that changes from night to night: cards with prices, pages with validators."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from shop import advert
from web import Answer, Asked, Page, Web

PER_PAGE = 10


@dataclass
class Good:
    """One advert."""

    title: str
    price: int
    text: str = "Collected in person or sent by parcel post; please ask before you come."


class Board:
    """Adverts on result pages, newest first; edit ``goods`` between the nights.

    :param priced: whether cards show prices.
    :param validators: whether pages carry an ETag and answer 304.
    """

    def __init__(self, web: Web, *, priced: bool = True, validators: bool = False) -> None:
        self.web, self.priced, self.validators = web, priced, validators
        self.goods = {number: Good(f"Oak chair {number}", 20 + number) for number in range(1, 31)}
        self.hours = 3
        """What the cards say of their age."""
        self.refresh()

    def refresh(self) -> None:
        """Put the pages on the site as the adverts are now."""
        self.web.pages.clear()
        self.web.requests.clear()
        numbers = sorted(self.goods, reverse=True)
        pages = range(0, len(numbers), PER_PAGE)
        for page in pages:
            following = page + PER_PAGE if page + PER_PAGE < len(numbers) else None
            shown = numbers[page : page + PER_PAGE]
            self._put(f"/?page={page}" if page else "/", self._results(shown, following))
        for number, good in self.goods.items():
            page_text = advert(good.title, str(good.price), description=good.text)
            self._put(f"/advert/{number}", page_text)

    def asked(self) -> list[str]:
        """Paths that were asked for since the last refresh, robots.txt left out."""
        return sorted(each.path for each in self.web.requests if each.path != "/robots.txt")

    def _put(self, path: str, text: str) -> None:
        self.web.pages[path] = self._conditional(text) if self.validators else text

    def _conditional(self, text: str) -> Callable[[Asked], Answer]:
        tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:12]}"'

        def answer(asked: Asked) -> Answer:
            if asked.headers.get("If-None-Match") == tag:
                return Page(status=304, headers={"ETag": tag})
            return Page(text, headers={"ETag": tag})

        return answer

    def _results(self, numbers: list[int], following: int | None) -> str:
        cards = "".join(map(self._card, numbers))
        link = f'<a class="next" href="/?page={following}">more</a>' if following else ""
        head = '<!doctype html><html lang="en"><head><title>Adverts</title></head>'
        return f"{head}<body><ul>{cards}</ul>{link}</body></html>"

    def _card(self, number: int) -> str:
        good = self.goods[number]
        price = f"<b>€ {good.price}</b> <i>{self.hours} hours ago</i>" if self.priced else ""
        return f'<li><a class="card" href="/advert/{number}">{good.title}</a>{price}</li>'
