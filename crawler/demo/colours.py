"""The colours of the photos."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

Colour: TypeAlias = tuple[int, ...]
"""Red, green, blue and, for what is see-through, how much it covers; each 0-255."""

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (24, 22, 30)

# What a thing can be coloured with.
COATS: Mapping[str, Colour] = {
    "navy": (46, 66, 110),
    "moss": (88, 118, 76),
    "brick": (186, 70, 58),
    "tan": (180, 124, 76),
    "teal": (46, 126, 130),
    "rust": (212, 112, 54),
    "rose": (216, 136, 144),
    "mustard": (216, 166, 60),
    "plum": (122, 74, 114),
    "grey": (138, 146, 154),
    "cream": (238, 224, 192),
    "white": (242, 242, 238),
    "ink": (52, 54, 64),
}
# Those for a thing whose advert names no colour.
BRIGHT = ("navy", "moss", "brick", "tan", "teal", "rust", "rose", "mustard", "plum")

# Colours that are the same in every photo.
FIXED: Mapping[str, Colour] = {
    **COATS,
    "wood": (196, 148, 98),
    "darkwood": (124, 82, 52),
    "metal": (206, 210, 216),
    "steel": (146, 152, 162),
    "gold": (216, 172, 78),
    "glass": (178, 214, 222),
    "leaf": (84, 146, 84),
    "lime": (204, 222, 92),
    "sky": (132, 186, 220),
    "paper": (246, 240, 226),
    "glow": (255, 226, 140, 210),
    "cardboard": (206, 164, 116),
    "darkcard": (176, 134, 90),
    "cardshade": (120, 88, 58),
    "glassy": (255, 255, 255, 90),
    "shine": (255, 255, 255, 70),
    "shade": (30, 24, 40, 50),
}


class Room(NamedTuple):
    """Where a photo was taken."""

    wall: Colour
    floor: Colour


ROOMS = (
    Room((226, 214, 198), (176, 134, 98)),
    Room((206, 220, 222), (150, 122, 100)),
    Room((238, 226, 206), (206, 188, 164)),
    Room((190, 206, 192), (138, 108, 84)),
    Room((232, 204, 190), (168, 128, 110)),
    Room((202, 208, 226), (160, 150, 158)),
    Room((228, 222, 228), (186, 166, 150)),
    Room((246, 236, 214), (190, 150, 104)),
)


def mixed(colour: Colour, other: Colour, part: float) -> Colour:
    """``colour`` with ``part`` (0-1) of ``other`` in it."""
    return tuple(round(a + (b - a) * part) for a, b in zip(colour, other, strict=True))


def palette(coat: Colour, accent: Colour, room: Room) -> Mapping[str, Colour]:
    """All colours of one photo by the names that ``drawings.yaml`` uses."""
    return {
        **FIXED,
        "main": coat,
        "dark": mixed(coat, BLACK, 0.3),
        "light": mixed(coat, WHITE, 0.22),
        "pale": mixed(coat, WHITE, 0.5),
        "accent": accent,
        "backdrop": mixed(room.wall, room.floor, 0.25),
    }
