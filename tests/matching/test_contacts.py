"""``match: contact``: what a parcel carried finds the advert it came from."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Bench = Callable[..., Any]

GROUP = """
groups:
  - id: seized
    role: signal
    weight: 60
    match: contact
    terms:
      - {{term: "{term}", source: parcel 7{more}}}
"""
LEGACY = "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"
SEGWIT = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"
ETHER = "0x52908400098527886E0F7030069857D2E4169EE7"
MONERO = "888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPb" + (
    "b3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H"
)


def met(bench: Bench, term: str, text: str, more: str = "") -> list[str]:
    matches = bench(GROUP.format(term=term, more=more)).assess("x", text).matches
    for match in matches:
        assert text[match.start : match.end] == match.text
        assert (match.similarity, match.disguise) == (100, None)
    return [match.text for match in matches]


@pytest.mark.parametrize(
    "written",
    [
        "+32 470 12 34 56",
        "+32470123456",
        "+32 (0)470/12.34.56",
        "(+32) 470-12-34-56",
        "0032 470 123 456",
        "0470/12.34.56",
        "0470 12 34 56",
        "0470-123-456",
        "0 4 7 0 1 2 3 4 5 6",
        "0.4.7.0.1.2.3.4.5.6",
        "470123456",
        "0470\u200b123\u200b456",
        "０４７０１２３４５６",
        "0️⃣4️⃣7️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣",
        "𝟎𝟒𝟕𝟎 𝟏𝟐 𝟑𝟒 𝟓𝟔",
        "⓪④⑦⓪①②③④⑤⑥",
        "٠٤٧٠١٢٣٤٥٦",
        "o47o 12 34 56",
        "0470 l2 34 56",
    ],
)
def test_a_phone_number_however_it_is_written(bench: Bench, written: str) -> None:
    found = met(bench, "+32 470 12 34 56", f"Call {written}, evenings")
    marks = "(\ufe0f\u20e3"  # a key cap ends with its digit
    assert [text.strip(marks) for text in found] == [written.strip(marks)]


@pytest.mark.parametrize(
    "text",
    [
        "5400470123456",  # an EAN
        "54 0047012345 6",
        "0470 12 34 56 78",
        "1.470.123.456",
        "20 470 123 456",
        "+31 470 12 34 56",
        "0031 470 12 34 56",
        "BE0470123456",
        "470123456x",
        "470123456 EUR",
        "€ 470123456",
        "0470 12 34",
    ],
)
def test_other_digits_are_no_phone_number(bench: Bench, text: str) -> None:
    assert met(bench, "+32 470 12 34 56", text) == []


def test_a_date_is_no_phone_number_of_eight_digits(bench: Bench) -> None:
    assert met(bench, "20 26 11 21", "on 2026-11-21", ", country: DK") == []
    assert met(bench, "20 26 11 21", "call 20 26 11 21", ", country: DK") == ["20 26 11 21"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("20 0470 12 34 56", ["0470 12 34 56"]),
        ("0470/12.34.56 20 euro", ["0470/12.34.56"]),
        ("0470 12 34 56 0471 22 33 44", ["0470 12 34 56"]),
        ("0471 22 33 44 / 0470 12 34 56", ["0470 12 34 56"]),
        ("0470123456, 0470/123456", ["0470123456", "0470/123456"]),
        ("https://wa.me/32470123456?text=hi", ["32470123456"]),
    ],
)
def test_a_phone_number_among_others(bench: Bench, text: str, found: list[str]) -> None:
    assert met(bench, "0470 12 34 56", text, ", country: BE") == found


def test_a_number_of_an_unknown_country_is_met_with_any(bench: Bench) -> None:
    asked = bench(GROUP.format(term="0470/12.34.56", more=""))
    for text in ("0470 12 34 56", "+32 470 12 34 56", "0049 470 123456", "+33 (0)470 123456"):
        assert [match.text for match in asked.assess(text).matches] == [text]
    assert asked.assess("+32 471 12 34 56").matches == ()


@pytest.mark.parametrize(
    ("country", "term", "text"),
    [
        ("IT", "06 1234567", "+39 06 123 4567"),
        ("HU", "06 20 123 4567", "+36 20 123 4567"),
        ("US", "(202) 555-0123", "1-202-555-0123"),
        ("RU", "8 912 345-67-89", "+7 912 345 67 89"),
        ("PL", "612 345 678", "+48612345678"),
    ],
)
def test_each_country_s_own_way_of_writing(
    bench: Bench, country: str, term: str, text: str
) -> None:
    assert met(bench, term, text, f", country: {country}") == [text]
    assert met(bench, text if text[0] == "+" else f"+{text}", term) == [term.lstrip("(")]


@pytest.mark.parametrize(
    "written",
    [
        "john.doe@shop.example",
        "John.Doe@SHOP.example",
        "john.doe (at) shop (dot) example",
        "john.doe[at]shop.example",
        "john.doe{@}shop.example",
        "john (dot) doe (at) shop (dot) example",
        "john dot doe at shop dot example",
        "john.doe @ shop . example",
        "john.doe＠shop．example",
        "jоhn.dоe@shоp.example",
        "john.d\u200boe@shop.example",
        "john.doe+x1@shop.example",
    ],
)
def test_a_mail_address_however_it_is_written(bench: Bench, written: str) -> None:
    assert met(bench, "john.doe@shop.example", f"Write me. {written}. Thanks") == [written]


@pytest.mark.parametrize(
    "text", ["xjohn.doe@shop.example", "john.doe@shop.examples", "john doe shop example"]
)
def test_another_mail_address_is_not_taken_for_it(bench: Bench, text: str) -> None:
    assert met(bench, "john.doe@shop.example", text) == []


def test_gmail_knows_no_dots(bench: Bench) -> None:
    text = "J.O.H.N.doe+parcels@googlemail.com"
    assert met(bench, "johndoe@gmail.com", text) == [text]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("@fox", "ask @Fox", ["@Fox"]),
        ("@fox", "ask fox", []),
        ("@fox", "me@fox.example", []),
        ("@fox", "telegram: fox", ["fox"]),
        ("@fox", "instagram.com/fox", ["instagram.com/fox"]),
        ("telegram: fox", "@fox", ["@fox"]),
        ("telegram: fox", "https://t.me/Fox for more", ["https://t.me/Fox"]),
        ("telegram: fox", "t . me / fox", ["t . me / fox"]),
        ("telegram: fox", "TG 👉 fox", ["fox"]),
        ("telegram: fox", "my telegram is @fox.", ["@fox"]),
        ("telegram: fox", "add fox on telegram", ["fox"]),
        ("telegram: fox", "телеграм fox", ["fox"]),
        ("telegram: fox", "Telegram: f\u200box", ["f\u200box"]),
        ("telegram: fox", "wickr: fox", []),
        ("telegram: fox", "instagram.com/fox", []),
        ("telegram: fox", "telegram; we sell fox", []),
        ("telegram: fox", "telegram: foxy", []),
        ("t.me/fox", "telegram fox", ["fox"]),
        ("t.me/joinchat/AbC7", "https://t.me/joinchat/AbC7", ["https://t.me/joinchat/AbC7"]),
        ("t.me/+AbC7", "t.me/joinchat/other, t.me/+abc7", ["t.me/+abc7"]),
        ("facebook.com/profile.php?id=1234", "fb.com/profile.php?id=1235", []),
        ("discord: fox#1234", "Discord fox#1234", ["fox#1234"]),
        ("session: 05" + "ab12" * 16, "Session ID: 05" + "ab12" * 16, ["05" + "ab12" * 16]),
        ("wickr me: fox", "Wickr Me - fox", ["fox"]),
        ("wechat: fox", "微信fox", ["fox"]),
        ("whatsapp: +32 470 12 34 56", "0470123456", ["0470123456"]),
        ("@quick_fox", "reach quick_fox there", ["quick_fox"]),
        ("@quick_fox", "reach quick_foxes, a.quick_fox", []),
        ("@quickfox7", "(QuickFox7)", ["QuickFox7"]),
        ("@quickfox", "quickfox", []),
    ],
)
def test_handles(bench: Bench, term: str, text: str, found: list[str]) -> None:
    assert met(bench, term, text) == found


@pytest.mark.parametrize(
    ("wallet", "text", "found"),
    [
        (LEGACY, f"pay {LEGACY}.", [LEGACY]),
        (LEGACY, LEGACY.lower(), []),
        (LEGACY, f"x{LEGACY}", []),
        (LEGACY, f"{LEGACY}x", []),
        (LEGACY, f"{LEGACY[:9]} {LEGACY[9:20]}\n{LEGACY[20:]}",
         [f"{LEGACY[:9]} {LEGACY[9:20]}\n{LEGACY[20:]}"]),
        (LEGACY, "\u200b".join(LEGACY), ["\u200b".join(LEGACY)]),
        (LEGACY, " ".join(LEGACY), [" ".join(LEGACY)]),
        (SEGWIT, f"BTC:{SEGWIT.upper()}", [SEGWIT.upper()]),
        (ETHER, ETHER.lower(), [ETHER.lower()]),
        (MONERO, f"xmr {MONERO}", [MONERO]),
        (f"bitcoin:{LEGACY}", LEGACY, [LEGACY]),
    ],
)  # fmt: skip
def test_wallets(bench: Bench, wallet: str, text: str, found: list[str]) -> None:
    assert met(bench, wallet, text) == found


def test_the_reason_names_the_source_and_is_never_untested(bench: Bench) -> None:
    asked = bench("""
        references: [{key: op, text: Operation Tusk 2026}]
        groups:
          - id: seized
            role: signal
            match: contact
            terms:
              - {term: "+32 470 12 34 56", source: op, variants: ["@big_fox"]}
              - {term: fox@shop.example, source: parcel 7}
              - {term: "@red_fox_1"}
    """)
    assert asked.assess("0470/12.34.56, @big_fox").reasons == (
        "0470/12.34.56 for +32 470 12 34 56 (seized) in the title, known from Operation Tusk 2026: "
        "+25",
    )
    assert asked.assess("fox@shop.example, red_fox_1").reasons == (
        "fox@shop.example (seized) in the title, known from parcel 7: +25",
        "red_fox_1 (seized) in the title: +25",
    )


def test_a_seizure_list_finds_its_adverts(tmp_path: Path, bench: Bench) -> None:
    (tmp_path / "seizures.csv").write_text(
        "contact,source\n+32 470 12 34 56,parcel BE-2026-114\nfox@shop.example,\n"
    )
    asked = bench("""
        groups:
          - id: seized
            role: signal
            weight: 60
            match: contact
            terms_from: {file: seizures.csv, column: contact}
    """)
    assert asked.assess("Chair", "Whatsapp 0470 12 34 56 or fox (at) shop.example").reasons == (
        "0470 12 34 56 for +32 470 12 34 56 (seized) in the description, known from parcel "
        "BE-2026-114: +60",
        "fox (at) shop.example for fox@shop.example (seized) in the description, known from "
        "seizures.csv line 3: +60",
    )


@pytest.mark.parametrize(
    "unit", ["0 ", "0470123456 ", "@a", "a@b.c ", "tg a ", "t.me/a ", "1Bo ", "a (at) b (dot) "]
)
def test_a_text_made_to_take_long_does_not(bench: Bench, unit: str) -> None:
    asked = bench(
        """
        groups:
          - id: seized
            role: signal
            match: contact
            terms: [+32470123456, fox@shop.example, "@big_fox", TERM]
    """.replace("TERM", LEGACY)
    )
    text = unit * (300_000 // len(unit))
    began = time.process_time()
    asked.assess("x", text)
    assert time.process_time() - began < 3, "0.3 MB"


def test_ten_thousand_contacts_take_no_longer_than_ten(tmp_path: Path, bench: Bench) -> None:
    seconds = []
    for number in (10, 10_000):
        rows = (f"+3247{n:07d}\nseller_{n}@shop.example\n@seller_{n}" for n in range(number // 3))
        (tmp_path / "s.csv").write_text("contact\n" + "\n".join(rows))
        asked = bench("""
            groups:
              - id: seized
                role: signal
                match: contact
                terms_from: {file: s.csv, column: contact}
        """)
        text = "Oak chair, 45 x 50 cm, 20 euro. Call 0499 99 99 99 or seller_x1@shop.example"
        rounds = []
        for _ in range(5):
            began = time.process_time()
            for _ in range(200):
                assert asked.assess(text).matches == ()
            rounds.append(time.process_time() - began)
        seconds.append(min(rounds))
    assert seconds[1] < 2 * seconds[0]
