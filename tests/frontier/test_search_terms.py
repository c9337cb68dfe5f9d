"""What a site is asked for: the words of its languages, as it can read them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler.config.model import Site
from crawler.frontier.search import address_of, search_terms
from crawler.lexicon import Lexicon, load

FILE = """\
schema: lexicon/1
id: ivory
domain: wildlife
languages: [en, nl, fr]
status: {status}
groups:
  - id: name
    role: signal
    search: yes
    terms:
      - {{term: Ivory, lang: en}}
      - {{term: ivory, lang: nl}}
      - {{term: ivoor, lang: nl}}
      - {{term: défense d'éléphant, lang: fr}}
      - {{term: defense d'elephant, lang: fr}}
      - {{term: 象牙, lang: mul}}
"""


def lexicon(folder: Path, status: str = "active") -> Lexicon:
    (folder / "ivory.yaml").write_text(FILE.format(status=status), "utf-8")
    loaded = load(folder)
    assert not loaded.errors
    return loaded.lexicon


def terms(known: Lexicon, languages: list[str], **search: object) -> tuple[str, ...]:
    site = Site.model_validate({
        "name": "attic", "spider": "classifieds", "languages": languages,
        "search": {"url": "https://attic.example/?q={term}", **search},
    })  # fmt: skip
    assert site.search is not None
    return search_terms(site, site.search, known, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        ([], ("Ivory", "ivoor", "défense d'éléphant", "象牙")),
        (["nl"], ("ivory", "ivoor", "象牙")),
        (["fr", "en"], ("Ivory", "défense d'éléphant", "象牙")),
        (["pl"], ("象牙",)),
    ],
)
def test_a_site_is_asked_in_its_languages_each_word_once(
    tmp_path: Path, languages: list[str], expected: tuple[str, ...]
) -> None:
    assert terms(lexicon(tmp_path), languages) == expected


def test_a_site_is_asked_what_its_characters_can_write(tmp_path: Path) -> None:
    assert "象牙" not in terms(lexicon(tmp_path), [], charset="windows-1252")


def test_files_that_are_not_in_force_are_asked_only_by_name(tmp_path: Path) -> None:
    draft = lexicon(tmp_path, status="draft")
    assert terms(draft, ["nl"]) == ()
    assert terms(draft, ["nl"], files=["ivory"]) == ("ivory", "ivoor", "象牙")


@pytest.mark.parametrize(
    ("charset", "expected"),
    [("utf-8", "d%C3%A9fense+x"), ("windows-1252", "d%E9fense+x"), ("gb18030", "d%A8%A6fense+x")],
)
def test_a_term_is_written_in_the_sites_characters(charset: str, expected: str) -> None:
    site = Site.model_validate({
        "name": "attic", "spider": "classifieds",
        "search": {"url": "https://attic.example/?q={term}&p=1", "charset": charset},
    })  # fmt: skip
    assert site.search is not None
    assert site.search.url is not None
    found = address_of(site.search.url, site.search, "défense x")
    assert found == f"https://attic.example/?q={expected}&p=1"
