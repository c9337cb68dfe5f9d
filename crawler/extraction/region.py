"""Where on a page an element stands: with the advert, or with the menu and other people's goods."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml.etree import _Element

_AROUND = frozenset({"nav", "footer", "aside", "dialog"})
_OTHER_GOODS = re.compile(
    r"relat|similar|recommend|suggest|recent"
    r"|also[-_ ]?(?:like|bought|view)|cross[-_]?sell|up[-_]?sell"
    r"|you[-_]?may|more[-_]?from|other[-_]?(?:items|ads|products)|bundle|accessor|minicart|mini-cart"
    r"|cart[-_]?(?:drawer|sidebar|content|total)|basket|drawer|mega[-_]?menu"
    r"|\bmenu\b|breadcrumb|footer"
    r"|sponsor|banner|advert(?:isement)?s?\b|newsletter|review|comment|modal|popup|tooltip|cookie"
    r"|voorgesteld|gerelateerd|vergelijkbar|aehnlich|ähnlich|similaire|lo_mas|correlat|podobne",
    re.IGNORECASE,
)


def is_elsewhere(
    element: _Element, root: _Element, heading: _Element | None, cards: Collection[_Element]
) -> bool:
    """Whether ``element`` belongs to something else than the advert that ``root`` shows.

    :param heading: the advert's heading; what holds it is never elsewhere.
    :param cards: elements that show other goods.
    """
    for around in (element, *element.iterancestors()):
        if around in cards:
            return True
        if around is root or around.tag in {"body", "main"}:
            return False
        named = f"{around.get('class') or ''} {around.get('id') or ''}"
        suspect = around.tag in _AROUND or around.tag == "header" or _OTHER_GOODS.search(named)
        if suspect and (heading is None or around not in heading.iterancestors()):
            return True
    return False
