"""The short form for beginners: a header and a list of words."""

from __future__ import annotations

from crawler.strict_yaml import Document, Loc, Position

GROUP = "terms"
"""Id of the one group that a file in short form has."""


def spell_out(document: Document) -> None:
    """Rewrite a file that has ``terms`` instead of ``groups`` as one signal group, in place."""
    data = document.data
    if not isinstance(data, dict):
        return
    if "terms" in data and "groups" in data:
        message = "a file has either 'groups' or 'terms'; move these terms into a group"
        document.findings.append(document.finding(("terms",), message))
        del data["terms"]
    elif "terms" in data:
        data["groups"] = [{"id": GROUP, "role": "signal", "terms": data.pop("terms")}]
        document.positions |= dict(_moved(document.positions))
    elif "groups" not in data:
        message = "neither 'terms' nor 'groups': the file looks for nothing"
        document.findings.append(document.finding((), message))


def _moved(positions: dict[Loc, Position]) -> list[tuple[Loc, Position]]:
    here = positions[("terms",)]
    moved = [
        (("groups", 0, *loc), position)
        for loc, position in positions.items()
        if loc[:1] == ("terms",)
    ]
    return [(("groups",), here), (("groups", 0), here), *moved]
