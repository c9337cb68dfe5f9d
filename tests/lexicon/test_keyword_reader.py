from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from crawler.lexicon import Loaded, MatchKind, Role, load

HEAD = "schema: lexicon/1\nid: a\ndomain: wildlife\n"


def read(folder: Path, **files: str) -> Loaded:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    return load(folder)


def errors(folder: Path, text: str) -> list[str]:
    loaded = read(folder, a=text)
    assert loaded.lexicon.files == () or not loaded.errors
    return [str(found).removeprefix(f"{folder}/") for found in loaded.errors]


def test_the_short_form_is_a_whole_file(tmp_path: Path) -> None:
    loaded = read(tmp_path, a=HEAD + 'terms:\n  - "ivory"\n  - 1:1\n  - no\n  - 420\n  - 🐘\n')
    assert not loaded.errors
    (file,) = loaded.lexicon.files
    (group,) = file.groups
    assert (group.role, group.match) == (Role.SIGNAL, MatchKind.PHRASE)
    assert [term.term for term in group.terms] == ["ivory", "1:1", "no", "420", "🐘"]
    assert [group.points_of(term) for term in group.terms] == [25] * 5
    assert group.kind_of(group.terms[-1], "🐘") is MatchKind.EMOJI
    assert file.default_language == "mul"


def test_terms_in_short_form_may_say_more(tmp_path: Path) -> None:
    loaded = read(tmp_path, a=HEAD + "languages: [nl]\nterms: [poes, {term: kat, weight: 5}]\n")
    (file,) = loaded.lexicon.files
    assert [term.weight for term in file.groups[0].terms] == [None, 5]
    assert file.default_language == "nl"


GROUPS = """\
schema: lexicon/1
id: a
domain: wildlife
languages: [en, nl]
groups:
  - id: word
    role: signal
    terms:
      - {term: ivory, lang: en}
  - id: thing
    role: context
    terms:
      - {term: netsuke, lang: en}
"""


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("role: signal", "wieght: 3\n    role: signal",
         "a.yaml:7: unknown key 'wieght'; did you mean 'weight'?"),
        ("lang: en}\n  - id: thing", "lang: en, varaints: [x]}\n  - id: thing",
         "a.yaml:9: unknown key 'varaints'; did you mean 'variants'?"),
        ("schema: lexicon/1", "schema: lexicon/2",
         "a.yaml:1: schema: 'lexicon/2' is not 'lexicon/1'; did you mean 'lexicon/1'?"),
        ("domain: wildlife\n", "", "a.yaml:1: 'domain' is missing"),
        ("domain: wildlife", "domain: wild life",
         "a.yaml:3: domain: 'wild life' is not an id: letters, digits, '-', '_' and '.' only"),
        ("role: signal", "role: singal",
         "a.yaml:7: groups.0.role: 'singal' is not 'signal', 'context', 'claim', 'lower', 'mask' "
         "or 'route'; did you mean 'signal'?"),
        ("role: signal", "role: signal\n    needs: [thin]",
         "a.yaml:8: needs: unknown group 'thin'; did you mean 'thing'?"),
        ("{term: ivory, lang: en}", "{term: ivory, lang: en, needs_not: [thnig]}",
         "a.yaml:9: needs_not: unknown group 'thnig'; did you mean 'thing'?"),
        ("{term: ivory, lang: en}", "{term: ivory}",
         "a.yaml:9: 'lang' is missing: which of en, nl, mul?"),
        ("{term: ivory, lang: en}", "{term: ivory, lang: uk_UA}",
         "a.yaml:9: groups.0.terms.0.lang: 'uk_UA' is no ISO 639-1 code such as 'nl', nor 'mul' "
         "nor 'emoji'"),
        ("{term: ivory, lang: en}", "{term: ivory, lang: en, variants: [tusk, ivory]}",
         "a.yaml:9: 'ivory' stands in this group twice, first in line 9"),
        ("{term: ivory, lang: en}", "{term: cafe\u0301, lang: en, variants: [café]}",
         "a.yaml:9: 'café' stands in this group twice, first in line 9"),
        ("{term: ivory, lang: en}", "{term: '', lang: en}",
         "a.yaml:9: groups.0.terms.0.term: is empty"),
        ("{term: ivory, lang: en}", "{term: '\u200b', lang: en}",
         "a.yaml:9: groups.0.terms.0.term: is empty"),
        ("{term: ivory, lang: en}", "{term: [ivory], lang: en}",
         "a.yaml:9: groups.0.terms.0.term: ['ivory'] should be a valid string"),
        ("{term: ivory, lang: en}", "{term: '(a', lang: en, match: regex}",
         "a.yaml:9: the pattern does not compile: missing ) at character 3"),
        ("{term: ivory, lang: en}", "{term: '(a+)+b', lang: en, match: regex}",
         "a.yaml:9: the pattern can run away: it repeats a part that is itself repeated"),
        ("{term: ivory, lang: en}", "{term: '!!', lang: en, match: phrase}",
         "a.yaml:9: '!!' holds no word; write match: emoji, or match: raw"),
        ("{term: ivory, lang: en}", "{term: '+32 470', lang: en, match: contact}",
         "a.yaml:9: '+32 470' has too few or too many digits for a phone number"),
        ("{term: ivory, lang: en}", "{term: ivory, lang: en, weight: much}",
         "a.yaml:9: groups.0.terms.0.weight: 'much' should be a valid integer, unable to parse "
         "string as an integer"),
        ("{term: ivory, lang: en}", "{term: ivory, lang: en, weight: 1000}",
         "a.yaml:9: groups.0.terms.0.weight: '1000' should be less than or equal to 100"),
        ("id: thing\n    role: context", "id: word\n    role: context",
         "a.yaml:10: there are two groups with the id 'word'"),
        ("id: thing\n    role: context", "id: thing\n    role: route",
         "a.yaml:10: a 'route' group names its tray: add 'to'"),
        ("id: thing\n    role: context", "id: thing\n    to: toys\n    role: context",
         "a.yaml:11: 'to' belongs to a 'route' group, not to a 'context'"),
        ("id: thing\n    role: context", "id: thing\n    role: lower\n    weight: 20",
         "a.yaml:12: a 'lower' group takes points away: write -20"),
        ("    terms:\n      - {term: netsuke, lang: en}\n", "",
         "a.yaml:10: the group has no terms"),
        ("groups:", "terms: [x]\ngroups:",
         "a.yaml:5: a file has either 'groups' or 'terms'; move these terms into a group"),
        ("groups:", "valid: {from: 2026-02-01, until: 2026-01-01}\ngroups:",
         "a.yaml:5: valid: 'from' (2026-02-01) is after 'until' (2026-01-01)"),
        ("groups:", "levels: {watch: 60, review: 50}\ngroups:",
         "a.yaml:5: levels: levels must rise: watch, review, urgent"),
        ("groups:", "languages: [en]\ngroups:", "a.yaml:5: 'languages' stands here twice"),
        ("groups:", "tags: [shipped]\ngroups:",
         "a.yaml:2: a shipped file needs a test that must stay silent ('expect: none')"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, finding: str) -> None:
    assert old in GROUPS
    assert errors(tmp_path, GROUPS.replace(old, new, 1)) == [finding]


@pytest.mark.parametrize(
    ("entry", "finding"),
    [
        ("rules:\n  - {id: r, all: [word, thnig], add: 5}",
         "a.yaml:15: all: unknown group 'thnig'; did you mean 'thing'?"),
        ("rules:\n  - {id: r, add: 5}",
         "a.yaml:15: the rule has no condition; name groups under 'all' or 'any'"),
        ("rules:\n  - {id: r, all: [word]}", "a.yaml:15: 'rules.0.add' is missing"),
        ("rules:\n  - {id: r, all: [word], add: 5}\n  - {id: r, any: [word], add: 5}",
         "a.yaml:16: there are two rules with the id 'r'"),
        ("rules:\n  - {id: r, price_eur: {min: 5, max: 3}, add: 5}",
         "a.yaml:15: rules.0.price_eur: 'min' (5) is above 'max' (3)"),
        ("rules:\n  - {id: r, seller: {}, all: [word], add: 5}",
         "a.yaml:15: rules.0.seller: needs 'same_text_sellers_min' or 'confirmed_min'"),
        ("tests:\n  - {text: x, expect: none, hits: [wrod]}",
         "a.yaml:15: hits: unknown group 'wrod'; did you mean 'word'?"),
        ("tests:\n  - {text: x}",
         "a.yaml:15: tests.0: expects nothing; add 'expect', 'expect_not', 'hits' or 'route'"),
        ("tests:\n  - {text: x, title: y, expect: none}",
         "a.yaml:15: tests.0: takes 'text' or 'title' and 'description', not both"),
        ("tests:\n  - {expect: none}",
         "a.yaml:15: tests.0: needs 'text', or 'title' and 'description'"),
        ("tests:\n  - {text: x, route: toy}", "a.yaml:15: route: no group sends to 'toy'"),
        ("tests:\n  - {text: x, expect_not: none}",
         "a.yaml:15: tests.0: 'expect_not: none' cannot hold; write 'expect: watch'"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_rule_or_test(tmp_path: Path, entry: str, finding: str) -> None:
    assert errors(tmp_path, f"{GROUPS}{entry}\n") == [finding]


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    broken = GROUPS.replace("role: signal", "role: signl\n    needs: [nothing]").replace(
        "lang: en}\n  - id: thing", "lng: en}\n  - id: thing"
    )
    loaded = read(
        tmp_path,
        a=broken,
        b=HEAD.replace("id: a", "id: b") + "terms: []\n",
        c=HEAD.replace("id: a", "id: c") + "terms: [ivory]\n",
        d=HEAD.replace("id: a", "id: c") + "terms: [tusk]\n",
        e="",
        f=HEAD.replace("id: a", "id: f") + "terms: [&x ivory, *x]\n",
    )
    assert [f"{Path(f.path).name}:{f.line}" for f in loaded.errors] == [
        "a.yaml:7", "a.yaml:8", "a.yaml:10", "a.yaml:10",
        "b.yaml:4", "d.yaml:2", "e.yaml:1", "f.yaml:4", "f.yaml:4", "f.yaml:4",
    ]  # fmt: skip
    assert [file.id for file in loaded.lexicon.files] == ["c"]
    assert "c.yaml has the id 'c' already" in str(loaded.errors[5])


def test_a_folder_without_files_is_an_error(tmp_path: Path) -> None:
    assert str(load(tmp_path).errors[0]) == f"{tmp_path}:1: holds no keyword file (*.yaml)"
    assert "is not a folder" in str(load(tmp_path / "none").errors[0])


def test_files_are_found_in_folders_and_hidden_ones_are_not(tmp_path: Path) -> None:
    (tmp_path / "drugs").mkdir()
    (tmp_path / ".old").mkdir()
    for name in ("drugs/one.yml", ".old/two.yaml", ".three.yaml", "README.md"):
        text = HEAD.replace("id: a", f"id: {Path(name).stem.strip('.')}") + "terms: [x y]\n"
        (tmp_path / name).write_text(text)
    assert [file.id for file in load(tmp_path).lexicon.files] == ["one"]
