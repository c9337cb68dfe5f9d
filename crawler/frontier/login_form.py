"""A login form filled in as a browser would: its hidden fields are taken along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from form2request import form2request
from scrapy import Request
from scrapy.http import TextResponse
from scrapy.http.request import NO_CALLBACK

from crawler.config.domain import domain_of
from crawler.config.secret import reveal
from crawler.extraction.selectors import compile_selector
from crawler.frontier.failures import LoginError

if TYPE_CHECKING:
    from lxml.html import FormElement
    from scrapy.http import Response

    from crawler.config.access import Login

ASTRAY = "the login leads to another site, or away from https; it was not sent"


def filled_in(page: Response, login: Login) -> Request:
    """The request that sends the form.

    :raises LoginError: if there is no such form, or it would give the password away.
    """
    form = _form(page, login.fields)
    button = _button(form, login.submit) if login.submit else None
    for each in form.xpath(".//button[not(@value)]"):
        each.set("value", "")  # as browsers send it; form2request leaves it out
    typed = {name: reveal(text) for name, text in login.fields.items()}
    try:
        found = form2request(form, typed, click=button)
    except (ValueError, NotImplementedError):  # whose words may hold what is typed
        raise LoginError("the login form is of a kind that cannot be sent") from None
    if found.method != "POST":
        raise LoginError("the login form would put what is typed into the address; it was not sent")
    request: Request = found.to_scrapy(NO_CALLBACK, dont_filter=True)
    if not stays(request.url, page.url):
        raise LoginError(ASTRAY)
    return request


def stays(url: str, page: str) -> bool:
    """Whether what was typed on ``page`` may be sent to ``url``."""
    safe = urlsplit(page).scheme != "https" or urlsplit(url).scheme == "https"
    return safe and domain_of(url) == domain_of(page)


def _form(page: Response, fields: Mapping[str, str]) -> FormElement:
    """The form that has all these fields."""
    if not isinstance(page, TextResponse):
        raise LoginError("the login page is no page of text")
    forms: list[FormElement] = page.selector.root.xpath("//form")
    for form in forms:
        if set(fields) <= set(form.xpath(".//@name")):
            return form
    shown = [", ".join(form.xpath(".//input/@name")[:8]) for form in forms[:4]]
    there = f"its forms have: {'; '.join(shown)}" if shown else "it has no form at all"
    raise LoginError(f"no form of the login page has the fields {', '.join(fields)}; {there}")


def _button(form: FormElement, selector: str) -> FormElement:
    for element in compile_selector(selector).nodes(form):
        if hasattr(element, "get"):
            return element
    raise LoginError(f"the login form has no button '{selector}'")
