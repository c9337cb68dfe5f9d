"""Reading never raises, whatever a page holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.extraction import Page, identity, listing_links, next_links, read

PAGES = sorted((Path(__file__).parent.parent / "pages").rglob("*.html"))
KEYS = (
    "@type @id @graph name title price priceCurrency currency amount offers seller user image"
    " photos mainEntity url itemListElement item author availability description address"
    " priceSpecification lowPrice itemOffered category location"
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS.split()),
            inner
            | st.sampled_from(["Product", "Offer", "ItemList", "QAPage", "5", "https://a.b/c"]),
            max_size=5,
        )
    ),
    max_leaves=20,
)


def whole(body: bytes, url: str = "https://shop.example/ad/1") -> None:
    page = Page(url, body)
    for found in read(page, "site", expected=True).listings:
        identity(page, found.listing)
        assert found.listing.title
    listing_links(page, None)
    next_links(page, None)


@given(st.binary(max_size=400))
def test_any_bytes(body: bytes) -> None:
    whole(body)


@given(st.text(alphabet="<>/=\"' \n&;abh1pricd€45.,-!", max_size=300))
def test_any_markup(html: str) -> None:
    whole(html.encode())


@given(JSON)
def test_any_json(value: object) -> None:
    text = json.dumps(value).encode()
    tags = (b'<script type="application/ld+json">', b'<script type="application/json">')
    whole(b"<title>5</title><h1>5</h1>" + b"".join(tag + text + b"</script>" for tag in tags))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(cut=st.floats(0, 1), dropped=st.floats(0, 1))
def test_a_saved_page_cut_anywhere(path: Path, cut: float, dropped: float) -> None:
    body = path.read_bytes()
    end = int(len(body) * cut)
    hole = int(end * dropped)
    whole(body[:hole] + body[hole + 40 : end])


@given(st.text(max_size=60))
def test_any_address(url: str) -> None:
    whole(b"<h1>x</h1><a href='y'>z</a>", url)
