"""Microdata, read into the shape of JSON-LD."""

from __future__ import annotations

from crawler.extraction import Page, microdata

URL = "https://shop.example/ad/1"


def test_objects_inside_objects() -> None:
    html = b"""
    <div itemscope itemtype="https://schema.org/Product">
      <h1 itemprop="name">Old <b>vase</b></h1>
      <img itemprop="image" src="/a.jpg"><img itemprop="image" data-src="/b.jpg">
      <div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
        <span itemprop="price" content="1299.00">1.299 EUR</span>
        <meta itemprop="priceCurrency" content="EUR">
        <a itemprop="seller" itemscope itemtype="https://schema.org/Person" href="/u/jan">
          <span itemprop="name">Jan</span></a>
      </div>
      <time itemprop="datePublished" datetime="2026-10-03">3 October</time>
      <p>not marked</p>
    </div>"""
    (node,) = microdata.read(Page(URL, html))
    assert node["@type"] == ["https://schema.org/Product"]
    assert node["name"] == ["Old vase"]
    assert node["image"] == ["https://shop.example/a.jpg", "https://shop.example/b.jpg"]
    (offer,) = node["offers"]
    assert offer["price"] == ["1299.00"]
    assert offer["seller"][0]["name"] == ["Jan"]
    assert node["datePublished"] == ["2026-10-03"]


def test_outermost_objects_only_and_several_names_for_one_value() -> None:
    html = b"""
    <div itemscope itemtype="Product"><b itemprop="name title">A</b></div>
    <div itemscope itemtype="Product"><b itemprop="name">B</b></div>
    <i itemprop="name">nobody's</i>"""
    first, second = microdata.read(Page(URL, html))
    assert first["name"] == first["title"] == ["A"]
    assert second["name"] == ["B"]


def test_a_page_without_marks_gives_nothing() -> None:
    assert microdata.read(Page(URL, b"<p itemprop=name>x</p>")) == []
