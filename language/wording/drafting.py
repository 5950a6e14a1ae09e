"""The words of documents that a human signs: facts only, each paragraph as (strong beginning, rest)."""

from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from language.wording import figures, lights, limits
from language.wording.cutting import shortened
from language.wording.rows import Line
from language.wording.voice import Voice
from ledger.digest import DigestFigures
from ledger.items import DONE, Item, State
from ledger.lights import Colour, Light

Paragraph = tuple[str, str]
_TITLE = 40
_LINES, _NUMBERS = 30, 20


def day(voice: Voice, date: object) -> str:
    """ "2026年11月24日": as official papers write it, always with the year."""
    return voice.write("draft_day", year=date.year, month=date.month, day=date.day)  # type: ignore[attr-defined]


def share(part: int, whole: int) -> str:
    """One decimal, as notices give it."""
    return f"{part / whole * 100:.1f}%" if whole else "—"


def unit(voice: Voice, department_id: int | None) -> str:
    """The full name: papers use no short ones."""
    known = voice.departments.get(department_id) if department_id is not None else None
    if known is None:
        return voice.write("unit_unknown")
    return (known.english_name or known.name) if voice.language == "en" else known.name


def numbers(voice: Voice, items: Sequence[Item]) -> str:
    """ "14、15", with the rest counted where there are too many to name."""
    named = voice.write("list_comma").join(item.label for item in items[:_NUMBERS])
    return named if len(items) <= _NUMBERS else voice.write("labels_more", items=named, total=len(items))


def numbered(voice: Voice, key: str, count: int, **values: object) -> Paragraph:
    """「一是……；二是……」: the texts `key`_1 … `key`_count in one paragraph."""
    return "", "".join(voice.write(f"{key}_{n}", **values) for n in range(1, count + 1))


def assignment(voice: Voice, items: Sequence[Item]) -> Iterator[Paragraph]:
    plan = voice.plan.title if voice.plan else ""
    if len(items) > 1:
        yield "", voice.write("assignment_several", plan=plan, count=len(items))
    else:
        item = items[0]
        lead = unit(voice, item.lead)
        yield "", voice.write("assignment_one", plan=plan, item=item.label, title=item.title, lead=lead)
        yield voice.write("assignment_content"), item.body or item.title
        if item.targets:
            yield voice.write("assignment_target"), _aims(voice, item)
        yield voice.write("assignment_duty"), _duty(voice, item)
    yield voice.write("assignment_demands"), numbered(voice, "assignment_demand", 3)[1]


def _aims(voice: Voice, item: Item) -> str:
    aims = (f"{figures.name(each)}{figures.aim(each)}" for each in item.targets)
    return voice.write("draft_sentence", text=voice.write("draft_semicolon").join(aims))


def _duty(voice: Voice, item: Item) -> str:
    """Who, with whom, by when, how often."""
    return voice.write(
        "assignment_duty_text",
        lead=unit(voice, item.lead),
        co=voice.write("list_comma").join(unit(voice, each) for each in item.co) or voice.write("draft_none"),
        leader=item.leader or voice.write("unit_unknown"),
        limit=unescape(limits.limit(voice, item.deadline)),
        cadence=unescape(limits.cadence(voice, item.cadence)) if item.cadence else voice.write("unit_unknown"),
    )


def urging(voice: Voice, lines: Sequence[Line], answer_by: object) -> Iterator[Paragraph]:
    yield "", voice.write("urging_intro", day=day(voice, voice.today), count=len(lines))
    for line in lines:
        item = voice.write("draft_item", item=line.item.label, title=shortened(line.item.title, _TITLE))
        yield voice.write("urging_item", item=item), facts(voice, line)
    yield numbered(voice, "urging_demand", 2, day=day(voice, answer_by))


def facts(voice: Voice, line: Line) -> str:
    """「时限2026年11月27日，还剩3个工作日；最近反馈2026年11月3日，进度65%；已催办2次。」"""
    item, said = line.item, []
    if item.limit is not None:
        said.append(voice.write("draft_fact_limit", day=day(voice, item.limit), light=_standing(voice, line.light)))
    else:
        said.append(unescape(lights.reason(voice, line.light)))
    report = item.last_report
    said.append(
        voice.write("draft_fact_report", day=day(voice, voice.local(report.at).date()))
        if report
        else voice.write("draft_fact_no_report")
    )
    if item.percent is not None:
        said.append(voice.write("draft_fact_percent", percent=item.percent))
    if item.urged:
        said.append(voice.write("draft_fact_urged", count=item.urged))
    if item.extended:
        said.append(voice.write("draft_fact_extended", count=item.extended))
    return voice.write("draft_sentence", text=voice.write("draft_semicolon").join(said))


def _standing(voice: Voice, light: Light) -> str:
    return unescape(lights.reason(voice, light))


def slip_form(voice: Voice, line: Line, *, number: str, level: str, answer_by: object, reason: str) -> list[list[str]]:
    """Rows of the form: name, words. What only a human may fill in stays blank."""
    item = line.item
    filled = {
        "number": number,
        "unit": unit(voice, item.lead),
        "co": voice.write("list_comma").join(unit(voice, each) for each in item.co) or voice.write("draft_none"),
        "item": voice.write("draft_item", item=item.label, title=item.title),
        "limit": unescape(limits.limit(voice, item.deadline)),
        "facts": facts(voice, line),
        "slips": voice.write("draft_slip_before", count=len(item.slips)) if item.slips else voice.write("draft_none"),
        "reason": reason or _why(voice, line.light),
        "demand": voice.write("draft_slip_demand", day=day(voice, answer_by)),
        "consequence": voice.write(f"draft_slip_next_{level}"),
        "sign": "\n\n",
        "answer": "\n\n\n",
    }
    return [[voice.write(f"draft_slip_row_{name}"), words] for name, words in filled.items()]


def _why(voice: Voice, light: Light) -> str:
    """What the light says, if it says anything against; else the office's own words are wanted."""
    return _standing(voice, light) if light.colour in (Colour.RED, Colour.YELLOW) else voice.write("draft_to_fill")


def closing(voice: Voice, line: Line) -> Iterator[Paragraph]:
    item = line.item
    yield (
        "",
        voice.write("closing_intro", item=item.label, title=item.title, plan=voice.plan.title if voice.plan else ""),
    )
    yield voice.write("closing_task"), item.body or item.title
    yield voice.write("closing_targets"), _reached(voice, item) or voice.write("closing_no_target")
    report = item.last_report
    done = item.result or (report.text if report else "")
    yield voice.write("closing_result"), done or voice.write("draft_to_fill")
    parts = [
        voice.write(
            "closing_part",
            unit=unit(voice, part.department),
            text=part.text or voice.write(f"closing_part_{part.state.value}"),
        )
        for part in item.parts
    ]
    if parts:
        yield voice.write("closing_parts"), "".join(parts)
    yield voice.write("closing_evidence"), item.evidence or voice.write("draft_to_fill")
    yield voice.write("closing_next"), voice.write("draft_to_fill")
    yield "", voice.write("closing_end")


def _reached(voice: Voice, item: Item) -> str:
    said = []
    for each in item.targets:
        name, aim = figures.name(each), figures.aim(each)
        if each.actual is None:
            said.append(voice.write("closing_target_owed", name=name, aim=aim))
            continue
        missing = figures.gap(voice, each)
        key = "closing_target_short" if missing else "closing_target_reached"
        said.append(
            voice.write(key, name=name, aim=aim, actual=f"{figures.number(each.actual)}{each.unit}", gap=missing)
        )
    return voice.write("draft_sentence", text=voice.write("draft_semicolon").join(said)) if said else ""


def bulletin(voice: Voice, found: DigestFigures, hidden: int, answer_by: object) -> Iterator[Paragraph]:
    """`found` counts everything it covers; `hidden` of it may be named by number only and is not explained."""
    ordinals = (voice.write(f"draft_ordinal_{n}") for n in range(1, 5))
    yield next(ordinals) + voice.write("bulletin_totals"), _totals(voice, found)
    yield "", _lights(voice, found)
    if found.closed:
        closed = voice.write("bulletin_closed_text", items=numbers(voice, found.closed))
        yield next(ordinals) + voice.write("bulletin_closed"), closed
    yield from _pressing(voice, next(ordinals), found)
    if found.unassigned:
        labels = numbers(voice, found.unassigned)
        yield "", voice.write("bulletin_unassigned", count=len(found.unassigned), items=labels)
    if hidden:
        yield "", voice.write("bulletin_hidden", count=hidden)
    demands = numbered(voice, "bulletin_demand", 3, day=day(voice, answer_by))[1]
    yield next(ordinals) + voice.write("bulletin_next"), demands


def _pressing(voice: Voice, ordinal: str, found: DigestFigures) -> Iterator[Paragraph]:
    pressing = (*found.red, *found.yellow)
    heading = ordinal + voice.write("bulletin_pressing")
    if not pressing:
        yield heading, voice.write("bulletin_pressing_none")
        return
    yield heading, voice.write("bulletin_pressing_text", count=len(pressing))
    for line in pressing[:_LINES]:
        item = voice.write("draft_item", item=line.item.label, title=shortened(line.item.title, _TITLE))
        lead = unit(voice, line.item.lead)
        yield "", voice.write("bulletin_line", item=item, unit=lead, facts=facts(voice, Line(line.item, line.light)))
    if len(pressing) > _LINES:
        yield "", voice.write("bulletin_more", count=len(pressing) - _LINES)


def _totals(voice: Voice, found: DigestFigures) -> str:
    """「列入台账27项，截至……，已办结2项，占7.4%；办理中……」, every state there is."""
    done = sum(count for state, count in found.by_state.items() if state in DONE)
    parts = [(voice.write("bulletin_done"), done)]
    parts += [
        (voice.write(f"state_{state.value}"), found.by_state.get(state, 0)) for state in State if state not in DONE
    ]
    said = voice.write("draft_semicolon").join(
        voice.write("bulletin_part", name=name, count=count, share=share(count, found.total))
        for name, count in parts
        if count
    )
    return voice.write("bulletin_totals_text", count=found.total, day=day(voice, voice.today), parts=said)


def _lights(voice: Voice, found: DigestFigures) -> str:
    said = voice.write("draft_semicolon").join(
        voice.write(
            "bulletin_part",
            name=unescape(lights.name(voice, colour)),
            count=found.by_colour[colour],
            share=share(found.by_colour[colour], found.total),
        )
        for colour in Colour
        if found.by_colour.get(colour)
    )
    return voice.write("bulletin_lights", parts=said)


def annex_rows(voice: Voice, lines: Iterable[Line]) -> list[list[str]]:
    """序号, 事项, 牵头单位, 完成时限, 状态, 进度, 亮灯; of what may not be told, number and title."""
    rows = []
    for line in lines:
        item = line.item
        if not line.readable:
            rows.append([item.label, item.title, *[""] * 4, voice.write("sheet_hidden")])
            continue
        rows.append(
            [
                item.label,
                item.title,
                unit(voice, item.lead),
                item.deadline.text if item.deadline else voice.write("unit_unknown"),
                voice.write(f"state_{item.state.value}"),
                f"{item.percent}%" if item.percent is not None else "",
                f"{unescape(lights.name(voice, line.light.colour))}：{unescape(lights.reason(voice, line.light))}"
                if line.light.colour not in (Colour.DONE, Colour.PAUSED)
                else unescape(lights.reason(voice, line.light)),
            ]
        )
    return rows


ANNEX = ("seq", "title", "lead", "deadline_text", "state", "percent", "light")
ANNEX_WIDTHS = (14, 70, 42, 30, 22, 16, 50)
"""Millimetres, on a page laid across."""
