"""``patrol extract``: what would be read off a page, as JSON."""

import gzip
import json

import pytest

ITEM = """<html lang="nl"><head><title>Ring</title>
<script type="application/ld+json">{"@type": "Product", "name": "Ring", "image": "/1.jpg",
"offers": {"price": "12.50", "priceCurrency": "EUR"}}</script>
</head><body><h1>Ring</h1></body></html>"""
CONFIGURED = """<html><head><title>x</title></head><body>
<p class="what">Ring</p><p class="much">12,50</p></body></html>"""


def test_an_advert_s_page(office):
    office.write("a.html", ITEM)
    done = office.patrol("extract", "a.html", "--url", "https://attic.example/advert/17")
    assert (done.code, done.err) == (0, "")
    page = done.json
    assert (page["source"], page["url"]) == ("a.html", "https://attic.example/advert/17")
    assert (page["kind"], page["language"]) == ("item", "nl")
    [advert] = page["listings"]
    assert (advert["title"], advert["price"], advert["currency"]) == ("Ring", 12.5, "EUR")
    assert advert["images"] == ["https://attic.example/1.jpg"]
    assert advert["seller"] is None
    assert advert["from"]["price"] == "json-ld"


def test_without_an_address_relative_ones_are_not_guessed(office):
    office.write("a.html", ITEM)
    page = office.patrol("extract", "a.html").json
    assert page["url"] is None
    assert page["listings"][0]["images"] == []


def test_several_pages_are_a_line_each_gzip_unpacked(office):
    office.write("a.html", ITEM)
    office.write("b.html.gz", gzip.compress(ITEM.encode()))
    lines = office.patrol("extract", "a.html", "b.html.gz").out.splitlines()
    first, second = map(json.loads, lines)
    assert [first["source"], second["source"]] == ["a.html", "b.html.gz"]
    assert first["listings"] == second["listings"]


def test_standard_input(office):
    page = office.pipe(gzip.compress(ITEM.encode()), "extract", "-").json
    assert (page["source"], page["kind"]) == ("-", "item")


def test_a_site_s_selectors_and_currency_are_used(office):
    site = """sites:
  - name: attic
    spider: classifieds
    start: ["https://attic.example/"]
    currency: EUR
    selectors: {title: p.what, price: p.much}
"""
    office.write("config.yaml", office.read("config.yaml") + site)
    office.write("a.html", CONFIGURED)
    [advert] = office.patrol("extract", "a.html", "--site", "attic").json["listings"]
    assert (advert["title"], advert["price"], advert["currency"]) == ("Ring", 12.5, "EUR")
    assert advert["from"]["price"] == "selector"


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("", "other"),
        ("<html><title>Just a moment...</title><body>Checking</body></html>", "blocked"),
        ("<html><body>This advert is no longer available</body></html>", "gone"),
    ],
)
def test_a_page_that_offers_nothing_says_what_it_is(office, page, kind):
    office.write("a.html", page)
    done = office.patrol("extract", "a.html")
    assert (done.code, done.json["kind"], done.json["listings"]) == (0, kind, [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.html"], "there is no file 'nowhere.html'"),
        (["a.html", "--site", "attic"], "there is no site 'attic'"),
        (["a.html", "a.html", "--url", "https://x.example/"], "--url is the address of one page"),
        (["broken.html.gz"], "'broken.html.gz' is a broken gzip file"),
        ([], "Missing argument 'FILE_OR_URL...'"),
    ],
)
def test_a_slip_in_the_command_is_a_sentence(office, arguments, said):
    office.write("a.html", ITEM)
    office.write("broken.html.gz", gzip.compress(ITEM.encode())[:40])
    done = office.patrol("extract", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
