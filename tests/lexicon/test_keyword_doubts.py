from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler.lexicon import load

FILE = """\
schema: lexicon/1
id: a
domain: wildlife
languages: [en, nl]
references: [{key: guide, text: A guide}]
groups:
  - id: word
    role: signal
    terms:
      - {term: ivory, lang: en}
      - {term: ivoor, lang: nl}
  - id: thing
    role: context
    terms:
      - {term: netsuke, lang: mul}
rules:
  - {id: dear, all: [thing], price_eur: {min: 5}, add: 5}
tests:
  - {text: ivory, lang: en, expect: watch}
  - {text: ivory dress, lang: en, expect_not: watch}
  - {text: ivoor, lang: nl, expect: watch}
  - {text: ivoren jurk, lang: nl, expect: none}
"""


def warnings(folder: Path, text: str) -> list[str]:
    (folder / "a.yaml").write_text(text)
    loaded = load(folder)
    assert not loaded.errors
    assert [file.id for file in loaded.lexicon.files] == ["a"]
    return [str(found).removeprefix(f"{folder}/") for found in loaded.doubts(date(2026, 11, 21))]


def test_a_good_file_leaves_no_doubt(tmp_path: Path) -> None:
    assert warnings(tmp_path, FILE) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("{term: ivory, lang: en}", "{term: ivory, lang: en, variants: [iv]}",
         "a.yaml:10: warning: 'iv' is very short; give it 'needs'"),
        ("{term: ivory, lang: en}", "{term: ivory, lang: en, variants: [牙]}",
         "a.yaml:10: warning: '牙' is very short; give it 'needs'"),
        ("{term: ivory, lang: en}", "{term: ivory, lang: en, variants: ['19 47']}",
         "a.yaml:10: warning: '19 47' is but a number, as prices and sizes are; give it 'needs'"),
        ("{term: ivory, lang: en}", "{term: ivory, lang: en, fuzzy: 1}",
         "a.yaml:10: warning: 'ivory' is too short for typing mistakes; list them as variants"),
        ("{term: netsuke, lang: mul}", "{term: netsuke, lang: mul, variants: [ivory]}",
         "a.yaml:15: warning: 'ivory' stands in group 'word' as well"),
        ("[en, nl]", "[en, nl, fr]",
         "a.yaml:4: warning: no term is in the declared language 'fr'"),
        ("references: [{key: guide, text: A guide}]\n", "",
         "a.yaml:2: warning: 2 signal terms name no source, and the file has no references"),
        ("references:", "valid: {review_by: 2026-11-20}\nreferences:",
         "a.yaml:5: warning: the file was to be reviewed by 2026-11-20"),
        ("rules:", "  - {id: m, role: mask, terms: [{term: ivory x, lang: en, variants: [silk]}]}\n"
         "rules:",
         "a.yaml:16: warning: 'silk' holds no term of the file that it could mask"),
        ("all: [thing], ", "",
         "a.yaml:17: warning: the rule fires on any advert of that price or seller"),
        ("lang: nl, expect: watch", "lang: nl, expect_not: urgent",
         "a.yaml:4: warning: no test in 'nl' that must be flagged"),
        ("lang: nl, expect: none", "lang: nl, expect_not: urgent",
         "a.yaml:4: warning: no test in 'nl' that must stay silent"),
    ],
)  # fmt: skip
def test_a_doubt_is_a_warning(tmp_path: Path, old: str, new: str, finding: str) -> None:
    assert old in FILE
    text = FILE.replace(old, new, 1)
    unproven = "" if "fr]" not in new else " in the declared language"
    assert [each for each in warnings(tmp_path, text) if unproven in each] == [finding]


def test_short_words_that_need_another_are_no_doubt(tmp_path: Path) -> None:
    text = FILE.replace("role: signal", "role: signal\n    needs: [thing]")
    assert warnings(tmp_path, text.replace("term: ivory,", "term: iv,")) == []


def test_a_file_that_never_stays_silent(tmp_path: Path) -> None:
    text = FILE.replace("expect_not: watch", "expect: watch").replace("none", "watch")
    assert warnings(tmp_path, text)[-1] == (
        "a.yaml:18: warning: no test that must stay silent ('expect: none'): "
        "false alarms go unnoticed"
    )


def test_a_shipped_file_proves_itself_five_times_each_way(tmp_path: Path) -> None:
    text = FILE.replace("languages:", "tags: [shipped]\nlanguages:")
    assert warnings(tmp_path, text) == [
        "a.yaml:19: warning: 2 tests that must be flagged; a shipped file needs 5",
        "a.yaml:19: warning: 2 tests that must stay silent; a shipped file needs 5",
    ]
