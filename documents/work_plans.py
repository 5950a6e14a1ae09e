"""Reads a yearly work plan (工作要点) into a draft, and says what it was not sure of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from documents.front_matter import find_title, find_year
from documents.outline import Entry, Heading, read_outline
from documents.paragraphs import read_paragraphs
from documents.sentences import measures_of, placeholders_in, split_title
from documents.targets import targets_in
from ledger.plans import Doubt, ItemDraft, PlanDraft, Section
from ledger.refusals import Refused

MOST_ITEMS = 2000
BLOCKING = frozenset({"duplicate_number", "no_text"})
"""Doubts that forbid an import: two items would answer to one number, or one would say nothing."""


def read_plan(text: str) -> PlanDraft:
    """Raises Refused plan_no_items, plan_too_many_items."""
    content = read_paragraphs(text)
    outline = read_outline(content.blocks)
    if not outline.entries:
        raise Refused("plan_no_items")
    if len(outline.entries) > MOST_ITEMS:
        raise Refused("plan_too_many_items", limit=MOST_ITEMS, count=len(outline.entries))
    title, above = find_title(content.front)
    year = find_year(title)
    doubts = [] if title else [Doubt("no_title")]
    if year is None:
        doubts.append(Doubt("no_year"))
    numbers = _section_numbers(outline.sections, doubts)
    sections = tuple(Section(numbers[n], heading.title) for n, heading in enumerate(outline.sections, start=1))
    items = _items(outline.entries, numbers, doubts)
    doubts += _section_doubts(sections, items, [(numbers[place], words) for place, words in outline.left_out])
    ignored = (*above, *content.ignored, *(words for _, words in outline.left_out))
    return PlanDraft(title, year, sections, items, tuple(doubts), ignored)


def blocking(draft: PlanDraft) -> tuple[Doubt, ...]:
    """The doubts that must be settled in the document before it may be imported."""
    return tuple(doubt for doubt in draft.doubts if doubt.code in BLOCKING)


def _section_numbers(headings: Sequence[Heading], doubts: list[Doubt]) -> dict[int, int]:
    """Place → number. Numbers that come twice or run backwards are counted anew."""
    stated = [heading.number for heading in headings]
    if any(b <= a for a, b in pairwise(stated)):
        doubts.append(Doubt("renumbered_sections"))
        stated = list(range(1, len(stated) + 1))
    doubts += [Doubt("gap_sections", (("numbers", missing),)) for missing in _gaps(stated)]
    return {0: 0, **dict(enumerate(stated, start=1))}


def _items(entries: Sequence[Entry], sections: dict[int, int], doubts: list[Doubt]) -> tuple[ItemDraft, ...]:
    restarts = _restarts(entries)
    if restarts:
        doubts.append(Doubt("renumbered", (("count", len(entries)),)))
    items = []
    for n, entry in enumerate(entries, start=1):
        number = n if restarts else entry.number
        items.append(_item(entry, sections[entry.section], number, doubts))
    groups = [list(g) for _, g in groupby(range(len(entries)), lambda n: entries[n].group if restarts else 0)]
    for group in groups:
        doubts += _duplicates(entries, items, group)
        stated = sorted({entries[n].number for n in group})
        for missing in _gaps(stated):
            within = (("section", items[group[0]].section),) if restarts else ()
            doubts.append(Doubt("gap_in_section" if restarts else "gap", (("numbers", missing), *within)))
    return tuple(items)


def _restarts(entries: Sequence[Entry]) -> bool:
    """Whether numbers start at 1 again under a later heading."""
    firsts = [next(group).number for _, group in groupby(entries, lambda entry: entry.group)]
    return firsts.count(1) > 1


def _item(entry: Entry, section: int, number: int, doubts: list[Doubt]) -> ItemDraft:
    title, body, cut = split_title([paragraph for paragraph in entry.paragraphs if paragraph])
    if not title:
        doubts.append(Doubt("no_text", (("item", number),)))
    elif cut:
        doubts.append(Doubt("long_title", (("item", number), ("title", title))))
    elif not body:
        doubts.append(Doubt("no_body", (("item", number), ("title", title))))
    whole = body if cut else f"{title}。{body}"
    placeholders = placeholders_in(whole)
    if placeholders:
        doubts.append(Doubt("placeholders", (("item", number), ("count", placeholders))))
    return ItemDraft(
        section=section,
        number=number,
        title=title,
        body=body,
        measures=measures_of(body),
        targets=targets_in(whole, otherwise=title),
        placeholders=placeholders,
    )


def _duplicates(entries: Sequence[Entry], items: Sequence[ItemDraft], group: Sequence[int]) -> Iterator[Doubt]:
    by_number = defaultdict(list)
    for n in group:
        by_number[entries[n].number].append(items[n])
    for number, same in by_number.items():
        if len(same) > 1:
            titles = "；".join(item.title for item in same[:5])
            yield Doubt("duplicate_number", (("item", number), ("section", same[0].section), ("titles", titles)))


def _gaps(numbers: Sequence[int]) -> Iterator[str]:
    """ "2" or "2—4" for every run of numbers that is missing, counting from 1."""
    for a, b in zip((0, *numbers), numbers, strict=False):
        if b > a + 1:
            yield str(a + 1) if b == a + 2 else f"{a + 1}—{b - 1}"


def _section_doubts(
    sections: Sequence[Section], items: Sequence[ItemDraft], left_out: Sequence[tuple[int, str]]
) -> Iterator[Doubt]:
    filled = {item.section for item in items}
    for section in sections:
        if section.number not in filled:
            yield Doubt("empty_section", (("section", section.number), ("title", section.title)))
        if count := placeholders_in(section.title):
            yield Doubt("placeholders_section", (("section", section.number), ("count", count)))
    for number, words in groupby(left_out, lambda pair: pair[0]):
        yield Doubt("text_left_out", (("section", number), ("count", len(list(words)))))
