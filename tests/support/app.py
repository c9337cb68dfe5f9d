"""A shop whose pages are empty until their script has asked for what they show."""

from __future__ import annotations

import json

from shop import FILLER
from web import Page, Web

SHELL = (
    '<!doctype html><html lang="en"><head><title>Shop</title><script src="/app.js"></script></head>'
    '<body><div id="root"></div></body></html>'
)
_SCRIPT = """
addEventListener("DOMContentLoaded", async () => {
  const found = await (await fetch("/api" + location.pathname)).json();
  document.getElementById("root").innerHTML = Array.isArray(found)
    ? found.map((path) => `<a class="card" href="${path}">Advert ${path} of the shop</a>`).join("")
    : `<h1>${found.title}</h1><p class="price">EUR 12.50</p><p>${found.text}</p>`;
});
"""
SELECTORS = {"listing": "a.card", "title": "h1", "price": ".price"}


def script(text: str) -> Page:
    return Page(text, headers={"Content-Type": "text/javascript"})


def data(value: object) -> Page:
    return Page(json.dumps(value), headers={"Content-Type": "application/json"})


def fill_app(web: Web, adverts: int, *others: str, results: str = SHELL) -> list[str]:
    """Puts an app with so many adverts on a site; ``others`` are addresses it lists first."""
    paths = [f"/advert/{number}" for number in range(adverts)]
    web.pages |= {"/": results, "/app.js": script(_SCRIPT), "/api/": data([*others, *paths])}
    for path in paths:
        show(web, path, f"Oak chair of {path}")
    return paths


def show(web: Web, path: str, title: str, more: str = "") -> None:
    """One more advert that only scripts show."""
    web.pages[path] = SHELL
    web.pages[f"/api{path}"] = data({"title": title, "text": FILLER + more})


def app_site(web: Web, **more: object) -> dict[str, object]:
    """The app in the configuration."""
    return {
        "name": "shop",
        "spider": "classifieds",
        "start": [web.url()],
        "selectors": dict(SELECTORS),
        "pace": {"delay": 0, "concurrency": 2},
        "render": "auto",
        **more,
    }
