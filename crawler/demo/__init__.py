"""The bundled market: a made-up classifieds site on loopback, with the truth behind it.

Every advert, seller and photo on it is invented. :func:`serve` opens it, :func:`market` tells
what a sweep over it should find.
"""

from crawler.demo.nights import market
from crawler.demo.server import OpenMarket, serve
from crawler.demo.truth import Advert, Market, Markup, Seller

__all__ = ["Advert", "Market", "Markup", "OpenMarket", "Seller", "market", "serve"]
