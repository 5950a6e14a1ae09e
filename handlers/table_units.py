"""Finds the units and groups that a table names, and the likeliest where it names none of the list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handlers.table_questions import LEAVE_OUT, Option, Question, group_choice, key_of
from ledger.departments import Department, called
from ledger.plans import Doubt

_NEAREST = 3
_LIKE = 0.34


@dataclass(frozen=True, slots=True)
class Found:
    """`group`: all of its members are meant, and a member that leads is not meant to cooperate as well."""

    ids: tuple[int, ...]
    group: bool = False


@dataclass(slots=True)
class Units:
    """Each name is looked up once, however many rows write it."""

    departments: Sequence[Department]
    answers: Mapping[int, int]
    _groups: Mapping[str, tuple[int, ...]] = field(init=False)
    _known: dict[str, tuple[Department, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        groups: dict[str, list[int]] = defaultdict(list)
        for unit in self.departments:
            for group in unit.groups:
                groups[group].append(unit.id)
        self._groups = {name: tuple(ids) for name, ids in groups.items()}

    def together(self, names: Sequence[str]) -> tuple[str, ...]:
        """A name that its cell broke into two lines is one name again."""
        joined: list[str] = []
        for name in names:
            if joined and not self._is_known(joined[-1]) and self._is_known(joined[-1] + name):
                joined[-1] += name
            else:
                joined.append(name)
        return tuple(joined)

    def find(self, name: str) -> Found | Question:
        if name in self._groups:
            return Found(self._groups[name], group=True)
        units = self._called(name)
        if len(units) == 1:
            return Found((units[0].id,))
        code = "several_units" if units else "no_unit"
        key = key_of(code, name)
        choice = self.answers.get(key)
        if choice == LEAVE_OUT:
            return Found(())
        if choice is not None:
            group = next((ids for each, ids in self._groups.items() if group_choice(each) == choice), None)
            if group is not None:
                return Found(group, group=True)
            if any(unit.id == choice for unit in self.departments):
                return Found((choice,))
        return Question(key, self._doubt(code, name, units), self._options(name, units))

    def _is_known(self, name: str) -> bool:
        return name in self._groups or bool(self._called(name))

    def _called(self, name: str) -> tuple[Department, ...]:
        if name not in self._known:
            self._known[name] = called(name, self.departments)
        return self._known[name]

    def _doubt(self, code: str, name: str, units: Sequence[Department]) -> Doubt:
        named = "、".join(unit.name for unit in units)
        return Doubt(f"table_{code}", (("words", name), *((("units", named),) if units else ())))

    def _options(self, name: str, units: Sequence[Department]) -> tuple[Option, ...]:
        leave = Option("leave", LEAVE_OUT)
        if units:
            return (*(Option("unit", unit.id, unit.id) for unit in units), leave)
        groups = [(_likeness(name, group), Option("group", group_choice(group), group)) for group in self._groups]
        near = [
            (max(_likeness(name, each) for each in (unit.name, *unit.short_names, *unit.former_names)),
             Option("unit", unit.id, unit.id))
            for unit in self.departments
        ]  # fmt: skip
        scored = sorted((each for each in (*groups, *near) if each[0] >= _LIKE), key=lambda each: -each[0])
        return (*(option for _, option in scored[:_NEAREST]), leave)


def _likeness(one: str, other: str) -> float:
    """Dice over letters in their pairs; single letters where a name is short."""
    a, b = _pieces(one), _pieces(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _pieces(name: str) -> frozenset[str]:
    bare = "".join(name.split()).removeprefix("县")
    return frozenset((*bare, *(bare[n : n + 2] for n in range(len(bare) - 1))))
