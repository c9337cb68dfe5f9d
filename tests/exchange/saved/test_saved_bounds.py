"""Monstrous files end within bounds, whatever they give."""

from __future__ import annotations

import gzip
import time
import zlib
from pathlib import Path

import pytest

from crawler.exchange.saved import captures
from crawler.extraction import read

MHTML = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n"
PART = b"\n--b\nContent-Type: text/html\n"
SINGLEFILE = (
    b"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://a.example/1 \n-->"
)
SAVED = b"<!-- saved from url=(0019)https://a.example/1 -->"
FILES = {
    "parts.mhtml": MHTML + (PART + b"\n<p>x\n") * 400_000,
    "headers.mhtml": MHTML + b"X: y\n" * 4_000_000,
    "quoted.mhtml": MHTML + PART + b"Content-Transfer-Encoding: quoted-printable\n\n"
    + b"<p>=E2=82=AC</p>=\n" * 1_000_000,
    "base64.mhtml": MHTML + PART + b"Content-Transfer-Encoding: base64\n\n"
    + b"PGI+eDwvYj4K\n" * 1_500_000,
    "boundaries.mhtml": MHTML + b"\n--b" * 5_000_000,
    "pictures.html": SINGLEFILE + b'<img src="data:,' * 1_000_000,
    "one-picture.html": SINGLEFILE + b"<img " + b"src=data:, " * 1_500_000,
    "attributes.html": SAVED + b'="./' * 4_000_000,
    "companions.html": SAVED + b'="a_files/' * 1_500_000,
    "list.webarchive": b"bplist00" + b"\xff" * 10_000_000,
    "zeros.html.gz": gzip.compress(bytes(2**28), 1),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_it_ends_within_bounds(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(FILES[name])
    started = time.process_time()
    for found in captures([str(file)]):
        if page := getattr(found, "page", None):
            read(page, "attic")
    assert time.process_time() - started < 8


def test_what_a_small_file_unpacks_to_is_cut(tmp_path: Path) -> None:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    chunk = bytes(2**24)
    packed = b"".join(packer.compress(chunk) for _ in range(64)) + packer.flush()
    (tmp_path / "bomb.html.gz").write_bytes(packed)
    started = time.process_time()
    (found,) = captures([str(tmp_path / "bomb.html.gz")])
    assert time.process_time() - started < 5
    assert len(getattr(found, "page").body) < 2**25  # noqa: B009
