"""The photos: decodable, steady, and one drawing for every kind of thing."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from crawler.demo import market
from crawler.demo.drawings import drawings
from crawler.demo.photos import photo
from crawler.errors import Exit


@pytest.mark.parametrize("kind", sorted(drawings()))
def test_every_drawing_gives_a_photo(kind: str) -> None:
    image = Image.open(BytesIO(photo(kind, "a picture", 1)))
    image.load()
    assert (image.format, image.size) == ("JPEG", (640, 480))
    assert len(image.resize((64, 48)).getcolors(64 * 48) or ()) > 200


def test_every_advert_has_a_drawing_and_every_drawing_an_advert() -> None:
    kinds = {advert.kind for night in (1, 2) for advert in market(night).adverts}
    assert kinds == set(drawings())


def test_the_same_picture_is_the_same_photo_in_another_process() -> None:
    code = (
        "import sys; from crawler.demo.photos import photo;"
        "sys.stdout.buffer.write(photo('teapot', 'steady', 3, 'navy'))"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert other.stdout == photo("teapot", "steady", 3, "navy")


def test_views_and_pictures_differ() -> None:
    photos = {photo("chair", picture, view) for picture in ("one", "two") for view in (1, 2, 3)}
    assert len(photos) == 6


def test_without_the_painter_a_sentence_names_the_extra() -> None:
    code = (
        "import sys; sys.modules['PIL'] = None\n"
        "from crawler.demo import serve\n"
        "from crawler.errors import PatrolError\n"
        "try:\n"
        "    serve().__enter__()\n"
        "except PatrolError as error:\n"
        "    print(error); sys.exit(error.exit_code)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == Exit.MISSING
    assert "listing-patrol[images]" in run.stdout
