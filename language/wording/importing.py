"""A document brought in: what was understood of it, what is to be settled, what it would change."""

from collections.abc import Iterator, Mapping, Sequence

from language.wording.catalogue import Markup, has
from language.wording.changes import changed
from language.wording.cutting import shortened
from language.wording.voice import Voice, bold, lines
from ledger.changes import Change
from ledger.imports import StagedImport
from ledger.items import Item
from ledger.plans import Doubt

ITEMS_SHOWN = 8
_NEXT_SHOWN = 4
_NAMED = 12
_PEOPLE_NAMED = 4
_TITLE_LENGTH = 26
_WORDS_LENGTH = 60
_DIFFERENCES = 12

_LEFT = {
    "table_no_unit": "unit",
    "table_several_units": "unit",
    "table_no_deadline": "deadline",
    "table_no_cadence": "cadence",
    "table_no_priority": "priority",
    "table_two_leads": "lead",
}
"""What is left out by an answer; elsewhere it is the row."""


def asked(voice: Voice, doubt: Doubt, times: int = 1) -> Markup:
    """ "「民生」表第4行：没有找到单位「外星局」。（共30行这样写）"."""
    values = {name: _short(value) for name, value in doubt.params}
    sheet = values.get("sheet")
    where = voice.say("import_in_sheet", sheet=sheet) if sheet else Markup()
    many = voice.say("import_times", count=times) if times > 1 else Markup()
    return Markup(where + voice.say(f"doubt_{doubt.code}", **values) + many)


def left(voice: Voice, code: str) -> str:
    """What the press that leaves something out says."""
    return voice.say(f"option_leave_{_LEFT.get(code, 'row')}")


def left_aside(voice: Voice, kept_out: Sequence[str], sheets: Sequence[str]) -> Iterator[Markup]:
    if kept_out:
        yield voice.say("import_kept_out", names=_listed(voice, kept_out))
    if sheets:
        yield voice.say("import_sheets_left", names=_listed(voice, sheets))


def questions(voice: Voice, file: str, rows: int, open_: Sequence[tuple[Doubt, int]]) -> Markup:
    """`open_` are doubts and how many rows share each; the first is the one the buttons answer."""
    first, *others = open_
    more = [Markup(f"· {asked(voice, *each)}") for each in others[:_NEXT_SHOWN]]
    return lines(
        bold(voice.say("import_questions", file=file, rows=rows, count=len(open_))),
        asked(voice, *first),
        voice.say("import_next", count=len(others)) if others else "",
        *more,
        "…" if len(others) > _NEXT_SHOWN else "",
    )


def ready(
    voice: Voice,
    file: str,
    changes: Sequence[Change],
    *,
    unchanged: int,
    left_out: int,
    notes: Sequence[Markup],
    told: Sequence[str],
) -> Markup:
    return lines(
        bold(voice.say("import_ready", file=file, count=len(changes))),
        *_body(voice, changes),
        voice.say("import_unchanged", count=unchanged) if unchanged else "",
        voice.say("import_rows_left", count=left_out) if left_out else "",
        *notes,
        _told(voice, told, "confirm_told"),
        voice.say("import_life"),
    )


def done(voice: Voice, file: str, changes: Sequence[Change], told: Sequence[str]) -> Markup:
    return lines(
        bold(voice.say("import_done", file=file, count=len(changes))),
        *_body(voice, changes),
        _told(voice, told, "done_told"),
        voice.say("done_undo_hint"),
    )


def same(voice: Voice, before: StagedImport) -> Markup:
    assert before.settled_at is not None  # noqa: S101 - what was done has its instant
    name, time = voice.person(before.member_id), voice.time(before.settled_at)
    return lines(bold(voice.say("import_same", name=name, time=time)), voice.say("import_same_hint"))


def differences(voice: Voice, change: Change) -> Iterator[Markup]:
    """Those of an assignment, and what else a table brings."""
    yield from changed(voice, change)
    before, after = change.before, change.after
    if before.milestones != after.milestones and after.milestones:
        first = voice.short_date(after.milestones[0].day)
        yield voice.say("import_nodes", count=len(after.milestones), first=first)
    if before.measures != after.measures:
        yield voice.say("import_steps", count=len(after.measures))
    if before.targets != after.targets:
        names = [f"{target.name}{target.relation}{target.value:g}{target.unit}" for target in after.targets]
        yield voice.say("import_targets", names=_listed(voice, names))


def plan_differences(voice: Voice, found: Sequence[tuple[str, Mapping[str, str | int]]]) -> tuple[Markup, ...]:
    """`found` are catalogue keys with their values."""
    shown = [voice.say(key, **values) for key, values in found[:_DIFFERENCES]]
    if len(found) > _DIFFERENCES:
        shown.append(voice.say("import_plan_more", count=len(found) - _DIFFERENCES))
    return tuple(shown)


def item_named(voice: Voice, item: Item) -> str:
    return voice.say("option_item", item=item.label, title=shortened(item.title, _TITLE_LENGTH))


def kind_of_file(voice: Voice, values: Mapping[str, str | int]) -> dict[str, str | int]:
    """A refusal's values, with the kind of file in words."""
    kind = f"file_kind_{values.get('kind')}"
    return {**values, "kind": voice.say(kind)} if has(kind) else dict(values)


def _body(voice: Voice, changes: Sequence[Change]) -> Iterator[Markup]:
    for change in changes[:ITEMS_SHOWN]:
        title = shortened(change.before.title, _TITLE_LENGTH)
        yield voice.say("confirm_item", item=change.before.label, title=title)
        yield from differences(voice, change)
    if len(changes) > ITEMS_SHOWN:
        yield voice.say("confirm_more", count=len(changes) - ITEMS_SHOWN)


def _told(voice: Voice, told: Sequence[str], key: str) -> Markup:
    if not told:
        return Markup("")
    shown = voice.say("list_comma").join(told[:_PEOPLE_NAMED])
    return voice.say(key if len(told) <= _PEOPLE_NAMED else f"{key}_more", names=shown, count=len(told))


def _listed(voice: Voice, names: Sequence[str]) -> str:
    shown = voice.say("list_comma").join(shortened(name, _TITLE_LENGTH) for name in names[:_NAMED])
    return shown + ("…" if len(names) > _NAMED else "")


def _short(value: str | int) -> str | int:
    return shortened(value, _WORDS_LENGTH) if isinstance(value, str) else value
