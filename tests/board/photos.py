"""Photos for the board, drawn by the program: no two alike, and none of anything real."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

SIZE = (200, 150)


def photo(name: str) -> bytes:
    """A small JPEG, the same for the same ``name``."""
    random = Random(name)
    image = Image.new("RGB", SIZE, _colour(random, 140, 235))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 110, *SIZE), fill=_colour(random, 90, 160))
    for _ in range(random.randint(3, 7)):
        left, top = random.randint(10, 120), random.randint(20, 90)
        right, bottom = left + random.randint(15, 60), top + random.randint(15, 45)
        shape = random.choice((draw.ellipse, draw.rectangle))
        shape((left, top, right, bottom), fill=_colour(random, 20, 200))
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _colour(random: Random, low: int, high: int) -> tuple[int, int, int]:
    return random.randint(low, high), random.randint(low, high), random.randint(low, high)
