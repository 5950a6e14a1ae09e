"""What is written on a button: every intent that can be pressed, named as what the press will do or show."""

from collections.abc import Sequence
from html import unescape

from language import clock_intents as clock
from language import intents as i
from language import people_intents as people
from language.buttons import carries
from language.replies import Button
from language.sending_intents import ResumeSending
from language.wording import filters
from language.wording.catalogue import has
from language.wording.cutting import shortened
from language.wording.voice import Voice

LONGEST = 40
"""Characters; Telegram cuts at 64, phones show fewer."""
_ITEMS_NAMED = 4
LANGUAGE_NAMES = {"zh": "中文", "en": "English"}
"""Each in itself: who looks for it may read no other."""


def button(voice: Voice, intent: i.Intent, label: str = "") -> tuple[Button, ...]:
    """One button, or none when no button can carry the intent. `label` stands instead of the usual one."""
    return (Button(label or label_of(voice, intent), intent),) if carries(intent) else ()


def buttons(voice: Voice, *intents: i.Intent) -> tuple[Button, ...]:
    return tuple(b for intent in intents for b in button(voice, intent))


def label_of(voice: Voice, intent: i.Intent) -> str:
    """Plain text, never empty: what the catalogue escaped for HTML is taken back."""
    label = shortened(unescape(_label(voice, intent)), LONGEST)
    return label[:1].upper() + label[1:]


def _label(voice: Voice, intent: i.Intent) -> str:
    match intent:
        case i.ShowItem():
            return _of_items(voice, "label_item_detail" if intent.detail else "label_item", intent.items)
        case i.Who():
            key = f"label_who_{intent.field}"
            return _of_items(voice, key if has(key) else "label_who", intent.items)
        case i.DraftDocument():
            key = f"label_draft_{intent.kind}"
            return voice.say(key if has(key) else "label_draft")
        case i.ExplainLight():
            return _of_items(voice, "label_explain_light", intent.items)
        case i.History():
            return _of_items(voice, "label_waiting" if intent.field == "waiting" else "label_history", intent.items)
        case i.Sign():
            return _of_items(voice, "label_sign", intent.items)
        case i.ReportProgress():
            label = _of_items(voice, "label_report", intent.items)
            return label if intent.percent is None else f"{label} {intent.percent}%"
        case i.UnitTasks():
            return _of_unit(voice, f"label_unit_tasks_{intent.duty or 'all'}", intent.department)
        case i.Stats():
            return _of_unit(voice, "label_stats", intent.department)
        case people.ShowPeople():
            return _of_unit(voice, "label_people", intent.unit)
        case i.ListItems():
            return filters.words(voice, intent) or voice.say("label_list")
        case i.Assign() | i.SetDeadline():
            return _assignment(voice, intent)
        case i.Move():
            return _of_items(voice, f"label_move_{intent.name}", intent.items)
        case i.Help():
            return voice.say("label_help_next" if intent.topic == "next" else "label_help")
        case ResumeSending():
            return voice.say(f"label_resume_{intent.decision if intent.decision in ('send', 'drop') else 'look'}")
        case i.SetLanguage():
            return LANGUAGE_NAMES.get(intent.language) or _plain(voice, intent)
        case clock.Mute() if intent.off:
            return voice.say("label_unmute")
        case clock.PauseNudges():
            return voice.say("label_resume_nudges" if intent.resume else "label_pause_nudges")
        case clock.SetCalendar() if intent.works == "usual":
            return voice.say("label_calendar_usual")
        case i.ShowDigest():
            return (
                voice.say("label_digest_of", date=voice.short_date(intent.day)) if intent.day else _plain(voice, intent)
            )
    return _plain(voice, intent)


def _plain(voice: Voice, intent: i.Intent) -> str:
    return voice.say(f"label_{intent.NAME}")


def _of_items(voice: Voice, key: str, items: i.Items) -> str:
    if not items:
        return voice.say(f"{key}_any")
    return voice.say(key, items=labels(voice, items), count=len(items))


def _of_unit(voice: Voice, key: str, department: int | None) -> str:
    return voice.say(f"{key}_own") if department is None else voice.say(key, unit=voice.unit(department))


def _assignment(voice: Voice, intent: i.Assign | i.SetDeadline) -> str:
    if isinstance(intent, i.Assign) and intent.lead is not None:
        return voice.say("label_assign_lead", items=labels(voice, intent.items), unit=voice.unit(intent.lead))
    units = (intent.co or intent.add_co) if isinstance(intent, i.Assign) else ()
    if units:
        return voice.say("label_assign_co", items=labels(voice, intent.items), units=voice.units(units))
    if intent.deadline is not None:
        return voice.say("label_set_deadline", items=labels(voice, intent.items), text=intent.deadline.text)
    return voice.say("label_assign", items=labels(voice, intent.items))


def labels(voice: Voice, items: Sequence[i.ItemNo]) -> str:
    """ "14、15", or "4、5、6、7等9" where there are too many to name."""
    named = voice.say("list_comma").join(item.label for item in items[:_ITEMS_NAMED])
    return named if len(items) <= _ITEMS_NAMED else voice.say("labels_more", items=named, total=len(items))
