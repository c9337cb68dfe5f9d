"""Words around an amount that say that it is not the price of the whole offer."""

from __future__ import annotations

import re

_NO_PRICE = (
    # A former or a recommended price.
    "was, before, old price, list, list price, rrp, msrp, reg, regular, regular price, retail,"
    " originally, original price, instead of, statt, uvp, früher, vorher, alter preis, neupreis,"
    " au lieu de, prix conseillé, prix public, avant, neuf, prix neuf, van, i.p.v., ipv, vroeger,"
    " adviesprijs, nieuwprijs, antes, precio anterior, pvp, prima, listino, prezzo di listino,"
    " ord, ord., ordinarie pris, tidigare, tidigare pris, før, veil, nypris, stara cena, było,"
    " cena katalogowa, было, старая цена, 原价, 原價, 定価, 市场价, 通常価格, giá gốc,"
    # A reduction, what comes on top of the price, and what is not paid at all.
    " save, you save, discount, sparen, ersparnis, rabatt, économisez, remise, korting, ahorra,"
    " sconto, rabat, shipping, postage, delivery, p&p, versand, versandkosten, zzgl, zzgl.,"
    " livraison, frais de port, verzending, verzendkosten, spedizione, envío, frete, frakt,"
    " wysyłka, dostawa, доставка, 运费, 送料, deposit, kaution, caution, borg, cauzione, fianza,"
    " tax, vat, mwst, tva, btw, iva,"
    # The same amount in another currency.
    " about, approx, approx., ca., circa, environ, ungefähr, ≈, ~,"
    # Instalments.
    " months of, monthly, monatlich, par mois, per maand"
)
_OPEN = (
    "from, starting at, starting from, as low as, up to, min, min., max, max., bid, bids,"
    " current bid, starting bid, ab, bis, bis zu, gebot, höchstgebot, startpreis, dès, à partir de,"
    " a partir de, à partir du, jusqu'à, enchère, mise à prix, vanaf, v.a., va, tot, bod, bieden"
    " vanaf, hoogste bod, desde, hasta, da, a partire da, partendo da, fino a, base d'asta, od, do,"
    " от, до, від, fra, från, upp till, alkaen, από, έως, kezdve, de la, từ"
)


def _phrases(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split(","))


OTHER_AMOUNT = _phrases(_NO_PRICE)
"""What stands before an amount that is not the price."""
OPEN_PRICE = _phrases(_OPEN)
"""What stands before a price that is only an end of a range, or still moves."""
LONGEST_PHRASE = max(phrase.count(" ") + 1 for phrase in OTHER_AMOUNT | OPEN_PRICE)
"""Words in the longest of these phrases."""

OPEN_AFTER = re.compile(
    r"\s*(?:起|から|～|〜|\+\s*$|or more|and up|et plus|en hoger|aufwärts)", re.I
)
"""What follows a price that is only the lower end."""
OTHER_AMOUNT_AFTER = re.compile(
    r"\s*(?:%|[x×]\s*\d"
    # For a measure or a time, not for the whole offer.
    r"|(?:/|per\b|pro\b|par\b|por\b|al\b|a\b|le\b|la\b|je\b|za\b|за\b)\s*(?:\d+\s*)?"
    r"(?:kg|kilo|g|gr|gram\w*|l|lit\w+|ml|cl|m|m2|m3|sqm|sq|ft|qm|oz|lbs?|pound|hr?|hour|stunde|uur"
    r"|heure|hora|day|tag|dag|jour|día|giorno|week|woche|wk|semaine|month\w*|mo|mon|monat|maand"
    r"|mois|mes|mese|mies|мес|yr|year|jahr|jaar|an|año|anno|rok|night|nacht|nuit|noche|notte|p|person)\b"
    r"|p\.?m\.|pcm\b|mtl|monthly|monatlich"
    # Reductions and extras.
    r"|off\b|discount|rabatt|korting|shipping|postage|delivery|versand|livraison|de port|verzend"
    r"|spedizione|envío|frakt"
    # Not money at all.
    r"|(?:km|mi|miles|[cm]m|[gtmk]b|mah|kwh?|ps|hp|cv|pk|v|w|hz|bids?|gebote?|biedingen|reviews?"
    r"|sold|pcs|stk|views?)\b)",
    re.IGNORECASE,
)
"""What follows an amount that is not the price."""
RANGE = re.compile(r"\s*(?:-|–|—|~|～|to|bis|tot|à|a|до|do|and|und|et|y|e)\s*", re.IGNORECASE)
"""What stands between the two ends of a range."""
TIMES = {
    "k": 1_000, "tys": 1_000, "тыс": 1_000, "ribu": 1_000, "rb": 1_000, "thousand": 1_000,
    "万": 10_000, "萬": 10_000, "만": 10_000, "lakh": 100_000, "lakhs": 100_000, "lac": 100_000,
    "mio": 10**6, "mln": 10**6, "млн": 10**6, "million": 10**6, "triệu": 10**6, "tr": 10**6,
    "juta": 10**6, "jt": 10**6, "crore": 10**7, "crores": 10**7, "億": 10**8, "亿": 10**8,
}  # fmt: skip
"""Words that multiply the number before them."""
