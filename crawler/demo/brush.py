"""Shapes onto a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crawler.demo.colours import Colour
from crawler.demo.drawings import CANVAS, Shape

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

Point = tuple[float, float]


class Camera(NamedTuple):
    """How the canvas of the drawings comes into the picture."""

    zoom: float = 1.0
    """Pixels per unit of the canvas."""
    across: float = 0.0
    """How far the thing stands right of the middle, in units of the canvas."""
    lower: float = 0.0
    """How far it stands below, in units of the canvas."""
    mirrored: bool = False

    def seen(self, point: Point) -> Point:
        """The pixel where a point of the canvas appears."""
        x, y = point
        if self.mirrored:
            x = CANVAS[0] - x
        return (x + self.across) * self.zoom, (y + self.lower) * self.zoom


def paint(canvas: ImageDraw, shape: Shape, fill: Colour, camera: Camera) -> None:
    """Paint one shape in one colour."""
    points = [camera.seen(point) for point in shape.points]
    settings = [round(number * camera.zoom) for number in shape.settings]
    match shape.form:
        case "box":
            canvas.rounded_rectangle(_frame(points), settings[0], fill)
        case "oval":
            canvas.ellipse(_frame(points), fill)
        case "disc":
            canvas.ellipse(_circle(points), fill)
        case "ring":
            canvas.ellipse(_circle(points), None, fill, settings[0])
        case "poly":
            canvas.polygon(points, fill)
        case "line":
            _line(canvas, points, fill, settings[0])
        case "arc":
            start, end = _angles(shape.settings[1], shape.settings[2], camera)
            canvas.arc(_frame(points), start, end, fill, settings[0])
        case "cap":
            start, end = _angles(shape.settings[0], shape.settings[1], camera)
            canvas.chord(_frame(points), start, end, fill)


def _frame(points: list[Point]) -> tuple[float, float, float, float]:
    (x0, y0), (x1, y1) = points
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _circle(points: list[Point]) -> tuple[float, float, float, float]:
    (x, y), (rim, _) = points
    radius = abs(rim - x)
    return x - radius, y - radius, x + radius, y + radius


def _angles(start: int, end: int, camera: Camera) -> tuple[int, int]:
    return (180 - end, 180 - start) if camera.mirrored else (start, end)


def _line(canvas: ImageDraw, points: list[Point], fill: Colour, width: int) -> None:
    """A line with round ends and corners."""
    canvas.line(points, fill, width, joint="curve")
    half = width / 2
    for x, y in (points[0], points[-1]):
        canvas.ellipse((x - half, y - half, x + half, y + half), fill)
