"""JSON lines: read by key, written back to the letter, refused with the line."""

import io
import json

import pytest

from crawler.errors import InputError
from crawler.exchange.json_lines import JsonLines
from crawler.exchange.source import Source


def table(text: str) -> JsonLines:
    return JsonLines(Source("adverts.jsonl", io.BytesIO(text.encode())))


def refused(text: str, added=()) -> str:
    with pytest.raises(InputError) as caught:
        table(text).check(added)
    return str(caught.value)


def test_numbers_are_read_as_they_are_written():
    [row] = table('{"id": 17, "title": "Ring", "price": 12.50, "photos": ["a"], "x": null}').rows()
    assert row.cells == {"id": "17", "title": "Ring", "price": "12.50"}


def test_empty_lines_are_none_and_rows_know_theirs():
    rows = table('{"title": "a"}\n\n  \n{"title": "b"}\n').rows()
    assert [(row.line, row.cells["title"]) for row in rows] == [(1, "a"), (4, "b")]


def test_an_object_comes_back_to_the_letter_with_more_keys():
    given_table = table(
        '  {"title": "Ring \\ud83d\\ude00", "price": 12.50, "a":{"b":[1, 2.0]} } \n'
    )
    [row] = given_table.rows()
    assert given_table.header(["score"]) == ""
    assert given_table.line(row, {"score": 40, "matches": [{"text": "é"}]}) == (
        '{"title": "Ring \\ud83d\\ude00", "price": 12.50, "a":{"b":[1, 2.0]}, '
        '"score": 40, "matches": [{"text": "é"}]}\n'
    )


def test_a_title_may_be_null_or_empty_but_must_be_there():
    assert table('{"title": null}\n{"title": ""}\n').check() == 2
    assert refused('{"title": "a"}\n{"titel": "b"}\n') == (
        "adverts.jsonl:2: there is no column 'title' (there are: titel); did you mean 'titel'?"
    )


@pytest.mark.parametrize(
    "line", ['{"title": "a"', "title", '{"title": "a"}{"title": "b"}', "[" * 100_000]
)
def test_what_is_not_json_is_said_with_its_line(line):
    assert refused('{"title": "a"}\n' + line) == (
        "adverts.jsonl:2: is not one JSON object in one line"
    )


def test_json_that_is_no_object_is_said():
    assert refused('["title"]') == "adverts.jsonl:1: is JSON, but no object with a 'title'"


@pytest.mark.parametrize("value", ["true", "[1]", '{"amount": 1}'])
def test_a_known_key_that_is_no_text_is_said(value):
    assert refused(f'{{"title": "a", "price": {value}}}') == (
        "adverts.jsonl:1: 'price' is neither text nor a number"
    )


def test_a_key_that_would_be_added_is_said_before_anything_is_written():
    assert refused('{"title": "a"}\n{"title": "b", "score": 3}', ["score"]) == (
        "adverts.jsonl:2: has a key 'score' already, which would be added; rename it"
    )


def test_a_line_feed_inside_a_text_does_not_end_the_line():
    given_table = table(json.dumps({"title": "a\nb\u2028c\u0085d"}, ensure_ascii=False))
    assert [row.cells["title"] for row in given_table.rows()] == ["a\nb\u2028c\u0085d"]
