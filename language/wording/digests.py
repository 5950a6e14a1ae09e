"""The weekly digest: one screen for the office with exceptions first, six lines for a unit."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from language.intents import Decisions, ListItems, MyTasks, ShowDigest
from language.replies import Button, Keyboard
from language.wording import lights
from language.wording.catalogue import Markup
from language.wording.history import anchor
from language.wording.nudges import title_after
from language.wording.voice import Voice, bold, lines
from ledger.calendar import ONE_DAY
from ledger.digest import DigestFigures, DigestLine, period_of, share, week_of, whole
from ledger.items import DONE, OWED, Item, State
from ledger.lights import Colour, Schedule
from ledger.members import OFFICE, Member, Role
from ledger.self_rating import self_rating

MOST_LINES = 5
MOST_NUMBERS = 15
MOST_OWN = 3


def periodic(voice: Voice, member: Member, figures: DigestFigures, audit_head: str = "") -> Markup:
    """As it is pushed and as it is shown on demand. `audit_head` proves the state it speaks of."""
    if member.role in OFFICE or member.role is Role.LEADER:
        whole = _whole(voice, figures)
        return lines(whole, anchor(voice, audit_head)) if audit_head else whole
    return _own(voice, member, figures)


def summary(voice: Voice, figures: DigestFigures) -> Markup:
    """For groups: how much, and not whose."""
    return lines(
        title(voice, figures),
        voice.say("digest_totals", count=figures.total, total=figures.total, parts=_states(voice, figures)),
        _lights(voice, figures),
        _schedule(voice, figures),
        _happened(voice, figures),
        _changed(voice, figures),
        _as_of_now(voice, figures),
    )


def buttons(voice: Voice, member: Member, figures: DigestFigures) -> Keyboard:
    row = []
    if member.role not in OFFICE and member.role is not Role.LEADER:
        row.append(Button(voice.say("digest_button_tasks"), MyTasks()))
    else:
        if figures.red:
            row.append(Button(voice.say("digest_button_red"), ListItems(lights=(Colour.RED,))))
        if figures.yellow:
            row.append(Button(voice.say("digest_button_yellow"), ListItems(lights=(Colour.YELLOW,))))
        if figures.unassigned:
            row.append(Button(voice.say("digest_button_unassigned"), ListItems(unassigned=True)))
    period = period_of(figures.start, figures.end, figures.today)
    if period != "days":
        row.append(Button(voice.say("digest_button_before"), ShowDigest(figures.start - ONE_DAY, period)))
    deciding = voice.say("digest_button_pending", count=len(figures.pending))
    second = [Button(deciding, Decisions())] if figures.pending else []
    return tuple(tuple(each) for each in (row, (*second, *picture(voice, figures))) if each)


def picture(voice: Voice, figures: DigestFigures) -> tuple[Button, ...]:
    """None where there is nothing to draw."""
    period = period_of(figures.start, figures.end, figures.today)
    until = figures.end if period == "days" else None
    wanted = ShowDigest(figures.start, period, until, picture=True)
    return (Button(voice.say("digest_button_picture"), wanted),) if figures.total else ()


def _whole(voice: Voice, figures: DigestFigures) -> Markup:
    shown = {line.item.id for line in (*figures.red, *figures.yellow)}
    due = [line for line in figures.due_next if line.item.id not in shown]
    unsigned = [line for line in figures.unsigned if line.item.id not in shown]
    parts = (
        summary(voice, figures),
        _block(voice, "digest_red", figures.red, _lateness),
        _block(voice, "digest_yellow", figures.yellow, _lateness),
        _pending(voice, figures),
        _block(voice, "digest_waiting", _not_pending(figures), _submitted),
        _block(voice, "digest_unsigned", unsigned, _handed_out),
        _block(voice, "digest_due", due, _due),
        _nodes(voice, figures),
        _by_section(voice, figures),
        lines(
            _numbers(voice, "digest_silent", [line.item for line in figures.silent]),
            _numbers(voice, "digest_differs", _rated_otherwise(figures)),
            _numbers(voice, "digest_unassigned", figures.unassigned),
            _numbers(voice, "digest_undated", figures.undated),
            _unclear_leaders(voice, figures),
            _numbers(voice, "digest_closed", figures.closed),
            _numbers(voice, "digest_early", figures.early),
        ),
    )
    return Markup("\n\n".join(part for part in parts if part))


def _own(voice: Voice, member: Member, figures: DigestFigures) -> Markup:
    """At most six lines."""
    if not figures.total:
        return lines(title(voice, figures), voice.say("digest_own_none"))
    parts = (("lead", figures.leading), ("co", figures.total - figures.leading))
    own = [voice.say(f"digest_own_{name}", count=count) for name, count in parts if count]
    colours = (("digest_own_red", figures.red), ("digest_own_yellow", figures.yellow))
    lit = [_few(voice, key, found, lambda line: lights.reason(voice, line.light)) for key, found in colours if found]
    shown = {line.item.id for line in (*figures.red, *figures.yellow)}
    due = [line for line in figures.due_next if line.item.id not in shown]
    mine = [line.item for line in figures.unsigned if line.item.lead == member.department_id]
    return lines(
        title(voice, figures),
        voice.say("digest_own", total=figures.total, parts=_joined(voice, own)),
        Markup(voice.say("digest_comma").join(lit)) if lit else voice.say("digest_no_lights"),
        _numbers(voice, "digest_own_unsigned", mine),
        _few(voice, "digest_own_due", due, lambda line: _limit(voice, line.item)) if due else "",
        _happened(voice, figures),
    )


def title(voice: Voice, figures: DigestFigures, *, as_of: bool = True) -> Markup:
    """A week has its number, a month or a quarter its name, anything else its days. `as_of` says when it still runs."""
    period = period_of(figures.start, figures.end, figures.today)
    last = figures.end if period == "days" else whole(period, figures.start)[1]
    start, end = voice.short_date(figures.start), voice.short_date(last)
    so_far = "_so_far" if as_of and period != "days" and figures.start <= figures.today < last else ""
    named = {
        "week": figures.start.isocalendar().week,
        "month": figures.start.month,
        "quarter": (figures.start.month + 2) // 3,
    }
    key = f"digest_title_{period}" if period != "week" else "digest_title"
    return bold(voice.say(f"{key}{so_far}", week=named.get(period, 0), year=figures.start.year, start=start, end=end))


def _schedule(voice: Voice, figures: DigestFigures) -> Markup:
    """达进度, 超进度, 欠进度: of those that have reported a figure."""
    named = (Schedule.ON_TRACK, Schedule.AHEAD, Schedule.BEHIND)
    counts = [(axis, figures.by_schedule.get(axis, 0)) for axis in named]
    if not any(count for _, count in counts):
        return Markup("")
    said = [
        voice.say("digest_schedule", name=lights.schedule(voice, axis), count=count) for axis, count in counts if count
    ]
    return Markup(voice.say("digest_comma").join(said))


def _changed(voice: Voice, figures: DigestFigures) -> Markup:
    """Against the last digest, and plainly when nothing is."""
    changes = figures.changes
    if changes is None:
        return Markup("")
    counts = (("closed", changes.closed), ("red", changes.red), ("yellow", changes.yellow), ("new", changes.new))
    said = [
        voice.say(f"digest_changed_{name}", change=f"{count:+d}".replace("-", "−")) for name, count in counts if count
    ]
    if not said:
        return voice.say("digest_changed_nothing")
    reddened = _numbers(voice, "digest_reddened", changes.reddened)
    return lines(voice.say("digest_changed", parts=_joined(voice, said)), reddened)


def _pending(voice: Voice, figures: DigestFigures) -> Markup:
    if not figures.pending:
        return Markup("")
    said = [
        voice.say(
            "digest_pending_line",
            item=each.item.label,
            title=title_after(each.item),
            kind=voice.say(f"kind_{each.kind}"),
            unit=voice.unit(each.item.lead),
        )
        for each in figures.pending[:MOST_LINES]
    ]
    hidden = len(figures.pending) - MOST_LINES
    more = voice.say("digest_more", count=hidden) if hidden > 0 else ""
    return lines(bold(voice.say("digest_pending", count=len(figures.pending))), *said, more)


def _not_pending(figures: DigestFigures) -> list[DigestLine]:
    """What others have to review is said, too, but not twice."""
    mine = {each.item.id for each in figures.pending}
    return [line for line in figures.waiting if line.item.id not in mine]


def _nodes(voice: Voice, figures: DigestFigures) -> Markup:
    if not figures.nodes:
        return Markup("")
    said = [
        voice.say("digest_node_line", item=item.label, day=voice.short_date(node.day), unit=voice.unit(item.lead))
        for item, node in figures.nodes[:MOST_LINES]
    ]
    return lines(bold(voice.say("digest_nodes", count=len(figures.nodes))), *said)


def _by_section(voice: Voice, figures: DigestFigures) -> Markup:
    """In the longer reports only: how much of each part of the plan is done."""
    if period_of(figures.start, figures.end, figures.today) not in ("month", "quarter", "year"):
        return Markup("")
    said = [
        voice.say("digest_section", section=voice.section(number), done=done, total=total, share=share(done, total))
        for number, (done, total) in figures.by_section.items()
    ]
    return lines(bold(voice.say("digest_sections")), *said) if said else Markup("")


def _unclear_leaders(voice: Voice, figures: DigestFigures) -> Markup:
    """These hear of nothing that is overdue, and nobody would notice."""
    said = [_numbers(voice, "digest_unclear_leader", items, words=words) for words, items in figures.unclear_leaders]
    shown = _joined(voice, [*said[:MOST_LINES], *(["…"] if len(said) > MOST_LINES else [])])
    return voice.say("digest_unclear_leaders", parts=shown) if said else Markup("")


def _rated_otherwise(figures: DigestFigures) -> list[Item]:
    """Green by its own word, and red or yellow by its limit and progress."""
    lit = (*figures.red, *figures.yellow)
    return [line.item for line in lit if self_rating(line.item) is Colour.GREEN]


def _states(voice: Voice, figures: DigestFigures) -> Markup:
    states = figures.by_state
    counts = (
        ("done", sum(states.get(state, 0) for state in DONE)),
        ("doing", sum(states.get(state, 0) for state in OWED)),
        ("waiting", states.get(State.SUBMITTED, 0)),
        ("unassigned", states.get(State.DRAFT, 0)),
        ("paused", states.get(State.SUSPENDED, 0) + states.get(State.CANCELLED, 0)),
    )
    said = [voice.say(f"digest_total_{name}", count=count) for name, count in counts if count]
    return Markup(voice.say("digest_comma").join(said))


def _lights(voice: Voice, figures: DigestFigures) -> Markup:
    counts = [(colour, figures.by_colour.get(colour, 0)) for colour in (Colour.RED, Colour.YELLOW)]
    said = [
        voice.say("digest_light", sign=lights.SIGNS[colour], name=lights.name(voice, colour), count=count)
        for colour, count in counts
        if count
    ]
    return Markup(voice.say("digest_comma").join(said)) if said else voice.say("digest_no_lights")


def _happened(voice: Voice, figures: DigestFigures) -> Markup:
    """Says it plainly when nothing did."""
    when = _when(voice, figures)
    if figures.unchanged:
        return voice.say("digest_unchanged", when=when)
    counts = (
        ("closed", len(figures.closed)),
        ("reported", figures.reported),
        ("signed", figures.signed),
        ("assigned", figures.assigned),
    )
    said = [voice.say(f"digest_happened_{name}", count=count) for name, count in counts if count]
    return voice.say("digest_happened", when=when, parts=_joined(voice, said))


def _when(voice: Voice, figures: DigestFigures) -> Markup:
    if period_of(figures.start, figures.end, figures.today) != "week":
        return voice.say("digest_when_period")
    monday, _ = week_of(figures.today)
    age = (monday - figures.start).days
    return voice.say("digest_when_this" if age <= 0 else "digest_when_last" if age <= 7 else "digest_when_other")


def _as_of_now(voice: Voice, figures: DigestFigures) -> Markup:
    """Said of a week that is long over: its lights are not remembered."""
    monday, _ = week_of(figures.today)
    return voice.say("digest_as_of_now") if figures.start < monday - 7 * ONE_DAY else Markup("")


def _block(
    voice: Voice, key: str, found: Sequence[DigestLine], words: Callable[[Voice, DigestLine], Iterator[str]]
) -> Markup:
    if not found:
        return Markup("")
    said = [_line(voice, line, words) for line in found[:MOST_LINES]]
    hidden = len(found) - MOST_LINES
    more = voice.say("digest_more", count=hidden) if hidden > 0 else ""
    return lines(bold(voice.say(key, count=len(found))), *said, more)


def _line(voice: Voice, line: DigestLine, words: Callable[[Voice, DigestLine], Iterator[str]]) -> Markup:
    return voice.say(
        "digest_line",
        item=line.item.label,
        title=title_after(line.item),
        unit=voice.unit(line.item.lead),
        words=Markup(voice.say("digest_between").join(words(voice, line))),
    )


def _lateness(voice: Voice, line: DigestLine) -> Iterator[str]:
    yield lights.reason(voice, line.light)
    report = line.item.last_report
    yield voice.say("digest_last_report", day=_day(voice, report.at)) if report else voice.say("digest_no_report")


def _submitted(voice: Voice, line: DigestLine) -> Iterator[str]:
    if line.item.submitted_at is not None:
        yield voice.say("digest_waiting_since", day=_day(voice, line.item.submitted_at))
    if line.item.limit is not None:
        yield _limit(voice, line.item)


def _handed_out(voice: Voice, line: DigestLine) -> Iterator[str]:
    if line.item.assigned_at is not None:
        yield voice.say("digest_unsigned_since", day=_day(voice, line.item.assigned_at))


def _due(voice: Voice, line: DigestLine) -> Iterator[str]:
    yield _limit(voice, line.item)
    if line.item.percent is not None:
        yield f"{line.item.percent}%"


def _limit(voice: Voice, item: Item) -> Markup:
    return voice.say("digest_limit", date=voice.date(item.limit)) if item.limit else Markup("")


def _numbers(voice: Voice, key: str, items: Sequence[Item], **values: str) -> Markup:
    if not items:
        return Markup("")
    named = voice.say("list_comma").join(item.label for item in items[:MOST_NUMBERS])
    if len(items) > MOST_NUMBERS:
        named = voice.say("digest_more_items", items=named, count=len(items))
    return voice.say(key, count=len(items), items=named, **values)


def _few(voice: Voice, key: str, found: Sequence[DigestLine], words: Callable[[DigestLine], str]) -> Markup:
    said = [voice.say("digest_own_line", item=line.item.label, words=words(line)) for line in found[:MOST_OWN]]
    named = _joined(voice, said)
    if len(found) > MOST_OWN:
        named = voice.say("digest_more_items", items=named, count=len(found))
    return voice.say(key, count=len(found), items=named)


def _joined(voice: Voice, said: Sequence[str]) -> Markup:
    return Markup(voice.say("list_comma").join(said))


def _day(voice: Voice, at: dt.datetime) -> str:
    return voice.short_date(voice.local(at).date())
