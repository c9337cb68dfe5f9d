"""The shapes that make up the photos, as ``drawings.yaml`` writes them down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import ConfigDict, RootModel

from crawler.demo.adverts import read_data

CANVAS = (640, 480)

_SHAPE = re.compile(
    r"(?:(?P<times>\d+)x (?P<right>-?\d+) (?P<down>-?\d+) )?"
    r"(?P<form>[a-z]+) (?P<colour>[a-z]+) +(?P<numbers>-?\d+(?: +-?\d+)*)"
)
_SETTINGS = {"box": 1, "oval": 0, "disc": 0, "ring": 1, "poly": 0, "line": 1, "arc": 3, "cap": 2}
"""Form → how many numbers stand before its coordinates."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape in one place."""

    form: str
    colour: str
    settings: tuple[int, ...]
    """Radius of a box's corners, width of a stroke, angles in degrees; as the form needs."""
    points: tuple[tuple[float, float], ...]
    """Corners; for a disc or ring its centre and a point on its rim."""


class _Drawings(RootModel[dict[str, tuple[str, ...]]]):
    model_config = ConfigDict(frozen=True)


@cache
def drawings() -> Mapping[str, tuple[Shape, ...]]:
    """Kind of thing → its shapes, the lowest first."""
    return {
        kind: tuple(shape for line in lines for shape in _shapes(line))
        for kind, lines in read_data(_Drawings, "drawings.yaml").root.items()
    }


def _shapes(line: str) -> list[Shape]:
    read = _SHAPE.fullmatch(line)
    if read is None or read["form"] not in _SETTINGS:
        raise ValueError(f"drawings.yaml: {line!r} is no shape")
    form, split = read["form"], _SETTINGS[read["form"]]
    numbers = [int(number) for number in read["numbers"].split()]
    settings, coordinates = tuple(numbers[:split]), numbers[split:]
    if form in ("disc", "ring"):
        x, y, radius = coordinates
        coordinates = [x, y, x + radius, y]
    right, down = int(read["right"] or 0), int(read["down"] or 0)
    pairs = list(zip(coordinates[::2], coordinates[1::2], strict=True))
    return [
        Shape(
            form,
            read["colour"],
            settings,
            tuple((x + step * right, y + step * down) for x, y in pairs),
        )
        for step in range(int(read["times"] or 1))
    ]
