"""Phone numbers in one form, and every way of writing one that an advert may choose."""

from __future__ import annotations

import re
from contextlib import suppress

MIN_DIGITS = 7
MAX_DIGITS = 17
"""Of the longest way to write a number: 00, the country's code, a trunk 0, and 12 more."""

_SHORTEST_BARE = 9
"""Digits from which a number is recognised without the 0 or the country that belong before it."""
_SHORTEST_INTERNATIONAL = 11
"""Digits from which a number without a leading 0 may begin with the code of a country."""
# ITU-T E.164, list of assigned country codes: no code is the beginning of another.
_COUNTRY_CODE = re.compile(r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-689]\d\d")
_LABEL = re.compile(r"(?:tel(?:ephone)?|phone|mobile|gsm)\b[.:]*\s*", re.IGNORECASE)
_WRITTEN = re.compile(r"\+?[\d\s().,/\-\u2010-\u2015]+")


def is_written_as_number(text: str) -> bool:
    """Whether ``text`` holds digits, and the signs between the digits of a phone number, alone."""
    return _WRITTEN.fullmatch(_bare(text)) is not None


def number_forms(text: str, country: str | None) -> tuple[str, frozenset[str]]:
    """The number as it is named, and all the forms that an advert may write it in.

    A form is what stands in the advert less everything but digits, with ``+`` before it if the
    code of a country must come first. ``*`` stands for any such code.

    :param country: ISO 3166 code of the country whose number it is, if it does not say.
    :raises ValueError: in words, if it is no number.
    """
    bare = _bare(text)
    if bare.startswith("00"):
        bare = f"+{bare[2:]}"
    if bare.startswith("+") or country is not None:
        return _of_known_country(bare, country)
    digits = re.sub(r"\D", "", bare)
    name, forms = _of_some_country(digits)
    if len(digits) >= _SHORTEST_INTERNATIONAL and not digits.startswith("0"):
        with suppress(ValueError):  # the plus may have been lost in a spreadsheet
            name, more = _of_known_country(f"+{digits}", None)
            forms |= more
    return name, forms


def _of_known_country(text: str, country: str | None) -> tuple[str, frozenset[str]]:
    """Read by Google's libphonenumber, which knows every country's lengths and trunk prefix."""
    from phonenumbers import (
        SUPPORTED_REGIONS,
        NumberParseException,
        is_possible_number,
        national_significant_number,
        parse,
        region_code_for_country_code,
    )
    from phonenumbers.phonenumberutil import ndd_prefix_for_region

    if country is not None and country not in SUPPORTED_REGIONS:
        raise ValueError(f"'{country}' is not an ISO 3166 code such as 'BE'")
    try:
        number = parse(text, country)
    except NumberParseException as error:
        raise ValueError(f"'{text}' is no phone number") from error
    if not is_possible_number(number):
        raise ValueError(f"'{text}' has too few or too many digits for a phone number")
    code, rest = number.country_code or 0, national_significant_number(number)
    national = f"{ndd_prefix_for_region(region_code_for_country_code(code), True) or ''}{rest}"
    forms = {f"+{code}{rest}", f"+{code}{national}", f"{code}{rest}", national}
    if len(rest) >= _SHORTEST_BARE:
        forms.add(rest)
    return f"+{code}{rest}", frozenset(forms)


def _of_some_country(digits: str) -> tuple[str, frozenset[str]]:
    """A national number that may be of any country."""
    rest = digits.lstrip("0")
    if len(rest) < MIN_DIGITS or len(digits) > MAX_DIGITS:
        raise ValueError(f"'{digits}' has too few or too many digits for a phone number")
    forms = {digits, f"0{rest}", f"*{rest}"}  # a spreadsheet takes the 0 away
    if len(rest) >= _SHORTEST_BARE:
        forms.add(rest)
    return digits, frozenset(forms)


def forms_met(digits: str, *, plus: bool) -> tuple[str, ...]:
    """The forms of :func:`number_forms` that digits in an advert may be, likeliest first."""
    if not plus and not digits.startswith("00"):
        return (digits,)
    digits = digits if plus else digits[2:]
    code = _COUNTRY_CODE.match(digits)
    if code is None:
        return (f"+{digits}",)
    return (f"+{digits}", f"*{digits[code.end() :].lstrip('0')}")


def _bare(text: str) -> str:
    return _LABEL.sub("", text.strip().lstrip("'"), count=1).strip()
