"""What stands around an amount that is not the price of the whole offer."""

from __future__ import annotations

import re

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
    r"|mois|mes|mese|mies|мес|yr|year|jahr|jaar|an|año|anno|rok|night|nacht|nuit|noche|notte|p"
    r"|person)\b|p\.?m\.|pcm\b|mtl|monthly|monatlich"
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
