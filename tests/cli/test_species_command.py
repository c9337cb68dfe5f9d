"""``patrol keywords import species``: the agency's downloads, and what came of them."""

from agency import CITES, EU, INDEX, index

NAMES = """
schema: lexicon/1
id: names
domain: wildlife
languages: [en, fr, es]
groups:
  - id: sci
    role: signal
    terms_from: {taxon: {annex: [A, B]}}
  - id: common
    role: signal
    terms_from: {taxon: {annex: A, names: common}}
"""
COMMAND = ("keywords", "import", "species")


def test_a_first_import_and_what_it_finds(office):
    office.write("keywords/names.yaml", NAMES)
    before = office.patrol("keywords", "check")
    assert before.code == 0
    assert "note: no species list is imported: names looks only for" in before.out
    done = office.patrol(*COMMAND, str(INDEX), str(EU))
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"{INDEX}: Checklist index, 29 rows, 0 left out",
        f"{EU}: EU listings, 31 rows, 0 left out",
        "32 taxa, 30 listed: CITES I 12, II 13, III 1; EU A 15, B 14, C 1, D 0; "
        "23 synonyms, 66 common names",
    ]
    office.write("adverts.csv", "title\nChersus hermanni for sale\nOak chair\n")
    scored = office.patrol("score", "adverts.csv").out
    assert (
        "Chersus hermanni for Testudo hermanni (sci) in the title, "
        "listed in CITES II, EU Annex A: +25" in scored
    )
    assert "untested" not in scored
    after = office.patrol("keywords", "check")
    assert "note:" not in after.out
    assert "names of the list are common words, as 'Tiger'" in after.out


def test_what_a_new_download_changes(office):
    office.write("a.csv", index("1;Testudo hermanni;II", "2;Testudo graeca;II"))
    assert office.patrol(*COMMAND, "a.csv").code == 0
    office.write("b.csv", index("1;Testudo hermanni;I", "2;Testudo graeca;II", "3;Testudo nana;II"))
    done = office.patrol(*COMMAND, "b.csv")
    assert done.code == 0
    assert done.out.splitlines()[1:5] == [
        "newly listed: 1",
        "  Testudo nana: CITES not listed → II",
        "listed more strictly: 1",
        "  Testudo hermanni: CITES II → I",
    ]
    done = office.patrol(*COMMAND, "a.csv", "--json")
    assert done.code == 1  # less is covered than before
    assert [(each["kind"], each["name"]) for each in done.json["changes"]] == [
        ("delisted", "Testudo nana"),
        ("down", "Testudo hermanni"),
    ]
    assert "nothing is listed otherwise" in office.patrol(*COMMAND, "a.csv").out


def test_a_row_left_out_is_told(office):
    office.write("a.csv", index("1;Testudo hermanni;II", "2;Testudo graeca;IX"))
    done = office.patrol(*COMMAND, "a.csv")
    assert done.code == 1
    assert done.err == "a.csv:3: 'IX' is no appendix or annex; left out\n"


def test_a_refused_file_changes_nothing(office):
    office.write("a.csv", index("1;Testudo hermanni;II"))
    office.patrol(*COMMAND, "a.csv")
    before = office.read("keywords/species.csv")
    office.write("b.csv", "title\nivory\n")
    done = office.patrol(*COMMAND, "a.csv", "b.csv")
    assert done.code == 2
    assert done.err.startswith("patrol: b.csv:1: is neither a CITES Checklist index")
    assert office.read("keywords/species.csv") == before
    assert office.patrol(*COMMAND, "none.csv").code == 2
    assert office.patrol(*COMMAND).err.startswith("patrol: name a FILE to import")


def test_a_part(office):
    office.write("a.csv", index("1;Testudo hermanni;II", "2;Testudo graeca;II"))
    office.patrol(*COMMAND, "a.csv")
    office.write("b.csv", index("1;Testudo hermanni;I"))
    done = office.patrol(*COMMAND, "b.csv", "--part")
    assert done.code == 0
    assert "2 taxa, 2 listed: CITES I 1, II 1, III 0" in done.out


def test_what_is_imported(office):
    assert office.patrol(*COMMAND, "--list").out == "no species list is imported\n"
    office.patrol(*COMMAND, str(CITES))
    done = office.patrol(*COMMAND, "--list")
    assert "species.csv, imported on 20" in done.out
    assert "CITES I 7, II 4, III 1" in done.out
    assert office.patrol(*COMMAND, "--list", "--json").json["taxa"] == 12


def test_an_encoding_that_is_said(office):
    office.write("a.csv", index("1;Testudo hermanni;II").encode("cp500"))
    assert office.patrol(*COMMAND, "a.csv").code == 2
    assert office.patrol(*COMMAND, "a.csv", "--encoding", "cp500").code == 0


def test_doctor_says_whether_there_is_a_list(office):
    def told():
        checks = office.patrol("doctor", "--json").json
        return [(each["state"], each["words"]) for each in checks if each["name"] == "species list"]

    assert told() == [("note", "none; patrol keywords import species FILE has it")]
    office.patrol(*COMMAND, str(EU))
    assert told() == [("ok", "28 taxa")]
    office.write("keywords/species.csv", "oops\n")
    assert told()[0][0] == "missing"
