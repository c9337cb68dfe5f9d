"""``patrol keywords measure``: what is found, what is flagged for nothing, and by which terms."""

import pytest

TABLE = """id,title,lang,label
1,carved ivory ring,en,wildlife
2,ivory box,en,Wildlife
3,a tusk,en,wildlife
4,wanted: ivory,en,wildlife
5,Elfenbein,de,benign
6,gold ring,en,benign
7,silver ring,en?,benign
8,brass lamp,nl,benign
9,pills,en,medicine
"""
PILLS = """schema: lexicon/1
id: pills
domain: medicines
terms: [pills, "[ab]c"]
"""


@pytest.fixture
def measured(office):
    office.write("keywords/pills.yaml", PILLS)
    office.write("adverts.csv", TABLE)
    return office.patrol("keywords", "measure", "adverts.csv", "--json").json


def line(lines, level="watch", **what):
    [found] = [
        each
        for each in lines
        if each["level"] == level and all(each[key] == value for key, value in what.items())
    ]
    return {key: each["hits"] for key, each in found.items() if isinstance(each, dict)} | {
        f"{key}_of": each["of"] for key, each in found.items() if isinstance(each, dict)
    }


def test_by_domain(measured):
    assert (measured["adverts"], measured["ordinary"]) == (9, 4)
    wildlife = line(measured["domains"], domain="wildlife")
    assert (wildlife["found"], wildlife["found_of"]) == (2, 4)  # one is in the tray "wanted"
    assert (wildlife["ordinary_flagged"], wildlife["ordinary_flagged_of"]) == (1, 4)
    assert (wildlife["precision"], wildlife["precision_of"]) == (2, 3)
    assert line(measured["domains"], domain="wildlife", level="review")["found"] == 0


def test_a_label_in_the_singular_is_the_domain(measured):
    assert line(measured["domains"], domain="medicines")["found"] == 1
    assert {each["domain"] for each in measured["domains"]} == {"wildlife", "medicines", "all"}


def test_all_domains_together(measured):
    everything = line(measured["domains"], domain="all")
    assert (everything["found"], everything["found_of"]) == (3, 5)
    assert (everything["precision"], everything["precision_of"]) == (3, 4)


def test_by_language(measured):
    assert {each["language"] for each in measured["languages"]} == {"de", "en", "nl"}
    english = line(measured["languages"], language="en")
    assert (english["found"], english["ordinary_flagged_of"]) == (3, 2)
    assert line(measured["languages"], language="de")["ordinary_flagged"] == 1


def test_the_terms_that_cost_most(measured):
    assert measured["terms"] == [
        {"file": "ivory", "group": "word", "term": "ivory", "false": 1, "true": 2}
    ]


def test_the_same_for_people(office):
    office.write("adverts.csv", TABLE.replace("5,Elf", "5,[bold] Elf"))
    done = office.patrol("keywords", "measure", "adverts.csv")
    assert done.code == 0
    assert "2 of 4 = 50.0 %" in done.out
    assert "1 of 4 = 250.00" in done.out


def test_ordinary_may_be_called_otherwise(office):
    office.write("adverts.csv", TABLE.replace("benign", "harmless"))
    found = office.patrol(
        "keywords", "measure", "adverts.csv", "--ordinary", "Harmless", "--json"
    ).json
    assert found["ordinary"] == 4


def test_a_table_without_labels_is_refused(office):
    office.write("adverts.csv", "title,what\nivory,x\n")
    done = office.patrol("keywords", "measure", "adverts.csv")
    assert done.code == 2
    assert "adverts.csv:2: there is no column 'label' (there are: title, what)" in done.err


def test_a_row_without_label_is_refused(office):
    office.write("adverts.csv", "title,label\nivory,wildlife\nring,\n")
    done = office.patrol("keywords", "measure", "adverts.csv")
    assert (done.code, done.out) == (2, "")
    assert "adverts.csv:3: has no label" in done.err


def test_a_label_that_is_no_domain_is_told(office):
    office.write("adverts.csv", TABLE.replace("de,benign", "de,harmless").replace("9,pills", "9,x"))
    done = office.patrol("keywords", "measure", "adverts.csv")
    assert done.code == 0
    assert "no keyword file has the domain 'harmless'" in done.err
    assert "--ordinary harmless" in done.err


def test_a_table_without_adverts_is_refused(office):
    office.write("adverts.csv", "title,label\n")
    done = office.patrol("keywords", "measure", "adverts.csv")
    assert (done.code, done.err) == (2, "patrol: adverts.csv holds no advert\n")


def test_the_language_may_stand_under_its_whole_name(office):
    office.write("adverts.csv", TABLE.replace("lang", "language"))
    found = office.patrol("keywords", "measure", "adverts.csv", "--json").json
    assert {each["language"] for each in found["languages"]} == {"de", "en", "nl"}
