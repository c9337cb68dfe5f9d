"""What the documentation says exists: links, targets of ``make``, command lines."""

import re
import shutil
from datetime import date
from pathlib import Path

import click
import pytest
from handbook import PAGES, ROOT, anchors, calls, section

from crawler.cli.app import patrol
from crawler.config import Config
from crawler.config import load as read_config
from crawler.config.values import spider_kinds
from crawler.items import Listing
from crawler.lexicon import load
from crawler.matching import Circumstances, Matcher, read_rates

EXAMPLES = {
    "keywords/wildlife/pangolin.yaml",
    "keywords/seizures.yaml",
    "keywords/seizures.csv",
    "keywords/strains.csv",
    "keywords/strains.yaml",
}
"""Files that a page tells the reader to write."""

every_page = pytest.mark.parametrize("page", PAGES)


@every_page
def test_links_lead_somewhere(page: str):
    for target in re.findall(r"\]\(([^)\s]+)\)", PAGES[page]):
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        path = (ROOT / page).parent / file if file else ROOT / page
        assert path.exists(), f"{page} links to {target}"
        if anchor:
            assert anchor in anchors(path.read_text("utf-8")), f"{page} links to {target}"


@every_page
def test_files_named_exist(page: str):
    rooms = "crawler|spiders|pipelines|keywords|tests|benchmarks|docs"
    named = set(re.findall(rf"`((?:{rooms})/[\w./-]*)`", PAGES[page]))
    named |= set(re.findall(rf" ((?:{rooms})/[\w/-]+\.py)", PAGES[page]))
    assert {name for name in named - EXAMPLES if not (ROOT / name).exists()} == set()


@every_page
def test_make_targets_exist(page: str):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert {words[0] for words in calls(PAGES[page], "make")} <= targets


@every_page
def test_command_lines_can_be_run_as_written(page: str):
    for words in calls(PAGES[page], "patrol"):
        _parse(patrol, click.Context(patrol, info_name="patrol"), words)


def test_the_spider_that_developers_are_shown_is_the_one_that_runs():
    told = section(PAGES["docs/developers.md"], "Writing a spider kind")
    shown, *_ = re.findall(r"```python\n(.*?)```", told, re.DOTALL)
    assert shown == (ROOT / "spiders/forum.py").read_text("utf-8")


@pytest.mark.parametrize(
    "example", re.findall(r"```yaml\n(.*?)```", PAGES["docs/kinds.md"], re.DOTALL)
)
def test_the_example_of_a_kind_can_be_copied(example: str, tmp_path: Path):
    file = tmp_path / "config.yaml"
    file.write_text(f"contact: patrol@customs.example\nsites:\n{example}", "utf-8")
    assert len(read_config(file).sites) == 1


def test_every_kind_has_an_example():
    page = PAGES["docs/kinds.md"]
    assert all(f"spider: {kind}\n" in section(page, kind) for kind in spider_kinds())


def test_command_lines_are_found():
    found = {words[0] for page in PAGES.values() for words in calls(page, "patrol")}
    assert found >= set(patrol.list_commands(click.Context(patrol)))


def test_the_seizure_list_finds_what_the_page_says(tmp_path: Path):
    told = section(PAGES["keywords/README.md"], "Contacts of a seizure")
    table, file, reason = re.findall(r"```(?:yaml)?\n(.*?)```", told, re.DOTALL)
    (tmp_path / "seizures.csv").write_text(table)
    (tmp_path / "seizures.yaml").write_text(file)
    loaded = load(tmp_path)
    assert loaded.findings == ()
    assert len(loaded.lexicon.files[0].groups[0].terms) == len(table.splitlines()) - 1
    (title,) = re.findall(r'The advert "(.*)" then', told)
    listing = Listing(site="s", url="urn:patrol:s:1", title=title)
    today = Circumstances(date(2026, 11, 21), read_rates())
    matcher = Matcher(loaded.lexicon, Config().levels)
    assert matcher.assess(listing, today).reasons == (reason.strip(),)


def _parse(command: click.Command, context: click.Context, words: list[str]) -> None:
    """Read the words as Click would, without running anything."""
    if isinstance(command, click.Group) and words and not words[0].startswith("-"):
        below = command.get_command(context, words[0])
        assert below, f"there is no command '{context.command_path} {words[0]}'"
        _parse(below, click.Context(below, parent=context, info_name=words[0]), words[1:])
        return
    values, left_over, given = command.make_parser(context).parse_args(words)
    assert not left_over, f"'{context.command_path}' takes no {left_over}"
    for parameter in given:
        if isinstance(parameter, click.Option):
            parameter.type_cast_value(context, values[parameter.name])


@pytest.mark.parametrize("page", ["README.md", "keywords/README.md"])
def test_the_word_that_a_page_adds_can_be_added(page: str, tmp_path: Path):
    shutil.copytree(ROOT / "keywords", tmp_path / "keywords")
    (line,) = re.findall(r"^      - \{term: stoottand.*\}$", PAGES[page], re.MULTILINE)
    file = tmp_path / "keywords/wildlife/ivory.yaml"
    before, tusk, after = file.read_text("utf-8").partition("  - id: tusk\n")
    head, terms, rest = after.partition("    terms:\n")
    file.write_text(f"{before}{tusk}{head}{terms}{line}\n{rest}", "utf-8")
    loaded = load(tmp_path / "keywords")
    assert loaded.errors == ()
    matcher = Matcher(loaded.lexicon, Config().levels)
    listing = Listing(site="s", url="urn:patrol:s:1", title="Oude stoottand")
    assert matcher.assess(listing, Circumstances(date(2026, 11, 22), read_rates())).flagged
