"""A shop on loopback as OpenCart shows it: few products behind very many addresses."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from web import Asked, Page, Web

_SECTIONS = {"20": "Chairs", "20_27": "Oak chairs", "24": "Tables", "33": "Lamps"}
_PER_PAGE = 4
_FILLER = "Made of wood by hand; the photos belong to the description. " * 4


class OpenCart:
    """``with Web() as web: OpenCart(web, 19)``

    Each product stands in two sections and on the front page, each section can be sorted, limited
    and filtered, every link carries the visitor's session, and the menu names other pages as well.
    """

    def __init__(self, web: Web, products: int) -> None:
        self._web = web
        self.products = products
        self._asked = 0
        web.pages["/index.php"] = self._index
        web.pages["/"] = self._index
        web.pages["/blog"] = "<h1>News</h1>"

    def addresses(self) -> set[str]:
        """Every address of a product that a link in the shop has, without the sessions."""
        return {
            f"/index.php?route=product/product&path={path}&product_id={n}"
            for path in (*_SECTIONS, "0") for n in self._in(path)
        }  # fmt: skip

    def _index(self, asked: Asked) -> Page | str:
        self._asked += 1
        query = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}
        match query.get("route", "common/home"):
            case "common/home":
                return self._list("0", 1, "Welcome")
            case "product/category" if query.get("path") in _SECTIONS:
                path = query["path"]
                return self._list(path, int(query.get("page", "1")), _SECTIONS[path])
            case "product/product":
                return self._product(int(query["product_id"]))
            case "account/login":
                return "<h1>Login</h1><form>Please log in <input type=password></form>"
            case _:
                return Page("not here", 404)

    def _in(self, path: str) -> list[int]:
        every = range(1, self.products + 1)
        match path:
            case "0":
                return list(every)[:4]
            case "20":
                return [n for n in every if n % 2]
            case "20_27":
                return [n for n in every if n % 4 == 1]
            case "24":
                return [n for n in every if not n % 2]
            case _:
                return [n for n in every if n % 3]

    def _link(self, route: str, **more: object) -> str:
        query = "".join(f"&amp;{name}={value}" for name, value in more.items())
        return f"/index.php?route={route}{query}&amp;PHPSESSID={self._asked:032x}"

    def _list(self, path: str, page: int, title: str) -> str:
        shown = self._in(path)[(page - 1) * _PER_PAGE : page * _PER_PAGE]
        link = "product/product"
        cards = "".join(
            f'<div class="product-layout"><div class="product-thumb"><a href="'
            f'{self._link(link, path=path, product_id=n, sort="p.price")}"><img'
            f' src="/image/{n}.jpg"></a><h4><a href="'
            f'{self._link(link, path=path, product_id=n, sort="p.price")}">Oak piece {n}'
            f'</a></h4><p class="price">${n + 10}.00</p></div></div>'
            for n in shown
        )
        pages = -(-len(self._in(path)) // _PER_PAGE)
        numbers = "".join(
            f'<li class="active"><span>{n}</span></li>' if n == page else
            f'<li><a href="{self._link("product/category", path=path, page=n)}">{n}</a></li>'
            for n in range(1, pages + 1)
        )  # fmt: skip
        after = self._link("product/category", path=path, page=page + 1)
        arrow = f'<li><a href="{after}">&gt;</a></li>' if page < pages else ""
        facets = "".join(
            f'<a href="{self._link("product/category", path=path, filter=n, sort=s, limit=m)}">'
            f"{n}</a>"
            for n in range(3) for s in ("p.price", "pd.name") for m in (25, 50)
        )  # fmt: skip
        body = f"<h1>{title}</h1>{cards}<ul class='pagination'>{numbers}{arrow}</ul>"
        body += f"<div class='list-group categories'>{facets}</div>"
        return _page(title, body, self._menu())

    def _menu(self) -> str:
        sections = "".join(
            f'<li><a href="{self._link("product/category", path=path)}">{name}</a></li>'
            for path, name in _SECTIONS.items()
        )
        other = ("account/login", "checkout/cart", "information/contact", "account/wishlist")
        others = "".join(f'<a href="{self._link(route)}">{route}</a>' for route in other)
        currency = '<a href="/index.php?route=common/currency&amp;code=EUR">€</a>'
        return f'<nav id="menu"><ul>{sections}</ul>{others}{currency}<a href="/blog">Blog</a></nav>'

    def _product(self, number: int) -> str:
        canonical = f"/index.php?route=product/product&amp;product_id={number}"
        return _page(
            f"Oak piece {number}",
            f'<h1>Oak piece {number}</h1><ul class="list-unstyled"><li><h2 class="price">'
            f'${number + 10}.00</h2></li></ul><button id="button-cart">Add to Cart</button>'
            f'<div class="tab-content" id="tab-description">{_FILLER}</div>',
            self._menu(),
            f'<link rel="canonical" href="{canonical}">',
        )


def _page(title: str, body: str, menu: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html dir="ltr" lang="en"><head><meta charset="UTF-8"><title>{title}'
        f'</title>{head}</head><body>{menu}<div id="content">{body}</div></body></html>'
    )
