"""Which address identifies an advert."""

from __future__ import annotations

import pytest

from crawler.extraction import Page, identity
from crawler.items import Listing

SHOP = "https://shop.example"


@pytest.mark.parametrize(
    ("own", "declared", "title", "expected"),
    [
        # believed
        ("/ad/12345-vase?from=search", "/ad/12345-vase", "Old vase", "/ad/12345-vase"),
        ("/ad/12345", "/antiques/old-vase-12345", "Old vase", "/antiques/old-vase-12345"),
        ("/index.php?route=product&product_id=43&path=20", "/macbook", "MacBook", "/macbook"),
        ("/phones/macbook", "/macbook", "Apple notebook", "/macbook"),
        ("/ad/12345/photos", "/ad/12345", "Old vase", "/ad/12345"),
        (
            "/p/caf%C3%A9-table",
            "/furniture/cafe-table-oak",
            "Café table",
            "/furniture/cafe-table-oak",
        ),
        ("/item/象牙-9", "/shop/象牙", "象牙 雕刻", "/shop/%E8%B1%A1%E7%89%99"),
        # not believed: all adverts of the site would become one
        ("/ad/12345-vase", "/", "Old vase", "/ad/12345-vase"),
        ("/ad/12345-vase", "/ads", "Old vase", "/ad/12345-vase"),
        ("/ads/12345", "/ads", "Old vase", "/ads/12345"),
        ("/item.php?id=12", "/item.php", "Old vase", "/item.php?id=12"),
        ("/view?ad_id=99", "/view?lang=en", "Old vase", "/view?ad_id=99"),
        ("/2026/ad-7", "/2026/", "Old vase", "/2026/ad-7"),
        ("/ad/12345", "https://other.example/ad/12345", "Old vase", "/ad/12345"),
        ("/ad/12345", "https://shop.example:8443/ad/12345", "Old vase", "/ad/12345"),
    ],
)
def test_the_declared_address_is_believed_only_if_credible(
    own: str, declared: str, title: str, expected: str
) -> None:
    page = Page(SHOP + own, f"<link rel='canonical' href='{declared}'>".encode())
    listing = Listing(site="shop", url=page.url, title=title)
    assert identity(page, listing) == SHOP + expected


def test_five_addresses_one_advert() -> None:
    body = b"<link rel=canonical href='http://www.shop.example/ad/12345-vase'>"
    seen = {
        identity(Page(url, body), Listing(site="shop", url=url, title="Old vase"))
        for url in (
            "http://shop.example/ad/12345-vase",
            "http://shop.example/ad/12345-vase?utm_source=mail",
            "http://www.shop.example/ad/12345-vase#photos",
            "http://m.shop.example/ad/12345",
            "http://shop.example/ad/12345;jsessionid=1F?page=2",
        )
    }
    assert seen == {"http://www.shop.example/ad/12345-vase"}


def test_without_a_declared_address_it_is_the_pages_own() -> None:
    page = Page("https://shop.example/ad/1?gclid=x#a", b"<p>hello")
    assert identity(page, Listing(site="shop", url=page.url, title="x")) == SHOP + "/ad/1"


def test_the_way_to_a_product_is_no_part_of_it() -> None:
    addresses = (
        "/index.php?route=product/product&product_id=43",
        "/index.php?route=product/product&path=20_27&product_id=43&sort=p.price&order=ASC",
        "/index.php?route=product/product&product_id=43&search=mac&page=2&limit=50",
    )
    pages = [Page(SHOP + each, b"<p>hello") for each in addresses]
    listings = [Listing(site="shop", url=page.url, title="x") for page in pages]
    assert len({identity(*each) for each in zip(pages, listings, strict=True)}) == 1
    other = Page(f"{SHOP}/view?ad=7&order=12", b"<p>hello")
    assert identity(other, Listing(site="shop", url=other.url, title="x")).endswith(
        "?ad=7&order=12"
    )
