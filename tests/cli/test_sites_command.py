"""``patrol sites platforms``, and the word of warning before a platform is visited."""

import json

SITE = """contact: patrol@customs.example
egress: {allow: ["127.0.0.1:9"]}
sites:
  - name: clothes
    spider: classifieds
    start: ["https://www.vinted.be/"]
    enabled: false
"""


def test_platforms_are_listed_with_their_route(office):
    done = office.patrol("sites", "platforms")
    assert done.code == 0
    assert "by hand" in done.out
    assert "craigslist" in done.out


def test_one_is_printed_as_a_site_to_be_copied(office):
    done = office.patrol("sites", "platforms", "wallapop")
    assert done.code == 0
    office.write("config.yaml", f"sites:\n{done.out}")
    listed = office.patrol("sites", "list", "--json").json
    assert [(site["name"], site["enabled"]) for site in listed] == [("wallapop", False)]
    assert "# Verified: terms and conditions of use of 2024-10-02, read 2026-11-22" in done.out


def test_as_json(office):
    (known,) = office.patrol("sites", "platforms", "ebay", "--json").json
    assert (known["route"], known["kind"]) == ("api", "ebay")


def test_a_name_that_is_none(office):
    done = office.patrol("sites", "platforms", "ebya")
    assert (done.code, done.out) == (2, "")
    assert done.err == "patrol: no platform 'ebya' is known; did you mean 'ebay'?\n"


def test_to_try_a_page_of_one_says_that_it_refuses(office):
    # Whatever becomes of the request: the tests' network ends at this machine.
    office.write("config.yaml", SITE + "    proxy: http://127.0.0.1:9\n")
    done = office.patrol("sites", "try", "https://www.vinted.be/items/1")
    assert done.err.startswith("patrol: Vinted is not for crawlers: ")
    assert "save pages by hand and 'patrol import' them" in done.err


def test_so_does_a_sweep(office):
    office.write("config.yaml", SITE + "    proxy: http://127.0.0.1:9\n")
    done = office.patrol("sweep", "clothes", "--json")
    assert "patrol: site 'clothes': Vinted is not for crawlers: " in done.err
    assert json.loads(done.out)["sites"][0]["verdict"] == "unreachable"
