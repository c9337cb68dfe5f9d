"""What a reader sees, for pages that say nothing to machines: only where it is clear."""

from __future__ import annotations

from collections.abc import Collection

from lxml.etree import _Element

from crawler.extraction import money
from crawler.extraction.currency import Where
from crawler.extraction.draft import Draft
from crawler.extraction.page import Page
from crawler.extraction.title import Heading


def read(
    page: Page,
    heading: Heading | None,
    cards: Collection[_Element],
    where: Where,
) -> Draft:
    """What a reader sees of the advert.

    :param heading: the heading that is the advert's title.
    :param cards: elements that show other goods.
    """
    element = heading.element if heading else None
    return Draft(source="visible", price=money.find(page.root, element, cards, where))
