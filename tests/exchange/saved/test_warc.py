"""Web archives that warcio wrote: what is read of them, what is told, and where they break off."""

from __future__ import annotations

import gzip
import io
import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.errors import MissingError
from crawler.exchange.saved import ARCHIVE, Capture, LeftOut, captures, collected

URL = "https://attic.example/advert/17"
DAY = {"WARC-Date": "2026-11-03T09:11:12Z"}


class Archive:
    """A WARC in the making."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._out = file.open("wb")
        self._writer = WARCWriter(self._out, gzip=file.name.endswith(".gz"))
        self._writer.write_record(self._writer.create_warcinfo_record(file.name, {"by": "a test"}))

    def add(
        self,
        url: str = URL,
        body: bytes = b"<title>ring</title>",
        status: str = "200 OK",
        kind: str = "response",
        **headers: str,
    ) -> Archive:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"Content-Type": "text/html", **sent}
        fields = list(sent.items())
        http = StatusAndHeaders(status, fields, protocol="HTTP/1.1") if kind != "resource" else None
        record = self._writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), http_headers=http, warc_headers_dict=DAY,
            warc_content_type=sent["Content-Type"] if kind == "resource" else "",
        )  # fmt: skip
        self._writer.write_record(record)
        return self

    def __iter__(self) -> Iterator[Capture | LeftOut]:
        """What is read of it."""
        self._out.close()
        return captures([str(self.file)])


@pytest.fixture(params=["crawl.warc", "crawl.warc.gz"])
def archive(tmp_path: Path, request: pytest.FixtureRequest) -> Archive:
    return Archive(tmp_path / request.param)


def pages(found: Iterator[Capture | LeftOut]) -> list[Capture]:
    return [each for each in found if isinstance(each, Capture)]


def left_out(found: Iterator[Capture | LeftOut]) -> list[str]:
    return [each.reason for each in found if isinstance(each, LeftOut)]


def test_a_page_comes_with_its_address_and_the_time_of_the_visit(archive: Archive) -> None:
    (found,) = archive.add()
    assert isinstance(found, Capture)
    assert (found.page.url, found.page.title, found.how) == (URL, "ring", ARCHIVE)
    assert found.page.fetched_at == datetime(2026, 11, 3, 9, 11, 12, tzinfo=UTC)
    place, _, offset = found.place.rpartition("@")
    assert place == str(archive.file)
    assert int(offset) > 0


def test_the_server_s_charset_counts(archive: Archive) -> None:
    body = "<title>Кольцо</title>".encode("cp1251")
    (found,) = pages(iter(archive.add(body=body, Content_Type="text/html; charset=windows-1251")))
    assert found.page.title == "Кольцо"


def test_packed_and_chunked_answers_are_unpacked(archive: Archive) -> None:
    packed = gzip.compress(b"<title>packed</title>")
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    archive.add(body=packed, Content_Encoding="gzip")
    archive.add(body=chunked, Content_Encoding="gzip", Transfer_Encoding="chunked")
    archive.add(body=b"<title>said so, is not</title>", Content_Encoding="gzip")
    titles = [found.page.title for found in pages(iter(archive))]
    assert titles == ["packed", "packed", "said so, is not"]


def test_a_packing_that_nobody_here_knows_is_told(archive: Archive) -> None:
    told = left_out(iter(archive.add(Content_Encoding="compress")))
    assert told == [f"{URL} is packed as 'compress', which cannot be read"]


def test_only_pages_are_read(archive: Archive) -> None:
    archive.add(Content_Type="image/jpeg").add(Content_Type="text/css").add(kind="request")
    archive.add(status="301 Moved Permanently").add(url="urn:pageinfo:x")
    archive.add(body=b"{}", Content_Type="application/json").add(kind="resource")
    types = [found.page.body for found in pages(iter(archive))]
    assert types == [b"{}", b"<title>ring</title>"]


def test_refusals_and_revisits_are_told(archive: Archive) -> None:
    archive.add(status="404 Not Found").add(status="503 Busy").add(kind="revisit", body=b"")
    assert left_out(iter(archive)) == [
        f"{URL} was answered with HTTP 404",
        f"{URL} was answered with HTTP 503",
        f"{URL} is only said to be as it was at an earlier visit",
    ]


@pytest.mark.parametrize("cut", [50, 3_000])
def test_one_that_breaks_off_gives_what_stands_before_and_says_where(
    archive: Archive, cut: int
) -> None:
    noise = random.Random(1).randbytes(5_000)
    found = list(archive.add().add(body=b"<title>half</title>" + noise))
    offset = found[1].place
    archive.file.write_bytes(archive.file.read_bytes()[:-cut])
    kept, told = captures([str(archive.file)])
    assert isinstance(kept, Capture)
    assert kept.page.title == "ring"
    assert isinstance(told, LeftOut)
    assert told.place == offset
    assert "breaks off" in told.reason


def test_a_length_that_is_no_number_does_no_harm(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "crawl.warc").add()
    list(archive)
    body = archive.file.read_bytes()
    archive.file.write_bytes(body.replace(b"\r\nContent-Length: ", b"\r\nContent-Length: x"))
    found = list(captures([str(archive.file)]))  # what is in it nobody can know
    assert 0 < len(found) < 3


def test_rubbish_behind_it_is_told(archive: Archive) -> None:
    list(archive.add())
    with archive.file.open("ab") as out:
        out.write(b"\r\nthis is no record\r\n" * 20)
    found = list(captures([str(archive.file)]))
    assert isinstance(found[0], Capture)
    assert [type(each) for each in found[1:]] in ([], [LeftOut])


def test_one_packed_as_a_whole_says_how_to_unpack_it(tmp_path: Path) -> None:
    list(Archive(tmp_path / "crawl.warc").add().add())
    packed = tmp_path / "whole.warc.gz"
    packed.write_bytes(gzip.compress((tmp_path / "crawl.warc").read_bytes()))
    told = left_out(captures([str(packed)]))
    assert told == ["is packed as one piece: unpack it with gunzip, and read that"]


def test_a_bomb_is_told_and_not_unpacked(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "bomb.warc.gz").add()
    list(archive)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\n"
        f"WARC-Date: 2026-11-03T09:11:12Z\r\nContent-Length: {10 * 2**30}\r\n\r\n"
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    )
    with archive.file.open("ab") as out:
        out.write(gzip.compress(head.encode() + b"a" * 2**22))
    kept, told = captures([str(archive.file)])
    assert isinstance(kept, Capture)
    assert isinstance(told, LeftOut)
    assert told.reason.endswith("a trap, so the rest of the archive was not read")


def test_without_the_library_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "crawl.warc").write_bytes(b"WARC/1.0\r\n")
    monkeypatch.setitem(sys.modules, "warcio", None)
    with pytest.raises(MissingError, match=r"pip install 'listing-patrol\[archive\]'"):
        collected(str(tmp_path))
