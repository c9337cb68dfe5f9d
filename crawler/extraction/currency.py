"""Signs and names of currencies, and what an ambiguous one means where."""

from __future__ import annotations

from dataclasses import dataclass

_IN_USE = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP"
    " BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP"
    " GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS"
    " KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR"
    " MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF"
    " SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS"
    " UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL"
)
CODES = frozenset(_IN_USE.split())
"""ISO 4217 codes in use, and HRK, in which older pages still ask."""

THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})

# Those whose smaller coins exist only on paper are written without decimals as well.
_WITHOUT_DECIMALS = "BIF CLP DJF GNF HUF IDR ISK JPY KMF KRW LAK PYG RWF UGX VND XAF XOF COP"
NO_DECIMALS = frozenset(_WITHOUT_DECIMALS.split())
_DOLLAR_COUNTRIES = (
    "USD CAD AUD NZD MXN SGD HKD TWD ARS CLP COP UYU JMD TTD BBD BSD BZD FJD NAD XCD"
)
_DOLLARS = tuple(_DOLLAR_COUNTRIES.split())
_CROWNS = ("SEK", "NOK", "DKK", "ISK")
_RUPEES = ("INR", "PKR", "LKR", "NPR", "MUR", "SCR")

# A sign that several currencies share gives all of them; the commonest first has no meaning.
_SIGNS: dict[str, tuple[str, ...]] = {
    "€": ("EUR",), "euro": ("EUR",), "euros": ("EUR",), "евро": ("EUR",),
    "£": ("GBP", "EGP", "SYP", "LBP"), "pounds": ("GBP",),
    "¥": ("JPY", "CNY"), "￥": ("JPY", "CNY"), "円": ("JPY",), "yen": ("JPY",),
    "元": ("CNY", "TWD"), "欧元": ("EUR",), "歐元": ("EUR",),
    "人民币": ("CNY",), "人民幣": ("CNY",), "rmb": ("CNY",), "cn¥": ("CNY",),
    "jp¥": ("JPY",), "圓": ("CNY", "TWD", "HKD"), "港币": ("HKD",), "港幣": ("HKD",),
    "$": _DOLLARS, "us$": ("USD",), "u$s": ("USD",), "us $": ("USD",), "dollars": _DOLLARS,
    "a$": ("AUD",), "au$": ("AUD",), "au $": ("AUD",), "c$": ("CAD",), "ca$": ("CAD",),
    "cad$": ("CAD",), "nz$": ("NZD",), "hk$": ("HKD",), "nt$": ("TWD",), "s$": ("SGD",),
    "mx$": ("MXN",), "r$": ("BRL",), "cop$": ("COP",), "clp$": ("CLP",), "ar$": ("ARS",),
    "₫": ("VND",), "đ": ("VND",), "vnđ": ("VND",), "đồng": ("VND",),
    "zł": ("PLN",), "zl": ("PLN",), "zloty": ("PLN",), "złotych": ("PLN",),
    "kč": ("CZK",), "ft": ("HUF",),
    "kr": _CROWNS, "kr.": _CROWNS, "kronor": ("SEK",), "kroner": ("NOK", "DKK"),
    "fr.": ("CHF",), "sfr.": ("CHF",), "sfr": ("CHF",), "franken": ("CHF",),
    "lei": ("RON", "MDL"), "leu": ("RON", "MDL"), "лв": ("BGN",), "лв.": ("BGN",),
    "ден": ("MKD",), "дин": ("RSD",), "дин.": ("RSD",), "din.": ("RSD",), "din": ("RSD",),
    "₽": ("RUB",), "руб": ("RUB",), "руб.": ("RUB",), "р.": ("RUB", "BYN"), "рублей": ("RUB",),
    "₴": ("UAH",), "грн": ("UAH",), "грн.": ("UAH",),
    "₸": ("KZT",), "тг": ("KZT",), "₺": ("TRY",), "tl": ("TRY",), "₼": ("AZN",), "₾": ("GEL",),
    "֏": ("AMD",), "₮": ("MNT",), "сум": ("UZS",), "so'm": ("UZS",),
    "₹": ("INR",), "rs": _RUPEES, "rs.": _RUPEES, "₨": _RUPEES, "रु": ("INR", "NPR"),
    "৳": ("BDT",), "tk": ("BDT",), "රු": ("LKR",),
    "₩": ("KRW",), "￦": ("KRW",), "원": ("KRW",), "฿": ("THB",), "บาท": ("THB",), "baht": ("THB",),
    "rp": ("IDR",), "rp.": ("IDR",), "rm": ("MYR",), "₱": ("PHP",), "₭": ("LAK",),
    "៛": ("KHR",), "₪": ("ILS",), 'ש"ח': ("ILS",), "nis": ("ILS",),
    "د.إ": ("AED",), "dhs": ("AED", "MAD"), "dh": ("MAD", "AED"), "درهم": ("AED", "MAD"),
    "ر.س": ("SAR",), "﷼": ("IRR", "SAR", "YER", "QAR"), "ريال": ("SAR", "QAR", "YER", "OMR"),
    "تومان": (), "ج.م": ("EGP",), "جنيه": ("EGP", "SDG"),
    "د.ك": ("KWD",), "د.ت": ("TND",), "دج": ("DZD",),
    "د.م.": ("MAD",), "₦": ("NGN",), "₵": ("GHS",), "gh₵": ("GHS",), "ghc": ("GHS",),
    "ksh": ("KES",), "kshs": ("KES",), "tsh": ("TZS",), "ush": ("UGX",),
    "cfa": ("XOF", "XAF"), "fcfa": ("XOF", "XAF"), "f cfa": ("XOF", "XAF"),
    "₡": ("CRC",), "₲": ("PYG",), "gs.": ("PYG",), "s/": ("PEN",), "s/.": ("PEN",),
    "bs.": ("BOB", "VES"), "rd$": ("DOP",), "₿": (),
}  # fmt: skip

# Words and letters that mean money only in their own country: elsewhere "km" is a distance, "da" is
# Italian for "from" and "R" a size. Written in capitals or as here.
_LOCAL_SIGNS: dict[str, tuple[str, ...]] = {
    "R": ("ZAR",), "KM": ("BAM",), "Br": ("BYN", "ETB"), "Ks": ("MMK",), "SR": ("SAR",),
    "LE": ("EGP",), "KD": ("KWD",), "DT": ("TND",), "DA": ("DZD",), "L": ("HNL",),
    "Bs": ("BOB", "VES"), "Q": ("GTQ",), "Fr": ("CHF",), "Kc": ("CZK",), "Lek": ("ALL",),
}  # fmt: skip

_BY_COUNTRY: dict[str, str] = {
    code: currency
    for currency, countries in {
        "EUR": "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK AD BG",
        "USD": "US PR EC SV GU PA", "GBP": "GB UK GG IM JE", "CHF": "CH LI", "SEK": "SE",
        "NOK": "NO", "DKK": "DK GL FO", "ISK": "IS", "PLN": "PL", "CZK": "CZ", "HUF": "HU",
        "RON": "RO", "RSD": "RS", "BAM": "BA", "MKD": "MK", "ALL": "AL", "MDL": "MD",
        "UAH": "UA", "BYN": "BY", "RUB": "RU", "TRY": "TR", "GEL": "GE", "AMD": "AM",
        "AZN": "AZ", "KZT": "KZ", "KGS": "KG", "UZS": "UZ", "MNT": "MN", "ILS": "IL",
        "AED": "AE", "SAR": "SA", "QAR": "QA", "KWD": "KW", "BHD": "BH", "OMR": "OM",
        "JOD": "JO", "LBP": "LB", "SYP": "SY", "IQD": "IQ", "IRR": "IR", "YER": "YE",
        "EGP": "EG", "MAD": "MA", "DZD": "DZ", "TND": "TN", "LYD": "LY", "SDG": "SD",
        "NGN": "NG", "GHS": "GH", "KES": "KE", "TZS": "TZ", "UGX": "UG", "ZAR": "ZA",
        "ETB": "ET", "XOF": "SN CI ML BF BJ TG NE GW", "XAF": "CM GA CG TD CF GQ", "NAD": "NA",
        "ZMW": "ZM", "MZN": "MZ", "AOA": "AO", "MUR": "MU", "SCR": "SC", "RWF": "RW",
        "CNY": "CN", "HKD": "HK", "MOP": "MO", "TWD": "TW", "JPY": "JP", "KRW": "KR",
        "VND": "VN", "THB": "TH", "IDR": "ID", "MYR": "MY", "SGD": "SG", "PHP": "PH",
        "MMK": "MM", "KHR": "KH", "LAK": "LA", "INR": "IN", "PKR": "PK", "BDT": "BD",
        "LKR": "LK", "NPR": "NP", "AUD": "AU", "NZD": "NZ", "FJD": "FJ", "CAD": "CA",
        "MXN": "MX", "BRL": "BR", "ARS": "AR", "CLP": "CL", "COP": "CO", "PEN": "PE",
        "UYU": "UY", "PYG": "PY", "BOB": "BO", "VES": "VE", "CRC": "CR", "GTQ": "GT",
        "HNL": "HN", "NIO": "NI", "DOP": "DO", "JMD": "JM", "TTD": "TT", "BBD": "BB",
        "BSD": "BS", "BZD": "BZ", "SRD": "SR", "GYD": "GY",
    }.items()
    for code in countries.split()
}  # fmt: skip
# Languages that are spoken where one of an ambiguous sign's currencies is used, and no other.
_BY_LANGUAGE = {
    "sv": "SEK", "nb": "NOK", "nn": "NOK", "no": "NOK", "da": "DKK", "is": "ISK", "ja": "JPY",
    "zh": "CNY", "ro": "RON", "ru": "RUB", "be": "BYN", "fa": "IRR", "hi": "INR", "si": "LKR",
    "ur": "PKR", "ne": "NPR",
}  # fmt: skip


_LONGEST = max(map(len, _SIGNS))


@dataclass(frozen=True, slots=True)
class Where:
    """What is known about the place of a page, to tell which dollar a ``$`` is."""

    currency: str | None = None
    """ISO 4217 code that the site is known to use."""
    country: str | None = None
    """ISO 3166 code."""
    language: str | None = None
    """ISO 639-1 code."""


NOWHERE = Where()


def resolve(sign: str, where: Where = NOWHERE) -> str | None:
    """The ISO 4217 code that ``sign`` stands for, ``None`` if it can be several or none."""
    sign = sign.strip()
    if (code := sign.upper()) in CODES:
        return code
    options = _SIGNS.get(sign.lower(), ())
    local = _LOCAL_SIGNS.get(sign, ())
    if len(options) == 1:
        return options[0]
    likely = (
        where.currency,
        _BY_COUNTRY.get((where.country or "").upper()),
        _BY_LANGUAGE.get((where.language or "").lower()),
    )
    if found := next((code for code in likely if code in options + local), None):
        return found
    # A pound sign is sterling wherever nothing says otherwise; the others write it after a name.
    return "GBP" if sign == "£" else None


def sign_after(text: str, at: int, where: Where = NOWHERE) -> str | None:
    """The currency sign, name or code that begins at ``at``."""
    for length in range(min(_LONGEST, len(text) - at), 0, -1):
        end = at + length
        if _is_sign(text[at:end], where) and not _continues(text[end - 1 : end + 1]):
            return text[at:end]
    return None


def sign_before(text: str, at: int, where: Where = NOWHERE) -> str | None:
    """The currency sign, name or code that ends at ``at``."""
    for length in range(min(_LONGEST, at), 0, -1):
        start = at - length
        if _is_sign(text[start:at], where) and not _continues(text[max(start - 1, 0) : start + 1]):
            return text[start:at]
    return None


def _is_sign(text: str, where: Where) -> bool:
    if text.lower() in _SIGNS or text.upper() in CODES:
        return True
    return text in _LOCAL_SIGNS and resolve(text, where) is not None


def _continues(pair: str) -> bool:
    """Whether both characters are letters, so that a sign would be a part of a word.

    Chinese and its like write no space between words.
    """
    return len(pair) == 2 and pair.isalpha() and max(pair) < "\u2e80"


def decimals(code: str | None) -> int:
    """Decimals of a currency's amounts (ISO 4217, minor unit); 2 if not known."""
    if code in THREE_DECIMALS:
        return 3
    return 0 if code in NO_DECIMALS else 2
