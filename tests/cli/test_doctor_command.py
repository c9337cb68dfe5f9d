"""``patrol doctor`` on keyword files: what a sweep would be scored by, told before the night."""

import pytest

BROKEN = ("weight: 40", "wieght: 40")
FAILING = ("an ivory lamp", "an ivory ring")


def keywords(office):
    """(state, words) of each check of the keyword files."""
    checks = office.patrol("doctor", "--json").json
    return [(each["state"], each["words"]) for each in checks if each["name"] == "keywords"]


def edit(office, *edits):
    text = office.read("keywords/ivory.yaml")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    office.write("keywords/ivory.yaml", text)


@pytest.mark.parametrize("mistake", [BROKEN, FAILING])
def test_before_the_first_night(office, mistake):
    assert keywords(office) == [("ok", "1 files, not in force yet")]
    edit(office, mistake)
    [(state, words)] = keywords(office)
    assert state == "missing"
    assert "ivory.yaml:" in words


@pytest.mark.parametrize("mistake", [BROKEN, FAILING])
def test_a_file_on_its_last_good_version(office, mistake):
    office.write("adverts.csv", "title\nivory\n")
    assert office.patrol("import", "adverts.csv", "--site", "attic").code == 0
    assert keywords(office) == [("ok", "1 files in force")]
    edit(office, mistake)
    [(state, words)] = keywords(office)
    assert state == "note"
    assert "ivory.yaml:" in words
    assert words.endswith(" stays in force")
