"""People in words: cards, what was done, what others hear of it, and what is held about a person."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from language.people_intents import Unbind
from language.replies import Reply
from language.wording.catalogue import Markup, has
from language.wording.cutting import shortened
from language.wording.labels import LANGUAGE_NAMES, buttons
from language.wording.voice import Voice, bold, lines
from ledger.changes import AuditEntry
from ledger.items import Item
from ledger.members import Away, Member, Role
from ledger.people import PersonChange

_ITEMS_SHOWN = 12
_PEOPLE_SHOWN = 40
_TITLE_LENGTH = 26


def card(
    voice: Voice,
    change: PersonChange,
    work: Sequence[Item],
    heir: Member | None,
    told: Sequence[str],
    *,
    rebinding: bool = False,
) -> Markup:
    """`work` is what lies open where he was, `heir` who takes it over, `told` the names of those who will hear."""
    event = "rebound" if rebinding else change.event
    return lines(
        bold(voice.say(f"people_card_{event}", name=change.before.name, unit=voice.unit(change.before.department_id))),
        *_differences(voice, change),
        *_open_work(voice, work, heir),
        voice.say(f"people_note_{event}") if has(f"people_note_{event}") else "",
        voice.say("confirm_told", names=voice.say("list_comma").join(told)) if told else "",
    )


def done(voice: Voice, change: PersonChange) -> Markup:
    return lines(bold(voice.say(f"people_done_{change.event}", name=change.before.name)), *_differences(voice, change))


def invitation(voice: Voice, person: Member) -> Markup:
    return lines(
        bold(voice.say("people_card_invited", name=person.name)),
        place(voice, person.department_id, person.role, person.title),
        voice.say("people_note_invited"),
    )


def invited(voice: Voice, person: Member) -> Markup:
    where = place(voice, person.department_id, person.role, person.title)
    return bold(voice.say("people_done_invited", name=person.name, place=where))


def with_code(voice: Voice, text: Markup, code: str, expires_at: dt.datetime, bot_username: str) -> Markup:
    """The code as a link to be passed on, and how long it lives."""
    link = f"https://t.me/{bot_username}?start={code}" if bot_username else f"/start {code}"
    return lines(text, voice.say("people_code", link=link), voice.say("people_code_life", time=voice.time(expires_at)))


def offer(voice: Voice, entry: AuditEntry) -> Markup:
    """What words alone would take back."""
    return lines(bold(voice.say("people_undo_offer", time=voice.time(entry.at), what=_what(voice, entry))))


def told(voice: Voice, entry: AuditEntry, *, guesses: int = 0) -> Markup:
    """What happened, for whoever it concerns. `guesses` is how often codes were guessed that day."""
    after = entry.after
    parts: list[str] = [bold(_what(voice, entry, guesses))]
    if entry.event in ("transferred", "departed"):
        parts += _handed(voice, after)
    if entry.actor_name and entry.event != "joined":
        parts.append(voice.say("people_told_by", name=entry.actor_name, time=voice.time(entry.at)))
    return lines(*parts)


def roll(voice: Voice, unit: int, members: Sequence[Member], today: dt.date) -> Markup:
    """The unit's people, heads first, each with what he is to the ledger and whether he has joined."""
    order = list(Role)
    shown = sorted(members, key=lambda m: (order.index(m.role), m.id))[:_PEOPLE_SHOWN]
    return lines(
        bold(voice.say("people_roll", unit=voice.unit(unit), count=len(members))),
        *(_one(voice, member, today) for member in shown),
        voice.say("people_roll_more", count=len(members) - len(shown)) if len(members) > len(shown) else "",
    )


def my_data(voice: Voice, member: Member, joined: AuditEntry | None) -> Reply:
    text = lines(
        bold(voice.say("mydata_first", name=member.name)),
        voice.say("mydata_place", place=place(voice, member.department_id, member.role, member.title)),
        voice.say("mydata_account", id=member.user_id or 0),
        voice.say("mydata_joined", time=voice.time(joined.at)) if joined else "",
        voice.say("mydata_language", language=LANGUAGE_NAMES.get(member.language) or voice.say("mydata_language_none")),
        voice.say("mydata_deputy", name=voice.person(member.deputy_id)) if member.deputy_id else "",
        voice.say("mydata_away", days=_days(voice, member.away)) if member.away else "",
        voice.say("mydata_else"),
        voice.say("mydata_not"),
        voice.say("mydata_out"),
    )
    return Reply(text, (buttons(voice, Unbind()),))


def place(voice: Voice, unit: int | None, role: Role, title: str = "") -> Markup:
    """ "文旅局联络员", with the office held behind it where there is one."""
    said = voice.say(f"joined_as_{role.value}")
    where = voice.say("joined_in_unit", unit=voice.unit(unit), role=said) if unit is not None else said
    return voice.say("people_office", place=where, title=title) if title else where


def _differences(voice: Voice, change: PersonChange) -> Iterator[Markup]:
    before, after = change.before, change.after
    if not after.active and before.active:
        return
    was = place(voice, before.department_id, before.role, before.title)
    now = place(voice, after.department_id, after.role, after.title)
    if was != now:
        yield voice.say("people_from_to", before=was, after=now)
    if after.away != before.away and after.away is not None:
        yield voice.say("people_days", days=_days(voice, after.away))
        yield _cover(voice, after)
    if after.deputy_id != before.deputy_id and after.deputy_id is not None:
        yield voice.say("people_deputy_is", name=voice.person(after.deputy_id))


def _cover(voice: Voice, member: Member) -> Markup:
    stands_in = (member.away.cover_id if member.away else None) or member.deputy_id
    if stands_in is None:
        return voice.say("people_cover_nobody")
    return voice.say("people_cover_is", name=voice.person(stands_in))


def _open_work(voice: Voice, work: Sequence[Item], heir: Member | None) -> Iterator[Markup]:
    if not work:
        return
    count = len(work)
    yield voice.say("people_work_to", count=count, name=heir.name) if heir else voice.say("people_work", count=count)
    for item in work[:_ITEMS_SHOWN]:
        yield voice.say("confirm_item", item=item.label, title=shortened(item.title, _TITLE_LENGTH))
    if count > _ITEMS_SHOWN:
        yield voice.say("people_work_more", count=count - _ITEMS_SHOWN)


def _handed(voice: Voice, after: Mapping[str, object]) -> Iterator[Markup]:
    work, heir = after.get("work"), after.get("heir")
    if isinstance(work, list) and work:
        items = voice.say("list_comma").join(str(label) for label in work)
        if isinstance(heir, int):
            yield voice.say("people_told_work_to", items=items, count=len(work), name=voice.person(heir))
        else:
            yield voice.say("people_told_work", items=items, count=len(work))


def _what(voice: Voice, entry: AuditEntry, guesses: int = 0) -> Markup:
    """One sentence; an entry of an older or newer program is told as a change of what it names."""
    before, after = entry.before, entry.after
    key = f"people_told_{entry.event}"
    away = after.get("away")
    days = ""
    if isinstance(away, Mapping):
        first, last = (dt.date.fromisoformat(str(away[name])) for name in ("first", "last"))
        cover = away.get("cover_id")
        days = _days(voice, Away(first, last))
        if isinstance(cover, int):
            key = f"{key}_covered"
        return voice.say(key, name=entry.note, days=days, cover=voice.person(cover if isinstance(cover, int) else None))
    if not has(key):
        key = "people_told_other"
    deputy = after.get("deputy_id")
    return voice.say(
        key,
        name=entry.note or str(after.get("name", "")),
        place=_place_in(voice, after),
        before=_unit_in(voice, before),
        after=_unit_in(voice, after),
        former=str(before.get("name", "")),
        deputy=voice.person(deputy) if isinstance(deputy, int) else voice.say("people_nobody"),
        into=voice.unit(_number(after.get("into"))),
        origin=voice.unit(_number(before.get("from"))),
        group=entry.note or voice.say("groups_untitled"),
        count=guesses,
    )


def _place_in(voice: Voice, said: Mapping[str, object]) -> Markup:
    role = said.get("role")
    if not isinstance(role, str) or role not in {each.value for each in Role}:
        return Markup("")
    return place(voice, _number(said.get("department_id")), Role(role))


def _unit_in(voice: Voice, said: Mapping[str, object]) -> str:
    return voice.unit(_number(said.get("department_id")))


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _one(voice: Voice, member: Member, today: dt.date) -> Markup:
    state = "joined" if member.joined else "invited"
    if member.joined and member.is_away(today):
        state = "away"
    elif member.joined and not member.reachable:
        state = "unreachable"
    role = voice.say(f"joined_as_{member.role.value}")
    return voice.say("people_one", name=member.name, role=role, state=voice.say(f"people_state_{state}"))


def _days(voice: Voice, away: Away) -> Markup:
    if away.first == away.last:
        return Markup(voice.date(away.first))
    return voice.say("people_days_between", first=voice.date(away.first), last=voice.date(away.last))
