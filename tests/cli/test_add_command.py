"""``patrol keywords add``: words from a spreadsheet, checked, tried, and then in the files."""

import pytest

ADVERTS = "id,title\n1,an olifantentand\n2,brass lamp\n3,a tusk\n"


def add(office, table, *options):
    office.write("words.csv", table)
    return office.patrol("keywords", "add", "words.csv", *options)


def test_a_word_stands_in_its_group_and_nothing_else_moves(office):
    before = office.read("keywords/ivory.yaml")
    done = add(office, "term;file;lang;variants\nolifantentand;ivory;nl;olifanten tand|slagtand\n")
    assert (done.code, done.err) == (0, "")
    assert "added to ivory, word: 'olifantentand'" in done.out
    assert "there are no stored listings to try them on" in done.out
    new = "      - {term: olifantentand, lang: nl, variants: [olifanten tand, slagtand]}\n"
    after = office.read("keywords/ivory.yaml")
    assert after.replace(new, "") == before and new in after
    tried = office.patrol("keywords", "try", "een slagtand", "--json").json
    assert tried["level"] == "watch" and "(untested)" in tried["reasons"][0]


def test_it_is_tried_on_what_is_stored(stocked):
    stocked.write("adverts.csv", ADVERTS)
    assert stocked.patrol("import", "adverts.csv", "--site", "s").code == 0
    table = "term,file\nolifantentand,ivory\ntusk,ivory\n"
    done = add(stocked, table, "--dry-run")
    assert "tried on 3 stored listings: 2 newly flagged, 0 no longer flagged" in done.out
    assert "0 → 40  an olifantentand  (urn:patrol:s:1)" in done.out
    assert "olifantentand" not in stocked.read("keywords/ivory.yaml")
    found = add(stocked, table, "--json").json
    assert (found["stored"], found["newly_flagged"]) == (3, 2)
    assert stocked.patrol("rescore").code == 0
    assert len(stocked.patrol("export", "--format", "jsonl").out.splitlines()) == 2


def test_a_new_file_is_made(office):
    done = add(office, "term,file,domain,lang\npangolin scale,pangolin,wildlife,en\n"
                       "穿山甲,pangolin,,zh\n")  # fmt: skip
    assert done.code == 0
    assert office.patrol("keywords", "check").code == 0
    assert "terms:\n  - {term: pangolin scale, lang: en}" in office.read(
        "keywords/wildlife/pangolin.yaml"
    )


def test_a_word_that_is_there_is_left_out_and_told(office):
    before = office.read("keywords/ivory.yaml")
    done = add(office, "term,file\nelfenbein,ivory\n")
    assert done.code == 1
    assert "there already: 'elfenbein' (" in done.out and "ivory.yaml:11)" in done.out
    assert office.read("keywords/ivory.yaml") == before


@pytest.mark.parametrize(
    ("table", "code", "told"),
    [
        ("word,file\na,ivory\n", 2, "there is no column 'term' (there are: word, file)"),
        ("term,file,wieght\ntusk,ivory,5\n", 2, "words.csv:2: unknown column 'wieght'; did you "
         "mean 'weight'?"),
        ("term,file,weight\ntusk,ivory,5\nx,ivory,much\n", 2, "words.csv:3: weight: 'much'"),
        ("term,file,lang\ntusk,ivory,dutch\n", 2, "words.csv:2: lang: 'dutch' is no ISO 639-1"),
        ("term,file\n", 2, "holds no word"),
        ("term,file\ntusk,\n", 2, "words.csv:2: 'file' is empty"),
        ("term,file\ntusk,ivroy\n", 3, "words.csv:2: tusk: there is no keyword file 'ivroy'; did "
         "you mean 'ivory'?; for a new one, say its 'domain'"),
        ("term,file,group\ntusk,ivory,wrd\n", 3, "has no group 'wrd'; did you mean 'word'?; "
         "there are: word (signal), "),
        ("term,file,needs\ntusk,ivory,things\n", 3, "words.csv:2: tusk: needs: unknown group "
         "'things'"),
        ("term,file,match\n(a,ivory,regex\n", 3, "words.csv:2: (a: "),
        ("term,file\nan,ivory\n", 3, "expected none, came watch"),
        ("term,file,domain\nx,a/b,wildlife\n", 3, "letters, digits"),
    ],
)  # fmt: skip
def test_a_mistake_changes_nothing(office, table, code, told):
    before = office.read("keywords/ivory.yaml")
    done = add(office, table)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert office.read("keywords/ivory.yaml") == before
    assert [path.name for path in (office.folder / "keywords").rglob("*")] == ["ivory.yaml"]


def test_all_mistakes_are_told_at_once(office):
    done = add(office, "term,file,lang\na,ivory,xx\n,ivory,en\n")
    assert "words.csv:2: " in done.err and "words.csv:3: 'term' is missing" in done.err


def test_a_word_of_every_third_advert_is_taken_for_a_mistake(office):
    rows = "".join(f"{n},lamp {n} of brass\n" for n in range(150))
    office.write("adverts.csv", f"id,title\n{rows}")
    assert office.patrol("import", "adverts.csv", "--site", "s").code == 0
    done = add(office, "term,file\nof,ivory\n")
    assert done.code == 3
    assert "150 of 150 stored listings would be flagged newly" in done.err
    assert "of}" not in office.read("keywords/ivory.yaml")
    assert add(office, "term,file\nof,ivory\n", "--force").code == 0
    assert "{term: of}" in office.read("keywords/ivory.yaml")


def test_the_doubts_about_the_new_words_are_told(office):
    done = add(office, "term,file\nspeed,ivory\n")
    assert done.code == 0
    assert "'speed' is a common word; give it 'needs'" in done.out


def test_a_spreadsheet_of_windows(office):
    office.write("words.csv", "term;file;lang\nécaille;ivory;fr\n".encode("cp1252"))
    done = office.patrol("keywords", "add", "words.csv")
    assert done.code == 2 and "--encoding cp1252" in done.err
    assert office.patrol("keywords", "add", "words.csv", "--encoding", "cp1252").code == 0
    assert "écaille" in office.read("keywords/ivory.yaml")
