"""``patrol doctor``: what a sweep would be scored by, and enter sites with, before the night."""

import json

import pytest
from patrol import site

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


def test_secrets_and_cookies_of_a_site(patrol, web, monkeypatch):
    login = {"url": web.url("/login"), "check": "a.out", "fields": {"password": "env:SHOP_WORD"}}
    patrol.configure(web, sites=[site(web, login=login, cookies="shop.txt")])

    def said():
        checks = json.loads(patrol.run("doctor", "--json").out)
        return [(each["state"], each["words"]) for each in checks if each["name"] == "site shop"]

    [(state, words)] = said()
    assert state == "missing"
    assert "the environment variable SHOP_WORD is not set" in words
    assert "shop.txt: there is no such file" in words
    monkeypatch.setenv("SHOP_WORD", "geheim")
    file = patrol.folder / "shop.txt"
    file.write_text("127.0.0.1\tFALSE\t/\tFALSE\t0\tsid\tgeheim\n")
    file.chmod(0o604)
    [(state, words)] = said()
    assert (state, "can be read by all users" in words) == ("note", True)
    file.chmod(0o600)
    assert said() == [("ok", "its secrets and cookies are at hand")]
    file.write_text("127.0.0.1\tFALSE\t/\tFALSE\t1600000000\tsid\tgeheim\n")
    [(state, words)] = said()
    assert (state, "expired on 2020-09-13" in words, web.connections) == ("missing", True, 0)
