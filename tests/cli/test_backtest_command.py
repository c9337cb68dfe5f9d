"""``patrol keywords backtest`` and ``patrol rescore``, as an analyst uses them."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from patrol import KEYWORDS, Patrol

from crawler.store.database import open_existing
from crawler.store.lock import rescore_lock
from crawler.store.schema import judgements

ADVERTS = """\
id,title,description
1,Elephant ivory bangle,Bought in Africa
2,Bone carving,An old netsuke
3,Net5uke of unknown age,
4,Garden chair,Oak
5,Elephant 1vory figure,
"""
NETSUKE = KEYWORDS + "      - {term: netsuke}\n"


@pytest.fixture
def stored(patrol: Patrol) -> Patrol:
    """Five adverts, of which two are flagged."""
    patrol.configure()
    (patrol.folder / "adverts.csv").write_text(ADVERTS, "utf-8")
    assert patrol.run("import", "adverts.csv", "--site", "old").code == 0
    assert flagged(patrol) == {"1", "5"}
    return patrol


def flagged(patrol: Patrol) -> set[str]:
    ended = patrol.run("export", "--format", "jsonl")
    return {json.loads(line)["listing_id"] for line in ended.out.splitlines()}


def edit(patrol: Patrol, text: str, name: str = "ivory.yaml") -> None:
    (patrol.folder / "keywords" / name).write_text(text, "utf-8")


def test_an_edit_is_tried_then_applied(stored: Patrol) -> None:
    edit(stored, NETSUKE.replace("{term: elephant ivory, search: yes}", "{term: tusk}"))
    tried = json.loads(stored.run("keywords", "backtest", "--json").out)
    assert (tried["newly_flagged"], tried["no_longer_flagged"]) == (2, 2)
    counts = ("term", "newly_flagged", "no_longer_flagged")
    by_term = [tuple(each[name] for name in counts) for each in tried["terms"]]
    assert by_term == [("elephant ivory", 0, 2), ("netsuke", 2, 0)]
    words = {tuple(each["words"]) for each in tried["examples"]["newly_flagged"]}
    assert words == {("netsuke",), ("Net5uke",)}
    assert flagged(stored) == {"1", "5"}  # nothing has been changed

    shown = stored.run("keywords", "backtest").out
    assert "2 newly flagged, 2 no longer flagged" in shown
    assert "0 → 60  Bone carving" in shown

    done = json.loads(stored.run("rescore", "--json").out)
    assert (done["assessed"], done["unconcerned"]) == (4, 1)
    assert (done["newly_flagged"], done["no_longer_flagged"]) == (2, 2)
    assert flagged(stored) == {"2", "3"}
    assert "nothing has changed" in stored.run("keywords", "backtest").out
    again = json.loads(stored.run("rescore", "--json").out)
    assert (again["assessed"], again["unconcerned"]) == (0, 0)
    everything = json.loads(stored.run("rescore", "--all", "--json").out)
    assert (everything["assessed"], everything["newly_flagged"]) == (5, 0)


def test_a_file_that_would_be_refused_is_told(stored: Patrol) -> None:
    failing = "tests:\n  - {text: a netsuke, expect: none}\n"
    edit(stored, NETSUKE + failing)
    ended = stored.run("keywords", "backtest")
    assert ended.code == 0
    assert "would not come into force" in ended.err
    assert "ivory.yaml:" in ended.err
    told = json.loads(stored.run("keywords", "backtest", "--json").out)
    assert len(told["failing_tests"]) == 1


def test_what_no_score_rests_on_concerns_no_advert(stored: Patrol) -> None:
    edit(stored, KEYWORDS.replace("id: ivory\n", "id: ivory\nversion: '2'\nowner: Ann\n"))
    tried = json.loads(stored.run("keywords", "backtest", "--json").out)
    assert tried["before"] != tried["after"]
    assert tried["looked_at"] == 0


def test_a_file_on_trial_is_told_as_such(stored: Patrol) -> None:
    edit(stored, NETSUKE.replace("id: ivory\n", "id: netsuke\nstatus: shadow\n"), "trial.yaml")
    assert "netsuke is on trial" in stored.run("keywords", "backtest").out


def test_terms_of_other_files_are_not_blamed(stored: Patrol) -> None:
    heavy = KEYWORDS.replace("id: ivory", "id: heavy").replace("weight: 60", "weight: 90")
    edit(stored, heavy.replace("elephant ivory", "bangle"), "heavy.yaml")
    tried = json.loads(stored.run("keywords", "backtest", "--json").out)
    assert [(each["file"], each["term"]) for each in tried["terms"]] == [("heavy", "bangle")]


def test_to_be_ended_is_to_be_interrupted(stored: Patrol) -> None:
    rows = "".join(f"{number},Elephant ivory {number},\n" for number in range(10, 4_600))
    (stored.folder / "more.csv").write_text("id,title,description\n" + rows, "utf-8")
    assert stored.run("import", "more.csv", "--site", "old").code == 0
    child = subprocess.Popen(
        stored.command("rescore", "--all"), cwd=stored.folder, stderr=subprocess.PIPE, text=True
    )
    children = Path(f"/proc/{child.pid}/task/{child.pid}/children")
    until(lambda: len(children.read_text().split()) > 1)  # the pool is at work
    pool = children.read_text().split()
    child.terminate()
    assert "interrupted" in child.communicate(timeout=60)[1]
    assert child.returncode == 130
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pool))
    assert stored.run("rescore").code == 0


def until(holds: Callable[[], bool]) -> None:
    """Wait for it."""
    patience = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < patience
        time.sleep(0.05)


def test_what_analysts_decided_is_set_against_it(stored: Patrol) -> None:
    database = open_existing(f"sqlite:///{stored.folder / 'patrol.db'}")
    with database.write() as connection:
        keys = connection.exec_driver_sql("SELECT listing_id, id FROM listings").fetchall()
        for number, decision in (("1", "dismissed"), ("5", "confirmed")):
            row = {"listing": dict(keys)[number], "decision": decision, "judged_by": "Ann",
                   "judged_at": datetime.now(UTC)}  # fmt: skip
            connection.execute(judgements.insert(), row)
    database.close()
    edit(stored, KEYWORDS.replace("elephant ivory", "netsuke"))
    tried = json.loads(stored.run("keywords", "backtest", "--json").out)
    assert tried["judged"]["no_longer_flagged"] == {
        "unreviewed": 0, "confirmed": 1, "dismissed": 1, "unsure": 0
    }  # fmt: skip
    assert "no longer flagged, analysts had confirmed 1, dismissed 1" in (
        stored.run("keywords", "backtest").out
    )


def test_a_file_from_elsewhere_is_tried_with_those_in_force(stored: Patrol) -> None:
    draft = stored.folder / "draft.yaml"
    header = "schema: lexicon/1\nid: chairs\ndomain: wood\n"
    draft.write_text(header + "terms: [garden chair]\n", "utf-8")
    edit(stored, NETSUKE)  # which is not asked for
    tried = json.loads(stored.run("keywords", "backtest", str(draft), "--json").out)
    assert (tried["newly_flagged"], tried["no_longer_flagged"]) == (1, 0)
    assert [each["file"] for each in tried["terms"]] == ["chairs"]

    draft.write_text(header + "term: [x]\n", "utf-8")
    refused = stored.run("keywords", "backtest", str(draft))
    assert refused.code == 3
    assert "draft.yaml:4" in refused.err
    draft.write_text(header + "use: [no/such]\nterms: [x]\n", "utf-8")
    refused = stored.run("keywords", "backtest", str(draft))
    assert refused.code == 3
    assert "draft.yaml:4" in refused.err


def test_a_broken_file_leaves_its_last_good_version_in_force(stored: Patrol) -> None:
    edit(stored, KEYWORDS + "  nonsense: yes\n")
    assert stored.run("keywords", "backtest").code == 3
    ended = stored.run("rescore")
    assert ended.code == 1
    assert "ivory.yaml:" in ended.err
    assert flagged(stored) == {"1", "5"}


def test_there_must_be_a_history(patrol: Patrol) -> None:
    patrol.configure()
    for command in (("rescore",), ("keywords", "backtest")):
        ended = patrol.run(*command)
        assert ended.code == 6
        assert "a sweep or an import makes it" in ended.err


def test_one_rescore_at_a_time(stored: Patrol) -> None:
    database = open_existing(f"sqlite:///{stored.folder / 'patrol.db'}")
    with rescore_lock(database):
        ended = stored.run("rescore")
    database.close()
    assert ended.code == 5
    assert "a rescore is already running" in ended.err
