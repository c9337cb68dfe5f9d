"""Which addresses belong together."""

from __future__ import annotations

import pytest

from crawler.config.domain import domain_of


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://shop.example.com/a?b=c#d", "example.com"),
        ("http://example.com:8080/", "example.com"),
        ("https://EXAMPLE.com./", "example.com"),
        ("https://www.shop.example.co.uk/", "example.co.uk"),
        ("https://ann.github.io/", "ann.github.io"),  # a suffix under which strangers register
        ("https://ben.github.io/", "ben.github.io"),
        ("https://www.bücher.de/", "xn--bcher-kva.de"),
        ("https://www.xn--bcher-kva.de/", "xn--bcher-kva.de"),
        ("http://127.0.0.1:8700/", "127.0.0.1:8700"),
        ("http://127.0.0.1/", "127.0.0.1:80"),
        ("https://127.0.0.1/", "127.0.0.1:443"),
        ("http://[::1]:8700/", "[::1]:8700"),
        ("http://localhost:8700/", "localhost:8700"),
        ("http://intranet/", "intranet:80"),
        ("http://2130706433/", "2130706433:80"),
        ("ftp://example.com/", ""),
        ("mailto:ann@example.com", ""),
        ("http://", ""),
        ("http://example.com:port/", ""),
        ("http://[::1/", ""),
        ("/advert/1", ""),
    ],
)
def test_domain_of(url: str, domain: str) -> None:
    assert domain_of(url) == domain
