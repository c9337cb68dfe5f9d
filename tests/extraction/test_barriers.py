"""Pages that offer nothing: walls, shells, endings; and adverts that are not taken for them."""

from __future__ import annotations

import pytest

from crawler.extraction import Kind, Page, Reading, read

URL = "https://shop.example/ad/1"
TEXT = "<p>" + "A brass lamp with a green shade, from a house in Ghent. " * 4 + "</p>"
LOGIN = (
    "<form action=/login><input name=u><input type=password name=p><button>Log in</button></form>"
)
BUY = "<button>Add to basket</button>"


def reading(html: str, lang: str = "en", url: str = URL) -> Reading:
    return read(Page(url, f"<html lang={lang}><body>{html}</body></html>".encode()), "shop")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<title>Just a moment...</title><p>Checking your browser", "captcha"),
        ("<h1>Robot check</h1><p>Enter the characters you see below", "captcha"),
        ("<script src=https://geo.captcha-delivery.com/c.js></script>", "captcha"),
        ("<p>Verify</p><div class=g-recaptcha></div>", "captcha"),
        ("<p>Bitte bestätigen Sie, dass Sie kein Roboter sind.", "captcha"),
        ("<p>请完成安全验证", "captcha"),
        ("<title>403 Forbidden</title><h1>403 Forbidden</h1>", "access denied"),
        (
            "<title>Attention Required! | Cloudflare</title><p>Sorry, you have been blocked",
            "access denied",
        ),
        ("<p>Votre accès a été bloqué : accès refusé", "access denied"),
        ("<h1>Sign in</h1>" + LOGIN, "login"),
        ("<p>You must be logged in to see this advert.", "login"),
        ("<p>Необходимо войти на сайт", "login"),
    ],
)
def test_walls(html: str, reason: str) -> None:
    found = reading(html)
    assert (found.kind, found.reason, found.listings) == (Kind.BLOCKED, reason, ())


@pytest.mark.parametrize(
    "html",
    [
        "<div id=root></div><script src=/a.js></script>",
        "<noscript>Please enable JavaScript</noscript><div id=app></div><script>x</script>",
        "<title>Lamp</title><script>window.__STATE__={}</script>",
    ],
)
def test_shells(html: str) -> None:
    assert reading(html).kind is Kind.SHELL


@pytest.mark.parametrize(
    ("html", "lang"),
    [
        ("<p>This listing has ended.", "en"),
        ("<div>The item you are looking for is no longer available.</div>", "en"),
        ("<h1>Page not found</h1>", "en"),
        ("<p>Diese Anzeige ist leider nicht mehr verfügbar", "de"),
        ("<p>Cette annonce a été supprimée", "fr"),
        ("<p>Deze advertentie is verwijderd", "nl"),
        ("<p>Este anuncio ya no está disponible", "es"),
        ("<p>Questo annuncio è scaduto", "it"),
        ("<p>To ogłoszenie jest już nieaktualne", "pl"),
        ("<p>Объявление снято с публикации", "ru"),
        ("<p>该商品已下架", "zh"),
        ("<p>この商品は売り切れました", "ja"),
    ],
)
def test_endings(html: str, lang: str) -> None:
    assert reading(html, lang).kind is Kind.GONE


@pytest.mark.parametrize(
    "html",
    [
        f"<h1>Lamp</h1><p class=price>45 €</p>{TEXT}{LOGIN}",
        f"<h1>Lamp</h1><p class=price>45 €</p><div class=g-recaptcha></div>{LOGIN}",
        f"<h1>Lamp</h1>{BUY}<p>This product is no longer available in green.",
        f"<h1>Lamp</h1><p class=price>45 €</p><p hidden>This listing has ended.</p>{TEXT}",
        f"<h1>Lamp</h1><p class=price>45 €</p><script>t='This listing has ended'</script>{TEXT}",
        f"<h1>Robot vacuum</h1><p class=price>45 €</p>{TEXT}",
    ],
)
def test_an_advert_with_a_guard_or_a_remark_is_an_advert(html: str) -> None:
    assert reading(html).kind is Kind.ITEM


def test_an_ended_advert_keeps_what_it_still_shows() -> None:
    data = (
        '<script type="application/ld+json">{"@type":"Product","name":"Lamp",'
        '"offers":{"price":"45","priceCurrency":"EUR"}}</script>'
    )
    found = reading(f"{data}<h1>Lamp</h1><p>This listing has been removed.</p>")
    assert found.kind is Kind.GONE
    assert found.reason == "This listing has been removed."
    assert found.listings[0].listing.price == 45


@pytest.mark.parametrize("html", ["", "<p>hello", f"<h1>About us</h1>{TEXT}"])
def test_anything_else(html: str) -> None:
    found = reading(html, url="https://shop.example/about")
    assert (found.kind, found.listings) == (Kind.OTHER, ())


BANNER = (
    '<div id="cookie-banner"><h2>We value your privacy</h2><p>'
    + "We and our partners use cookies to store and access information on a device. " * 12
    + "</p><button>Accept all</button></div>"
)


def test_a_shell_behind_a_cookie_banner_is_a_shell() -> None:
    shell = "<div id=page></div><script src=/a.js></script>"
    assert reading(BANNER + shell).kind is Kind.SHELL
    assert reading(BANNER + TEXT + shell).kind is not Kind.SHELL


def test_an_empty_place_in_a_frame_of_words_is_a_shell() -> None:
    footer = f"<footer>{'Terms of use, imprint, help and contact. ' * 20}</footer>"
    page = "<div id=root>{0}</div>{1}<script src=/a.js></script>"
    assert reading(page.format("", footer)).kind is Kind.SHELL
    filled = page.format("About us and what we do, for all who ask.", footer)
    assert reading(filled).kind is Kind.OTHER
