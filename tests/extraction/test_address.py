"""One form for all spellings of an address."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction import canonical


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("HTTP://Example.COM:80/a/../b?b=2&a=1#x", "http://example.com/b?a=1&b=2"),
        ("https://example.com:443", "https://example.com/"),
        ("https://example.com./ad/1", "https://example.com/ad/1"),
        ("https://example.com/ad/1?utm_source=x&utm_medium=y&gclid=1", "https://example.com/ad/1"),
        ("https://example.com/ad/1?fbclid=abc&id=7", "https://example.com/ad/1?id=7"),
        ("https://example.com/ad?PHPSESSID=12&id=7", "https://example.com/ad?id=7"),
        ("https://example.com/ad;jsessionid=AB12?id=7", "https://example.com/ad?id=7"),
        ("https://example.com/ad?sid=0123456789abcdef01234567", "https://example.com/ad"),
        ("https://example.com/ad?sid=12", "https://example.com/ad?sid=12"),
        ("https://example.com/ad?osCsid=12&id=7", "https://example.com/ad?id=7"),
        ("https://example.com/ad?ref=home&id=7", "https://example.com/ad?id=7"),
        ("https://example.com/ad?ref=123456", "https://example.com/ad?ref=123456"),
        ("https://example.com/%7ejan/caf%c3%a9", "https://example.com/~jan/caf%C3%A9"),
        ("https://example.com/café", "https://example.com/caf%C3%A9"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("http://127.0.0.1:8700/ad/1?", "http://127.0.0.1:8700/ad/1"),
        ("http://[::1]:8700/ad", "http://[::1]:8700/ad"),
        ("urn:patrol:site:1", "urn:patrol:site:1"),
        ("http://[broken", "http://[broken"),
        ("not an address", "not an address"),
    ],
)
def test_canonical(written: str, form: str) -> None:
    assert canonical(written) == form


_HOSTS = st.sampled_from(["example.com", "Example.COM", "127.0.0.1:8700", "shop.example.co.uk"])
_PATHS = st.text(alphabet=st.sampled_from("abc/ABC123-_.~%é 象"), max_size=30).map(
    lambda path: "/" + path.lstrip("/")
)
_QUERIES = st.lists(
    st.tuples(st.sampled_from(["id", "q", "page", "b", "a"]), st.text(max_size=8)), max_size=4
)


@given(_HOSTS, _PATHS, _QUERIES)
def test_the_form_of_a_form_is_itself(host: str, path: str, query: list[tuple[str, str]]) -> None:
    pairs = "&".join(f"{name}={value}" for name, value in query)
    once = canonical(f"http://{host}{path}?{pairs}")
    assert canonical(once) == once


@given(st.permutations([("a", "1"), ("b", "2"), ("c", "3")]))
def test_the_order_of_the_query_has_no_meaning(query: list[tuple[str, str]]) -> None:
    pairs = "&".join(f"{name}={value}" for name, value in query)
    assert canonical(f"https://example.com/?{pairs}") == "https://example.com/?a=1&b=2&c=3"


@given(st.text(max_size=100))
def test_any_text_comes_back_as_text(text: str) -> None:
    assert isinstance(canonical(text), str)


@pytest.mark.parametrize("part", ["a", "a-", "/a", "a/", "%61", "a.b", "?a=b&", ";", "/../"])
def test_a_long_address_takes_no_longer_than_its_length(part: str) -> None:
    started = time.process_time()
    canonical(f"https://example.com/{part * 1_000}!")
    assert time.process_time() - started < 0.5
