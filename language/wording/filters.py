"""A filter in words: 「红灯、文旅局、11月30日前到期」."""

from collections.abc import Iterable, Iterator

from language import intents as i
from language.wording import lights
from language.wording.catalogue import Markup, escape
from language.wording.cutting import shortened
from language.wording.voice import Voice
from ledger.lights import Colour

_ITEMS_NAMED = 6
_WORDS_SHOWN = 20


def words(voice: Voice, wanted: i.ListItems) -> Markup:
    """ "" when nothing narrows the list."""
    return Markup(voice.say("filter_and").join(_parts(voice, wanted)))


def _parts(voice: Voice, wanted: i.ListItems) -> Iterator[str]:
    if wanted.mine:
        yield voice.say("filter_mine")
    if wanted.department is not None:
        yield escape(voice.unit(wanted.department))
    if wanted.section is not None:
        yield voice.say("filter_section", title=voice.section(wanted.section) or wanted.section)
    if wanted.items:
        yield voice.say("filter_items", items=_numbers(voice, wanted.items))
    if wanted.lights:
        yield colours(voice, wanted.lights)
    if wanted.states:
        yield voice.say("filter_or").join(voice.say(f"state_{state.value}") for state in wanted.states)
    if wanted.unassigned:
        yield voice.say("filter_unassigned")
    if wanted.leaderless:
        yield voice.say("filter_leaderless")
    if wanted.ongoing:
        yield voice.say("filter_ongoing")
    if wanted.silent_since is not None:
        yield voice.say("filter_silent", day=voice.short_date(wanted.silent_since))
    if wanted.due_from is not None or wanted.due_to is not None:
        yield _due(voice, wanted)
    if wanted.words:
        yield voice.say("filter_words", words=shortened(wanted.words, _WORDS_SHOWN))


def colours(voice: Voice, wanted: Iterable[Colour]) -> Markup:
    """ "红灯或黄灯"."""
    return Markup(voice.say("filter_or").join(lights.name(voice, colour) for colour in wanted))


def _numbers(voice: Voice, items: i.Items) -> str:
    named = voice.say("list_comma").join(item.label for item in items[:_ITEMS_NAMED])
    return named if len(items) <= _ITEMS_NAMED else voice.say("labels_more", items=named, total=len(items))


def _due(voice: Voice, wanted: i.ListItems) -> str:
    first, last = wanted.due_from, wanted.due_to
    if first is None:
        return voice.say("filter_due_to", last=voice.short_date(last)) if last else ""
    if last is None:
        return voice.say("filter_due_from", first=voice.short_date(first))
    if first == last:
        return voice.say("filter_due_on", day=voice.short_date(first))
    return voice.say("filter_due_between", first=voice.short_date(first), last=voice.short_date(last))
