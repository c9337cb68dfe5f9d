"""The table of platforms: whole, unambiguous, and its templates can be pasted as they are."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from crawler.config import load
from crawler.config.platforms import Platform, objections, platform, platform_of, platforms
from crawler.config.values import spider_kinds
from crawler.errors import InputError

every_one = pytest.mark.parametrize("known", platforms(), ids=lambda each: each.name)


@every_one
def test_its_template_is_a_disabled_site(known: Platform, tmp_path: Path) -> None:
    template = known.template()
    for kind in {known.kind} - set(spider_kinds()):  # an optional kind that is not installed
        template = template.replace(f"spider: {kind}", "spider: classifieds")
        template = re.sub(r"^    api:.*\n", "", template, flags=re.MULTILINE)
    (tmp_path / "config.yaml").write_text(f"sites:\n{template}", "utf-8")
    (site,) = load(tmp_path / "config.yaml").sites
    assert (site.name, site.enabled) == (known.name, False)
    assert platform_of(site.start[0]) == known


@every_one
def test_what_verified_it_is_named_with_its_day_and_place(known: Platform) -> None:
    if known.verified is None:
        assert "not verified" in known.template() or "Verified: no" in known.template()
        return
    assert known.verified.at.startswith("https://")
    read = date.fromisoformat(known.verified.read)
    if known.verified.dated != "undated":
        assert date.fromisoformat(known.verified.dated) <= read
    assert known.verified.at in known.template()


def test_no_domain_belongs_to_two() -> None:
    domains = [domain for known in platforms() for domain in known.domains]
    assert len(domains) == len(set(domains))
    assert len({known.name for known in platforms()}) == len(platforms())


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.ebay.co.uk/itm/1", "ebay"),
        ("https://paris.craigslist.org/", "craigslist"),
        ("https://X.com./a", "x"),
        ("https://notebay.com/", None),
        ("https://netflix.com/", None),
        ("https://ebay.com.evil.example/", None),
        ("http://[", None),
        ("shop", None),
    ],
)
def test_an_address_is_known_by_its_domain(url: str, name: str | None) -> None:
    found = platform_of(url)
    assert (found.name if found else None) == name


def test_a_platform_that_refuses_says_what_to_do_instead() -> None:
    (said,) = objections(("https://www.vinted.be/", "https://www.vinted.fr/"), "classifieds")
    assert said.startswith("Vinted is not for crawlers: ")
    assert "'patrol import'" in said


def test_an_official_interface_is_no_crawler() -> None:
    (said,) = objections(("https://www.ebay.be/",), "classifieds")
    assert "use spider: ebay" in said
    assert objections(("https://www.ebay.be/",), "ebay") == []
    assert objections(("https://t.me/s/channel", "https://shop.example/"), "classifieds") == []


def test_a_name_that_is_none_is_a_sentence() -> None:
    with pytest.raises(InputError, match="no platform 'vintd' is known; did you mean 'vinted'"):
        platform("vintd")
