"""Draws a year of messages as a heat map: a square a day, the darker the more, days off hatched. Blocking work."""

import datetime as dt
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PIL import Image, ImageDraw

from documents.fonts import font

_SCALE = 2
_CELL, _GAP = 17, 3
_LEFT, _TOP, _MARGIN, _FOOT = 48, 108, 24, 44
_TITLE, _TEXT = 26, 16
_PAPER, _INK, _FAINT, _OFF = "#ffffff", "#1d2530", "#5d6875", "#eef1f5"
_STEPS = ("#dbe7f6", "#a9c7ea", "#6fa0d8", "#3f7fd0", "#1f559c")


@dataclass(frozen=True, slots=True)
class YearPicture:
    """`counts` are messages by local date; `works` tells working days; `months` are twelve names, `weekdays` seven."""

    first: dt.date
    last: dt.date
    counts: Mapping[dt.date, int]
    works: Callable[[dt.date], bool]
    title: str
    subtitle: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    none_to_most: tuple[str, str]


def draw(picture: YearPicture) -> bytes:
    """PNG, a row a weekday and a column a week. Raises LookupError where no font has Chinese."""
    start = picture.first - dt.timedelta(days=picture.first.weekday())
    weeks = (picture.last - start).days // 7 + 1
    width = max(_LEFT + weeks * (_CELL + _GAP) + _MARGIN, 560)
    height = _TOP + 7 * (_CELL + _GAP) + _FOOT + _MARGIN
    image = Image.new("RGB", (width * _SCALE, height * _SCALE), _PAPER)
    on = ImageDraw.Draw(image)
    _write(on, _MARGIN, 14, picture.title, _TITLE, _INK)
    _write(on, _MARGIN, 52, picture.subtitle, _TEXT, _FAINT)
    _names(on, picture, start, weeks)
    most = max(picture.counts.values(), default=0)
    for n in range((picture.last - picture.first).days + 1):
        day = picture.first + dt.timedelta(days=n)
        column, row = (day - start).days // 7, day.weekday()
        x, y = _LEFT + column * (_CELL + _GAP), _TOP + row * (_CELL + _GAP)
        _cell(on, x, y, _colour(picture.counts.get(day, 0), most, works=picture.works(day)))
    _legend(on, picture, height - _FOOT, most)
    out = io.BytesIO()
    image.resize((width, height), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _names(on: ImageDraw.ImageDraw, picture: YearPicture, start: dt.date, weeks: int) -> None:
    for row, name in enumerate(picture.weekdays):
        if row % 2 == 0:
            _write(on, _MARGIN - 8, _TOP + row * (_CELL + _GAP) - 2, name, 14, _FAINT)
    for column in range(weeks):
        monday = start + dt.timedelta(weeks=column)
        sunday = monday + dt.timedelta(days=6)
        if sunday.day <= 7 and sunday <= picture.last:
            _write(on, _LEFT + column * (_CELL + _GAP), _TOP - 24, picture.months[sunday.month - 1], 14, _FAINT)


def _colour(count: int, most: int, *, works: bool) -> str:
    if not count:
        return "#f7f9fb" if works else _OFF
    return _STEPS[min(int(count / max(most, 1) * len(_STEPS)), len(_STEPS) - 1)]


def _legend(on: ImageDraw.ImageDraw, picture: YearPicture, y: int, most: int) -> None:
    none, some = picture.none_to_most
    x = float(_LEFT)
    _write(on, x, y, none, _TEXT, _FAINT)
    x += font(_TEXT).getlength(none) + 10
    for colour in _STEPS:
        _cell(on, x, y + 4, colour)
        x += _CELL + _GAP
    _write(on, x + 8, y, f"{some} {most}", _TEXT, _FAINT)


def _cell(on: ImageDraw.ImageDraw, x: float, y: float, colour: str) -> None:
    corners = (x * _SCALE, y * _SCALE, (x + _CELL) * _SCALE, (y + _CELL) * _SCALE)
    on.rounded_rectangle(corners, 3 * _SCALE, fill=colour, outline="#e3e8ee")


def _write(on: ImageDraw.ImageDraw, x: float, y: float, words: str, size: int, colour: str) -> None:
    on.text((x * _SCALE, y * _SCALE), words, font=font(size * _SCALE), fill=colour)
