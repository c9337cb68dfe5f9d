"""Lexicons as kept: what comes back is what went in, to the version."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, text

from crawler.lexicon import KeywordFile, Lexicon, bring_in, load
from crawler.store import lexicons
from crawler.store.schema import keyword_files, lexicon_files

SHIPPED = Path(__file__).parents[2] / "keywords"
EVENING = datetime(2026, 11, 3, 22, 0, tzinfo=UTC)
CONTENTS = select(func.count()).select_from(keyword_files)
ROWS = select(func.count()).select_from(lexicon_files)


def file(name: str, *terms: str, **more: object) -> KeywordFile:
    groups = [{"id": "word", "role": "signal", "terms": list(terms)}]
    said = {"schema": "lexicon/1", "id": name, "domain": "wildlife", "groups": groups, **more}
    return KeywordFile.model_validate(said)


def keep(connection, *parts: KeywordFile, now: datetime = EVENING) -> Lexicon:
    whole, unusable = bring_in(parts)
    assert not unusable
    lexicon = Lexicon.of(whole.values())
    lexicons.keep(connection, lexicon, {f"{part.id}.yaml": part for part in parts}, now)
    return lexicon


def test_the_shipped_files_come_back_whole(database):
    loaded = load(SHIPPED)
    parts = [part.file for part in loaded.parts if part.file]
    with database.write() as connection:
        keep(connection, *parts)
    with database.read() as connection:
        assert lexicons.stored(connection, loaded.lexicon.version) == loaded.lexicon
        kept = lexicons.files(connection, loaded.lexicon.version)
        assert [kept[f"{part.id}.yaml"].file for part in parts] == parts
        assert lexicons.stored(connection, "nosuchversion") is None


def test_everything_that_a_file_can_say_comes_back(tmp_path, database):
    (tmp_path / "words.csv").write_text("word,code\nslagtand,nl\nzanna,it\n")
    (tmp_path / "a.yaml").write_text(
        """
        schema: lexicon/1
        id: a
        domain: wildlife
        status: shadow
        languages: [en, nl]
        valid: {from: 2026-01-01, until: 2027-01-01, review_by: 2026-06-01}
        references: [{key: "r1", text: "a \\"book\\" \\0 by \\U0001F418"}]
        levels: {watch: 10}
        disguise: 0
        groups:
          - id: word
            role: signal
            terms_from: {file: words.csv, column: word, lang: code}
            terms:
              - {term: haš, lang: mul, keep_accents: yes, fuzzy: no, needs: [], weight: 0,
                 price_floor_eur: 12.50, country: BE, ambiguity: low}
              - {term: 象牙, lang: zh, match: substring, variants: ["IVORY\\u200b"], search: yes}
          - {id: low, role: lower, cap: 0, weight: -5, scope: title,
             terms: [{term: resin, lang: en}]}
        rules:
          - {id: cheap, all: [word], price_eur: {min: 0, max: 10.0}, add: 20}
          - {id: again, price_below_floor: 0.30, seller: {confirmed_min: 1}, add: 5}
        tests:
          - {text: 象牙, expect: watch, price_eur: 3.00, date: 2026-02-03, seller: {confirmed: 1}}
        """.replace("\n        ", "\n")
    )
    loaded = load(tmp_path)
    assert not loaded.errors
    [part] = [part.file for part in loaded.parts]
    with database.write() as connection:
        lexicon = keep(connection, part)
        assert lexicons.stored(connection, lexicon.version) == loaded.lexicon
    assert [term.term for term in part.groups[0].terms] == ["haš", "象牙", "slagtand", "zanna"]


def test_what_did_not_change_is_kept_once(database):
    ivory, brands = file("ivory", "ivory"), file("brands", "rolex")
    with database.write() as connection:
        first = keep(connection, ivory, brands)
        keep(connection, ivory, brands, now=EVENING + timedelta(days=1))
        assert (connection.scalar(CONTENTS), connection.scalar(ROWS)) == (2, 2)
        assert lexicons.latest(connection).since == EVENING
        later = EVENING + timedelta(days=2)
        second = keep(connection, ivory, file("brands", "omega"), now=later)
        assert (connection.scalar(CONTENTS), connection.scalar(ROWS)) == (3, 4)
        since = {path: kept.since for path, kept in
                 lexicons.files(connection, second.version).items()}  # fmt: skip
        assert since == {"ivory.yaml": EVENING, "brands.yaml": later}
        assert lexicons.stored(connection, first.version) == first


def test_the_latest_is_the_one_in_force_also_if_it_was_so_before(database):
    with database.write() as connection:
        assert lexicons.latest(connection) is None
        first = keep(connection, file("ivory", "ivory"))
        keep(connection, file("ivory", "tusk"), now=EVENING + timedelta(days=1))
        keep(connection, file("ivory", "ivory"), now=EVENING + timedelta(days=2))
        latest = lexicons.latest(connection)
    assert (latest.version, latest.since) == (first.version, EVENING + timedelta(days=2))
    assert latest.digests == {"ivory.yaml": file("ivory", "ivory").digest}


def test_a_clock_that_was_set_back_makes_nothing_older(database):
    with database.write() as connection:
        keep(connection, file("ivory", "ivory"))
        second = keep(connection, file("ivory", "tusk"), now=EVENING - timedelta(days=1))
        assert lexicons.latest(connection).version == second.version


def test_a_file_that_was_only_renamed_is_found_under_its_new_path(database):
    part = file("ivory", "ivory")
    with database.write() as connection:
        lexicon = keep(connection, part)
        lexicons.keep(connection, lexicon, {"wildlife/ivory.yaml": part}, EVENING)
        assert lexicons.latest(connection).digests == {"wildlife/ivory.yaml": part.digest}
        assert lexicons.stored(connection, lexicon.version) == lexicon


def test_groups_that_are_used_are_kept_with_their_own_file(database):
    shared = file("trade", "Telegram")
    using = file("ivory", "ivory", use=["trade/word"])
    with database.write() as connection:
        lexicon = keep(connection, shared, using)
        kept = lexicons.files(connection, lexicon.version)
        assert [group.id for group in kept["ivory.yaml"].file.groups] == ["word"]
        assert lexicons.stored(connection, lexicon.version) == lexicon
        whole = {each.id: each.digest for each in lexicon.files}
        assert whole["ivory"] != using.digest
        asked = [*whole.values(), using.digest]
        assert lexicons.proven(connection, asked) == set(whole.values())


def test_a_content_of_another_program_is_not_guessed_at(database):
    with database.write() as connection:
        lexicon = keep(connection, file("ivory", "ivory"), file("brands", "rolex"))
        connection.execute(
            text("UPDATE keyword_files SET content = :new WHERE content LIKE '%rolex%'"),
            {"new": '{"schema": "lexicon/2", "id": "brands"}'},
        )
        assert lexicons.stored(connection, lexicon.version) is None
        assert list(lexicons.files(connection, lexicon.version)) == ["ivory.yaml"]


def test_many_programs_may_keep_the_same_lexicon_at_once(database):
    parts = [file(f"file-{number}", f"word {number}") for number in range(20)]

    def keep_it(number: int) -> str:
        order = parts if number % 2 else parts[::-1]
        with database.write() as connection:
            return keep(connection, *order).version

    with ThreadPoolExecutor(8) as pool:
        [version] = set(pool.map(keep_it, range(16)))
    with database.read() as connection:
        assert (connection.scalar(CONTENTS), connection.scalar(ROWS)) == (20, 20)
        assert lexicons.stored(connection, version) == Lexicon.of(parts)


def test_twenty_thousand_terms_come_back_in_a_moment(database):
    part = file("names", *(f"nomen {number:05}" for number in range(20_000)))
    began = time.process_time()
    with database.write() as connection:
        lexicon = keep(connection, part)
    with database.read() as connection:
        assert lexicons.stored(connection, lexicon.version) == lexicon
    assert time.process_time() - began < 3
