"""Fill the board and write down what its pages show, so that a sweep can be held against it.

``truth.json`` is a list with one object per advert:

``url``, ``path``
    where the advert stands; the path is percent-encoded
``title, description, price, currency, location, images``
    as published; price with two decimals, images absolute and in order
``price_shown``
    the price as a visitor reads it
``seller``
    the phone: the board shows no names
``posted_at, posted_shown, posted_within``
    the true instant (UTC), its words on the page (``3 weeks, 2 days ago``), and the seconds by
    which these words may be younger than the truth
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from adverts import PLACES, SECTIONS, Advert, Seller, adverts, sellers
from django.contrib.auth.models import User
from django.contrib.sites.models import Site
from django.db import transaction
from django.template.defaultfilters import timesince_filter
from django.utils import timezone
from django.utils.text import slugify
from django_classified.models import Area, Group, Image, Item, Profile, Section
from django_classified.settings import CURRENCY
from django_classified.templatetags.classified import currency
from photos import photo

SECONDS = {"month": 31 * 86_400, "week": 604_800, "day": 86_400, "hour": 3600}


def seed(base_url: str, folder: Path, *, domain: str | None) -> int:
    """Create all adverts and ``truth.json``.

    :param domain: what the board takes itself for in its sitemap; ``None`` leaves ``example.com``.
    :return: how many adverts there are now.
    """
    now = timezone.now().replace(microsecond=0)
    with transaction.atomic():
        if domain:
            Site.objects.filter(pk=1).update(domain=domain)
        users = {seller: create_user(seller) for seller in sellers()}
        groups = create_groups()
        areas = {None: None, **create_areas()}
        truth = []
        for advert in adverts():
            item = Item.objects.create(
                user=users[advert.seller],
                group=groups[advert.group],
                area=areas[advert.area],
                title=advert.title,
                description=advert.description,
                price=advert.price,
            )
            # The model sets both dates to now by itself. Newest first is its only order.
            posted = now - advert.age
            Item.objects.filter(pk=item.pk).update(posted=posted, updated=posted)
            images = list(create_images(item, advert, folder / "media"))
            truth.append(shown(base_url, item, advert, images, posted))
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")
    return len(truth)


def create_user(seller: Seller) -> User:
    """An account for ``seller``, with the phone it shows."""
    user = User.objects.create(username=slugify(seller.name))
    Profile.objects.create(user=user, phone=seller.phone)
    return user


def create_groups() -> dict[str, Group]:
    """All groups, in their sections, by title."""
    groups = {}
    for name, titles in SECTIONS.items():
        section = Section.objects.create(title=name)
        for title in titles:
            groups[title] = Group.objects.create(title=title, section=section)
    return groups


def create_areas() -> dict[str, Area]:
    """All areas, by title."""
    titles = {place for places in PLACES.values() for place in places}
    return {
        title: Area.objects.create(title=title, slug=slugify(title, allow_unicode=True))
        for title in sorted(titles)
    }


def create_images(item: Item, advert: Advert, media: Path) -> Iterator[str]:
    """Make the photos of ``item``; gives their paths on the site."""
    (media / "images").mkdir(parents=True, exist_ok=True)
    for number in range(1, advert.photos + 1):
        name = f"images/{item.pk:03}-{number}.jpg"
        (media / name).write_bytes(photo(name))
        yield Image.objects.create(item=item, file=name).file.url


def shown(
    base_url: str, item: Item, advert: Advert, images: list[str], posted: datetime
) -> dict[str, Any]:
    """What the page of ``item`` shows."""
    path = item.get_absolute_url()
    since = timesince_filter(posted).replace("\N{NO-BREAK SPACE}", " ")
    return {
        "url": urljoin(base_url, path),
        "path": path,
        "title": advert.title,
        "description": advert.description,
        "price": f"{advert.price:.2f}",
        "currency": CURRENCY,
        "price_shown": currency(advert.price),
        "seller": advert.seller.phone,
        "location": advert.area,
        "images": [urljoin(base_url, image) for image in images],
        "posted_at": posted.isoformat(),
        "posted_shown": f"{since} ago",
        "posted_within": SECONDS[_known_to(since)],
    }


def _known_to(since: str) -> str:
    """The unit to which an age is exact: ``3 weeks, 2 days`` to the day, and so is ``3 weeks``."""
    units = [part.split()[1].removesuffix("s") for part in since.split(", ")]
    # A single unit means that there were none of the next smaller one.
    following = {"year": "month", "month": "week", "week": "day", "day": "hour"}
    return units[-1] if len(units) == 2 else following[units[0]]
