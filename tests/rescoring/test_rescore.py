"""Stored listings come to the lexicon in force, as if each had been assessed anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from few_files import FEW

from crawler.config.model import Levels
from crawler.items import Assessment, Inputs, Listing, Sighting
from crawler.lexicon import Group, Lexicon
from crawler.rescoring.portion import Done
from crawler.rescoring.rescore import Rescore
from crawler.rescoring.scoring import Assessor, Scoring
from crawler.store import assessments, listings
from crawler.store.schema import listings as table

SHIPPED = FEW
UNKNOWN_SELLER = Inputs(date(2026, 11, 22), date(2026, 10, 30), 0, 0, (25, 50, 80))
FEWER = Lexicon.of(file for file in SHIPPED.files if file.id != "wildlife-ivory")


def stored(history) -> dict[str, Assessment]:
    with history.database.read() as connection:
        kept = assessments.stored(connection, list(history.adverts))
    return {key: each.assessment for key, each in kept.items()}


def rescore(history, scoring: Scoring) -> tuple[Done, int]:
    work = Rescore(history.database, scoring)
    stale = work.stale()
    done = sum(work.assess(stale), Done())
    return done, work.keep(stale)


@pytest.fixture
def filed(history):
    """Adverts assessed by fewer files, indexed."""
    made = history(FEWER, 4)
    made.remember(FEWER)
    made.save(made.assess(FEWER))
    made.index()
    return made


def test_each_is_as_if_assessed_anew(filed) -> None:
    before, anew = stored(filed), filed.assess(SHIPPED)
    done, kept = rescore(filed, filed.scoring(SHIPPED))
    assert stored(filed) == anew
    flagged = [key for key in anew if anew[key].flagged and not before[key].flagged]
    assert done.newly_flagged == len(flagged) > 0
    assert done.assessed + kept == len(filed.adverts)
    assert done.assessed < kept
    assert rescore(filed, filed.scoring(SHIPPED)) == (Done(), 0)


def test_the_next_one_does_what_an_interrupted_one_left(filed) -> None:
    work = Rescore(filed.database, filed.scoring(SHIPPED))
    next(iter(work.assess(work.stale())))
    rescore(filed, filed.scoring(SHIPPED))
    assert stored(filed) == filed.assess(SHIPPED)


def test_an_unknown_lexicon_concerns_every_listing(filed) -> None:
    unknown = {key: replace(one, lexicon_version="gone") for key, one in stored(filed).items()}
    filed.save(unknown)
    assert rescore(filed, filed.scoring(FEWER))[0].assessed == len(filed.adverts)
    assert stored(filed) == filed.assess(FEWER)


def test_another_day_other_levels_and_other_rates_concern_some(filed) -> None:
    filed.remember(SHIPPED)
    tomorrow = filed.today + timedelta(days=1)
    rates = replace(filed.scoring(FEWER).rates, date=tomorrow)
    scoring = Scoring(SHIPPED, Levels(watch=10, review=20, urgent=30), tomorrow, rates)
    rescore(filed, scoring)
    for key, one in stored(filed).items():
        assert one.inputs.on == one.inputs.rates == tomorrow
        assert one.inputs.levels == (10, 20, 30)
        assert (one.level == "urgent") == (one.score >= 30), key


def test_what_a_sweep_stores_while_nothing_is_concerned_is_left_to_the_next(filed) -> None:
    newer = SHIPPED.files[0].model_copy(
        update={"id": "newer", "groups": (Group(id="g", role="signal", terms=("walrus tooth",)),)}
    )
    lexicon = Lexicon.of((*FEWER.files, newer))
    work = Rescore(filed.database, filed.scoring(lexicon))
    stale = work.stale()
    assert [each.concerned for each in stale] == [frozenset()]
    late = Listing(site="old", url="https://old.example/late", title="Carved walrus tooth")
    by_the_old_one = Assessor(filed.scoring(FEWER)).assess(late, UNKNOWN_SELLER)
    seen = Sighting(listing=late, identity=late.url, assessment=by_the_old_one)
    with filed.database.write() as connection:
        listings.save(connection, [seen], sweep=None, country=None, now=filed.now)
    assert list(work.assess(stale)) == []
    assert work.keep(stale) == len(filed.adverts)
    filed.adverts[seen.id] = late
    filed.index()
    assert rescore(filed, filed.scoring(lexicon))[0] == Done(1, 1, 0)
    assert stored(filed)[seen.id].flagged


def test_what_a_sweep_stores_meanwhile_stays(filed) -> None:
    work = Rescore(filed.database, filed.scoring(SHIPPED))
    stale = work.stale()
    key = min(stale[0].concerned)
    swept = replace(stored(filed)[key], score=99, lexicon_version=SHIPPED.version)
    with filed.database.write() as connection:
        assessments.save(connection, [(key, swept)], filed.now)
        changed = table.update().where(table.c.id == max(filed.adverts))
        connection.execute(changed.values(segment=None, title="Another"))
    for _ in work.assess(stale):
        pass
    work.keep(stale)
    assert stored(filed)[key] == swept
    unread = max(filed.adverts)
    if unread not in stale[0].concerned:
        assert stored(filed)[unread].lexicon_version == FEWER.version
