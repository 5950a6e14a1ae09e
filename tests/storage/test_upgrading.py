"""A ledger in use is brought up from every earlier schema with all it holds."""

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Item, Report, Sensitivity, State, Target
from ledger.plans import ItemDraft
from ledger.proving import gap
from storage import SqlStore, open_store
from storage.migrate import HEAD, _config, migrate
from tests.storage.test_migrations import on

NOW = dt.datetime(2026, 3, 2, 1, 30, tzinfo=dt.UTC)
LIMIT = dt.date(2026, 12, 31)
REVISIONS = [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()]
OLD_TARGETS = [["普及率", ">=", 80, "%", "达到80%以上"], ["改厕", "=", 500, "座", ""]]

UNITS = [{"id": 3, "name": "县文旅局"}, {"id": 5, "name": "县交通局"}]
PEOPLE = [{"id": 4, "name": "林晓禾", "role": "liaison", "department_id": 3, "user_id": 7001, "active": True}]
PLANS = [{"id": 2, "title": "2026年工作要点", "year": 2026, "kind": "main", "current": True}]
BARE = {
    "plan_id": 2,
    "section": 1,
    "sensitivity": "open",
    "state": "draft",
    "version": 1,
    "measures": [],
    "targets": [],
}
ITEMS = [
    {**BARE, "id": 7, "number": 1, "title": "招商", "body": "招商引资。"},
    {
        **BARE, "id": 12, "number": 14, "title": "厕所革命", "body": "改厕。", "measures": ["摸底"],
        "targets": OLD_TARGETS, "sensitivity": "sensitive", "state": "doing", "leader": "江若谷",
        "deadline_text": "年底前", "deadline_kind": "day",
        "deadline_day": LIMIT, "deadline_soft": False, "assigned_at": NOW, "signed_at": NOW,
        "signed_by": 4, "percent": 60, "report_text": "完成60%", "report_percent": 60, "report_member_id": 4,
        "report_at": NOW, "version": 3,
    },
]  # fmt: skip
UNITS_OF_ITEMS = [
    {"item_id": 12, "department_id": 3, "duty": "lead", "position": 0},
    {"item_id": 12, "department_id": 5, "duty": "co", "position": 1},
]
AUDIT = [
    {"seq": 1, "at": NOW, "event": "text_changed", "item_id": 12, "actor_name": "",
     "before": {"version": 1, "targets": []}, "after": {"version": 2, "targets": OLD_TARGETS}},
    {"seq": 2, "at": NOW, "event": "reported", "item_id": 12, "actor_id": 4, "actor_name": "林晓禾",
     "before": {"version": 2, "percent": None}, "after": {"version": 3, "percent": 60}},
]  # fmt: skip
NOTICES = [
    {"id": 1, "key": "assigned|12|2|4", "kind": "assigned", "member_id": 4, "rule": "lead", "not_before": NOW,
     "item_id": 12, "fact": "2", "state": "waiting"},
]  # fmt: skip


def _fill(connection: sa.Connection) -> None:
    """As a program of that revision left it; columns of later days get what that program writes for nothing."""
    known = sa.MetaData()
    known.reflect(connection)
    rows = {
        "departments": UNITS,
        "members": PEOPLE,
        "plans": PLANS,
        "items": ITEMS,
        "item_units": UNITS_OF_ITEMS,
        "audit": AUDIT,
        "notices": NOTICES,
    }
    if "audit_chain" in known.tables:
        # From there on only the program writes an entry, with its seal.
        del rows["audit"]
    for name, wanted in rows.items():
        table = known.tables[name]
        for row in wanted:
            connection.execute(table.insert().values({column.name: _value(column, row) for column in table.columns}))
        if connection.dialect.name == "postgresql" and (key := {"audit": "seq"}.get(name, "id")) in table.columns:
            connection.execute(sa.text(f"SELECT setval(pg_get_serial_sequence('{name}', '{key}'), 12)"))


def _value(column: sa.Column[Any], row: dict[str, Any]) -> Any:
    if column.name in row or column.nullable:
        return row.get(column.name)
    match column.type:
        case sa.JSON():
            return []
        case sa.Boolean():
            return True
        case sa.Integer():
            return 0
    return ""


@pytest.fixture(params=REVISIONS)
async def upgraded(request: pytest.FixtureRequest, empty_url: str) -> Any:
    await migrate(empty_url, to=request.param)
    await on(empty_url, _fill)
    assert await migrate(empty_url) == HEAD
    store = open_store(empty_url)
    yield store
    await store.close()


async def test_items_come_through_whole(upgraded: SqlStore) -> None:
    async with upgraded.reading() as uow:
        first, second = await uow.items.of_plan(2)
        entries = list(await uow.audit.of_item(12))[::-1]
        (member,) = await uow.members.all()
        plan = await uow.plans.current()
        (notice,) = await uow.notices.ripe(NOW, 10)
    assert first == Item(7, 2, 1, 1, "招商", "招商引资。")
    assert second == Item(
        12, 2, 1, 14, "厕所革命", "改厕。",
        measures=("摸底",),
        targets=(Target("普及率", ">=", 80, "%", "达到80%以上"), Target("改厕", "=", 500, "座")),
        sensitivity=Sensitivity.SENSITIVE, state=State.DOING, lead=3, co=(5,), leader="江若谷",
        deadline=Deadline("年底前", DeadlineKind.DAY, LIMIT),
        assigned_at=NOW, signed_at=NOW, signed_by=4, percent=60, last_report=Report("完成60%", 60, 4, NOW), version=3,
    )  # fmt: skip
    assert not entries or gap(second, entries) is None
    assert (member.name, member.department_id, member.title) == ("林晓禾", 3, "")
    assert plan is not None
    assert notice.item_id == 12


async def test_ids_go_on_where_they_were_and_are_never_given_again(upgraded: SqlStore) -> None:
    async with upgraded.writing() as uow:
        made = await uow.items.add(2, ItemDraft(1, 15, "新", "新"))
        await uow.items.remove(made)
    async with upgraded.writing() as uow:
        again = await uow.items.add(2, ItemDraft(1, 15, "新", "新"))
    assert again.id > made.id > 12


async def test_the_units_of_an_item_still_hang_on_it(upgraded: SqlStore, empty_url: str) -> None:
    """Rebuilding a table on SQLite could have left its children pointing at the one that is gone."""

    def looked(connection: sa.Connection) -> tuple[set[str], list[Any]]:
        keys = sa.inspect(connection).get_foreign_keys("item_units")
        sqlite = connection.dialect.name == "sqlite"
        broken = list(connection.execute(sa.text("PRAGMA foreign_key_check"))) if sqlite else []
        return {key["referred_table"] for key in keys}, broken

    assert await on(empty_url, looked) == ({"items", "departments"}, [])
    async with upgraded.writing() as uow:
        (of_unit,) = await uow.items.of_department(2, 5)
        await uow.items.remove(of_unit)
    assert of_unit.id == 12
    assert (await on(empty_url, lambda c: c.execute(sa.text("SELECT count(*) FROM item_units")).scalar())) == 0


async def test_new_columns_take_no_silent_defaults(upgraded: SqlStore, empty_url: str) -> None:
    """What the program forgets to say must fail, not be guessed by the database."""
    statement = sa.text("INSERT INTO items (plan_id, section, number, part, title, body) VALUES (2, 1, 99, 0, '', '')")
    with pytest.raises(sa.exc.IntegrityError):
        await on(empty_url, lambda connection: connection.execute(statement))
