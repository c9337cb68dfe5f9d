"""The tests that keyword files carry, run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from crawler.items import Level, Listing
from crawler.lexicon import KeywordFile, KeywordTest, Lexicon, Loaded, Status
from crawler.matching.circumstances import Circumstances, SellerHistory
from crawler.matching.matcher import Levels, Matcher
from crawler.matching.outcome import Outcome
from crawler.matching.rates import Rates
from crawler.strict_yaml import Finding


def prove(loaded: Loaded, levels: Levels, rates: Rates, today: date) -> list[Finding]:
    """Run every test of every file, each file alone with what it uses.

    :return: one finding for each expectation that does not hold.
    """
    return sorted(
        loaded.documents[file.id].finding(("tests", number), complaint)
        for file in loaded.lexicon.files
        for number, complaint in failures(file, levels, rates, today)
    )


def failures(
    file: KeywordFile, levels: Levels, rates: Rates, today: date
) -> Iterator[tuple[int, str]]:
    """Number, from 0, and complaint of each test of the file that fails.

    A test without a date runs today, or on the day nearest to it on which the file is in force.

    :param file: with the groups that it uses.
    """
    if not file.tests:
        return
    matcher = Matcher(Lexicon.of([_in_force(file)]), levels)
    for number, test in enumerate(file.tests):
        seller = SellerHistory(test.seller.same_text_sellers, test.seller.confirmed)
        day = test.date or _nearest_day(file, today)
        outcome = matcher.outcomes(listing_of(test), Circumstances(day, rates, seller))[0]
        for complaint in _complaints(test, outcome, matcher.level_of(outcome)):
            yield number, complaint


def _in_force(file: KeywordFile) -> KeywordFile:
    """A draft is tested as if it were active."""
    return file.model_copy(update={"status": Status.ACTIVE, "valid": None})


def _nearest_day(file: KeywordFile, today: date) -> date:
    if file.valid is None:
        return today
    day = max(today, file.valid.from_ or today)
    return min(day, file.valid.until or day)


def listing_of(test: KeywordTest) -> Listing:
    """The advert of a test; its price is in euro."""
    return Listing(
        site="test",
        url="urn:patrol:test:1",
        title=test.text or test.title or "",
        description=test.description,
        price=test.price_eur,
        currency="EUR",
        language=test.lang,
    )


def _complaints(test: KeywordTest, outcome: Outcome, level: Level) -> Iterator[str]:
    came = f"came {level} ({outcome.total} points: {_summary(outcome)})"
    if test.expect is Level.NONE and level is not Level.NONE:
        yield f"expected none, {came}"
    elif test.expect is not None and level.rank < test.expect.rank:
        yield f"expected at least {test.expect}, {came}"
    if test.expect_not is not None and level.rank >= test.expect_not.rank:
        yield f"expected less than {test.expect_not}, {came}"
    missing = [group for group in test.hits if group not in outcome.groups]
    if missing:
        yield f"expected hits in {', '.join(missing)}, {came}"
    if test.route is not None and test.route not in outcome.trays:
        trays = ", ".join(outcome.trays) or "none"
        yield f"expected the tray {test.route}, came {trays}"


def _summary(outcome: Outcome) -> str:
    parts = [
        f"{needle.group.id} '{needle.term.term}' {n:+d}" for needle, n in outcome.points.items()
    ]
    parts += [f"cap of {group} {number:+d}" for group, number in outcome.held_back.items()]
    parts += [f"rule {rule.id} {rule.add:+d}" for rule in outcome.fired]
    dropped = {f"{place.needle.term.term} ({reason})" for place, reason in outcome.standing.dropped}
    parts += [f"without {text}" for text in sorted(dropped)]
    return "; ".join(parts) or "no hits"
