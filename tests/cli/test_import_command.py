"""``patrol import``: adverts in the database as if they had been swept."""

import gzip
import json

import pytest
from sqlalchemy import select

from crawler.store.database import open_existing
from crawler.store.schema import assessments, changes, listings

ADVERTS = (
    "id,title,price,currency,seller,colour\n"
    "17,An ivory ring,45,EUR,Jan,white\n"
    "18,A gold ring,90,EUR,Piet,\n"
)


def stored(office, table=listings):
    address = next(
        line.partition(": ")[2] for line in office.read("config.yaml").splitlines()
        if line.startswith("database")
    )  # fmt: skip
    database = open_existing(address.replace("///patrol.db", f"///{office.folder}/patrol.db"))
    with database.read() as connection:
        query = select(table).order_by(*table.primary_key)
        rows = [dict(row) for row in connection.execute(query).mappings()]
    database.close()
    return sorted(rows, key=lambda row: str(row.get("url")))


def bring_in(office, text, *arguments, name="adverts.csv"):
    office.write(name, text)
    return office.patrol("import", name, "--site", "attic", "--json", *arguments)


def test_adverts_are_stored_with_all_they_say_and_their_score(stocked):
    done = bring_in(stocked, ADVERTS)
    assert (done.code, done.err) == (0, "")
    assert done.json == {
        "rows": 2, "listings": 2, "new": 2, "changed": 0, "unchanged": 0, "back": 0,
        "flagged": 1, "older": 0, "repeated": 0, "left_out": 0, "alarms": [],
    }  # fmt: skip
    first, second = stored(stocked)
    assert (first["site"], first["listing_id"], first["url"]) == (
        "attic", "17", "urn:patrol:attic:17",
    )  # fmt: skip
    assert (first["title"], str(first["price"]), first["currency"]) == (
        "An ivory ring",
        "45",
        "EUR",
    )
    assert (first["seller"], first["attributes"]) == ("Jan", {"colour": "white"})
    assert (first["state"], first["last_sweep"], second["attributes"]) == ("new", None, {})
    scores = {row["listing"]: row["score"] for row in stored(stocked, assessments)}
    assert (scores[first["id"]], scores[second["id"]]) == (60, 0)


def test_the_counts_are_told_in_a_sentence(office):
    office.write("adverts.csv", ADVERTS)
    done = office.patrol("import", "adverts.csv", "--site", "attic")
    assert done.out == (
        "2 read, 2 listings: 2 new, 0 changed, 0 unchanged, 0 back; 1 flagged, 0 repeated, "
        "0 older than what is stored, 0 left out\n"
    )


@pytest.mark.parametrize(
    "columns", [("id", "title"), ("url", "title"), ("seller", "title")], ids=lambda c: c[0]
)
def test_importing_twice_doubles_nothing(stocked, columns):
    rows = "".join(f"https://attic.example/{n},ivory {n}\n" for n in range(1_100))
    text = ",".join(columns) + "\n" + rows
    assert bring_in(stocked, text).json["new"] == 1_100
    again = bring_in(stocked, text).json
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 1_100)
    assert len(stored(stocked)) == 1_100


def test_a_new_price_is_a_change_that_is_kept(stocked):
    bring_in(stocked, ADVERTS)
    done = bring_in(stocked, ADVERTS.replace(",45,", ",40.50,"))
    assert (done.json["changed"], done.json["unchanged"]) == (1, 1)
    [change] = stored(stocked, changes)
    assert (change["field"], change["before"], change["after"]) == ("price", "45", "40.5")


def test_one_advert_behind_several_addresses_is_one_listing(stocked):
    done = bring_in(
        stocked,
        "url,title\n"
        "https://attic.example/advert/17?utm_source=mail,Ivory\n"
        "HTTPS://Attic.example:443/advert/17#photos,Ivory\n".replace("HTTPS", "https"),
    )
    assert (done.json["listings"], done.json["repeated"]) == (1, 1)


@pytest.mark.parametrize("apart", [0, 1_000])
def test_of_two_rows_about_one_advert_the_later_is_kept_and_it_is_counted(stocked, apart):
    between = "".join(f"x{n},other {n}\n" for n in range(apart))
    done = bring_in(stocked, f"id,title\n17,old ivory\n{between}17,new gold\n")
    assert (done.code, done.json["repeated"], done.json["new"]) == (0, 1, 1 + apart)
    assert done.json["flagged"] == 0
    [row] = [row for row in stored(stocked) if row["listing_id"] == "17"]
    assert (row["title"], row["state"]) == ("new gold", "new")


def test_a_row_without_title_is_left_out_and_said(stocked):
    done = bring_in(stocked, "id,title\n17,Ivory\n18,\n19, \n")
    assert done.code == 1
    assert (done.json["rows"], done.json["listings"], done.json["left_out"]) == (3, 1, 2)
    assert done.err.splitlines() == [
        "adverts.csv:3: has no title; left out",
        "adverts.csv:4: has no title; left out",
    ]


def test_of_many_rows_left_out_the_first_are_named(office):
    done = bring_in(office, "id,title\n" + "".join(f"{n},\n" for n in range(25)))
    assert done.err.count("has no title") == 20
    assert done.err.endswith("and 5 more that were left out\n")


def test_long_and_odd_text_is_stored_whole(stocked):
    title = "ivory " + "x" * 1_000_000
    bring_in(stocked, f'id,title,description\n17,{title},"a\0b\r\nc"\n')
    [row] = stored(stocked)
    assert row["title"] == title
    assert row["description"] == "a\ufffdb\r\nc"


def test_json_lines_with_signs_that_no_database_holds(stocked):
    text = '{"id": 17, "title": "ivory \\ud83d\\u0000", "price": 12.50, "currency": "EUR"}\n'
    done = bring_in(stocked, text, name="adverts.jsonl")
    assert (done.code, done.json["flagged"]) == (0, 1)
    [row] = stored(stocked)
    assert (row["title"], row["price_raw"]) == ("ivory \ufffd\ufffd", "12.50")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id,titel\n1,x\n", 1),
        (b"id,title\n" + b"1,x\n" * 600 + b"2,Pr\xe9", 602),
        ("id,title\n" + "1,x\n" * 600 + '2,"y\n3,z\n', 602),
        ("id,title\n" + "1,x\n" * 600 + "2,y,z\n", 602),
    ],
)
def test_of_a_table_with_a_mistake_nothing_is_stored(stocked, text, line):
    bring_in(stocked, ADVERTS)
    done = bring_in(stocked, text)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"patrol: adverts.csv:{line}: ")
    assert len(stored(stocked)) == 2


def test_a_mistake_makes_no_database(office):
    assert bring_in(office, "id,titel\n1,x\n").code == 2
    assert not (office.folder / "patrol.db").exists()


def test_standard_input(office):
    done = office.pipe(ADVERTS, "import", "-", "--site", "attic", "--json")
    assert (done.code, json.loads(done.out)["new"]) == (0, 2)


def test_a_configured_site_gives_its_country(office):
    site = "{name: attic, spider: classifieds, start: ['https://attic.example/'], country: BE}"
    office.write("config.yaml", f"{office.read('config.yaml')}sites: [{site}]\n")
    bring_in(office, ADVERTS)
    assert {row["country"] for row in stored(office)} == {"BE"}


PAGE = """<html lang="nl"><head><title>{title}</title>
<script type="application/ld+json">{{"@type": "Product", "name": "{title}",
"image": "/photo.jpg", "offers": {{"price": "45.00", "priceCurrency": "EUR"}}}}</script>
</head><body><h1>{title}</h1></body></html>"""
SAVED_FROM = "<!-- saved from url=(0030)https://attic.example/advert/{} -->\n"


def test_a_folder_of_saved_pages(stocked):
    (stocked.folder / "pages").mkdir()
    stocked.write("pages/a.html", SAVED_FROM.format(17) + PAGE.format(title="An ivory ring"))
    packed = gzip.compress((SAVED_FROM.format(18) + PAGE.format(title="A gold ring")).encode())
    stocked.write("pages/b.html.gz", packed)
    stocked.write("pages/c.html", PAGE.format(title="No address"))
    stocked.write("pages/d.html", "<html><body>nothing for sale here</body></html>")
    stocked.write("pages/notes.txt", "title\nivory\n")
    done = stocked.patrol("import", "pages", "--site", "attic", "--json")
    assert done.code == 1
    assert (done.json["rows"], done.json["new"], done.json["left_out"]) == (4, 3, 1)
    assert done.err == "pages/d.html: is no advert's own page; left out\n"
    first, second, third = stored(stocked)
    assert (first["url"], first["title"], str(first["price"])) == (
        "https://attic.example/advert/17", "An ivory ring", "45",
    )  # fmt: skip
    assert first["images"] == ["https://attic.example/photo.jpg"]
    assert (second["title"], third["url"]) == ("A gold ring", "urn:patrol:attic:c")
    again = stocked.patrol("import", "pages", "--site", "attic", "--json").json
    assert (again["new"], again["unchanged"]) == (0, 3)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["adverts.csv", "--site", "The Attic"], "--site: 'The Attic' is not a name"),
        (["nowhere.csv", "--site", "attic"], "there is no file 'nowhere.csv'"),
        (["crawl.warc.gz", "--site", "attic"], "there is no file 'crawl.warc.gz'"),
        (["broken.html.gz", "--site", "attic"], "'broken.html.gz' is a broken gzip file"),
        (["empty", "--site", "attic"], "the folder empty holds no saved page"),
        (["adverts.csv"], "Missing option '--site'"),
    ],
)
def test_a_slip_in_the_command_is_a_sentence(office, arguments, said):
    office.write("adverts.csv", ADVERTS)
    office.write("broken.html.gz", gzip.compress(PAGE.encode())[:40])
    (office.folder / "empty").mkdir()
    done = office.patrol("import", *arguments)
    assert done.code == 2
    assert said in done.err


def test_a_broken_keyword_file_is_told_and_its_last_good_version_scores(stocked):
    bring_in(stocked, ADVERTS)
    text = stocked.read("keywords/ivory.yaml")
    stocked.write("keywords/ivory.yaml", text.replace("weight: 40", "wieght: 1"))
    done = bring_in(stocked, ADVERTS)
    assert (done.code, done.json["flagged"]) == (1, 1)
    [alarm] = done.json["alarms"]
    assert "ivory.yaml:9: unknown key 'wieght'" in alarm
    assert done.err == f"patrol: {alarm}\n"


def test_a_keyword_file_that_was_never_good_stops_an_import(stocked):
    text = stocked.read("keywords/ivory.yaml")
    stocked.write("keywords/ivory.yaml", text.replace("weight: 40", "wieght: 1"))
    done = bring_in(stocked, ADVERTS)
    assert (done.code, done.out) == (3, "")
    assert "ivory.yaml:9: unknown key 'wieght'" in done.err
