"""Terms put into the text of a keyword file: they are read back, and nothing else moves."""

from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.editing.insertion import NoPlaceError, insert, new_file, written
from crawler.lexicon import KeywordFile, Term, load_files
from crawler.lexicon.short_form import spell_out
from crawler.strict_yaml import parse, validate

SHIPPED = sorted((Path(__file__).parents[2] / "keywords").rglob("*.yaml"))
NEW = Term(term="a new, odd #word: yes", lang="en", variants=("1:1", "no", "it's"), weight=7)
HEAD = "schema: lexicon/1\nid: a\ndomain: wildlife\n"
SHAPES = {
    "block": "groups:\n  - id: g\n    role: signal\n    terms:\n      - one  # tail\n      - two\n"
    "  # of the next\n  - {id: h, role: context, terms: [three]}\n",
    "block of blocks": "groups:\n  - id: g\n    terms:\n    - term: one\n      variants:\n"
    "      - two\n      - three\n\n    # a remark\n    role: signal\n",
    "flow": "groups:\n  - {id: g, role: signal, terms: [one, two]}\nrules: []\n",
    "flow over lines": "groups:\n  - {id: g, role: signal, terms: [\n      one,\n      two,\n"
    "    ]}\n",
    "short": "terms: [one, two]\n",
    "short block": "terms:\n- one\n- two",
    "windows": "terms:\r\n  - one\r\n  - two\r\ntests: []\r\n",
}


def read(text: str) -> KeywordFile:
    document = parse(text, "a.yaml")
    spell_out(document)
    file = validate(KeywordFile, document)
    assert file is not None, document.findings
    return file


def same(one: str, other: str) -> int:
    """How many characters both begin with."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def terms(file: KeywordFile, group: int) -> list[Term]:
    return list(file.groups[group].terms)


@pytest.mark.parametrize("shape", SHAPES)
def test_in_every_shape_of_list(shape):
    head = HEAD if shape != "windows" else HEAD.replace("\n", "\r\n")
    text = head + SHAPES[shape]
    before, after = read(text), insert(text, 0, [NEW, Term(term="plain")])
    assert terms(read(after), 0) == [*terms(before, 0), NEW, Term(term="plain")]
    assert read(after).groups[1:] == before.groups[1:]
    kept = same(text, after) + same(text[::-1], after[::-1])
    assert kept >= len(text)  # one piece more, and all the rest as it was
    assert ("\r\n" in after) == ("\r\n" in text) and after.count("\r\n") in (0, after.count("\n"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_into_the_files_that_come_with_the_program(path):
    text = path.read_text()
    before = read(text)
    for number, group in list(enumerate(before.groups))[:3]:
        if group.terms_from is not None and not group.terms:
            continue
        after = read(insert(text, number, [NEW]))
        assert terms(after, number) == [*group.terms, NEW]
        assert after.model_copy(update={"groups": ()}) == before.model_copy(update={"groups": ()})


def test_a_group_that_takes_its_terms_from_a_table_has_no_place():
    text = f"{HEAD}groups: [{{id: g, role: signal, terms_from: {{file: a.csv, column: a}}}}]\n"
    with pytest.raises(NoPlaceError, match="from a table"):
        insert(text, 0, [NEW])


WORDS = st.text(min_size=1, max_size=20).filter(lambda word: word.strip() and "\x00" not in word)


@given(WORDS, st.lists(WORDS, max_size=2, unique=True))
@settings(max_examples=300)
def test_what_is_written_is_read_back(word, variants):
    try:
        term = Term(term=word, variants=tuple(variants))
    except ValueError:
        return  # nothing but signs that cannot be seen
    assert terms(read(f"{HEAD}terms:\n  - {written(term)}\n"), 0) == [term]


def test_a_new_file_loads(tmp_path):
    (tmp_path / "n.yaml").write_text(new_file("n", "drugs", [NEW, Term(term="穿山甲", lang="zh")]))
    loaded = load_files([tmp_path / "n.yaml"])
    assert not loaded.errors
    assert [term.term for term in loaded.lexicon.files[0].groups[0].terms] == [NEW.term, "穿山甲"]
