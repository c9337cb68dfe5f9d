"""Which names a program looks up: ``env=watching(folder)`` for it, then ``looked_up(folder)``."""

from __future__ import annotations

import os
from ipaddress import ip_address
from pathlib import Path

_WATCH = """\
import os, socket
inner = socket.getaddrinfo
def getaddrinfo(host, *arguments, **named):
    with open(os.environ["LOOKED_UP"], "a") as log:
        log.write(f"{host}\\n")
    return inner(host, *arguments, **named)
socket.getaddrinfo = getaddrinfo
open(os.environ["LOOKED_UP"], "a").close()
"""


def watching(folder: Path) -> dict[str, str]:
    """An environment in which Python notes every name that it asks the system's resolver for."""
    (folder / "watch").mkdir(exist_ok=True)
    (folder / "watch" / "sitecustomize.py").write_text(_WATCH)
    paths = [str(folder / "watch"), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "LOOKED_UP": str(folder / "looked-up")}  # fmt: skip


def looked_up(folder: Path) -> set[str]:
    """The names, those that are numbers left out."""
    asked = (folder / "looked-up").read_text().splitlines()
    return {host for host in asked if not _is_number(host)}


def _is_number(host: str) -> bool:
    try:
        ip_address(host.removeprefix("b'").removesuffix("'"))
    except ValueError:
        return False
    return True
