"""The truth of the market: what is on it, in which language, and what differs between nights."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace

import pytest

from crawler.demo import Advert, Market, Markup, market
from crawler.demo.nights import FIRST_NIGHT, SECOND_NIGHT
from crawler.errors import InputError

LANGUAGES = {"de", "en", "es", "fr", "it", "nl", "pl", "zh"}


@pytest.fixture(scope="module")
def first() -> Market:
    return market(1)


@pytest.fixture(scope="module")
def second() -> Market:
    return market(2)


def by_id(night: Market) -> dict[str, Advert]:
    return {advert.id: advert for advert in night.adverts}


def test_about_three_hundred_adverts_in_eight_languages(first: Market) -> None:
    assert 290 <= len(first.adverts) <= 320
    assert {advert.language for advert in first.adverts} == LANGUAGES
    assert min(Counter(advert.language for advert in first.adverts).values()) >= 25


@pytest.mark.parametrize("night", [1, 2])
def test_ids_and_addresses_are_unique(night: int) -> None:
    adverts = market(night).adverts
    assert len({advert.id for advert in adverts}) == len(adverts)
    assert len({advert.path for advert in adverts}) == len(adverts)


@pytest.mark.parametrize("night", [1, 2])
def test_no_two_adverts_say_the_same(night: int) -> None:
    adverts = market(night).adverts
    assert [title for title, n in Counter(each.title for each in adverts).items() if n > 1] == []
    texts = Counter(each.description for each in adverts)
    assert [text for text, n in texts.items() if n > 1] == []


def test_suspects_of_three_domains_in_every_language(first: Market) -> None:
    suspects = first.suspects
    assert {advert.suspect for advert in suspects} == {"wildlife", "counterfeit", "drugs"}
    assert {advert.language for advert in suspects} == LANGUAGES
    plain = [advert for advert in suspects if not advert.bent]
    bent = [advert for advert in suspects if advert.bent]
    assert 20 <= len(plain) <= 26
    assert 6 <= len(bent) <= 8
    assert not any(advert.bent for advert in first.adverts if not advert.suspect)


def test_bent_adverts_hide_their_telling_words(first: Market) -> None:
    """Case, accents and compatibility letters alone do not bring the words back."""
    telling = (
        "ivory",
        "ivoire",
        "elfenbein",
        "marfil",
        "3-mmc",
        "3mmc",
        "mefedron",
        "rolex",
        "象牙",
    )
    for advert in first.suspects:
        if advert.bent:
            text = unicodedata.normalize("NFKD", f"{advert.title} {advert.description}".casefold())
            assert [word for word in telling if word in text] == [], advert.title


@pytest.mark.parametrize(
    "trap",
    [
        "Ivory wedding dress",
        "Côte d'Ivoire",
        "Coach trip",
        "1:18",
        "AAA batteries",
        "Lieve poes",
        "Puma",
        "Wolf grey",
        "Speedy 30 with receipt",
        "strap for Rolex",
        "Faux-ivory netsuke",
        "Wanted",
        "Empty box for Rolex",
        "象牙白",
    ],
)
def test_ordinary_adverts_hold_the_words_that_mislead(first: Market, trap: str) -> None:
    ordinary = [
        f"{advert.title}\n{advert.description}" for advert in first.adverts if not advert.suspect
    ]
    assert any(trap.casefold() in text.casefold() for text in ordinary)


def test_a_third_each_of_json_ld_of_other_markup_and_of_none(first: Market) -> None:
    count = Counter(advert.markup for advert in first.adverts)
    third = len(first.adverts) / 3
    assert count[Markup.JSON_LD] == pytest.approx(third, abs=2)
    assert count[Markup.PLAIN] == pytest.approx(third, abs=2)
    assert count[Markup.MICRODATA] + count[Markup.OPEN_GRAPH] == pytest.approx(third, abs=2)
    assert count[Markup.MICRODATA] > 40
    assert count[Markup.OPEN_GRAPH] > 40


def test_prices_in_several_currencies_and_in_words(first: Market) -> None:
    currencies = Counter(advert.currency for advert in first.adverts)
    assert {"EUR", "GBP", "CHF", "PLN", "CNY", None} == set(currencies)
    for advert in first.adverts:
        assert (advert.price is None) == (advert.currency is None)
        has_figure = any(char.isdigit() for char in advert.price_text)
        assert has_figure == (advert.price is not None), advert.price_text
    texts = {advert.price_text for advert in first.adverts}
    for notation in (
        "1.450",
        ",00 €",
        " EUR VB",
        "CHF ",
        " zł",
        "¥",
        "元",
        "£",
        ",-",
        "À débattre",
    ):
        assert any(notation in text for text in texts), notation


def test_dates_are_the_market_s_own(first: Market, second: Market) -> None:
    assert {advert.posted <= FIRST_NIGHT for advert in first.adverts} == {True}
    assert [advert.posted for advert in first.adverts] == sorted(
        (advert.posted for advert in first.adverts), reverse=True
    )
    assert second.today == SECOND_NIGHT > first.today
    spelled = {advert.language: advert.posted_text for advert in first.adverts}
    assert "年" in spelled["zh"]
    assert " de " in spelled["es"]
    assert "2026" in spelled["pl"]


def test_second_night_accounts_for_every_advert(first: Market, second: Market) -> None:
    before, after = by_id(first), by_id(second)
    gone = {advert.id for advert in second.gone}
    assert set(after) - set(before) == second.new | set(second.again)
    assert set(before) - set(after) == gone
    differs = {number for number in before.keys() & after.keys() if before[number] != after[number]}
    assert differs == second.changed


def test_second_night_has_some_of_everything(first: Market, second: Market) -> None:
    assert len(second.new) == 14
    assert len(second.changed) == 10
    assert len(second.gone) - len(second.again) == 8
    assert len(second.again) == 4
    suspects = [by_id(second)[number] for number in second.new if by_id(second)[number].suspect]
    assert len(suspects) == 2


def test_changes_touch_price_title_and_text_but_not_the_address(
    first: Market, second: Market
) -> None:
    touched: Counter[str] = Counter()
    for number in second.changed:
        old, new = by_id(first)[number], by_id(second)[number]
        touched["price"] += old.price != new.price
        touched["title"] += old.title != new.title
        touched["text"] += old.description != new.description
        assert (new.path, new.seller, new.images) == (old.path, old.seller, old.images)
    assert touched == {"price": 7, "title": 2, "text": 2}


def test_posted_again_is_the_same_advert_under_a_new_number(first: Market, second: Market) -> None:
    for new, old in second.again.items():
        was, now = by_id(first)[old], by_id(second)[new]
        assert now.id != was.id
        assert now.posted == SECOND_NIGHT
        assert now == replace(
            was,
            id=now.id,
            images=now.images,
            markup=now.markup,
            posted=now.posted,
            posted_text=now.posted_text,
        )


def test_there_is_no_third_night() -> None:
    with pytest.raises(InputError, match="no night 3"):
        market(3)
