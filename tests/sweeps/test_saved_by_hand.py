"""Pages that an analyst saved by hand beside the sweeps over their site: never coverage."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from patrol import Patrol
from shop import advert, fill
from web import Web

from crawler.store import sweeps

YESTERDAY = datetime.now(UTC) - timedelta(days=1)
WALL = "<html><title>Just a moment...</title><body>Checking your browser</body></html>"


def save(patrol: Patrol, web: Web, path: str, html: str, day: datetime = YESTERDAY) -> Path:
    """A page as a browser saves it."""
    folder = patrol.folder / "saved"
    folder.mkdir(exist_ok=True)
    file = folder / f"{path.strip('/').replace('/', '-')}.html"
    url = web.url(path)
    file.write_text(f"<!-- saved from url=({len(url):04}){url} -->{html}")
    os.utime(file, (day.timestamp(), day.timestamp()))
    return file


def test_they_are_stored_and_marked_and_no_sweep(patrol: Patrol, web: Web) -> None:
    patrol.configure(web)
    save(patrol, web, "/advert/1", advert("Elephant ivory bangle"))
    save(patrol, web, "/advert/2", WALL)
    done = patrol.run("import", "saved", "--site", "shop")
    assert done.code == 1
    assert "advert-2.html: shows no advert but a wall (captcha)" in done.err
    (listing,) = patrol.listings()
    assert listing["url"] == web.url("/advert/1")
    assert listing["level"] == "review"
    assert listing["reasons"][-1] == f"its page was saved by hand on {YESTERDAY:%Y-%m-%d}: +0"
    with patrol.database() as connection:
        assert sweeps.history(connection, "shop") == []
    assert web.connections == 0


def test_a_sweep_knows_them_again_and_they_are_its_own_from_then_on(
    patrol: Patrol, web: Web
) -> None:
    fill(web, 2)
    patrol.configure(web)
    save(patrol, web, "/advert/1", advert("Oak chair number 1"))
    assert patrol.run("import", "saved", "--site", "shop").code == 0
    swept = patrol.sweep()
    assert (swept.site["listings"], swept.site["new"], swept.site["changed"]) == (2, 1, 0)
    assert not any("by hand" in str(each["reasons"]) for each in patrol.listings())


def test_what_a_sweep_never_met_is_not_missed_by_it(patrol: Patrol, web: Web) -> None:
    fill(web, 2)
    patrol.configure(web)
    save(patrol, web, "/advert/99", advert("Oak chair"))
    assert patrol.run("import", "saved", "--site", "shop").code == 0
    swept = patrol.sweep()
    assert (swept.code, swept.site["listings"], swept.site["gone"]) == (0, 2, 0)
    assert web.count("/advert/99") == 0
    (saved,) = [each for each in patrol.listings() if each["url"] == web.url("/advert/99")]
    assert saved["state"] == "new"


def test_an_older_page_changes_nothing_of_what_a_sweep_read(patrol: Patrol, web: Web) -> None:
    fill(web, 1)
    patrol.configure(web)
    assert patrol.sweep().code == 0
    (before,) = patrol.listings()
    file = save(patrol, web, "/advert/0", advert("Oak chair, as it was offered before"))
    done = patrol.run("import", str(file), "--site", "shop")
    assert done.code == 0
    assert "0 changed, 0 unchanged, 0 back; 0 flagged, 0 repeated, 1 older" in done.out
    (after,) = patrol.listings()
    assert (after["title"], after["reasons"]) == (before["title"], before["reasons"])
