from __future__ import annotations

from crawler.matching.key_index import KeyIndex


def test_words_are_found_by_any_of_their_keys_in_their_own_order() -> None:
    words = [f"word{number}" for number in range(5_000)]
    index = KeyIndex(words, lambda word: (word, word[-1], (len(word), word[0])))
    assert index.of(["word4321"]) == ["word4321"]
    assert index.of(["word7", "word12"]) == ["word7", "word12"]
    assert index.of(["7"]) == [word for word in words if word.endswith("7")]
    assert index.of([(5, "w")]) == words[:10]


def test_nothing_is_found_by_an_unknown_key_or_in_an_empty_index() -> None:
    assert KeyIndex(["a"], lambda word: (word,)).of(["b"]) == []
    assert KeyIndex([], lambda word: (word,)).of(["a"]) == []
