"""The market as a visitor meets it: every page over a socket, held against the truth."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from parsel import Selector
from PIL import Image

from crawler.demo import Advert, Market, Markup, OpenMarket, market, serve
from crawler.errors import InputError


@dataclass(frozen=True)
class Answer:
    status: int
    url: str
    body: bytes

    @property
    def page(self) -> Selector:
        return Selector(self.body.decode())


def get(url: str) -> Answer:
    try:
        with urllib.request.urlopen(url, timeout=20) as response:  # noqa: S310
            return Answer(response.status, response.url, response.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, url, error.read())


def text(page: Selector, css: str) -> str:
    """The visible text of the first element, white space folded."""
    return " ".join(" ".join(page.css(css)[0].css("::text").getall()).split())


@pytest.fixture(scope="module")
def first() -> Iterator[OpenMarket]:
    with serve() as opened:
        yield opened


@pytest.fixture(scope="module")
def second() -> Iterator[OpenMarket]:
    with serve(night=2) as opened:
        yield opened


def walk(start: str) -> tuple[list[str], int]:
    """Every card on the way from ``start`` to the last page, and the number of pages."""
    cards: list[str] = []
    url: str | None = start
    pages = 0
    while url:
        page = get(url).page
        pages += 1
        cards += [urljoin(url, link) for link in page.css("a.card::attr(href)").getall()]
        following = page.css("a.next[rel=next]::attr(href)").get()
        url = urljoin(url, following) if following else None
    return cards, pages


@pytest.mark.parametrize("night", [1, 2])
def test_paging_from_the_front_page_reaches_every_advert_once(
    night: int, request: pytest.FixtureRequest
) -> None:
    opened: OpenMarket = request.getfixturevalue("first" if night == 1 else "second")
    cards, pages = walk(opened.url)
    paths = Counter(urlsplit(card).path for card in cards)
    assert paths == Counter(advert.path for advert in opened.market.adverts)
    assert pages == -(-len(opened.market.adverts) // 20)
    tracked = [card for card in cards if urlsplit(card).query]
    assert 0.3 < len(tracked) / len(cards) < 0.7


def test_every_advert_page_shows_its_truth(first: OpenMarket) -> None:
    for advert in first.market.adverts:
        page = get(urljoin(first.url, advert.path)).page
        assert text(page, "h1") == " ".join(advert.title.split())
        assert text(page, ".price") == " ".join(advert.price_text.split())
        assert text(page, ".seller") == advert.seller.name
        assert text(page, ".location") == advert.location
        assert text(page, ".date") == advert.posted_text
        assert text(page, ".description") == " ".join(advert.description.split())
        assert tuple(page.css(".gallery img::attr(src)").getall()) == advert.images
        assert page.css("html::attr(lang)").get() == advert.language
        canonical = page.css("link[rel=canonical]::attr(href)").get()
        assert canonical == urljoin(first.url, advert.path)


def with_markup(opened: OpenMarket, markup: Markup) -> list[tuple[Advert, Selector]]:
    found = [advert for advert in opened.market.adverts if advert.markup is markup]
    return [(advert, get(urljoin(opened.url, advert.path)).page) for advert in found]


def test_json_ld_says_the_same(first: OpenMarket) -> None:
    for advert, page in with_markup(first, Markup.JSON_LD):
        data = json.loads(page.css("script[type='application/ld+json']::text").get() or "")
        nodes = data.get("@graph", [data])
        product = next(node for node in nodes if node["@type"] == "Product")
        offer = product["offers"]
        assert product["name"] == advert.title
        assert product["description"] == advert.description
        assert offer.get("price") == (None if advert.price is None else f"{advert.price:.2f}")
        assert offer.get("priceCurrency") == advert.currency
        assert offer["seller"]["name"] == advert.seller.name
        assert offer["validFrom"] == advert.posted.isoformat()
        assert [urlsplit(url).path for url in product["image"]] == list(advert.images)


def test_microdata_says_the_same(first: OpenMarket) -> None:
    for advert, page in with_markup(first, Markup.MICRODATA):
        item = page.css("[itemtype='https://schema.org/Product']")
        assert item.css("[itemprop=name]::text").get() == advert.title
        price = item.css("[itemprop=price]::attr(content)").get()
        assert price == (None if advert.price is None else str(advert.price))
        assert item.css("[itemprop=priceCurrency]::attr(content)").get() == advert.currency
        assert item.css("[itemprop=seller] [itemprop=name]::text").get() == advert.seller.name
        assert item.css("time::attr(datetime)").get() == advert.posted.isoformat()


def test_open_graph_says_the_same(first: OpenMarket) -> None:
    for advert, page in with_markup(first, Markup.OPEN_GRAPH):
        said = {meta.attrib["property"]: meta.attrib["content"] for meta in page.css("[property]")}
        assert said["og:title"] == advert.title
        assert said.get("product:price:currency") == advert.currency
        assert page.css("[itemprop], [type='application/ld+json']") == []


def test_plain_pages_tell_machines_nothing(first: OpenMarket) -> None:
    for _, page in with_markup(first, Markup.PLAIN):
        assert page.css("[itemprop], [property], [type='application/ld+json'], [datetime]") == []


def test_photos_are_photos(first: OpenMarket) -> None:
    for path in first.market.adverts[7].images + first.market.adverts[-7].images:
        answer = get(urljoin(first.url, path))
        assert Image.open(BytesIO(answer.body)).size == (640, 480)
    assert get(urljoin(first.url, "/photo/41001-9.jpg")).status == 404
    assert get(urljoin(first.url, "/photo/99999-1.jpg")).status == 404


@pytest.mark.parametrize("query", ["côte d'ivoire", "COTE D'IVOIRE", "Cote d'Ivoire"])
def test_search_sees_through_case_and_accents(first: OpenMarket, query: str) -> None:
    page = get(urljoin(first.url, f"/search?q={quote(query)}")).page
    titles = page.css("a.card h3::text").getall()
    assert titles == ["Guide de voyage Côte d'Ivoire, édition récente"]
    assert text(page, ".count") == "1 result"


def test_search_reads_titles_and_texts_and_pages(first: OpenMarket) -> None:
    wanted = {
        advert.path
        for advert in first.market.adverts
        if "box" in f"{advert.title}\n{advert.description}".casefold()
    }
    cards, _ = walk(urljoin(first.url, "/search?q=box"))
    assert {urlsplit(card).path for card in cards} == wanted
    everything, pages = walk(urljoin(first.url, "/search?q=e"))
    assert pages > 5
    assert len(everything) == len(set(everything))


def test_search_for_nonsense_finds_nothing(first: OpenMarket) -> None:
    answer = get(urljoin(first.url, "/search?q=%3Cb%3Eqwertyzz"))
    assert answer.status == 200
    assert text(answer.page, ".count") == "0 results"
    assert answer.page.css("a.card, main b") == []


def test_sections_share_out_all_adverts(first: OpenMarket) -> None:
    paths: list[str] = []
    for section in first.market.sections:
        cards, _ = walk(urljoin(first.url, f"/section/{section.slug}"))
        paths += [urlsplit(card).path for card in cards]
    assert sorted(paths) == sorted(advert.path for advert in first.market.adverts)


def test_seller_pages_have_the_sellers_adverts(first: OpenMarket) -> None:
    for seller in first.market.sellers:
        answer = get(urljoin(first.url, seller.path))
        assert text(answer.page, "h1") == seller.name
        assert answer.page.css(".count time::attr(datetime)").get() == seller.since
        cards = [urlsplit(link).path for link in answer.page.css("a.card::attr(href)").getall()]
        offered = [each.path for each in first.market.adverts if each.seller == seller]
        assert cards == offered


def test_what_is_gone_says_so(second: OpenMarket) -> None:
    for advert in second.market.gone:
        answer = get(urljoin(second.url, advert.path))
        assert answer.status == 410
        assert text(answer.page, "h1") == "This advert is no longer available"


def test_posted_again_shows_the_same_photo(first: OpenMarket, second: OpenMarket) -> None:
    new, old = next(iter(second.market.again.items()))
    now = get(urljoin(second.url, f"/photo/{new}-1.jpg"))
    assert now.body == get(urljoin(first.url, f"/photo/{old}-1.jpg")).body


def test_sitemap_has_the_night_s_adverts(second: OpenMarket) -> None:
    page = Selector(get(urljoin(second.url, "/sitemap.xml")).body.decode(), type="xml")
    page.remove_namespaces()
    assert page.xpath("//loc/text()").getall() == [
        urljoin(second.url, advert.path) for advert in second.market.adverts
    ]


def test_robots_close_one_corner(first: OpenMarket) -> None:
    robots = RobotFileParser()
    robots.parse(get(urljoin(first.url, "/robots.txt")).body.decode().splitlines())
    assert not robots.can_fetch("patrol", urljoin(first.url, "/private/"))
    assert robots.can_fetch("patrol", urljoin(first.url, first.market.adverts[0].path))
    assert robots.site_maps() == [urljoin(first.url, "/sitemap.xml")]
    assert "/private/" in get(first.url).page.css("a::attr(href)").getall()


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/adverts?page=99", "/adverts?page=0", "/adverts?page=x", "/section/none"],
)
def test_what_never_was_is_not_found(first: OpenMarket, path: str) -> None:
    answer = get(urljoin(first.url, path))
    assert answer.status == 404
    assert text(answer.page, "h1") == "Nothing on this shelf"


def test_an_old_address_leads_to_the_advert(first: OpenMarket) -> None:
    advert = first.market.adverts[3]
    for path in (f"/advert/{advert.id}", f"/advert/{advert.id}/old-name"):
        assert urlsplit(get(urljoin(first.url, path)).url).path == advert.path


def test_nothing_comes_from_elsewhere(first: OpenMarket) -> None:
    style = get(urljoin(first.url, "/market.css")).body.decode()
    assert "url(" not in style
    assert "@import" not in style
    for path in ("/", "/adverts?page=2", first.market.adverts[0].path):
        page = get(urljoin(first.url, path)).page
        assert page.css("script:not([type='application/ld+json'])") == []
        loaded = page.css("img::attr(src), link[rel=stylesheet]::attr(href)").getall()
        assert loaded
        assert {urlsplit(url).netloc for url in loaded} == {""}


def test_requests_are_counted() -> None:
    with serve() as opened:
        get(opened.url)
        get(opened.url)
        get(urljoin(opened.url, "/search?q=a"))
        assert opened.requests == {"/": 2, "/search?q=a": 1}


def test_a_taken_port_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"127.0.0.1 port {port}: address already in use"):
            serve(port=port).__enter__()


def test_an_impossible_port_is_a_sentence() -> None:
    with pytest.raises(InputError, match="port 70000"):
        serve(port=70000).__enter__()


def test_the_port_is_free_again_afterwards() -> None:
    with serve() as opened:
        port = urlsplit(opened.url).port
        get(opened.url)
    with serve(port=port or 0) as again:
        assert get(again.url).status == 200


def test_waiting_ends_with_an_interrupt() -> None:
    code = (
        "from crawler.demo import serve\n"
        "with serve() as opened:\n"
        "    print(opened.url, flush=True)\n"
        "    opened.wait()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert get(process.stdout.readline().strip()).status == 200
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=10)
    assert errors.rstrip().endswith("KeyboardInterrupt")


def test_both_nights_are_the_same_in_every_process() -> None:
    code = "from crawler.demo import market; print([repr(market(n).adverts) for n in (1, 2)])"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    nights: list[Market] = [market(1), market(2)]
    assert other.stdout.strip() == str([repr(each.adverts) for each in nights])
