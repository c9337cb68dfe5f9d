"""The agency's downloads → the species list: what each adds, and what a new one changes."""

from itertools import product
from pathlib import Path

import pytest
from agency import CITES, EU, INDEX, index, listings

from crawler.errors import InputError
from crawler.exchange.species_import import SpeciesImport, counts_of, import_species
from crawler.lexicon import SpeciesList, Taxon

THREE = index("1;Testudo hermanni;II", "2;Testudo graeca;II;Testudo ibera L.", "3;Testudo nana;")


def take(folder: Path, *texts: str | bytes, part: bool = False) -> SpeciesImport:
    """Import these, one after the other in one go."""
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        paths.append(str(path))
    return import_species(paths, folder, part=part)


def known(folder: Path) -> dict[str, Taxon]:
    return {taxon.name: taxon for taxon in SpeciesList(folder).taxa}


def listed(folder: Path) -> dict[str, tuple[str, str]]:
    return {taxon.name: (taxon.appendix, taxon.annex) for taxon in SpeciesList(folder).taxa}


def told(done: SpeciesImport) -> list[tuple[str, str]]:
    return [(change.kind, str(change)) for change in done.changes]


def test_all_three_downloads_are_merged_by_name(tmp_path: Path):
    done = import_species([str(INDEX), str(CITES), str(EU)], tmp_path)
    assert not done.left_out
    assert done.is_first
    assert [sorted(file.kinds) for file in done.files.values()] == [["index"], ["cites"], ["eu"]]
    taxa = known(tmp_path)
    assert taxa["Testudo hermanni"] == Taxon(
        "1001", "Testudo hermanni", "species", "Animalia", "Chordata", "Reptilia", "Testudines",
        "Testudinidae", "Testudo", "II", "A", "II", "A", "eu index",
        "Testudo boettgeri | Chersus hermanni",
        "Hermann's Tortoise | Mediterranean Spur-thighed Tortoise (western)",
        "Tortue d'Hermann", "Tortuga mediterránea",
    )  # fmt: skip
    assert taxa["Psittacus erithacus"].fr == "Perroquet jaco, perroquet gris"
    assert taxa["Loxodonta africana"].listing == "CITES I/II, EU Annex A/B"
    assert counts_of(done.taxa)["appendix"] == {"I": 13, "II": 17, "III": 1}


def test_a_listing_above_holds_for_those_below_without_their_own(tmp_path: Path):
    import_species([str(INDEX), str(CITES), str(EU)], tmp_path)
    found = listed(tmp_path)
    assert found["Pandinus imperator"] == ("II", "B")  # the EU lists the genus
    assert found["Pandinus fictus"] == ("", "B")
    assert found["Pandinus camerounensis"] == ("III", "C")  # its own
    assert found["Falco araea"] == ("I", "B")
    assert found["Dalbergia odorifera"] == ("II", "")
    assert found["Melopsittacus undulatus"] == ("NC", "")
    assert found["Python molurus molurus"] == ("I", "A")


def test_a_subspecies_is_covered_by_its_species(tmp_path: Path):
    rows = ("1;Testudo graeca;SPECIES;II", "2;Testudo graeca ibera;SUBSPECIES;")
    take(tmp_path, listings(*rows))
    assert listed(tmp_path)["Testudo graeca ibera"] == ("II", "")


def test_a_higher_taxon_that_is_partly_not_listed_covers_nothing(tmp_path: Path):
    rows = ("1;Testudinidae;FAMILY;II/NC", "2;Testudo graeca;SPECIES;", "3;Testudo nana;SPECIES;I")
    take(tmp_path, listings(*rows))
    assert listed(tmp_path)["Testudo graeca"] == ("", "")


@pytest.mark.parametrize("order", [(INDEX, EU, CITES), (EU, CITES, INDEX), (CITES, EU, INDEX)])
def test_the_order_of_downloads_changes_little(tmp_path: Path, order: tuple[Path, ...]):
    for path in order:
        import_species([str(path)], tmp_path)
    found = listed(tmp_path)
    assert found["Testudo hermanni"] == ("II", "A")
    assert found["Crocodylus niloticus"] == ("I/II", "A/B")
    assert len(found) == 35


def test_a_table_of_both_laws_is_both(tmp_path: Path):
    done = take(tmp_path, listings("1;Testudo graeca;SPECIES;II", "1;Testudo graeca;SPECIES;A"))
    assert [sorted(file.kinds) for file in done.files.values()] == [["cites", "eu"]]
    assert listed(tmp_path) == {"Testudo graeca": ("II", "A")}


def test_what_a_new_download_changes(tmp_path: Path):
    take(tmp_path, THREE)
    done = take(
        tmp_path,
        index("1;Testudo hermanni;I", "3;Testudo nana;II", "4;Testudo nova;III", "5;Testudo ulna;"),
    )
    assert told(done) == [
        ("listed", "Testudo nana: CITES not listed → II"),
        ("listed", "Testudo nova: CITES not listed → III"),
        ("delisted", "Testudo graeca: CITES II → not listed"),
        ("up", "Testudo hermanni: CITES II → I"),
    ]
    assert done.covers_less
    assert "Testudo graeca" not in known(tmp_path)
    assert "Testudo ulna" in known(tmp_path)


def test_down_changed_and_renamed(tmp_path: Path):
    take(tmp_path, index("1;Testudo alpha;I", "2;Testudo beta;II", "3;Testudo gamma;II"))
    done = take(tmp_path, index("1;Testudo alpha;II", "2;Testudo beta;II/NC", "3;Chersus gamma;II"))
    assert told(done) == [
        ("down", "Testudo alpha: CITES I → II"),
        ("changed", "Testudo beta: CITES II → II/NC"),
        ("renamed", "Testudo gamma is now Chersus gamma"),
    ]


def test_a_law_that_was_not_there_before_is_not_compared(tmp_path: Path):
    take(tmp_path, THREE)
    done = take(tmp_path, listings("1;Testudo hermanni;SPECIES;A"))
    assert told(done) == []
    assert not done.is_first
    done = take(tmp_path, listings("1;Testudo hermanni;SPECIES;B"))
    assert told(done) == [("down", "Testudo hermanni: EU A → B")]


def test_the_same_again_changes_nothing(tmp_path: Path):
    import_species([str(INDEX), str(EU)], tmp_path)
    before = (tmp_path / "species.csv").read_bytes()
    assert told(import_species([str(EU)], tmp_path)) == []
    assert (tmp_path / "species.csv").read_bytes() == before


def test_what_one_download_no_longer_names_another_still_may(tmp_path: Path):
    take(tmp_path, THREE, listings("1;Testudo hermanni;SPECIES;A", "2;Testudo graeca;SPECIES;A"))
    take(tmp_path, index("1;Testudo hermanni;II"))
    assert listed(tmp_path) == {"Testudo graeca": ("", "A"), "Testudo hermanni": ("II", "A")}
    assert known(tmp_path)["Testudo graeca"].synonyms == ""


def test_a_part_leaves_the_others_alone(tmp_path: Path):
    take(tmp_path, THREE)
    done = take(tmp_path, index("1;Testudo hermanni;I"), part=True)
    assert told(done) == [("up", "Testudo hermanni: CITES II → I")]
    assert listed(tmp_path)["Testudo graeca"] == ("II", "")


def test_a_download_that_lacks_most_taxa_is_taken_for_a_part(tmp_path: Path):
    letters = "abcfghijklmn"
    names = ("".join(three) for three in product(letters, repeat=3))
    many = [f"{number};Testudo {name};II" for number, name in enumerate(names)]
    take(tmp_path, index(*many))
    with pytest.raises(InputError, match=r"lacks 1,\d+ of the .* say --part"):
        take(tmp_path, index(*many[:10]))
    assert len(known(tmp_path)) == 12**3
    take(tmp_path, index(*many[:10]), part=True)
    assert len(known(tmp_path)) == 12**3


def test_what_cannot_be_used_changes_nothing(tmp_path: Path):
    take(tmp_path, THREE)
    before = (tmp_path / "species.csv").read_bytes()
    with pytest.raises(InputError):
        take(tmp_path, index("1;Testudo hermanni;I"), "title\nivory\n")
    assert (tmp_path / "species.csv").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.csv", "1.csv", "species.csv"]


def test_a_list_that_somebody_edited_is_refused(tmp_path: Path):
    take(tmp_path, THREE)
    (tmp_path / "species.csv").write_text("name\nTestudo\n")
    with pytest.raises(InputError, match=r"species.csv:1: .*\(delete it first\)"):
        take(tmp_path, THREE)
