"""A report in words: how it was understood, and the one question that makes it say something."""

from collections.abc import Iterator

from language.intents import ReportProgress
from language.wording.catalogue import Markup
from language.wording.cutting import shortened
from language.wording.voice import Voice
from ledger.items import Item

_SHOWN = 600
LONGEST = 2000
"""Characters of a report that are kept."""


def whole(voice: Voice, intent: ReportProgress) -> str:
    """The person's own sentence, with what was understood apart from it and does not stand in it; plain text."""
    parts = [intent.text.strip()]
    for key, part in (("value", intent.value), ("next", intent.next_step), ("problem", intent.problem)):
        if part and part not in intent.text:
            parts.append(f"{voice.say(f'report_plain_{key}')}{part}")
    text = voice.say("report_plain_between").join(part for part in parts if part)
    return shortened(text or (f"{intent.percent}%" if intent.percent is not None else ""), LONGEST)


def details(voice: Voice, item: Item, intent: ReportProgress, *, part: bool) -> tuple[Markup, ...]:
    """The percent stands among the differences, unless it is a part's or what it was."""
    percent = f"{intent.percent}%" if intent.percent is not None else ""
    text = intent.text.strip()
    found = (
        ("report_text", text if text != percent else ""),
        ("report_percent", percent if part or intent.percent == item.percent else ""),
        ("report_value", intent.value),
        ("report_next", intent.next_step),
        ("report_problem", intent.problem),
    )
    return tuple(voice.say(key, words=shortened(words, _SHOWN)) for key, words in found if words)


def notes(voice: Voice, item: Item, intent: ReportProgress, *, part: bool, signs: bool) -> Iterator[Markup]:
    if part:
        yield voice.say("report_note_part", unit=voice.unit(item.lead))
    if signs:
        yield voice.say("report_note_signs")
    if not part and intent.percent is not None and item.percent is not None and intent.percent < item.percent:
        yield voice.say("report_note_lower", before=item.percent, after=intent.percent)
    if not part and intent.percent == 100:
        yield voice.say("report_note_full")


def asked(voice: Voice, item: Item, question: str) -> Markup:
    """`question`: "what", "percent" or "news"."""
    date = voice.date(voice.local(item.last_report.at).date()) if item.last_report else ""
    return voice.say(f"report_ask_{question}", item=item.label, date=date)
