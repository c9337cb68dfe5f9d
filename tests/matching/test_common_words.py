"""Terms that are common words are told of before they flag half a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.lexicon import load
from crawler.matching import common_word_doubts

SHIPPED = Path(__file__).parents[2] / "keywords"
COMMON = "is a common word; give it 'needs'"


def doubts(folder: Path, term: str, role: str = "signal", languages: str = "en, nl") -> list[str]:
    (folder / "a.yaml").write_text(
        f"schema: lexicon/1\nid: a\ndomain: wildlife\nlanguages: [{languages}]\ngroups:\n"
        f"  - id: g\n    role: {role}\n    terms:\n      - {{{term}}}\n"
        "  - {id: thing, role: context, terms: [{term: netsuke, lang: mul}]}\n"
    )
    loaded = load(folder)
    assert not loaded.errors
    return [str(found).removeprefix(f"{folder}/") for found in common_word_doubts(loaded)]


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ("term: tiger, lang: en", ["tiger"]),
        ("term: pangolin, lang: en, variants: [Glass, coke]", ["Glass", "coke"]),
        ("term: kat, lang: nl", ["kat"]),
        ("term: kat, lang: mul", ["kat"]),
        ("term: kat, lang: en", []),
        ("term: tiger, lang: en, needs: [thing]", []),
        ("term: tiger skin, lang: en", []),
        ("term: tiger, lang: en, match: raw", []),
        ("term: ivory, lang: en", []),
        ("term: tiger, lang: zh", ["tiger"]),
    ],
)
def test_a_common_word_that_needs_nothing(tmp_path: Path, term: str, told: list[str]) -> None:
    assert doubts(tmp_path, term) == [f"a.yaml:9: warning: '{word}' {COMMON}" for word in told]


def test_only_signals_flag_alone(tmp_path: Path) -> None:
    assert doubts(tmp_path, "term: tiger, lang: en", role="context") == []


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ("term: haš, lang: cs, needs: [thing]", True),
        ("term: haš, lang: cs, needs: [thing], keep_accents: yes", False),
        ("term: hašiš, lang: cs, needs: [thing]", False),
    ],
)
def test_accents_that_tell_it_from_a_common_word(tmp_path: Path, term: str, told: bool) -> None:
    message = (
        "a.yaml:9: warning: 'haš' is compared without its accents, as 'has', a common word (en); "
        "if that is another word, write keep_accents: yes"
    )
    assert doubts(tmp_path, term, languages="en, cs") == ([message] if told else [])


def test_the_shipped_files_give_no_doubt() -> None:
    assert [str(found) for found in common_word_doubts(load(SHIPPED))] == []
