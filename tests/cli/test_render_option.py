"""Single pages in the browser: ``--render``, or as the site has it."""

from __future__ import annotations

import json

import pytest
from app import app_site, fill_app
from patrol import Patrol
from web import Web


@pytest.mark.parametrize(
    ("site", "option", "said"),
    [
        ("http", [], ("shell", None)),
        ("auto", [], ("item", True)),
        ("http", ["--render", "browser"], ("item", True)),
        ("auto", ["--render", "http"], ("shell", None)),
    ],
)
def test_a_page_is_fetched_as_wanted(
    patrol: Patrol, web: Web, site: str, option: list[str], said: tuple[str, bool | None]
) -> None:
    fill_app(web, 1)
    patrol.configure(web, sites=[app_site(web, render=site)])
    ended = patrol.run("extract", "--site", "shop", web.url("/advert/0"), *option)
    page = json.loads(ended.out)
    assert (page["kind"], page.get("rendered")) == said, ended.err


def test_sites_try_says_that_the_browser_was_needed(patrol: Patrol, web: Web) -> None:
    fill_app(web, 3)
    patrol.configure(web, sites=[app_site(web)])
    ended = patrol.run("sites", "try", web.url())
    assert "bytes, opened in the browser, read as " in ended.out, ended.err
    assert "3 addresses of listings" in ended.out


def test_without_a_browser_it_says_what_is_missing(patrol: Patrol, web: Web) -> None:
    fill_app(web, 1)
    patrol.configure(web, sites=[app_site(web)])
    ended = patrol.run("sites", "try", web.url("/advert/0"), env={"PATH": "/nowhere"})
    assert (ended.code, ended.out) == (9, "")
    assert ended.err.startswith("patrol: render: auto needs Chromium, and none was found")
