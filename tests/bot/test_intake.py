"""Accepted means committed; many callers share a commit; order and bounds hold."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.intake import Intake, IntakeFull, canonical_body, update_id_of
from ledger.messages import InboxUpdate
from tests.bot.inbox_stand_in import InboxStandIn, noon


def intake_of(inbox: InboxStandIn, seen: list[int], capacity: int = 2_000) -> Intake:
    def on_updates(rows: Sequence[InboxUpdate]) -> None:
        assert all(row in inbox.rows.values() for row in rows), "handed on before the commit"
        seen.extend(row.update_id for row in rows)

    return Intake(inbox.store, on_updates, noon, capacity=capacity)


async def test_callers_share_commits_and_keep_their_order() -> None:
    inbox, seen = InboxStandIn(slow=0.01), list[int]()
    intake = intake_of(inbox, seen)
    await asyncio.gather(*(intake.accept([(n, f"{n}")]) for n in range(500)))
    assert seen == list(range(500)) == inbox.update_ids
    assert inbox.commits == [200, 200, 100]


async def test_returns_after_the_commit_only() -> None:
    inbox, seen = InboxStandIn(slow=0.05), list[int]()
    intake = intake_of(inbox, seen)
    waiting = asyncio.ensure_future(intake.accept([(1, "x")]))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    assert not seen
    await waiting
    assert inbox.update_ids == [1]


async def test_a04_a05_the_same_update_is_taken_once_another_body_is_new() -> None:
    inbox, seen = InboxStandIn(), list[int]()
    intake = intake_of(inbox, seen)
    await intake.accept([(1, "x"), (1, "x"), (1, "y")])
    await intake.accept([(1, "x")])
    assert seen == [1, 1]
    assert [row.body for row in inbox.rows.values()] == ["x", "y"]


async def test_a11_full() -> None:
    inbox, seen = InboxStandIn(slow=0.02), list[int]()
    intake = intake_of(inbox, seen, capacity=10)
    results = await asyncio.gather(*(intake.accept([(n, "")]) for n in range(25)), return_exceptions=True)
    assert [type(result) for result in results] == [type(None)] * 10 + [IntakeFull] * 15
    await intake.accept([(30, "")])
    assert seen == [*range(10), 30]


async def test_a_failed_commit_is_told_and_the_next_one_works() -> None:
    inbox, seen = InboxStandIn(), list[int]()
    intake = intake_of(inbox, seen, capacity=3)
    inbox.down = True
    results = await asyncio.gather(*(intake.accept([(n, "")]) for n in range(3)), return_exceptions=True)
    assert [type(result) for result in results] == [OSError] * 3
    inbox.down = False
    await intake.accept([(1, "")])
    assert seen == [1]


async def test_a_caller_who_gives_up_spoils_nothing() -> None:
    inbox, seen = InboxStandIn(slow=0.02), list[int]()
    intake = intake_of(inbox, seen)
    leaving = asyncio.ensure_future(intake.accept([(1, "")]))
    staying = asyncio.ensure_future(intake.accept([(2, "")]))
    await asyncio.sleep(0.01)
    leaving.cancel()
    await staying
    assert seen == [1, 2]


async def test_a_receiver_that_fails_does_not_unmake_the_commit(caplog: pytest.LogCaptureFixture) -> None:
    def fails(_: Sequence[InboxUpdate]) -> None:
        raise RuntimeError

    inbox = InboxStandIn()
    await Intake(inbox.store, fails, noon).accept([(1, "")])
    assert inbox.update_ids == [1]
    assert "could not be handed on" in caplog.text


async def test_nothing_to_accept() -> None:
    inbox, seen = InboxStandIn(), list[int]()
    await intake_of(inbox, seen).accept([])
    assert inbox.commits == []


def test_a_body_is_text_any_database_takes() -> None:
    assert canonical_body({"update_id": 1, "text": "项\0"}) == '{"update_id":1,"text":"项\\u0000"}'
    canonical_body({"text": "\ud800项"}).encode()


@pytest.mark.parametrize("update", [None, [], {}, {"update_id": "1"}, {"update_id": True}, {"update_id": 2**63}])
def test_no_update(update: object) -> None:
    assert update_id_of(update) is None
