"""The schema says of a file what ``patrol keywords check`` says, as far as shape goes."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from crawler.lexicon import load_files
from crawler.lexicon.json_schema import FILE_NAME, as_text, json_schema

FOLDER = Path(__file__).parents[2] / "keywords"
VALIDATOR = jsonschema.Draft202012Validator(json_schema())
SHORT = """schema: lexicon/1
id: pangolin
domain: wildlife
terms: [pangolin scales, 420, no, {term: 穿山甲, lang: zh, fuzzy: no}]
tests: [{text: a lamp, expect: none}]
"""
LONG = """schema: lexicon/1
id: pangolin
domain: wildlife
version: 1.0
valid: {from: 2026-01-01, review_by: 2027-01-01}
groups:
  - id: word
    role: signal
    search: yes
    terms: [pangolin, {term: скала, lang: ru, weight: +5, price_floor_eur: 12.5}]
  - {id: table, role: context, terms_from: {file: a.csv, column: a, where: {b: c, d: [e, f]}}}
rules: [{id: cheap, all: [word], price_eur: {max: 50}, add: 20}]
"""


def complaints(text: str) -> list[str]:
    data = json.loads(json.dumps(yaml.safe_load(text), default=str))
    return [error.message for error in VALIDATOR.iter_errors(data)]


def test_the_file_beside_the_keyword_files_is_up_to_date():
    assert (FOLDER / FILE_NAME).read_text() == as_text()


def test_it_is_a_schema_and_every_key_is_explained_or_speaks_for_itself():
    jsonschema.Draft202012Validator.check_schema(json_schema())
    term = json_schema()["$defs"]["Term"]["properties"]
    assert term["variants"]["description"].startswith("Other spellings")


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.yaml")), ids=lambda file: file.stem)
def test_the_keyword_files_that_come_with_the_program_pass(file):
    assert complaints(file.read_text()) == []


@pytest.mark.parametrize("text", [SHORT, LONG.replace("+5", "5")])
def test_every_way_of_writing_passes(text):
    assert complaints(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("role: signal", "role: singal"),
        ("role: signal", "role: signal\n    wieght: 5"),
        ("add: 20", "add: 200"),
        ("schema: lexicon/1", "schema: lexicon/2"),
        ("id: pangolin", "id: pangolin scales"),
        ("id: pangolin\n", ""),
        ("lang: ru", "lang: rus"),
        ("max: 50", "max: -1"),
        ("groups:", "grups:"),
        ("tests:", "test:"),
        ("expect: none", "expect: nothing"),
    ],
)
def test_a_mistake_is_seen_by_the_editor_and_by_check(tmp_path, old, new):
    text = SHORT if old in SHORT and old not in LONG else LONG
    (tmp_path / "a.csv").write_text("a,b,d\nx,c,e\n")
    (tmp_path / "a.yaml").write_text(text.replace(old, new, 1))
    assert load_files([tmp_path / "a.yaml"]).errors
    assert complaints(text.replace(old, new, 1))
