"""``patrol score``: the same rows, scored, in the same order."""

import csv
import io
import json
import subprocess
import sys

import pytest

ADDED = ["score", "level", "flagged", "category", "tray", "reasons", "matches"]


def table(text, delimiter=","):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def test_the_columns_come_back_with_seven_more(office):
    office.write("adverts.csv", "id,title,colour\n1,An ivory ring,white\n2,A gold ring,yellow\n")
    done = office.patrol("score", "adverts.csv")
    header, first, second = table(done.out)
    assert done.code == 0
    assert header == ["id", "title", "colour", *ADDED]
    assert first[:8] == ["1", "An ivory ring", "white", "40", "watch", "yes", "wildlife", "main"]
    assert "ivory" in first[8]
    assert second == ["2", "A gold ring", "yellow", "0", "none", "no", "", "main", "", "[]"]


def test_a_match_says_where_it_stands_in_the_text_as_given(office):
    title = "🐘 象牙手镯 and IVÓRY"
    office.write("adverts.csv", f"title,description\n{title},Elfenbein\n")
    [row] = table(office.patrol("score", "adverts.csv").out)[1:]
    matches = json.loads(row[-1])
    assert [match["text"] for match in matches] == ["象牙", "IVÓRY", "Elfenbein"]
    for match in matches:
        given = {"title": title, "description": "Elfenbein"}[match["field"]]
        assert given[match["start"] : match["end"]] == match["text"]
    assert list(matches[0]) == [
        "file", "group", "term", "field", "start", "end", "text", "similarity", "disguise",
        "points",
    ]  # fmt: skip
    assert [match["points"] for match in matches] == [40, 40, 0]


def test_the_trace_shows_also_what_did_not_count(office):
    office.write("adverts.csv", "title\nAn ivory lamp\n")
    plain = table(office.patrol("score", "adverts.csv").out)[1]
    traced = table(office.patrol("score", "adverts.csv", "--trace").out)[1]
    assert json.loads(plain[-1]) == []
    assert plain[:-1] == traced[:-1]
    dropped = {match["term"]: match["dropped_by"] for match in json.loads(traced[-1])}
    assert "ivory lamp" in dropped["ivory"]


@pytest.mark.parametrize(
    ("price", "currency", "score"),
    [
        ("50", "EUR", "60"),
        ("51", "EUR", "40"),
        ("49,95", "EUR", "60"),
        ("50", "", "40"),
        ("", "EUR", "40"),
        ("cheap!", "EUR", "40"),
    ],
)
def test_a_price_rule_needs_a_price_and_a_currency(office, price, currency, score):
    office.write("adverts.csv", f"title;price;currency\nIvory;{price};{currency}\n")
    [row] = table(office.patrol("score", "adverts.csv").out, ";")[1:]
    assert row[:4] == ["Ivory", price, currency, score]


def test_a_tray_keeps_the_score_and_flags_nothing(office):
    office.write("adverts.csv", "title\nWanted: ivory\n")
    [row] = table(office.patrol("score", "adverts.csv").out)[1:]
    assert row[1:6] == ["40", "watch", "no", "wildlife", "wanted"]


def test_input_columns_are_not_guarded(office):
    office.write("adverts.csv", 'id,title\n=1+1,"+ivory, ""@"""\n')
    [row] = table(office.patrol("score", "adverts.csv").out)[1:]
    assert row[:2] == ["=1+1", '+ivory, "@"']


def test_rows_without_a_title_keep_their_place(office):
    office.write("adverts.csv", "id,title,description\n1,,\n2,ivory,\n3,,ivory\n")
    rows = table(office.patrol("score", "adverts.csv").out)[1:]
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert [row[3] for row in rows] == ["0", "40", "40"]


def test_semicolons_a_byte_order_mark_and_windows_lines(office):
    office.write("adverts.csv", "\ufeffid;title\r\n1;Ivory, old\r\n")
    done = office.patrol("score", "adverts.csv", "-o", "out.csv")
    assert (done.code, done.out) == (0, "")
    text = office.read("out.csv")
    assert text.startswith("id;title;score;")
    assert text.count("\r\n") == 2
    assert text.count("\n") == 2


def test_another_encoding_is_read_and_written_as_utf_8(office):
    office.write("adverts.csv", "title\nIvory précieux €\n".encode("cp1252"))
    office.patrol("score", "adverts.csv", "--encoding", "cp1252", "-o", "out.csv")
    assert table(office.read("out.csv"))[1][0] == "Ivory précieux €"


def test_a_title_of_a_megabyte_and_a_nul(office):
    office.write("adverts.csv", "title\nivory " + "x" * 1_000_000 + "\nivory\0ring\n")
    done = office.patrol("score", "adverts.csv", "-o", "out.csv")
    csv.field_size_limit(2**31 - 1)
    rows = table(office.read("out.csv"))[1:]
    assert done.code == 0
    assert [len(row[0]) for row in rows] == [1_000_006, 10]
    assert rows[1][0] == "ivory\ufffdring"
    assert [row[1] for row in rows] == ["40", "40"]


def test_json_lines_come_back_to_the_letter(office):
    first = '{"id": 7.50, "title": "Ivory"}\n'
    office.write("adverts.jsonl", first + '{"title": "Lone \\ud83d ivory", "a": {"b": 1}}\n')
    done = office.patrol("score", "adverts.jsonl", "-o", "out.jsonl")
    assert done.code == 0
    first, second = office.read("out.jsonl").splitlines()
    assert first.startswith('{"id": 7.50, "title": "Ivory", "score": 40, "level": "watch"')
    assert second.startswith('{"title": "Lone \\ud83d ivory", "a": {"b": 1}, "score": 40')
    found = json.loads(first)
    assert (found["flagged"], found["matches"][0]["text"]) == ("yes", "Ivory")
    assert isinstance(found["reasons"], str)


def test_standard_input_and_output(office):
    done = office.pipe("title\nIvory\n", "score", "-")
    assert (done.code, done.err) == (0, "")
    assert table(done.out)[1][:2] == ["Ivory", "40"]


def test_json_lines_on_standard_input_need_to_be_said(office):
    done = office.pipe('{"title": "Ivory"}\n', "score", "-", "--format", "jsonl")
    assert json.loads(done.out)["score"] == 40


def test_the_same_input_gives_the_same_bytes(office):
    rows = "".join(f"{n},ivory {n} elfenbein,{n}\n" for n in range(50))
    office.write("adverts.csv", "id,title,price\n" + rows)
    for name in ("one.csv", "two.csv"):
        office.pipe("", "score", "adverts.csv", "-o", name)
    assert office.read("one.csv") == office.read("two.csv")


def test_a_file_can_be_scored_onto_itself(office):
    office.write("adverts.csv", "title\nIvory\n")
    office.patrol("score", "adverts.csv", "-o", "adverts.csv")
    assert table(office.read("adverts.csv"))[1][1] == "40"


def test_a_column_of_the_same_name_stays_and_ours_comes_last(office):
    office.write("adverts.csv", "title,score\nIvory,seller: 9.8\n")
    header, row = table(office.patrol("score", "adverts.csv").out)
    assert header == ["title", "score", *ADDED]
    assert row[1:3] == ["seller: 9.8", "40"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,titel\n1,x\n", "adverts.csv:1: there is no column 'title'"),
        ("id,title\n1,x\n2,Pr\xe9".encode("latin-1"), "adverts.csv:3: is not utf-8 text; say how"),
        ('id,title\n1,x\n2,"y\n3,z\n', "adverts.csv:3: a quote in the row that begins here"),
        ("id,title\n1,x\n2,y,z\n", "adverts.csv:3: has 3 cells and the header 2"),
        ("", "adverts.csv:1: is empty"),
    ],
)
@pytest.mark.parametrize("output", ["-", "out.csv"])
def test_bad_input_is_a_sentence_with_its_line_and_nothing_is_written(office, text, said, output):
    office.write("adverts.csv", text)
    done = office.patrol("score", "adverts.csv", "-o", output)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"patrol: {said}")
    assert done.err.count("\n") == 1
    assert not (office.folder / "out.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.csv"], "there is no file 'nowhere.csv'"),
        (["keywords"], "'keywords' is a folder; name a file in it"),
        (["adverts.csv", "--encoding", "klingon"], "'klingon' is not a known encoding"),
        (["adverts.csv", "-o", "x.jsonl"], "x.jsonl would hold csv, as adverts.csv does"),
        (["adverts.csv", "-o", "no/x.csv"], "no/x.csv cannot be written: the folder does not"),
    ],
)
def test_a_slip_in_the_command_is_a_sentence(office, arguments, said):
    office.write("adverts.csv", "title\nIvory\n")
    done = office.patrol("score", *arguments)
    assert done.code == 2
    assert said in done.err


def test_a_full_disk_has_its_own_exit_code(office):
    office.write("adverts.csv", "title\n" + "Ivory\n" * 20_000)
    done = office.patrol("score", "adverts.csv", "-o", "/dev/full")
    assert done.code == 7
    assert "no space left to write /dev/full" in done.err


def test_a_broken_keyword_file_is_refused_with_its_line(office):
    office.write("keywords/broken.yaml", "schema: lexicon/1\nid: x\ndomain: drugs\ntermz: [a]\n")
    office.write("adverts.csv", "title\nIvory\n")
    done = office.patrol("score", "adverts.csv")
    assert (done.code, done.out) == (3, "")
    assert "broken.yaml:4: unknown key 'termz'" in done.err


def test_neither_scrapy_nor_a_database_is_loaded(office):
    office.write("adverts.csv", "title,price,currency\nIvory,12.50,EUR\n")
    code = (
        "import sys; from crawler.cli import run; run(['score', 'adverts.csv', '-o', 'out.csv']);"
        "print([name for name in ('scrapy', 'sqlalchemy', 'twisted', 'lxml', 'rich')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert not (office.folder / "patrol.db").exists()
