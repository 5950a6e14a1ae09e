"""The audit proves an item when following it leads to the item, and names the first field where it does not."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.changes import AuditEntry, Change
from ledger.items import Item
from ledger.plain import plain
from ledger.proving import Gap, gap
from ledger.transitions.assigning import assign
from ledger.transitions.reporting import report
from tests.ledger.making import NOW, OTHER, day, item


def lived(start: Item, *changes: Change) -> tuple[Item, list[AuditEntry]]:
    """What record() would leave behind, without a store."""
    entries = []
    now = start
    for seq, change in enumerate(changes, start=1):
        after = replace(change.after, version=now.version + 1)
        names = (*change.changed_fields(), "version")
        entries.append(
            AuditEntry(
                NOW, 1, "顾长河", "admin", change.event, now.id,
                before={name: plain(getattr(now, name)) for name in names},
                after={name: plain(getattr(after, name)) for name in names},
                seq=seq,
            )
        )  # fmt: skip
        now = after
    return now, entries


def history() -> tuple[Item, list[AuditEntry]]:
    first = assign(item(), now=NOW, lead=OTHER, deadline=day(dt.date(2026, 12, 31)))
    second = report(first.after, by=5, now=NOW, text="完成60%", percent=60)
    return lived(item(), first, second)


def test_an_item_that_came_about_by_its_entries() -> None:
    now, entries = history()
    assert gap(now, entries) is None
    assert gap(item(), []) is None


def test_an_item_changed_by_hand() -> None:
    now, entries = history()
    assert gap(replace(now, percent=90), entries) == Gap(2, "percent")
    assert gap(replace(now, deadline=None), entries) == Gap(2, "deadline")
    assert gap(replace(now, version=9), entries) == Gap(2, "version")
    assert gap(replace(item(), version=2), []) == Gap(0, "version")


@pytest.mark.parametrize("missing", [0, 1])
def test_an_entry_taken_out(missing: int) -> None:
    now, entries = history()
    del entries[missing]
    assert gap(now, entries) is not None


def test_an_entry_altered() -> None:
    now, entries = history()
    entries[0] = replace(entries[0], after={**entries[0].after, "lead": 9})
    assert gap(now, entries) == Gap(2, "lead")
