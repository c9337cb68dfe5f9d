"""A proposed site as the lines of ``config.yaml``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from crawler.proposing.proposal import Proposal

_SHARE = 0.5
"""Of a field that every page had: less than this is a redesign, not a bad night."""
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]*[a-z][a-z0-9-]*")
_NOT_TEXT = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})


def entry(proposal: Proposal) -> list[str]:
    """The lines of the site, the first of which begins with ``- ``."""
    lines = [
        f"- name: {_word(proposal.name)}",
        f"  spider: {proposal.kind}",
        *_starts(proposal.start),
    ]
    if proposal.entries:
        lines.append("  read: entries")
    if proposal.languages:
        lines.append(f"  languages: [{', '.join(map(_word, proposal.languages))}]")
    if proposal.country:
        lines.append(f"  country: {_word(proposal.country)}")
    if proposal.currency:
        lines.append(f"  currency: {proposal.currency}")
    if proposal.render != "http":
        lines.append(f"  render: {proposal.render}")
    if proposal.selectors:
        lines.append("  selectors:")
        lines += [f"    {name}: {_quoted(said)}" for name, said in proposal.selectors.items()]
    fields = ", ".join(f"{name}: {_SHARE}" for name in proposal.covered)
    covered = f", fields: {{{fields}}}" if fields else ""
    lines.append(f"  expect: {{listings: {{min: {proposal.listings}}}{covered}}}")
    return lines


def as_text(lines: Iterable[str], indent: str = "  ") -> str:
    """The lines as they stand below ``sites:``."""
    return "".join(f"{indent}{line}\n" for line in lines)


def _starts(addresses: Sequence[str]) -> list[str]:
    if len(addresses) == 1:
        return [f"  start: [{_quoted(addresses[0])}]"]
    return ["  start:", *(f"    - {_quoted(url)}" for url in addresses)]


def _word(text: str) -> str:
    """``no`` is Norwegian here, and no number is a name."""
    plain = _PLAIN.fullmatch(text.lower()) and text.lower() not in _NOT_TEXT
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
