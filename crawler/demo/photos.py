"""The photos of the market: flat pictures, painted by the program, the same on every run."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from crawler.demo.brush import Camera, paint
from crawler.demo.chance import pick, share
from crawler.demo.colours import BRIGHT, COATS, ROOMS, palette
from crawler.demo.drawings import CANVAS, drawings
from crawler.demo.rooms import cast_shadow, darken_corners, furnish
from crawler.errors import MissingError

_OVERSIZE = 2  # painted larger and then reduced: smooth edges
_QUALITY = 84


def require_painter() -> None:
    """Make sure that pictures can be painted.

    :raises MissingError: if the library for it is not installed.
    """
    try:
        import PIL  # noqa: F401
    except ImportError:
        raise MissingError(
            "The market paints its photos with Pillow, which is not installed; "
            "install it with: pip install 'listing-patrol[images]'"
        ) from None


@lru_cache(maxsize=2048)
def photo(kind: str, picture: str, view: int, colour: str | None = None) -> bytes:
    """A JPEG of 640 x 480 pixels.

    :param kind: what is in it, a name of ``drawings.yaml``.
    :param picture: decides colours and room; the same picture is the same photo.
    :param view: 1 for the whole thing, 2 from nearby, 3 from the other side in another room.
    :param colour: colour of the thing, a name of ``COATS``; any bright one if ``None``.
    """
    from PIL import ImageDraw

    coat = colour or pick(BRIGHT, "coat", picture)
    accent = pick([name for name in BRIGHT if name != coat], "accent", picture)
    room = pick(ROOMS, "room", picture, view == 3)
    colours = palette(COATS[coat], COATS[accent], room)
    camera = _camera(picture, view)
    shapes = drawings()[kind]

    image = furnish(room, (CANVAS[0] * _OVERSIZE, CANVAS[1] * _OVERSIZE), picture)
    cast_shadow(image, shapes, camera)
    canvas = ImageDraw.Draw(image, "RGBA")
    for shape in shapes:
        paint(canvas, shape, colours[shape.colour], camera)
    image = image.reduce(_OVERSIZE)
    darken_corners(image)
    file = BytesIO()
    image.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()


def _camera(picture: str, view: int) -> Camera:
    aside = 40 * (share("aside", picture, view) - 0.5)
    if view == 2:  # from nearby: the middle of the canvas stays in the middle
        near = 1.5
        middle = (1 / near - 1) / 2
        return Camera(_OVERSIZE * near, CANVAS[0] * middle + aside, CANVAS[1] * middle)
    return Camera(_OVERSIZE, aside, 8.0, mirrored=view == 3)
