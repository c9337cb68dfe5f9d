"""Three spiders to compare with, over the same chained site.

``python benchmarks/usual_way.py bare|usual|usual-all HOST:PORT DATABASE`` crawls to the end.

- ``bare``: yields only addresses; Scrapy itself.
- ``usual``: parsel selectors, extruct for JSON-LD, one ORM commit for every item.
- ``usual-all``: the same with extruct's default syntaxes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, ClassVar

import extruct
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import HtmlResponse
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    """The usual way's tables."""


class Advert(Base):
    """One advert, as most projects store it."""

    __tablename__ = "adverts"
    url: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str | None]
    price: Mapped[str | None]
    currency: Mapped[str | None]
    seller: Mapped[str | None]
    description: Mapped[str | None]
    image: Mapped[str | None]


class Commit:
    """The usual pipeline: a commit for every item."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url)
        Base.metadata.create_all(self.engine)

    @classmethod
    def from_crawler(cls, crawler: Any) -> Commit:
        return cls(crawler.settings["DATABASE"])

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        with Session(self.engine) as session:
            session.merge(Advert(**item))
            session.commit()
        return item


class Bare(Spider):
    """Walks the site and yields addresses."""

    name = "bare"
    base = ""

    async def start(self) -> Any:
        yield Request(f"http://{self.base}/")

    def parse(self, response: HtmlResponse) -> Iterator[Any]:
        for href in response.css("a.card::attr(href)").getall():
            yield response.follow(href, self.parse_advert)
        if following := response.css("a.next::attr(href)").get():
            yield response.follow(following)

    def parse_advert(self, response: HtmlResponse) -> Iterator[Any]:
        yield {"url": response.url}


class Usual(Bare):
    """Reads each advert as most projects do."""

    name = "usual"
    syntaxes: ClassVar[list[str] | None] = ["json-ld"]

    def parse_advert(self, response: HtmlResponse) -> Iterator[Any]:
        wanted = {"syntaxes": self.syntaxes} if self.syntaxes else {}
        found = extruct.extract(response.text, response.url, **wanted)["json-ld"]
        product = next((node for node in found if node.get("@type") == "Product"), {})
        offer = product.get("offers", {})
        yield {
            "url": response.url,
            "title": response.css("h1::text").get() or product.get("name"),
            "price": response.css(".price::text").get() or offer.get("price"),
            "currency": response.css(".currency::text").get() or offer.get("priceCurrency"),
            "seller": response.css(".seller::text").get() or offer.get("seller", {}).get("name"),
            "description": response.css(".description::text").get() or product.get("description"),
            "image": response.css(".gallery img::attr(src)").get()
            or next(iter(product.get("image", [])), None),
        }


class UsualAll(Usual):
    """With every syntax that extruct knows, which is its default."""

    name = "usual-all"
    syntaxes = None


def main(kind: str, base: str, database: str) -> None:
    spider = {spider.name: spider for spider in (Bare, Usual, UsualAll)}[kind]
    settings: dict[str, Any] = {
        "CONCURRENT_REQUESTS": 8,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "ROBOTSTXT_OBEY": True,
        "DOWNLOAD_DELAY": 0,
        "DATABASE": database,
        "ITEM_PIPELINES": {} if spider is Bare else {Commit: 100},
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "WARNING",
    }
    if spider is Bare:
        settings["CONCURRENT_ITEMS"] = 4  # the default starts 100 tasks for every page
    process = AsyncCrawlerProcess(settings)
    process.crawl(spider, base=base)
    process.start()


if __name__ == "__main__":
    main(*sys.argv[1:])
