"""eBay's Browse API on loopback."""

from __future__ import annotations

import base64
from urllib.parse import parse_qs, urlencode, urlsplit

from platforms import Object, answer, number_in, query_of, title
from web import Asked, Page, Web


class Ebay:
    """The Browse API behind its gate: keys for a token, the token for a search.

    :param good_for: requests after which a token is taken back.
    """

    KEYS = ("patrol-id", "s3cret-of-ours")
    GRANTED = "t0ken-of-ours-"

    def __init__(self, web: Web, total: int, good_for: int = 1_000) -> None:
        self._web, self._total, self._good_for = web, total, good_for
        self.tokens = 0
        self._used = 0
        web.pages["/identity/v1/oauth2/token"] = self.let_in
        web.pages["/buy/browse/v1/item_summary/search"] = self.search

    def let_in(self, asked: Asked) -> Page:
        expected = base64.b64encode(":".join(self.KEYS).encode()).decode()
        form = parse_qs(asked.body.decode())
        if asked.method != "POST" or asked.headers["Authorization"] != f"Basic {expected}":
            return answer({"error": "invalid_client"}, 401)
        if form.get("grant_type") != ["client_credentials"] or "scope" not in form:
            return answer({"error": "invalid_request"}, 400)
        self.tokens, self._used = self.tokens + 1, 0
        return answer(
            {"access_token": f"{self.GRANTED}{self.tokens}", "expires_in": 7_200,
             "token_type": "Application Access Token"}
        )  # fmt: skip

    def search(self, asked: Asked) -> Page:
        self._used += 1
        current = asked.headers["Authorization"] == f"Bearer {self.GRANTED}{self.tokens}"
        if not current or self._used > self._good_for:
            error = {"errorId": 1001, "domain": "OAuth", "message": "Invalid access token"}
            return answer({"errors": [error]}, 401)
        query = query_of(asked)
        size, at = number_in(query, "limit", 50, 200), number_in(query, "offset", 0)
        words = query["q"].lower().split()
        numbers = [n for n in range(self._total) if all(w in title(n).lower() for w in words)]
        found: Object = {"href": self._web.url(asked.path), "total": len(numbers),
                         "limit": size, "offset": at}  # fmt: skip
        if numbers[at : at + size]:
            found["itemSummaries"] = [self._item(n) for n in numbers[at : at + size]]
        if at + size < len(numbers):
            following = urlencode({**query, "offset": at + size})
            found["next"] = self._web.url(f"{urlsplit(asked.path).path}?{following}")
        return answer(found)

    def _item(self, number: int) -> Object:
        return {
            "itemId": f"v1|{number}|0", "legacyItemId": str(number), "title": title(number),
            "shortDescription": "Pick up only.",
            "price": {"value": f"{number + 10}.50", "currency": "EUR"},
            "seller": {"username": "ann-of-old", "feedbackPercentage": "99.1"},
            "condition": "Used", "conditionId": "3000",
            "itemLocation": {"city": "Gent", "country": "BE", "postalCode": "90**"},
            "image": {"imageUrl": f"https://i.ebayimg.example/{number}.jpg"},
            "additionalImages": [{"imageUrl": f"https://i.ebayimg.example/{number}b.jpg"}],
            "itemWebUrl": f"https://www.ebay.example/itm/{number}?hash=item1",
            "itemCreationDate": "2026-11-20T18:30:00.000Z", "buyingOptions": ["FIXED_PRICE"],
            "categories": [{"categoryId": "20081", "categoryName": "Antiques"}],
        }  # fmt: skip
