"""What is handed over: fixed columns, no formulas, the original in JSON lines."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import InputError
from crawler.exchange.exporting import COLUMNS, cell, exported, write_csv, write_json_lines
from crawler.exchange.spreadsheet import MAX_CELL, write_workbook

ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")


def stored(**fields):
    """A stored listing as the query gives it."""
    names = {*COLUMNS, "matches", "description"} - {"terms", "evidence"}
    values = {
        "listing_id": "0017", "site": "attic", "url": "https://attic.example/17", "title": "Ring",
        "price": Decimal("1250"), "currency": "EUR", "score": 40, "level": "watch",
        "reasons": ["ivory in the title", "cheap"],
        "matches": [
            {"term": "ivory", "text": "1vory"}, {"term": "carved", "text": "Carved"},
            {"term": "ivory", "text": "ivory"},
        ],
        "images": ["https://attic.example/1.jpg", "https://attic.example/2.jpg"],
        "first_seen": datetime(2026, 11, 3, 23, 0, 1, 999, timezone(timedelta(hours=1))),
        "scraped_at": datetime(2026, 11, 3, tzinfo=UTC), "attributes": {},
        "judgement": "unreviewed",
    }  # fmt: skip
    return {**dict.fromkeys(names), **values, **fields}


def as_csv(row, **options):
    text = io.StringIO(newline="")
    assert write_csv([exported(row)], text, **options) == 1
    return text.getvalue()


def csv_row(row):
    return next(csv.DictReader(io.StringIO(as_csv(row), newline="")))


def workbook(*rows):
    out = io.BytesIO()
    result = write_workbook(map(exported, rows), out)
    sheet = openpyxl.load_workbook(out).active
    head, *body = sheet.iter_rows()
    return [dict(zip((each.value for each in head), row, strict=True)) for row in body], result


def test_the_columns_are_these_in_this_order():
    header = as_csv(stored()).splitlines()[0]
    assert header == (
        "listing_id,site,url,title,price,currency,price_raw,seller,seller_url,location,country,"
        "language,category,level,score,tray,terms,reasons,state,first_seen,last_seen,judgement,"
        "judged_by,judged_at,note,images,evidence"
    )


def test_a_row_of_csv():
    row = csv_row(stored())
    assert (row["listing_id"], row["price"], row["score"]) == ("0017", "1250", "40")
    assert row["terms"] == "ivory | carved"
    assert row["reasons"] == "ivory in the title | cheap"
    assert row["images"] == "https://attic.example/1.jpg | https://attic.example/2.jpg"
    assert row["first_seen"] == "2026-11-03T22:00:01Z"
    assert (row["note"], row["evidence"], row["judged_at"]) == ("", "", "")


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("by hand", "its page was saved by hand on 2026-11-03: +0"),
        ("archive", "read from an archive of 2026-11-03: +0"),
    ],
)
def test_what_no_sweep_has_read_says_so_as_its_last_reason(how, reason):
    row = csv_row(stored(attributes={"captured": how}))
    assert row["reasons"] == f"ivory in the title | cheap | {reason}"


def test_the_delimiter_of_belgium_france_and_germany():
    assert (
        as_csv(stored(title="a;b"), delimiter=";")
        .splitlines()[1]
        .startswith('0017;attic;https://attic.example/17;"a;b";1250;EUR;')
    )


@pytest.mark.parametrize("first", ACTIVE)
def test_a_formula_is_neutralised_in_every_text_column(first):
    evil = f"{first}cmd|' /C calc'!A0"
    texts = ("listing_id", "title", "price_raw", "seller", "location", "note", "judged_by")
    fields = {**dict.fromkeys(texts, evil), "reasons": [evil], "images": [evil, "x"]}
    row = csv_row(stored(**fields, matches=[{"term": evil, "text": "x"}]))
    for name in (*texts, "reasons", "terms"):
        assert row[name] == f"'{evil}", name
    assert row["images"] == f"'{evil} | x"


@given(st.text())
def test_no_cell_begins_like_a_formula_and_nothing_else_is_touched(text):
    assert not cell(text).startswith(ACTIVE)
    assert cell(text) == (f"'{text}" if text.startswith(ACTIVE) else text)


def test_json_lines_keep_the_original():
    out = io.StringIO()
    row = stored(title="=1+1", price=Decimal("12.5"), judged_at=datetime(2026, 11, 4, tzinfo=UTC))
    assert write_json_lines([exported(row)], out) == 1
    found = json.loads(out.getvalue())
    assert tuple(found) == COLUMNS
    assert (found["title"], found["price"], found["score"]) == ("=1+1", 12.5, 40)
    assert found["terms"] == ["ivory", "carved"]
    assert found["reasons"] == ["ivory in the title", "cheap"]
    assert found["images"][1] == "https://attic.example/2.jpg"
    assert found["judged_at"] == "2026-11-04T00:00:00Z"
    assert found["evidence"] is None
    assert found["note"] is None


def test_a_workbook_keeps_ids_as_text_and_amounts_as_numbers():
    [row], (number, cut) = workbook(stored())
    assert (number, cut) == (1, [])
    assert tuple(row) == COLUMNS
    assert (row["listing_id"].value, row["listing_id"].data_type) == ("0017", "s")
    assert (row["price"].value, row["price"].data_type) == (1250, "n")
    assert (row["score"].value, row["score"].data_type) == (40, "n")
    assert row["first_seen"].value == "2026-11-03T22:00:01Z"


@pytest.mark.parametrize("first", ACTIVE)
def test_a_workbook_calculates_nothing_and_links_nothing(first):
    [row], _ = workbook(stored(title=f"{first}1+1", url="https://attic.example/17"))
    assert row["title"].data_type == "s"
    assert row["title"].value.startswith("'")
    assert row["url"].hyperlink is None


def test_a_text_longer_than_a_cell_is_cut_and_that_is_said():
    whole, long = "x" * MAX_CELL, "y" * (MAX_CELL + 1)
    rows, (_, cut) = workbook(stored(title=whole), stored(title=long))
    assert rows[0]["title"].value == whole
    assert rows[1]["title"].value == "y" * (MAX_CELL - 1) + "…"
    assert cut == ["title of https://attic.example/17 was cut to 32,767 characters"]


def test_signs_that_xml_cannot_hold_break_no_workbook():
    [row], _ = workbook(stored(title="a\x0b\x01b\uffffc 象牙 🐘"))
    assert row["title"].value.endswith("c 象牙 🐘")


def test_more_listings_than_a_sheet_holds_are_refused():
    rows = [exported(stored())] * 3
    with pytest.raises(InputError, match="a sheet holds 2 listings; export csv, or fewer"):
        write_workbook(rows, io.BytesIO(), max_rows=3)
