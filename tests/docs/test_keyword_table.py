"""The table of the keyword files that come with the program is complete, and says what they say."""

from pathlib import Path

from handbook import PAGES, ROOT, rows

from crawler.lexicon import load

FOLDER = ROOT / "keywords"


def test_every_file_is_in_the_table_with_its_title():
    told = {row[0].strip("`"): row[1] for row in rows(PAGES["keywords/README.md"], "file")}
    files = {
        str(Path(part.document.path).relative_to(FOLDER)): part.file.title
        for part in load(FOLDER).parts
        if part.file is not None
    }
    assert told == files


def test_every_tray_is_explained():
    used = {
        group.to for file in load(FOLDER).lexicon.files for group in file.groups if group.to
    } | {"main"}
    told = {row[0].strip("`") for row in rows(PAGES["docs/analysts.md"], "tray")}
    assert used == told
