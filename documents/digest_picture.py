"""Draws a digest as a picture that is read on a phone: figures in tiles, a bar of lights, and the items that are lit.

Blocking work: call it off the loop. Drawn at twice the size and shrunk, since Pillow does not smooth shapes.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw

from documents.fonts import font

WIDTH = 720
_SCALE = 2
_MARGIN, _GAP = 32, 16
_TITLE, _TEXT, _SMALL, _BIG = 30, 24, 20, 48
_TILE = 116
_BAR = 28
_LINE = 40


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as "#rrggbb"."""

    paper: str
    ink: str
    faint: str
    tile: str
    lights: tuple[tuple[str, str], ...] = (
        ("red", "#d93a3a"),
        ("yellow", "#e0a416"),
        ("blue", "#3f7fd0"),
        ("green", "#2f9e5b"),
        ("done", "#7c8795"),
        ("paused", "#a9b1bb"),
        ("none", "#cfd5dc"),
    )

    def light(self, name: str) -> str:
        return dict(self.lights)[name]


LIGHT = Palette(paper="#ffffff", ink="#1d2530", faint="#5d6875", tile="#f1f4f8")
DARK = Palette(paper="#161b22", ink="#e8edf3", faint="#9aa6b4", tile="#232b36")


@dataclass(frozen=True, slots=True)
class Tile:
    """`colour` names a light, or is "" for the ink."""

    figure: str
    label: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: its light, what it is, and why."""

    colour: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class DigestPicture:
    """All words are ready to be drawn. `shares` are (light, its word, count) in the order of the bar."""

    title: str
    subtitle: str
    tiles: tuple[Tile, ...]
    shares: tuple[tuple[str, str, int], ...]
    rows: tuple[Row, ...]
    footer: str = ""
    dark: bool = False


def draw(picture: DigestPicture) -> bytes:
    """PNG. Raises LookupError where no font has Chinese."""
    palette = DARK if picture.dark else LIGHT
    height = _height(picture)
    image = Image.new("RGB", (WIDTH * _SCALE, height * _SCALE), palette.paper)
    pen = _Pen(ImageDraw.Draw(image), palette)
    pen.text(picture.title, _TITLE, palette.ink, bold=True)
    pen.text(picture.subtitle, _SMALL, palette.faint)
    pen.down(_GAP)
    pen.tiles(picture.tiles)
    pen.bar(picture.shares)
    for row in picture.rows:
        pen.row(row)
    if picture.footer:
        pen.text(picture.footer, _SMALL, palette.faint)
    # A hundred shades are enough for flat colours, and a third of the bytes.
    small = image.resize((WIDTH, height), Image.Resampling.LANCZOS).quantize(100)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def _height(picture: DigestPicture) -> int:
    rows = len(picture.rows) * (2 * _LINE + 4)
    legend = _LINE * ((len([s for s in picture.shares if s[2]]) + 2) // 3)
    footer = _LINE if picture.footer else 0
    return 2 * _MARGIN + _LINE + 12 + _LINE + _GAP + _TILE + _GAP + _BAR + 8 + legend + _GAP + rows + footer


class _Pen:
    """Goes down the page; every length is in the finished picture's pixels."""

    def __init__(self, on: ImageDraw.ImageDraw, palette: Palette) -> None:
        self._on = on
        self._palette = palette
        self._y = _MARGIN

    def down(self, by: int) -> None:
        self._y += by

    def text(self, words: str, size: int, colour: str, *, bold: bool = False) -> None:
        self._write(_MARGIN, self._y, _fitted(words, size, WIDTH - 2 * _MARGIN), size, colour, bold=bold)
        self._y += _LINE + (12 if size == _TITLE else 0)

    def tiles(self, tiles: tuple[Tile, ...]) -> None:
        if tiles:
            width = (WIDTH - 2 * _MARGIN - (len(tiles) - 1) * _GAP) // len(tiles)
            for number, tile in enumerate(tiles):
                self._tile(_MARGIN + number * (width + _GAP), width, tile)
        self._y += _TILE + _GAP

    def _tile(self, x: int, width: int, tile: Tile) -> None:
        self._box(x, self._y, width, _TILE, self._palette.tile, radius=12)
        colour = self._palette.light(tile.colour) if tile.colour else self._palette.ink
        self._centred(x, width, self._y + 10, tile.figure, _BIG, colour)
        self._centred(x, width, self._y + 74, _fitted(tile.label, _SMALL, width - 8), _SMALL, self._palette.faint)

    def bar(self, shares: tuple[tuple[str, str, int], ...]) -> None:
        """The lights' shares side by side, and each named with its count: colours never stand without words."""
        shown = [share for share in shares if share[2]]
        total = sum(count for _, _, count in shown) or 1
        x, room = float(_MARGIN), WIDTH - 2 * _MARGIN
        for colour, _, count in shown:
            width = room * count / total
            self._box(x, self._y, max(width - 2, 2), _BAR, self._palette.light(colour))
            x += width
        self._y += _BAR + 8
        for number, (colour, name, count) in enumerate(shown):
            column, line = number % 3, number // 3
            left, top = _MARGIN + column * room // 3, self._y + line * _LINE
            self._box(left, top + 8, 18, 18, self._palette.light(colour), radius=4)
            self._write(left + 28, top + 2, f"{name} {count}", _SMALL, self._palette.ink)
        self._y += _LINE * ((len(shown) + 2) // 3) + _GAP

    def row(self, row: Row) -> None:
        room = WIDTH - 2 * _MARGIN - 24
        self._box(_MARGIN, self._y + 6, 8, 2 * _LINE - 18, self._palette.light(row.colour), radius=4)
        self._write(_MARGIN + 24, self._y, _fitted(row.text, _TEXT, room), _TEXT, self._palette.ink)
        self._write(_MARGIN + 24, self._y + 34, _fitted(row.reason, _SMALL, room), _SMALL, self._palette.faint)
        self._y += 2 * _LINE + 4

    def _centred(self, x: int, width: int, y: int, words: str, size: int, colour: str) -> None:
        left = x + (width - font(size).getlength(words)) / 2
        self._write(left, y, words, size, colour)

    def _write(self, x: float, y: float, words: str, size: int, colour: str, *, bold: bool = False) -> None:
        self._on.text(
            (x * _SCALE, y * _SCALE),
            words,
            font=font(size * _SCALE),
            fill=colour,
            stroke_width=1 if bold else 0,
            stroke_fill=colour,
        )

    def _box(self, x: float, y: float, width: float, height: float, colour: str, *, radius: int = 0) -> None:
        corners = (x * _SCALE, y * _SCALE, (x + width) * _SCALE, (y + height) * _SCALE)
        self._on.rounded_rectangle(corners, radius * _SCALE, fill=colour)


def _fitted(words: str, size: int, room: float) -> str:
    """Cut with … where it is too long."""
    face = font(size)
    if face.getlength(words) <= room:
        return words
    while words and face.getlength(f"{words}…") > room:
        words = words[:-1]
    return f"{words}…"
