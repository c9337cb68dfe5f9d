"""The documentation as the tests read it: pages, sections, tables, calls of programs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = {
    str(path.relative_to(ROOT)): path.read_text("utf-8")
    for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "keywords/README.md",
                 *sorted((ROOT / "docs").glob("*.md")))
}  # fmt: skip
"""Text by path."""


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one that is not below it."""
    marks = re.search(rf"^(#+) {re.escape(heading)}$", text, re.MULTILINE)
    assert marks, f"there is no heading '{heading}'"
    following = re.compile(rf"^#{{1,{len(marks[1])}}} ", re.MULTILINE).search(text, marks.end())
    return text[marks.end() : following.start() if following else None]


def rows(text: str, title: str) -> list[list[str]]:
    """The cells of the table whose first column has this title, without its header."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith(f"| {title} |"):
            break
    else:
        raise AssertionError(f"there is no table '{title}'")
    next(lines)
    found = []
    for line in lines:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return found


def names(text: str, title: str) -> list[str]:
    """What stands in code marks in the first column of a table, in order."""
    return [name for row in rows(text, title) for name in re.findall(r"`([^`]+)`", row[0])]


def anchors(text: str) -> set[str]:
    """How GitHub names the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def calls(text: str, program: str) -> Iterator[list[str]]:
    """The words after a program's name, wherever a code block or code marks call it."""
    for number, part in enumerate(re.split(r"^ *```.*$", text, flags=re.MULTILINE)):
        lines = part.splitlines() if number % 2 else re.findall(r"`([^`\n]+)`", part)
        for call in (call for line in lines for call in re.split(r" \| | && ", line)):
            if re.match(rf"\s*(\S+/)?{program} \S", call):
                yield shlex.split(call, comments=True)[1:]
