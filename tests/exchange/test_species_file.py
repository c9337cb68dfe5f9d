"""Which download it is, however it is encoded and divided; and what is refused."""

import csv
import io
from pathlib import Path

import pytest
from agency import CITES, EU, INDEX, index, listings

from crawler.errors import InputError
from crawler.exchange.encoding import encoding_of
from crawler.exchange.source import open_source
from crawler.exchange.species_file import SpeciesFile, read_species

TEXT = INDEX.read_text("utf-8")


def read(path: Path, content: bytes | str) -> SpeciesFile:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with open_source(str(path), encoding_of(path)) as source:
        return read_species(source)


def divided_by(delimiter: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(csv.reader(io.StringIO(TEXT)))
    return text.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_delimiter_says_the_same(tmp_path: Path, encoding: str, delimiter: str):
    plain = read(tmp_path / "a.csv", TEXT)
    same = read(tmp_path / "b.csv", divided_by(delimiter).encode(encoding))
    assert same.entries == plain.entries
    assert len(same.entries) == 29


def test_windows_letters(tmp_path: Path):
    file = read(tmp_path / "a.csv", TEXT.encode("cp1252"))
    found = {entry.name: entry for entry in file.entries}
    assert found["Loxodonta africana"].fr == ("Éléphant d'Afrique",)
    assert found["Testudo kleinmanni"].synonyms == ("Testudo leithii",)


@pytest.mark.parametrize(("path", "kind"), [(INDEX, "index"), (CITES, "cites"), (EU, "eu")])
def test_the_layout_is_recognised(path: Path, kind: str):
    with open_source(str(path), encoding_of(path)) as source:
        file = read_species(source)
    assert file.kinds == {kind}
    assert not file.left_out


def test_columns_may_stand_in_any_order_and_case(tmp_path: Path):
    text = "currentlisting;FULLNAME;Family\nI/II/NC;Loxodonta africana;ELEPHANTIDAE\n"
    (entry,) = read(tmp_path / "a.csv", text).entries
    assert entry.appendices == {"I", "II", "NC"}
    assert (entry.rank, entry.classification[4]) == ("species", "Elephantidae")


def test_a_listing_at_a_higher_rank(tmp_path: Path):
    (entry,) = read(tmp_path / "a.csv", listings("1;TESTUDINES spp.;ORDER;II")).entries
    assert (entry.name, entry.rank) == ("Testudines", "order")


def test_every_way_to_write_a_listing(tmp_path: Path):
    rows = [
        f"{n};Testudo a{'bcdefg'[n]};{said}"
        for n, said in enumerate(["I", "I/II", "II/NC", "NC", "", "Appendix III"])
    ]
    found = [sorted(entry.appendices) for entry in read(tmp_path / "a.csv", index(*rows)).entries]
    assert found == [["I"], ["I", "II"], ["II", "NC"], ["NC"], [], ["III"]]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("1;Testudo graeca;IV", "'IV' is no appendix or annex"),
        ("1;Testudo graeca;A", "'A' is no appendix"),
        ("1;?;II", "'?' is no scientific name"),
        ("1;Testudo sp. nov.;II", "'Testudo sp. nov.' is no scientific name"),
    ],
)
def test_a_row_that_says_nothing_usable_is_left_out(tmp_path: Path, row: str, why: str):
    file = read(tmp_path / "a.csv", index("2;Testudo hermanni;II", row))
    assert len(file.entries) == 1
    assert file.left_out == [f"{tmp_path}/a.csv:3: {why}; left out"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", ":1: is empty"),
        ("title,price\nivory,3\n", ":1: is neither a CITES Checklist index"),
        ("Id,Scientific Name,Listing,Agreement\n1,Testudo x,I,\n", "is a list of the CMS"),
        ("Scientific Name,Listing\nTestudo graeca,NC\n", ":1: lists nothing"),
        ("Scientific Name,Listing\nTestudo graeca,A,B\n", ":2: has 3 cells and the header 2"),
        ('Scientific Name,Listing\n"Testudo graeca,A\n', ":2: a quote in the row that begins"),
        (b"Scientific Name,Listing\nTestudo gr\x81\xff,A\n", ":2: is not cp1252 text"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str | bytes, why: str):
    with pytest.raises(InputError) as error:
        read(tmp_path / "a.csv", text)
    assert f"a.csv{why}" in str(error.value) or why in str(error.value)


def test_a_file_that_is_cut_off_delists_nothing(tmp_path: Path):
    with pytest.raises(InputError, match="ends in the middle of a row"):
        read(tmp_path / "a.csv", TEXT[: TEXT.rindex(",") - 40])
