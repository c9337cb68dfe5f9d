"""Messengers and networks: their names in adverts, and the links that lead to one person there."""

from __future__ import annotations

import re

_NAMES = {
    "telegram": "telegram telegramm telegr4m tg tele telega телеграм телеграмм",
    "whatsapp": "whatsapp whatsap watsapp wa",
    "wickr": "wickr wickrme",
    "signal": "signal",
    "threema": "threema",
    "session": "session",
    "instagram": "instagram insta ig",
    "snapchat": "snapchat snap sc",
    "wechat": "wechat weixin 微信 vx 加微",
    "line": "line",
    "kik": "kik",
    "viber": "viber",
    "discord": "discord",
    "element": "element matrix",
    "jabber": "jabber xmpp",
    "facebook": "facebook messenger fb",
    "tiktok": "tiktok",
    "twitter": "twitter",
    "vk": "vk vkontakte",
    "qq": "qq",
    "skype": "skype",
    "icq": "icq",
    "wire": "wire",
    "zangi": "zangi",
    "potato": "potato",
}
SERVICE_OF = {name: service for service, names in _NAMES.items() for name in names.split()}
"""The service that a folded word names."""

_LINKS = {
    "telegram": r"(?:t|telegram)\.(?:me|dog)/(?:s/|joinchat/|[@+])?",
    "instagram": r"instagr(?:am\.com|\.am)/",
    "snapchat": r"snapchat\.com/(?:add/|@)",
    "facebook": r"(?:facebook\.com|fb\.com|fb\.me|m\.me)/(?:profile\.php\?id=)?",
    "tiktok": r"tiktok\.com/@",
    "twitter": r"(?:twitter|x)\.com/",
    "vk": r"vk\.(?:com|me)/",
    "kik": r"kik\.me/",
    "threema": r"threema\.id/",
    "line": r"line\.me/(?:r/)?ti/p/[~@]?",
    "skype": r"join\.skype\.com/invite/",
    "discord": r"discord\.gg/",
    "signal": r"signal\.me/\#eu/",
}
HANDLE = r"[a-z0-9_](?:[a-z0-9._\-]{0,68}[a-z0-9_])?(?:\#\d{4})?"
"""A name as the services allow it, in small letters; Session's are the longest."""


def _loose(link: str) -> str:
    """The same link with spaces around its dots and slashes, as it is hidden from filters."""
    return link.replace(r"\.", r"[ ]?\.[ ]?").replace("/", "[ ]?/[ ]?", 1)


LINK = re.compile(
    r"(?<![a-z0-9_\-])(?:https?://)?(?:www\.)?(?:"
    + "|".join(f"(?P<{service}>{_loose(link)})" for service, link in _LINKS.items())
    + f")(?P<handle>{HANDLE})"
)
"""A link to somebody, in small letters; :func:`service_linked` says on which service."""
PHONE_LINK = re.compile(
    r"(?:https?://)?(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=|signal\.me/\#p/|viber://chat\?number=)"
    r"(?P<number>(?:\+|%2b)?\d{7,17})/?",
    re.IGNORECASE,
)
"""A link to somebody by phone number, the country's code first."""


def service_linked(link: re.Match[str]) -> str:
    """The service that a match of :data:`LINK` leads to."""
    return next(name for name in _LINKS if link[name])
