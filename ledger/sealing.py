"""The keyed chain over the audit: every entry's seal covers the entry and the seal before it, so that none can be
changed, left out or slipped in without the key, which is kept outside the database.
"""

import datetime as dt
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, dataclass, fields

from ledger.changes import AuditEntry


@dataclass(frozen=True, slots=True)
class Seal:
    """`place` counts 1, 2, 3 without a gap, in the order of commits; `name_mac` commits to the actor's name alone, so
    that the name may be erased and nothing else.
    """

    place: int
    seq: int
    name_mac: str
    mac: str


@dataclass(frozen=True, slots=True)
class Head:
    """The checkpoint beside the rows: how many there are, and the last one's mac. `key_mac` tells keys apart."""

    count: int
    mac: str
    key_mac: str
    proof: str

    @property
    def anchor(self) -> str:
        """What is printed outside the database, such as 123-9f86d081884c."""
        return anchor_of(self.count, self.mac)


ANCHOR_DIGITS = 12

_ALWAYS = tuple(f.name for f in fields(AuditEntry) if f.default is MISSING)
_WHEN_SAID = tuple((f.name, f.default) for f in fields(AuditEntry) if f.default is not MISSING)
"""Told only where they are not as usual, so that a field added later leaves the older seals valid."""


def anchor_of(place: int, mac: str) -> str:
    return f"{place}-{mac[:ANCHOR_DIGITS]}"


def seals(key: bytes, entries: Iterable[AuditEntry], *, after: Head | None) -> Sequence[Seal]:
    """The entries' seals in this order, continuing the chain that ends in `after`."""
    place, mac = (after.count, after.mac) if after else (0, "")
    made = []
    for place, entry in enumerate(entries, start=place + 1):  # noqa: B020 - goes on counting
        name_mac = name_mac_of(key, entry)
        mac = mac_of(key, entry, place, name_mac, mac)
        made.append(Seal(place, entry.seq, name_mac, mac))
    return made


def head_of(key: bytes, last: Seal) -> Head:
    return Head(last.place, last.mac, key_mac_of(key), proof_of(key, last.place, last.mac))


def mac_of(key: bytes, entry: AuditEntry, place: int, name_mac: str, previous: str) -> str:
    told = {
        **{name: getattr(entry, name) for name in _ALWAYS},
        **{name: value for name, usual in _WHEN_SAID if (value := getattr(entry, name)) != usual},
        "at": entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "actor_name": name_mac,
        "place": place,
        "seq": entry.seq,
    }
    return _mac(key, "entry", json.dumps(told, sort_keys=True, separators=(",", ":")), previous)


def name_mac_of(key: bytes, entry: AuditEntry) -> str:
    """Differs from entry to entry, so that it does not tell whose entries belong together once the name is gone."""
    return _mac(key, "name", str(entry.seq), entry.actor_name)


def key_mac_of(key: bytes) -> str:
    return _mac(key, "key")


def proof_of(key: bytes, count: int, mac: str) -> str:
    return _mac(key, "head", str(count), mac)


def same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _mac(key: bytes, kind: str, *parts: str) -> str:
    """Lengths go along, so that no two lists of parts read the same."""
    message = "".join(f"{len(part)}:{part}" for part in (kind, *parts))
    return hmac.digest(key, message.encode("utf-8", "surrogatepass"), "sha256").hex()
