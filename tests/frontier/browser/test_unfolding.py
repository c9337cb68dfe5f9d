"""Pages of results that grow are read to their end, or to a bound."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from app import data
from chromium import render
from web import Page, Web

CARD = "<p><a class=card href=/advert/{0}>Advert {0}</a></p>"
ADD = """
let page = 0, busy = false;
async function add() {
  if (busy) return;
  busy = true;
  const found = await (await fetch("/more/" + page++)).json();
  for (const n of found) document.querySelector("#cards").insertAdjacentHTML(
    "beforeend", `<p style="height: 80px"><a class=card href="/advert/${n}">Advert ${n}</a></p>`);
  busy = false;
  return found.length;
}
"""
SCROLLED = f"""<!doctype html><body style="OUTER"><div id=cards style="INNER"></div><script>{ADD}
const part = PART;
(part === document.scrollingElement ? window : part).addEventListener("scroll", () => {{
  if (part.scrollTop + part.clientHeight > part.scrollHeight - 200) add();
}});
add();
</script></body>"""
PRESSED = f"""<!doctype html><body><div id=cards></div>BUTTON<script>{ADD}
const button = document.querySelector("#button");
button.onclick = async (event) => {{ if (!await add()) button.remove(); }};
add();
</script></body>"""


def board(web: Web, page: str, pages: int, each: int = 20) -> None:
    """A page of results that shows so many pages of adverts, one after the other."""
    web.pages["/"] = page
    for number in range(pages + 40):
        first = number * each
        some = range(first, first + each) if number < pages else []
        web.pages[f"/more/{number}"] = data(list(some))


def adverts(html: str) -> int:
    return len(set(re.findall(r'href="/advert/(\d+)"', html)))


@pytest.mark.parametrize(
    ("outer", "inner", "part"),
    [
        ("", "", "document.scrollingElement"),
        ("overflow: hidden; height: 100vh", "overflow-y: auto; height: 600px",
         "document.querySelector('#cards')"),
    ],
)  # fmt: skip
def test_what_comes_by_scrolling_is_read(web: Web, outer: str, inner: str, part: str) -> None:
    page = SCROLLED.replace("OUTER", outer).replace("INNER", inner).replace("PART", part)
    board(web, page, pages=5)
    rendered = render(web)
    assert adverts(rendered.html) == 100
    assert rendered.counts["browser/rounds"] >= 4
    assert "browser/cut_short" not in rendered.counts


@pytest.mark.parametrize(
    "button",
    [
        "<button id=button>Load more</button>",
        "<div id=button role=button>Показать ещё 20</div>",
        "<a id=button href='#'>Mehr anzeigen</a>",
        "<button id=button><span>加载更多</span></button>",
        # For those without scripts it leads to the next page; what is there already would be lost.
        "<a id=button href='/elsewhere'>Show more results</a>",
    ],
)
def test_what_comes_by_a_button_is_read(web: Web, button: str) -> None:
    board(web, PRESSED.replace("BUTTON", button), pages=3)
    assert adverts(render(web).html) == 60
    assert web.count("/elsewhere") == 0


@pytest.mark.parametrize(
    "button",
    [
        "<form><button id=button type=button>Show more</button></form>",  # of a filter
        "<button id=button>Buy now</button>",
        "<button id=button hidden>Load more</button>",
        "<button id=button disabled>Load more</button>",
    ],
)
def test_other_buttons_are_left_alone(web: Web, button: str) -> None:
    board(web, PRESSED.replace("BUTTON", button), pages=3)
    assert adverts(render(web).html) == 20


@pytest.mark.parametrize("more", ["#button", "//*[@id='button']", "#button::text"])
def test_a_selector_names_the_button(web: Web, more: str) -> None:
    button = "<form><span id=button>&#x25bc;</span></form>"
    board(web, PRESSED.replace("BUTTON", button), pages=3)
    assert adverts(render(web, selectors={"more": more}).html) == 60


def test_a_page_without_end_is_left_at_the_bound(web: Web) -> None:
    page = SCROLLED.replace("OUTER", "").replace("INNER", "")
    board(web, page.replace("PART", "document.scrollingElement"), pages=40)
    rendered = render(web, limits={"rounds": 3})
    assert rendered.counts["browser/cut_short"] == 1
    assert 60 <= adverts(rendered.html) <= 100


def test_the_pace_holds_between_rounds(web: Web) -> None:
    board(web, PRESSED.replace("BUTTON", "<button id=button>Load more</button>"), pages=3)
    render(web, pace={"delay": 1.5})
    asked = [web.times(f"/more/{number}")[0] for number in range(1, 4)]
    assert all(later - earlier > 1.4 for earlier, later in pairwise(asked))


def test_an_advert_is_not_unfolded(web: Web) -> None:
    board(web, PRESSED.replace("BUTTON", "<button id=button>Load more</button>"), pages=3)
    assert adverts(render(web, results=False).html) == 20


def test_a_short_page_is_left_as_it_is(web: Web) -> None:
    web.pages["/"] = Page("<body>" + "".join(map(CARD.format, range(4))) + "</body>")
    assert adverts(render(web).html) == 4
    assert len(web.requests) == 1
