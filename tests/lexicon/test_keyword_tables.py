from __future__ import annotations

from pathlib import Path

import pytest

from crawler.lexicon import Loaded, load

TABLE = """\
name;tongue;kind
ivory;en;product
ivoor;nl;product
ivory;en;product
bone;xx;cover
;en;product
"""


def read(folder: Path, terms_from: str, table: str | bytes | None = TABLE) -> Loaded:
    (folder / "a.yaml").write_text(
        "schema: lexicon/1\nid: a\ndomain: wildlife\nlanguages: [en, nl]\ngroups:\n"
        "  - id: word\n    role: signal\n    terms:\n      - {term: ivory, lang: en, weight: 5}\n"
        f"    terms_from: {terms_from}\n"
    )
    if table is not None:
        (folder / "t.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    return load(folder)


def test_terms_are_read_from_a_column(tmp_path: Path) -> None:
    loaded = read(tmp_path, "{file: t.csv, column: name, lang: tongue}")
    assert not loaded.errors
    terms = loaded.lexicon.files[0].groups[0].terms
    assert [(term.term, term.lang, term.weight) for term in terms] == [
        ("ivory", "en", 5),  # written out, so it wins
        ("ivoor", "nl", None),
        ("bone", None, None),  # no language that anybody knows
    ]


def test_only_the_rows_asked_for(tmp_path: Path) -> None:
    wanted = "{file: t.csv, column: name, lang: tongue, where: {kind: product, tongue: [nl, xx]}}"
    terms = read(tmp_path, wanted).lexicon.files[0].groups[0].terms
    assert [term.term for term in terms] == ["ivory", "ivoor"]


def test_a_language_for_all(tmp_path: Path) -> None:
    terms = read(tmp_path, "{file: t.csv, column: name, lang: fr}").lexicon.files[0].groups[0].terms
    assert {term.lang for term in terms[1:]} == {"fr"}


def test_a_value_that_no_row_has_is_a_warning(tmp_path: Path) -> None:
    loaded = read(tmp_path, "{file: t.csv, column: name, lang: mul, where: {kind: prodct}}")
    assert not loaded.errors
    assert "a.yaml:10: warning: terms_from: no row of t.csv has 'prodct' under 'kind'" in str(
        loaded.warnings[-1]
    )


@pytest.mark.parametrize(
    ("terms_from", "table", "finding"),
    [
        ("{file: t.csv, column: nam}", TABLE, "t.csv has no column 'nam'; did you mean 'name'?"),
        ("{file: t.csv, column: name, where: {knd: x}}", TABLE,
         "t.csv has no column 'knd'; did you mean 'kind'?"),
        ("{file: t.csv, column: name, lang: tonge}", TABLE,
         "'tonge' is neither a language nor a column; did you mean 'tongue'?"),
        ("{file: t.csv, column: name}", None, "t.csv cannot be read: No such file or directory"),
        ("{file: t.csv, column: name}", b"name\n\xff\n", "t.csv is not UTF-8 text"),
        ("{file: t.csv, column: name}", 'name,kind\n"open,x\n',
         "t.csv is not readable as CSV after line 1: unexpected end"),
        ("{taxon: {annex: A}, lang: en}", None, "'lang' goes inside 'taxon'"),
        ("{file: t.csv}", TABLE, "needs 'file' and 'column'"),
        ("{file: t.csv, column: name, taxon: {annex: A}}", TABLE,
         "takes either a 'taxon' or a 'file' with its 'column', not both"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_used(
    tmp_path: Path, terms_from: str, table: str | bytes | None, finding: str
) -> None:
    loaded = read(tmp_path, terms_from, table)
    (error,) = loaded.errors
    assert str(error).startswith(f"{tmp_path}/a.yaml:10: ")
    assert finding in str(error)
    assert loaded.lexicon.files == ()
