"""The audit proves an item when following it leads to the item, and names the first field where it does not."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.changes import AuditEntry, Change
from ledger.items import Item, Target
from ledger.proving import Gap, gap
from ledger.recording import item_as_before
from ledger.transitions.assigning import assign
from ledger.transitions.reporting import report
from tests.ledger.making import NOW, OTHER, day, entry_of, item, stored


def lived(start: Item, *changes: Change) -> tuple[Item, list[AuditEntry]]:
    """What record() would leave behind, without a store."""
    entries = []
    now = start
    for seq, change in enumerate(changes, start=1):
        entry = entry_of(replace(change, before=now), seq=seq)
        entries.append(entry)
        now = stored(replace(change, before=now))
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


def test_entries_of_the_first_schema_which_kept_targets_as_rows_without_names() -> None:
    """First the text changed, then, after the migration, a figure was reported."""
    rate = Target("普及率", ">=", 80, "%", "达到80%")
    before = item(targets=(rate,))
    change = report(before, by=5, now=NOW, text="完成", percent=None, value="73.5%")
    now, (reported,) = lived(replace(before, version=2), change)
    first = AuditEntry(
        NOW, None, "", "", "text_changed", now.id,
        before={"version": 1, "targets": []},
        after={"version": 2, "targets": [["普及率", ">=", 80, "%", "达到80%"]]},
        seq=1,
    )  # fmt: skip
    assert gap(now, [first, replace(reported, seq=2)]) is None
    assert item_as_before(replace(now, version=2), replace(first, before=first.after)).targets == (rate,)
    assert gap(
        now, [replace(first, after={"version": 2, "targets": [["普及率", ">=", 90, "%", ""]]}), reported]
    ) == Gap(1, "targets")
