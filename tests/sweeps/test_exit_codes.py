"""Every exit code of a sweep, each from the fault that it stands for."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from patrol import Patrol, Swept, site
from shop import advert, fill
from web import Held, Page, Web

from crawler.config import load
from crawler.errors import Exit
from crawler.store.database import open_database
from crawler.sweeps.launch import Night


def test_0_all_well(patrol: Patrol, web: Web) -> None:
    fill(web, 2)
    patrol.configure(web)
    swept = patrol.sweep()
    assert (swept.code, swept.err) == (0, "")
    assert swept.report["exit_code"] == 0


def test_1_something_needs_a_look_and_4_no_site_was_covered(patrol: Patrol, web: Web) -> None:
    fill(web, 2)
    few = site(web, name="few", expect={"listings": {"min": 3}})
    empty = site(web, name="empty", start=[web.url("/nothing")])
    patrol.configure(web, sites=[site(web), few, empty])
    swept = patrol.sweep()
    assert [found["verdict"] for found in swept.report["sites"]] == ["healthy", "thin", "thin"]
    assert swept.code == 1
    assert patrol.sweep("empty").code == 4


def test_2_without_a_contact_nothing_is_asked(patrol: Patrol, web: Web) -> None:
    patrol.configure(web, contact=None)
    swept = patrol.sweep()
    assert swept.code == 2
    assert swept.err.startswith(f"patrol: {patrol.config}: 'contact' is missing; ")
    assert (web.connections, swept.out) == (0, "")


@pytest.mark.parametrize(
    ("policy", "arguments", "said"),
    [
        ({}, ["shp"], "there is no site 'shp' in {config}; did you mean 'shop'? (sites: shop)"),
        ({"sites": []}, [], "{config}: no site is enabled; docs/adding-a-site.md shows how"),
        ({"wieght": 3}, [], "{config}:2: unknown key 'wieght'"),
        ({}, ["--limit", "0"], "Invalid value for '--limit': 0 is not in the range x>=1"),
    ],
)
def test_2_bad_command_or_configuration(
    patrol: Patrol, web: Web, policy: dict[str, object], arguments: list[str], said: str
) -> None:
    patrol.configure(web, **policy)
    if "wieght" in policy:
        patrol.config.write_text('{"contact": "patrol@customs.example",\n"wieght": 3}')
    swept = patrol.sweep(*arguments)
    assert swept.code == 2
    assert said.format(config=patrol.config) in swept.err
    assert "Traceback" not in swept.err
    assert web.connections == 0


def test_3_a_broken_keyword_file(patrol: Patrol, web: Web) -> None:
    patrol.configure(web)
    (patrol.folder / "keywords" / "ivory.yaml").write_text("schema: lexicon/1\nid: [\n")
    swept = patrol.sweep()
    assert swept.code == 3
    assert "ivory.yaml:2: not valid YAML" in swept.err
    assert web.connections == 0


SITE = """\
contact: patrol@customs.example
database: sqlite:///patrol.db
keywords: keywords
sites:
  - name: shop
    spider: classifieds
    start: ["https://shop.example/"]
"""
SEARCH = "    search: {url: 'https://shop.example/?q={term}', files: [ivory, ivroy]}\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("    selectors: {title: 'h1['}", "8: sites.0.selectors.title: 'h1[' is not valid CSS"),
        ("    selectors: {title: '//h1['}", "8: sites.0.selectors.title: '//h1[' is not valid"),
        ("    selectors: {title: '//h1[$x]'}", "8: sites.0.selectors.title: '//h1[$x]' is not"),
        ("    spider: shops", "6: sites.0.spider: there is no spider kind 'shops'"),
        ("    start: ['file:///etc/passwd']", "7: sites.0.start.0: 'file:///etc/passwd' is"),
        ("    start: ['/etc/passwd']", "7: sites.0.start.0: '/etc/passwd' is not a web address"),
        ("    start: ['http://192.168.1.5/']", "7: 192.168.1.5:80 is not a public address"),
        ("    start: ['http://intranet/']", "7: intranet:80 is not a public address"),
        ("    start: ['https://shop.example/', 'https://other.test/']",
         "7: other.test is another site than shop.example"),
        ("    search: {url: 'https://other.test/?q={term}'}",
         "8: other.test is another site than shop.example"),
        ("    search: {url: 'https://shop.example/?q=x'}",
         "8: sites.0.search: search.url must say where the word goes"),
        (SEARCH, "8: no keyword file has the id 'ivroy'; did you mean 'ivory'?"),
    ],
)  # fmt: skip
def test_2_what_no_site_can_be_asked_by_is_refused_with_its_line(
    patrol: Patrol, line: str, said: str
) -> None:
    key = line.partition(":")[0] + ":"
    kept = [line if each.startswith(key) else each for each in SITE.splitlines()]
    patrol.config.write_text("\n".join(kept if line in kept else [*kept, line]), "utf-8")
    swept = patrol.sweep()
    assert (swept.code, swept.out) == (2, "")
    assert swept.err.startswith(f"patrol: {patrol.config}:{said}"), swept.err
    assert len(swept.err.splitlines()) == 1
    assert not (patrol.folder / "reports").exists()


def test_5_one_sweep_per_site(patrol: Patrol, web: Web) -> None:
    fill(web, 4)
    web.pages["/advert/3"] = held = Held(advert("Oak chair"))
    patrol.configure(web)
    first = patrol.begin()
    first.until(web, 3)
    second = patrol.sweep()
    held.let_go()
    assert second.code == 5
    assert second.site["verdict"] == "not_run"
    said = "a sweep over shop is already running; wait until it has ended"
    assert second.site["reason"] == said
    assert first.wait().code == 0
    assert [web.count(f"/advert/{number}") for number in range(4)] == [1, 1, 1, 1]


def test_6_a_database_newer_than_the_program(patrol: Patrol, web: Web) -> None:
    patrol.configure(web)
    file = patrol.folder / "patrol.db"
    open_database(f"sqlite:///{file}").close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    swept = patrol.sweep()
    assert swept.code == 6
    assert "is newer than this program (it stands at revision 9999)" in swept.err
    assert web.connections == 0


def test_6_a_database_that_cannot_be_there(patrol: Patrol, web: Web) -> None:
    (patrol.folder / "file").write_text("no folder")
    patrol.configure(web, database="sqlite:///file/patrol.db")
    swept = patrol.sweep()
    assert swept.code == 6
    assert swept.err.startswith(f"patrol: cannot create {patrol.folder / 'file'}: ")


def test_6_a_file_that_is_no_database(patrol: Patrol, web: Web) -> None:
    patrol.configure(web)
    (patrol.folder / "patrol.db").write_text("hello " * 1_000)
    swept = patrol.sweep()
    assert swept.code == 6
    assert "patrol.db cannot be used: file is not a database" in swept.err


def test_6_a_server_that_is_away(patrol: Patrol, web: Web) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # but nobody listens
        url = f"postgresql://patrol:secret@127.0.0.1:{taken.getsockname()[1]}/patrol"
        patrol.configure(web, database=url)
        swept = patrol.sweep()
    assert swept.code == 6
    assert swept.err.startswith("patrol: the database postgresql://patrol:***@127.0.0.1:")
    assert "Connection refused" in swept.err
    assert "secret" not in swept.err
    assert web.connections == 0


FULL_DISK = """\
mount -t tmpfs -o size=2m tmpfs disk || exit 99
{sweep} > full.json
echo $? > full.code
mount -o remount,size=64m disk
{sweep} > freed.json
echo $? > freed.code
{export} > listings
"""


def test_7_a_full_disk_loses_nothing(patrol: Patrol, web: Web) -> None:
    for number, path in enumerate(fill(web, 150)):
        web.pages[path] = advert(f"Oak chair {number}", description=f"{number} oak " * 2_500)
    patrol.configure(web, database="sqlite:///disk/patrol.db")
    (patrol.folder / "disk").mkdir()
    sweep = " ".join(patrol.command("sweep", "--json"))
    export = " ".join(patrol.command("export", "--level", "none", "--tray", "all"))
    script = FULL_DISK.format(sweep=sweep, export=export)
    ran = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script],
        check=False, cwd=patrol.folder, capture_output=True, text=True,
    )  # fmt: skip
    if ran.returncode == 99 or "unshare" in ran.stderr:
        pytest.skip(f"no file system can be mounted here: {ran.stderr.strip()}")
    full, freed = (_ended(patrol, name) for name in ("full", "freed"))
    assert full.code == 7, ran.stderr
    assert full.site["verdict"] == "failed"
    assert full.site["reason"].startswith("no space left for the database")
    assert 0 < full.site["listings"] < 150
    assert freed.code == 0, ran.stderr
    assert freed.site["listings"] == freed.site["new"] == 150
    stored = (patrol.folder / "listings").read_text().splitlines()
    assert len(stored) == 151, "and a heading"


def _ended(patrol: Patrol, name: str) -> Swept:
    report = json.loads((patrol.folder / f"{name}.json").read_text())
    code = int((patrol.folder / f"{name}.code").read_text())
    return Swept(code, "", "", report)


def test_8_the_nights_time_is_used_up(patrol: Patrol, web: Web) -> None:
    fill(web, 60, delay=0.2)
    slowly = {"delay": 0, "concurrency": 1}
    sites = [site(web, name=name, pace=slowly) for name in ("first", "second")]
    patrol.configure(web, sites=sites, night={"minutes": 0.06, "parallel_sites": 1})
    swept = patrol.sweep()
    assert swept.code == 8
    first, second = swept.report["sites"]
    assert first["verdict"] == "cut_short"
    read = first["pages"]
    said = "stopped when the night's time was used up"
    assert first["reason"] == f"{said}: {read} of 61 known addresses were read"
    assert 0 < first["listings"] < 60
    assert second["verdict"] == "not_run"
    assert second["reason"] == "the night's time was used up"
    left = [line for line in swept.urls if line["state"] == "skipped"]
    assert {line["reason"] for line in left} == {said}
    assert len(left) == 61 - read


def test_8_a_site_that_does_not_stop_cannot_hold_the_night_up(patrol: Patrol, web: Web) -> None:
    fill(web, 3)
    web.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 86400\n"
    patrol.configure(web, night={"minutes": 0.05})
    config = load(patrol.config)
    night = Night(config, config.sites, limit=None, progress=lambda *_: None, grace=7)
    report = night.run(open_database(config.database))
    assert report.exit_code is Exit.BUDGET_USED_UP
    (shop,) = report.sites
    assert shop.verdict == "cut_short"
    said = "its time was used up and it did not stop; the next sweep goes on from here"
    assert shop.reason == said
    web.pages["/robots.txt"] = Page("", 404)
    assert patrol.sweep().site["listings"] == 3


def test_9_a_browser_is_missing(patrol: Patrol, web: Web) -> None:
    patrol.configure(web, sites=[site(web, render="browser")])
    swept = patrol.sweep(env={"PATH": str(Path(sys.executable).parent)})
    assert swept.code == 9
    assert swept.err.startswith("patrol: render: browser needs Chromium, and none was found ")
    assert "apt-get install chromium" in swept.err
    assert web.connections == 0
