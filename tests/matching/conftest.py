from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from crawler.items import Assessment, Listing
from crawler.lexicon import load
from crawler.matching import Circumstances, Matcher, Rates, SellerHistory, Trace

TODAY = date(2026, 11, 21)
RATES = Rates(date(2026, 11, 20), {"USD": Decimal("1.25"), "GBP": Decimal("0.8")})


@dataclass(frozen=True)
class Levels:
    watch: int = 25
    review: int = 50
    urgent: int = 80


@dataclass(frozen=True)
class Bench:
    """A matcher over some keyword files, asked in one line."""

    matcher: Matcher

    def assess(self, title: str, description: str | None = None, **more: object) -> Assessment:
        return self.matcher.assess(*self._case(title, description, **more))

    def trace(self, title: str, description: str | None = None, **more: object) -> Trace:
        return self.matcher.trace(*self._case(title, description, **more))

    @staticmethod
    def _case(
        title: str,
        description: str | None = None,
        *,
        price: str | None = None,
        currency: str | None = "EUR",
        on: date = TODAY,
        same_text_sellers: int = 0,
        confirmed: int = 0,
    ) -> tuple[Listing, Circumstances]:
        listing = Listing(
            site="shop",
            url="https://shop.example/1",
            title=title,
            description=description,
            price=None if price is None else Decimal(price),
            currency=currency,
        )
        seller = SellerHistory(same_text_sellers, confirmed)
        return listing, Circumstances(on, RATES, seller)


@pytest.fixture
def bench(tmp_path: Path) -> Callable[..., Bench]:
    """Builds a bench from the text of keyword files; their header may be left out."""

    def build(*texts: str, levels: Levels = Levels()) -> Bench:
        for number, text in enumerate(texts):
            body = dedent(text).lstrip("\n")
            if "schema:" not in body:
                body = f"schema: lexicon/1\nid: file-{number}\ndomain: wildlife\n{body}"
            (tmp_path / f"{number}.yaml").write_text(body, encoding="utf-8")
        loaded = load(tmp_path)
        assert not loaded.errors, "\n".join(map(str, loaded.errors))
        return Bench(Matcher(loaded.lexicon, levels))

    return build
