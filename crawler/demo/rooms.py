"""Where the photos are taken: a wall, a floor, some light."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crawler.demo.brush import Camera, paint
from crawler.demo.chance import pick, share
from crawler.demo.colours import BLACK, WHITE, Colour, Room, mixed
from crawler.demo.drawings import Shape

if TYPE_CHECKING:
    from PIL.Image import Image

_WALL_ENDS = 0.68
"""Share of the picture's height."""
_LIGHT: Colour = (255, 252, 240, 46)
_SHADOW = 110
"""How dark a shadow is, 0-255."""
_CORNERS = 0.22
"""How much darker than the middle the corners are, 0-1."""


def furnish(room: Room, size: tuple[int, int], picture: str) -> Image:
    """The empty room, in the manner that ``picture`` decides."""
    from PIL import Image, ImageDraw

    width, height = size
    horizon = round(height * _WALL_ENDS)
    image = Image.new("RGB", size)
    wall = _fade(mixed(room.wall, WHITE, 0.35), room.wall, (width, horizon))
    floor = _fade(mixed(room.floor, BLACK, 0.12), room.floor, (width, height - horizon))
    image.paste(wall, (0, 0))
    image.paste(floor, (0, horizon))

    canvas = ImageDraw.Draw(image, "RGBA")
    line = (*mixed(room.floor, BLACK, 0.35), 90)
    match pick(("boards", "rug", "plain", "shelf"), "floor", picture):
        case "boards":  # seen in perspective
            for step in range(-8, 18):
                top, bottom = width * step / 10, width * (step * 2.2 - 6) / 10
                canvas.line((top, horizon, bottom, height), line, 3)
        case "rug":
            rug = (*mixed(room.wall, room.floor, 0.4), 200)
            left, right = -width * 0.05, width * 1.05
            canvas.ellipse((left, horizon + height * 0.06, right, height * 1.15), rug)
        case "shelf":
            canvas.rectangle((0, horizon, width, horizon + height * 0.03), (255, 255, 255, 60))
    match pick(("window", "stripes", "bare"), "wall", picture):
        case "window":
            left = width * (0.1 + 0.4 * share("window", picture))
            for pane in (0, width * 0.17):
                corner = left + pane
                slanted = (corner + width * 0.15, 0, corner + width * 0.04, horizon)
                canvas.polygon((corner, 0, *slanted, corner - width * 0.11, horizon), _LIGHT)
        case "stripes":
            for left in range(0, width, width // 16):
                canvas.rectangle((left, 0, left + width // 32, horizon), (255, 255, 255, 26))
    skirting = (*mixed(room.wall, WHITE, 0.6), 255)
    canvas.rectangle((0, horizon - height * 0.025, width, horizon), skirting)
    return image


def cast_shadow(image: Image, shapes: Sequence[Shape], camera: Camera) -> None:
    """Darken what lies right of and below the shapes."""
    from PIL import Image, ImageDraw, ImageFilter

    coarse = 4  # a soft shadow needs few pixels
    mask = Image.new("L", (image.width // coarse, image.height // coarse))
    canvas = ImageDraw.Draw(mask)
    beside = Camera(
        camera.zoom / coarse, camera.across + 12, camera.lower + 9, mirrored=camera.mirrored
    )
    for shape in shapes:
        if shape.colour not in ("glow", "shine", "glassy"):
            paint(canvas, shape, (_SHADOW,), beside)
    soft = mask.filter(ImageFilter.GaussianBlur(5)).resize(image.size, Image.Resampling.BILINEAR)
    image.paste(BLACK, (0, 0), soft)


def darken_corners(image: Image) -> None:
    """Let the corners fall off, as lenses do."""
    from PIL import Image

    fall = Image.radial_gradient("L").point(lambda depth: max(0, depth - 90) * _CORNERS)
    image.paste(BLACK, (0, 0), fall.resize(image.size, Image.Resampling.BILINEAR))


def _fade(top: Colour, bottom: Colour, size: tuple[int, int]) -> Image:
    from PIL import Image

    column = (1, size[1])  # all columns are alike
    mask = Image.linear_gradient("L").resize(column)
    fade = Image.composite(Image.new("RGB", column, bottom), Image.new("RGB", column, top), mask)
    return fade.resize(size, Image.Resampling.NEAREST)
