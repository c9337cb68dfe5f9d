"""``terms_from: {taxon: …}``: which names of the species list a group gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from agency import CITES, EU, INDEX, index, listings

from crawler.exchange.species_import import import_species
from crawler.lexicon import Loaded, Term, load

HEAD = """schema: lexicon/1
id: names
domain: wildlife
languages: [en, fr, es]
references: [{key: law, text: the appendices}]
groups:
  - id: word
    role: signal
    needs: [trade]
"""
TAIL = """  - {id: trade, role: context, terms: [{term: skull, lang: en}]}
tests:
  - {text: a chair, lang: en, expect: none}
"""


def read(folder: Path, taxon: str, terms: str = "[]") -> Loaded:
    text = f"{HEAD}    terms_from: {{taxon: {{{taxon}}}}}\n    terms: {terms}\n{TAIL}"
    (folder / "names.yaml").write_text(text)
    return load(folder)


def terms(folder: Path, taxon: str, written: str = "[]") -> list[Term]:
    loaded = read(folder, taxon, written)
    assert not loaded.errors
    return list(loaded.lexicon.files[0].groups[0].terms)


def names(folder: Path, taxon: str) -> set[str]:
    return {term.term for term in terms(folder, taxon)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the list of all three samples."""
    import_species([str(INDEX), str(CITES), str(EU)], tmp_path)
    return tmp_path


def test_a_name_with_its_synonyms_and_its_listing(folder: Path):
    (term,) = [each for each in terms(folder, "annex: A") if each.term == "Testudo hermanni"]
    assert term == Term(
        term="Testudo hermanni",
        lang="mul",
        variants=("Testudo boettgeri", "Chersus hermanni"),
        listed="CITES II, EU Annex A",
    )


@pytest.mark.parametrize(
    ("taxon", "found"),
    [
        ("annex: C", {"Pandinus camerounensis"}),
        ("appendix: III", {"Pandinus camerounensis"}),
        ("group: cat", {"Panthera tigris", "Puma concolor", "Leptailurus serval"}),
        ("group: [cat], annex: [B]", {"Leptailurus serval"}),  # Puma is A/B and counts as A
        ("family: felidae, appendix: I", {"Panthera tigris", "Puma concolor"}),
        ("genus: [Pandinus], rank: genus", {"Pandinus"}),
        ("group: crocodile", {"Crocodylia", "Crocodylus niloticus"}),
        ("rank: subspecies", {"Python molurus molurus"}),
        ("kingdom: Plantae, annex: A", {"Paphiopedilum venustum", "Dalbergia nigra"}),
        ("class: Amphibia", {"Dendrobates tinctorius"}),
    ],
)
def test_the_taxa_asked_for(folder: Path, taxon: str, found: set[str]):
    assert names(folder, taxon) == found


def test_what_is_not_listed_is_never_looked_for(folder: Path):
    everything = names(folder, "rank: [species, subspecies, genus, family, order]")
    assert "Panthera tigris" in everything
    assert not everything & {"Felis catus", "Melopsittacus undulatus"}


def test_common_names_by_language(folder: Path):
    found = terms(folder, "group: cat, names: common, lang: [en, fr]")
    assert [(each.lang, each.spellings) for each in found] == [
        ("en", ("Serval",)),
        ("en", ("Tiger",)),
        ("fr", ("Tigre",)),
        ("en", ("Puma", "Cougar")),
    ]
    assert found[1].listed == "CITES I, EU Annex A (Panthera tigris)"


def test_all_names(folder: Path):
    found = terms(folder, "genus: Puma, names: all")
    assert [each.spellings for each in found] == [
        ("Puma concolor", "Felis concolor"),
        ("Puma", "Cougar"),
    ]


def test_without_an_eu_list_the_appendix_leads_to_the_annex(tmp_path: Path):
    import_species([str(INDEX)], tmp_path)
    assert "Testudo kleinmanni" in names(tmp_path, "annex: A")
    assert "Testudo hermanni" in names(tmp_path, "annex: B")
    assert {each.listed for each in terms(tmp_path, "annex: C")} == {"CITES III"}


def test_a_synonym_of_two_taxa_means_the_stricter(tmp_path: Path):
    text = index(
        "1;Testudo alpha;II;Testudo omega", "2;Testudo zeta;I;Testudo omega, Testudo alpha"
    )
    (tmp_path / "i.csv").write_text(text)
    import_species([str(tmp_path / "i.csv")], tmp_path)
    found = [each.spellings for each in terms(tmp_path, "group: tortoise")]
    assert found == [("Testudo alpha",), ("Testudo zeta", "Testudo omega")]


def test_terms_written_out_win(folder: Path):
    written = "[{term: puma concolor, lang: en, source: law, weight: 3}]"
    found = terms(folder, "genus: Puma", written)
    assert [each.spellings for each in found] == [("puma concolor",), ("Felis concolor",)]


def test_without_a_list_the_group_waits_and_a_note_says_so(tmp_path: Path):
    loaded = read(tmp_path, "annex: A", "[{term: Puma concolor, lang: en, source: law}]")
    assert not loaded.errors
    (note,) = loaded.notes
    assert note.startswith("no species list is imported: names looks only for the names written")
    assert [term.term for term in loaded.lexicon.files[0].groups[0].terms] == ["Puma concolor"]


def test_an_import_makes_another_lexicon(tmp_path: Path):
    taxon = "annex: [A, B], names: [scientific]"
    versions = [read(tmp_path, taxon).lexicon.version]
    for text in (listings("1;Testudo nana;SPECIES;A"), listings("1;Testudo nova;SPECIES;A")):
        (tmp_path / "eu.csv").write_text(text)
        import_species([str(tmp_path / "eu.csv")], tmp_path)
        loaded = read(tmp_path, taxon)
        assert not loaded.notes
        versions.append(loaded.lexicon.version)
    assert len(set(versions)) == 3


@pytest.mark.parametrize(
    ("taxon", "warning"),
    [
        ("family: Felidea", "no taxon of the species list has 'Felidea' as its family"),
        ("class: [Aves, Avis]", "no taxon of the species list has 'Avis' as its class"),
        ("family: Felidae, genus: Python", "no taxon of the species list is like this"),
        ("group: seahorse", "no taxon of the species list is like this"),
    ],
)
def test_what_no_taxon_has_is_a_warning(folder: Path, taxon: str, warning: str):
    loaded = read(folder, taxon, "[{term: tiger, lang: en, source: law}]")
    assert not loaded.errors
    assert any(
        f"names.yaml:10: warning: taxon: {warning}" in str(found) for found in loaded.warnings
    )


@pytest.mark.parametrize("taxon", ["annex: D", "rank: tribe", "appendix: III, kingdom: Plantae"])
def test_a_list_that_has_nothing_listed_so_is_no_mistake(folder: Path, taxon: str):
    loaded = read(folder, taxon, "[{term: tiger, lang: en, source: law}]")
    assert not [found for found in loaded.findings if "taxon" in found.message]


def test_names_of_the_list_give_no_doubts_of_their_own(folder: Path):
    loaded = read(folder, "annex: [A, B], names: all", "[{term: boa, lang: en, source: law}]")
    assert {found.message.partition("'")[0] for found in loaded.doubts()} == {"no test in "}


@pytest.mark.parametrize(
    ("taxon", "finding"),
    [
        ("annex: E", "'E' is not 'A', 'B', 'C' or 'D'"),
        ("group: torts", "'torts' is no group"),
        ("group: tortoises", "did you mean 'tortoise'?"),
        ("rank: specis", "'specis' is no rank; did you mean 'species'?"),
        ("anex: A", "unknown key 'anex'; did you mean 'annex'?"),
        ("names: comon", "did you mean 'common'?"),
    ],
)
def test_a_filter_that_cannot_be(folder: Path, taxon: str, finding: str):
    assert any(finding in str(error) for error in read(folder, taxon).errors)


def test_a_broken_list_refuses_the_file(folder: Path):
    (folder / "species.csv").write_text("oops\n")
    (error,) = read(folder, "annex: A").errors
    assert "names.yaml:10: terms_from: " in str(error)
    assert "species.csv:1: is no species list of this program; import it again" in str(error)
