"""How a site is entered: the way out, and the login. Off unless the operator configures them."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, field_validator, model_validator

from crawler.config.secret import check_field, check_secret
from crawler.config.section import Section
from crawler.config.values import ProxyAddress, Selector, WebAddress

Secret = Annotated[str, AfterValidator(check_secret)]


class Proxy(Section):
    """The only way out for a site; the proxy resolves the names. May be written as its address."""

    url: ProxyAddress
    user: Secret | None = None
    password: Secret | None = None

    @model_validator(mode="before")
    @classmethod
    def _by_address(cls, said: Any) -> Any:
        return {"url": said} if isinstance(said, str) else said

    @property
    def is_socks(self) -> bool:
        """Whether it speaks SOCKS5."""
        return self.url.startswith("socks5")

    @property
    def tls(self) -> bool:
        """Whether the way to the proxy itself is encrypted."""
        return urlsplit(self.url).scheme == "https"


class Login(Section):
    """How members get in, and how their pages are told from those of strangers."""

    url: WebAddress
    check: Selector
    """Finds something on every page that members see, and on no other."""
    fields: dict[str, str] = Field({})
    """What is typed into the form at ``url``; without any, nobody is logged in by it."""
    submit: Selector | None = None
    """The button to press, if it is not the form's first."""

    @field_validator("fields")
    @classmethod
    def _no_secrets(cls, fields: dict[str, str]) -> dict[str, str]:
        for name, text in fields.items():
            try:
                check_field(name, text)
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from None
        return fields
