"""Whatever somebody without the key does to the chain is found, named, and told apart."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.chain_proof import ChainProof, Fault, FaultKind, Sealed
from ledger.changes import AuditEntry
from ledger.sealing import Head, head_of, name_mac_of, seals
from tests.ledger.making import NOW

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
Chain = tuple[Sequence[Sealed], Head]


def entry(seq: int, note: str = "") -> AuditEntry:
    at = NOW + dt.timedelta(minutes=seq)
    return AuditEntry(at, 1, "顾长河", "admin", "assigned", 14, {"version": seq}, {"version": seq + 1}, note, seq=seq)


def chain(length: int = 6, key: bytes = KEY) -> Chain:
    """Numbers have gaps, as PostgreSQL leaves them."""
    entries = [entry(2 * n + 1) for n in range(length)]
    made = seals(key, entries, after=None)
    return [Sealed(s, e) for s, e in zip(made, entries, strict=True)], head_of(key, made[-1])


def proven(
    links: Sequence[Sealed], head: Head | None, *, key: bytes = KEY, anchor: str = "", unsealed: int | None = None
) -> Fault | None:
    proof = ChainProof(key, head, anchor)
    for link in links:
        proof.feed([link])
    return proof.fault(unsealed=unsealed)


def altered(links: Sequence[Sealed], place: int, **changes: object) -> Sequence[Sealed]:
    def forged(link: Sealed) -> Sealed:
        assert link.entry is not None
        return Sealed(link.seal, replace(link.entry, **changes))  # type: ignore[arg-type]

    return [forged(link) if link.seal.place == place else link for link in links]


def test_an_untouched_chain_holds() -> None:
    links, head = chain()
    assert proven(links, head) is None
    assert proven((), None) is None


def test_it_goes_on_where_it_ended() -> None:
    links, head = chain(3)
    more = [entry(20), entry(21)]
    added = seals(KEY, more, after=head)
    assert [s.place for s in added] == [4, 5]
    grown = [*links, *(Sealed(s, e) for s, e in zip(added, more, strict=True))]
    assert proven(grown, head_of(KEY, added[-1]), anchor=head.anchor) is None


@pytest.mark.parametrize(
    "change",
    [
        {"note": "别的"},
        {"actor_name": "林晓禾"},
        {"actor_id": 2},
        {"actor_role": "liaison"},
        {"item_id": 15},
        {"event": "signed"},
        {"before": {}},
        {"after": {"version": 3, "lead": 9}},
        {"source": "cli"},
        {"undoes": 1},
        {"at": NOW},
    ],
)
@pytest.mark.parametrize("place", [1, 3, 6])
def test_any_change_of_an_entry_shows(place: int, change: dict[str, object]) -> None:
    links, head = chain()
    assert proven(altered(links, place, **change), head) == Fault(FaultKind.ALTERED, place, 2 * place - 1)


def test_a_name_may_be_erased_but_not_replaced() -> None:
    links, head = chain()
    erased = altered(links, 2, actor_name="")
    assert proven(erased, head) is None
    assert proven(altered(erased, 2, actor_name="林晓禾"), head) == Fault(FaultKind.ALTERED, 2, 3)
    assert name_mac_of(KEY, entry(1)) != name_mac_of(KEY, entry(3)), "whose entries they are must not show"


def gone(places: set[int]) -> Callable[[Sequence[Sealed]], Sequence[Sealed]]:
    return lambda links: [link for link in links if link.seal.place not in places]


def emptied(places: set[int]) -> Callable[[Sequence[Sealed]], Sequence[Sealed]]:
    return lambda links: [Sealed(link.seal, None) if link.seal.place in places else link for link in links]


@pytest.mark.parametrize("how", [gone, emptied])
@pytest.mark.parametrize(
    ("places", "kind"),
    [
        ({1}, FaultKind.MISSING),
        ({3, 4}, FaultKind.MISSING),
        ({6}, FaultKind.TRUNCATED),
        ({5, 6}, FaultKind.TRUNCATED),
        ({1, 2, 3, 4, 5, 6}, FaultKind.TRUNCATED),
    ],
)
def test_missing_in_between_is_not_cut_off_at_the_end(
    how: Callable[[set[int]], Callable[[Sequence[Sealed]], Sequence[Sealed]]], places: set[int], kind: FaultKind
) -> None:
    links, head = chain()
    found = proven(how(places)(links), head)
    assert found is not None
    assert (found.kind, found.place) == (kind, min(places))


def test_appended_without_the_key() -> None:
    links, head = chain()
    foreign = entry(99)
    by_another = seals(OTHER_KEY, [foreign], after=head)
    forged = [*links, Sealed(by_another[0], foreign)]
    assert proven(forged, head) == Fault(FaultKind.APPENDED, 7, 99)
    assert proven(forged, replace(head_of(OTHER_KEY, by_another[0]), key_mac=head.key_mac)) == Fault(
        FaultKind.APPENDED, 7, 99
    )
    assert proven(links, head, unsealed=99) == Fault(FaultKind.APPENDED, 0, 99)


def test_the_checkpoint_alone_was_changed() -> None:
    links, head = chain()
    assert proven(links, replace(head, proof="0" * 64)) == Fault(FaultKind.HEAD, 6)


def test_without_a_checkpoint_nothing_is_proven() -> None:
    links, _ = chain()
    assert proven((), None, unsealed=1) == Fault(FaultKind.NOT_BEGUN, 0, 1)
    assert proven(links, None) == Fault(FaultKind.NOT_BEGUN, 0, 0)


def test_the_wrong_key_is_said_at_once() -> None:
    links, head = chain()
    assert proven(links, head, key=OTHER_KEY) == Fault(FaultKind.WRONG_KEY)


def test_what_was_printed_catches_who_has_the_key_or_an_old_copy() -> None:
    links, head = chain(6)
    older, older_head = chain(4)
    assert proven(older, older_head) is None
    assert proven(older, older_head, anchor=head.anchor) == Fault(FaultKind.TRUNCATED, 5)
    rewritten = [entry(2 * n + 1, "改写") for n in range(6)]
    made = seals(KEY, rewritten, after=None)
    new = [Sealed(s, e) for s, e in zip(made, rewritten, strict=True)]
    assert proven(new, head_of(KEY, made[-1])) is None
    assert proven(new, head_of(KEY, made[-1]), anchor=head.anchor) == Fault(FaultKind.ANCHOR)
    assert proven(links, head, anchor=older_head.anchor) is None
    assert proven(links, head, anchor="nonsense") == Fault(FaultKind.ANCHOR)


@given(st.integers(1, 8), st.data())
def test_no_single_deed_goes_unseen(length: int, data: st.DataObject) -> None:
    links, head = chain(length)
    deeds: dict[str, Callable[[int], Sequence[Sealed]]] = {
        "alter": lambda place: altered(links, place, note=data.draw(st.text(min_size=1))),
        "delete": lambda place: gone({place})(links),
        "empty": lambda place: emptied({place})(links),
        "swap": lambda place: [*links[: place - 1], *links[place - 1 :][::-1]] if place < length else links[:-1],
        "move": lambda place: altered(links, place, seq=1000),
    }
    deed = data.draw(st.sampled_from(sorted(deeds)))
    assert proven(deeds[deed](data.draw(st.integers(1, length))), head) is not None
