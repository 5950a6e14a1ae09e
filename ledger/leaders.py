"""Whom an item means by its responsible leader: 「张副县长」, 「县委常委、副县长 张三」, or an office alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ledger.items import OWED, Item
from ledger.members import Member, Role

_BETWEEN = re.compile(r"[、，,;；/／\n]+")
_OF = ("中共", "县委", "县人民政府", "县政府")


@dataclass(frozen=True, slots=True)
class Meant:
    """`people` in the order they are named. `unclear` are words that fit nobody or several: nobody is guessed."""

    people: tuple[Member, ...] = ()
    unclear: tuple[str, ...] = ()


def meant(words: str, members: Iterable[Member]) -> Meant:
    """`words` as in Item.leader. Who was only invited counts: an office that two hold names neither of them."""
    reading = _Reading([member for member in members if member.active and member.role is Role.LEADER])
    reading.all(words)
    return Meant(tuple(reading.found.values()), tuple(dict.fromkeys(reading.unclear)))


def unclear_leaders(items: Iterable[Item], members: Iterable[Member]) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """Words of items in units' hands that name nobody for certain, with their items. Empty where the county has no
    leaders among its people: then none is looked for.
    """
    people = tuple(members)
    if not any(member.active and member.role is Role.LEADER for member in people):
        return ()
    known: dict[str, Meant] = {}
    found: dict[str, list[Item]] = {}
    for item in items:
        if item.leader and item.state in OWED:
            if item.leader not in known:
                known[item.leader] = meant(item.leader, people)
            for words in known[item.leader].unclear:
                found.setdefault(words, []).append(item)
    return tuple((words, tuple(of)) for words, of in found.items())


class _Reading:
    def __init__(self, leaders: Sequence[Member]) -> None:
        self._leaders = leaders
        self.found: dict[int, Member] = {}
        self.unclear: list[str] = []

    def all(self, words: str) -> None:
        """Pieces without a name are kept until it is known whether they are offices of whoever is named next."""
        offices: list[str] = []
        for part in _BETWEEN.split(words):
            # 「副县长 张三」 is one person, 「张副县长 李副县长」 are two.
            for piece in [part] if self._named(part) else part.split():
                names = self._named(piece)
                if not names:
                    offices.append(piece)
                    continue
                self._titled(offices, his=_bare(piece) not in names and _bare(piece).endswith(tuple(names)))
                offices = []
                for name in names:
                    self._take([member for member in self._leaders if _bare(member.name) == name], name)
        self._titled(offices, his=False)

    def _named(self, piece: str) -> list[str]:
        """Names that stand in it; 若谷 is not meant by 江若谷."""
        text = _bare(piece)
        names = {name for member in self._leaders if (name := _bare(member.name)) and name in text}
        longest = [name for name in names if not any(name != other and name in other for other in names)]
        return sorted(longest, key=text.index)

    def _titled(self, pieces: Sequence[str], *, his: bool) -> None:
        """`his`: offices that stand before a name, whose own they are."""
        alone = []
        for piece in pieces:
            if called := self._called(_bare(piece)):
                self._take(called, piece)
            elif _bare(piece):
                alone.append(piece)
        if his or not alone:
            return
        both = [member for member in self._leaders if {_bare(piece) for piece in alone} <= set(_offices(member))]
        if len(both) == 1:
            self._take(both, alone[0])
            return
        for piece in alone:
            self._take([member for member in self._leaders if _bare(piece) in _offices(member)], piece)

    def _called(self, piece: str) -> list[Member]:
        """By surname and office; 「张县长」 is also what a deputy is called, where no 张 is the head."""
        parted = [
            (member, office, piece.removeprefix(surname))
            for member in self._leaders
            for office in _offices(member)
            for surname in _surnames(member)
            if piece.startswith(surname)
        ]
        exactly = [member for member, office, rest in parted if rest == office]
        loosely = [member for member, office, rest in parted if len(rest) > 1 and office.endswith(rest)]
        return list({member.id: member for member in exactly or loosely}.values())

    def _take(self, people: Sequence[Member], words: str) -> None:
        if len(people) == 1:
            self.found.setdefault(people[0].id, people[0])
        else:
            self.unclear.append("".join(words.split()))


def _offices(member: Member) -> list[str]:
    return [office for part in _BETWEEN.split(member.title) if (office := _bare(part))]


def _surnames(member: Member) -> set[str]:
    """Of one character, or of two (欧阳)."""
    name = _bare(member.name)
    return {name[:length] for length in (1, 2) if len(name) > length}


def _bare(words: str) -> str:
    text = "".join(words.split()).removesuffix("同志")
    for prefix in _OF:
        text = text.removeprefix(prefix)
    return text
