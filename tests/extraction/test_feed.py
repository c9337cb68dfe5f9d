"""Feeds of every version, whole and broken."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from crawler.extraction import Kind, Page, read
from crawler.extraction.feed import Entry, links
from crawler.extraction.feed import read as read_feed

URL = "https://shop.example/feeds/new.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>New adverts</title><link>https://shop.example/</link>
<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/feeds/new.xml?page=2"/>
<item><title>Chair &amp;amp; table</title><link>/ad/1?utm_source=rss</link>
<guid isPermaLink="false">ad-1</guid><pubDate>Sat, 21 Nov 2026 10:00:00 +0100</pubDate>
<dc:creator>ann</dc:creator><category>Chairs</category><g:price>1299.00 EUR</g:price>
<g:sale_price>999.00 EUR</g:sale_price><g:condition>Used</g:condition>
<description>short</description>
<content:encoded><![CDATA[<p>Oak.<br>Solid&nbsp;wood</p><img src="/small.jpg">]]></content:encoded>
<media:content url="/1.jpg" medium="image"/><media:content url="/1b.jpg" type="image/jpeg"/>
<media:thumbnail url="/1t.jpg"/></item>
<item><title>Lamp</title><link>https://shop.example/ad/2</link><author>b@shop.example (Bob)</author>
<enclosure url="https://shop.example/2.jpg" type="image/jpeg" length="9"/></item>
<item><title></title><link>https://shop.example/ad/3</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>New</title>
<entry><title type="html">&lt;b&gt;Old&lt;/b&gt; vase</title><id>tag:shop.example,2026:9</id>
<link rel="alternate" href="/ad/9"/><link rel="enclosure" type="image/png" href="/9.png"/>
<author><name>carla</name><email>c@shop.example</email></author>
<published>2026-11-20T08:00:00Z</published><updated>2026-11-21T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Blue.</p><p>Chipped.</p></div>
</content></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/>
<item rdf:about="https://shop.example/ad/5"><title>Clock</title>
<dc:date>2026-11-19T10:00:00+00:00</dc:date></item></rdf:RDF>"""


def entries(text: str | bytes, content_type: str | None = None) -> tuple[Entry, ...]:
    body = text.encode() if isinstance(text, str) else text
    return read_feed(Page(URL, body, content_type), "shop").entries


def test_every_field_of_an_rss_item() -> None:
    chair, lamp, untitled = entries(RSS)
    assert chair.found is not None
    listing = chair.found.listing
    assert (listing.title, listing.seller, listing.category) == ("Chair & table", "ann", "Chairs")
    assert (listing.price, listing.currency, listing.condition) == (Decimal(999), "EUR", "used")
    assert listing.description == "Oak.\nSolid wood"
    assert listing.url == "https://shop.example/ad/1?utm_source=rss"
    assert listing.images[:2] == ("https://shop.example/1.jpg", "https://shop.example/1b.jpg")
    assert str(listing.posted_at) == "2026-11-21 09:00:00+00:00"
    assert set(chair.found.sources.values()) == {"feed"}
    assert chair.identity == "urn:patrol:shop:ad-1"
    assert lamp.found is not None
    assert (lamp.found.listing.seller, lamp.identity) == ("Bob", "https://shop.example/ad/2")
    assert lamp.found.listing.images == ("https://shop.example/2.jpg",)
    assert (untitled.found, untitled.url) == (None, "https://shop.example/ad/3")
    assert read_feed(Page(URL, RSS.encode()), "shop").next_url == URL + "?page=2"


def test_atom() -> None:
    (vase,) = entries(ATOM)
    assert vase.found is not None
    listing = vase.found.listing
    assert (listing.title, listing.seller) == ("Old vase", "carla")
    assert listing.description == "Blue.\n\nChipped."
    assert (listing.url, listing.images) == (
        "https://shop.example/ad/9",
        ("https://shop.example/9.png",),
    )
    assert str(listing.posted_at) == "2026-11-20 08:00:00+00:00"


def test_rss_1_and_a_feed_without_namespaces() -> None:
    (clock,) = entries(RDF)
    assert clock.found is not None
    assert (clock.url, clock.found.listing.title) == ("https://shop.example/ad/5", "Clock")
    (old,) = entries("<rss version='0.91'><channel><item><title>Bowl</title>"
                     "<link>https://shop.example/ad/6</link></item></channel></rss>")  # fmt: skip
    assert old.found is not None
    assert old.found.listing.title == "Bowl"


@pytest.mark.parametrize(
    "broken",
    [
        RSS.replace("</channel></rss>", ""),
        RSS.replace("&amp;amp;", "&"),
        RSS.replace("<description>short", "<description>&eacute; &bogus; short"),
        "\ufeff \n" + RSS,
        RSS.replace('xmlns:media="http://search.yahoo.com/mrss/"', ""),
        RSS.replace("</guid>", ""),
    ],
)
def test_broken_feeds_are_read_as_far_as_they_go(broken: str) -> None:
    found = entries(broken)
    assert found[0].found is not None
    assert found[0].found.listing.title in {"Chair & table", "Chair  table", "Chair table"}


def test_the_encoding_is_found_out() -> None:
    text = RSS.replace("Chair", "Stühle").replace('encoding="utf-8"', 'encoding="windows-1252"')
    for body, declared in (
        (text.encode("windows-1252"), "application/rss+xml"),
        (text.encode("utf-8"), "application/rss+xml; charset=utf-8"),
    ):
        found = entries(body, declared)[0].found
        assert found is not None
        assert found.listing.title == "Stühle & table"


def test_no_entity_of_its_own_is_expanded() -> None:
    bomb = "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
    (entry,) = entries(
        f"{bomb}<rss><channel><item><title>&b;x</title><link>/1</link></item></channel></rss>"
    )
    assert entry.found is None or "aaaa" not in entry.found.listing.title


@pytest.mark.parametrize(
    "body", [b"<rss><channel><item>" + b"<a>" * 300_000, b"<rss>", b"<feed " + b"x" * 9_000]
)
def test_a_hostile_feed_is_over_soon(body: bytes) -> None:
    started = time.process_time()
    assert entries(body) == ()
    assert time.process_time() - started < 3


def test_a_saved_feed_is_a_page_of_results() -> None:
    reading = read(Page(URL, RSS.encode()), "shop")
    assert reading.kind is Kind.SEARCH
    assert len(reading.listings) == 2
    assert len(reading.links) == 3
    assert read(Page(URL, b"<html><body><rss></rss></body></html>"), "shop").kind is not Kind.SEARCH


def test_feeds_that_a_page_names() -> None:
    head = (
        "<head><link rel=alternate type='application/rss+xml' title='Comments'"
        " href='/comments/feed'>"
        "<link rel=alternate type='application/atom+xml' href='/new.atom'>"
        "<link rel=alternate type='text/html' href='/fr'></head>"
    )
    page = Page("https://shop.example/", f"<html>{head}<body>x</body></html>".encode())
    assert links(page) == ["https://shop.example/new.atom", "https://shop.example/comments/feed"]
