"""What a changed document would change in a plan that is already in the ledger."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ledger.items import Item, Target
from ledger.plans import ItemDraft, Plan, PlanDraft, Section


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """`field` is "title", "year", "sections", "section", "body", "measures" or "targets"; lists are one a line."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ItemDifference:
    item: Item
    draft: ItemDraft
    fields: tuple[FieldDifference, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """The same title under another number: owners and reports stay with the number, so this needs a person's eye."""

    title: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class PlanDifferences:
    plan: tuple[FieldDifference, ...]
    added: tuple[ItemDraft, ...]
    removed: tuple[Item, ...]
    changed: tuple[ItemDifference, ...]
    unchanged: tuple[Item, ...]
    moved: tuple[Moved, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.plan or self.added or self.removed or self.changed)


def compare(plan: Plan, items: Sequence[Item], draft: PlanDraft) -> PlanDifferences:
    """Items are matched by number; parts (14.1, 14.2) are the ledger's own and take no part."""
    held = {item.number: item for item in items if item.part == 0}
    stated = {item.number: item for item in draft.items}
    common = [(held[number], stated[number]) for number in sorted(held.keys() & stated.keys())]
    pairs = [ItemDifference(item, new, tuple(_item_fields(item, new))) for item, new in common]
    return PlanDifferences(
        plan=tuple(_plan_fields(plan, draft)),
        added=tuple(stated[number] for number in sorted(stated.keys() - held.keys())),
        removed=tuple(held[number] for number in sorted(held.keys() - stated.keys())),
        changed=tuple(pair for pair in pairs if pair.fields),
        unchanged=tuple(pair.item for pair in pairs if not pair.fields),
        moved=tuple(_moved(held.values(), stated.values())),
    )


def _plan_fields(plan: Plan, draft: PlanDraft) -> Iterator[FieldDifference]:
    """A title or year the document does not state changes nothing."""
    if draft.title:
        yield from _difference("title", plan.title, draft.title)
    if draft.year is not None:
        yield from _difference("year", str(plan.year), str(draft.year))
    yield from _difference("sections", _sections(plan.sections), _sections(draft.sections))


def _item_fields(item: Item, draft: ItemDraft) -> Iterator[FieldDifference]:
    yield from _difference("section", str(item.section), str(draft.section))
    yield from _difference("title", item.title, draft.title)
    yield from _difference("body", item.body, draft.body)
    yield from _difference("measures", "\n".join(item.measures), "\n".join(draft.measures))
    yield from _difference("targets", _targets(item.targets), _targets(draft.targets))


def _difference(field: str, before: str, after: str) -> Iterator[FieldDifference]:
    if before != after:
        yield FieldDifference(field, before, after)


def _sections(sections: Iterable[Section]) -> str:
    return "\n".join(f"{s.number} {s.title}" for s in sorted(sections, key=lambda s: s.number))


def _targets(targets: Iterable[Target]) -> str:
    return "\n".join(f"{t.name}{t.relation}{t.value:g}{t.unit}" for t in targets)


def _moved(held: Iterable[Item], stated: Iterable[ItemDraft]) -> Iterator[Moved]:
    before = _number_by_title(held)
    after = _number_by_title(stated)
    for title, number in before.items():
        if title in after and after[title] != number:
            yield Moved(title, number, after[title])


def _number_by_title(items: Iterable[Item] | Iterable[ItemDraft]) -> dict[str, int]:
    """Titles that stand once only: of two equal ones nobody can say which moved where."""
    numbers: dict[str, int | None] = {}
    for item in items:
        numbers[item.title] = None if item.title in numbers else item.number
    return {title: number for title, number in numbers.items() if number is not None and title}
