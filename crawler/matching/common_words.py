"""Doubts about terms that are common words: they would be met in adverts of every kind.

The lists are those of the package pyspellchecker (MIT): words of film subtitles with how often
each occurs. A language that it does not have gives no doubt.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from crawler.lexicon import Group, KeywordFile, Loaded, MatchKind, Role, Term, written_out
from crawler.matching.folding import fold, fold_keeping_accents, split
from crawler.strict_yaml import Finding

_MOST_COMMON = 5_000
"""Words of each language: ``tiger`` and ``coke`` are among them, ``ivory`` and ``tusk`` not."""
_COUNTED = re.compile(rb'"([^"]{1,40})": (\d{3,})')
_ENGLISH = "en"
_SHOWN = 3
"""Names of the species list that one warning shows."""


def common_word_doubts(loaded: Loaded) -> list[Finding]:
    """A warning for each signal term that is a common word and needs no other beside it.

    And for each term that is one once its accents are gone, as ``haš`` is ``has``.
    """
    findings = []
    for file in loaded.lexicon.files:
        document = loaded.documents[file.id]
        for number, group in enumerate(file.groups):
            if "/" in group.id:
                continue  # it is told of where it is written
            written = written_out(document.data, number, group.terms)
            for place, term in enumerate(written):
                loc = ("groups", number, "terms", place)
                for message in _of_term(file, group, term):
                    findings.append(document.finding(loc, message, "warning"))
            if message := _of_list(file, group, group.terms[len(written) :]):
                whole = ("groups", number, "terms_from", "taxon")
                findings.append(document.finding(whole, message, "warning"))
    return findings


def _of_list(file: KeywordFile, group: Group, terms: Sequence[Term]) -> str:
    """One doubt for all names that the group has out of the species list, or nothing."""
    if group.role is not Role.SIGNAL or group.needs:
        return ""
    spoken = {_ENGLISH, *file.languages}
    common = [
        spelling
        for term in terms
        for spelling in term.spellings
        if " " not in spelling and _in(fold_keeping_accents(spelling), spoken)
    ]
    if not common:
        return ""
    shown = ", ".join(f"'{name}'" for name in common[:_SHOWN])
    return f"{len(common):,} names of the list are common words, as {shown}; give it 'needs'"


def _of_term(file: KeywordFile, group: Group, term: Term) -> Iterator[str]:
    own = term.lang or file.default_language
    spoken = {_ENGLISH, *file.languages}
    needs = group.needs if term.needs is None else term.needs
    for spelling in term.spellings:
        kind = group.kind_of(term, spelling)
        if kind not in (MatchKind.PHRASE, MatchKind.STEM) or len(split(spelling)) != 1:
            continue
        folded, written = fold(spelling), fold_keeping_accents(spelling)
        own_languages = {own} if own in _languages() else spoken
        if group.role is Role.SIGNAL and not needs and _in(written, own_languages):
            yield f"'{spelling}' is a common word; give it 'needs'"
        collision = _in(folded, spoken)
        if (
            folded != written
            and collision
            and not term.keep_accents
            and group.role is not Role.MASK
        ):
            yield (
                f"'{spelling}' is compared without its accents, as '{folded}', a common word "
                f"({collision}); if that is another word, write keep_accents: yes"
            )


def _in(word: str, languages: set[str]) -> str:
    """The first of the languages in which ``word`` is common; nothing if there is none."""
    found = (language for language in sorted(languages) if word in _commonest(language))
    return next(found, "")


@cache
def _languages() -> frozenset[str]:
    names = (each.name for each in files("spellchecker").joinpath("resources").iterdir())
    return frozenset(name.removesuffix(".json.gz") for name in names if name.endswith(".json.gz"))


@cache
def _commonest(language: str) -> frozenset[str]:
    """The commonest words of a language, in small letters, with their accents."""
    if language not in _languages():
        return frozenset()
    packed = files("spellchecker").joinpath("resources", f"{language}.json.gz").read_bytes()
    counts = [(int(count), word) for word, count in _COUNTED.findall(gzip.decompress(packed))]
    counts.sort(reverse=True)
    return frozenset(word.decode() for _, word in counts[:_MOST_COMMON])
