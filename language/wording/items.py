"""An item's card, and who is on it: unknown is said to be unknown, with whom to ask."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from language.wording import lights
from language.wording.catalogue import Markup, escape
from language.wording.cutting import shortened
from language.wording.limits import cadence, limit, priority
from language.wording.rows import Line, title
from language.wording.standing import standing
from language.wording.voice import Voice, bold, lines
from ledger.items import Item, Target
from ledger.lights import schedule_of
from ledger.members import Member, Role

_TITLE = 80
_REPORT_ON_CARD = 160
_REPORT_IN_DETAIL = 400
# Together with the rest they stay well below Telegram's 4096 characters.
_BODY = 1600
_MEASURES, _MEASURE = 10, 50
_TARGETS, _TARGET = 10, 30
_UNIT_OF_MEASURE = 8
_LEADER = 60
_NAME = 3
_OFFICE_NAMED = 2


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of an item here. `private`: people are named. `assigns`: the reader is who decides what is open.
    `detail`: with all its texts.
    """

    line: Line
    private: bool
    assigns: bool = False
    detail: bool = False


def card(voice: Voice, shown: Card) -> Markup:
    item = shown.line.item
    head = title(voice, item, _TITLE)
    if not shown.line.shown:
        return lines(head, voice.say("card_group_sensitive"))
    return lines(
        head,
        lights.shown(voice, shown.line.light),
        lights.self_rated(voice, item, shown.line.light),
        _state(voice, item),
        *_owners(voice, item),
        voice.say("card_limit", limit=limit(voice, item.deadline)),
        voice.say("card_priority", priority=priority(voice, item.priority)) if item.priority else "",
        voice.say("card_cadence", cadence=cadence(voice, item.cadence)) if item.cadence else "",
        *standing(voice, item, readable=shown.private and shown.line.readable),
        *_report(voice, shown),
        _section(voice, item),
        *(_texts(voice, item) if shown.detail and shown.line.readable else ()),
        _whom_to_ask(voice, shown),
    )


def _state(voice: Voice, item: Item) -> Markup:
    state = voice.say(f"state_{item.state.value}")
    schedule = lights.schedule(voice, schedule_of(item, voice.today, voice.lights))
    if item.percent is None:
        return voice.say("card_state", state=state, schedule=schedule)
    return voice.say("card_state_percent", state=state, schedule=schedule, percent=item.percent)


def _owners(voice: Voice, item: Item) -> Iterator[Markup]:
    yield voice.say("card_lead", units=voice.unit(item.lead))
    if item.co:
        yield voice.say("card_co", units=voice.units(item.co))
    yield voice.say("card_leader", leader=shortened(item.leader, _LEADER) or voice.say("unit_unknown"))


def _report(voice: Voice, shown: Card) -> Iterator[Markup]:
    report = shown.line.item.last_report
    if not shown.private:
        yield voice.say("card_in_private")
    elif not shown.line.readable:
        yield voice.say("card_sensitive")
    elif report is None:
        yield voice.say("card_no_report")
    else:
        text = shortened(report.text, _REPORT_IN_DETAIL if shown.detail else _REPORT_ON_CARD)
        yield voice.say("card_report", time=voice.time(report.at), who=voice.person(report.member_id), text=text)


def _section(voice: Voice, item: Item) -> Markup:
    section = voice.section(item.section)
    return voice.say("card_section", section=section) if section else Markup()


def _texts(voice: Voice, item: Item) -> Iterator[str]:
    if item.body:
        yield bold(voice.say("card_text"))
        body = shortened(item.body, _BODY)
        yield body
        if body != item.body.strip():
            yield voice.say("card_cut", item=item.label)
    # Measures read from the text itself would say it twice.
    own = [measure for measure in item.measures if measure not in item.body]
    if own:
        yield bold(voice.say("card_measures"))
        yield from (f"{n}. {shortened(measure, _MEASURE)}" for n, measure in enumerate(own[:_MEASURES], 1))
    if item.targets:
        yield bold(voice.say("card_targets"))
        yield from (Markup(f"• {target(voice, each)}") for each in item.targets[:_TARGETS])


def target(voice: Voice, given: Target) -> Markup:
    """ "普及率 ≥80%"; where the name is only a word, the clause it stands in."""
    if len(given.name) < _NAME and given.words:
        return escape(shortened(given.words, _TARGET))
    sign = {">=": "≥", "<=": "≤"}.get(given.relation, "")
    name, value = shortened(given.name, _TARGET), f"{given.value:.12g}"
    return voice.say("card_target", name=name, relation=sign, value=value, unit=given.unit[:_UNIT_OF_MEASURE])


def _whom_to_ask(voice: Voice, shown: Card) -> Markup:
    item = shown.line.item
    if shown.assigns:
        return Markup()
    if item.lead is not None and item.leader and item.deadline is not None and item.deadline.text:
        return Markup()
    return voice.say("card_ask", names=office(voice, named=shown.private))


def office(voice: Voice, *, named: bool) -> Markup:
    """ "（顾长河）": who assigns, where people may be named."""
    heads = [m.name for m in voice.members.values() if m.role is Role.ADMIN and m.active] if named else []
    if not heads:
        return Markup()
    return voice.say("office_names", names=voice.say("list_comma").join(heads[:_OFFICE_NAMED]))


def who(voice: Voice, item: Item, field: str, *, contacts: Iterable[Member], shown: Card) -> Markup:
    """One item's answer: `field` as in intents.Who. `contacts` are people of the lead unit."""
    match field:
        case "lead":
            said = [_who_lead(voice, item)]
        case "co":
            said = [_who_co(voice, item)]
        case "leader":
            said = [_who_leader(voice, item)]
        case "contact":
            said = [_who_contact(voice, item, contacts)]
        case _:
            said = _who_all(voice, item, contacts)
    unknown = item.lead is None or (field in ("leader", "") and not item.leader)
    ask = voice.say("who_ask", names=office(voice, named=shown.private)) if unknown and not shown.assigns else ""
    return lines(*said, ask)


def _who_all(voice: Voice, item: Item, contacts: Iterable[Member]) -> list[Markup]:
    lead = _who_lead(voice, item)
    if item.lead is not None and item.co:
        lead = voice.say("who_lead_co", item=item.label, unit=voice.unit(item.lead), units=voice.units(item.co))
    people = _people(voice, contacts)
    return [
        lead,
        voice.say("card_leader", leader=item.leader or voice.say("unit_unknown")),
        voice.say("who_contacts", names=people) if people else Markup(),
    ]


def _who_lead(voice: Voice, item: Item) -> Markup:
    if item.lead is None:
        return voice.say("who_lead_unknown", item=item.label)
    return voice.say("who_lead", item=item.label, unit=voice.unit(item.lead))


def _who_co(voice: Voice, item: Item) -> Markup:
    if not item.co:
        return voice.say("who_co_none", item=item.label)
    return voice.say("who_co", item=item.label, units=voice.units(item.co))


def _who_leader(voice: Voice, item: Item) -> Markup:
    if not item.leader:
        return voice.say("who_leader_unknown", item=item.label)
    return voice.say("who_leader", item=item.label, leader=item.leader)


def _who_contact(voice: Voice, item: Item, contacts: Iterable[Member]) -> Markup:
    if item.lead is None:
        return voice.say("who_lead_unknown", item=item.label)
    people = _people(voice, contacts)
    if not people:
        return voice.say("who_contact_unknown", item=item.label, unit=voice.unit(item.lead))
    return voice.say("who_contact", item=item.label, unit=voice.unit(item.lead), names=people)


def _people(voice: Voice, members: Iterable[Member]) -> Markup:
    """ "林晓禾（联络员）、罗建川（单位负责人）"."""
    return Markup(
        voice.say("list_comma").join(
            voice.say("who_person", name=each.name, role=voice.say(f"role_named_{each.role.value}")) for each in members
        )
    )
