"""An edit concerns no listing that the index does not name: proven by random edits."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from few_files import FEW

from crawler.lexicon import Group, KeywordFile, Lexicon, Role, Status, Term
from crawler.rescoring.candidates import Candidates
from crawler.rescoring.difference import Edition, difference


def _without_conditions(file: KeywordFile) -> KeywordFile:
    """So that nearly every advert has points, and nearly every edit changes some."""
    groups = [
        group.model_copy(
            update={
                "needs": (),
                "terms": tuple(term.model_copy(update={"needs": None}) for term in group.terms),
            }
        )
        for group in file.groups
    ]
    return file.model_copy(update={"groups": tuple(groups)})


SHIPPED = Lexicon.of(_without_conditions(file) for file in FEW.files if not file.shared)
WORDS = (
    "carving", "bronze", "clock", "lamp", "postcard", "leather", "silver", "camera", "wood",
    "象牙", "手", "kg", "old", "Zustand", "état", "garden", "vintage bag", "oak table", "the",
)  # fmt: skip
LITERALS = (
    {"term": "🐘", "match": "emoji"},
    {"term": "Old", "match": "raw"},
    {"term": "牙", "match": "substring"},
    {"term": "gard", "match": "substring"},
    {"term": r"\b\d+ ?cm\b", "match": "regex"},
    {"term": "vint", "match": "stem"},
)

Edit = Callable[[KeywordFile, random.Random], KeywordFile]


def _with_group(file: KeywordFile, at: int, group: Group) -> KeywordFile:
    groups = (*file.groups[:at], group, *file.groups[at + 1 :])
    return file.model_copy(update={"groups": groups})


def _any_group(file: KeywordFile, chance: random.Random) -> tuple[int, Group]:
    return chance.choice(list(enumerate(file.groups)))


def _with_terms(file: KeywordFile, at: int, terms: Sequence[Term]) -> KeywordFile:
    group = file.groups[at].model_copy(update={"terms": tuple(terms)})
    return _with_group(file, at, group)


def remove_terms(file: KeywordFile, chance: random.Random) -> KeywordFile:
    at, group = _any_group(file, chance)
    gone = chance.sample(group.terms, chance.randint(1, 1 + len(group.terms) // 2) - 1)
    return _with_terms(file, at, [term for term in group.terms if term not in gone])


def add_terms(file: KeywordFile, chance: random.Random) -> KeywordFile:
    at, group = _any_group(file, chance)
    added = [Term(term=word, lang="mul", fuzzy=chance.choice((None, 1)))
             for word in chance.sample(WORDS, 4)]  # fmt: skip
    place = chance.randint(0, len(group.terms))
    return _with_terms(file, at, [*group.terms[:place], *added, *group.terms[place:]])


def add_literals(file: KeywordFile, chance: random.Random) -> KeywordFile:
    at, group = _any_group(file, chance)
    return _with_terms(file, at, [*group.terms, Term(**chance.choice(LITERALS), lang="mul")])


def change_a_term(file: KeywordFile, chance: random.Random) -> KeywordFile:
    at, group = _any_group(file, chance)
    number = chance.randrange(len(group.terms))
    change = chance.choice(
        ({"weight": 33}, {"fuzzy": 0}, {"needs": ()}, {"variants": (chance.choice(WORDS),)},
         {"keep_accents": True}, {"note": "seen"})
    )  # fmt: skip
    terms = list(group.terms)
    terms[number] = terms[number].model_copy(update=change)
    return _with_terms(file, at, terms)


def change_a_group(file: KeywordFile, chance: random.Random) -> KeywordFile:
    at, group = _any_group(file, chance)
    change = chance.choice(
        ({"weight": 7}, {"role": Role.CONTEXT}, {"role": Role.MASK}, {"cap": 20}, {"needs": ()},
         {"scope": "title"})
    )  # fmt: skip
    return _with_group(file, at, group.model_copy(update=change))


def shuffle_terms(file: KeywordFile, chance: random.Random) -> KeywordFile:
    at, group = _any_group(file, chance)
    return _with_terms(file, at, chance.sample(group.terms, len(group.terms)))


def change_the_frame(file: KeywordFile, chance: random.Random) -> KeywordFile:
    change = chance.choice(
        ({"disguise": 25}, {"status": Status.RETIRED}, {"status": Status.ACTIVE}, {"tests": ()},
         {"rules": file.rules[1:]}, {"domain": "other"}, {"groups": file.groups[::-1]})
    )  # fmt: skip
    return file.model_copy(update=change)


EDITS: tuple[Edit, ...] = (
    remove_terms, add_terms, add_literals, change_a_term, change_a_group, shuffle_terms,
    change_the_frame,
)  # fmt: skip


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """One kind of database is enough here."""
    return f"sqlite:///{tmp_path / 'patrol.db'}"


STEPS = 20


@pytest.mark.parametrize("seed", range(2))
def test_random_edits(history, seed: int) -> None:
    chance = random.Random(seed)
    stored = history(SHIPPED, seed)
    lexicon, before = SHIPPED, stored.assess(SHIPPED)
    stored.save(before)
    assert stored.index() == len(stored.adverts)
    assert sum(one.score > 0 for one in before.values()) > 30
    different = looked_at = 0
    for step in range(STEPS):
        new, edits = lexicon, [EDITS[(step + more) % len(EDITS)] for more in range(3)]
        for edit in edits:
            at = chance.randrange(len(new.files))
            others = (*new.files[:at], *new.files[at + 1 :])
            new = Lexicon.of((*others, edit(new.files[at], chance)))
        candidates = Candidates(
            difference(*(Edition(each, stored.today) for each in (lexicon, new)))
        )
        with stored.database.read() as connection:
            named = candidates.ids(connection)
        after = stored.assess(new)
        otherwise = {key for key in after if after[key].says != before[key].says}
        if not candidates.everything:
            assert otherwise <= named, [edit.__name__ for edit in edits]
            looked_at += len(named)
        different += len(otherwise)
        lexicon, before = new, after
    assert different > 40  # else the edits have proven nothing
    assert looked_at < STEPS * len(stored.adverts) / 2  # nor would an index of everything


def test_where_very_many_terms_change_every_text_is_read(history, monkeypatch) -> None:
    stored = history(SHIPPED, 5)
    none = Lexicon.of(())
    assessed = stored.assess(SHIPPED)
    stored.save(assessed)
    stored.index()
    monkeypatch.setattr("crawler.rescoring.candidates._MANY", 20)
    candidates = Candidates(difference(*(Edition(each, stored.today) for each in (none, SHIPPED))))
    with stored.database.read() as connection:
        named = candidates.ids(connection)
    assert {key for key, one in assessed.items() if one.score} <= named
    assert len(named) < len(stored.adverts)


def test_every_way_to_bend_a_word_leaves_a_key(history) -> None:
    stored = history(SHIPPED, 9)
    none = Lexicon.of(())
    assessed = stored.assess(SHIPPED)
    stored.save(assessed)
    stored.index()
    candidates = Candidates(difference(*(Edition(each, stored.today) for each in (none, SHIPPED))))
    with stored.database.read() as connection:
        named = candidates.ids(connection)
    disguises = {name for one in assessed.values() for match in one.matches
                 for name in match.disguise or ()}  # fmt: skip
    assert len(disguises) > 7
    assert {key for key, one in assessed.items() if one.score} <= named
