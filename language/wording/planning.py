"""Targets and milestones as lines of a card."""

from language.wording.catalogue import Markup
from language.wording.items import target
from language.wording.voice import Voice
from ledger.items import Item, Milestone, Target


def targets(voice: Voice, item: Item) -> tuple[Markup, ...]:
    return tuple(target_line(voice, each) for each in item.targets)


def target_line(voice: Voice, given: Target) -> Markup:
    """ "• 普及率 ≥80%：目前73.5%，差6.5%"."""
    line = voice.say("target_line", name=target(voice, given))
    return Markup(f"{line}{voice.say('colon')}{_standing(voice, given)}")


def _standing(voice: Voice, given: Target) -> Markup:
    if given.actual is None or given.gap is None:
        return voice.say("target_nothing")
    key = "target_reached" if given.gap == 0 else "target_actual"
    return voice.say(key, actual=f"{given.actual:.12g}", unit=given.unit, gap=f"{round(given.gap, 6):.12g}")


def milestones(voice: Voice, item: Item) -> tuple[Markup, ...]:
    return tuple(_milestone(voice, node) for node in item.milestones)


def _milestone(voice: Voice, node: Milestone) -> Markup:
    done = "milestone_done" if node.done_at else "milestone_late" if node.day < voice.today else ""
    text = node.text
    return voice.say("milestone_line", date=voice.date(node.day), text=text, done=voice.say(done) if done else Markup())
