"""Nights between which analysts edit the keyword files: well, badly, and on trial."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from patrol import KEYWORDS, Patrol, Swept
from shop import advert, fill
from sqlalchemy import select
from web import Web

from crawler.store import lexicons
from crawler.store.schema import assessments

MISTAKE = KEYWORDS.replace("weight: 60", "wieght: 20")
TRIAL = """\
schema: lexicon/1
id: chairs
domain: furniture
status: shadow
levels: {review: 40}
groups:
  - {id: chair, role: signal, terms: [chair]}
  - {id: oak, role: context, weight: 15, terms: [carved]}
"""


def ivory(patrol: Patrol) -> Path:
    return patrol.folder / "keywords" / "ivory.yaml"


def log(swept: Swept) -> list[str]:
    file = Path(swept.report["log"]) / "keywords.log"
    return file.read_text("utf-8").splitlines() if file.exists() else []


def scored_by(patrol: Patrol) -> set[str]:
    with patrol.database() as connection:
        return set(connection.execute(select(assessments.c.lexicon_version)).scalars())


def test_a_broken_file_does_not_cost_the_night(patrol: Patrol, web: Web) -> None:
    fill(web, 3, "/ivory")
    web.pages["/ivory"] = advert("Carved elephant ivory figure")
    patrol.configure(web)
    first = patrol.sweep()
    assert (first.code, first.report["alarms"], log(first)) == (0, [], [])
    assert first.site["flagged"] == 1
    [version] = scored_by(patrol)

    ivory(patrol).write_text(MISTAKE, "utf-8")
    fill(web, 3, "/ivory", "/more")
    web.pages["/more"] = advert("Another elephant ivory figure")
    second = patrol.sweep()
    assert second.code == second.report["exit_code"] == 1
    today = second.report["started_at"][:10]
    alarm = (f"{ivory(patrol)}:7: unknown key 'wieght'; did you mean 'weight'?; "
             f"its version of {today} stays in force")  # fmt: skip
    assert second.report["alarms"] == log(second) == [alarm]
    assert second.err == f"patrol: {alarm}\n"
    assert (second.site["verdict"], second.site["flagged"]) == ("healthy", 2)
    assert scored_by(patrol) == {version}

    ivory(patrol).write_text(KEYWORDS.replace("weight: 60", "weight: 20"), "utf-8")
    third = patrol.sweep()
    assert (third.code, third.err) == (0, "")
    assert third.site["flagged"] == 0
    with patrol.database() as connection:
        [newer] = scored_by(patrol)
        before, after = lexicons.stored(connection, version), lexicons.stored(connection, newer)
    assert [kept.files[0].groups[0].weight for kept in (before, after) if kept] == [60, 20]


def test_a_file_that_is_taken_away_is_told_in_the_log(patrol: Patrol, web: Web) -> None:
    fill(web, 1)
    patrol.configure(web)
    (patrol.folder / "keywords" / "chairs.yaml").write_text(TRIAL, "utf-8")
    patrol.sweep()
    (patrol.folder / "keywords" / "chairs.yaml").unlink()
    swept = patrol.sweep()
    assert (swept.code, swept.report["alarms"]) == (0, [])
    gone = patrol.folder / "keywords" / "chairs.yaml"
    assert log(swept) == [f"{gone} is gone: no longer in force"]


def test_scrapy_crawl_puts_in_force_by_itself(patrol: Patrol, web: Web) -> None:
    fill(web, 1, "/ivory")
    web.pages["/ivory"] = advert("Carved elephant ivory figure")
    patrol.configure(web)
    assert patrol.crawl().code == 0
    [version] = scored_by(patrol)
    ivory(patrol).write_text(MISTAKE, "utf-8")
    ran = patrol.crawl()
    assert ran.code == 1, "which needs a look"
    assert f"{ivory(patrol)}:7: unknown key 'wieght'" in ran.err
    assert (patrol.last_sweep().verdict, patrol.last_sweep().total("flagged")) == ("healthy", 1)

    ivory(patrol).write_text(KEYWORDS.replace("weight: 60", "weight: 20"), "utf-8")
    assert patrol.crawl("-a", f"lexicon={version}").code == 0
    assert scored_by(patrol) == {version}
    assert patrol.last_sweep().total("flagged") == 1


@pytest.fixture
def on_trial(patrol: Patrol, web: Web) -> Swept:
    fill(web, 3, "/carved", "/ivory")
    web.pages["/carved"] = advert("Carved chair")
    web.pages["/ivory"] = advert("Elephant ivory", description="Ivory, no other thing. " * 20)
    (patrol.folder / "keywords" / "chairs.yaml").write_text(TRIAL, "utf-8")
    idle = TRIAL.replace("id: chairs", "id: idle").replace("chair]", "sofa]")
    (patrol.folder / "keywords" / "idle.yaml").write_text(idle, "utf-8")
    patrol.configure(web)
    return patrol.sweep()


def test_a_file_on_trial_is_counted_and_flags_nothing(
    patrol: Patrol, web: Web, on_trial: Swept
) -> None:
    assert on_trial.code == 0
    assert on_trial.site["flagged"] == 1
    assert on_trial.report["shadow"] == {
        "chairs": {"watch": 3, "review": 1, "urgent": 0},
        "idle": {"watch": 0, "review": 0, "urgent": 0},
    }
    counts: dict[str, Any] = dict(patrol.last_sweep().counts)
    shadow = {name: number for name, number in counts.items() if name.startswith("shadow/")}
    assert shadow == {"shadow/chairs/watch": 3, "shadow/chairs/review": 1}
    stored = json.loads((Path(on_trial.report["log"]) / "report.json").read_text())
    assert stored == on_trial.report

    told = patrol.run("sweep").out.splitlines()
    assert "on trial: chairs would have flagged 4 (1 review)" in told
    assert "on trial: idle would have flagged 0" in told

    chairs = patrol.folder / "keywords" / "chairs.yaml"
    chairs.write_text(TRIAL.replace("status: shadow", "status: active"), "utf-8")
    active = patrol.sweep()
    assert active.site["flagged"] == 1 + 4, "as many as were foretold"
    assert active.report["shadow"].keys() == {"idle"}
