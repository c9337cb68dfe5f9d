"""Contacts that are sought: phone numbers, mail addresses, messenger handles and wallets.

Each is brought into every form that an advert may write it in, so that looking one up is a look
into a dictionary however many are sought.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from crawler.lexicon.messenger import HANDLE, LINK, PHONE_LINK, SERVICE_OF, service_linked
from crawler.lexicon.pattern import INVISIBLE
from crawler.lexicon.phone_number import is_written_as_number, number_forms


class ContactKind(StrEnum):
    """What a contact is."""

    PHONE = "phone number"
    MAIL = "mail address"
    HANDLE = "handle"
    WALLET = "wallet"


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact in the forms that are compared."""

    kind: ContactKind
    name: str
    """The contact itself, the same however it was written."""
    forms: frozenset[str]
    """What an advert may hold: see ``phone_number``, :func:`mail_form` and :func:`handle_forms`."""


ANY_SERVICE = "*"
"""Stands before a sought handle that may be of any service."""
NO_SERVICE = "@"
"""Stands before a handle in an advert that names no service."""
BARE = ""
"""Stands before a handle that needs neither ``@`` nor link nor service beside it."""
_SHORTEST_BARE = 8
_SHORTEST_HANDLE = 3

_MAIL = re.compile(r"(?:mailto:\s*)?([\w.+%\-]{1,64})@((?:[\w\-]{1,63}\.){1,8}[\w\-]{2,24})")
_LABELLED = re.compile(
    r"(?P<service>\w+)(?:\s+(?:me|id|user(?:name)?|handle|account))?[\s:=]+@?(?P<rest>.+)"
)
_CASELESS_WALLET = re.compile(
    r"(?:bc1|ltc1|tb1)[02-9ac-hj-np-z]{11,87}|0x[0-9a-f]{40}|(?:bitcoincash:)?[qp][02-9ac-hj-np-z]{41}"
    r"|addr1[02-9ac-hj-np-z]{50,110}"
)
# Base58 leaves out what looks alike: 0, O, I and l. Bitcoin, Litecoin, Dogecoin, Dash, Tron,
# Ripple, Zcash and Monero begin as here; 32 to 44 signs are Solana's.
_BASE58 = "1-9A-HJ-NP-Za-km-z"
_WALLET = re.compile(
    rf"[13LMDATXr][{_BASE58}]{{24,34}}|t[13][{_BASE58}]{{33}}|[48][{_BASE58}]{{94}}(?:[{_BASE58}]{{11}})?"
    rf"|[{_BASE58}]{{32,44}}"
)
_COIN = re.compile(
    r"(?:bitcoin|btc|ethereum|eth|monero|xmr|litecoin|ltc|dogecoin|doge|tron|trx|usdt|solana|sol)"
    r"(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)


@cache
def read_contact(text: str, country: str | None = None) -> Contact:
    """The contact that an analyst wrote.

    :param country: ISO 3166 code of the country of a phone number that does not say.
    :raises ValueError: in words, if it is none.
    """
    written = INVISIBLE.sub("", text).strip()
    if wallet := wallet_in(written):
        return Contact(ContactKind.WALLET, wallet, frozenset({wallet}))
    small = written.casefold()
    if mail := _MAIL.fullmatch(re.sub(r"\s+", "", small)):
        form = mail_form(mail[1], mail[2])
        return Contact(ContactKind.MAIL, form, frozenset({form}))
    number = _number_in(small)
    if number is not None:
        name, forms = number_forms(number, country)
        return Contact(ContactKind.PHONE, name, forms)
    if handle := _handle_in(small):
        return _handle(*handle)
    raise ValueError(
        f"'{text}' is no phone number, mail address, handle or wallet; "
        "a handle is written @name or telegram: name"
    )


def why_no_contact(text: str, country: str | None) -> str | None:
    """Why ``text`` cannot be looked for as a contact, or ``None`` if it can."""
    try:
        read_contact(text, country)
    except ValueError as error:
        return str(error)
    return None


def mail_form(local: str, host: str) -> str:
    """A mail address in small letters, without the tag after ``+`` and Gmail's idle dots."""
    local, host = local.casefold().partition("+")[0], host.casefold()
    if host in ("gmail.com", "googlemail.com"):
        local, host = local.replace(".", ""), "gmail.com"
    return f"{local}@{host}"


def handle_form(service: str, name: str) -> str:
    """A handle on a service, as it is looked up."""
    return f"{service}:{name}"


def wallet_in(text: str) -> str | None:
    """The wallet that ``text`` is, however it is divided; ``None`` if it is none."""
    whole = re.sub(r"\s+", "", _COIN.sub("", text, count=1))
    if _CASELESS_WALLET.fullmatch(whole.casefold()):
        return whole.casefold().removeprefix("bitcoincash:")
    mixed = not whole.isdigit() and not whole.isalpha()
    return whole if mixed and _WALLET.fullmatch(whole) else None


def _number_in(text: str) -> str | None:
    """The phone number that ``text`` gives: as a link, after a messenger's name, or alone."""
    if linked := PHONE_LINK.fullmatch(text):
        return f"+{linked['number'].removeprefix('%2b').lstrip('+')}"
    labelled = _LABELLED.fullmatch(text)
    if labelled and labelled["service"] in SERVICE_OF and is_written_as_number(labelled["rest"]):
        return labelled["rest"]
    return text if is_written_as_number(text) else None


def _handle_in(text: str) -> tuple[str, str] | None:
    """The service and the name that ``text`` gives."""
    link = LINK.match(text)
    if link and text[link.end() : link.end() + 1] in ("", "/", "?"):
        return service_linked(link), link["handle"]
    if text.startswith("@") and re.fullmatch(HANDLE, text[1:]):
        return ANY_SERVICE, text[1:]
    labelled = _LABELLED.fullmatch(text)
    if labelled and re.fullmatch(HANDLE, labelled["rest"]):
        service = SERVICE_OF.get(labelled["service"])
        return (service, labelled["rest"]) if service else None
    return None


def _handle(service: str, name: str) -> Contact:
    if len(name) < _SHORTEST_HANDLE:
        raise ValueError(f"'{name}' is too short for a handle")
    forms = {handle_form(service, name), handle_form(NO_SERVICE, name)}
    if len(name) >= _SHORTEST_BARE and re.search(r"[\d_]", name):
        forms.add(handle_form(BARE, name))
    return Contact(ContactKind.HANDLE, handle_form(service, name), frozenset(forms))
