"""Who leads and who helps, where the examples are sure of every unit that is named.

The grammar knows the words for a duty and their order; the examples know how people say it: 「我看27放政务局」
「4加供电公司、城关进配合」「政务、财政、公安三家配合」.
"""

from collections.abc import Sequence
from dataclasses import replace

from language.intents import Assign, Intent, Move
from language.understanding.assignments import Duties, unknown_unit
from language.understanding.by_example.unit_reader import learned, seen
from language.understanding.by_example.weights import chance
from language.understanding.giving import names_topic
from language.understanding.message import Message
from language.understanding.units import Mention

RATHER = 0.5
SURELY = 0.85
HARDLY = 0.15
_HAND_OUT = ("propose", "register")


def duties_heard(message: Message, mentions: Sequence[Mention]) -> Duties | None:
    """None where the examples are not sure of one of them, or where two would lead."""
    found, table = Duties(), learned()
    for mention, traits in zip(mentions, seen(message.text, mentions), strict=True):
        leads, helps = chance(traits, table["lead"]), chance(traits, table["co"])
        if leads >= SURELY and helps <= HARDLY and found.lead is None and mention.one is not None:
            found.lead = mention.one
        elif helps >= SURELY and leads <= HARDLY and (mention.group or mention.one is not None):
            found.co += mention.departments
        elif leads > HARDLY or helps > HARDLY:
            return None
    found.co = [unit for unit in dict.fromkeys(found.co) if unit != found.lead]
    found.adds = found.lead is None
    return found if found.lead is not None or found.co else None


def rather_leads(message: Message, others: Sequence[Mention]) -> int | None:
    """Of those who may be meant the one that is spoken of as who should have it, else the last that is named."""
    if not others:
        return None
    table, traits = learned()["lead"], seen(message.text, message.mentions)
    leads = {mention: chance(each, table) for mention, each in zip(message.mentions, traits, strict=True)}
    likeliest = max(reversed(others), key=leads.__getitem__)
    return (likeliest if leads[likeliest] >= RATHER else others[-1]).one


def with_duties(message: Message, intent: Intent) -> Intent:
    """What the grammar hands out, to whom the examples say."""
    if not isinstance(intent, (Assign, Move)) or (isinstance(intent, Move) and intent.name not in _HAND_OUT):
        return intent
    mentions = [mention for mention in message.mentions if not names_topic(message, mention)]
    if unknown_unit(message.loosely_named.rest, mentions):
        return intent  # somebody might be dropped
    found = duties_heard(message, mentions)
    if found is None:
        return intent
    if isinstance(intent, Move):
        return replace(intent, department=found.lead, co=tuple(found.co)) if found.lead is not None else intent
    if found.lead is None or intent.add_co:
        return replace(intent, lead=found.lead, co=None, add_co=tuple(found.co))
    return replace(intent, lead=found.lead, co=tuple(found.co) or None)
