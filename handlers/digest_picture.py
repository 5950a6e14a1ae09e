"""A digest's figures as what is to be drawn: the same words as its text, without markup."""

import re
from html import unescape

from documents.digest_picture import DigestPicture, Row, Tile
from language.wording import digests, lights
from language.wording.nudges import title_after
from language.wording.voice import Voice
from ledger.digest import DigestFigures, DigestLine, share
from ledger.items import DONE
from ledger.lights import Colour

MOST_ROWS = 8
_ORDER = (Colour.RED, Colour.YELLOW, Colour.BLUE, Colour.GREEN, Colour.DONE, Colour.PAUSED, Colour.NONE)


def pictured(voice: Voice, figures: DigestFigures, *, dark: bool = False) -> DigestPicture:
    """Red before yellow; what is sensitive goes by its number, as in the text."""
    lit = (*figures.red, *figures.yellow)
    done = sum(figures.by_state.get(state, 0) for state in DONE)
    hidden = len(lit) - MOST_ROWS
    return DigestPicture(
        title=_plain(digests.title(voice, figures, as_of=False)),
        subtitle=_plain(voice.say("digest_picture_as_of", date=voice.date(figures.today))),
        tiles=(
            Tile(str(figures.total), _plain(voice.say("digest_picture_total"))),
            Tile(str(done), _plain(voice.say("digest_picture_done", share=share(done, figures.total))), "done"),
            Tile(str(len(figures.red)), _plain(lights.name(voice, Colour.RED)), "red"),
            Tile(str(len(figures.yellow)), _plain(lights.name(voice, Colour.YELLOW)), "yellow"),
        ),
        shares=tuple(
            (colour.value, _plain(lights.name(voice, colour)), figures.by_colour.get(colour, 0)) for colour in _ORDER
        ),
        rows=tuple(_row(voice, line) for line in lit[:MOST_ROWS]),
        footer=_plain(voice.say("digest_picture_more", count=hidden)) if hidden > 0 else "",
        dark=dark,
    )


def _row(voice: Voice, line: DigestLine) -> Row:
    text = voice.say(
        "digest_picture_row", item=line.item.label, title=title_after(line.item), unit=voice.unit(line.item.lead)
    )
    return Row(line.light.colour.value, _plain(text), _plain(lights.reason(voice, line.light)))


def _plain(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup))
