"""Where the configuration comes from, and what holds where it says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.config import Config, load
from crawler.config.policy import user_agent
from crawler.errors import InputError

SITE = """\
sites:
  - name: shop
    spider: sitemap
    start: ["https://shop.example/sitemap.xml"]
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PATROL_CONFIG", raising=False)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    config = load()
    assert config.path is None
    assert config.contact is None
    assert config.sites == ()
    assert config.database == f"sqlite:///{tmp_path / 'data/patrol.db'}"
    assert config.evidence == tmp_path / "data/evidence"
    assert config.reports == tmp_path / "data/reports"
    assert (config.levels.watch, config.levels.review, config.levels.urgent) == (25, 50, 80)
    assert (config.night.minutes, config.night.parallel_sites) == (300, 4)
    retention = config.retention
    assert (
        retention.unflagged_days, retention.dismissed_days, retention.confirmed_days
    ) == (30, 30, 365)  # fmt: skip
    assert config.egress.allow == ()
    assert (config.keywords / "wildlife").is_dir(), "the keyword files that are shipped"


def test_what_a_site_need_not_say(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(SITE)
    site = load().site("shop")
    assert site.enabled
    assert (site.languages, site.country, site.currency) == ((), None, None)
    assert (site.selectors, site.search) == ({}, None)
    assert (site.pace.delay, site.pace.concurrency) == (1.0, 1)
    assert (site.limits.pages, site.limits.minutes, site.limits.depth) == (500, 60, 20)
    assert (site.render, site.proxy) == ("http", None)
    assert (site.expect.listings.min, site.expect.fields) == (0, {})
    assert site.addresses == ("https://shop.example/sitemap.xml",)


def test_null_is_the_same_as_saying_nothing(tmp_path: Path) -> None:
    said = load_text(tmp_path, SITE + "    proxy: null\n    country: ~\n    currency:\n")
    assert said.sites == load_text(tmp_path, SITE).sites


def load_text(folder: Path, text: str) -> Config:
    (folder / "other.yaml").write_text(text)
    return load(folder / "other.yaml")


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    home = tmp_path / "office"
    (home / "words").mkdir(parents=True)
    file = home / "patrol.yaml"
    file.write_text(
        "database: sqlite:///books/patrol.db\nevidence: /srv/evidence\n"
        "reports: ../reports\nkeywords: words\n"
    )
    config = load(Path("office/patrol.yaml"))
    assert config.path == file
    assert config.database == f"sqlite:///{home / 'books/patrol.db'}"
    assert config.evidence == Path("/srv/evidence")
    assert config.reports.resolve() == tmp_path / "reports"
    assert config.keywords == home / "words"


@pytest.mark.parametrize("url", ["sqlite:////srv/patrol.db", "postgresql://patrol@db/patrol"])
def test_a_database_that_is_no_relative_path_stays(tmp_path: Path, url: str) -> None:
    assert load_text(tmp_path, f"database: {url}\n").database == url


def test_keywords_that_are_named_are_not_replaced_by_the_shipped_ones(tmp_path: Path) -> None:
    assert load_text(tmp_path, "keywords: words\n").keywords == tmp_path / "words"


def test_the_environment_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.yaml").write_text("contact: here@office.example\n")
    other = tmp_path / "elsewhere.yaml"
    other.write_text("contact: there@office.example\n")
    assert load().contact == "here@office.example"
    monkeypatch.setenv("PATROL_CONFIG", str(other))
    assert load().contact == "there@office.example"
    assert load(tmp_path / "config.yaml").contact == "here@office.example"


def test_the_environment_names_a_file_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATROL_CONFIG", "gone.yaml")
    with pytest.raises(InputError, match=r"gone\.yaml: there is no such configuration file"):
        load()


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_bytes(b"\xef\xbb\xbfcontact: a@b.example\n")
    assert load().contact == "a@b.example"


def test_nothing_in_it_can_be_changed(tmp_path: Path) -> None:
    config = load()
    with pytest.raises(ValueError, match="frozen"):
        config.night.minutes = 3  # type: ignore[misc]


def test_an_unknown_site_is_told_with_the_known_ones(tmp_path: Path) -> None:
    config = load_text(tmp_path, SITE)
    with pytest.raises(InputError) as refused:
        config.site("shp")
    assert str(refused.value) == (
        f"there is no site 'shp' in {tmp_path / 'other.yaml'}; did you mean 'shop'? (sites: shop)"
    )


def test_a_user_agent_tells_whom_to_write_to(tmp_path: Path) -> None:
    config = load_text(tmp_path, "contact: https://customs.example/patrol\n")
    assert user_agent(config).endswith(" (+https://customs.example/patrol)")
    with pytest.raises(InputError, match=r"other\.yaml: 'contact' is missing"):
        user_agent(load_text(tmp_path, SITE))
