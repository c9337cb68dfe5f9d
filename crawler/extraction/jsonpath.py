"""JMESPath, the language of the recipes, with the few words that it lacks here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import jmespath
from jmespath import functions
from jmespath.exceptions import JMESPathError
from lxml import etree

_DRAWN = frozenset({"emoji", "avatar", "site-icon"})


class _Functions(functions.Functions):  # type: ignore[misc]
    @functions.signature({"types": ["string", "null"]})  # type: ignore[untyped-decorator]
    def _func_last_part(self, address: str | None) -> str | None:
        """What follows the last slash."""
        return address.rstrip("/").rpartition("/")[2] if address else None

    @functions.signature({"types": ["object", "null"]}, {"types": ["array", "null"]})  # type: ignore[untyped-decorator]
    def _func_pick(self, values: dict[str, Any] | None, keys: list[Any] | None) -> list[Any]:
        """The values of ``keys``, in their order."""
        known = values or {}
        return [known[key] for key in keys or () if isinstance(key, str) and key in known]

    @functions.signature({"types": ["string", "null"]})  # type: ignore[untyped-decorator]
    def _func_images_in(self, html: str | None) -> list[str]:
        """Addresses of the photos in a piece of HTML, full size where it links to that."""
        root = etree.fromstring(f"<div>{html}</div>", etree.HTMLParser()) if html else None
        return list(_photos(root)) if root is not None else []


def _photos(root: etree._Element) -> Iterator[str]:
    for image in root.iter("img"):
        if _DRAWN & set((image.get("class") or "").split()):
            continue
        around = image.getparent()
        link = around.get("href") if around is not None and around.tag == "a" else None
        lightbox = around is not None and "lightbox" in (around.get("class") or "")
        if address := link if lightbox else image.get("src"):
            yield address


_OPTIONS = jmespath.Options(custom_functions=_Functions())


@cache
def compiled(expression: str) -> Any:
    """The expression, ready to be used.

    :raises JMESPathError: if it is none.
    """
    return jmespath.compile(expression)


def find(expression: str, value: Any) -> Any:
    """What ``expression`` finds in ``value``; ``None`` if there is nothing, or something else than
    the expression can work with."""
    if not expression:
        return None
    try:
        return compiled(expression).search(value, _OPTIONS)
    except JMESPathError:
        return None


def texts(value: Any) -> list[str]:
    """Every text in a value as found: its own, or its members', each once."""
    members = value if isinstance(value, list) else [value]
    flat = (inner for each in members for inner in (each if isinstance(each, list) else [each]))
    return list(dict.fromkeys(text for each in flat if (text := _text(each))))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else ""
