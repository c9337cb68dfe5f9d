"""Whatever kind of term, a listing that holds it is named by the index; and few that do not."""

from __future__ import annotations

import pytest

from crawler.lexicon import KeywordFile, Lexicon
from crawler.matching.keys import keys_of
from crawler.matching.needle import needles_of
from crawler.matching.sought import sought
from crawler.rescoring.segment import MOST_LISTINGS, Segment, pack

TEXTS = (
    "Ivory bangle", "A carved figure of 1v0ry", "elefant 象牙手镯 出售", "象 牙",
    "Old Ro1ex, boxed", "🐘🐘 for sale", "Kość słoniowa", "Слоновая кость",
    "garden chair", "3-MMC 5g", "３ＭＭＣ",
    "Stoßzahn", "gram\u200bmes", "b<b>a</b>ngle", "Ⓘⓥⓞⓡⓨ", "x" * 30_000, "co cai ne", "k🅾️kain",
    "an old unn",
)  # fmt: skip


def named(term: str, **more: str) -> set[str]:
    """Texts that the index names for a term, less those it always names."""
    entry = {"term": term, **more}
    group = {"id": "g", "role": "signal", "terms": [entry]}
    file = KeywordFile.model_validate(
        {"schema": "lexicon/1", "id": "f", "domain": "d", "groups": [group]}
    )
    (needle,) = needles_of(Lexicon.of([file]).files[0])
    segment = Segment(pack([keys_of([text]) for text in TEXTS]))
    wanted = sought(needle)
    assert all(wanted), "there is no key for it"
    return {TEXTS[slot] for slot in segment.slots(wanted)} - {"x" * 30_000}


@pytest.mark.parametrize(
    ("term", "match", "texts"),
    [
        ("ivory", "phrase", {"Ivory bangle", "A carved figure of 1v0ry", "Ⓘⓥⓞⓡⓨ"}),
        ("ivory bangle", "phrase", {"Ivory bangle"}),
        ("bangle", "phrase", {"Ivory bangle", "b<b>a</b>ngle"}),
        ("象牙", "phrase", {"elefant 象牙手镯 出售", "象 牙"}),
        ("象牙", "substring", {"elefant 象牙手镯 出售", "象 牙"}),
        ("Ro1ex", "raw", {"Old Ro1ex, boxed"}),
        ("🐘", "emoji", {"🐘🐘 for sale"}),
        ("kość słoniow", "stem", {"Kość słoniowa"}),
        ("слоновая", "phrase", {"Слоновая кость"}),
        ("gard", "substring", {"garden chair"}),
        ("3mmc", "phrase", {"3-MMC 5g", "３ＭＭＣ"}),
        ("stosszahn", "phrase", {"Stoßzahn"}),
        ("grammes", "phrase", {"gram\u200bmes"}),
        ("cocaine", "phrase", {"co cai ne", "k🅾️kain"}),
        ("pangolin", "phrase", set()),
        ("urn", "phrase", {"an old unn"}),
    ],
)
def test_named(term: str, match: str, texts: set[str]) -> None:
    assert named(term, match=match) == texts


def test_what_is_too_long_to_have_keys_is_always_named() -> None:
    segment = Segment(pack([keys_of(["x y " * 10_000]), keys_of(["x y"])]))
    assert segment.slots([]) == {0}


def test_a_segment_holds_so_many() -> None:
    with pytest.raises(ValueError, match=str(MOST_LISTINGS)):
        pack([keys_of([])] * (MOST_LISTINGS + 1))


def test_a_pattern_has_no_key() -> None:
    group = {"id": "g", "role": "signal", "terms": [{"term": "a+b", "match": "regex"}]}
    file = KeywordFile.model_validate(
        {"schema": "lexicon/1", "id": "f", "domain": "d", "groups": [group]}
    )
    assert sought(needles_of(file)[0]) == [()]
