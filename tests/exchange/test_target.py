"""A file is there whole or not at all."""

from pathlib import Path

import pytest

from crawler.errors import DiskFullError, Exit, InputError
from crawler.exchange.target import open_binary, open_text


def test_a_file_appears_when_everything_is_written(tmp_path):
    file = tmp_path / "out.csv"
    with open_text(str(file)) as out:
        out.write("é\r\n")
        assert not file.exists()
    assert file.read_bytes() == "é\r\n".encode()
    assert list(tmp_path.iterdir()) == [file]


def test_what_fails_leaves_the_old_file_and_no_rest(tmp_path):
    file = tmp_path / "out.csv"
    file.write_text("yesterday's")
    with pytest.raises(RuntimeError, match="accident"), open_text(str(file)) as out:
        out.write("half of today's")
        raise RuntimeError("accident")
    assert file.read_text() == "yesterday's"
    assert list(tmp_path.iterdir()) == [file]


def test_a_byte_order_mark_stands_once_at_the_beginning(tmp_path):
    file = tmp_path / "out.csv"
    with open_text(str(file), bom=True) as out:
        out.write("a")
        out.write("b")
    assert file.read_bytes() == b"\xef\xbb\xbfab"


def test_a_lone_surrogate_is_written_as_json_writes_it(tmp_path):
    file = tmp_path / "out.jsonl"
    with open_text(str(file)) as out:
        out.write('"\ud83d"')
    assert file.read_bytes() == rb'"\ud83d"'


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    with open_text(str(tmp_path / "link.csv")) as out:
        out.write("new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"


def test_a_device_is_written_to_and_not_replaced():
    with open_binary("/dev/null") as out:
        out.write(b"x")
    assert Path("/dev/null").is_char_device()


def test_a_full_disk_is_said():
    with pytest.raises(DiskFullError) as caught, open_text("/dev/full") as out:
        out.write("x" * 100_000)
    assert str(caught.value) == "no space left to write /dev/full; nothing was written"
    assert caught.value.exit_code == Exit.DISK_FULL


@pytest.mark.parametrize(
    ("name", "said"), [("nowhere/out.csv", "the folder does not exist"), (".", "Is a directory")]
)
def test_a_place_that_takes_no_file_is_said(tmp_path, name, said):
    file = str(tmp_path / name)
    with pytest.raises(InputError) as caught, open_text(file):
        pass
    assert str(caught.value) == f"{file} cannot be written: {said}"
