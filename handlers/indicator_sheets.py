"""The table of targets (指标表) and the half-year check (双过半) as sheets."""

from collections.abc import Iterator, Sequence
from html import unescape

from documents.sheets import Column, Kind, Sheet, Tone, Toned, Value
from handlers.ledger_sheets import Book, seq
from handlers.statistics_sheet import UNCOUNTED
from language.wording import figures
from language.wording.drafting import day
from ledger.reconciling import Half, Indicator, Standing, half_way, indicators

_STANDING = {Standing.REACHED: Tone.GREEN, Standing.SHORT: Tone.RED, Standing.OWED: Tone.GREY}
_RELATIONS = {">=": "relation_least", "<=": "relation_most"}
_HALF = {Half.PAST: Tone.GREEN, Half.BEHIND: Tone.YELLOW, Half.UNKNOWN: Tone.GREY}
_INDICATORS: Sequence[tuple[str, float, Kind]] = (
    ("seq", 6, Kind.SHORT),
    ("title", 24, Kind.TEXT),
    ("indicator", 30, Kind.TEXT),
    ("relation", 6, Kind.SHORT),
    ("value", 10, Kind.NUMBER),
    ("measure", 8, Kind.SHORT),
    ("base", 10, Kind.NUMBER),
    ("actual_value", 10, Kind.NUMBER),
    ("actual_day", 11, Kind.DATE),
    ("gap", 10, Kind.NUMBER),
    ("reached", 9, Kind.SHORT),
    ("lead", 15, Kind.SHORT),
    ("owes", 15, Kind.SHORT),
)
_HALVES: Sequence[tuple[str, float, Kind]] = (
    ("seq", 6, Kind.SHORT),
    ("title", 36, Kind.TEXT),
    ("lead", 18, Kind.SHORT),
    ("percent", 9, Kind.SHARE),
    ("least", 14, Kind.SHARE),
    ("half", 14, Kind.SHORT),
)


def indicators_sheet(source: Book, title: str) -> Sheet:
    voice = source.voice
    found = indicators(line.item for line in source.readable)
    return Sheet(
        name=voice.write("sheet_indicators"),
        title=title,
        note=voice.write("sheet_indicators_note", day=day(voice, voice.today), count=len(found)),
        columns=[Column(voice.write(f"column_{key}"), width, kind) for key, width, kind in _INDICATORS],
        rows=(_indicator(source, each) for each in found),
        frozen=2,
    )


def _indicator(source: Book, each: Indicator) -> Sequence[Value]:
    voice, item, target = source.voice, each.item, each.target
    lead = unescape(voice.unit(item.lead))
    return (
        seq(item),
        item.title,
        figures.name(target),
        voice.write(_RELATIONS.get(target.relation, "relation_equal")),
        target.value,
        target.unit,
        target.base,
        target.actual,
        voice.local(target.actual_at).date() if target.actual_at else None,
        round(target.gap, 6) if target.gap is not None else None,
        Toned(voice.write(f"standing_{each.standing.value}"), _STANDING[each.standing]),
        lead,
        lead if each.standing is Standing.OWED else None,
    )


def half_year_sheet(source: Book, title: str) -> Sheet:
    voice = source.voice
    return Sheet(
        name=voice.write("sheet_half_year"),
        title=title,
        note=voice.write("sheet_half_year_note", day=day(voice, voice.today)),
        columns=[Column(voice.write(f"column_{key}"), width, kind) for key, width, kind in _HALVES],
        rows=_halves(source),
        frozen=2,
    )


def _halves(source: Book) -> Iterator[Sequence[Value]]:
    voice = source.voice
    for line in source.readable:
        item = line.item
        if item.state in UNCOUNTED:
            continue
        half = half_way(item)
        shares = [each.share for each in indicators([item]) if each.share is not None]
        yield (
            seq(item),
            item.title,
            unescape(voice.unit(item.lead)),
            item.percent / 100 if item.percent is not None else None,
            min(shares) if shares else None,
            Toned(voice.write(f"half_{half.value}"), _HALF[half]),
        )
