"""Where on a page an element stands: with the advert, or with the menu and other people's goods."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

from lxml.etree import _Element

_AROUND = frozenset({"nav", "header", "footer", "aside", "dialog"})
# Words of class names and ids, whole words only: "relative" is not "related".
_OTHER_WORDS = (
    "related similar recommended recommend recommendation recommendations suggested suggestions"
    " suggestion recently also crosssell crossselling upsell upsells upselling bundle bundles"
    " accessories minicart basket drawer megamenu menu breadcrumb breadcrumbs footer sponsored"
    " banner newsletter review reviews comment comments modal popup tooltip cookie cookies"
    " gerelateerd vergelijkbaar aehnlich aehnliche similaires similares correlati podobne liknande"
)
_OTHER_PAIRS = (
    "cross-sell cross-selling up-sell up-sells you-may more-from other-items other-ads"
    " other-products mini-cart cart-drawer cart-sidebar cart-total cart-content mega-menu"
)
_OTHERS = frozenset(_OTHER_WORDS.split()) | frozenset(_OTHER_PAIRS.split())
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN_WORDS = re.compile(r"[^a-z]+")


def is_elsewhere(
    element: _Element,
    root: _Element,
    heading: _Element | None,
    cards: Collection[_Element],
    *,
    beside: bool = False,
) -> bool:
    """Whether ``element`` belongs to something else than the advert that ``root`` shows.

    :param heading: the advert's heading; what holds it is never elsewhere.
    :param cards: elements that show other goods.
    :param beside: whether a column aside belongs to the advert as well.
    """
    for around in (element, *element.iterancestors()):
        if around in cards:
            return True
        if around is root or around.tag in {"body", "main"}:
            return False
        suspect = (around.tag in _AROUND and not (beside and around.tag == "aside")) or (
            _is_named_other(around)
        )
        if suspect and (heading is None or around not in heading.iterancestors()):
            return True
    return False


def _is_named_other(element: _Element) -> bool:
    names = element.get("class"), element.get("id")
    return any(_speaks_of_others(name) for name in names if name and len(name) > 3)


@lru_cache(maxsize=16_384)
def _speaks_of_others(names: str) -> bool:
    words = _BETWEEN_WORDS.split(_CAMEL.sub("-", names).lower())
    if "price" in words:
        return False  # a banner with the price is the advert's own
    return any(word in _OTHERS for word in words) or any(
        f"{one}-{other}" in _OTHERS for one, other in pairwise(words)
    )
