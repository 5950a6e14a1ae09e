"""Whether the audit's chain holds, and if not, what was done to it: altered, missing, appended or truncated."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ledger.changes import AuditEntry
from ledger.sealing import Head, Seal, anchor_of, key_mac_of, mac_of, name_mac_of, proof_of, same


class FaultKind(StrEnum):
    NOT_BEGUN = "not_begun"
    """There are entries and no chain over them."""
    WRONG_KEY = "wrong_key"
    ALTERED = "altered"
    MISSING = "missing"
    APPENDED = "appended"
    """Written past the program."""
    TRUNCATED = "truncated"
    """The newest entries are gone."""
    HEAD = "head"
    """All entries are well, the checkpoint is not."""
    ANCHOR = "anchor"
    """Sound in itself, but not what was printed before: rewritten with the key, or replaced as a whole."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`place` is the first bad one in the chain (0: outside it), `seq` its entry's number, 0 where it is not known."""

    kind: FaultKind
    place: int = 0
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal and the entry it belongs to; None: the entry is not there."""

    seal: Seal
    entry: AuditEntry | None


class ChainProof:
    """Fed with the whole chain in order, some at a time; `fault` then says what is wrong, if anything is."""

    def __init__(self, key: bytes, head: Head | None, anchor: str = "") -> None:
        """`anchor`: what `Head.anchor` said at some time before, "" for none."""
        self._key = key
        self._head = head
        self._sound_head = head is not None and same(head.proof, proof_of(key, head.count, head.mac))
        self._anchor = anchor
        self._anchor_place = int(number) if (number := anchor.partition("-")[0]).isdigit() else 0
        self._anchor_met = not anchor
        self._place, self._seq, self._mac = 0, 0, ""
        self._gone: Fault | None = None
        self._bad: Fault | None = None
        self._found: Fault | None = None
        if head is not None and not same(head.key_mac, key_mac_of(key)):
            self._found = Fault(FaultKind.WRONG_KEY)

    @property
    def count(self) -> int:
        return self._place

    @property
    def decided(self) -> bool:
        """Nothing that follows can change the answer."""
        return self._found is not None

    def feed(self, links: Iterable[Sealed]) -> None:
        for link in links:
            if self._found is not None:
                return
            self._found = self._look(link)
            self._place, self._seq, self._mac = link.seal.place, link.seal.seq, link.seal.mac
            if self._place == self._anchor_place:
                self._anchor_met = same(self._anchor, anchor_of(self._place, self._mac))

    def _look(self, link: Sealed) -> Fault | None:
        seal = link.seal
        if seal.place != self._place + 1:
            return self._gone or Fault(FaultKind.MISSING, self._place + 1)
        if self._sound_head and self._head is not None and seal.place > self._head.count:
            return self._gone_at_the_end() or Fault(FaultKind.APPENDED, seal.place, seal.seq)
        if link.entry is None:
            self._gone = self._gone or Fault(FaultKind.MISSING, seal.place, seal.seq)
            return None
        if self._gone is not None:
            return self._gone
        if not self._fits(seal, link.entry):
            if self._sound_head:
                return Fault(FaultKind.ALTERED, seal.place, seal.seq)
            self._bad = self._bad or Fault(FaultKind.ALTERED, seal.place, seal.seq)
            return None
        return self._bad

    def _fits(self, seal: Seal, entry: AuditEntry) -> bool:
        if entry.actor_name and not same(seal.name_mac, name_mac_of(self._key, entry)):
            return False
        return same(seal.mac, mac_of(self._key, entry, seal.place, seal.name_mac, self._mac))

    def fault(self, *, unsealed: int | None) -> Fault | None:
        """After all was fed. `unsealed` is the number of the first entry that no seal belongs to."""
        if self._found is not None:
            return self._found
        if self._head is None:
            # Seals without a checkpoint are as good as none.
            begun = self._place or unsealed is not None
            return Fault(FaultKind.NOT_BEGUN, 0, unsealed or 0) if begun else self._missed_anchor()
        if gone := self._gone_at_the_end():
            return gone
        if self._sound_head and self._place < self._head.count:
            return Fault(FaultKind.TRUNCATED, self._place + 1)
        if self._bad is not None:
            # Sound up to here, and whoever wrote the rest had no key.
            return Fault(FaultKind.APPENDED, self._bad.place, self._bad.seq)
        if unsealed is not None:
            return Fault(FaultKind.APPENDED, 0, unsealed)
        if not self._sound_head or not same(self._head.mac, self._mac):
            return Fault(FaultKind.HEAD, self._head.count)
        return self._missed_anchor()

    def _gone_at_the_end(self) -> Fault | None:
        return Fault(FaultKind.TRUNCATED, self._gone.place, self._gone.seq) if self._gone else None

    def _missed_anchor(self) -> Fault | None:
        if self._anchor_met:
            return None
        shorter = self._anchor_place > self._place
        return Fault(FaultKind.TRUNCATED if shorter else FaultKind.ANCHOR, self._place + 1 if shorter else 0)
