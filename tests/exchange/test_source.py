"""Text comes in whole, or is refused with its line."""

import io
import os
import threading

import pytest

from crawler.errors import Exit, InputError
from crawler.exchange.source import Source, open_source


def lines(raw: bytes, encoding: str = "utf-8") -> list[str]:
    return list(Source("adverts.csv", io.BytesIO(raw), encoding).lines())


def test_lines_keep_their_ends():
    assert lines(b"a\nb\r\nc\rd") == ["a\n", "b\r\n", "c\r", "d"]


def test_a_byte_order_mark_is_dropped():
    assert lines("\ufeffid,title".encode()) == ["id,title"]
    assert lines("id,títle".encode("utf-16"), "utf-16") == ["id,títle"]


def test_nul_becomes_a_sign_that_shows_it():
    assert lines(b"a\0b\n") == ["a\ufffdb\n"]


def test_it_can_be_read_again():
    source = Source("adverts.csv", io.BytesIO(b"a\nb\n"))
    assert next(source.lines()) == "a\n"
    assert list(source.lines()) == list(source.lines()) == ["a\n", "b\n"]


@pytest.mark.parametrize(
    ("raw", "encoding", "line"),
    [
        (b"ok\nPr\xe9cieux\n", "utf-8", 2),
        ("ok".encode("utf-16"), "utf-8", 1),
        (b"ok\nok\n\x81\n", "cp1252", 3),
        (b"ok\nok\n\xff\n", "gb18030", 3),
    ],
)
def test_bytes_of_another_encoding_are_refused_with_their_line(raw, encoding, line):
    with pytest.raises(InputError) as caught:
        lines(raw, encoding)
    assert str(caught.value) == (
        f"adverts.csv:{line}: is not {encoding} text; say how the file is encoded, "
        "for example --encoding cp1252"
    )


def test_a_broken_encoding_of_several_bytes_is_refused():
    with pytest.raises(InputError, match=r"adverts.csv:\d+: is not utf-16 text"):
        lines("ok\n".encode("utf-16") + b"\x00\xdc\x00", "utf-16")


@pytest.mark.parametrize("encoding", ["klingon", "hex"])
def test_an_encoding_that_is_none_is_refused(encoding):
    with pytest.raises(InputError, match=f"'{encoding}' is not a known encoding"):
        lines(b"", encoding)


def test_a_pipe_can_be_read_twice(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"id,title\n1,x\n",))
    writer.start()
    with open_source(str(pipe)) as source:
        assert list(source.lines()) == list(source.lines()) == ["id,title\n", "1,x\n"]
    writer.join()


@pytest.mark.parametrize(
    ("name", "said"),
    [("nowhere.csv", "there is no file '{}'"), (".", "'{}' is a folder; name a file in it")],
)
def test_what_is_no_file_is_said(tmp_path, name, said):
    path = str(tmp_path / name)
    with pytest.raises(InputError) as caught, open_source(path):
        pass
    assert str(caught.value) == said.format(path)
    assert caught.value.exit_code == Exit.BAD_INPUT
