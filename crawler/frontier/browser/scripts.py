"""What is run inside pages, kept as JavaScript beside the code."""

from __future__ import annotations

from importlib.resources import files


def _read(name: str) -> str:
    text = files(__package__).joinpath(f"{name}.js").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("//"))


QUIET, OVERLAYS, GROW, PRESS, FINISH = map(_read, ("quiet", "overlays", "grow", "press", "finish"))
UNASKED = _read("unasked")
