"""The documentation is complete: commands, keys, codes and columns, and none that do not exist."""

import dataclasses
import re
from collections.abc import Iterator
from typing import Any, get_args

import click
import pytest
from handbook import PAGES, ROOT, names, rows, section
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from crawler import __version__
from crawler.cli.app import patrol
from crawler.config import Config
from crawler.config.values import COVERED, SELECTORS, spider_kinds
from crawler.errors import Exit
from crawler.exchange.exporting import COLUMNS
from crawler.exchange.scoring import ADDED
from crawler.items import Level, Match, State, Verdict
from crawler.sweeps.report import RunReport, SiteReport

OPERATORS = PAGES["docs/operators.md"]
ANALYSTS = PAGES["docs/analysts.md"]
EVERYWHERE = frozenset({"--config", "--help", "-h", "--version"})
"""Options that are told once, for all commands."""


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below this one that does something, with its words."""
    if not isinstance(command, click.Group):
        yield path, command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below is not None
        yield from commands(below, f"{path} {name}")


COMMANDS = dict(commands(patrol, "patrol"))


def options(command: click.Command) -> dict[str, click.Option]:
    """Every option of a command but those that all have, by each of its names."""
    found = [each for each in command.params if isinstance(each, click.Option)]
    return {name: each for each in found for name in each.opts if name not in EVERYWHERE}


def keys(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every key of ``config.yaml``, written as in the table, with its field."""
    for name, field in model.model_fields.items():
        inner = _model_in(field.annotation)
        is_list = getattr(field.annotation, "__origin__", None) is tuple
        is_optional = type(None) in get_args(field.annotation)
        if inner is None or is_list or is_optional:
            yield f"{prefix}{name}", field
        if inner is not None:
            yield from keys(inner, f"{prefix}{name}{'[]' if is_list else ''}.")


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _model_in(each))), None)


def written(field: FieldInfo) -> str:
    """A default as the table writes it."""
    if field.is_required():
        return "required"
    match field.get_default(call_default_factory=True):
        case None:
            return "none"
        case bool() as value:
            return f"`{str(value).lower()}`"
        case ():
            return "`[]`"
        case value:
            return f"`{value}`"


KEYS = dict(keys(Config))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_with_its_choices_and_no_other(name: str):
    told = {
        word: words
        for row in rows(section(OPERATORS, name), "option")
        for words in [re.findall(r"[^\s`]+", row[0])]
        for word in words
        if re.match(r"--?[a-z]", word)
    }
    exist = options(COMMANDS[name])
    assert told.keys() == exist.keys()
    for word, option in exist.items():
        if isinstance(option.type, click.Choice):
            assert set(option.type.choices) <= set(told[word]) | {","}, word


def test_no_command_is_documented_that_does_not_exist():
    told = section(OPERATORS, "Commands")
    assert sorted(re.findall(r"^### (patrol .+)$", told, re.MULTILINE)) == sorted(COMMANDS)
    assert all(option in told.partition("###")[0] for option in EVERYWHERE)


def test_every_key_is_in_the_table_and_no_other():
    assert sorted(names(OPERATORS, "key")) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_default_in_the_table_is_the_true_one(key: str):
    (row,) = [row for row in rows(OPERATORS, "key") if row[0] == f"`{key}`"]
    assert row[2] == written(KEYS[key])


def test_names_that_keys_accept_are_told():
    told = {row[0].strip("`"): " ".join(row[1:]) for row in rows(OPERATORS, "key")}
    assert sorted(names(OPERATORS, "name")) == sorted(SELECTORS)
    assert re.findall(r"`(\w+)`", told["sites[].expect.fields"].partition("Fields:")[2]) == list(
        COVERED
    )
    assert set(spider_kinds()) <= set(re.findall(r"`(\w+)`", told["sites[].spider"]))


def test_every_exit_code_is_documented():
    assert [int(row[0]) for row in rows(OPERATORS, "code")] == sorted(Exit)


def test_every_verdict_is_documented():
    assert names(OPERATORS, "verdict") == [each.value for each in Verdict]


def test_every_key_of_the_run_report_is_documented():
    for title, report in (("key of report.json", RunReport), ("key per site", SiteReport)):
        assert names(OPERATORS, title) == [field.name for field in dataclasses.fields(report)]


def test_every_export_column_is_documented_in_its_order():
    told = section(ANALYSTS, "The columns of `patrol export`")
    assert names(told, "column") == list(COLUMNS)


def test_every_score_column_and_key_of_a_match_is_documented():
    told = section(ANALYSTS, "The columns of `patrol score`")
    assert names(told, "column") == list(ADDED)
    assert names(told, "key of a match") == [field.name for field in dataclasses.fields(Match)]


def test_levels_and_states_are_documented():
    levels = Config().levels.model_dump()
    told = {row[0].strip("`"): row[1] for row in rows(ANALYSTS, "level")}
    assert told == {level.value: str(levels.get(level.value, 0)) for level in Level}
    (state,) = [row[1] for row in rows(ANALYSTS, "column") if row[0] == "`state`"]
    assert re.findall(r"`(\w+)`", state) == [each.value for each in State]


def test_every_count_is_documented():
    told = names(PAGES["docs/developers.md"], "name")
    for file in [*ROOT.glob("crawler/**/*.py"), *ROOT.glob("pipelines/*.py")]:
        found = re.findall(
            r'"((?:page|request|listing|field)/[a-z_/]*)(["{])', file.read_text("utf-8")
        )
        for name, end in found:
            known = any(each == name if end == '"' else each.startswith(name) for each in told)
            assert known, f"{file.name} counts {name}"


def test_every_room_is_in_the_readme():
    rooms = {path.parent.name for path in (ROOT / "crawler").glob("*/__init__.py")}
    assert {f"crawler/{room}/" for room in rooms} <= set(names(PAGES["README.md"], "folder"))


def test_the_changelog_begins_with_this_version():
    assert re.findall(r"^## (\S+)", PAGES["CHANGELOG.md"], re.MULTILINE)[0] == __version__
