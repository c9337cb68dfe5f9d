"""Signs that a page offers one thing: what a visitor can press."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml.etree import _Element

from crawler.extraction import xpath
from crawler.extraction.page import Page
from crawler.extraction.text import visible

_MAX_BUTTONS = 200
_PRESSED = xpath.elements(
    "//button|//input[@type='submit' or @type='button']|//a[contains(@class, 'btn')"
    " or contains(@class, 'button') or contains(@class, 'cart') or contains(@href, 'tel:')"
    " or contains(@href, 'wa.me/')]"
)
_OFFERS = re.compile(
    r"add to (?:cart|basket|bag)|buy (?:it )?now|place (?:a )?bid|make (?:an )?offer|order now"
    r"|pre-?order|contact (?:the )?seller|message (?:the )?seller|show (?:phone )?number"
    r"|in den warenkorb|jetzt kaufen|sofort-?kauf|nachricht schreiben|anbieter kontaktieren"
    r"|ajouter au panier|acheter|contacter le vendeur|envoyer un message|voir le numéro"
    r"|in (?:de )?winkelwagen|in (?:de )?winkelmand|nu kopen|plaats (?:een )?bod"
    r"|bericht(?: sturen)?"
    r"|añadir al (?:carrito|carro)|comprar|contactar (?:con el )?vendedor|aggiungi al carrello"
    r"|acquista|contatta|dodaj do koszyka|kup teraz|napisz|do košíku|kosárba|lägg i varukorg"
    r"|lägg i kundvagn|köp nu|læg i kurv|legg i handlekurv"
    r"|lisää (?:ostos)?koriin|в корзину|купить"
    r"|написать|показать телефон|до кошика|купити|sepete ekle|satın al|adicionar ao carrinho"
    r"|thêm vào giỏ|mua ngay|加入购物车|立即购买|加入購物車|立即購買|カートに入れる"
    r"|購入|장바구니|구매",
    re.IGNORECASE,
)


def offered(page: Page, cards: Collection[_Element]) -> bool:
    """Whether a button of the page buys something, bids for it or reaches its seller.

    :param cards: elements that show other goods, with buttons of their own.
    """
    for element in _PRESSED(page.root)[:_MAX_BUTTONS]:
        if any(around in cards for around in element.iterancestors()):
            continue
        label = element.get("value") or visible(element) or element.get("aria-label") or ""
        if len(label) <= 60 and _OFFERS.search(label):
            return True
    return False
