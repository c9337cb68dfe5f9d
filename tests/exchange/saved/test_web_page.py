"""HTML as browsers, SingleFile and mirroring tools save it: its address, its day, its pictures."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.exchange.saved import ARCHIVE, BY_HAND, Capture, captures

OTHERWISE = "urn:patrol:attic:"
SINGLEFILE = (
    "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n"
    " url: https://attic.example/advert/17?a=1 \n"
    " saved date: Tue Nov 03 2026 10:11:12 GMT+0100 (Central European Standard Time)\n-->"
)
SNAPSHOT = "<!DOCTYPE html>\n<!-- saved from url=(0032)https://attic.example/advert/17 -->\n"
MIRRORED = (
    "<html>\n<!-- Mirrored from attic.example/advert/17.html by HTTrack Website Copier/3.x "
    "[XR&CO'2014], Tue, 03 Nov 2026 09:11:12 GMT -->\n"
)


def opened(folder: Path, html: str, name: str = "page.html") -> Capture:
    file = folder / name
    file.write_text(html, "utf-8")
    (found,) = captures([str(file)], otherwise=OTHERWISE)
    assert isinstance(found, Capture)
    return found


def address(folder: Path, *, head: str = "", before: str = "") -> str:
    return opened(folder, f"{before}<html><head>{head}</head><body>x</body></html>").page.url


def test_browsers_say_where_a_page_was_saved_from(tmp_path: Path) -> None:
    assert address(tmp_path, before=SNAPSHOT) == "https://attic.example/advert/17"


def test_the_singlefile_extension_says_it_too_and_when(tmp_path: Path) -> None:
    found = opened(tmp_path, SINGLEFILE + "<body>x</body></html>")
    assert found.page.url == "https://attic.example/advert/17?a=1"
    assert found.page.fetched_at == datetime(2026, 11, 3, 9, 11, 12, tzinfo=UTC)
    assert found.how == BY_HAND


def test_so_does_httrack_and_that_is_an_archive(tmp_path: Path) -> None:
    found = opened(tmp_path, MIRRORED + "<body>x</body></html>")
    assert found.page.url == "http://attic.example/advert/17.html"
    assert found.page.fetched_at == datetime(2026, 11, 3, 9, 11, 12, tzinfo=UTC)
    assert found.how == ARCHIVE


def test_else_the_page_s_declared_address_counts(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://attic.example/advert/17">'
    assert address(tmp_path, head=link) == "https://attic.example/advert/17"


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="canonical" href="https://attic.example/">',
        '<link rel="canonical" href="https://attic.example">',
        '<link rel="canonical" href="/advert/17">',
        "",
    ],
)
def test_an_address_that_tells_no_page_from_another_is_not_believed(
    tmp_path: Path, link: str
) -> None:
    assert address(tmp_path, head=link) == "urn:patrol:attic:page"


def test_else_the_day_of_the_file_is_the_day_of_the_page(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<html></html>")
    os.utime(file, (1_750_000_000, 1_750_000_000))
    (found,) = captures([str(file)])
    assert isinstance(found, Capture)
    assert found.page.fetched_at == datetime.fromtimestamp(1_750_000_000, UTC)


@pytest.mark.parametrize("day", ["yesterday", "Tue Nov 99 2026 10:11:12 GMT+0100", "\0" * 40])
def test_a_day_that_is_none_does_no_harm(tmp_path: Path, day: str) -> None:
    html = SINGLEFILE.replace("Tue Nov 03 2026 10:11:12 GMT+0100", day)
    found = opened(tmp_path, html + "<body>x</body></html>")
    assert found.page.url == "https://attic.example/advert/17?a=1"
    assert found.page.fetched_at is not None


def test_relative_addresses_on_it_become_absolute(tmp_path: Path) -> None:
    page = opened(tmp_path, SNAPSHOT).page
    assert page.absolute("/photo.jpg") == "https://attic.example/photo.jpg"


@pytest.mark.parametrize(
    "place",
    [
        "./Old%20ring_files/photo.jpg", "Ring_bestanden/photo.jpg", "./Ring_Dateien/a/photo.jpg",
    ],
)  # fmt: skip
def test_a_file_beside_the_page_is_no_address_on_its_site(tmp_path: Path, place: str) -> None:
    html = f'{SNAPSHOT}<html><body><img src="{place}"><a href="/ring_files/of/the/site">'
    body = opened(tmp_path, html).page.body
    assert b"photo.jpg" not in body
    assert b"/ring_files/of/the/site" in body


PICTURE = "data:image/jpeg;base64," + "A" * 300_000


def test_pictures_inside_a_singlefile_page_are_not_kept(tmp_path: Path) -> None:
    styled = "<style>:root{--sf-img-1: url(" + PICTURE + ")}</style>"
    html = f'{SINGLEFILE}{styled}<body><h1>Ring</h1><img src="{PICTURE}"><img src={PICTURE}></body>'
    body = opened(tmp_path, html).page.body
    assert len(body) < 1_000
    assert b"<h1>Ring</h1>" in body


@pytest.mark.parametrize("quote", ['"', ""])
def test_their_addresses_are_if_the_extension_was_told_to_keep_them(
    tmp_path: Path, quote: str
) -> None:
    original = f"{quote}https://attic.example/photo.jpg{quote}"
    picture = f'<img alt="x" src="{PICTURE}" class=a data-sf-original-src={original}>'
    body = opened(tmp_path, f"{SINGLEFILE}<body>{picture}<img src='{PICTURE}'></body>").page.body
    assert body.count(b' src="https://attic.example/photo.jpg"') == 1
    assert body.count(b"data:,") == 1
