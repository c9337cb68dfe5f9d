"""What stands around an amount that is not the price of the whole offer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

OPEN_AFTER = re.compile(
    r"\s*(?:起|から|以上|～|〜|\+\s*$|or more|and up|et plus|en hoger|aufwärts)", re.I
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

_COMMON = {
    "en": "the and for with this you your are from not have all",
    "de": "und der die das mit für ist nicht auf ein eine von",
    "fr": "les des pour dans est une vous avec sur pas du et",
    "nl": "het een van voor met niet zijn op naar ook deze",
    "es": "los las para por con una del que en su más",
    "it": "gli per con una del che non della sono più anche",
    "pt": "os para com uma do que em não dos mais você",
    "pl": "się na do nie jest oraz dla od przez jak po",
}
_WORDS: dict[str, list[str]] = defaultdict(list)
for _language, _said in _COMMON.items():
    for _word in _said.split():
        _WORDS[_word].append(_language)


def language(text: str) -> str | None:
    """ISO 639-1 code of the language whose commonest words a text clearly has most of."""
    counts = Counter(code for word in text.lower().split() for code in _WORDS.get(word, ()))
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 4:
        return None
    clear = len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]
    return ranked[0][0] if clear else None
