"""CSV as it is: read by its header, written back to the letter, refused with the line."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import InputError
from crawler.exchange.csv_table import CsvTable
from crawler.exchange.source import Source


def table(text: str) -> CsvTable:
    return CsvTable(Source("adverts.csv", io.BytesIO(text.encode())))


def refused(text: str) -> str:
    with pytest.raises(InputError) as caught:
        table(text).check()
    return str(caught.value)


def test_columns_are_found_by_name_in_any_order_and_case():
    [row] = table("Price; TITLE ;Farbe\n10;Ring;rot\n").rows()
    assert row.cells == {"price": "10", "title": "Ring", "farbe": "rot"}
    assert row.original == ["10", "Ring", "rot"]


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        ("id,title,price", ","),
        ("id;title;price", ";"),
        ("title", ","),
        ("title;a,b,c,d", ";"),
        ('"a;b;c;d",title', ","),
    ],
)
def test_the_delimiter_is_the_one_that_makes_a_title(header, delimiter):
    assert table(header).delimiter == delimiter


def test_rows_know_the_line_they_begin_in():
    rows = table('id,title\n1,"two\nlines"\n\n2,next\r\n3,last').rows()
    assert [(row.line, row.cells["id"]) for row in rows] == [(2, "1"), (5, "2"), (6, "3")]


def test_missing_cells_at_the_end_are_empty():
    [row] = table("id,title,price\n1,Ring\n").rows()
    assert row.cells["price"] == ""


def test_a_title_of_a_megabyte_is_a_title():
    title = "x" * 1_000_000
    [row] = table(f"id,title\n1,{title}\n").rows()
    assert row.cells["title"] == title


def test_a_quote_inside_an_unquoted_cell_is_text():
    [row] = table('id,title\n1,Ring 5" gold\n').rows()
    assert row.cells["title"] == 'Ring 5" gold'


def test_a_missing_title_is_said_with_the_columns_there_are():
    assert refused("id,titel,prijs\n1,Ring,2\n") == (
        "adverts.csv:1: there is no column 'title' (there are: id, titel, prijs); "
        "did you mean 'titel'?"
    )


def test_an_empty_file_is_said():
    assert refused("") == "adverts.csv:1: is empty; the first line must name the columns"


def test_a_column_that_stands_twice_is_said():
    assert refused("title,price,Price\n") == (
        "adverts.csv:1: the column 'price' stands here twice; rename one"
    )


def test_other_columns_may_stand_twice():
    [row] = table("title,note,note\nRing,a,b\n").rows()
    assert row.original == ["Ring", "a", "b"]


def test_too_many_cells_are_said_with_the_line():
    assert refused("id,title\n1,Ring\n2,Ring, old\n") == (
        "adverts.csv:3: has 3 cells and the header 2; put quotes around a cell that holds ','"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('id,title\n1,ok\n2,"never closed\n3,next\n', 3),
        ('id,title\n1,"never closed\n2,"next"\n', 2),
        ('id,title\n1,ok\n2,"5" gold"\n', 3),
        ('id,"title\n1,ok\n', 1),
    ],
)
def test_an_open_quote_is_said_with_the_line_its_row_begins_in(text, line):
    assert refused(text) == (
        f'adverts.csv:{line}: a quote in the row that begins here is not closed; write "" for a '
        "quote inside a quoted cell"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_end_as_those_of_the_input(end):
    given_table = table(f"id;title{end}1;Ring{end}")
    [row] = given_table.rows()
    assert given_table.header(["score"]) == f"id;title;score{end}"
    assert given_table.line(row, {"score": 40}) == f"1;Ring;40{end}"


def test_a_list_is_written_as_json():
    given_table = table("title\nRing\n")
    [row] = given_table.rows()
    written = given_table.line(row, {"matches": [{"text": 'a"é'}]})
    assert next(csv.reader([written])) == ["Ring", '[{"text": "a\\"é"}]']


# Surrogates are no text; NUL is turned into U+FFFD on the way in.
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(
    st.lists(cells, min_size=3, max_size=3), st.sampled_from(",;"), st.sampled_from(["\n", "\r\n"])
)
def test_any_cell_comes_back_to_the_letter(record, delimiter, end):
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(record)
    header = delimiter.join(["id", "title", "note"]) + end
    given_table = table(header + text.getvalue())
    [row] = given_table.rows()
    assert row.original == record
    written = given_table.header(["score"]) + given_table.line(row, {"score": 7})
    again = csv.reader(io.StringIO(written, newline=""), delimiter=delimiter, strict=True)
    assert list(again) == [["id", "title", "note", "score"], [*record, "7"]]
