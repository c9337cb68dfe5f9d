"""Which terms of a keyword file its own tests prove."""

from __future__ import annotations

from crawler.lexicon import KeywordFile, Role, Term
from crawler.matching.finder import Finder
from crawler.matching.reading import fields


def tested_terms(file: KeywordFile) -> frozenset[Term]:
    """The terms of signal groups that a test of the file meets; a file is tested alone.

    Terms that say where a taxon is listed are left out: nobody writes tests for 40,000 names.
    """
    if not file.tests:
        return frozenset()
    signals = tuple(
        group.model_copy(update={"terms": tuple(term for term in group.terms if not term.listed)})
        for group in file.groups
        if group.role is Role.SIGNAL
    )
    finder = Finder([file.model_copy(update={"groups": signals})])
    readings = (fields(test.text or test.title, test.description) for test in file.tests)
    places = (place for each in readings for place in finder.look(each).places.get(file.id, ()))
    return frozenset(place.needle.term for place in places)
