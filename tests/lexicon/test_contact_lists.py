"""Contacts as analysts write them: in a keyword file, and in a CSV beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.lexicon import ContactKind, Loaded, Term, load, read_contact

FILE = """\
schema: lexicon/1
id: seized
domain: drugs
languages: [en, nl]
groups:
  - id: seized
    role: signal
    match: contact
    terms:
      - {TERM}
    terms_from: {file: seizures.csv, column: contact, where: {case: open}}
"""


def loaded(folder: Path, table: str, term: str = 'term: "@known_fox"') -> Loaded:
    (folder / "a.yaml").write_text(FILE.replace("TERM", term))
    (folder / "seizures.csv").write_text(table)
    return load(folder)


def terms(folder: Path, table: str, term: str = 'term: "@known_fox"') -> tuple[Term, ...]:
    found = loaded(folder, table, term)
    assert not found.errors, found.errors
    return found.lexicon.files[0].groups[0].terms[1:]


def test_a_row_brings_its_source_country_and_note(tmp_path: Path) -> None:
    table = (
        "contact;case;Source;Country;Note;date\n"
        "0470/12.34.56;open;parcel BE-2026-114;be;on the label;2026-10-01\n"
        "'+32 471 22 33 44;open;;;;\n"
        "@other;closed;;;;\n"
        ";open;;;;\n"
    )
    first, second = terms(tmp_path, table)
    assert (first.term, first.source, first.country, first.note) == (
        "0470/12.34.56", "parcel BE-2026-114", "BE", "on the label",
    )  # fmt: skip
    assert (second.term, second.source, second.country) == (
        "+32 471 22 33 44", "seizures.csv line 3", None,
    )  # fmt: skip


def test_a_contact_of_several_rows_is_one_term_with_all_sources(tmp_path: Path) -> None:
    table = (
        "contact,case,source,country\n0470123456,open,parcel 1,BE\n+32470123456,open,parcel 2,\n"
        "0032 470 12 34 56,open,parcel 1,\n@Known_Fox,open,parcel 3,\n"
    )
    (only,) = terms(tmp_path, table)
    assert (only.term, only.source) == ("0470123456", "parcel 1; parcel 2")


def test_a_row_that_holds_no_contact_is_left_out_with_its_line(tmp_path: Path) -> None:
    table = "contact,case,country\n@good,open,\nBruges,open,\n12,open,\n0470123456,open,XX\n"
    found = loaded(tmp_path, table)
    assert not found.errors
    assert [term.term for term in found.lexicon.files[0].groups[0].terms] == ["@known_fox", "@good"]
    said = [str(each) for each in found.warnings if each.path.endswith(".csv")]
    file = tmp_path / "seizures.csv"
    assert said == [
        f"{file}:3: warning: 'Bruges' is no phone number, mail address, handle or wallet; a handle "
        "is written @name or telegram: name; the row is left out",
        f"{file}:4: warning: '12' has too few or too many digits for a phone number; the row is "
        "left out",
        f"{file}:5: warning: 'XX' is not an ISO 3166 code such as 'BE'; the row is left out",
    ]


@pytest.mark.parametrize(
    ("term", "why"),
    [
        ("term: ivory", "'ivory' is no phone number, mail address, handle or wallet"),
        ('term: "+32 47"', "'+32 47' has too few or too many digits for a phone number"),
        ('term: "@known_fox", variants: ["@x"]', "'x' is too short for a handle"),
        ('term: "12 34", country: BE', "'12 34' has too few or too many digits"),
    ],
)
def test_a_term_that_is_no_contact_is_refused_with_its_line(
    tmp_path: Path, term: str, why: str
) -> None:
    (error,) = loaded(tmp_path, "contact,case\n@a_fox,open\n", term).errors
    assert str(error).startswith(f"{tmp_path}/a.yaml:10: {why}")


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("tel: +32 470 12 34 56", ContactKind.PHONE, "+32470123456"),
        ("https://wa.me/32470123456", ContactKind.PHONE, "+32470123456"),
        ("Signal: +32 (0)470 12 34 56", ContactKind.PHONE, "+32470123456"),
        ("32470123456", ContactKind.PHONE, "+32470123456"),
        ("0470123456", ContactKind.PHONE, "0470123456"),
        ("mailto:J.Doe+x@Gmail.com", ContactKind.MAIL, "jdoe@gmail.com"),
        ("@Fox.77", ContactKind.HANDLE, "*:fox.77"),
        ("https://www.instagram.com/fox.77/", ContactKind.HANDLE, "instagram:fox.77"),
        ("Wickr Me: fox77", ContactKind.HANDLE, "wickr:fox77"),
        ("bitcoin: 1BoatSLRHtKNngkdXEeobR76b53LETtpyT", ContactKind.WALLET,
         "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
        ("LTC1QG82U8MY75W0Q8K4S4W9Q8K4S4W9Q8K4SD8N5QC", ContactKind.WALLET,
         "ltc1qg82u8my75w0q8k4s4w9q8k4s4w9q8k4sd8n5qc"),
    ],
)  # fmt: skip
def test_what_an_analyst_may_write(text: str, kind: ContactKind, name: str) -> None:
    contact = read_contact(text)
    assert (contact.kind, contact.name) == (kind, name)


def test_contacts_are_never_typed_into_a_search_form(tmp_path: Path) -> None:
    found = loaded(tmp_path, "contact,case\n@a_fox,open\n", 'term: "@known_fox", search: yes')
    assert found.lexicon.search_terms(["seized"]) == ()
