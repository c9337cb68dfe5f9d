"""Addresses: one form for all ways of writing the same one."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

_TRACKING = re.compile(
    r"utm_.*|mtm_.*|pk_.*|hsa_.*|_hs.*|_ga|_gl|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|"
    r"yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|srsltid|_openstat|vero_.*|s_kwcid|ef_id|spm|"
    r"ref_|ref_src|ref_url|refsrc|referr?er|_branch_match_id|cmpid|wt_mc|trk|trkinfo",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"phpsessid|jsessionid|aspsessionid\w*|asp\.net_sessionid|oscsid|zenid|sessionid|session_id|"
    r"xtcsid|cfid|cftoken",
    re.IGNORECASE,
)
# Short names that carry an article's number on some sites and a session or a tracker on others;
# the value tells.
_MAYBE_SESSION = frozenset({"sid", "s", "session", "sess"})
_SESSION_VALUE = re.compile(r"(?=.*\d)(?=.*[a-z])[0-9a-z,_-]{16,}", re.IGNORECASE)
_NUMBER = re.compile(r"\d{4,}")
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
# Already the one form, as most addresses are: nothing in it that could be written otherwise.
# Possessive, or an address that fails at its end is tried in every way to split its words.
_CANONICAL = re.compile(
    r"https?://[a-z0-9-]++(?:\.(?=[0-9-]*[a-z])[a-z0-9-]++)++/(?:[\w~-]++/?)*+", re.ASCII
)
_MIRROR = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_DEFAULT_PORT = {"http": 80, "https": 443}


def canonical(url: str) -> str:
    """The one form of all spellings of an address.

    Scheme and host in lower case, no default port, no fragment, percent-encoding normal, query
    sorted, trackers and session numbers gone. What is no http(s) address comes back as it is.
    """
    if _CANONICAL.fullmatch(url):
        return url
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT or not host:
        return url
    netloc = f"[{host}]" if ":" in host else host.rstrip(".")
    if port and port != _DEFAULT_PORT[scheme]:
        netloc = f"{netloc}:{port}"
    path = _PATH_SESSION.sub("", _without_dots(parts.path)) if parts.path else "/"
    query = parts.query
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        kept = [(name, value) for name, value in pairs if not is_noise(name, value)]
        query = urlencode(kept) if len(kept) < len(pairs) else query
    try:
        return str(canonicalize_url(urlunsplit((scheme, netloc, path, query, ""))))
    except (ValueError, UnicodeError):
        return url


def without_noise(url: str) -> str:
    """``url`` without session numbers and trackers, else as it is written."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    pairs = parse_qsl(parts.query, keep_blank_values=True) if parts.query else []
    kept = [(name, value) for name, value in pairs if not is_noise(name, value)]
    path = _PATH_SESSION.sub("", parts.path)
    if len(kept) == len(pairs) and path == parts.path:
        return url
    query = urlencode(kept, safe="/:,")
    return urlunsplit((parts.scheme, parts.netloc, path, query, parts.fragment))


def is_noise(name: str, value: str) -> bool:
    """Whether a parameter of an address is a tracker or a session's number."""
    if _TRACKING.fullmatch(name) or _SESSION.fullmatch(name):
        return True
    lowered = name.lower()
    if lowered in _MAYBE_SESSION:
        return bool(_SESSION_VALUE.fullmatch(value))
    return lowered == "ref" and not _NUMBER.search(value)


def _without_dots(path: str) -> str:
    dotted = "/." in path and not path.startswith("//")
    return urlsplit(urljoin("http://host", path)).path or "/" if dotted else path


def site_of(url: str) -> str:
    """Host and port, without ``www.`` and the like: what addresses of one site share."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    host = _MIRROR.sub("", host)
    return f"{host}:{port}" if port and port not in _DEFAULT_PORT.values() else host
