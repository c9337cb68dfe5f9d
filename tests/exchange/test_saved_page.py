"""Saved pages: unpacked, and under the address they were saved from."""

import gzip

import pytest

from crawler.errors import InputError
from crawler.exchange.saved_page import open_saved, pages_in, read_page

OTHERWISE = "urn:patrol:attic:page"


def address(*, head: str = "", before: str = "") -> str:
    html = f"{before}<html><head>{head}</head><body>x</body></html>"
    return open_saved(html.encode(), OTHERWISE).url


def test_browsers_say_where_a_page_was_saved_from():
    comment = "<!DOCTYPE html>\n<!-- saved from url=(0032)https://attic.example/advert/17 -->\n"
    assert address(before=comment) == "https://attic.example/advert/17"


def test_the_singlefile_extension_says_it_too():
    comment = (
        "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n"
        " url: https://attic.example/advert/17?a=1 \n saved date: Tue Nov 03 2026 \n-->"
    )
    assert address(before=comment) == "https://attic.example/advert/17?a=1"


def test_else_the_page_s_declared_address_counts():
    link = '<link rel="canonical" href="https://attic.example/advert/17">'
    assert address(head=link) == "https://attic.example/advert/17"


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="canonical" href="https://attic.example/">',
        '<link rel="canonical" href="https://attic.example">',
        '<link rel="canonical" href="/advert/17">',
        "",
    ],
)
def test_an_address_that_tells_no_page_from_another_is_not_believed(link):
    assert address(head=link) == OTHERWISE


def test_relative_addresses_on_it_become_absolute():
    page = open_saved(b"<!-- saved from url=(0032)https://attic.example/advert/17 -->", OTHERWISE)
    assert page.absolute("/photo.jpg") == "https://attic.example/photo.jpg"


def test_gzip_is_unpacked_whatever_the_file_is_called(tmp_path):
    plain, packed = tmp_path / "a.html", tmp_path / "b.html"
    plain.write_bytes(b"<p>x</p>")
    packed.write_bytes(gzip.compress(b"<p>x</p>"))
    assert read_page(str(plain)) == read_page(str(packed)) == b"<p>x</p>"


def test_broken_gzip_is_said(tmp_path):
    file = tmp_path / "a.html.gz"
    file.write_bytes(gzip.compress(b"<p>x</p>" * 1_000)[:-20])
    with pytest.raises(InputError, match=r"a\.html\.gz' is a broken gzip file"):
        read_page(str(file))


def test_pages_are_found_in_folders_below_and_in_order(tmp_path):
    for name in ("b.html", "a.htm", "deep/c.html.gz", "notes.txt", "photo.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in pages_in(tmp_path)]
    assert found == ["a.htm", "b.html", "deep/c.html.gz"]
