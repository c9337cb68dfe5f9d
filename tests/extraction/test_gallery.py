"""The pictures of the advert itself: all of them, each once, and no others."""

from __future__ import annotations

import json

from crawler.extraction import Page, read

TITLE = "Carved walking stick"
STATED = {
    "@type": "Product",
    "name": TITLE,
    "image": "https://shop.example/p/stick-1.jpg",
    "offers": {"price": "45", "priceCurrency": "EUR"},
}
LD = f'<script type="application/ld+json">{json.dumps(STATED)}</script>'
CARDS = "<ul class=similar>" + "".join(
    f"<li><a href=/p/{n}><img src=/p/other-{n}.jpg>Other stick {n}</a> {n} €</li>" for n in range(9)
) + "</ul>"  # fmt: skip


def images(body: str, head: str = LD) -> list[str]:
    html = f"<html lang=en><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"
    (found,) = read(Page("https://shop.example/p/stick", html.encode()), "shop").listings
    return [url.rpartition("/")[2] for url in found.listing.images]


def test_the_gallery_around_the_picture_that_is_stated() -> None:
    slides = "".join(f"<div><img src=/p/stick-{n}.jpg></div>" for n in (1, 2, 3))
    thumbs = "".join(f"<li><img src=/p/stick-{n}-100x100.jpg></li>" for n in (1, 2, 3))
    gallery = f"<div><div>{slides}</div><ul>{thumbs}</ul></div>"
    page = f"<div class=row>{gallery}<div><h1>{TITLE}</h1></div></div>"
    assert images(page + CARDS) == ["stick-1.jpg", "stick-2.jpg", "stick-3.jpg"]


def test_the_picture_that_a_thumbnail_links_to() -> None:
    links = "".join(
        f"<a href=/big/stick-{n}.jpg><img src=/small/stick-{n}.jpg></a>" for n in (1, 2)
    )
    assert images(f"<h1>{TITLE}</h1><div class=photos>{links}</div>") == [
        "stick-1.jpg",
        "stick-2.jpg",
    ]


def test_pictures_in_the_description_are_not_of_the_gallery() -> None:
    text = "A stick that was carved by hand and that nobody has ever carried. " * 8
    gallery = "<div class=gallery><img src=/p/stick-1.jpg></div>"
    page = f"<div>{gallery}<h1>{TITLE}</h1></div><div>{text}<img src=/how-we-pack.jpg></div>"
    assert images(page) == ["stick-1.jpg"]


def test_other_colours_are_not_of_the_gallery() -> None:
    swatches = "<div class=swatches><img src=/p/stick-red.jpg><img src=/p/stick-blue.jpg></div>"
    gallery = "<div><img src=/p/stick-1.jpg><img src=/p/stick-2.jpg></div>"
    page = f"<div>{gallery}{swatches}</div><h1>{TITLE}</h1>"
    assert images(page) == ["stick-1.jpg", "stick-2.jpg"]


def test_thumbnails_of_another_name_are_not_counted_twice() -> None:
    large = "".join(f"<div class=slide><img class=big src=/l/aa{n}.jpg></div>" for n in (1, 2, 3))
    small = "".join(f"<li class=thumb><img class=tn src=/t/zz{n}.jpg></li>" for n in (1, 2, 3))
    page = f"<div class=gallery>{large}<ul>{small}</ul></div><h1>{TITLE}</h1>"
    head = LD.replace("stick-1.jpg", "aa1.jpg").replace("/p/aa1", "/l/aa1")
    assert len(images(page, head)) == 3


def test_the_list_that_the_program_of_a_page_was_given() -> None:
    pictures = [{"thumb": f"/t/stick-{n}.jpg", "full": f"/p/stick-{n}.jpg"} for n in (1, 2, 3, 4)]
    script = f'<script>start({{"gallery": {json.dumps(pictures)}, "other": []}})</script>'
    assert len(images(f"<h1>{TITLE}</h1>{script}")) == 4


def test_a_list_of_other_goods_is_no_gallery() -> None:
    goods = [
        {"image": "https://shop.example/p/stick-1.jpg", "price": 45},
        {"image": "https://shop.example/p/chair.jpg", "price": 90},
    ]
    script = f"<script>var related = {json.dumps(goods)}</script>"
    assert images(f"<h1>{TITLE}</h1>{script}") == ["stick-1.jpg"]


def test_a_list_that_is_stated_whole_is_believed() -> None:
    stated = STATED | {"image": [f"https://shop.example/p/stick-{n}.jpg" for n in (1, 2, 3)]}
    head = f'<script type="application/ld+json">{json.dumps(stated)}</script>'
    shown = "".join(f"<img src=/p/{name}.jpg>" for name in ("stick-1", "stick-2", "film", "pack"))
    page = f"<div class=gallery>{shown}</div><h1>{TITLE}</h1>"
    assert len(images(page, head)) == 3


def test_pictures_by_their_alternative_text_where_nothing_is_stated() -> None:
    page = f"<h1>{TITLE}</h1><p class=price>45 €</p>" + "".join(
        f"<p>Some words. <img src=/u/{n}.jpg alt='{TITLE} - image {n}'></p>" for n in (11, 12, 13)
    )
    assert images(page, "") == ["11.jpg", "12.jpg", "13.jpg"]
