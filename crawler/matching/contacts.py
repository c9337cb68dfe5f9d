"""Contacts that are sought, found in adverts: each in every form in which it may be written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from crawler.lexicon import ContactKind, read_contact
from crawler.lexicon.contact import BARE, handle_form
from crawler.matching.clearing import Span
from crawler.matching.digit_runs import is_date_or_price, phone_forms
from crawler.matching.handles import Handles
from crawler.matching.mails import mail_forms
from crawler.matching.needle import Needle
from crawler.matching.plain import plain
from crawler.matching.reading import Reading
from crawler.matching.wallets import Wallets


class Contacts:
    """Finds contacts; how many are sought makes no difference to how long that takes."""

    def __init__(self, spellings: Iterable[tuple[Needle, str]]) -> None:
        self._by_form: dict[ContactKind, dict[str, list[Needle]]] = {
            kind: defaultdict(list) for kind in ContactKind
        }
        for needle, spelling in spellings:
            contact = read_contact(spelling, needle.term.country)
            for form in contact.forms:
                self._by_form[contact.kind][form].append(needle)
        own = handle_form(BARE, "")
        handles = self._by_form[ContactKind.HANDLE]
        self._handles = Handles(form[len(own) :] for form in handles if form.startswith(own))
        self._wallets = Wallets(self._by_form[ContactKind.WALLET])

    def find(self, reading: Reading) -> Iterator[tuple[Needle, Span]]:
        """Every place of every contact, as a span of the text as published."""
        if not any(self._by_form.values()):
            return
        met: dict[tuple[Needle, Span], None] = {}
        for kind, form, span in self._forms(reading):
            for needle in self._by_form[kind].get(form, ()):
                met[needle, reading.cleared.place(*span)] = None
        yield from met

    def _forms(self, reading: Reading) -> Iterator[tuple[ContactKind, str, Span]]:
        for wallet, span in self._wallets.find(reading.cleared.text):
            yield ContactKind.WALLET, wallet, span
        read = plain(reading.cleared.text)
        if phones := self._by_form[ContactKind.PHONE]:
            for forms, span in phone_forms(read):
                for form in forms:
                    if form in phones and not is_date_or_price(read, *span):
                        yield ContactKind.PHONE, form, span
        if self._by_form[ContactKind.MAIL]:
            for form, span in mail_forms(read):
                yield ContactKind.MAIL, form, span
        if self._by_form[ContactKind.HANDLE]:
            for form, span in self._handles.find(read):
                yield ContactKind.HANDLE, form, span
