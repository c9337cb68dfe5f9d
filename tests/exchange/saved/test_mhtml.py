"""MHTML: as Chromium itself writes it, as Internet Explorer did, and broken."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from web import Page as Answer
from web import Web

from crawler.config.policy import find_browser
from crawler.exchange.saved import BY_HAND, Capture, LeftOut, captures
from crawler.exchange.saved.mhtml import is_mhtml
from crawler.extraction import Kind, read

ADVERT = """<!doctype html><html lang=nl><head><meta charset=utf-8><title>Oude ring</title></head>
<body><h1>Oude ring – zilver = 925</h1><p class=price>€ 45,00</p><p class=date>3 dagen geleden</p>
<img class=gallery src="/photo.jpg"><iframe src="/frame"></iframe></body></html>"""
EXPLORER = (
    "From: <Saved by Windows Internet Explorer 8>\r\n"
    "Subject: Ring\r\n"
    "Date: Tue, 3 Nov 2009 10:11:12 +0100\r\n"
    "MIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----=_NextPart_1"\r\n'
    "\r\nThis is a multi-part message in MIME format.\r\n\r\n"
    "------=_NextPart_1\r\n"
    'Content-Type: text/html;\r\n\tcharset="windows-1251"\r\n'
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: http://attic.example/advert/17\r\n\r\n"
    "<HTML><HEAD><TITLE>=CA=EE=EB=FC=F6=EE</TITLE></HEAD>=\r\n<BODY><H1>=CA=EE=EB=FC=F6=EE</H1>"
    "</BODY></HTML>\r\n"
    "------=_NextPart_1\r\n"
    "Content-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n"
    "Content-Location: http://attic.example/photo.jpg\r\n\r\n/9j/4AAQ\r\n"
    "------=_NextPart_1--\r\n"
)


def opened(folder: Path, text: str, name: str = "page.mht") -> Capture | LeftOut:
    file = folder / name
    file.write_bytes(text.encode("latin-1"))
    (found,) = captures([str(file)], home=folder)
    return found


def page_of(folder: Path, text: str) -> Capture:
    found = opened(folder, text)
    assert isinstance(found, Capture), found
    return found


@pytest.fixture(scope="module")
def saved_by_chromium(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The file, and the address of the page."""
    file = tmp_path_factory.mktemp("mhtml") / "ring.mhtml"
    picture = Answer(b"\xff\xd8\xff" + b"x" * 500, headers={"Content-Type": "image/jpeg"})
    with Web() as web, sync_playwright() as playwright:
        web.pages = {"/advert/17": ADVERT, "/frame": "<h1>Buy this</h1>", "/photo.jpg": picture}
        browser = playwright.chromium.launch(executable_path=find_browser())
        page = browser.new_page()
        page.goto(web.url("/advert/17"))
        devtools = page.context.new_cdp_session(page)
        saved = devtools.send("Page.captureSnapshot", {"format": "mhtml"})["data"]
        file.write_bytes(saved.encode())
        browser.close()
        return file, web.url("/advert/17")


def test_what_chromium_saves(saved_by_chromium: tuple[Path, str]) -> None:
    file, address = saved_by_chromium
    (found,) = captures([str(file)])
    assert isinstance(found, Capture)
    assert (found.page.url, found.how) == (address, BY_HAND)
    assert found.page.fetched_at is not None
    assert abs((found.page.fetched_at - datetime.now(UTC)).total_seconds()) < 600
    reading = read(found.page, "attic")
    assert reading.kind is Kind.ITEM
    listing = reading.listings[0].listing
    assert (listing.title, listing.price) == ("Oude ring – zilver = 925", 45)
    assert listing.posted_at is not None
    assert (found.page.fetched_at - listing.posted_at).days == 3
    assert b"/photo.jpg" in found.page.body
    assert b"Buy this" not in found.page.body


def test_what_internet_explorer_saved_in_the_charset_of_its_part(tmp_path: Path) -> None:
    found = page_of(tmp_path, EXPLORER)
    assert found.page.url == "http://attic.example/advert/17"
    assert found.page.fetched_at == datetime(2009, 11, 3, 9, 11, 12, tzinfo=UTC)
    assert found.page.title == "Кольцо"


def test_the_part_that_is_named_as_the_start_is_the_page(tmp_path: Path) -> None:
    text = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b; start="<two>"\n\n'
        "--b\nContent-Type: text/html\nContent-ID: <one>\n\n<title>frame</title>\n"
        "--b\nContent-Type: text/html\nContent-ID: <two>\nContent-Transfer-Encoding: base64\n\n"
        "PHRpdGxlPnJpbmc8L3RpdGxlPg==\n--b--\n"
    )
    found = page_of(tmp_path, text)
    assert (found.page.title, found.page.url) == ("ring", "")


def test_a_page_without_parts(tmp_path: Path) -> None:
    text = "MIME-Version: 1.0\nContent-Type: text/html\n\n<title>ring</title>"
    assert page_of(tmp_path, text).page.title == "ring"


def test_one_in_another(tmp_path: Path) -> None:
    inner = "Content-Type: text/html\n\n<title>ring</title>"
    text = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n"
        f"Content-Type: multipart/alternative; boundary=b\n\n--b\n{inner}\n--b--\n--a--\n"
    )
    assert page_of(tmp_path, text).page.title == "ring"


def test_one_that_breaks_off_gives_what_is_there(tmp_path: Path) -> None:
    assert page_of(tmp_path, EXPLORER.partition("</H1>")[0]).page.title == "Кольцо"


@pytest.mark.parametrize(
    "text",
    [
        EXPLORER.partition("------=_NextPart_1\r\n")[0],
        EXPLORER.replace("text/html", "text/plain"),
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + "--a\n" * 30_000,
        "".join(f"MIME-Version: 1.0\nContent-Type: multipart/x; boundary=b{n}\n\n--b{n}\n"
                for n in range(5_000)),
    ],
    ids=["no parts", "no page", "30,000 parts", "5,000 deep"],
)  # fmt: skip
def test_one_without_a_page_is_told(tmp_path: Path, text: str) -> None:
    found = opened(tmp_path, text)
    assert isinstance(found, LeftOut)
    assert found.reason == "holds no web page"


def test_headers_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    found = page_of(tmp_path, EXPLORER.replace("Date: Tue, 3", "Date: \xff\xfe, 3"))
    assert found.page.title == "Кольцо"


def test_a_page_that_shows_a_mail_is_no_mhtml() -> None:
    assert not is_mhtml(b"<html><pre>MIME-Version: 1.0\n</pre>")
    assert not is_mhtml(b"id,title\n17,MIME-Version: 1.0\n")
