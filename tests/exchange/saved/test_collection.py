"""What is found in a folder of saved pages, and what single files are taken for."""

from __future__ import annotations

import gzip
import plistlib
from pathlib import Path

import pytest

from crawler.errors import InputError
from crawler.exchange.saved import Capture, LeftOut, captures, collected, holds_pages

HTML = b"<!DOCTYPE html>\n<html><title>x</title></html>"


def put(folder: Path, *names: str, body: bytes = HTML) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(gzip.compress(body) if name.endswith(".gz") else body)


def found_in(folder: Path) -> list[str]:
    return [Path(file).relative_to(folder).as_posix() for file in collected(str(folder))]


def test_pages_of_all_kinds_are_found_in_folders_below_and_in_order(tmp_path: Path) -> None:
    kept = ["a.htm", "b.MHTML", "c.webarchive", "d.warc.gz", "deep/e.html.gz", "deep/f.xhtml"]
    put(tmp_path, *kept, "notes.txt.gz", body=b"WARC/1.0 or not")
    put(tmp_path, "photo.jpg", body=b"\xff\xd8\xff")
    assert found_in(tmp_path) == [*kept, "notes.txt.gz"]


def test_mirrors_keep_pages_under_odd_names(tmp_path: Path) -> None:
    put(tmp_path, "attic.example/item.php?id=17", "attic.example/advert/17", "b.gz")
    put(tmp_path, "attic.example/robots.txt", body=b"User-agent: *")
    put(tmp_path, "attic.example/script.js", body=b"document.write('<html>')")
    assert found_in(tmp_path) == ["attic.example/advert/17", "attic.example/item.php?id=17", "b.gz"]


def test_what_a_browser_puts_beside_a_page_is_no_page(tmp_path: Path) -> None:
    put(tmp_path, "ring.html", "ring_files/frame.html", "ring_Dateien/frame.html")
    put(tmp_path, "ring_2/advert.html", "other_files/advert.html")
    assert found_in(tmp_path) == ["other_files/advert.html", "ring.html", "ring_2/advert.html"]


def test_a_folder_without_pages_is_a_mistake(tmp_path: Path) -> None:
    put(tmp_path, "notes.txt", body=b"x")
    with pytest.raises(InputError, match="holds no saved page"):
        collected(str(tmp_path))


@pytest.mark.parametrize("table", [b"id,title\n1,<html>\n", b'{"title": "x"}\n', b"", b"\x1f\x8bx"])
def test_a_table_is_no_page(tmp_path: Path, table: bytes) -> None:
    put(tmp_path, "adverts.csv", body=table)
    assert not holds_pages(str(tmp_path / "adverts.csv"))


def test_pages_without_an_address_are_told_apart_by_the_names_of_their_files(
    tmp_path: Path,
) -> None:
    put(tmp_path, "a/index.html", "b/index.html.gz")
    found = captures(collected(str(tmp_path)), otherwise="urn:patrol:attic:", home=tmp_path)
    urls = [each.page.url for each in found if isinstance(each, Capture)]
    assert urls == ["urn:patrol:attic:a%2Findex", "urn:patrol:attic:b%2Findex"]


def test_in_a_folder_a_broken_file_is_left_out_and_alone_it_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(HTML * 99)[:-20])
    put(tmp_path, "b.html")
    broken, good = captures(collected(str(tmp_path)), home=tmp_path)
    assert isinstance(broken, LeftOut)
    assert "is a broken gzip file" in broken.reason
    assert isinstance(good, Capture)
    with pytest.raises(InputError, match=r"a\.html\.gz' is a broken gzip file"):
        list(captures([str(tmp_path / "a.html.gz")]))


def test_gzip_is_unpacked_whatever_the_file_is_called(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(gzip.compress(HTML))
    (found,) = captures([str(tmp_path / "a.html")])
    assert isinstance(found, Capture)
    assert found.page.title == "x"


def test_what_safari_saves(tmp_path: Path) -> None:
    main = {
        "WebResourceData": "<title>Кольцо</title>".encode("cp1251"),
        "WebResourceURL": "https://attic.example/advert/17",
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "windows-1251",
    }
    body = plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)
    put(tmp_path, "ring.webarchive", body=body)
    (found,) = captures([str(tmp_path / "ring.webarchive")])
    assert isinstance(found, Capture)
    assert (found.page.title, found.page.url) == ("Кольцо", "https://attic.example/advert/17")


@pytest.mark.parametrize(
    "body", [b"bplist00", b"bplist00" + b"\xff" * 500, plistlib.dumps([1], fmt=plistlib.FMT_BINARY)]
)
def test_a_broken_one_is_told(tmp_path: Path, body: bytes) -> None:
    put(tmp_path, "ring.webarchive", body=body)
    (found,) = captures([str(tmp_path / "ring.webarchive")])
    assert isinstance(found, LeftOut)
    assert found.reason == "holds no web page"
