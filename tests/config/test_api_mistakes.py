"""What cannot be asked of a kind of site is told with its line, before the first request."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.config import load
from crawler.config.api import credentials
from crawler.errors import InputError, MissingError

KEYS = {"id": "env:EBAY_ID", "secret": "env:EBAY_SECRET"}


def loaded(folder: Path, site: dict[str, Any]) -> Any:
    """The configuration of one site, each of its keys on a line of its own from line 4 on."""
    file = folder / "config.yaml"
    lines = [f"    {name}: {json.dumps(value)}" for name, value in site.items()]
    file.write_text("sites:\n  -\n    name: one\n" + "\n".join(lines) + "\n", "utf-8")
    return load(file)


@pytest.mark.parametrize(
    "site",
    [
        {"spider": "shopify", "start": ["https://a.example/"]},
        {"spider": "bluesky", "search": {"files": ["ivory"]}},
        {"spider": "lemmy", "search": {"files": []}, "api": {"url": "https://a.example"}},
        {"spider": "ebay", "start": ["https://www.ebay.de"], "search": {}, "api": KEYS},
        {"spider": "reddit", "start": ["https://www.reddit.com/r/attic/"],
         "api": {"url": "https://oauth.reddit.com", **KEYS, "daily": 5000, "pages": 2}},
    ],
)  # fmt: skip
def test_what_can_be_asked_is_taken(tmp_path: Path, site: dict[str, Any]) -> None:
    assert loaded(tmp_path, site).sites[0].spider == site["spider"]


@pytest.mark.parametrize(
    ("line", "told", "site"),
    [
        (5, "'https://a.example/@ann' is no page that the kind 'mastodon' begins at "
            "(pages: /tags/{tag})",
         {"spider": "mastodon", "start": ["https://a.example/@ann"]}),
        (5, "the kind 'shopify' has no search: leave it out",
         {"spider": "shopify", "search": {"files": []}, "start": ["https://a.example/"]}),
        (5, "'url' is missing: where the site's search is, with {term} in it",
         {"spider": "classifieds", "search": {"files": []}}),
        (5, "the kind 'classifieds' reads pages and no API: leave 'api' out",
         {"spider": "classifieds", "api": {"pages": 2}, "start": ["https://a.example/"]}),
        (5, "the kind 'shopify' needs no keys: leave them out",
         {"spider": "shopify", "api": KEYS, "start": ["https://a.example/"]}),
        (5, "keys are sent there: it must begin with https://",
         {"spider": "ebay", "api": {**KEYS, "url": "http://a.example/"}, "search": {}}),
        (5, "the kind 'lemmy' reads no pages: leave 'render' out",
         {"spider": "lemmy", "render": "browser", "start": ["https://a.example/c/attic"]}),
        (5, "'id' and 'secret' go together: each names an environment variable",
         {"spider": "ebay", "api": {"id": "env:EBAY_ID"}, "search": {}}),
        (5, "a secret does not belong into this file",
         {"spider": "ebay", "api": {"id": "v^1.1#i", "secret": "env:S"}, "search": {}}),
        (3, "the kind 'ebay' needs 'api' with 'id' and 'secret', its keys",
         {"spider": "ebay", "start": ["https://www.ebay.de/sch/i.html?_nkw=oak"]}),
        (3, "'start' only says which site is meant: add 'search', or one of /",
         {"spider": "ebay", "api": KEYS, "start": ["https://www.ebay.de/"]}),
        (3, "'start' is missing: it says which site is meant",
         {"spider": "woocommerce", "search": {"files": []}}),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(
    tmp_path: Path, line: int, told: str, site: dict[str, Any]
) -> None:
    with pytest.raises(InputError) as error:
        loaded(tmp_path, site)
    (message,) = str(error.value).splitlines()
    assert told in message
    assert message.startswith(f"{tmp_path / 'config.yaml'}:{line}: "), message


def test_a_key_that_is_not_set_is_told_by_the_name_of_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = {"spider": "ebay", "search": {}, "api": KEYS}
    monkeypatch.setenv("EBAY_ID", "patrol")
    monkeypatch.delenv("EBAY_SECRET", raising=False)
    with pytest.raises(MissingError, match="EBAY_SECRET is not set"):
        credentials(loaded(tmp_path, site).sites[0])
    monkeypatch.setenv("EBAY_SECRET", "s3cret")
    assert credentials(loaded(tmp_path, site).sites[0]) == ("patrol", "s3cret")
