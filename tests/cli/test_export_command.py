"""``patrol export``: what was flagged, handed over."""

import csv
import io
import json
from datetime import UTC, datetime

import openpyxl
import pytest

from crawler.exchange.exporting import COLUMNS

ADVERTS = """id,title,price,currency,url
0017,An ivory ring,45,EUR,https://attic.example/advert/17
0018,"=象牙, old",120,EUR,
0019,A gold ring,90,EUR,
0020,Wanted: ivory,,,
"""

PATTERN = r"""
schema: lexicon/1
id: weight
domain: drugs
groups:
  - {id: quantity, role: context, match: regex, terms: ['\d{1,3}\s*(?:gram|g)\b']}
  - {id: word, role: signal, weight: 40, terms: [tea]}
"""


@pytest.fixture
def shop(stocked):
    """An office that has imported four adverts: two flagged, one of another tray, one ordinary."""
    stocked.write("adverts.csv", ADVERTS)
    assert stocked.patrol("import", "adverts.csv", "--site", "attic").code == 0
    return stocked


def rows(text, **options):
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True, **options))


def ids(office, *arguments):
    done = office.patrol("export", *arguments)
    assert done.code == 0, done.err
    return [row["listing_id"] for row in rows(done.out)]


def test_a_row_per_flagged_listing_with_everything_about_it(shop):
    done = shop.patrol("export")
    assert (done.code, done.err) == (0, "")
    first, second = rows(done.out)
    assert tuple(first) == COLUMNS
    assert (first["listing_id"], first["site"]) == ("0017", "attic")
    assert first["url"] == "https://attic.example/advert/17"
    assert (first["title"], first["price"], first["currency"], first["price_raw"]) == (
        "An ivory ring", "45", "EUR", "45",
    )  # fmt: skip
    assert (first["category"], first["level"], first["score"], first["tray"]) == (
        "wildlife", "review", "60", "main",
    )  # fmt: skip
    assert (first["terms"], first["state"], first["judgement"]) == ("ivory", "new", "unreviewed")
    assert "cheap for ivory" in first["reasons"]
    age = datetime.now(UTC) - datetime.fromisoformat(first["first_seen"])
    assert 0 <= age.total_seconds() < 60
    assert first["first_seen"].endswith("Z")
    assert (second["listing_id"], second["level"], second["terms"]) == (
        "0018", "watch", "象牙",
    )  # fmt: skip


def test_a_seller_s_formula_is_neutralised_but_not_in_json_lines(shop):
    assert rows(shop.patrol("export").out)[1]["title"] == "'=象牙, old"
    lines = shop.patrol("export", "--format", "jsonl").out.splitlines()
    assert json.loads(lines[1])["title"] == "=象牙, old"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["0017", "0018"]),
        (["--level", "review"], ["0017"]),
        (["--level", "none"], ["0017", "0018", "0019"]),
        (["--tray", "wanted"], ["0020"]),
        (["--tray", "all", "--level", "none"], ["0017", "0018", "0019", "0020"]),
        (["--site", "attic"], ["0017", "0018"]),
        (["--category", "wildlife"], ["0017", "0018"]),
        (["--tray", "toy", "--level", "none"], []),
        (["--judgement", "unreviewed"], ["0017", "0018"]),
        (["--judgement", "confirmed", "--judgement", "unsure"], []),
        (["--since", "2020-01-01"], ["0017", "0018"]),
        (["--since", "2020-01-01T10:00:00Z"], ["0017", "0018"]),
        (["--since", "2999-01-01"], []),
    ],
)
def test_filters(shop, arguments, expected):
    assert sorted(ids(shop, *arguments)) == expected


def test_a_csv_for_the_spreadsheets_of_belgium_france_and_germany(shop):
    done = shop.patrol("export", "-o", "out.csv", "--delimiter", ";", "--bom")
    assert (done.out, done.err) == ("", "2 listings written to out.csv\n")
    text = shop.read("out.csv")
    assert text.startswith("\ufefflisting_id;site;url;")
    assert [row["title"] for row in rows(text.removeprefix("\ufeff"), delimiter=";")] == [
        "An ivory ring", "'=象牙, old",
    ]  # fmt: skip


def test_a_tab_between_the_cells(shop):
    assert rows(shop.patrol("export", "--delimiter", "tab").out, delimiter="\t")[0]["score"] == "60"


def test_the_ending_of_the_output_tells_its_format(shop):
    shop.patrol("export", "-o", "out.jsonl")
    assert [json.loads(line)["price"] for line in shop.read("out.jsonl").splitlines()] == [45, 120]
    shop.patrol("export", "-o", "out.xlsx")
    sheet = openpyxl.load_workbook(shop.folder / "out.xlsx").active
    head, first, second = sheet.iter_rows(values_only=True)
    assert head == COLUMNS
    assert (first[0], first[4], second[3]) == ("0017", 45, "'=象牙, old")


def test_the_same_database_gives_the_same_bytes(shop):
    assert shop.patrol("export").out == shop.patrol("export").out


def test_a_pattern_is_shown_by_the_words_it_met(office):
    office.write("keywords/weight.yaml", PATTERN)
    office.write("adverts.csv", "title\n10  gram of tea and 5 g\n")
    office.patrol("import", "adverts.csv", "--site", "attic")
    assert rows(office.patrol("export").out)[0]["terms"] == "10 gram | tea | 5 g"


def test_nothing_flagged_is_a_header_and_no_error(office):
    office.write("adverts.csv", "title\ngold\n")
    office.patrol("import", "adverts.csv", "--site", "attic")
    done = office.patrol("export")
    assert done.code == 0
    assert done.out.splitlines() == [",".join(COLUMNS)]


def test_a_database_that_is_not_there_is_no_empty_answer(office):
    done = office.patrol("export")
    assert (done.code, done.out) == (6, "")
    assert "there is no database" in done.err
    assert not (office.folder / "patrol.db").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--site", "attik"], "neither the configuration nor the database knows 'attik'; did you "
                              "mean 'attic'? (known: attic)"),
        (["--category", "wildlif"], "--category: neither the keyword files nor the database know "
                                    "'wildlif'; did you mean 'wildlife'? (known: wildlife)"),
        (["--tray", "wantd"], "--tray: neither the keyword files nor the database know 'wantd'; "
                              "did you mean 'wanted'? (known: all, main, toy, wanted)"),
        (["-o", "out.xls"], "no format has the ending of out.xls; write to a .csv, .jsonl or "
                            ".xlsx, or say --format"),
        (["--since", "yesterday"], "--since: 'yesterday' is no date such as 2026-11-03"),
        (["--format", "xlsx"], "an XLSX workbook is no text; name a file for it with -o"),
        (["--level", "high"], "'high' is not one of 'none', 'watch', 'review', 'urgent'"),
        (["--delimiter", "|"], "'|' is not one of"),
        (["-o", "no/out.csv"], "no/out.csv cannot be written: the folder does not exist"),
    ],
)  # fmt: skip
def test_a_slip_in_the_command_is_a_sentence(office, arguments, said):
    office.write("adverts.csv", ADVERTS)
    office.patrol("import", "adverts.csv", "--site", "attic")
    done = office.patrol("export", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize("ending", ["csv", "jsonl", "xlsx"])
def test_a_full_disk_has_its_own_exit_code(office, ending):
    adverts = "".join(f"{n},ivory {n} {'x' * 200}\n" for n in range(600))
    office.write("adverts.csv", "id,title\n" + adverts)
    office.patrol("import", "adverts.csv", "--site", "attic")
    done = office.patrol("export", "--format", ending, "-o", "/dev/full")
    assert done.code == 7
    assert "no space left to write /dev/full" in done.err


def test_a_workbook_says_which_cell_it_had_to_cut(office):
    office.write("adverts.csv", "id,title\n17,ivory " + "x" * 40_000 + "\n")
    office.patrol("import", "adverts.csv", "--site", "attic")
    done = office.patrol("export", "-o", "out.xlsx")
    assert done.code == 0
    assert "title of urn:patrol:attic:17 was cut to 32,767 characters" in done.err
