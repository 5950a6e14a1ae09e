"""Figures against targets in words: 「目标≥80%，现73.5%（5月31日），差6.5个百分点」."""

from collections.abc import Iterator, Sequence

from language.wording.catalogue import Markup, escape
from language.wording.cutting import shortened
from language.wording.voice import Voice, bold, lines
from ledger.items import Item, Target
from ledger.reconciling import Half, Indicator, Standing

SIGNS = {">=": "≥", "<=": "≤"}
_NAME, _SHORTEST_NAME = 24, 3
_SHOWN = 8
_ITEMS_NAMED = 12


def number(value: float) -> str:
    return f"{value:.12g}"


def name(target: Target, length: int = 200) -> str:
    """The indicator's name; where that is only a word, the clause it stands in."""
    bare = target.name if len(target.name) >= _SHORTEST_NAME or not target.words else target.words
    return shortened(bare, length)


def aim(target: Target) -> str:
    """ "≥80%"."""
    return f"{SIGNS.get(target.relation, '')}{number(target.value)}{target.unit}"


def actual(voice: Voice, target: Target) -> str:
    """ "73.5%（5月31日）", "" where nobody gave a figure."""
    if target.actual is None:
        return ""
    figure = number(target.actual) + target.unit
    if target.actual_at is None:
        return figure
    day = voice.short_date(voice.local(target.actual_at).date())
    return voice.write("reconcile_actual_on", actual=figure, day=day)


def gap(voice: Voice, target: Target) -> str:
    """ "6.5个百分点", "" where nothing is missing or nothing is known. Not the float that subtraction left."""
    if not target.gap:
        return ""
    missing = number(round(target.gap, 6))
    return voice.write("figure_points", count=missing) if target.unit in ("%", "％") else f"{missing}{target.unit}"


def reconciled(
    voice: Voice, found: Sequence[Indicator], without: int, halves: Sequence[tuple[Item, Half]] = ()
) -> Markup:
    """`without`: items of the same view that have no target. `halves` is given when the half-year check is due."""
    if not found:
        return lines(voice.say("reconcile_none"), *half_year(voice, halves))
    groups = {standing: [each for each in found if each.standing is standing] for standing in Standing}
    return lines(
        voice.say(
            "reconcile_totals",
            count=len(found),
            items=len({each.item.id for each in found}),
            day=voice.short_date(voice.today),
            **{standing.value: len(group) for standing, group in groups.items()},
        ),
        *_group(voice, Standing.SHORT, groups[Standing.SHORT]),
        *_group(voice, Standing.OWED, groups[Standing.OWED]),
        *_group(voice, Standing.REACHED, groups[Standing.REACHED]),
        voice.say("reconcile_without", count=without) if without else "",
        *half_year(voice, halves),
    )


def _group(voice: Voice, standing: Standing, group: Sequence[Indicator]) -> Iterator[Markup]:
    if not group:
        return
    yield bold(voice.say(f"reconcile_{standing.value}", count=len(group)))
    for each in group[:_SHOWN]:
        yield _line(voice, each)
    if len(group) > _SHOWN:
        yield voice.say("reconcile_more", count=len(group) - _SHOWN)


def _line(voice: Voice, each: Indicator) -> Markup:
    target = each.target
    values = {
        "item": each.item.label,
        "name": name(target, _NAME),
        "aim": aim(target),
        "unit": voice.unit(each.item.lead),
    }
    if target.actual is None:
        return voice.say("reconcile_line_owed", **values)
    missing = gap(voice, target)
    key = "reconcile_line_short" if missing else "reconcile_line_reached"
    return voice.say(key, **values, actual=actual(voice, target), gap=missing)


def half_year(voice: Voice, halves: Sequence[tuple[Item, Half]]) -> Iterator[Markup]:
    """双过半: nothing when the check is not due."""
    if not halves:
        return
    groups = {half: [item for item, found in halves if found is half] for half in Half}
    yield bold(voice.say("half_year_totals", **{half.value: len(group) for half, group in groups.items()}))
    for half in (Half.BEHIND, Half.UNKNOWN):
        if groups[half]:
            yield voice.say(f"half_year_{half.value}", items=_named(voice, groups[half]))


def _named(voice: Voice, items: Sequence[Item]) -> Markup:
    named = voice.say("list_comma").join(escape(item.label) for item in items[:_ITEMS_NAMED])
    return Markup(named if len(items) <= _ITEMS_NAMED else voice.say("labels_more", items=named, total=len(items)))
