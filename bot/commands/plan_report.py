"""What importing a plan did, or would do, in lines."""

from collections.abc import Iterator
from itertools import takewhile

from bot.commands.saying import doubtful, line
from documents.plan_differences import FieldDifference, PlanDifferences
from handlers.importing import ImportedPlan
from language.wording.catalogue import Language

_EXCERPT = 40
"""Characters of a long text that are shown around what changed."""
_LEAD_IN = 8


def plan_report(language: Language, result: ImportedPlan, *, dry_run: bool) -> list[str]:
    draft, found = result.draft, result.differences
    if found is None:
        key = "plan_would_add" if dry_run else "plan_added"
        counts = {"sections": len(draft.sections), "count": len(draft.items)}
        lines = [line(language, key, title=draft.title, year=result.year, **counts)]
        if result.plan is not None and not result.plan.current:
            lines.append(line(language, "plan_not_current"))
    elif not result.changes:
        lines = [line(language, "plan_same", title=draft.title, count=len(draft.items))]
    else:
        key = "plan_would_update" if dry_run else "plan_updated"
        counts = {"changed": len(found.changed), "added": len(found.added)}
        lines = [line(language, key, title=draft.title, **counts)]
    if found is not None:
        lines.extend(_differences(language, found))
    return [*lines, *_notes(language, result)]


def _differences(language: Language, found: PlanDifferences) -> Iterator[str]:
    for own in found.plan:
        yield line(language, "plan_own_change", **_shown(language, own))
    for changed in found.changed:
        for difference in changed.fields:
            # Measures and targets are read out of the body: what changed there was said.
            if difference.field in ("measures", "targets") and any(d.field == "body" for d in changed.fields):
                continue
            yield line(language, "plan_item_change", item=changed.item.label, **_shown(language, difference))
    for added in found.added:
        yield line(language, "plan_item_added", item=added.number, title=added.title)
    for kept in found.removed:
        yield line(language, "plan_item_kept", item=kept.label, title=kept.title)
    for moved in found.moved:
        yield line(language, "plan_item_moved", title=moved.title, before=moved.before, after=moved.after)


def _notes(language: Language, result: ImportedPlan) -> Iterator[str]:
    doubts = doubtful(language, result.draft.doubts)
    if doubts:
        yield line(language, "plan_please_note")
        yield from (f"- {doubt}" for doubt in doubts)
    ignored = result.draft.ignored
    if ignored:
        yield line(language, "plan_ignored", count=len(ignored), words=_cut(" / ".join(ignored), 2 * _EXCERPT))


def _shown(language: Language, difference: FieldDifference) -> dict[str, str]:
    before, after = _excerpts(difference.before, difference.after)
    nothing = line(language, "nothing_there")
    return {
        "field": line(language, f"draft_field_{difference.field}"),
        "before": before or nothing,
        "after": after or nothing,
    }


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Both from shortly before the first difference."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    start = max(same - _LEAD_IN, 0) if max(len(before), len(after)) > _EXCERPT else 0
    return _from(before, start), _from(after, start)


def _from(text: str, start: int) -> str:
    return ("…" if start and text else "") + _cut(text[start:], _EXCERPT)


def _cut(text: str, longest: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[:longest] + "…"
